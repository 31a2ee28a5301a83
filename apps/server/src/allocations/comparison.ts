import { type Fen, parseYuan, zero } from "@qiangyi/kernel";
import { evaluate, fundingLinesById } from "@qiangyi/policy";
import { overridesOf } from "./compute.ts";
import { placeClaims } from "./placed-claims.ts";
import type { Place } from "./places.ts";
import type { OpenedPlan } from "./plan-memory.ts";

export interface Standing extends Place {
  readonly line: string;
  readonly institution: string | null;
}

/** An amount that a plan is compared with, where it belongs. */
export interface ComparedAmount extends Standing {
  readonly column: "lastYear" | "allocated" | "allocatedLastYear" | "allocatedEver";
  readonly amount: Fen;
}

/** 同比与已分配: last year's entitlement, and what documents have allocated up to the plan's year. */
export const comparedAmounts = (opened: OpenedPlan, year: number): ComparedAmount[] => [
  ...lastYear(opened, year),
  ...allocated(opened, year),
];

/** What the year before was entitled to on the same facts and readings, as if nothing had been allocated. */
const lastYear = ({ input, standards, directory }: OpenedPlan, year: number): ComparedAmount[] =>
  placeClaims(evaluate({ ...input, years: [year - 1], allocated: [] }, { standards: overridesOf(standards) }), directory).flatMap(
    ({ claim, shares }) =>
      shares.map(({ city, county, institution, amount }) => ({
        line: claim.line,
        city,
        county,
        institution,
        column: "lastYear",
        amount,
      })),
  );

/** Allocated amounts are recorded by subject: they belong where the result for the subject stands. */
const allocated = (opened: OpenedPlan, year: number): ComparedAmount[] => {
  const rows = (opened.input.allocated ?? []).filter((row) => row.year <= year);
  const standings = new Map<string, Standing>();
  for (const { claim, city, county, institution } of opened.resultsOf([...new Set(rows.map((row) => row.year)), year])) {
    standings.set(`${claim.line}\n${claim.subject}`, { line: claim.line, city, county, institution });
  }
  return rows.flatMap((row): ComparedAmount[] => {
    const amount = parseYuan(row.amount) ?? zero;
    const unknown = { line: row.line, city: null, county: null, institution: null };
    const standing = standings.get(`${row.line}\n${row.subject}`) ?? unknown;
    return [
      { ...standing, column: "allocatedEver", amount },
      ...(row.year === year ? [{ ...standing, column: "allocated" as const, amount }] : []),
      ...(row.year === year - 1 ? [{ ...standing, column: "allocatedLastYear" as const, amount }] : []),
    ];
  });
};

/** What had been allocated for a result before, and was deducted: of the same year for lines that are paid anew each year. */
export const allocatedBefore = ({ input }: OpenedPlan): ((claim: { line: string; subject: string; year: number }) => Fen) => {
  const sums = new Map<string, bigint>();
  for (const { line, subject, year, amount } of input.allocated ?? []) {
    const key = fundingLinesById.get(line)?.yearly ? `${line}\n${subject}\n${year}` : `${line}\n${subject}`;
    sums.set(key, (sums.get(key) ?? 0n) + (parseYuan(amount) ?? zero));
  }
  return ({ line, subject, year }) =>
    (sums.get(`${line}\n${subject}\n${year}`) ?? sums.get(`${line}\n${subject}`) ?? zero) as Fen;
};
