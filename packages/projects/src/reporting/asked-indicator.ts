import { dividedBy, type ExactNumber, exactNumber } from "./exact-number.ts";

/** How an indicator is counted. Ratios and shares are reported as their two parts, all others as one value. */
export type ReportedKind = "amount" | "stock" | "ratio" | "share" | "level" | "rank" | "grade";

/** Numbers of the discharge register that several indicators of one report speak of. */
export const quantities = {
  "level4-surgery": "四级手术人数",
  surgery: "手术人数",
  discharges: "出院人数",
} as const;
export type Quantity = keyof typeof quantities;

export type PartOfEntry = "value" | "numerator" | "denominator";

/** What was approved for an earlier period. */
export interface PastValue {
  readonly period: string;
  /** Plain notation, or the label of a level or grade; null where it has none (denominator 0). */
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** False where the definition changed in between (口径调整): no comparison. */
  readonly isComparable: boolean;
}

/** What a report asks for one indicator, and beside what it is judged. */
export interface AskedIndicator {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly kind: ReportedKind;
  /** Of a ratio: 100 for per cent. */
  readonly per: string;
  /** Labels from lowest to best. */
  readonly scale: readonly string[] | null;
  /** The numerator counts some of what the denominator counts. */
  readonly isPartOfWhole: boolean;
  /** Its ratio is computed from counts and typed by nobody. */
  readonly isCountsOnly?: boolean | undefined;
  readonly plausibleMin: string | null;
  readonly plausibleMax: string | null;
  readonly quantities: Readonly<Partial<Record<PartOfEntry, Quantity>>>;
  /** Number that the target asks for; null where there is none or it is a label. */
  readonly threshold: string | null;
  readonly lastPeriod: PastValue | null;
  readonly lastYear: PastValue | null;
}

/** What was entered; empty texts where nothing was. */
export interface EnteredValue {
  readonly value: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly note: string;
  /** A person looked at a held value and says that it is right. */
  readonly isConfirmed: boolean;
}

export const blankEntry: EnteredValue = { value: "", numerator: "", denominator: "", note: "", isConfirmed: false };

export const hasParts = ({ kind }: Pick<AskedIndicator, "kind">): boolean => kind === "ratio" || kind === "share";
export const isLabelled = ({ kind }: Pick<AskedIndicator, "kind">): boolean => kind === "level" || kind === "grade";
export const isBlankEntry = ({ value, numerator, denominator }: EnteredValue): boolean =>
  value === "" && numerator === "" && denominator === "";

/** Units that are counted one by one. */
const counted = new Set(["人次", "例次", "人", "名", "个", "项", "张", "所", "种", "例", "台", "次"]);
export const isCountedInWholes = ({ unit, kind }: Pick<AskedIndicator, "unit" | "kind">): boolean =>
  kind === "rank" || (!hasParts({ kind }) && counted.has(unit.split("/")[0] ?? unit));

/** The value as a number: entered, or the ratio of its parts; undefined where there is none. */
export const numberOfEntry = (
  asked: Pick<AskedIndicator, "kind" | "per">,
  { value, numerator, denominator }: Pick<EnteredValue, PartOfEntry>,
): ExactNumber | undefined => {
  if (isLabelled(asked)) return undefined;
  if (value !== "") return exactNumber(value);
  const [part, whole, per] = [exactNumber(numerator), exactNumber(denominator), exactNumber(asked.per)];
  return part && whole ? dividedBy(part, whole, per) : undefined;
};

/** The same of an earlier period: from its parts where they are known, so that nothing is compared after rounding. */
export const numberOfPast = (asked: Pick<AskedIndicator, "kind" | "per">, past: PastValue | null): ExactNumber | undefined =>
  past === null
    ? undefined
    : past.numerator !== null && past.denominator !== null
      ? numberOfEntry(asked, { value: "", numerator: past.numerator, denominator: past.denominator })
      : numberOfEntry(asked, { value: past.value ?? "", numerator: "", denominator: "" });
