import { date, type Fen, grouped, type PlainDate, parseYuan, plus, zero } from "@qiangyi/kernel";
import { Claim } from "./claim.ts";
import { compareText } from "./compare-text.ts";
import type { EvaluateInput, Fact, FactOf, FactTypeId, Institution, RecordedDecision } from "./contract.ts";
import type { FundingLineId } from "./funding-line.ts";
import { isInForce } from "./qiangyi-2024/document.ts";
import { defaultReadings, type ReadingKey } from "./readings.ts";
import { countyCount, isCounty, type Region, regionOf, regionsByCode } from "./regions.ts";

/** Amounts by line and by the keys of its standards that a what-if puts in place of those in force. */
export type StandardOverrides = Partial<Readonly<Record<FundingLineId, Readonly<Partial<Record<string, Fen>>>>>>;

export interface SituationOptions {
  /** Amounts that a what-if puts in place of the standards in force, by line and key. */
  readonly standards?: StandardOverrides;
  /** Whether the claims keep the sentences of their explanation. */
  readonly isExplaining: boolean;
}

export interface Window {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * Everything a rule may look at, prepared once: the facts by type, who is who, what is paid, how the text is read. The facts of
 * a type come in the order of their ids, so that no rule can answer by the order of the input.
 */
export class Situation {
  readonly decisionDate: PlainDate;
  readonly isInForce: boolean;
  readonly window: Window;
  readonly countyCount: number;
  private readonly input: EvaluateInput;
  private readonly facts = new Map<FactTypeId, readonly Fact[]>();
  private readonly institutions = new Map<string, Institution>();
  private readonly extraRegions: ReadonlyMap<string, Region>;
  private readonly values: Readonly<Record<ReadingKey, string>>;
  private readonly statements: Partial<Record<ReadingKey, string>> = {};
  /** By line, and there by subject and by subject and year. */
  private readonly paid = new Map<FundingLineId, Map<string, Fen>>();
  private readonly decided = new Map<string, RecordedDecision>();
  private readonly options: SituationOptions;

  constructor(input: EvaluateInput, options: SituationOptions) {
    this.input = input;
    this.options = options;
    this.decisionDate = input.decisionDate;
    this.isInForce = isInForce(input.decisionDate);
    for (const institution of input.institutions) this.institutions.set(institution.id, institution);
    this.extraRegions = new Map(
      Object.entries(input.regions ?? {}).map(([code, { name, kind, parent }]) => [code, regionOf(code, name, kind, parent)]),
    );
    this.values = { ...defaultReadings, ...recorded(input.readings) };
    const [from = "", to = ""] = this.reading("programmeWindow").split("/");
    this.window = { from: date(from), to: date(to) };
    this.countyCount = countyCount + [...this.extraRegions.values()].filter(isCounty).length;
    for (const [type, facts] of grouped(input.facts, typeOf)) this.facts.set(type, [...facts].sort(byId));
    for (const row of input.allocated ?? []) {
      const ofLine = this.paid.get(row.line) ?? new Map<string, Fen>();
      this.paid.set(row.line, ofLine);
      for (const key of [row.subject, inYear(row)]) ofLine.set(key, plus(ofLine.get(key) ?? zero, amountOf(row.amount)));
    }
    for (const decision of input.decisions ?? []) this.keepDecision(decision);
  }

  /** A claim to be judged; its sentences are kept only where somebody may read them. */
  claim(line: FundingLineId, year: number, subject: string, facts: readonly string[]): Claim {
    return new Claim(line, year, subject, facts, this.options.isExplaining ? [] : undefined);
  }

  factsOf<T extends FactTypeId>(type: T): readonly FactOf<T>[] {
    return (this.facts.get(type) ?? []) as readonly Fact[] as readonly FactOf<T>[];
  }

