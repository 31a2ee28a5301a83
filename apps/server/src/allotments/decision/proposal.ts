import { type Fund, type Obstacle, type ProposalKind, pilotLine } from "@qiangyi/api";
import { type Fen, inWanYuan, minus, sum } from "@qiangyi/kernel";
import {
  budgetObstacles,
  canonicalJson,
  frozenPlan,
  frozenPlans,
  linesWithMoney,
  linesWithoutReview,
  manualReasons,
  type Plan,
  type PlanLine,
  placeName,
  proposedOf,
  sha256,
  unitsOfClaims,
  yearBudgets,
} from "../../allocations/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import { type RequestedFunds, requestedFunds, requestedProjects } from "../../projects/index.ts";

/** A part of a line and whom it is for. */
export interface ProposedShare {
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly amount: Fen;
}

export interface ProposedLine {
  readonly lineNo: number;
  readonly line: string;
  readonly year: number;
  readonly subject: string;
  readonly title: string;
  readonly place: string;
  readonly institutionName: string | null;
  readonly due: Fen;
  readonly proposed: Fen;
  readonly decisionId: string | null;
  readonly shares: readonly ProposedShare[];
  /** List of the pilot that it stands on (5g-2022.art11.b); undefined for the lines of a plan. */
  readonly list?: PilotList;
}

export const pilotLists = {
  hospital: { name: "示范三级医院", clause: "5g-2022.art2.d" },
  township: { name: "试点乡镇卫生院", clause: "5g-2022.art2.f" },
} as const;
export type PilotList = keyof typeof pilotLists;

/** What 省卫生健康委 puts forward and 省财政厅 decides on: a frozen plan, or a request of the 5G pilot. */
export interface Proposal {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly fund: Fund;
  readonly year: number;
  readonly title: string;
  readonly version: number | null;
  readonly total: Fen;
  readonly lineCount: number;
  /** Since when what is issued counts against it: it was computed on what had been allocated up to then. */
  readonly builtAt: Date;
  readonly plan: Plan | undefined;
  /** Who put a request forward, where that was an act of its own before. */
  readonly requestedBy: string | undefined;
}

export interface ProposalContent {
  readonly lines: readonly ProposedLine[];
  readonly contentSha256: string;
}

export const findProposal = async (
  tx: Tx,
  actor: Actor,
  id: string,
  lock?: { readonly isLocked: boolean },
): Promise<Proposal | undefined> => {
  const plan = await frozenPlan(tx, actor.province, id, lock);
  if (plan) return proposalOfPlan(plan);
  const [request] = await requestedFunds(tx, actor.province, { id });
  return request && proposalOfRequest(request);
};

export const proposalsOf = async (tx: Tx, actor: Actor, year: number | undefined): Promise<Proposal[]> => [
  ...(await frozenPlans(tx, actor.province, year)).map(proposalOfPlan),
  ...(await requestedFunds(tx, actor.province, { year })).map(proposalOfRequest),
];

const proposalOfPlan = (plan: Plan): Proposal => ({
  id: plan.id,
  kind: "plan",
  fund: "qiangyi-2024",
  year: plan.year,
  title: plan.title,
  version: plan.version,
  total: plan.proposed,
  lineCount: plan.payable,
  builtAt: plan.builtAt,
  plan,
  requestedBy: undefined,
});

const proposalOfRequest = (request: RequestedFunds): Proposal => ({
  id: request.id,
  kind: "request",
  fund: "5g-2022",
  year: request.year,
  title: `${request.year}年5G试点项目资金分配建议（${request.documentNumber}）`,
  version: null,
  total: request.total,
  lineCount: request.count,
  builtAt: request.submittedAt,
  plan: undefined,
  requestedBy: request.submittedBy,
});

/** The lines with money and the digest of what is decided: what the rules gave and what is proposed for each. */
export const contentOf = async (tx: Tx, { province }: Actor, proposal: Proposal): Promise<ProposalContent> => {
  const lines =
    proposal.plan !== undefined ? await plannedLines(tx, province, proposal.plan) : await requestedLines(tx, province, proposal);
  const content = {
    proposal: proposal.id,
    output: proposal.plan?.outputSha256,
    lines: lines.map(({ lineNo, line, year, subject, proposed }) => [lineNo, line, year, subject, String(proposed)]),
  };
  return { lines, contentSha256: sha256(canonicalJson(content)) };
};

