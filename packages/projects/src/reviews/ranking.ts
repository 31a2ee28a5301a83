import { grouped } from "@qiangyi/kernel";
import { meanOf } from "./scores.ts";
import { adjust, type GivenScore } from "./severity.ts";

export interface Ranked {
  readonly project: string;
  readonly mean: number;
  readonly rank: number;
  readonly adjusted: number;
  readonly adjustedRank: number;
  /** Best and worst rank if any one expert's scores were left out, the raw order included. */
  readonly bestRank: number;
  readonly worstRank: number;
}

/** Raw and adjusted order side by side, and how far a rank hangs on one single expert. */
export const rankProjects = (scores: readonly GivenScore[]): Ranked[] => {
  const raw = meansOf(scores);
  const { means: adjusted } = adjust(scores);
  const ranks = ranksOf(raw);
  const adjustedRanks = ranksOf(adjusted);
  const experts = [...new Set(scores.map(({ expert }) => expert))].toSorted();
  const orders = [ranks, ...experts.map((left) => ranksOf(meansOf(scores.filter(({ expert }) => expert !== left))))];
  return [...raw]
    .map(([project, mean]) => {
      const seen = orders.flatMap((order) => order.get(project) ?? []);
      return {
        project,
        mean,
        rank: ranks.get(project) ?? 0,
        adjusted: adjusted.get(project) ?? mean,
        adjustedRank: adjustedRanks.get(project) ?? 0,
        bestRank: Math.min(...seen),
        worstRank: Math.max(...seen),
      };
    })
    .toSorted((a, b) => a.rank - b.rank || (a.project < b.project ? -1 : 1));
};

/** Ranks between which the choice of the first `chosen` hangs on one expert; undefined where it hangs on none. */
export const unstableCut = (ranked: readonly Ranked[], chosen: number): { from: number; to: number } | undefined => {
  const unsure = ranked.filter(({ bestRank, worstRank }) => bestRank <= chosen && worstRank > chosen).map(({ rank }) => rank);
  return unsure.length === 0 ? undefined : { from: Math.min(...unsure), to: Math.max(...unsure) };
};

const meansOf = (scores: readonly GivenScore[]): ReadonlyMap<string, number> =>
  new Map(
    [...grouped(scores, ({ project }) => project)].map(([project, given]) => [
      project,
      meanOf(given.map(({ total }) => total)) ?? 0,
    ]),
  );

/** Equal means share a rank, and the next one counts them all (1, 2, 2, 4). */
const ranksOf = (means: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...means].map(([project, mean]) => [project, 1 + [...means.values()].filter((other) => other > mean).length]));
