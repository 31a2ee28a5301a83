import { ok, type PlainDate, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { recordIssued } from "../../allocations/index.ts";
import { type PostRefusal, postEntries } from "../../ledger/index.ts";
import { type Actor, type Clock, type Tx, violatedConstraint } from "../../platform/index.ts";
import { isLine } from "../../policy/index.ts";
import { supervisionOfficeName } from "../../registry/index.ts";
import { obstaclesOfNotice } from "./checks.ts";
import { insertCopies } from "./copies.store.ts";
import { entriesFromPools, type Issued } from "./entries.ts";
import type { Notice, NoticeRow } from "./notice.ts";
import { closeAsIssued, findByNumber, lockIssuer } from "./notices.store.ts";
import { yearOfNumber } from "./numbers.ts";
import { requiredOffices } from "./offices.ts";
import { openNotice, ownNotice } from "./own-notice.ts";
import { enterBudgets, poolsOf } from "./pools.ts";
import type { NoticeRefusal } from "./refusals.ts";

export interface Issuing {
  readonly noticeId: string;
  readonly number: string;
  readonly issuedOn?: PlainDate | undefined;
  readonly copies?: readonly string[] | undefined;
}

export interface IssuedNotice {
  readonly number: string;
  readonly issuedOn: PlainDate;
  readonly copies: number;
  readonly posted: number;
}

/**
 * 签发: number, copies, books and what counts as allocated, in one transaction: half a document never exists. The same act again answers as
 * before and changes nothing.
 */
export const issueNotice = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { noticeId, number, issuedOn = clock.today(), copies }: Issuing,
): Promise<Result<IssuedNotice, NoticeRefusal | PostRefusal>> => {
  const found = await ownNotice(tx, actor, noticeId);
  if (!found.ok) return found;
  const notice = found.value;
  const offices = requiredOffices(actor.province, notice);
  if (notice.state === "issued" && notice.number === number && notice.issuedOn !== null) {
    return ok({ number, issuedOn: notice.issuedOn, copies: offices.length, posted: 0 });
  }
  if (notice.state !== "draft") return refuse({ code: "notice-closed" });
  const misfit = (await numberMisfit(tx, actor, clock, notice, { number, issuedOn })) ?? copyMisfit(offices, copies);
  if (misfit) return refuse(misfit);
  await lockIssuer(tx, actor.province, notice.issuer);
  const { rows, contentSha256, signatures } = await openNotice(tx, actor.province, notice);
  const entered = await enterBudgets(
    tx,
    actor,
    clock,
    notice.year,
    rows.map(({ line }) => line),
  );
  if (!entered.ok) return entered;
  const obstacles = await obstaclesOfNotice(tx, actor, { notice, rows, signatures, contentSha256, today: clock.today() });
  const [first] = obstacles;
  if (first) return refuse({ ...first, clause: first.clause ?? "qiangyi-2024.art6.d", problems: told(obstacles) });
  if (notice.draftedBy === actor.userId) return refuse({ code: "drafter-issues", clause: "qiangyi-2024.art8.2.b" });
  const issued: Issued = { number, on: issuedOn };
  const entries = entriesFromPools(notice, rows, issued, await poolsOf(tx, actor.province, notice.year));
  const posted = await postEntries(tx, actor, entries, { now: clock.now() });
  if (!posted.ok) return posted;
  const at = clock.now();
  const list = [...new Set([...offices, ...(copies ?? [])])];
  await insertCopies(tx, actor.province, noticeId, list, at);
  try {
    await closeAsIssued(tx, actor, noticeId, { number, issuedOn, at, contentSha256 });
  } catch (error) {
    if (violatedConstraint(error) === "allotment_notice_number_once") return refuse({ code: "number-reused", number });
    throw error;
  }
  await countAsAllocated(tx, actor, at, notice, rows, number);
  return ok({ number, issuedOn, copies: list.length, posted: posted.value.posted });
};

const told = (obstacles: readonly { readonly text: string; readonly code: string; readonly places: readonly string[] }[]) =>
  obstacles.map(({ text, code, places }) => ({ path: places[0] ?? "", message: `${text}（${code}）` }));

const numberMisfit = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  notice: Notice,
  { number, issuedOn }: { readonly number: string; readonly issuedOn: PlainDate },
): Promise<NoticeRefusal | undefined> => {
  if (issuedOn > clock.today()) return { code: "issued-in-future" };
  if (yearOfNumber(number) !== yearOf(issuedOn)) return { code: "number-year", year: yearOf(issuedOn) };
  if (notice.number !== null && notice.number !== number) return { code: "number-reserved", number: notice.number };
  const other = await findByNumber(tx, actor.province, notice.issuer, number);
  return other && other.id !== notice.id ? { code: "number-reused", number } : undefined;
};

/** The list of copies is made automatically; whoever gives one himself may add to it and not take away (qiangyi-2024.art8.3.c). */
const copyMisfit = (required: readonly string[], given: readonly string[] | undefined): NoticeRefusal | undefined => {
  const missing = given === undefined ? [] : required.filter((office) => !given.includes(office));
  if (missing.length === 0) return undefined;
  const text = `缺少抄送：${missing.map(supervisionOfficeName).join("、")}`;
  const problems = missing.map((office) => ({ path: "copies", message: supervisionOfficeName(office) }));
  return { code: "COPY_REQUIRED", text, clause: "qiangyi-2024.art8.3.c", problems };
};

/** What a final notice gave to a claim, early part and all, is deducted by the next plan. */
const countAsAllocated = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { kind, year }: Notice,
  rows: readonly NoticeRow[],
  number: string,
): Promise<void> => {
  if (kind !== "final") return;
  const sums = new Map<string, { line: string; subject: string; amount: bigint }>();
  for (const { line, project, allocated } of rows) {
    if (project === null || !isLine(line)) continue;
    const key = `${line}\n${project}`;
    sums.set(key, { line, subject: project, amount: (sums.get(key)?.amount ?? 0n) + allocated });
  }
  const amounts = [...sums.values()].map((sum) => ({ ...sum, year, amount: sum.amount as NoticeRow["allocated"] }));
  await recordIssued(tx, actor, at, number, amounts);
};
