import { readDistribution } from "@qiangyi/api";
import { addDays, ok, type PlainDate, type Refusal, refuse, yearOf } from "@qiangyi/kernel";
import { sql } from "kysely";
import { bookTitles } from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, type Rooms, regionOfActor, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { regionName, supervisionOfficeName } from "../../registry/index.ts";
import { draftEntries } from "../notices/draft-entries.ts";
import { draftMarks } from "../notices/draft-marks.store.ts";
import { requiredOffices } from "../notices/offices.ts";
import { standingsOf, stateOf } from "../receipts/receipts.store.ts";
import { suspensionsInForce } from "../suspensions/suspensions.store.ts";
import { type DistributionHead, type DraftRow, digestOf, findDistribution, rowsOf } from "./draft.store.ts";
import { obstaclesOf } from "./obstacles.ts";
import { receiversOf } from "./receivers.ts";
import { distributionDays, type Source, sourcesOf } from "./sources.ts";
import { valuesOf } from "./values.ts";

type ShowRefusal = Refusal<"notice-not-found">;
const answers: Answers<ShowRefusal> = { "notice-not-found": [404, "没有这份文件"] };

export const showDistributionRoute = (rooms: Rooms): void =>
  handle<typeof readDistribution, ShowRefusal>(
    rooms,
    readDistribution,
    async ({ tx, actor, clock, params }) => {
      const head = await findDistribution(tx, actor, params.noticeId);
      if (!head) return refuse({ code: "notice-not-found" });
      const rows = await rowsOf(tx, actor, head.id);
      return ok(await describe(tx, actor, clock, head, rows));
    },
    answers,
  );

const describe = async (tx: Tx, actor: Actor, clock: Clock, head: DistributionHead, rows: readonly DraftRow[]) => {
  const isOwn = head.issuerRegion === regionOfActor(actor);
  const isDraft = head.state === "draft";
  // What lies in the book is looked at by those whose book it is; others read the document.
  const sources = isOwn ? await sourcesOf(tx, actor, { book: head.issuer, noticeId: head.upstreamId }) : [];
  const receivers = isOwn && isDraft ? await receiversOf(tx, actor, clock.today()) : [];
  const digest = digestOf(head, rows);
  const name = await bookTitles(tx, actor, [head.issuer, ...rows.map(({ receiver }) => receiver)]);
  const signatures = await signaturesOf(tx, actor, head.id);
  const free = new Set(sources.filter(({ receiver }) => receiver === undefined).map(({ row }) => row.rowNo));
  const receivedOn = sources.reduce<PlainDate | null>(
    (first, { held }) => (held.receivedOn !== null && (first === null || held.receivedOn < first) ? held.receivedOn : first),
    null,
  );
  const can = (permission: Parameters<Actor["permissions"]["has"]>[0]) => isOwn && isDraft && actor.permissions.has(permission);
  return {
    noticeId: head.id,
    state: head.state,
    number: head.number,
    title: head.title,
    note: head.note,
    year: head.year,
    fund: head.fund,
    issuer: head.issuer,
    issuerName: name(head.issuer),
    issuedOn: head.issuedOn,
    draftedBy: head.draftedName,
    issuedBy: head.issuedName,
    upstream: {
      ...(await upstreamHead(tx, actor, head.upstreamId)),
      receivedOn,
      dueOn: receivedOn && addDays(receivedOn, distributionDays),
    },
    base: digest,
    sources: sources.map(sourceView),
    receivers: receivers.map(({ book, name: title, kind }) => ({ book, name: title, kind })),
    fixed: rows
      .filter(({ upstreamRow }) => !free.has(upstreamRow))
      .map((row) => ({
        upstreamRow: row.upstreamRow,
        receiver: row.receiver,
        thisFen: row.thisFen.toString(),
        poolFen: poolOf(row),
      })),
    cells: rows
      .filter(({ upstreamRow }) => free.has(upstreamRow))
      .map((row) => ({ upstreamRow: row.upstreamRow, receiver: row.receiver, amountFen: row.thisFen.toString() })),
    entries: isOwn && isDraft ? draftEntries(valuesOf(head, rows, sources), await draftMarks(tx, actor.province, head.id)) : [],
    totalFen: rows.reduce((sum, { thisFen }) => sum + thisFen, 0n).toString(),
    obstacles: isOwn && isDraft ? [...obstaclesOf(sources, rows, await suspensionsInForce(tx, actor, clock.today()))] : [],
    signatures: signatures.map(({ party, name: by, at, digest: signed }) => ({
      party,
      name: by,
      at: at.toISOString(),
      isCurrent: signed === digest || !isDraft,
    })),
    copies: await copiesOf(tx, actor, head),
    rows: await progressOf(tx, actor, head, rows, name),
    nextNumber: isDraft && isOwn ? await nextNumber(tx, actor, clock, head) : "",
    canEdit: can("notices.draft"),
    canSign:
      can("notices.countersign") && !signatures.some(({ party, digest: signed }) => party === "health" && signed === digest),
    canIssue: can("notices.issue") && head.draftedBy !== actor.userId,
  };
};

