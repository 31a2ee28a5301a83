import type { PlainDate } from "@qiangyi/kernel";
import { periodsOver } from "../tasks/report-period.ts";
import { workingDaysLate } from "../tasks/working-days.ts";
import { type Light, reportLight, worstLight } from "./lights.ts";
import type { PromiseFinding, PromiseRow } from "./promise.ts";
import { countOf, figure, firstHorizon, type QuotaPromise, quotaFinding, quotaPromise, stands } from "./quota.ts";

/** Lists of pilots: hospitals of 二（一）4, counties of 二（二）4 and of 二（五）2. */

const cancerPilots = quotaPromise({
  name: "s1.4.cancer-pilots-50",
  ref: "二（一）4",
  title: "肿瘤诊疗能力提升县级试点医院",
  unit: "所",
  asked: "50所，可诊断、可治疗都确认才算建成",
  strength: "binding",
  due: firstHorizon,
  lower: 50,
  upper: 50,
});

const integrationPilots = quotaPromise({
  name: "s2.4.expand-15-counties",
  ref: "二（二）4",
  title: "县域医疗卫生一体化扩大试点县",
  unit: "个",
  asked: "再遴选15个",
  strength: "binding",
  due: firstHorizon,
  lower: 15,
  upper: 15,
});

const capitationPilots = quotaPromise({
  name: "s5.2.capitation-15-counties",
  ref: "二（五）2",
  title: "按人头打包付费试点县",
  unit: "个",
  asked: "15个",
  lead: ["省医保局"],
  strength: "binding",
  due: firstHorizon,
  lower: 15,
  upper: 15,
});

export const pilotPromises: readonly QuotaPromise[] = [cancerPilots, integrationPilots, capitationPilots];

export interface CancerPilotEntry {
  readonly hospital: string;
  readonly designated: PlainDate;
  /** Day on which a person confirmed, by a document, that the hospital can diagnose. */
  readonly diagnoses?: PlainDate | null | undefined;
  readonly treats?: PlainDate | null | undefined;
  readonly ended?: PlainDate | null | undefined;
}

const isBy = (day: PlainDate | null | undefined, asOf: PlainDate): boolean => day !== null && day !== undefined && day <= asOf;

/** Day from which a pilot is completed: that of the later of its two checks; null while one is open. */
export const cancerPilotCompleted = ({ designated, diagnoses, treats }: CancerPilotEntry): PlainDate | null =>
  diagnoses && treats ? [designated, diagnoses, treats].reduce((latest, day) => (day > latest ? day : latest)) : null;

export const cancerPilotFinding = (entries: readonly CancerPilotEntry[], asOf: PlainDate): PromiseFinding => {
  const designated = entries.filter((entry) => stands({ from: entry.designated, until: entry.ended }, asOf));
  const isCompleted = (entry: CancerPilotEntry): boolean => stands({ from: cancerPilotCompleted(entry) }, asOf);
  const isKept = entries.length > 0;
  const lacking = (entry: CancerPilotEntry): string =>
    [isBy(entry.diagnoses, asOf) ? "" : "可诊断", isBy(entry.treats, asOf) ? "" : "可治疗"].filter(Boolean).join("、");
  const unfinished = designated.filter((entry) => !isCompleted(entry));
  return quotaFinding(cancerPilots, {
    counted: { achieved: isKept ? designated.length - unfinished.length : null, asOf },
    countedAs: "建成",
    figures: [
      figure("选定", isKept ? designated.length : null, "所"),
      figure("可诊断", isKept ? designated.filter(({ diagnoses }) => isBy(diagnoses, asOf)).length : null, "所"),
      figure("可治疗", isKept ? designated.filter(({ treats }) => isBy(treats, asOf)).length : null, "所"),
    ],
    open: unfinished.map((entry) => `${entry.hospital}（缺${lacking(entry)}）`),
  });
};

/** 二（二）4 names three places that go on with their pilot; the fifteen come on top of them. */
export const namedIntegrationPilots: readonly string[] = ["介休市", "万荣县", "盐湖区"];

export interface IntegrationCountyEntry {
  readonly county: string;
  readonly applied: PlainDate;
  readonly reviewed?: PlainDate | null | undefined;
  readonly confirmed?: PlainDate | null | undefined;
  readonly ended?: PlainDate | null | undefined;
}

const stateOf = ({ reviewed, confirmed }: IntegrationCountyEntry, asOf: PlainDate): string =>
  isBy(confirmed, asOf) ? "已确定" : isBy(reviewed, asOf) ? "已评审" : "已申请";

