import { downloadNoticeTemplate, importNotice, markNoticeImport, previewNoticeImport, type RouteAnswer } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { explainRefusal, writeErrors, writeTemplate } from "../../documents/index.ts";
import { type Actor, type Answers, type Clock, type Download, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { draftEarly } from "./draft-early.ts";
import { composeFinal, type Drafted, writeFinal } from "./draft-final.ts";
import { type ImportAsked, type Judged, judgeImport } from "./judge-import.ts";
import { reserveNumber } from "./notices.store.ts";
import { type Issuer, issuerOf } from "./offices.ts";
import { type AnnexUnread, annexColumnNames, annexFields, annexLookups, annexTemplates } from "./read-annex.ts";
import { type NoticeRefusal, noticeAnswers } from "./refusals.ts";

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

type ImportRefusal =
  | NoticeRefusal
  | AnnexUnread
  | Refusal<"proposal-required">
  | Refusal<"annex-refused", { readonly problems: readonly { readonly path: string; readonly message: string }[] }>;

const answers: Answers<ImportRefusal> = {
  ...noticeAnswers,
  "workbook-refused": [422, ({ detail, remedy }) => (remedy === "" ? detail : `${detail}。${remedy}`)],
  "proposal-required": [422, "正式下达文件须写明据以下达的、已审定的分配建议", "请选择分配建议"],
  "annex-refused": [
    422,
    ({ problems }) => `附件有${problems.length}处与它自己的合计或审定的金额不符、或者读不出，没有登记`,
    "请核对附件是否完整，按各格提示改正后重新导入",
  ],
};

interface Asked extends ImportAsked {
  readonly title?: string | undefined;
}

/** Already published documents, early and final: template, preview, import, and the annex back with its errors marked. */
export const importRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    downloadNoticeTemplate,
    ({ tx, actor, clock, query }): Promise<Result<Download, ImportRefusal>> => template(tx, actor, clock, query),
    answers,
  );

  handle(
    rooms,
    previewNoticeImport,
    async ({ tx, actor, clock, query, file }): Promise<Result<RouteAnswer<typeof previewNoticeImport>, ImportRefusal>> => {
      const judged = await judge(tx, actor, clock, { ...query, path: file.path });
      return judged.ok ? ok(previewOf(judged.value)) : judged;
    },
    answers,
  );

  handle(
    rooms,
    importNotice,
    ({ tx, actor, clock, query, file }) => enter(tx, actor, clock, { ...query, path: file.path }),
    answers,
  );

  handle(
    rooms,
    markNoticeImport,
    async ({ tx, actor, clock, query, file }): Promise<Result<Download, ImportRefusal>> => {
      const judged = await judge(tx, actor, clock, { ...query, path: file.path });
      if (!judged.ok) return judged;
      const content = await writeErrors({
        source: { path: file.path },
        template: annexTemplates[query.kind],
        fields: annexFields(query.kind, query.fund),
        columnNames: annexColumnNames,
        errors: judged.value.errors,
      });
      if (content.ok) return ok({ name: `${query.number}附件（已标注）.xlsx`, contentType: spreadsheet, content: content.value });
      return refuse({ code: "workbook-refused", detail: explainRefusal(content.refusal).message, remedy: "" });
    },
    answers,
  );
};

const provinceIssuer = (actor: Actor): Issuer | undefined => {
  const issuer = issuerOf(actor);
  return issuer?.issuerCity === null ? issuer : undefined;
};

const judge = async (tx: Tx, actor: Actor, clock: Clock, asked: ImportAsked): Promise<Result<Judged, ImportRefusal>> => {
  const issuer = provinceIssuer(actor);
  if (!issuer) return refuse({ code: "FORBIDDEN_SCOPE" });
  if (asked.kind === "final" && asked.proposalId === undefined) return refuse({ code: "proposal-required" });
  return judgeImport(tx, actor, clock, issuer, asked);
};

const template = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { kind, fund, year, proposalId }: Pick<ImportAsked, "kind" | "fund" | "year" | "proposalId">,
): Promise<Result<Download, ImportRefusal>> => {
  if (!provinceIssuer(actor)) return refuse({ code: "FORBIDDEN_SCOPE" });
  const open = kind === "final" && proposalId !== undefined ? await composeFinal(tx, actor, clock, { proposalId }) : undefined;
  const content = await writeTemplate({
    template: annexTemplates[kind],
    fields: annexFields(kind, fund),
    context: { province: regionsByCode.get(`${actor.province}0000`)?.name ?? "", year, madeOn: clock.today() },
    lookups: await annexLookups(tx, actor, kind, open?.ok ? open.value.rows : []),
  });
  return ok({ name: `${annexTemplates[kind].title}导入模板${year}年（元）.xlsx`, contentType: spreadsheet, content });
};

interface CellProblem {
  readonly cell: string | null;
  /** "D5「本次下达」" where the cell is known, the row where it is not. */
  readonly place: string;
  readonly reason: string;
}

const cellProblems = ({ annex, errors, omissions }: Judged): readonly CellProblem[] => [
  ...errors.map((error) => {
    const cell = annex.cellOf(error);
    const of = error.column === undefined ? "" : `「${error.column}」`;
    return { cell, place: `${cell ?? `第${error.rowNumber}行`}${of}`, reason: error.reason };
  }),
  ...omissions.map((reason) => ({ cell: null, place: "整份附件", reason })),
];

const previewOf = (judged: Judged): RouteAnswer<typeof previewNoticeImport> => ({
  sheet: judged.annex.sheet,
  rowCount: judged.annex.rows.length,
  totalFen: String(judged.total),
  byLine: judged.byLine.map(({ item, rowCount, total }) => ({
    lineName: item === "" ? "（没有写明支持项目）" : lineName(item),
    rowCount,
    totalFen: String(total),
  })),
  problems: cellProblems(judged).map(({ cell, place, reason }) => ({ cell, message: `${place}：${reason}` })),
  known: judged.known
    ? { id: judged.known.notice.id, isSame: judged.known.isSame, totalFen: String(judged.known.notice.total) }
    : null,
});

/** The same document twice is one notice; the same number with other content is a mistake that someone must see. */
const enter = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  asked: Asked,
): Promise<Result<RouteAnswer<typeof importNotice>, ImportRefusal>> => {
  const judged = await judge(tx, actor, clock, asked);
  if (!judged.ok) return judged;
  const { known, draft, total } = judged.value;
  const problems = cellProblems(judged.value).map(({ place, reason }) => ({ path: place, message: reason }));
  if (problems.length > 0) return refuse({ code: "annex-refused", problems });
  if (known) {
    const { notice, isSame } = known;
    if (!isSame) return refuse({ code: "document-differs", number: asked.number, before: notice.total, now: total });
    return ok({ id: notice.id, rowCount: notice.rowCount, totalFen: String(notice.total), isRepeated: true });
  }
  if (draft === undefined) return refuse({ code: "nothing-to-issue" });
  const made = await write(tx, actor, clock, asked, draft);
  if (!made.ok) return made;
  await reserveNumber(tx, actor.province, made.value.id, asked.number);
  return ok({ id: made.value.id, rowCount: made.value.rowCount, totalFen: String(made.value.total), isRepeated: false });
};

const write = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { fund, year, title }: Asked,
  draft: NonNullable<Judged["draft"]>,
): Promise<Result<Drafted, NoticeRefusal>> =>
  draft.kind === "early"
    ? draftEarly(tx, actor, clock, { fund, year, title, rows: draft.rows })
    : ok(await writeFinal(tx, actor, clock, draft.composed, { title }));
