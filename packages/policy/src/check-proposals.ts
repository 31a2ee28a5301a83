import { formatYuan, inWanYuan, zero } from "@qiangyi/kernel";
import type { Claim, Step } from "./claim.ts";
import { compareText } from "./compare-text.ts";
import type { ProposalCheck, ProposedLine } from "./contract.ts";
import { render } from "./evaluated-claim.ts";
import { articleId } from "./qiangyi-2024/document.ts";
import { amountOf } from "./situation.ts";

/** Tests what someone proposes to allocate, issue or pay against the results; it changes none of them. */
export const checkProposals = (proposed: readonly ProposedLine[], claims: readonly Claim[]): readonly ProposalCheck[] => {
  const byKey = new Map(claims.map((claim) => [keyOf(claim), claim]));
  return [...proposed].sort((a, b) => compareText(a.id, b.id)).map((line) => check(line, byKey.get(keyOf(line))));
};

const check = (proposal: ProposedLine, claim: Claim | undefined): ProposalCheck => {
  const expected = claim?.amount ?? zero;
  const payee = claim?.payee ?? null;
  const errors: string[] = [];
  const steps: Step[] = [];
  const fail = (code: string, clause: string, write: () => string) => {
    errors.push(code);
    steps.push({ clause, write });
  };
  const isForeignCost = proposal.line === "visiting-scholar" && proposal.item !== undefined && proposal.item !== "tuition";
  if (isForeignCost)
    fail("COST_BORNE_BY_SENDER", articleId("7.3.5.3.g"), () => `${proposal.item}不是学费，由派出单位承担；省级资金只付学费`);
  if (proposal.payee !== undefined && proposal.payee !== payee)
    fail(
      "WRONG_PAYEE",
      payeeClause(proposal),
      () => `收款单位应为${payee ?? "无（没有唯一的收款单位）"}，拟付${proposal.payee}；请更正收款单位`,
    );
  if (!isForeignCost && amountOf(proposal.amount) !== expected)
    fail(
      "STANDARD_MISMATCH",
      articleId("6.d"),
      () => `按标准应为${inWanYuan(expected)}，拟付${inWanYuan(amountOf(proposal.amount))}；请改为应补金额`,
    );
  if (errors.length === 0) steps.push({ clause: articleId("6.d"), write: () => `与应补金额${inWanYuan(expected)}一致` });
  return {
    id: proposal.id,
    accepted: errors.length === 0,
    expected: formatYuan(expected),
    errors,
    clauses: [...new Set(steps.map(({ clause }) => clause))],
    get explanation() {
      return render(steps);
    },
  };
};

/** 第七条（三）4 names the receiving hospital; elsewhere the payee is part of what was approved. */
const payeeClause = ({ line }: ProposedLine): string => articleId(line === "doctor-secondment" ? "7.3.4.g" : "6.d");

const keyOf = ({ line, subject, year }: Pick<ProposedLine, "line" | "subject" | "year">): string =>
  `${line}\n${subject}\n${year}`;
