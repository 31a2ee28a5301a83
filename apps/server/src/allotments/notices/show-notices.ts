import {
  listAllotmentNotices,
  listAllotmentRows,
  type NoticeSummary,
  pilotLine,
  type RouteAnswer,
  type AllotmentRow as RowView,
  readAllotmentNotice,
} from "@qiangyi/api";
import { type Fen, ok, type PlainDate, type Result, refuse, sum } from "@qiangyi/kernel";
import { sql } from "kysely";
import { yearBudgets } from "../../allocations/index.ts";
import { bookTitle } from "../../ledger/index.ts";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineClause, lineName } from "../../policy/index.ts";
import { institutionNames, supervisionOfficeName } from "../../registry/index.ts";
import { missingSignatures } from "./checks.ts";
import { copiesOf } from "./copies.store.ts";
import { sumOf } from "./final-rows.ts";
import { wholeSettlement } from "./net-early.ts";
import type { Notice, NoticeRow } from "./notice.ts";
import { chainOf, findNotice, findNotices } from "./notices.store.ts";
import { issuerOf } from "./offices.ts";
import { openNotice } from "./own-notice.ts";
import { earlyPools, rowsOf, type Settlement } from "./rows.store.ts";

const notFound = { "notice-not-found": [404, "没有这份下达文件"] } as const;

export const showNoticesRoutes = (rooms: Rooms): void => {
  handle(rooms, listAllotmentNotices, async ({ tx, actor, query }) => {
    const { year, kind, state, level, after, limit } = query;
    const found = await findNotices(tx, actor, { year, kind, state, level, after, limit });
    const items = found.slice(0, limit);
    return ok({ items: items.map(summaryOf), next: found.length > limit ? (items.at(-1)?.id ?? null) : null, total: null });
  });

  handle(
    rooms,
    readAllotmentNotice,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readAllotmentNotice>, { code: "notice-not-found" }>> => {
      const notice = await findNotice(tx, actor.province, params.noticeId);
      return notice ? ok(await pageOf(tx, actor, notice)) : refuse({ code: "notice-not-found" });
    },
    notFound,
  );

  handle(
    rooms,
    listAllotmentRows,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof listAllotmentRows>, { code: "notice-not-found" }>> => {
      const notice = await findNotice(tx, actor.province, params.noticeId);
      if (!notice) return refuse({ code: "notice-not-found" });
      const rows = await rowsOf(tx, actor.province, notice.id);
      return ok({
        rows: await rowViews(tx, actor, notice, rows),
        allocatedFen: String(sumOf(rows, "allocated")),
        earlierFen: String(sumOf(rows, "earlier")),
        thisFen: String(sumOf(rows, "now")),
      });
    },
    notFound,
  );
};

const summaryOf = (notice: Notice): NoticeSummary => ({
  id: notice.id,
  kind: notice.kind,
  fund: notice.fund,
  year: notice.year,
  number: notice.number,
  title: notice.title,
  state: notice.state,
  issuer: notice.issuer,
  issuerName: bookTitle(notice.issuer),
  rowCount: notice.rowCount,
  totalFen: String(notice.total),
  issuedOn: notice.issuedOn,
  draftedBy: notice.draftedName,
  draftedAt: notice.draftedAt.toISOString(),
});

const pageOf = async (tx: Tx, actor: Actor, notice: Notice): Promise<RouteAnswer<typeof readAllotmentNotice>> => {
  const opened = await openNotice(tx, actor.province, notice);
  const copies = await copiesOf(tx, actor.province, notice.id);
  // A reader below the issuer sees some of the rows only, so the digest he would compute is not that of the document.
  const isWhole = opened.rows.length === notice.rowCount;
  const digest = notice.state === "draft" && isWhole ? opened.contentSha256 : (notice.contentSha256 ?? opened.contentSha256);
  const chain = await chainOf(tx, actor.province, notice.id);
  return {
    ...summaryOf(notice),
    proposalId: actor.level === "province" ? notice.planId : null,
    trackTag: notice.trackTag,
    wording: notice.wording,
    contentSha256: digest,
    signatures: opened.signatures.map(({ party, signedName, signedOn, signedAt, contentSha256 }) => ({
      party,
      name: signedName,
      on: signedOn,
      at: signedAt.toISOString(),
      isCurrent: contentSha256 === digest,
    })),
    copies: copies.map(({ office, deliveredAt, readName, readAt }) => ({
      office,
      name: supervisionOfficeName(office),
      deliveredAt: deliveredAt.toISOString(),
      readBy: readName,
      readAt: readAt?.toISOString() ?? null,
    })),
    chain: chain.map(({ id, number, issuer }) => ({ id, number, issuerName: bookTitle(issuer) })),
    settlements: [...opened.settlements, ...(await wholeYear(tx, actor, notice))].map(({ name, line, early, final, settle }) => ({
      name,
      line: line === null ? null : lineName(line),
      earlyFen: String(early),
      finalFen: String(final),
      settleFen: String(settle),
    })),
    trail: trailOf(notice, opened.signatures, copies.length),
    may: mayOf(actor, notice, missingSignatures({ signatures: opened.signatures, contentSha256: digest })),
  };
};

