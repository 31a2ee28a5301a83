import { type PlainDate, yearOf } from "@qiangyi/kernel";
import { type Observation, registerTargets, type TargetEvent } from "../targets/index.ts";

/** What the lists of the four centres hold; `hospital` is the printed name of the subject that promised. */

export interface PlatformEntry {
  readonly hospital: string;
  readonly kind: "laboratory" | "research-centre";
  readonly name: string;
  /** Null while the application is under review. */
  readonly approved: PlainDate | null;
  readonly ended?: PlainDate | undefined;
  /** The approval names the hospital: a joint platform counts for each centre that it names and for no other. */
  readonly named: boolean;
}

/** A project counts in the year of its approval, whenever it starts. */
export interface GrantEntry {
  readonly hospital: string;
  readonly project: string;
  readonly approved: PlainDate;
}

export interface RecordsLevelEntry {
  readonly hospital: string;
  readonly level: string;
  /** Only what the national platform announced counts. */
  readonly basis: "announced" | "self-assessed";
  readonly announced: PlainDate;
}

export interface SpecialtyLevelEntry {
  readonly hospital: string;
  readonly specialty: string;
  readonly level: string;
  readonly basis: "approval" | "evaluation";
  readonly reached: PlainDate;
}

export interface RankingEntry {
  readonly hospital: string;
  readonly list: string;
  readonly year: number;
  /** Null: a grade was announced without a rank. */
  readonly rank: number | null;
  readonly published: PlainDate;
}

export interface CentreLists {
  readonly platforms: readonly PlatformEntry[];
  readonly grants: readonly GrantEntry[];
  readonly records: readonly RecordsLevelEntry[];
  readonly specialties: readonly SpecialtyLevelEntry[];
  readonly rankings: readonly RankingEntry[];
}

export interface CentreFacts {
  readonly events: readonly TargetEvent[];
  readonly observations: readonly Observation[];
  /** What a reader has to know of a value, by target. */
  readonly notes: ReadonlyMap<string, string>;
}

const platformIndicators = { laboratory: "省级重点实验室数", "research-centre": "省级临床医学研究中心数" } as const;
/** Names of the lists of the national assessment, by the indicator that reads them. */
const listsOfIndicator: Readonly<Record<string, string>> = {
  三级公立医院绩效考核全国名次: "general",
  三级公立医院绩效考核肿瘤专科名次: "oncology",
};

const centreTargets = registerTargets.filter(({ id }) => id.startsWith("regional-centres-2023."));
const targetOf = (hospital: string, indicator: string): string | undefined =>
  centreTargets.find((each) => each.subject === hospital && each.indicator === indicator)?.id;

/**
 * What the lists say to the promises of the four hospitals. A list without an entry of a hospital says nothing: it may not be in use there.
 *
 * Source: regional-centres-2023.task1 to task4
 */
export const centreFacts = (lists: CentreLists): CentreFacts => ({
  events: lists.platforms.flatMap(platformEvent),
  observations: [
    ...grantsPerYear(lists.grants),
    ...lists.records.flatMap(({ hospital, level, basis, announced }) =>
      basis === "announced" ? observed(targetOf(hospital, "电子病历信息化应用水平"), announced, announced, level) : [],
    ),
    ...lists.specialties.flatMap(({ hospital, specialty, level, reached }) =>
      observed(targetOf(hospital, `${specialty}专科水平`), reached, reached, level),
    ),
    ...Object.entries(listsOfIndicator).flatMap(([indicator, list]) =>
      lists.rankings.flatMap((entry) =>
        entry.list === list && entry.rank !== null
          ? observed(targetOf(entry.hospital, indicator), String(entry.year), entry.published, String(entry.rank))
          : [],
      ),
    ),
  ],
  notes: new Map(
    lists.specialties.flatMap(({ hospital, specialty, basis }): [string, string][] => {
      const target = targetOf(hospital, `${specialty}专科水平`);
      return target !== undefined && basis === "evaluation" ? [[target, "评估认定"]] : [];
    }),
  ),
});

const observed = (target: string | undefined, period: string, reportedOn: PlainDate, value: string): readonly Observation[] =>
  target === undefined ? [] : [{ target, period, value, state: "approved", reportedOn, version: 1 }];

/** An application under review counts for nothing, and neither does a platform whose approval does not name the hospital. */
const platformEvent = ({ hospital, kind, name, approved, ended, named }: PlatformEntry): readonly TargetEvent[] => {
  const target = targetOf(hospital, platformIndicators[kind]);
  if (target === undefined) return [];
  const on = approved ?? ended ?? firstDay;
  return [{ target, on, withdrawnOn: approved !== null && named ? (ended ?? null) : on, name }];
};

/** Before every promise: an event that begins and ends on it shows that the list is in use. */
const firstDay = "2023-01-01" as PlainDate;

const grantsPerYear = (grants: readonly GrantEntry[]): readonly Observation[] => {
  const counts = new Map<string, { target: string; year: number; count: number; last: PlainDate }>();
  for (const { hospital, approved } of grants) {
    const target = targetOf(hospital, "国家自然科学基金年度获批项目数");
    if (target === undefined) continue;
    const key = `${target} ${yearOf(approved)}`;
    const known = counts.get(key);
    counts.set(key, {
      target,
      year: yearOf(approved),
      count: (known?.count ?? 0) + 1,
      last: known && known.last > approved ? known.last : approved,
    });
  }
  return [...counts.values()].flatMap(({ target, year, count, last }) => observed(target, String(year), last, String(count)));
};