const poolOf = ({ fromPool }: Pick<DraftRow, "fromPool">): string =>
  fromPool.reduce((sum, part) => sum + part.fen, 0n).toString();

const sourceView = ({ row, held, isVerified, receiver, availableFen, pool }: Source) => ({
  rowNo: row.rowNo,
  line: row.line,
  lineName: lineName(row.line),
  title: row.title,
  project: row.project,
  destinationName: row.destinationName,
  mode: receiver === undefined ? ("free" as const) : ("fixed" as const),
  isVerified,
  thisFen: row.thisFen.toString(),
  distributedFen: held.distributedFen.toString(),
  frozenFen: held.frozenFen.toString(),
  recalledFen: held.recalledFen.toString(),
  availableFen: availableFen.toString(),
  poolFen: poolOf({ fromPool: pool }),
  receiver: receiver ?? null,
});

const upstreamHead = async (tx: Tx, actor: Actor, id: string) => {
  const { rows } = await sql<{ number: string; title: string; kind: "early" | "final" | "distribution" }>`
    select number, title, kind from allotment_notice where province = ${actor.province} and id = ${id}::uuid`.execute(tx);
  return { noticeId: id, number: rows[0]?.number ?? "", title: rows[0]?.title ?? "", kind: rows[0]?.kind ?? ("final" as const) };
};

export const signaturesOf = async (tx: Tx, actor: Actor, id: string) =>
  (
    await sql<{ party: "finance" | "health"; name: string; at: Date; digest: string }>`
      select party, signed_name as name, signed_at as at, content_sha256 as digest from allotment_signature
      where province = ${actor.province} and notice_id = ${id}::uuid order by signed_at`.execute(tx)
  ).rows;

const copiesOf = async (tx: Tx, actor: Actor, head: DistributionHead) => {
  const { rows } = await sql<{ office: string; deliveredAt: Date; readAt: Date | null }>`
    select c.office, c.delivered_at as "deliveredAt", c.read_at as "readAt" from allotment_copy c
    where c.province = ${actor.province} and c.notice_id = ${head.id}::uuid order by c.office`.execute(tx);
  const made = rows.map(({ office, deliveredAt, readAt }) => ({
    office,
    name: supervisionOfficeName(office),
    deliveredAt: deliveredAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  }));
  if (made.length > 0) return made;
  // Before the release: who will get one, which nobody can take off.
  return requiredOffices(actor.province, head).map((office) => ({
    office,
    name: supervisionOfficeName(office),
    deliveredAt: null,
    readAt: null,
  }));
};

/** What became of each row: whether its receiver has checked it, and what came back. */
const progressOf = async (
  tx: Tx,
  actor: Actor,
  head: DistributionHead,
  rows: readonly DraftRow[],
  name: (book: string) => string,
) => {
  const isIssued = head.state === "issued";
  const standing = await standingsOf(tx, actor, head.id);
  const returned = await returnedByRow(tx, actor, head.id);
  return rows.map((row) => {
    const stands = standing(row.rowNo);
    const state = stateOf(stands);
    return {
      rowNo: row.rowNo,
      upstreamRow: row.upstreamRow,
      receiver: row.receiver,
      receiverName: name(row.receiver),
      lineName: lineName(row.line),
      title: row.title,
      thisFen: row.thisFen.toString(),
      poolFen: poolOf(row),
      state: !isIssued ? ("draft" as const) : state === "open" ? ("mismatch" as const) : state,
      receivedOn: state === "verified" ? (stands.receipts.at(-1)?.on ?? null) : null,
      returnedFen: (returned.get(row.rowNo) ?? 0n).toString(),
    };
  });
};

const returnedByRow = async (tx: Tx, actor: Actor, id: string): Promise<ReadonlyMap<number, bigint>> =>
  new Map(
    (
      await sql<{ rowNo: number; fen: bigint }>`
        select row_no as "rowNo", sum(amount_fen)::bigint as fen from allotment_return
        where province = ${actor.province} and notice_id = ${id}::uuid group by 1`.execute(tx)
    ).rows.map(({ rowNo, fen }) => [rowNo, fen]),
  );

/** The next number of the bureau's own series: its last one's form, or the region's first character with 财社. */
export const nextNumber = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  head: Pick<DistributionHead, "issuer" | "issuerRegion">,
): Promise<string> => {
  const year = yearOf(clock.today());
  const { rows } = await sql<{ number: string }>`
    select number from allotment_notice where province = ${actor.province} and issuer = ${head.issuer} and state = 'issued'
    order by issued_at desc limit 200`.execute(tx);
  const series = rows.map(({ number }) => /^(.+)〔(\d{4})〕(\d+)号$/.exec(number)).filter((match) => match !== null);
  const prefix = series[0]?.[1] ?? `${regionName(head.issuerRegion).slice(0, 1)}财社`;
  const last = Math.max(
    0,
    ...series.filter(([, word, of]) => word === prefix && of === String(year)).map(([, , , count]) => Number(count)),
  );
  return `${prefix}〔${year}〕${last + 1}号`;
};
