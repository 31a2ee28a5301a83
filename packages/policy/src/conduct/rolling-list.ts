import { type Finding, finding, isStated, type Verdict, verdictOf } from "./requirement.ts";

export type DisciplineTier = "top" | "key";

export interface ListedDiscipline {
  readonly discipline: string;
  readonly tier: DisciplineTier;
}

export interface RollingList {
  readonly previous: readonly ListedDiscipline[];
  readonly next: readonly ListedDiscipline[];
  /** Discipline → why it is no longer listed. */
  readonly reasonsForDropping: Readonly<Record<string, string>>;
}

const clause = "qiangyi-2024.art7.1.5.a";

/** 滚动管理: each year's list anew, one tier per discipline, and no one dropped without a reason. */
export const checkRollingList = ({ previous, next, reasonsForDropping }: RollingList): Verdict => {
  const listed = new Map<string, Set<DisciplineTier>>();
  for (const { discipline, tier } of next) listed.set(discipline, (listed.get(discipline) ?? new Set()).add(tier));
  const conflicts = [...listed]
    .filter(([, tiers]) => tiers.size > 1)
    .map(
      ([discipline]): Finding => finding("TIER_CONFLICT", clause, `“${discipline}”同年既列拔尖又列重点`, { field: discipline }),
    );
  const dropped = previous
    .filter(({ discipline }) => !listed.has(discipline) && !isStated(reasonsForDropping[discipline]))
    .map(
      ({ discipline }): Finding =>
        finding("JUSTIFICATION_REQUIRED", clause, `“${discipline}”退出名单须说明理由`, { field: discipline }),
    );
  return verdictOf([...conflicts, ...dropped]);
};
