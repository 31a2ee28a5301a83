import type { InstitutionDraft, InstitutionWarning } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, type Clock, type Tx, wordsOf } from "../platform/index.ts";
import { changedFields, isSameRecord, regionFitsAffiliation, tidied, warningsOf, withOldName } from "./institution.ts";
import {
  findInstitution,
  findOtherLead,
  findTwins,
  type InstitutionRecord,
  lockRegistry,
  nextInstitutionId,
  replaceMembership,
  writeInstitution,
} from "./institutions.store.ts";
import { regionExists } from "./regions.store.ts";
import type { VersionChange } from "./tables.ts";

type Problems = { problems: { path: string; message: string }[] };

export type SaveInstitutionRefusal =
  | Refusal<"institution-not-found">
  | Refusal<"institution-changed-meanwhile", { version: number }>
  | Refusal<"region-unknown", Problems>
  | Refusal<"region-does-not-fit-affiliation", Problems>
  | Refusal<"validity-reversed", Problems>
  | Refusal<"group-has-lead", { lead: string } & Problems>
  | Refusal<"warnings-need-reason", { warnings: InstitutionWarning[] } & Problems>;

export const saveInstitutionAnswers: Answers<SaveInstitutionRefusal> = {
  "institution-not-found": [404, "找不到这个机构，或不在您的管辖范围内"],
  "institution-changed-meanwhile": [409, "这个机构的登记事项已被他人改动", "请刷新页面，在最新内容上重新修改"],
  "region-unknown": [422, "没有这个区划代码", "请从区划列表中选择"],
  "region-does-not-fit-affiliation": [
    422,
    "所在区划与隶属关系不相符",
    "县属和乡镇机构应选县（市、区），市属机构应选市或县（市、区）",
  ],
  "validity-reversed": [422, "终止日期早于启用日期", "请改正日期"],
  "group-has-lead": [409, ({ lead }) => `这个集团已有牵头机构：${lead}`, "请先变更原牵头机构，或把本机构登记为成员"],
  "warnings-need-reason": [422, "有需要核对的事项，确属实际情况的请说明理由", "请逐项核对；确认无误的填写理由后再保存"],
};

/** The sentence of a refusal outside HTTP, with everything that must be mended. */
export const sentenceOf = (refusal: SaveInstitutionRefusal): string => {
  const { sentence } = wordsOf(refusal, saveInstitutionAnswers);
  return "problems" in refusal ? `${sentence}（${refusal.problems.map(({ message }) => message).join("；")}）` : sentence;
};

export interface Saved {
  readonly id: string;
  readonly version: number;
  readonly warnings: InstitutionWarning[];
}

interface Wish {
  readonly record: InstitutionDraft;
  readonly reason: string | null;
  /** Who asks: a form, an import, the demonstration. */
  readonly change: VersionChange;
  readonly existing?: { readonly id: string; readonly version: number };
  /** For data that bring their own numbers. */
  readonly newId?: string;
}

export interface Office {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** Registers an institution or changes it. The same content again changes nothing and keeps its version. */
export const saveInstitution = async (office: Office, wish: Wish): Promise<Result<Saved, SaveInstitutionRefusal>> => {
  const { tx, actor, clock } = office;
  await lockRegistry(tx, actor.province);
  const before = wish.existing && (await findInstitution(tx, actor, wish.existing.id));
  if (wish.existing && !before) return refuse({ code: "institution-not-found" });
  if (before && wish.existing && before.version !== wish.existing.version)
    return refuse({ code: "institution-changed-meanwhile", version: before.version });
  const record = before ? withOldName(tidied(wish.record), before.record, clock.today()) : tidied(wish.record);
  if (before && isSameRecord(before.record, record) && wish.reason === null)
    return ok({ id: before.id, version: before.version, warnings: before.warnings });
  const misfit = await misfitOf(office, record, before?.id ?? "");
  if (misfit) return refuse(misfit);
  const warnings = warningsOf(record, await findTwins(tx, actor.province, record, before?.id ?? null));
  const warningReason = reasonFor(warnings, before, wish.reason);
  if (warnings.length > 0 && warningReason === null)
    return refuse({ code: "warnings-need-reason", warnings, problems: problemsOf(warnings) });
  return ok(await write(office, wish, { before, record, warnings, warningReason }));
};

const problemsOf = (warnings: readonly InstitutionWarning[]) =>
  warnings.map(({ field, message }) => ({ path: `record.${field}`, message }));

/** A reason once given lasts as long as the warnings are the same. */
const reasonFor = (
  warnings: readonly InstitutionWarning[],
  before: InstitutionRecord | undefined,
  reason: string | null,
): string | null => {
  if (warnings.length === 0) return null;
  const isKnown = before !== undefined && JSON.stringify(problemsOf(before.warnings)) === JSON.stringify(problemsOf(warnings));
  return reason ?? (isKnown ? before.warningReason : null);
};

const misfitOf = async (
  { tx, actor }: Office,
  record: InstitutionDraft,
  id: string,
): Promise<SaveInstitutionRefusal | undefined> => {
  const at = (path: string, message: string): Problems => ({ problems: [{ path: `record.${path}`, message }] });
  const { region, membership, validFrom, validTo } = record;
  if (!(await regionExists(tx, actor.province, region)))
    return { code: "region-unknown", ...at("region", `没有代码为${region}的区划`) };
  if (!regionFitsAffiliation(record))
    return {
      code: "region-does-not-fit-affiliation",
      ...at("region", "县属和乡镇机构应选县（市、区），市属机构应选市或县（市、区）"),
    };
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    return { code: "validity-reversed", ...at("validTo", "不得早于启用日期") };
  if (membership?.role !== "lead") return undefined;
  const lead = await findOtherLead(tx, actor.province, membership.kind, membership.group, id);
  return lead && { code: "group-has-lead", lead: lead.name, ...at("membership.role", `已有牵头机构“${lead.name}”`) };
};

interface Judged {
  readonly before: InstitutionRecord | undefined;
  readonly record: InstitutionDraft;
  readonly warnings: InstitutionWarning[];
  readonly warningReason: string | null;
}

const write = async ({ tx, actor, clock }: Office, wish: Wish, judged: Judged): Promise<Saved> => {
  const { before, record, warnings, warningReason } = judged;
  const id = before?.id ?? wish.newId ?? (await nextInstitutionId(tx, actor.province, record.region));
  const version = (before?.version ?? 0) + 1;
  const { change, reason } = wish;
  await writeInstitution(tx, actor, { id, version, record, warnings, warningReason, change, reason, at: clock.now() });
  const joinsOrLeaves = before ? changedFields(before.record, record).includes("membership") : record.membership !== null;
  if (joinsOrLeaves) await replaceMembership(tx, actor.province, id, record.membership, clock.today());
  return { id, version, warnings };
};
