import type { PlainDate } from "@qiangyi/kernel";
import { registerTarget, registerTargets } from "../targets/index.ts";

/** 三（二）: the six kinds of centres for emergencies, in the order of the plan. */
export const centreKinds = {
  "chest-pain": "胸痛中心",
  stroke: "卒中中心",
  trauma: "创伤救治中心",
  maternal: "危重孕产妇救治中心",
  neonatal: "危重新生儿救治中心",
  infectious: "重大传染病救治中心",
} as const;
export type CentreKind = keyof typeof centreKinds;

/** zone 感染救治专区 of a city hospital, beside the centres of city and counties. */
export const centreTiers = { city: "市级", county: "县级", zone: "感染救治专区" } as const;
export type CentreTier = keyof typeof centreTiers;

/** What is known of one centre; what is left out has not been checked yet. */
export interface CentreRecord {
  readonly kind: CentreKind;
  readonly tier: CentreTier;
  /** Day of the acceptance. */
  readonly accepted?: PlainDate | null;
  readonly facilities?: boolean;
  readonly equipment?: boolean;
  readonly staff?: boolean;
  readonly capability?: boolean;
  readonly independent?: boolean;
  readonly privateBathrooms?: boolean;
  /** 三区两通道. */
  readonly layout?: boolean;
  readonly beds?: number | null;
}

/** Lowest and highest number of beds, both allowed. */
export interface BedRange {
  readonly min: number;
  readonly max: number;
}

export type BedVerdict = "within" | "short" | "over" | "no-data";

export interface CentreStanding {
  readonly state: "building" | "built";
  /** What keeps it from being 已建成, in words of the plan. */
  readonly lacking: readonly string[];
  readonly beds: { readonly verdict: BedVerdict; readonly by: number; readonly range: BedRange } | null;
}

type Check = readonly [name: Exclude<keyof CentreRecord, "kind" | "tier" | "accepted" | "beds">, label: string];

/** The four dimensions of a centre that the plan treats as existing and to be completed. */
const dimensions: readonly Check[] = [
  ["facilities", "设施"],
  ["equipment", "设备"],
  ["staff", "人员"],
  ["capability", "服务能力"],
];
const infectiousChecks: readonly Check[] = [
  ["equipment", "设备配齐"],
  ["independent", "独立运行"],
  ["privateBathrooms", "独立卫生间"],
];

const checksOf = ({ kind, tier }: CentreRecord): readonly Check[] => {
  if (tier === "zone") return [["layout", "三区两通道"]];
  if (tier === "city") return [];
  if (kind === "maternal" || kind === "neonatal") return dimensions;
  return kind === "infectious" ? infectiousChecks : [];
};

/** Existing county centres for mothers and newborns are completed, not accepted anew; a zone is judged by beds and layout. */
const needsAcceptance = ({ kind, tier }: CentreRecord): boolean =>
  tier === "city" || (tier === "county" && kind !== "maternal" && kind !== "neonatal");

/**
 * What a recorded centre is worth: 已建成 or 在建, and what it still lacks.
 *
 * @param beds the range that the plan prints for its place; null where it prints none
 * Source: linfen-2020.centres.*
 */
export const judgeCentre = (record: CentreRecord, beds: BedRange | null): CentreStanding => {
  const counted = beds === null ? null : { ...judgeBeds(record.beds ?? null, beds), range: beds };
  // More beds than printed are a note of the health authority, not a missing centre; a zone is measured against both ends.
  const bedsFail =
    counted !== null && (counted.verdict === "short" || counted.verdict === "no-data" || isOverInZone(record, counted));
  const lacking = [
    ...(needsAcceptance(record) && record.accepted == null ? ["验收"] : []),
    ...checksOf(record).flatMap(([name, label]) => (record[name] === true ? [] : [label])),
    ...(bedsFail ? ["床位"] : []),
  ];
  return { state: lacking.length === 0 ? "built" : "building", lacking, beds: counted };
};

const isOverInZone = ({ tier }: CentreRecord, { verdict }: { verdict: BedVerdict }): boolean =>
  tier === "zone" && verdict === "over";

export const judgeBeds = (beds: number | null, { min, max }: BedRange): { verdict: BedVerdict; by: number } => {
  if (beds === null) return { verdict: "no-data", by: 0 };
  if (beds < min) return { verdict: "short", by: min - beds };
  return beds > max ? { verdict: "over", by: beds - max } : { verdict: "within", by: 0 };
};

export const bedWords = ({ verdict, by }: { readonly verdict: BedVerdict; readonly by: number }): string =>
  ({ within: "符合", short: `不足（缺${by}张）`, over: `超出（多${by}张）`, "no-data": "无数据" })[verdict];

const bedIndicator = "重大传染病救治床位数";

/** Beds that the plan prints for a county or a hospital, by its printed name; undefined where it prints none. */
export const bedRangeOf = (subject: string): BedRange | undefined => {
  const target = registerTargets.find((each) => each.indicator === bedIndicator && each.subject === subject);
  return target && { min: Number(target.min), max: Number(target.max) };
};

/** The only hospital that the city's centre for infectious diseases may stand on, by the plan. */
export const infectiousCityHospital: string = registerTarget("linfen-2020.centres.infectious.city")?.subject ?? "";

/** The hospitals of the city whose zones the plan names. */
export const zoneHospitals: readonly string[] = ["people", "central", "second"].map(
  (name) => registerTarget(`linfen-2020.centres.infectious.zone-${name}`)?.subject ?? "",
);

/** Three groups of counties that share a range of beds; the printed list decides, not the population. */
export const bedGroups: readonly { readonly clause: string; readonly range: BedRange; readonly counties: readonly string[] }[] = [
  "group-small",
  "group-medium",
  "group-large",
].map((name) => {
  const clause = `linfen-2020.centres.infectious.${name}`;
  const { min, max } = registerTarget(clause) ?? {};
  const counties = registerTargets.filter(
    (each) => each.id.startsWith("linfen-2020.centres.infectious.county.") && each.min === min && each.max === max,
  );
  return { clause, range: { min: Number(min), max: Number(max) }, counties: counties.map(({ subject }) => subject) };
});

export const centresCity = "141000";
