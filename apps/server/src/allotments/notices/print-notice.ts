import { printAllotmentNotice, type RowTarget } from "@qiangyi/api";
import { inWanYuan, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type AnnexRefusal, officialDocx, officialPdf } from "../../documents/official/index.ts";
import { type Actor, type Answers, type Download, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { officeInFull, regionName, supervisionOfficeName } from "../../registry/index.ts";
import { copiesOf } from "./copies.store.ts";
import { sumOf } from "./final-rows.ts";
import type { Notice, NoticeRow } from "./notice.ts";
import { chainOf, findNotice } from "./notices.store.ts";
import { type NoticeOnPaper, officialNotice, type RowOnPaper } from "./official-notice.ts";
import { rowsOf } from "./rows.store.ts";

type PrintRefusal = Refusal<"notice-not-found"> | AnnexRefusal;

const answers: Answers<PrintRefusal> = {
  "notice-not-found": [404, "没有这份下达文件"],
  "annex-sum-differs": [
    409,
    ({ differences }) =>
      `附件合计与各行之和不等，不能输出：${differences
        .map(({ annex, column, stated, added }) => `${annex}“${column}”载明${inWanYuan(stated)}，各行之和${inWanYuan(added)}`)
        .join("；")}`,
    "请核对附件各行；签发过的文件出现这种情况，请立即报告",
  ],
};

const kinds = {
  docx: { write: officialDocx, type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  pdf: { write: officialPdf, type: "application/pdf" },
} as const;

/** The paper of a notice. Whoever sees only a part of its rows gets a paper of that part, which says so. */
export const printNoticeRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    printAllotmentNotice,
    async ({ tx, actor, params, query: { format } }): Promise<Result<Download, PrintRefusal>> => {
      const notice = await findNotice(tx, actor.province, params.noticeId);
      if (!notice) return refuse({ code: "notice-not-found" });
      const { write, type } = kinds[format];
      const written = await write(officialNotice(await onPaper(tx, actor, notice, rooms.isDemo)));
      if (!written.ok) return written;
      return ok({ name: `${notice.number ?? "草稿"} ${notice.title}.${format}`, contentType: type, content: written.value });
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
  return {
    kind: notice.kind,
    fund: notice.fund,
    year: notice.year,
    number: notice.number,
    title: isWhole ? notice.title : `${notice.title}（摘录本地区部分）`,
    issuers: [officeInFull("finance", notice.issuerRegion), officeInFull("health", notice.issuerRegion)],
    addressee: notice.wording.addressee ?? "各有关财政局、卫生健康部门和单位",
    basis: notice.wording.basis ?? (upstream?.number ? `《${upstream.number}》` : "经审定的分配方案和年度预算"),
    rows: rows.map(paperRow),
    // The stored total is what was signed; it is printed only when the rows still add up to it.
    stated: isWhole ? { ...sums, now: notice.total } : sums,
    projectCode: null,
    trackTag: notice.trackTag,
    signedOn: notice.issuedOn,
    copiedTo: copies.map(({ office }) => supervisionOfficeName(office)),
    ...(watermark !== "" && { watermark }),
  };
};

const paperRow = (row: NoticeRow): RowOnPaper => ({
  group: row.destinationCity === null ? "省本级" : regionName(row.destinationCity),
  place: row.destinationName,
  line: row.title === "" ? lineName(row.line) : row.title,
  quantity: row.quantity,
  standard: row.standard,
  allocated: row.allocated,
  earlier: row.earlier,
  now: row.now,
  functionClass: row.functionClass,
  note: row.note,
  targets: row.targets.map(targetOf),
});

const targetOf = ({ name, operator, value, unit }: RowTarget): RowOnPaper["targets"][number] => ({
  indicator: name,
  value: operator === "定性" ? value : `${operator}${value}${unit}`,
});
