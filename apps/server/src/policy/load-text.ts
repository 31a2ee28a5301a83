import { readFile } from "node:fs/promises";
import { correctPolicyText, discardPolicyText, loadPolicyText } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { isDocumentId } from "@qiangyi/policy/register";
import { type Answers, handle, type Rooms, type Tx } from "../platform/index.ts";
import { describeText } from "./describe-text.ts";
import { extractText } from "./official-text/extract.ts";
import type { OfficialTextRefusal } from "./official-text/file-kind.ts";
import { splitOfficialText } from "./official-text/split.ts";
import { discardText, findText, partsOf, replaceParts, saveDraft, type TextHead } from "./texts.store.ts";

type LoadRefusal = OfficialTextRefusal | Refusal<"document-not-found">;
export type DraftRefusal = Refusal<"text-not-found"> | Refusal<"POLICY_VERSION_IMMUTABLE", { clause: string }>;

const loadAnswers: Answers<LoadRefusal> = {
  "document-not-found": [404, "没有这份文件"],
  "official-text-type-unsupported": [
    415,
    ({ found }) => `这是${found}，不能作为原文载入`,
    "请上传txt、docx或带文字的pdf文件；旧版doc请另存为docx",
  ],
  "official-text-name-mismatch": [
    415,
    ({ named, found }) => `文件名写作“${named === "" ? "无扩展名" : named}”，内容却是${found}`,
    "请核对是否选错文件，或改正扩展名后再上传",
  ],
  "official-text-damaged": [422, "文件已损坏，读不出来", "请用原软件打开，另存后再上传"],
  "official-text-encrypted": [422, "文件设有打开密码，读不出来", "请取消密码后再上传"],
  "official-text-unpacks-too-large": [413, "文件展开后过大，与公文不相称，不予读取", "请删去图片和附件，只留正文"],
  "official-text-empty": [422, "文件里没有可读的文字", "扫描件请先做文字识别，再上传识别后的文件"],
  "official-text-not-divisible": [422, "没有找到“第一条”或“一、”，无法分条", "请核对是否选错文件，或在文本中补上条号"],
  "official-text-took-too-long": [422, ({ seconds }) => `读取超过${seconds}秒仍未完成，已停止`, "请另存为docx或txt后再上传"],
  "official-text-took-too-much-memory": [422, "读取所需内存过大，已停止", "请另存为txt后再上传"],
};

export const draftAnswers: Answers<DraftRefusal> = {
  "text-not-found": [404, "没有这个原文版本"],
  POLICY_VERSION_IMMUTABLE: [409, "已发布的原文版本不可修改、不可删除", "如有更正，请载入新文本发布为新版本"],
};

export const loadTextRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    loadPolicyText,
    async ({ tx, actor, clock, params, file }) => {
      if (!isDocumentId(params.document)) return refuse<LoadRefusal>({ code: "document-not-found" });
      const extracted = await extractText(await readFile(file.path), file.name);
      if (!extracted.ok) return refuse<LoadRefusal>(extracted.refusal);
      const split = splitOfficialText(extracted.value.text);
      if (split.parts.length === 0) return refuse<LoadRefusal>({ code: "official-text-not-divisible" });
      const draft = { document: params.document, format: extracted.value.format, ...split };
      const id = await saveDraft(tx, actor, clock.now(), file, draft);
      return ok(describeText(await existing(tx, id), await partsOf(tx, id), actor));
    },
    loadAnswers,
  );

  handle(
    rooms,
    correctPolicyText,
    async ({ tx, actor, params, body }) => {
      const head = await findText(tx, params.text);
      const refusal = notDraft(head);
      if (!head || refusal) return refuse<DraftRefusal>(refusal ?? { code: "text-not-found" });
      await replaceParts(tx, head, body.title, body.parts);
      return ok(describeText(await existing(tx, head.id), await partsOf(tx, head.id), actor));
    },
    draftAnswers,
  );

  handle(
    rooms,
    discardPolicyText,
    async ({ tx, params }) => {
      const head = await findText(tx, params.text);
      const refusal = notDraft(head);
      if (!head || refusal) return refuse<DraftRefusal>(refusal ?? { code: "text-not-found" });
      await discardText(tx, head.id);
      return ok({ discarded: true as const });
    },
    draftAnswers,
  );
};

/** Why a text may not be worked on; undefined for a draft. */
export const notDraft = (head: TextHead | undefined): DraftRefusal | undefined => {
  if (!head) return { code: "text-not-found" };
  return head.state === "published" ? { code: "POLICY_VERSION_IMMUTABLE", clause: `${head.document}.notice.1` } : undefined;
};

const existing = async (tx: Tx, id: string): Promise<TextHead> => {
  const head = await findText(tx, id);
  if (!head) throw new Error(`text ${id} vanished within its transaction`);
  return head;
};
