import { askTaskClosure } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { insertAct } from "./acts.store.ts";
import { insertClosure } from "./closures.store.ts";
import { dropDrafts } from "./drafts.store.ts";
import { type OpenedRefusal, openedAnswers, openedPart } from "./opened-part.ts";
import { movePart } from "./parts.store.ts";
import { type SpeakRefusal, speakAnswers, speakingFor } from "./speaking-for.ts";
import { areOfPart } from "./task-files.ts";

type AskRefusal =
  | OpenedRefusal
  | SpeakRefusal
  | Refusal<"NOT_ANSWERING", { readonly unit: string }>
  | Refusal<"STANDING_TASK", { readonly clause: string }>
  | Refusal<"ALREADY_CLOSED">
  | Refusal<"CLOSURE_WAITING">
  | Refusal<"EVIDENCE_REQUIRED", { readonly problems: readonly { readonly path: string; readonly message: string }[] }>
  | Refusal<"ISSUED_LATER">
  | Refusal<"FILE_NOT_OF_PART">;

const answers: Answers<AskRefusal> = {
  ...openedAnswers,
  ...speakAnswers,
  NOT_ANSWERING: [403, ({ unit }) => `这一部分由${unit}负责，办结由它申请`, "配合单位填报进展即可"],
  STANDING_TASK: [409, "这是长期工作任务，逐年办理，不办结", "请按期填报，新的一年自动开始新一轮"],
  ALREADY_CLOSED: [409, "这一部分已经办结"],
  CLOSURE_WAITING: [409, "已经申请办结，正在等待认定"],
  EVIDENCE_REQUIRED: [
    422,
    ({ problems }) => `办结须有文件和佐证，还缺${problems.length}项`,
    "请填写文件名称或文号、发文单位、日期，并上传佐证或填写公开网址",
  ],
  ISSUED_LATER: [422, "发文日期不能晚于今天"],
  FILE_NOT_OF_PART: [422, "所选佐证不是为这一部分上传的", "请在这一部分重新上传"],
};

/** 申请办结: by evidence, never by a click. A part may be reported at 100% and stays open until its document is accepted. */
export const askClosureRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    askTaskClosure,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ id: string }, AskRefusal>> => {
      const [today, at] = [clock.today(), clock.now()];
      const opened = await openedPart({ tx, actor, today }, params);
      if (!opened.ok) return opened;
      const { task, assignment, state } = opened.value;
      const speaking = speakingFor(actor, opened.value, body);
      if (!speaking.ok) return speaking;
      if (body.unit !== assignment.unit) return refuse({ code: "NOT_ANSWERING", unit: assignment.unit });
      if (task.isStanding) return refuse({ code: "STANDING_TASK", clause: task.code });
      if (state === "closed") return refuse({ code: "ALREADY_CLOSED" });
      if (state === "closing") return refuse({ code: "CLOSURE_WAITING" });
      const { issuedOn, documentNumber, issuer, statement, unit, files } = body;
      const problems = missingEvidence(body);
      if (problems.length > 0 || issuedOn === null) return refuse({ code: "EVIDENCE_REQUIRED", problems });
      if (issuedOn > today) return refuse({ code: "ISSUED_LATER" });
      if (!(await areOfPart(tx, actor, { ...params, files }))) return refuse({ code: "FILE_NOT_OF_PART" });
      const place = { task: task.code, part: params.part, city: task.city, onDay: today, at };
      const id = await insertClosure(tx, actor, {
        ...place,
        unit,
        statement,
        documentNumber,
        issuer,
        issuedOn,
        address: body.address || null,
        files,
        sourceDocument: speaking.value.sourceDocument,
      });
      await movePart(tx, actor, place, "closing");
      await insertAct(tx, actor, {
        ...place,
        kind: "closure-asked",
        note: `${unit}，${documentNumber}（${issuer}，${issuedOn}）`,
      });
      await dropDrafts(tx, actor, { ...params, form: "closure" });
      return ok({ id });
    },
    answers,
  );

interface Evidence {
  readonly documentNumber: string;
  readonly issuer: string;
  readonly issuedOn: string | null;
  readonly address?: string | undefined;
  readonly files: readonly string[];
}

/** Everything that is missing at once. */
const missingEvidence = ({ documentNumber, issuer, issuedOn, address, files }: Evidence) =>
  [
    { path: "documentNumber", message: "请填写文件名称或文号", isMissing: documentNumber.length < 2 },
    { path: "issuer", message: "请填写发文单位", isMissing: issuer.length < 2 },
    { path: "issuedOn", message: "请填写发文日期", isMissing: issuedOn === null },
    { path: "files", message: "请上传佐证文件，或填写公开网址", isMissing: files.length === 0 && (address ?? "").length < 4 },
  ].flatMap(({ path, message, isMissing }) => (isMissing ? [{ path, message }] : []));
