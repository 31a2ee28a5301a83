import { less, toFixed } from "../targets/fraction.ts";
import { type Light, worstLight } from "./lights.ts";
import { clauseOf, findingOf, type PromiseFinding } from "./promise.ts";
import { figure } from "./quota.ts";
import {
  type DirectionPromise,
  latestPeriod,
  periodName,
  type ReportedRatio,
  type ToldRatio,
  tellRatio,
} from "./reported-ratios.ts";

/** Promises that name a direction: what was reported, beside the same period of the year before. */

type Given = Pick<DirectionPromise, "ref" | "title" | "asked" | "lead" | "wanted">;

const direction = (name: string, given: Given): DirectionPromise => ({
  clause: clauseOf(name),
  unit: "%",
  strength: "progressive",
  due: null,
  isInferredDate: false,
  ...given,
});

const lowLevelSurgery = direction("s2.3.low-level-surgery-share", {
  ref: "二（二）3",
  title: "试点城市三级医院一、二级手术占比",
  asked: "逐步降低",
  lead: ["省卫健委"],
  wanted: "decrease",
});
const outpatients = direction("s2.3.outpatient-share", {
  ref: "二（二）3",
  title: "试点城市三级医院门诊量占比",
  asked: "逐步降低",
  lead: ["省卫健委"],
  wanted: "decrease",
});
const professionals = direction("s4.2.professional-share", {
  ref: "二（四）2",
  title: "专业公共卫生机构专业技术人员占比",
  asked: "逐步提高",
  lead: ["省委组织部", "省委编办", "省卫健委"],
  wanted: "increase",
});
const standardisation = direction("s4.3.standardisation-rate", {
  ref: "二（四）3",
  title: "乡村两级机构标准化达标率",
  asked: "逐步提高，乡镇和村两级分开",
  lead: ["省卫健委"],
  wanted: "increase",
});
const primaryVolume = direction("s5.2.primary-volume-share", {
  ref: "二（五）2",
  title: "基层机构服务量占比",
  asked: "逐步提高",
  lead: ["省医保局"],
  wanted: "increase",
});
const primaryFund = direction("s5.2.primary-fund-share", {
  ref: "二（五）2",
  title: "基层机构医保基金支付占比",
  asked: "逐步提高",
  lead: ["省医保局"],
  wanted: "increase",
});
const healthCard = direction("s5.5.ecard-general-use", {
  ref: "二（五）5",
  title: "电子健康卡普及应用",
  asked: "逐步提高，居民和机构分开",
  lead: ["省卫健委"],
  wanted: "increase",
});

export const directionPromises: readonly DirectionPromise[] = [
  lowLevelSurgery,
  outpatients,
  professionals,
  standardisation,
  primaryVolume,
  primaryFund,
  healthCard,
];

/** Indicators that the plan asks of these cities and of nobody else. */
export const askedOfPilotCities: ReadonlySet<string> = new Set(["low_level_surgery_share", "tertiary_outpatient_share"]);

/** Counts by the indicator's code, and who owes them. */
export interface Reports {
  readonly rows: readonly ReportedRatio[];
  readonly reporters: ReadonlyMap<string, string>;
}

const ofOne = (promise: DirectionPromise, told: ToldRatio | null, more: Partial<PromiseFinding> = {}): PromiseFinding =>
  findingOf(promise, {
    figures: told?.figures ?? [figure(promise.title, null, "%")],
    verdict: told === null ? "not-evaluable" : null,
    shortBy: null,
    remark: null,
    light: told?.light.light ?? "grey",
    because: told?.sentence ?? "还没有审定的数据",
    open: told?.silent ?? [],
    rows: told?.rows ?? [],
    ...more,
  });

export const lowLevelSurgeryFinding = ({ rows, reporters }: Reports): PromiseFinding =>
  ofOne(
    lowLevelSurgery,
    tellRatio({
      promise: lowLevelSurgery,
      rows,
      reporters,
      label: "一、二级手术占比",
      numerator: "一、二级手术",
      denominator: "手术合计",
      unit: "例",
    }),
  );

export const outpatientShareFinding = ({ rows, reporters }: Reports): PromiseFinding =>
  ofOne(
    outpatients,
    tellRatio({
      promise: outpatients,
      rows,
      reporters,
      label: "三级医院门诊量占比",
      numerator: "三级医院门诊",
      denominator: "全市门诊",
      unit: "人次",
    }),
  );

export const professionalShareFinding = ({ rows, reporters }: Reports): PromiseFinding => {
  const told = tellRatio({
    promise: professionals,
    rows,
    reporters,
    label: "专业技术人员占比",
    numerator: "专业技术人员",
    denominator: "在岗人员",
    unit: "人",
  });
  return ofOne(professionals, told, { remark: levelRemark(rows, told?.period) });
};

const levels = [
  ["省级", (code: string) => code.endsWith("0000")],
  ["市级", (code: string) => code.endsWith("00") && !code.endsWith("0000")],
  ["县级", (code: string) => !code.endsWith("00")],
] as const;

