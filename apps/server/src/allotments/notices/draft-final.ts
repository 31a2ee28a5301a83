import { fundNames } from "@qiangyi/api";
import { type Fen, inWanYuan, ok, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Clock, newId, type Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { actsOf } from "../decision/decisions.store.ts";
import { contentOf, findProposal, type Proposal, type ProposedLine } from "../decision/proposal.ts";
import { standingAfter, standingNames } from "../decision/standing.ts";
import { finalRows, sumOf } from "./final-rows.ts";
import { netEarly, settlementsOfPools } from "./net-early.ts";
import type { NoticeRow } from "./notice.ts";
import { insertNotice, lockIssuer, setTotals } from "./notices.store.ts";
import { type Issuer, issuerOf } from "./offices.ts";
import { enterBudgets, poolsOf } from "./pools.ts";
import type { NoticeRefusal } from "./refusals.ts";
import { claimsOnTheWay, type EarlyPool, earlyPools, insertSettlements, replaceRows } from "./rows.store.ts";
import { directCounties } from "./settings.store.ts";

export interface AskedLine {
  readonly lineNo: number;
  readonly amountFen?: string | undefined;
}

export interface FinalDraft {
  readonly proposalId: string;
  readonly title?: string | undefined;
  readonly trackTag?: string | null | undefined;
  readonly lines?: readonly AskedLine[] | undefined;
}

export interface Drafted {
  readonly id: string;
  readonly rowCount: number;
  readonly total: Fen;
}

/** What a final notice would say, before anything is written of it. */
export interface ComposedFinal {
  readonly issuer: Issuer;
  readonly proposal: Proposal;
  readonly rows: readonly NoticeRow[];
  /** What regions got early and these rows do not take up. */
  readonly left: readonly EarlyPool[];
  /** Nothing of the proposal is left after them. */
  readonly isLast: boolean;
}

/** Rows out of an approved proposal, less what the regions got early; nothing of a row is typed (qiangyi-2024.art6.d, 5g-2022.art11.c). */
export const composeFinal = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { proposalId, lines: asked }: Pick<FinalDraft, "proposalId" | "lines">,
): Promise<Result<ComposedFinal, NoticeRefusal>> => {
  const issuer = issuerOf(actor);
  if (!issuer || issuer.issuerCity !== null) return refuse({ code: "FORBIDDEN_SCOPE" });
  await lockIssuer(tx, actor.province, issuer.issuer);
  const proposal = await findProposal(tx, actor, proposalId);
  if (!proposal) return refuse({ code: "proposal-not-found" });
  const unapproved = await approvalMissing(tx, actor, proposal);
  if (unapproved) return refuse(unapproved);
  const { lines } = await contentOf(tx, actor, proposal);
  const chosen = await chosenLines(tx, actor, proposal, lines, asked);
  if (!chosen.ok) return chosen;
  const made = finalRows(chosen.value.lines, {
    direct: await directCounties(tx, actor.province, clock.today()),
    institutionName: await namesOf(tx, actor, chosen.value.lines),
    pool: await poolsOf(tx, actor.province, proposal.year),
  });
  if (made.unrouted.length > 0) return refuse(receiverMissing(made.unrouted));
  const pools = await earlyPools(tx, actor.province, proposal.fund, proposal.year);
  const { rows, left } = netEarly(
    made.rows,
    pools.filter((pool) => pool.left > 0n),
  );
  return ok({ issuer, proposal, rows, left, isLast: chosen.value.isLast });
};

/** 正式下达 as a draft. */
export const draftFinal = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  draft: FinalDraft,
): Promise<Result<Drafted, NoticeRefusal>> => {
  const composed = await composeFinal(tx, actor, clock, draft);
  return composed.ok ? ok(await writeFinal(tx, actor, clock, composed.value, draft)) : composed;
};

export const writeFinal = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { issuer, proposal, rows, left, isLast }: ComposedFinal,
  { title, trackTag }: Pick<FinalDraft, "title" | "trackTag">,
): Promise<Drafted> => {
  const { year, fund } = proposal;
  await enterBudgets(
    tx,
    actor,
    clock,
    year,
    rows.map(({ line }) => line),
  );
  const id = newId();
  await insertNotice(tx, actor, clock.now(), {
    ...issuer,
    id,
    kind: "final",
    fund,
    year,
    planId: proposal.id,
    upstreamId: null,
    title: title ?? `关于下达${year}年${fundNames[fund]}的通知`,
    trackTag: trackTag || null,
    wording: {},
    note: null,
  });
  await replaceRows(tx, actor.province, { ...issuer, id }, rows);
  // Only when nothing of the proposal is left can what remains of the early issue no longer be taken up.
  if (isLast) await insertSettlements(tx, actor.province, id, settlementsOfPools(left));
  const total = sumOf(rows, "now");
  await setTotals(tx, actor.province, id, { rowCount: rows.length, total });
  return { id, rowCount: rows.length, total };
};