/** More went out early than the year provides: shown on each early notice of the year, for whoever may read budgets. */
const wholeYear = async (tx: Tx, { province, level }: Actor, notice: Notice): Promise<Settlement[]> => {
  if (notice.kind !== "early" || notice.state !== "issued" || level !== "province") return [];
  const { whole, byLine } = await yearBudgets(tx, province, notice.year);
  const budget = notice.fund === "5g-2022" ? byLine.get(pilotLine) : whole;
  const early = sum((await earlyPools(tx, province, notice.fund, notice.year)).map(({ issued }) => issued));
  const settlement = budget === undefined ? undefined : wholeSettlement(budget, early);
  return settlement ? [settlement] : [];
};

const partyActs = { finance: "财政部门签署", health: "卫生健康部门会签" } as const;

const trailOf = (
  notice: Notice,
  signatures: readonly { party: "finance" | "health"; signedName: string; signedAt: Date }[],
  copies: number,
) => [
  { label: "拟制", by: notice.draftedName, at: notice.draftedAt.toISOString(), note: null },
  ...signatures.map(({ party, signedName, signedAt }) => ({
    label: partyActs[party],
    by: signedName,
    at: signedAt.toISOString(),
    note: null,
  })),
  ...(notice.issuedAt && notice.issuedName
    ? [
        {
          label: `签发 ${notice.number ?? ""}`,
          by: notice.issuedName,
          at: notice.issuedAt.toISOString(),
          note: copies > 0 ? `同时抄送${copies}个监管处` : null,
        },
      ]
    : []),
];

const mayOf = (
  actor: Actor,
  notice: Notice,
  missing: readonly string[],
): ("edit" | "sign" | "countersign" | "issue" | "cancel")[] => {
  const isOwn = issuerOf(actor)?.issuer === notice.issuer && notice.state === "draft";
  if (!isOwn || (notice.kind !== "early" && notice.kind !== "final")) return [];
  const can = actor.permissions;
  return [
    ...(can.has("notices.draft") ? (["edit"] as const) : []),
    ...(can.has("notices.draft") && missing.includes("finance") ? (["sign"] as const) : []),
    ...(can.has("notices.countersign") && missing.includes("health") ? (["countersign"] as const) : []),
    ...(can.has("notices.issue") && missing.length === 0 && notice.draftedBy !== actor.userId ? (["issue"] as const) : []),
    ...(can.has("notices.draft") ? (["cancel"] as const) : []),
  ];
};

interface Fate {
  readonly rowNo: number;
  readonly state: string | null;
  readonly on: PlainDate | null;
  readonly name: string | null;
  readonly distributed: Fen;
}

/** What became of each row: the last check by its receiver, and what of it was passed on. */
const fatesOf = async (tx: Tx, province: string, noticeId: string): Promise<ReadonlyMap<number, Fate>> => {
  const { rows } = await sql<Fate>`
    select r.row_no as "rowNo", last.state, last.received_on as on, last.received_name as name,
      coalesce((
        select sum(d.this_fen)::bigint from allotment_notice n join allotment_row d on d.province = n.province and d.notice_id = n.id
        where n.province = ${province} and n.upstream_id = ${noticeId} and n.state = 'issued' and n.kind = 'distribution' and d.upstream_row = r.row_no
      ), 0)::bigint as distributed
    from allotment_row r
    left join lateral (
      select state, received_on, received_name from allotment_receipt c
      where c.province = r.province and c.notice_id = r.notice_id and c.row_no = r.row_no order by attempt desc limit 1
    ) last on true
    where r.province = ${province} and r.notice_id = ${noticeId}`.execute(tx);
  return new Map(rows.map((row) => [row.rowNo, row]));
};

const rowViews = async (tx: Tx, actor: Actor, notice: Notice, rows: readonly NoticeRow[]): Promise<RowView[]> => {
  const fates = await fatesOf(tx, actor.province, notice.id);
  const names = await institutionNames(
    tx,
    actor,
    rows.flatMap(({ institution }) => institution ?? []),
  );
  return rows.map((row) => {
    const fate = fates.get(row.rowNo);
    return {
      rowNo: row.rowNo,
      line: row.line,
      lineName: lineName(row.line),
      clause: lineClause(row.line),
      title: row.title,
      project: row.project,
      receiver: row.receiver,
      receiverName: bookTitle(row.receiver, names.get(row.institution ?? "")),
      city: row.destinationCity,
      county: row.destinationCounty,
      destinationName: row.destinationName,
      quantity: row.quantity,
      standardFen: row.standard === null ? null : String(row.standard),
      allocatedFen: String(row.allocated),
      earlierFen: String(row.earlier),
      thisFen: String(row.now),
      functionClass: row.functionClass,
      planLineNo: actor.level === "province" ? row.planLineNo : null,
      decisionId: row.decisionId,
      targets: row.targets.map((target) => ({ ...target })),
      note: row.note,
      receipt: fate?.state && fate.on && fate.name ? { state: fate.state, on: fate.on, name: fate.name } : null,
      distributedFen: String(fate?.distributed ?? 0n),
    };
  });
};