/** A share without a payee of ours goes by way of the unit that the claim is about. */
const plannedLines = async (tx: Tx, province: string, plan: Plan): Promise<ProposedLine[]> => {
  const unitOf = await unitsOfClaims(tx, province, plan);
  return (await linesWithMoney(tx, province, plan.id)).map(proposedLine).map((line) => ({
    ...line,
    shares: line.shares.map((share) =>
      line.shares.length === 1 ? { ...share, institution: share.institution ?? unitOf(line) } : share,
    ),
  }));
};

const proposedLine = (line: PlanLine): ProposedLine => {
  const { lineNo, year, subject, title, place, institutionName, city, county, institution } = line;
  const proposed = proposedOf(line);
  const whole = { city, county, institution, amount: proposed };
  return {
    lineNo,
    line: line.line,
    year,
    subject,
    title,
    place,
    institutionName,
    due: line.amount,
    proposed,
    decisionId: line.adjustmentId,
    // An amount set by hand stands where its line does: it is not shared out among institutions by us.
    shares: line.manual === null && line.shares.length > 0 ? line.shares.filter(({ amount }) => amount > 0n) : [whole],
  };
};

/** The two lists of the pilot: demonstration hospitals and township centres, each project with its amount; county groups are not offered. */
const requestedLines = async (tx: Tx, province: string, { id, year }: Proposal): Promise<ProposedLine[]> =>
  (await requestedProjects(tx, province, id)).map((row, lineNo) => ({
    lineNo,
    line: pilotLine,
    year,
    subject: row.project,
    title: row.title,
    place: placeName(row),
    institutionName: row.institutionName,
    due: row.amount,
    proposed: row.amount,
    decisionId: null,
    shares: [{ city: row.city, county: row.county, institution: row.institution, amount: row.amount }],
    list: row.isTownship ? "township" : "hospital",
  }));

export const reasonsOf = (tx: Tx, { province }: Actor, proposal: Proposal): Promise<ReadonlyMap<string, string>> =>
  manualReasons(tx, province, proposal.id);

/** What stands in the way of submitting or approving, as things are recorded now. All at once. */
export const obstaclesOf = async (
  tx: Tx,
  actor: Actor,
  proposal: Proposal,
  lines: readonly ProposedLine[],
): Promise<Obstacle[]> => {
  const { plan } = proposal;
  const found: Obstacle[] = [];
  if (lines.length === 0) found.push({ code: "PROPOSAL_EMPTY", text: "没有一条有金额的建议", clause: null, places: [] });
  if (plan === undefined) return [...found, ...(await pilotObstacles(tx, actor, proposal, lines))];
  for (const { code, text, clause, line } of await budgetObstacles(tx, actor.province, plan)) {
    found.push({ code, text, clause, places: line === null ? [] : [line] });
  }
  const unreviewed = await linesWithoutReview(tx, actor, plan, lines);
  if (unreviewed.length > 0) {
    found.push({
      code: "REVIEW_REQUIRED",
      text: `${unreviewed.length}条没有评审（评估）结果：${unreviewed.map(({ sentence }) => sentence).join("；")}`,
      clause: "qiangyi-2024.art6.b",
      places: unreviewed.map(({ title }) => title),
    });
  }
  return found;
};

const pilotObstacles = async (tx: Tx, actor: Actor, { year }: Proposal, lines: readonly ProposedLine[]): Promise<Obstacle[]> => {
  const budget = (await yearBudgets(tx, actor.province, year)).byLine.get(pilotLine);
  const total = totalOf(lines);
  const clause = "5g-2022.art11.b";
  if (budget === undefined)
    return [{ code: "LINE_BUDGET_MISSING", text: `${year}年没有5G试点项目资金预算`, clause, places: [pilotLine] }];
  if (total <= budget) return [];
  const text = `建议合计${inWanYuan(total)}，预算${inWanYuan(budget)}，超出${inWanYuan(minus(total, budget))}`;
  return [{ code: "TOTAL_BUDGET_EXCEEDED", text, clause, places: [pilotLine] }];
};

export const totalOf = (lines: readonly ProposedLine[]): Fen => sum(lines.map(({ proposed }) => proposed));
