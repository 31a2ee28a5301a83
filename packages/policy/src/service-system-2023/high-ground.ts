import { type PlainDate, yearOf } from "@qiangyi/kernel";
import { decimal, type Fraction, isNought, over, parseDecimal, times, toFixed, whole } from "../targets/fraction.ts";
import { directionLight, worstLight } from "./lights.ts";
import { clauseOf, type PlanPromise, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure, quotaFinding, quotaPromise, stands } from "./quota.ts";

/** 二（一）5 and 6: regional centres and the disciplines of the province. */

const centreLead = ["省发展改革委", "省财政厅", "省卫健委"];

const nationalCentres = quotaPromise({
  name: "s1.5.national-centres-count",
  ref: "二（一）5",
  title: "国家区域医疗中心（试点共建）",
  unit: "个",
  asked: "共4个",
  lead: centreLead,
  strength: "binding",
  lower: 4,
  upper: 4,
});

const provincialCentres = quotaPromise({
  name: "s1.5.provincial-centres-count",
  ref: "二（一）5",
  title: "省级区域医疗中心",
  unit: "个",
  asked: "先行4个，在建及以上计入",
  lead: centreLead,
  strength: "binding",
  lower: 4,
  upper: null,
});

const disciplineQuotas = {
  top: quotaPromise({
    name: "s1.6.top-disciplines-10",
    ref: "二（一）6",
    title: "省医学拔尖学科",
    unit: "个",
    asked: "10个",
    strength: "binding",
    lower: 10,
    upper: 10,
  }),
  key: quotaPromise({
    name: "s1.6.key-disciplines-40",
    ref: "二（一）6",
    title: "省医学重点学科",
    unit: "个",
    asked: "40个",
    strength: "binding",
    lower: 40,
    upper: 40,
  }),
} as const;

const influence: PlanPromise = {
  clause: clauseOf("s1.6.influence-indicators"),
  ref: "二（一）6",
  title: "学科影响力、科技量值和人均科研经费",
  unit: "",
  asked: "逐年提升",
  lead: ["省卫健委"],
  strength: "progressive",
  due: null,
  isInferredDate: false,
};

export const highGroundPromises: readonly PlanPromise[] = [
  nationalCentres,
  provincialCentres,
  disciplineQuotas.top,
  disciplineQuotas.key,
  influence,
];

/** The four hospitals that the plan names as the first provincial centres: they stay in the list while the plan is in force. */
export const namedProvincialCentres: readonly string[] = [
  "长治市人民医院",
  "运城市中心医院",
  "临汾市人民医院",
  "大同市第五人民医院",
];

export const regionalCentreStates = { planned: "筹建", building: "在建", operating: "运行", accepted: "验收" } as const;
export type RegionalCentreState = keyof typeof regionalCentreStates;

export interface RegionalCentreEntry {
  readonly hospital: string;
  readonly level: "national" | "provincial";
  readonly state: RegionalCentreState;
  readonly approved: PlainDate;
  readonly ended?: PlainDate | null | undefined;
}

/** A centre of one field (trauma, critical care, infectious diseases) that the fund rewards: another list, never added to the first. */
export interface ProfessionalCentreEntry {
  readonly hospital: string;
  readonly field: string;
}

const isBuilding = ({ state }: RegionalCentreEntry): boolean => state !== "planned";

const rowsOf = (entries: readonly RegionalCentreEntry[]): readonly PromiseRow[] =>
  entries.map(({ hospital, state, approved }) => ({
    name: hospital,
    figures: [figure("状态", regionalCentreStates[state], ""), figure("批准日期", approved, "")],
    light: "none",
    remark: null,
  }));

export const nationalCentreFinding = (
  centres: readonly RegionalCentreEntry[],
  professional: readonly ProfessionalCentreEntry[],
  asOf: PlainDate,
): PromiseFinding => {
  const standing = centres.filter(
    (entry) => entry.level === "national" && stands({ from: entry.approved, until: entry.ended }, asOf),
  );
  return quotaFinding(nationalCentres, {
    counted: { achieved: centres.some(({ level }) => level === "national") ? standing.length : null, asOf },
    countedAs: "试点共建",
    figures: [figure("专业类别（另列，不计入）", professional.length, "个")],
    rows: [
      ...rowsOf(standing),
      ...professional.map(
        ({ hospital, field }): PromiseRow => ({
          name: hospital,
          figures: [figure("专业类别", field, "")],
          light: "none",
          remark: "另列，不计入",
        }),
      ),
    ],
  });
};

export const provincialCentreFinding = (centres: readonly RegionalCentreEntry[], asOf: PlainDate): PromiseFinding => {
  const listed = centres.filter(
    (entry) => entry.level === "provincial" && stands({ from: entry.approved, until: entry.ended }, asOf),
  );
  const building = listed.filter(isBuilding);
  return quotaFinding(provincialCentres, {
    counted: { achieved: centres.some(({ level }) => level === "provincial") ? building.length : null, asOf },
    countedAs: "在建及以上",
    figures: [figure("名单", centres.length === 0 ? null : listed.length, "个")],
    open: [
      ...listed.filter((entry) => !isBuilding(entry)).map(({ hospital }) => `${hospital}（筹建）`),
      ...namedProvincialCentres
        .filter((name) => !listed.some(({ hospital }) => hospital === name))
        .map((name) => `${name}（未登记）`),
    ],
    rows: rowsOf(listed),
  });
};

export interface DisciplineEntry {
  readonly tier: "top" | "key";
  /** Year of the list; a list holds until that of a later year is there. */
  readonly year: number;
}

