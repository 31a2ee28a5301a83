import { printAllotmentNotice, type RowTarget } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type AnnexRefusal, annexAnswers, officialPaper } from "../../documents/official/index.ts";
import { bookTitles } from "../../ledger/index.ts";
import { type Actor, type Answers, type Download, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { officeInFull, regionName, supervisionOfficeName } from "../../registry/index.ts";
import { reductionRows } from "../distribution/reductions.store.ts";
import { copiesOf } from "./copies.store.ts";
import { sumOf } from "./final-rows.ts";
import type { Notice, NoticeRow } from "./notice.ts";
import { chainOf, findNotice } from "./notices.store.ts";
import { type NoticeOnPaper, officialNotice, type RowOnPaper } from "./official-notice.ts";
import { rowsOf } from "./rows.store.ts";

type PrintRefusal = Refusal<"notice-not-found"> | AnnexRefusal;

const answers: Answers<PrintRefusal> = { "notice-not-found": [404, "没有这份下达文件"], ...annexAnswers };

/** The paper of a notice of any level and kind. Whoever sees only a part of its rows gets a paper of that part, which says so. */
export const printNoticeRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    printAllotmentNotice,
    async ({ tx, actor, params, query: { format } }): Promise<Result<Download, PrintRefusal>> => {
      const notice = await findNotice(tx, actor.province, params.noticeId);
      if (!notice) return refuse({ code: "notice-not-found" });
      return officialPaper(officialNotice(await onPaper(tx, actor, notice, rooms.isDemo)), format);
    },
    answers,
  );

const onPaper = async (tx: Tx, actor: Actor, notice: Notice, isDemo: boolean): Promise<NoticeOnPaper> => {
  const rows = await rowsOf(tx, actor.province, notice.id);
  const isWhole = rows.length === notice.rowCount;
  const [upstream] = (await chainOf(tx, actor.province, notice.id)).filter(({ id }) => id !== notice.id).slice(-1);
  const copies = await copiesOf(tx, actor.province, notice.id);
  const sums = { allocated: sumOf(rows, "allocated"), earlier: sumOf(rows, "earlier"), now: sumOf(rows, "now") };
  const watermark = [
    ...(isDemo ? ["演示数据"] : []),
    ...(notice.state === "draft" ? ["草稿"] : []),
    ...(isWhole ? [] : ["摘录"]),
  ].join(" ");
  const reductions = notice.kind === "reduction" ? await reductionsOf(tx, actor, notice.id) : undefined;
  const documents = [...new Set([...(reductions?.values() ?? [])].map(({ document }) => `《${document}》`))].join("、");
  return {
    kind: notice.kind,
    level: levelOf(notice),
    fund: notice.fund,
    year: notice.year,
    number: notice.number,
    title: isWhole ? notice.title : `${notice.title}（摘录本地区部分）`,
    issuers: [officeInFull("finance", notice.issuerRegion), officeInFull("health", notice.issuerRegion)],
    addressee: notice.wording.addressee ?? addresseeOf(notice, rows),
    basis:
      notice.kind === "reduction"
        ? documents
        : (notice.wording.basis ?? (upstream?.number ? `《${upstream.number}》` : "经审定的分配方案和年度预算")),
    reason: notice.note,
    rows: rows.map((row) => paperRow(notice, row, reductions?.get(row.rowNo) ?? null)),
    // The stored total is what was signed; it is printed only when the rows still add up to it.
    stated: isWhole ? { ...sums, now: notice.total } : sums,
    projectCode: null,
    trackTag: notice.trackTag,
    signedOn: notice.issuedOn,
    copiedTo: copies.map(({ office }) => supervisionOfficeName(office)),
    ...(watermark !== "" && { watermark }),
  };
};

const levelOf = ({ issuerCity, issuerCounty }: Notice): NoticeOnPaper["level"] =>
  issuerCounty !== null ? "county" : issuerCity !== null ? "city" : "province";

/** 主送: the bureaus and units of the level below that have a row; a handful of units is named. */
const addresseeOf = (notice: Notice, rows: readonly NoticeRow[]): string => {
  const level = levelOf(notice);
  if (level === "province") return "各有关财政局、卫生健康部门和单位";
  const units = [
    ...new Set(rows.filter(({ receiver }) => receiver.startsWith("U")).map(({ destinationName }) => destinationName)),
  ];
  const named =
    units.length === 0 ? [] : [units.length <= 3 ? units.join("、") : level === "city" ? "市直有关单位" : "各有关单位"];
  const counties = rows.some(({ receiver }) => receiver.startsWith("F")) ? ["各有关县（市、区）财政局、卫生健康局"] : [];
  return [...counties, ...named].join("，");
};

/** Rows that stand together: a city's for the province, a county's for a city. */
const groupOf = (notice: Notice, { destinationCity: city, destinationCounty: county }: NoticeRow): string => {
  if (city === null) return "省本级";
  return levelOf(notice) === "province" ? regionName(city) : county === null ? `${regionName(city)}本级` : regionName(county);
};

/** Of each row of a 追减: which document gave the money, and in whose book it lies. */
const reductionsOf = async (tx: Tx, actor: Actor, noticeId: string) => {
  const rows = await reductionRows(tx, actor, noticeId);
  const nameOf = await bookTitles(
    tx,
    actor,
    rows.map(({ book }) => book),
  );
  const numbers = new Map<string, string>();
  for (const id of new Set(rows.map(({ reducesNotice }) => reducesNotice)))
    numbers.set(id, (await findNotice(tx, actor.province, id))?.number ?? "");
  return new Map(
    rows.map(({ rowNo, reducesNotice, book }) => [rowNo, { document: numbers.get(reducesNotice) ?? "", holder: nameOf(book) }]),
  );
};

const paperRow = (notice: Notice, row: NoticeRow, reduces: RowOnPaper["reduces"]): RowOnPaper => ({
  group: groupOf(notice, row),
  place: row.destinationName,
  line: row.title === "" ? lineName(row.line) : row.title,
  quantity: row.quantity,
  standard: row.standard,
  allocated: row.allocated,
  earlier: row.earlier,
  now: row.now,
  functionClass: row.functionClass,
  note: row.note,
  reduces,
  targets: row.targets.map(targetOf),
});

const targetOf = ({ name, operator, value, unit }: RowTarget): RowOnPaper["targets"][number] => ({
  indicator: name,
  value: operator === "定性" ? value : `${operator}${value}${unit}`,
});
