import type { Obstacle } from "@qiangyi/api";
import { type Fen, fen, inWanYuan, type PlainDate } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { contentOf, findProposal } from "../decision/proposal.ts";
import { suspensionObstacles } from "../suspensions/suspension.ts";
import { suspensionsInForce } from "../suspensions/suspensions.store.ts";
import { approvalMissing } from "./draft-final.ts";
import { earlyFloorOf } from "./early-floor.ts";
import { earlySurplus, surplusText } from "./early-surplus.ts";
import type { Notice, NoticeRow } from "./notice.ts";
import { poolBalance, poolsOf } from "./pools.ts";
import type { CheckCode } from "./refusals.ts";
import { claimsOnTheWay, type EarlyPool } from "./rows.store.ts";
import type { Party, Signature } from "./signatures.store.ts";

export interface Checked {
  readonly notice: Notice;
  readonly rows: readonly NoticeRow[];
  readonly signatures: readonly Signature[];
  /** Digest of the content as it is now. */
  readonly contentSha256: string;
}

interface Judged extends Checked {
  readonly today: PlainDate;
}

type Check = (tx: Tx, actor: Actor, judged: Judged) => Promise<(Obstacle & { readonly code: CheckCode })[]>;

const one = (code: CheckCode, text: string, clause: string, places: readonly string[] = []) => [
  { code, text, clause, places: [...places] },
];

const hasRows: Check = async (_tx, _actor, { rows }) =>
  rows.length > 0 ? [] : one("NOTICE_EMPTY", "文件没有一行", "qiangyi-2024.art6.d");

const hasTargets: Check = async (_tx, _actor, { notice, rows }) => {
  const bare = rows.filter(({ targets }) => targets.length === 0);
  if (bare.length === 0) return [];
  const clause = notice.fund === "5g-2022" ? "5g-2022.art16.a" : "qiangyi-2024.art9.1.a";
  return one("TARGET_REQUIRED", `${bare.length}行没有绩效目标`, clause, bare.map(rowPlace));
};

const rowPlace = ({ rowNo, destinationName, title }: NoticeRow): string => `第${rowNo}行 ${destinationName} ${title}`;

/** Rows against the proposal they carry out: approved still, its amounts, and not issued by another notice meanwhile. */
const matchesDecision: Check = async (tx, actor, { notice, rows }) => {
  if (notice.kind !== "final" || notice.planId === null) return [];
  const clause = notice.fund === "5g-2022" ? "5g-2022.art11.c" : "qiangyi-2024.art6.d";
  const proposal = await findProposal(tx, actor, notice.planId);
  if (!proposal) return one("ALLOCATION_NOT_APPROVED", "据以下达的分配建议已经不在", "qiangyi-2024.art6.c");
  const unapproved = await approvalMissing(tx, actor, proposal);
  if (unapproved) return one("ALLOCATION_NOT_APPROVED", unapproved.text, unapproved.clause);
  const lines = new Map((await contentOf(tx, actor, proposal)).lines.map((line) => [line.lineNo, line]));
  const given = new Map<number, bigint>();
  for (const { planLineNo, allocated } of rows) given.set(planLineNo ?? -1, (given.get(planLineNo ?? -1) ?? 0n) + allocated);
  const wrong = [...given].flatMap(([lineNo, amount]) => {
    const line = lines.get(lineNo);
    if (line?.proposed === amount) return [];
    return [`${line?.title ?? "不在审定的建议中"}：应为${inWanYuan(line?.proposed ?? fen(0n))}，文件为${inWanYuan(fen(amount))}`];
  });
  const [first] = wrong;
  const mismatch = first === undefined ? [] : one("STANDARD_MISMATCH", `与审定的金额不符：${first}`, clause, wrong);
  const others = (
    await claimsOnTheWay(tx, actor.province, { proposalId: notice.id, builtAt: proposal.builtAt, year: notice.year })
  ).filter(({ number }) => number !== null && number !== notice.number);
  const issued = new Map(others.map(({ line, project, number }) => [`${line}\n${project}`, number]));
  const repeated = rows.filter(({ line, project }) => issued.has(`${line}\n${project}`));
  const again =
    repeated.length === 0
      ? []
      : one("ROW_ALREADY_ISSUED", `${repeated.length}行已由别的文件下达`, clause, repeated.map(rowPlace));
  return [...mismatch, ...again];
};