export const integrationPilotFinding = (entries: readonly IntegrationCountyEntry[], asOf: PlainDate): PromiseFinding => {
  const listed = entries.filter(({ applied, ended }) => stands({ from: applied, until: ended }, asOf));
  const chosen = countOf(entries, ({ confirmed = null, ended }) => stands({ from: confirmed, until: ended }, asOf));
  return quotaFinding(integrationPilots, {
    counted: { achieved: chosen, asOf },
    countedAs: "新确定",
    figures: [
      figure("已有试点", namedIntegrationPilots.length, "个"),
      figure("试点县合计", chosen === null ? null : chosen + namedIntegrationPilots.length, "个"),
    ],
    remark: `已有试点${namedIntegrationPilots.join("、")}不计入15个`,
    open: listed
      .filter((entry) => stateOf(entry, asOf) !== "已确定")
      .map((entry) => `${entry.county}（${stateOf(entry, asOf)}）`),
  });
};

export interface CapitationCountyEntry {
  readonly county: string;
  readonly selected: PlainDate;
  readonly started?: PlainDate | null | undefined;
  readonly group?: string | null | undefined;
  readonly settledYear?: number | null | undefined;
  readonly ended?: PlainDate | null | undefined;
}

/** What a county's insurance unit reports of half a year: 2024-H1. */
export interface CapitationReport {
  readonly county: string;
  readonly period: string;
  readonly reported: PlainDate;
}

/** The latest half-year that is due by a day, of a county that had started before it ended; null while none is due. */
const halfYearDue = (started: PlainDate, asOf: PlainDate) =>
  periodsOver(started, 6, asOf).findLast(({ dueOn }) => dueOn <= asOf) ?? null;

/** Nothing is said of reports while nobody keeps their list. */
const reportOf = (
  { county, started = null }: CapitationCountyEntry,
  reports: readonly CapitationReport[],
  asOf: PlainDate,
): { readonly light: Light; readonly text: string } | null => {
  const due = reports.length === 0 || started === null ? null : halfYearDue(started, asOf);
  if (due === null) return null;
  const own = reports.find((each) => each.county === county && each.period === due.code && each.reported <= asOf);
  const reported = own?.reported ?? null;
  const late = workingDaysLate(due.dueOn, reported ?? asOf);
  const delay = late === 0 ? "" : `${reported === null ? "，已逾期" : "，迟报"}${late}个工作日`;
  return { light: reportLight(due.dueOn, reported, asOf), text: `${due.title}${reported === null ? "未报" : "已报"}${delay}` };
};

/** The two lists are kept apart; a county that is in both is marked in this one. */
export const capitationFinding = (
  entries: readonly CapitationCountyEntry[],
  integration: readonly IntegrationCountyEntry[],
  asOf: PlainDate,
  reports: readonly CapitationReport[] = [],
): PromiseFinding => {
  const isRunning = ({ started = null, ended }: CapitationCountyEntry): boolean => stands({ from: started, until: ended }, asOf);
  const listed = entries.filter(({ selected, ended }) => stands({ from: selected, until: ended }, asOf));
  const inBoth = new Set([
    ...namedIntegrationPilots,
    ...integration
      .filter(({ confirmed = null, ended }) => stands({ from: confirmed, until: ended }, asOf))
      .map(({ county }) => county),
  ]);
  const isKept = entries.length > 0;
  const running = listed.filter(isRunning).length;
  return quotaFinding(capitationPilots, {
    counted: { achieved: isKept ? running : null, asOf },
    countedAs: "已启动",
    figures: [
      figure("选定", isKept ? listed.length : null, "个"),
      figure("同为整合型试点", isKept ? listed.filter(({ county }) => inBoth.has(county)).length : null, "个"),
    ],
    open: listed.filter((entry) => !isRunning(entry)).map(({ county }) => county),
    rows: listed.map((entry): PromiseRow => {
      const report = reportOf(entry, reports, asOf);
      return {
        name: entry.county,
        figures: [
          figure("启动日期", entry.started ?? null, ""),
          figure("县级医疗集团", entry.group ?? null, ""),
          figure("最近结算年度", entry.settledYear ?? null, ""),
          ...(report === null ? [] : [figure("半年报告", report.text, "")]),
        ],
        light: worstLight([isRunning(entry) ? "green" : asOf >= firstHorizon ? "red" : "grey", report?.light ?? "none"]),
        remark: inBoth.has(entry.county) ? "同时在整合型试点名单" : null,
      };
    }),
  });
};
