import { atLeastZero, type Fen, inChinese, inWanYuan, minus, zero } from "@qiangyi/kernel";
import type { Claim } from "./claim.ts";
import type { FundingLine } from "./funding-line.ts";
import { articleId, qiangyi2024 } from "./qiangyi-2024/document.ts";
import { amountOf, type Situation } from "./situation.ts";

/** Prices a judged claim against what was allocated before, then lets policy and decision have the last word. */
export const settle = (claim: Claim, line: FundingLine, s: Situation): void => {
  const paid = s.paidTo(line.id, claim.subject, line.yearly ? claim.year : undefined);
  deduct(claim, paid, line);
  conclude(claim, s);
};

const deduct = (claim: Claim, paid: Fen, line: FundingLine): void => {
  if (claim.isRefused) return;
  const { due } = claim;
  const open = paid === zero ? due : atLeastZero(minus(due, paid));
  if (paid > 0n) sayPaid(claim, paid, open, line);
  if (claim.isRefused) return;
  if (claim.isOnHold) {
    claim.held = open;
    if (open > 0n) claim.say(lastClause(claim), () => `决定前不拨付，决定后最多补${inWanYuan(open)}`);
  } else claim.amount = open;
};

/** What has been allocated in full leaves nothing to decide, so that a decision once carried out is not paid again. */
const sayPaid = (claim: Claim, paid: Fen, open: Fen, { clause }: FundingLine): void => {
  const { due } = claim;
  const write = () => `应补${inWanYuan(due)}，此前已下达${inWanYuan(paid)}，还应补${inWanYuan(open)}`;
  const isAllPaid = open === zero && due > 0n;
  if (isAllPaid && claim.isOnHold) claim.refuse("DUPLICATE_CLAIM", clause, write);
  else if (isAllPaid && claim.codes.length === 0) claim.mark("DUPLICATE_CLAIM", clause, write);
  else claim.say(clause, write);
};

/** Sets the status: no policy in force, no money; a recorded decision replaces what was held. */
export const conclude = (claim: Claim, s: Situation): void => {
  if (!s.isInForce) refuseOutsideValidity(claim, s);
  const isOpen = claim.isOnHold && !claim.isRefused;
  const decision = isOpen ? s.decisionFor(claim.line, claim.subject, claim.year) : undefined;
  if (decision !== undefined) {
    claim.amount = amountOf(decision.amount);
    claim.held = zero;
    const { by, on, reading, reason } = decision;
    const chosen = reading === undefined ? "" : `，采用理解${reading}`;
    claim.say(lastClause(claim), () => `${by}于${inChinese(on)}决定补${inWanYuan(claim.amount)}${chosen}：${reason}`);
  }
  claim.status = isOpen && decision === undefined ? "decision_required" : claim.amount > 0n ? "payable" : "not_payable";
};

/** A sentence that rounds off the reasoning cites the clause that spoke last. */
const lastClause = (claim: Claim): string => claim.lastClause ?? articleId("6.d");

const refuseOutsideValidity = (claim: Claim, s: Situation): void => {
  const isEarly = s.decisionDate < qiangyi2024.effectiveFrom;
  claim.amount = zero;
  claim.held = zero;
  claim.recovery = zero;
  claim.refuse("POLICY_NOT_IN_FORCE", articleId(isEarly ? "13.a" : "13.b"), () =>
    isEarly
      ? `分配决定日${inChinese(s.decisionDate)}早于施行日${inChinese(qiangyi2024.effectiveFrom)}`
      : `分配决定日${inChinese(s.decisionDate)}晚于有效期届满日${inChinese(qiangyi2024.effectiveTo)}`,
  );
};
