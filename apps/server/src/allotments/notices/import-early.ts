import { importEarlyNotice, type RouteAnswer } from "@qiangyi/api";
import { type Fen, type Field, fen, ok, parseYuan, type Refusal, type Result, refuse, sum } from "@qiangyi/kernel";
import { fundingLines } from "@qiangyi/policy";
import { explainRefusal, placed, type ReadRow, readWorkbook } from "../../documents/index.ts";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { regionChoices } from "../../registry/index.ts";
import { draftEarly, type EarlyRow } from "./draft-early.ts";
import { findByNumber, reserveNumber } from "./notices.store.ts";
import { issuerOf } from "./offices.ts";
import { type NoticeRefusal, noticeAnswers } from "./refusals.ts";
import { rowsOf } from "./rows.store.ts";

type ImportRefusal =
  | NoticeRefusal
  | Refusal<"workbook-refused", { readonly detail: string }>
  | Refusal<"annex-refused", { readonly problems: readonly { readonly path: string; readonly message: string }[] }>;

const answers: Answers<ImportRefusal> = {
  ...noticeAnswers,
  "workbook-refused": [422, ({ detail }) => detail],
  "annex-refused": [422, "附件与它自己的合计不符或有的行读不出，没有登记", "请核对附件是否完整，按各行提示改正后重新导入"],
};

const fields: readonly Field[] = [
  { name: "region", label: "地区", kind: "region", required: true },
  {
    name: "line",
    label: "支持项目",
    kind: "choice",
    required: false,
    choices: fundingLines.map(({ id, shortName }) => ({ value: id, label: shortName })),
  },
  { name: "amount", label: "本次下达", kind: "money", required: false },
];
/** What annexes call the same columns. */
const columnNames = [
  ...["地区（单位）", "市县", "市（县）", "县（市、区）"].map((header) => ({ header, field: "region" })),
  ...["项目", "项目名称"].map((header) => ({ header, field: "line" })),
  ...["金额", "本次下达金额", "下达金额", "补助资金"].map((header) => ({ header, field: "amount" })),
];

export const importRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    importEarlyNotice,
    ({ tx, actor, clock, query, file }) => importEarly(tx, actor, clock, { ...query, path: file.path }),
    answers,
  );

interface Asked {
  readonly year: number;
  readonly number: string;
  readonly title?: string | undefined;
  readonly line?: string | undefined;
  readonly path: string;
}

/** The same document twice is one notice; the same number with other content is a mistake that someone must see. */
const importEarly = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { year, number, title, line, path }: Asked,
): Promise<Result<RouteAnswer<typeof importEarlyNotice>, ImportRefusal>> => {
  const issuer = issuerOf(actor);
  if (!issuer || issuer.issuerCity !== null) return refuse({ code: "FORBIDDEN_SCOPE" });
  const read = await readAnnex(tx, actor, path, line);
  if (!read.ok) return read;
  const total = sum(read.value.map(({ amountFen }) => fen(BigInt(amountFen))));
  const known = await findByNumber(tx, actor.province, issuer.issuer, number);
  if (known) {
    const before = await rowsOf(tx, actor.province, known.id);
    const same =
      digestOf(read.value) ===
      digestOf(
        before.map((row) => ({
          region: row.destinationCounty ?? row.destinationCity ?? "",
          line: row.line,
          amountFen: String(row.now),
        })),
      );
    if (!same) return refuse({ code: "document-differs", number, before: known.total, now: total });
    return ok({ id: known.id, rowCount: known.rowCount, totalFen: String(known.total), isRepeated: true });
  }
  const drafted = await draftEarly(tx, actor, clock, { fund: "qiangyi-2024", year, title, rows: read.value });
  if (!drafted.ok) return drafted;
  await reserveNumber(tx, actor.province, drafted.value.id, number);
  return ok({ id: drafted.value.id, rowCount: drafted.value.rowCount, totalFen: String(total), isRepeated: false });
};

const digestOf = (rows: readonly EarlyRow[]): string =>
  rows
    .filter(({ amountFen }) => amountFen !== "0")
    .map(({ region, line, amountFen }) => `${region}/${line}/${amountFen}`)
    .toSorted()
    .join();

const isSumDiffering = (warning: string): boolean => warning.includes("与各行之和");

/** Blank cells give nothing; 合计 and 小计, wherever they stand, are compared with their rows and not read as rows. */
const readAnnex = async (
  tx: Tx,
  actor: Actor,
  path: string,
  onlyLine: string | undefined,
): Promise<Result<EarlyRow[], ImportRefusal>> => {
  const read = await readWorkbook({
    source: { path },
    template: { id: "early-annex", version: 1, title: "提前下达分配表" },
    fields,
    columnNames,
    lookups: { institutions: [], regions: await regionChoices(tx, actor) },
  });
  if (!read.ok) {
    const { message, remedy } = explainRefusal(read.refusal);
    return refuse({ code: "workbook-refused", detail: remedy === "" ? message : `${message}。${remedy}` });
  }
  const rows = read.value.rows.flatMap((row) => earlyRow(row, onlyLine) ?? []);
  const problems = [
    ...read.value.warnings.filter(isSumDiffering).map((message) => ({ path: "合计", message })),
    ...read.value.rows.flatMap(({ errors }) =>
      errors.map((error) => ({ path: `第${error.rowNumber}行`, message: placed(error) })),
    ),
    ...rows.filter(({ line }) => line === "").map(({ region }) => ({ path: region, message: "没有写明支持项目" })),
  ];
  return problems.length > 0 ? refuse({ code: "annex-refused", problems }) : ok(rows);
};

const earlyRow = ({ values }: ReadRow, onlyLine: string | undefined): EarlyRow | undefined => {
  const amount: Fen | undefined = parseYuan(String(values["amount"] ?? ""));
  if (amount === undefined || amount === 0n) return undefined;
  return { region: String(values["region"] ?? ""), line: String(values["line"] ?? onlyLine ?? ""), amountFen: String(amount) };
};
