import { issueDistribution, type RouteAnswer, signDistribution } from "@qiangyi/api";
import { type Fen, fen, ok, type PlainDate, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type Entry, issue, reassign } from "@qiangyi/ledger";
import { sql } from "kysely";
import { bookOf, financeBook, ledgerAnswers, type PostRefusal, postEntries } from "../../ledger/index.ts";
import { type Actor, type Clock, handle, type Rooms, type Tx, violatedConstraint } from "../../platform/index.ts";
import { supervisionOfficeName } from "../../registry/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { requiredOffices } from "../notices/offices.ts";
import { isEarlyMoney } from "../receipts/issued-rows.store.ts";
import type { Suspension } from "../suspensions/suspensions.store.ts";
import { suspensionsInForce } from "../suspensions/suspensions.store.ts";
import { type DistributionHead, type DraftRow, digestOf, rowsOf } from "./draft.store.ts";
import { obstaclesOf } from "./obstacles.ts";
import { type DistributionRefusal, distributionAnswers } from "./refusals.ts";
import { ownDraft } from "./save-draft.ts";
import { type Source, sourcesOf } from "./sources.ts";

type Answer = RouteAnswer<typeof issueDistribution>;

export const issueRoutes = (rooms: Rooms): void => {
  handle<typeof signDistribution, DistributionRefusal>(
    rooms,
    signDistribution,
    async ({ tx, actor, clock, params, body }) => {
      const found = await ownDraft(tx, actor, params.noticeId);
      if (!found.ok) return found;
      const digest = digestOf(found.value, await rowsOf(tx, actor, params.noticeId));
      if (digest !== body.base) return refuse({ code: "draft-changed", by: found.value.draftedName });
      const isNew = await insertSignature(tx, actor, clock, { noticeId: params.noticeId, party: "health", digest });
      return isNew ? ok({ signedAt: clock.now().toISOString() }) : refuse({ code: "already-signed" });
    },
    distributionAnswers,
  );

  handle<typeof issueDistribution, DistributionRefusal | PostRefusal>(
    rooms,
    issueDistribution,
    ({ tx, actor, clock, params, body }) => release(tx, actor, clock, params.noticeId, body),
    {
      ...ledgerAnswers,
      ...distributionAnswers,
      // Short by the documents, or, where those agree, by the books themselves.
      BALANCE_EXCEEDED: [422, (refusal) => ("text" in refusal ? refusal.text : shortInBooks(refusal)), "请减少金额"],
    },
  );
};

const shortInBooks = (refusal: Extract<PostRefusal, { code: "BALANCE_EXCEEDED" }>): string => {
  const [, told] = ledgerAnswers.BALANCE_EXCEEDED;
  return typeof told === "string" ? told : told(refusal);
};

/**
 * 签发: number, signatures, copy and posting in one transaction. The upstream rows are locked, so that two documents, or a query, on the same
 * money are taken one after the other.
 */
const release = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
  { base, number, copies }: { readonly base: string; readonly number: string; readonly copies?: readonly string[] | undefined },
): Promise<Result<Answer, DistributionRefusal | PostRefusal>> => {
  const found = await ownDraft(tx, actor, id);
  if (!found.ok) return found;
  const head = found.value;
  const rows = await rowsOf(tx, actor, id);
  const digest = digestOf(head, rows);
  if (digest !== base) return refuse({ code: "draft-changed", by: head.draftedName });
  if (head.draftedBy === actor.userId) return refuse({ code: "drafter-issues" });
  if (!number.includes(`〔${yearOf(clock.today())}〕`)) return refuse({ code: "number-year", year: yearOf(clock.today()) });
  const offices = requiredOffices(actor.province, head);
  const missing = offices.find((office) => copies !== undefined && !copies.includes(office));
  if (missing !== undefined)
    return refuse({ code: "COPY_REQUIRED", clause: "qiangyi-2024.art11.d", office: supervisionOfficeName(missing) });
  const sources = await sourcesOf(tx, actor, { book: head.issuer, noticeId: head.upstreamId, lock: true });
  const blocked = refusalOf(sources, rows, await suspensionsInForce(tx, actor, clock.today()));
  if (blocked) return refuse(blocked);
  if (!(await isSigned(tx, actor, id, digest))) return refuse({ code: "COUNTERSIGN_REQUIRED", clause: "qiangyi-2024.art8.2.b" });
  await insertSignature(tx, actor, clock, { noticeId: id, party: "finance", digest });
  const copied = await copyToSupervision(tx, actor, clock, id, offices);
  const isNumbered = await closeAsIssued(tx, actor, clock, { id, number, digest });
  if (!isNumbered) return refuse({ code: "number-reused", number });
  const entries = rows.flatMap((row) => entriesOf(head, sources, row, { number, on: clock.today() }));
  const posted = await postEntries(tx, actor, entries, { now: clock.now() });
  if (!posted.ok) return posted;
  const reassigned = rows.reduce((sum, row) => sum + poolOf(row), 0n);
  return ok({
    number,
    issuedFen: rows.reduce((sum, { thisFen }) => sum + thisFen, 0n).toString(),
    reassignedFen: reassigned.toString(),
    copies: copied,
  });
};

