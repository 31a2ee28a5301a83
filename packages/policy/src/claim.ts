import { type Fen, type PlainDate, plus, zero } from "@qiangyi/kernel";
import { type ClaimCodeId, inOrderOfChecks } from "./codes.ts";
import type { Status } from "./contract.ts";
import type { FundingLineId } from "./funding-line.ts";

/** One step of an explanation: the clause, and a sentence that is written from its facts only when somebody reads it. */
export interface Step {
  readonly clause: string;
  readonly write: () => string;
}

/** A part of an amount and who gets it: null where the facts name no payee. */
export interface Share {
  readonly institution: string | null;
  readonly amount: Fen;
}

/** What a judged claim tells those who go on reckoning: amounts as 分, the reasons as codes and clauses, no sentences. */
export type JudgedClaim = Readonly<
  Pick<
    Claim,
    | "line"
    | "year"
    | "subject"
    | "facts"
    | "status"
    | "amount"
    | "held"
    | "recovery"
    | "payee"
    | "shares"
    | "errors"
    | "clauses"
    | "readings"
    | "term"
    | "projectTotal"
  >
>;

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
  payees: readonly (string | null)[] = none;
  /** The county shares the amount out itself, so no institution is the payee. */
  isSharedByCounty = false;
  term: { readonly from: PlainDate; readonly to: PlainDate } | undefined;
  nationalMoney: Fen | undefined;
  isRefused = false;
  isOnHold = false;
  codes: readonly ClaimCodeId[] = none;
  readings: readonly string[] = none;
  /** The clauses that spoke, each once, in the order in which they did. */
  clauses: readonly string[] = none;
  lastClause: string | undefined;
  /** The sentences behind the clauses; undefined when nobody will read them, so that those who only reckon do not pay for them. */
  readonly steps: Step[] | undefined;

  constructor(line: FundingLineId, year: number, subject: string, facts: readonly string[], steps: Step[] | undefined) {
    this.line = line;
    this.year = year;
    this.subject = subject;
    this.facts = facts;
    this.steps = steps;
  }

  say(clause: string, write: () => string): void {
    this.clauses = including(this.clauses, clause);
    this.lastClause = clause;
    this.steps?.push({ clause, write });
  }

  /** Names a failed check without deciding the claim by it: other facts of the claim may still earn an amount. */
  mark(code: ClaimCodeId, clause: string, write: () => string): void {
    this.codes = including(this.codes, code);
    this.say(clause, write);
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
    this.say(clause, write);
  }

  relyOn(reading: string): void {
    this.readings = including(this.readings, reading);
  }

  /** The failed checks in the order in which the checks are made. */
  get errors(): readonly ClaimCodeId[] {
    return this.codes.length > 1 ? [...this.codes].sort(inOrderOfChecks) : this.codes;
  }

  get projectTotal(): Fen | undefined {
    return this.nationalMoney === undefined ? undefined : plus(this.nationalMoney, this.amount);
  }

  /** The one institution that gets the whole amount; null where several do, the county decides, or nothing is paid. */
  get payee(): string | null {
    const [only = null] = this.payees;
    return this.amount > 0n && this.payees.length <= 1 && !this.isSharedByCounty ? only : null;
  }

  /** Equal shares that add up: the 分 that do not divide go to the smaller institution ids, which come first. */
  get shares(): readonly Share[] {
    const { amount, payees } = this;
    if (amount <= 0n) return none;
    const [only = null] = payees;
    if (payees.length <= 1) return [{ institution: only, amount }];
    const count = BigInt(payees.length);
    const [share, rest] = [amount / count, amount % count];
    return payees.map((institution, index) => ({
      institution,
      amount: (share + (BigInt(index) < rest ? 1n : 0n)) as Fen,
    }));
  }
}

/** The list with the item in it, once; lists of claims are shared and never changed in place. */
const including = <Item>(list: readonly Item[], item: Item): readonly Item[] =>
  list.length === 0 ? [item] : list.includes(item) ? list : [...list, item];