/** 暂停拨付 of a line stops its rows into the place, whatever day the document carries. */
const isNotSuspended: Check = async (tx, actor, { rows, today }) => [
  ...suspensionObstacles(
    await suspensionsInForce(tx, actor, today),
    rows.map((row) => ({ ...row, amount: row.now, place: rowPlace(row) })),
  ),
];

const reachesFloor: Check = async (tx, actor, { notice }) => {
  if (notice.kind !== "early") return [];
  const { floor, proposed, gap } = await earlyFloorOf(tx, actor.province, notice);
  if (gap === 0n) return [];
  const text = `提前下达下限${inWanYuan(floor)}，拟下达${inWanYuan(proposed)}，还差${inWanYuan(gap)}`;
  return one("ISSUE_BELOW_EARLY_FLOOR", text, "qiangyi-2024.art8.2.a");
};

/** What lies in the pool of each line bears what is issued of it. The books say the same again when it is posted. */
const isCovered: Check = async (tx, actor, { notice, rows }) => {
  const pools = await poolsOf(tx, actor.province, notice.year);
  const asked = new Map<string, bigint>();
  for (const { line, now } of rows) asked.set(line, (asked.get(line) ?? 0n) + now);
  const found: Obstacle[] = [];
  let surplus: readonly EarlyPool[] | undefined;
  for (const [line, amount] of asked) {
    if (amount === 0n) continue;
    const pool = pools(line);
    const left: Fen = pool ? await poolBalance(tx, actor.province, pool) : fen(0n);
    if (amount <= left) continue;
    surplus ??= await earlySurplus(tx, actor, notice);
    const held = surplusText(surplus, line);
    const over = `「${lineName(line)}」可下达${inWanYuan(left)}，本次${inWanYuan(fen(amount))}，超出${inWanYuan(fen(amount - left))}`;
    const text = held === undefined ? over : `${over}；提前下达高于应得的还在下级：${held}，在“追减”中收回后才能下达`;
    found.push({ code: "TOTAL_BUDGET_EXCEEDED", text, clause: "qiangyi-2024.art6.b", places: [line] });
  }
  return found as (Obstacle & { code: CheckCode })[];
};

const partyNames: Readonly<Record<Party, string>> = { finance: "财政部门", health: "卫生健康部门" };

export const missingSignatures = ({ signatures, contentSha256 }: Pick<Checked, "signatures" | "contentSha256">): Party[] =>
  (["finance", "health"] as const).filter(
    (party) => !signatures.some((each) => each.party === party && each.contentSha256 === contentSha256),
  );

const isSigned: Check = async (_tx, _actor, checked) => {
  const missing = missingSignatures(checked);
  if (missing.length === 0) return [];
  const names = missing.map((party) => partyNames[party]).join("、");
  return one(
    "COUNTERSIGN_REQUIRED",
    `现有内容没有${names}签署`,
    "qiangyi-2024.art8.2.b",
    missing.map((party) => partyNames[party]),
  );
};

/** In the order of the clauses; all of them are told, the first gives its code. */
const checks: readonly Check[] = [hasRows, matchesDecision, isNotSuspended, reachesFloor, isCovered, hasTargets, isSigned];

export const obstaclesOfNotice = async (
  tx: Tx,
  actor: Actor,
  judged: Judged,
): Promise<(Obstacle & { readonly code: CheckCode })[]> => {
  const found: (Obstacle & { readonly code: CheckCode })[] = [];
  for (const check of checks) found.push(...(await check(tx, actor, judged)));
  return found;
};