  /** The input is parsed: every reference leads to an institution. */
  institution(id: string): Institution {
    const found = this.institutions.get(id);
    if (found === undefined) throw new RangeError(`institution ${id} is not in the input`);
    return found;
  }

  region(code: string): Region | undefined {
    return regionsByCode.get(code) ?? this.extraRegions.get(code);
  }

  regionName(code: string): string {
    return this.region(code)?.name ?? code;
  }

  reading(key: ReadingKey): string {
    return this.values[key];
  }

  /** "county.split=newly-qualified": how a result names the reading it rests on. */
  stated(key: ReadingKey): string {
    this.statements[key] ??= `${key}=${this.values[key]}`;
    return this.statements[key];
  }

  /** A reading that the input sets is a recorded choice: what it settles needs no decision any more. */
  isSettled(key: ReadingKey): boolean {
    return this.input.readings?.[key] !== undefined;
  }

  isAchieved(day: PlainDate | null | undefined): day is PlainDate {
    return day !== null && day !== undefined && day <= this.decisionDate;
  }

  isInWindow(day: PlainDate): boolean {
    return day >= this.window.from && day <= this.window.to;
  }

  /** The amounts in force on the day of the decision; outside the validity nothing is paid and the last row serves the sentences. */
  amounts<Key extends string>(line: {
    readonly id: FundingLineId;
    readonly standards: readonly Standard<Key>[];
  }): Readonly<Record<Key, Fen>> {
    const inForce = line.standards.find(
      ({ effectiveFrom, effectiveTo }) => effectiveFrom <= this.decisionDate && this.decisionDate <= effectiveTo,
    );
    const row = inForce ?? line.standards.at(-1);
    return { ...(row?.amounts as Readonly<Record<Key, Fen>>), ...this.options.standards?.[line.id] };
  }

  paidTo(line: FundingLineId, subject: string, year?: number): Fen {
    return this.paid.get(line)?.get(year === undefined ? subject : inYear({ subject, year })) ?? zero;
  }

  /** The latest decision for a result that is in effect on the day of this decision. */
  decisionFor(line: FundingLineId, subject: string, year: number): RecordedDecision | undefined {
    return this.decided.size === 0 ? undefined : this.decided.get(resultKey({ line, subject, year }));
  }

  private keepDecision(decision: RecordedDecision): void {
    if (decision.on > this.decisionDate) return;
    const key = resultKey(decision);
    const known = this.decided.get(key);
    if (known === undefined || supersedes(decision, known)) this.decided.set(key, decision);
  }
}

const typeOf = ({ type }: Fact): FactTypeId => type;
const byId = (a: Fact, b: Fact): number => compareText(a.id, b.id);

/** The readings that an input sets, all as texts. */
const recorded = (given: EvaluateInput["readings"] = {}): Partial<Record<ReadingKey, string>> =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]): [string, string] => [key, String(value)]),
  );

type Standard<Key extends string> = {
  readonly effectiveFrom: PlainDate;
  readonly effectiveTo: PlainDate;
  readonly amounts: Readonly<Record<Key, Fen>>;
};

const inYear = ({ subject, year }: Pick<RecordedDecision, "subject" | "year">): string => `${year}\n${subject}`;

const resultKey = ({ line, subject, year }: Pick<RecordedDecision, "line" | "subject" | "year">): string =>
  `${line}\n${year}\n${subject}`;

/** The later decision counts; two of one day are told apart by their content, so that the order of the input plays no part. */
const supersedes = (a: RecordedDecision, b: RecordedDecision): boolean =>
  a.on !== b.on ? a.on > b.on : contentOf(a) > contentOf(b);

const contentOf = ({ amount, by, reason, reading = "" }: RecordedDecision): string =>
  [amount.padStart(20, "0"), by, reason, reading].join("\n");

export const amountOf = (text: string): Fen => {
  const amount = parseYuan(text);
  if (amount === undefined) throw new RangeError(`${text} is not an amount in 元`);
  return amount;
};