const poolOf = ({ fromPool }: DraftRow): Fen => fen(fromPool.reduce((sum, part) => sum + part.fen, 0n));

const refusalOf = (
  sources: readonly Source[],
  rows: readonly DraftRow[],
  suspensions: readonly Suspension[],
): DistributionRefusal | undefined => {
  const obstacles = obstaclesOf(sources, rows, suspensions);
  const [first] = obstacles;
  if (!first) return undefined;
  return {
    code: first.code as "BALANCE_EXCEEDED",
    text: first.text,
    ...(first.clause !== null && { clause: first.clause }),
    problems: obstacles.map(({ text, places }) => ({ path: places.map((place) => `rows.${place}`).join(), message: text })),
  };
};

/** E2 for each row, after E11 for what was issued early and now has its project: one document, one posting. */
const entriesOf = (
  head: DistributionHead,
  sources: readonly Source[],
  row: DraftRow,
  { number, on }: { readonly number: string; readonly on: PlainDate },
): Entry[] => {
  const source = sources.find(({ row: upstream }) => upstream.rowNo === row.upstreamRow);
  if (!source || row.thisFen === 0n) return [];
  const book = financeBook(head.issuerRegion);
  const document = { issuer: head.issuer, number, row: row.rowNo };
  const earmark = earmarkOf(source.row);
  const { project: _, ...pool } = earmark;
  const fromPool = poolOf(row);
  return [
    ...(fromPool > 0n ? [reassign({ document, earmark: pool, into: earmark, amount: fromPool, on, book })] : []),
    issue({
      document,
      earmark,
      amount: fen(row.thisFen),
      on,
      from: book,
      to: bookOf(row.receiver),
      ...(isEarlyMoney(source.row) && { isAdvance: true }),
    }),
  ];
};

export const isSigned = async (tx: Tx, actor: Actor, noticeId: string, digest: string): Promise<boolean> =>
  (
    await sql`select from allotment_signature where province = ${actor.province} and notice_id = ${noticeId}::uuid and party = 'health'
      and content_sha256 = ${digest}`.execute(tx)
  ).rows.length > 0;

export const insertSignature = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { noticeId, party, digest }: { readonly noticeId: string; readonly party: "finance" | "health"; readonly digest: string },
): Promise<boolean> =>
  (
    await sql`
      insert into allotment_signature (province, notice_id, party, content_sha256, signed_by, signed_name, signed_on, signed_at)
      values (${actor.province}, ${noticeId}::uuid, ${party}, ${digest}, ${actor.userId}, ${actor.name}, ${clock.today()}::date, ${clock.now()})
      on conflict do nothing returning notice_id`.execute(tx)
  ).rows.length === 1;

/** In the same act and with the same time as the release. */
export const copyToSupervision = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  noticeId: string,
  offices: readonly string[],
): Promise<number> => {
  if (offices.length === 0) return 0;
  const { rows } = await sql`
    insert into allotment_copy (province, notice_id, office, delivered_at)
    select ${actor.province}, ${noticeId}::uuid, office, ${clock.now()} from unnest(${[...offices]}::text[]) office
    on conflict do nothing returning office`.execute(tx);
  return rows.length;
};

/** False when the number is used already; nothing follows it then but the refusal. */
export const closeAsIssued = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { id, number, digest }: { readonly id: string; readonly number: string; readonly digest: string },
): Promise<boolean> => {
  await sql`update allotment_row set is_issued = true where province = ${actor.province} and notice_id = ${id}::uuid`.execute(tx);
  try {
    await sql`
      update allotment_notice set state = 'issued', number = ${number}, content_sha256 = ${digest}, issued_by = ${actor.userId},
        issued_name = ${actor.name}, issued_on = ${clock.today()}::date, issued_at = ${clock.now()}
      where province = ${actor.province} and id = ${id}::uuid`.execute(tx);
    return true;
  } catch (error) {
    if (violatedConstraint(error) === "allotment_notice_number_once") return false;
    throw error;
  }
};