/** Year of the list that holds on a day; null while none is there. */
export const disciplineListYear = (entries: readonly DisciplineEntry[], asOf: PlainDate): number | null => {
  const years = entries.map(({ year }) => year).filter((year) => year <= yearOf(asOf));
  return years.length === 0 ? null : Math.max(...years);
};

/** Disciplines of a tier in the list that holds on a day; null while no list is there. */
export const validDisciplines = (
  entries: readonly DisciplineEntry[],
  tier: DisciplineEntry["tier"],
  asOf: PlainDate,
): number | null => {
  const latest = disciplineListYear(entries, asOf);
  return latest === null ? null : entries.filter((entry) => entry.year === latest && entry.tier === tier).length;
};

/** What frozen plans of payments grant to the list of a year. */
export interface DisciplineGrants {
  readonly year: number;
  readonly top: number;
  readonly key: number;
}

/** The plan counts what stands in the list; the fund what it pays. Where they differ, both are shown, and the difference has no light. */
export const disciplineFinding = (
  tier: "top" | "key",
  entries: readonly DisciplineEntry[],
  grants: DisciplineGrants | null,
  asOf: PlainDate,
): PromiseFinding => {
  const valid = validDisciplines(entries, tier, asOf);
  const granted = grants?.[tier] ?? null;
  const difference = valid === null || granted === null ? null : Math.abs(valid - granted);
  return quotaFinding(disciplineQuotas[tier], {
    counted: { achieved: valid, asOf },
    countedAs: "规划（名册有效）",
    figures: [
      figure(grants === null ? "资金（年度补助）" : `资金（${grants.year}年补助）`, granted, "个"),
      figure("两者相差", difference, "个"),
    ],
    remark: difference ? `规划${valid}／资金${granted}，相差${difference}，请核对名册与补助名单` : null,
  });
};

/** A value of one hospital and one year: a number, or what it is computed from. */
export interface InfluenceValue {
  readonly hospital: string;
  readonly indicator: string;
  readonly year: number;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export const influenceIndicators = {
  academic_influence: { title: "重点学科学术影响力", unit: "分", per: 1 },
  technology_value: { title: "科技量值", unit: "分", per: 1 },
  research_fund_per_100: { title: "每百名卫生技术人员科研项目经费", unit: "万元", per: 100 },
} as const;
export type InfluenceIndicator = keyof typeof influenceIndicators;

/** 2,100万元 of 700 professionals are 300万元 per hundred. Null where a side is missing or nobody is there. */
export const influenceValue = ({ indicator, value, numerator, denominator }: InfluenceValue): Fraction | null => {
  if (value !== null) return parseDecimal(value) ?? null;
  const [above, below] = [numerator, denominator].map((text) => (text === null ? undefined : parseDecimal(text)));
  if (above === undefined || below === undefined || isNought(below)) return null;
  return over(times(above, whole(influenceIndicators[indicator as InfluenceIndicator].per)), below);
};

/** Each hospital against its own year before, each indicator by itself. */
export const influenceFinding = (values: readonly InfluenceValue[], asOf: PlainDate): PromiseFinding => {
  const known = values.filter(({ year }) => year <= yearOf(asOf));
  const latest = Math.max(0, ...known.map(({ year }) => year));
  const of = (hospital: string, indicator: string, year: number): Fraction | null => {
    const found = known.find((each) => each.hospital === hospital && each.indicator === indicator && each.year === year);
    return found ? influenceValue(found) : null;
  };
  const rows = Object.entries(influenceIndicators).flatMap(([indicator, { title, unit }]) =>
    [...new Set(known.filter((each) => each.indicator === indicator).map(({ hospital }) => hospital))].map((hospital) => {
      const [previous, current] = [of(hospital, indicator, latest - 1), of(hospital, indicator, latest)];
      const { light, change, relative } = directionLight({ previous, current, wanted: "increase", strength: influence.strength });
      return {
        name: `${hospital} ${title}`,
        figures: [
          figure(`${latest}年`, current && shortDecimal(current), unit),
          figure("比上年", change && shortDecimal(decimal(change)), unit),
          figure("变化", relative, "%"),
        ],
        light,
        remark: current === null ? "未填报" : previous === null ? "没有上年数，不比较" : null,
      };
    }),
  );
  const reported = (indicator: string): number =>
    new Set(known.filter((each) => each.indicator === indicator && each.year === latest).map(({ hospital }) => hospital)).size;
  return {
    clause: influence.clause,
    title: influence.title,
    unit: influence.unit,
    figures: Object.entries(influenceIndicators).map(([indicator, { title }]) =>
      figure(`${title}填报医院`, known.length === 0 ? null : reported(indicator), "家"),
    ),
    verdict: rows.some(({ light }) => light !== "grey") ? null : "not-evaluable",
    shortBy: null,
    remark: null,
    light: rows.length === 0 ? "grey" : worstLight(rows.map(({ light }) => light)),
    because:
      rows.length === 0
        ? "尚无批准的年度数值，无法判断"
        : `${latest}年与上年比：上升${count(rows, "green")}项，持平或略降${count(rows, "yellow")}项，明显下降${count(rows, "red")}项，不能比较${count(rows, "grey")}项`,
    open: [],
    rows,
    isInferredDate: false,
  };
};

/** To two decimals, without superfluous zeros. */
const shortDecimal = (value: Fraction): string => toFixed(value, 2).replace(/\.?0+$/, "");

const count = (rows: readonly PromiseRow[], light: PromiseRow["light"]): number =>
  rows.filter((row) => row.light === light).length;
