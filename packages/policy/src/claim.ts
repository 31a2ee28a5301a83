import { type Fen, type PlainDate, plus, zero } from "@qiangyi/kernel";
import { type ClaimCodeId, inOrderOfChecks } from "./codes.ts";
import type { Status } from "./contract.ts";
import type { FundingLineId } from "./funding-line.ts";

/** One step of an explanation: the clause, and a sentence that is written from its facts only when somebody reads it. */
export interface Step {
  readonly clause: string;
  readonly write: () => string;
}

/** Most claims fail no check and rest on no reading; they share this list. */
const none: readonly never[] = [];

/**
 * One claim on a funding line while it is judged. A rule refuses it, holds it for a decision, or leaves it to be paid; each
 * time it says why. A refusal outweighs a hold: what cannot be paid under any decision needs none.
 */
export class Claim {
  readonly line: FundingLineId;
  readonly year: number;
  readonly subject: string;
  readonly facts: readonly string[];
  /** What is due when nothing stands in the way; a claim on hold would get it under the most favourable reading. */
  due: Fen = zero;
  amount: Fen = zero;
  held: Fen = zero;
  recovery: Fen = zero;
  status: Status = "not_payable";
  /** Who is paid: several share equally, null stands for a payee that the facts do not name. */
  payees: readonly (string | null)[] = [];
  /** The county shares the amount out itself, so no institution is the payee. */
  isSharedByCounty = false;
  term: { readonly from: PlainDate; readonly to: PlainDate } | undefined;
  nationalMoney: Fen | undefined;
  isRefused = false;
  isOnHold = false;
  codes: readonly ClaimCodeId[] = none;
  readings: readonly string[] = none;
  readonly steps: Step[] = [];

  constructor(line: FundingLineId, year: number, subject: string, facts: readonly string[]) {
    this.line = line;
    this.year = year;
    this.subject = subject;
    this.facts = facts;
  }

  say(clause: string, write: () => string): void {
    this.steps.push({ clause, write });
  }

  /** Names a failed check without deciding the claim by it: other facts of the claim may still earn an amount. */
  mark(code: ClaimCodeId, clause: string, write: () => string): void {
    if (!this.codes.includes(code)) this.codes = [...this.codes, code];
    this.steps.push({ clause, write });
  }

  refuse(code: ClaimCodeId, clause: string, write: () => string): void {
    this.isRefused = true;
    this.mark(code, clause, write);
  }

  hold(code: ClaimCodeId, clause: string, write: () => string): void {
    this.isOnHold = true;
    this.mark(code, clause, write);
  }

  /** Nothing is due and no check has failed: a hospital that is ranked 101st has done nothing wrong. */
  earnNothing(clause: string, write: () => string): void {
    this.isRefused = true;
    this.steps.push({ clause, write });
  }

  relyOn(reading: string): void {
    if (!this.readings.includes(reading)) this.readings = [...this.readings, reading];
  }

  sortedCodes(): readonly ClaimCodeId[] {
    return this.codes.length > 1 ? [...this.codes].sort(inOrderOfChecks) : this.codes;
  }

  get projectTotal(): Fen | undefined {
    return this.nationalMoney === undefined ? undefined : plus(this.nationalMoney, this.amount);
  }
}
