import type { Fen } from "@qiangyi/kernel";
import type { Status } from "@qiangyi/policy";
import { claimKey, type PlacedClaim, type Share } from "./placed-claims.ts";
import { placeName } from "./places.ts";

/** A line of a plan as it is kept. */
export interface PlanLine {
  readonly lineNo: number;
  readonly line: string;
  readonly year: number;
  readonly subject: string;
  readonly title: string;
  readonly place: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly institutionName: string | null;
  readonly status: Status;
  readonly amount: Fen;
  readonly held: Fen;
  readonly recovery: Fen;
  readonly shares: readonly Share[];
  readonly errors: readonly string[];
  readonly clauses: readonly string[];
  readonly readings: readonly string[];
  readonly isKey: boolean;
  readonly manual: Fen | null;
  /** What was due when the manual amount was set. */
  readonly manualDue: Fen | null;
  readonly adjustmentId: string | null;
}

export interface Adjustment {
  readonly id: string;
  readonly amount: Fen | null;
  readonly due: Fen;
}

export const proposedOf = ({ manual, amount }: Pick<PlanLine, "manual" | "amount">): Fen => manual ?? amount;

/** Placed claims as lines, numbered in the order of the engine; manual amounts stay with the claim that they were set for. */
export const planLines = (
  claims: readonly PlacedClaim[],
  {
    institutionName,
    adjustments,
    keyProjects,
  }: {
    readonly institutionName: (id: string) => string;
    readonly adjustments: ReadonlyMap<string, Adjustment>;
    readonly keyProjects: ReadonlySet<string>;
  },
): PlanLine[] =>
  claims.map(({ claim, title, city, county, institution, amount, held, recovery, shares }, lineNo) => {
    const adjustment = adjustments.get(claimKey(claim));
    const isManual = adjustment !== undefined && adjustment.amount !== null;
    return {
      lineNo,
      line: claim.line,
      year: claim.year,
      subject: claim.subject,
      title,
      place: placeName({ city, county }),
      city,
      county,
      institution,
      institutionName: institution === null ? null : institutionName(institution),
      status: claim.status,
      amount,
      held,
      recovery,
      shares,
      errors: claim.errors,
      clauses: claim.clauses,
      readings: claim.readings,
      isKey: keyProjects.has(`${claim.line}\n${claim.subject}`),
      manual: isManual ? adjustment.amount : null,
      manualDue: isManual ? adjustment.due : null,
      adjustmentId: isManual ? adjustment.id : null,
    };
  });
