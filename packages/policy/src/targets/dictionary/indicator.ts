/** How values of one year come together: amounts and ratios add up, of the others the latest counts, events are counted. */
export type DictionaryKind = "amount" | "ratio" | "stock" | "share" | "level" | "rank" | "grade" | "events";

/** An indicator as the documents use it: what it is called, how it is computed and where it comes from. */
export interface DictionaryIndicator {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: "up" | "down" | "monitor" | "qualitative";
  readonly kind: DictionaryKind;
  /** A ratio is `per` × numerator / denominator. */
  readonly per: string;
  readonly scale: readonly string[] | null;
  readonly category: string;
  readonly cycle: "month" | "quarter" | "year" | "day";
  readonly isPartOfWhole: boolean;
  readonly plausible: { readonly min: string; readonly max: string } | null;
  readonly isPrintedInTenThousands: boolean;
  readonly source: string;
  /** Register whose confirmed entries are its facts. */
  readonly sourceRegister: string | null;
  readonly askedOf: readonly ("tertiary" | "secondary" | "primary" | "province" | "city" | "county")[];
  readonly formula: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly listName: string | null;
  /** Where the product said otherwise before: from which day installations that hold the former definition follow this one, and why. */
  readonly revised: { readonly from: string; readonly reason: string } | null;
}

type Given = Pick<DictionaryIndicator, "code" | "title" | "unit" | "category" | "source"> & Partial<DictionaryIndicator>;

const filled = (given: Given, more: Partial<DictionaryIndicator>): DictionaryIndicator => ({
  direction: "up",
  kind: "stock",
  per: "1",
  scale: null,
  cycle: "year",
  isPartOfWhole: false,
  plausible: null,
  isPrintedInTenThousands: false,
  sourceRegister: null,
  askedOf: [],
  formula: "",
  numerator: null,
  denominator: null,
  listName: null,
  revised: null,
  ...more,
  ...given,
});

/** What happened within a period; parts of a year add up. */
export const amount = (given: Given & { readonly formula: string }): DictionaryIndicator => filled(given, { kind: "amount" });

/** Numerator over denominator of the same period; a year is the ratio of its sums. */
export const ratio = (given: Given & { readonly numerator: string; readonly denominator: string }): DictionaryIndicator =>
  filled(given, { kind: "ratio", cycle: "quarter", ...ratioFormula(given) });

/** Part of a whole in per cent. */
export const percent = (
  given: Omit<Given, "unit"> & { readonly numerator: string; readonly denominator: string },
): DictionaryIndicator => ratio({ isPartOfWhole: true, per: "100", ...given, unit: "%" });

/** Institutions of a roster that fulfil, of all of them, on a day. */
export const share = (
  given: Omit<Given, "unit"> & { readonly numerator: string; readonly denominator: string },
): DictionaryIndicator =>
  filled({ ...given, unit: "%" }, { kind: "share", per: "100", isPartOfWhole: true, ...ratioFormula({ ...given, unit: "%" }) });

/** What stands on a day, reported as a number. */
export const stock = (given: Given & { readonly formula: string }): DictionaryIndicator => filled(given, { kind: "stock" });

/** What stands on a day, item by item with its document. */
export const counted = (given: Given & { readonly formula: string }): DictionaryIndicator =>
  filled(given, { kind: "events", cycle: "day" });

/** A place on an ordered scale. */
export const level = (given: Given & { readonly formula: string; readonly scale: readonly string[] }): DictionaryIndicator =>
  filled(given, { kind: "level" });

const ratioFormula = ({ numerator, denominator, per, unit }: Partial<DictionaryIndicator>): { readonly formula: string } => ({
  formula: `${numerator}÷${denominator}${per === "100" || unit === "%" ? "×100" : ""}`,
});