/** Institutions of the province, of cities and of counties side by side. */
const levelRemark = (rows: readonly ReportedRatio[], period: string | undefined): string | null => {
  if (period === undefined) return null;
  const told = levels.flatMap(([name, isOf]) => {
    const own = rows.filter((row) => isOf(row.subject) && row.period === period);
    const ratio = tellRatio({
      promise: professionals,
      rows: own,
      reporters: new Map(),
      label: name,
      numerator: "",
      denominator: "",
      unit: "",
    });
    return ratio?.current ? [`${name}${toFixed(ratio.current, 1)}%`] : [];
  });
  return told.length > 1 ? told.join("，") : null;
};

interface Level {
  readonly label: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly unit: string;
  readonly reports: Reports;
}

/** Two values of one card stay two: nobody adds townships and villages, or residents and institutions, up. */
const sideBySide = (promise: DirectionPromise, parts: readonly Level[]): PromiseFinding => {
  const told = parts.map(({ reports, ...words }) => ({ words, told: tellRatio({ promise, ...reports, ...words }) }));
  const known = told.flatMap((part) => (part.told === null ? [] : [part.told]));
  const lights: readonly Light[] = told.map((part) => part.told?.light.light ?? "grey");
  return findingOf(promise, {
    figures: told.flatMap(({ words, told: ratio }) =>
      ratio === null
        ? [figure(words.label, null, "%")]
        : ratio.figures.map((each, at) => (at === 3 ? { ...each, label: `${words.label}${each.label}` } : each)),
    ),
    verdict: known.length === 0 ? "not-evaluable" : null,
    shortBy: null,
    remark: null,
    light: worstLight(lights),
    because: known.length === 0 ? "还没有审定的数据" : known.map(({ sentence }) => sentence).join("；"),
    open: told.flatMap(({ words, told: ratio }) => (ratio?.silent ?? []).map((name) => `${name}（${words.label}未报）`)),
    rows: told.flatMap(({ words, told: ratio }) =>
      (ratio?.rows ?? []).map((row) => ({ ...row, name: `${row.name}·${words.label}` })),
    ),
  });
};

export const standardisationFinding = (reports: { readonly township: Reports; readonly village: Reports }): PromiseFinding =>
  sideBySide(standardisation, [
    {
      label: "乡镇级",
      numerator: "达标乡镇卫生院（社区卫生服务中心）",
      denominator: "乡镇卫生院（社区卫生服务中心）",
      unit: "所",
      reports: reports.township,
    },
    { label: "村级", numerator: "达标村卫生室", denominator: "村卫生室", unit: "所", reports: reports.village },
  ]);

export const healthCardFinding = (reports: { readonly residents: Reports; readonly institutions: Reports }): PromiseFinding =>
  sideBySide(healthCard, [
    { label: "居民", numerator: "持卡在用居民", denominator: "常住居民", unit: "人", reports: reports.residents },
    { label: "机构", numerator: "受理机构", denominator: "医疗卫生机构", unit: "家", reports: reports.institutions },
  ]);

const volumeLabel = "诊疗量占比";

export const primaryVolumeFinding = (volume: Reports): PromiseFinding =>
  ofOne(
    primaryVolume,
    tellRatio({
      promise: primaryVolume,
      ...volume,
      label: volumeLabel,
      numerator: "基层机构诊疗",
      denominator: "诊疗合计",
      unit: "人次",
    }),
  );

/** Volume and money of the same period beside each other: primary care that treats half and is paid a fifth shows as 30 points. */
export const primaryFundFinding = (fund: Reports, volume: Reports): PromiseFinding => {
  const told = tellRatio({
    promise: primaryFund,
    ...fund,
    label: "基金支付占比",
    numerator: "付给基层机构",
    denominator: "基金支付合计",
    unit: "万元",
  });
  const period = told?.period ?? null;
  const ofPeriod = volume.rows.filter((row) => row.period === period || isQuarterOf(row, period));
  const samePeriod =
    latestPeriod(ofPeriod) === period
      ? tellRatio({
          promise: primaryVolume,
          rows: ofPeriod,
          reporters: volume.reporters,
          label: volumeLabel,
          numerator: "",
          denominator: "",
          unit: "",
        })
      : null;
  const gap = told?.current && samePeriod?.current ? toFixed(less(samePeriod.current, told.current), 1) : null;
  const finding = ofOne(primaryFund, told);
  return {
    ...finding,
    figures: [
      ...finding.figures,
      figure(
        `基层诊疗量占比${period === null ? "" : `（${periodName(period)}）`}`,
        samePeriod?.current ? toFixed(samePeriod.current, 1) : null,
        "%",
      ),
      figure("诊疗量占比与基金占比之差", gap, "个百分点"),
    ],
    remark: told !== null && gap === null ? "同一时期的基层诊疗量占比未报，无法比较" : null,
  };
};

const isQuarterOf = ({ period }: ReportedRatio, year: string | null): boolean =>
  year?.length === 4 && period.startsWith(`${year}-Q`);
