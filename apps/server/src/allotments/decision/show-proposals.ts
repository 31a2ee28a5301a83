import { type DecisionAct, listProposals, type ProposalHead, pilotLine, type RouteAnswer, readProposal } from "@qiangyi/api";
import { type Fen, fen, minus, ok, type Result, refuse, sum, zero } from "@qiangyi/kernel";
import { fundingLinesById } from "@qiangyi/policy";
import { allocatedInYear, yearBudgets } from "../../allocations/index.ts";
import type { Actor, Rooms, Tx } from "../../platform/index.ts";
import { lineName, lineOrder } from "../../policy/index.ts";
import { handleAtProvince } from "../province-desk.ts";
import { actsOf, type StoredAct } from "./decisions.store.ts";
import {
  contentOf,
  findProposal,
  obstaclesOf,
  type PilotList,
  type Proposal,
  type ProposedLine,
  pilotLists,
  proposalsOf,
  reasonsOf,
} from "./proposal.ts";
import { isAllowed, standingAfter } from "./standing.ts";

export const showProposalsRoutes = (rooms: Rooms): void => {
  handleAtProvince(rooms, listProposals, async ({ tx, actor, query }) => {
    const proposals = await proposalsOf(tx, actor, query.year);
    const acts = await actsOf(
      tx,
      actor.province,
      proposals.map(({ id }) => id),
    );
    return ok({ items: proposals.map((proposal) => headOf(proposal, acts.get(proposal.id) ?? [])) });
  });

  handleAtProvince(
    rooms,
    readProposal,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readProposal>, { code: "proposal-not-found" }>> => {
      const proposal = await findProposal(tx, actor, params.proposalId);
      if (!proposal) return refuse({ code: "proposal-not-found" });
      return ok(await pageOf(tx, actor, proposal));
    },
    { "proposal-not-found": [404, "没有这份定稿的分配建议"] },
  );
};

const headOf = (proposal: Proposal, trail: readonly StoredAct[]): ProposalHead => {
  const last = trail.at(-1);
  return {
    id: proposal.id,
    kind: proposal.kind,
    fund: proposal.fund,
    year: proposal.year,
    title: proposal.title,
    version: proposal.version,
    totalFen: String(proposal.total),
    lineCount: proposal.lineCount,
    standing: standingAfter(last?.act),
    documentNumber: trail.findLast(({ act }) => act === "approve" || act === "change")?.documentNumber ?? null,
    lastAct: last ? { name: last.actedName, on: last.actedOn } : null,
    successorId: last?.successorId ?? null,
  };
};

const pageOf = async (tx: Tx, actor: Actor, proposal: Proposal): Promise<RouteAnswer<typeof readProposal>> => {
  const trail = (await actsOf(tx, actor.province, [proposal.id])).get(proposal.id) ?? [];
  const { lines, contentSha256 } = await contentOf(tx, actor, proposal);
  const reasons = await reasonsOf(tx, actor, proposal);
  const { byLine, whole } = await yearBudgets(tx, actor.province, proposal.year);
  const budget = proposal.kind === "request" ? byLine.get(pilotLine) : whole;
  const head = headOf(proposal, trail);
  return {
    ...head,
    lineCount: lines.length,
    contentSha256,
    budgetFen: budget === undefined ? null : String(budget),
    differenceFen: budget === undefined ? null : String(minus(budget, proposal.total)),
    groups:
      proposal.kind === "request"
        ? listsOf(lines)
        : groupsOf(lines, byLine, await allocatedInYear(tx, actor.province, proposal.year - 1)),
    lines: lines.map((line) => ({
      lineNo: line.lineNo,
      line: line.line,
      lineName: lineName(line.line),
      subject: line.subject,
      title: line.title,
      place: line.place,
      institutionName: line.institutionName,
      dueFen: String(line.due),
      proposedFen: String(line.proposed),
      decisionId: line.decisionId,
      decisionReason: line.decisionId === null ? null : (reasons.get(line.decisionId) ?? null),
    })),
    obstacles: head.standing === "approved" || head.standing === "changed" ? [] : await obstaclesOf(tx, actor, proposal, lines),
    trail: trail.map((act) => ({
      step: act.step,
      act: act.act,
      reason: act.reason,
      documentNumber: act.documentNumber,
      contentSha256: act.contentSha256,
      totalFen: String(act.total),
      by: act.actedName,
      role: act.actedRole,
      on: act.actedOn,
      at: act.actedAt.toISOString(),
    })),
    may: mayOf(actor, head, trail),
  };
};

/** The two lists of the pilot with what each needs; the budget stands over both together (5g-2022.art11.a, b). */
const listsOf = (lines: readonly ProposedLine[]) =>
  (Object.keys(pilotLists) as PilotList[]).flatMap((list) => {
    const own = lines.filter((line) => line.list === list);
    if (own.length === 0) return [];
    return [
      {
        line: `${pilotLine}/${list}`,
        ...pilotLists[list],
        count: own.length,
        proposedFen: String(sum(own.map(({ proposed }) => proposed))),
        budgetFen: null,
        differenceFen: null,
        lastYearFen: "0",
      },
    ];
  });

const groupsOf = (lines: readonly ProposedLine[], budgets: ReadonlyMap<string, Fen>, lastYear: ReadonlyMap<string, Fen>) => {
  const ids = [...new Set([...lines.map(({ line }) => line), ...[...lastYear.keys()].filter((id) => fundingLinesById.has(id))])];
  return ids
    .toSorted((a, b) => lineOrder(a) - lineOrder(b))
    .map((id) => {
      const own = lines.filter(({ line }) => line === id);
      const proposed = sum(own.map((line) => line.proposed));
      const budget = budgets.get(id);
      return {
        line: id,
        name: lineName(id),
        clause: fundingLinesById.get(id)?.clause ?? null,
        count: own.length,
        proposedFen: String(proposed),
        budgetFen: budget === undefined ? null : String(budget),
        differenceFen: budget === undefined ? null : String(fen(budget - proposed)),
        lastYearFen: String(lastYear.get(id) ?? zero),
      };
    });
};

const duties = {
  submit: "plans.submit",
  withdraw: "plans.submit",
  countersign: "plans.countersign",
  return: "plans.decide",
  approve: "plans.decide",
  change: "plans.decide",
} as const;

const mayOf = (actor: Actor, { standing }: ProposalHead, trail: readonly StoredAct[]): DecisionAct[] => {
  const submitter = trail.findLast(({ act }) => act === "submit")?.actedBy;
  const acts: readonly DecisionAct[] = ["submit", "withdraw", "countersign", "return", "approve", "change"];
  return acts.filter(
    (act) =>
      isAllowed(act, standing) &&
      actor.permissions.has(duties[act]) &&
      (act === "submit" || act === "withdraw" || actor.userId !== submitter),
  );
};
