/** A reviewed project as the selection sees it. Scores in hundredths of a point; null where the call decides without scores. */
export interface SelectionCandidate {
  readonly project: string;
  readonly score: number | null;
  readonly conclusion: "recommended" | "revise" | "not-recommended";
  readonly isKey: boolean;
}

export interface RankedCandidate extends SelectionCandidate {
  /** 1 is best; equal scores share a rank, and the next rank is left out. */
  readonly rank: number;
}

/** The order of the review. Without scores every recommended project stands first, in one rank. */
export const rankedOf = (candidates: readonly SelectionCandidate[]): readonly RankedCandidate[] => {
  const sorted = candidates.toSorted((a, b) => weightOf(b) - weightOf(a) || (a.project < b.project ? -1 : 1));
  let rank = 0;
  return sorted.map((candidate, at) => {
    const before = sorted[at - 1];
    if (before === undefined || weightOf(before) !== weightOf(candidate)) rank = at + 1;
    return { ...candidate, rank };
  });
};

const weightOf = ({ score, conclusion }: SelectionCandidate): number => score ?? (conclusion === "recommended" ? 1 : 0);

/**
 * Projects for which the choice departs from the rank: chosen over a better one that is not, or left out below a worse one that is
 * chosen; and everything chosen that the review did not recommend. Each needs a reason and a clause, printed in the notice.
 */
export const departuresOf = (ranked: readonly RankedCandidate[], chosen: ReadonlySet<string>): ReadonlySet<string> => {
  const isChosen = ({ project }: RankedCandidate) => chosen.has(project);
  const bestLeftOut = Math.min(...ranked.filter((row) => !isChosen(row)).map(({ rank }) => rank));
  const worstChosen = Math.max(...ranked.filter(isChosen).map(({ rank }) => rank));
  return new Set(
    ranked
      .filter((row) => (isChosen(row) ? row.rank > bestLeftOut || row.conclusion === "not-recommended" : row.rank < worstChosen))
      .map(({ project }) => project),
  );
};

/** 论证 (晋财规社〔2024〕1号 第四条（一）): three conclusions, all positive before a project is proposed. */
export const argumentPoints = { necessity: "必要性", feasibility: "可行性", standardisation: "规范性" } as const;
export type ArgumentPoint = keyof typeof argumentPoints;

/** Points without a positive conclusion, by name. */
export const missingArguments = (passed: Readonly<Partial<Record<ArgumentPoint, boolean>>>): readonly string[] =>
  (Object.keys(argumentPoints) as ArgumentPoint[])
    .filter((point) => passed[point] !== true)
    .map((point) => argumentPoints[point]);