/** Why nothing may be issued from a proposal yet (qiangyi-2024.art6.c). */
export const approvalMissing = async (
  tx: Tx,
  actor: Actor,
  proposal: Proposal,
): Promise<Extract<NoticeRefusal, { code: "ALLOCATION_NOT_APPROVED" }> | undefined> => {
  const trail = (await actsOf(tx, actor.province, [proposal.id])).get(proposal.id) ?? [];
  const standing = standingAfter(trail.at(-1)?.act);
  if (standing === "approved") return undefined;
  return {
    code: "ALLOCATION_NOT_APPROVED",
    text: `“${proposal.title}”${standingNames[standing]}，不能据以下达`,
    clause: proposal.fund === "5g-2022" ? "5g-2022.art11.c" : "qiangyi-2024.art6.c",
    problems: [],
  };
};

/** The notices, or drafts, that carry claims of a proposal already, by the key of their line. */
const claimsTaken = async (
  tx: Tx,
  province: string,
  { id, builtAt, year }: Pick<Proposal, "id" | "builtAt" | "year">,
): Promise<ReadonlyMap<string, string>> => {
  const onTheWay = await claimsOnTheWay(tx, province, { proposalId: id, builtAt, year });
  return new Map(onTheWay.map(({ line, project, number }) => [lineKey({ line, subject: project }), number ?? "另一份草稿"]));
};

/** The lines of a proposal that no notice carries yet. */
export const linesToCome = async (tx: Tx, actor: Actor, proposal: Proposal): Promise<readonly ProposedLine[]> => {
  const taken = await claimsTaken(tx, actor.province, proposal);
  return (await contentOf(tx, actor, proposal)).lines.filter((line) => !taken.has(lineKey(line)));
};

const lineKey = ({ line, subject }: Pick<ProposedLine, "line" | "subject">): string => `${line}\n${subject}`;

const chosenLines = async (
  tx: Tx,
  actor: Actor,
  { id, builtAt, year, fund }: Proposal,
  lines: readonly ProposedLine[],
  asked: readonly AskedLine[] | undefined,
): Promise<Result<{ lines: readonly ProposedLine[]; isLast: boolean }, NoticeRefusal>> => {
  const taken = await claimsTaken(tx, actor.province, { id, builtAt, year });
  const open = lines.filter((line) => !taken.has(lineKey(line)));
  if (asked === undefined) return open.length === 0 ? refuse({ code: "nothing-to-issue" }) : ok({ lines: open, isLast: true });
  const byNo = new Map(lines.map((line) => [line.lineNo, line]));
  const clause = fund === "5g-2022" ? "5g-2022.art11.c" : "qiangyi-2024.art6.d";
  const wrong = asked.flatMap(({ lineNo, amountFen }) => {
    const line = byNo.get(lineNo);
    if (!line) return [{ path: String(lineNo), message: "审定的建议中没有这一条" }];
    if (amountFen === undefined || BigInt(amountFen) === line.proposed) return [];
    const message = `${line.title}：应为${inWanYuan(line.proposed)}，填报${inWanYuan(BigInt(amountFen) as Fen)}`;
    return [{ path: String(lineNo), message }];
  });
  const [first] = wrong;
  if (first) {
    const text = `与审定的金额不符：${first.message}${wrong.length > 1 ? `等${wrong.length}条` : ""}`;
    return refuse({ code: "STANDARD_MISMATCH", text, clause, problems: wrong });
  }
  const chosen = [...new Set(asked.map(({ lineNo }) => lineNo))].flatMap((lineNo) => byNo.get(lineNo) ?? []);
  const repeated = chosen.filter((line) => taken.has(lineKey(line)));
  if (repeated.length > 0) {
    const problems = repeated.map((line) => ({
      path: String(line.lineNo),
      message: `${line.title}：已列入${taken.get(lineKey(line))}`,
    }));
    return refuse({ code: "ROW_ALREADY_ISSUED", text: `${repeated.length}条已经列入下达文件`, clause, problems });
  }
  return ok({ lines: chosen, isLast: chosen.length === open.length });
};

const receiverMissing = (lines: readonly ProposedLine[]): NoticeRefusal => ({
  code: "RECEIVER_MISSING",
  text: `${lines.length}条没有承担单位，不知道下达给谁`,
  clause: "qiangyi-2024.art6.d",
  problems: lines.map(({ lineNo, title }) => ({ path: String(lineNo), message: `${title}：没有承担单位` })),
});

const namesOf = async (tx: Tx, actor: Actor, lines: readonly ProposedLine[]) => {
  const ids = lines.flatMap(({ shares }) => shares.flatMap(({ institution }) => institution ?? []));
  const names = await institutionNames(tx, actor, ids);
  return (id: string) => names.get(id) ?? id;
};
