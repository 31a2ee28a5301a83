import { addYears, endOfYear, grouped, type PlainDate, startOfYear, yearOf } from "@qiangyi/kernel";
import { decimal, toFixed } from "../targets/fraction.ts";
import { worstLight } from "./lights.ts";
import type { PromiseFinding, PromiseRow } from "./promise.ts";
import { counter, figure, judgeQuota, type QuotaPromise, quotaPromise, quotaSentence } from "./quota.ts";

/** 二（一）1: people for the primary level. */

const ref = "二（一）1";
const firstYear = 2023;

const assistantGps = quotaPromise({
  name: "s1.1.agp-quota",
  ref,
  title: "助理全科医生培养",
  unit: "名/年",
  asked: "逐步提高到每年100—150名",
  strength: "progressive",
  lower: 100,
  upper: 150,
});

const visitingScholars = quotaPromise({
  name: "s1.1.visiting-scholars",
  ref,
  title: "高端研学和浸透式培训选派",
  unit: "名/年",
  asked: "每年450—500名",
  strength: "binding",
  lower: 450,
  upper: 500,
});

const expertWorkshops = quotaPromise({
  name: "s1.1.expert-workshops",
  ref,
  title: "外聘专家工作室",
  unit: "个/批",
  asked: "每批50个",
  strength: "binding",
  lower: 50,
  upper: 50,
});

const villageDoctors = quotaPromise({
  name: "s1.3.village-doctor-enrolment",
  ref: "二（一）3",
  title: "村医大专学历提升招录",
  unit: "名/年",
  asked: "2023至2025年每年1000名",
  strength: "binding",
  lower: 1000,
  upper: null,
});

export const primaryTalentPromises: readonly QuotaPromise[] = [
  // The plan prints no year for the first: that of its three-year programme is taken.
  { ...assistantGps, isInferredDate: true },
  visitingScholars,
  expertWorkshops,
  villageDoctors,
];

export interface TraineeEntry {
  readonly person: string;
  readonly admitted: PlainDate;
}

/** What the lead unit set for a year on the way to the quota. */
export interface YearStep {
  readonly year: number;
  readonly value: number;
}

/** By this year the full quota is due (D9); before it only the steps. */
const fullQuotaYear = 2025;

/** The first year whose step is lower than that of an earlier year; undefined where the steps never fall. */
export const fallingStep = <Step extends { readonly year: number; readonly value: number | string }>(
  steps: readonly Step[],
): Step | undefined => {
  const ordered = steps.toSorted((a, b) => a.year - b.year);
  return ordered.find(({ value }, at) => Number(value) < Number(ordered[at - 1]?.value ?? value));
};

/** One row per year up to that of the day, or to the last that is asked for; the finding is that of the last. */
const byYear = (
  asOf: PlainDate,
  row: (year: number) => YearFound,
  lastYear = Number.POSITIVE_INFINITY,
): { readonly rows: readonly YearFound[]; last: YearFound } => {
  const until = Math.min(yearOf(asOf), lastYear);
  const years = Array.from({ length: Math.max(1, until - firstYear + 1) }, (_, nth) => firstYear + nth);
  const rows = years.map(row);
  return { rows, last: rows.at(-1) ?? row(firstYear) };
};

type YearFound = PromiseRow & Pick<PromiseFinding, "verdict" | "shortBy" | "because">;

const shownRow = ({ name, figures, light, remark }: YearFound): PromiseRow => ({ name, figures, light, remark });

const ofYear = (
  promise: QuotaPromise,
  { year, people, step, asOf }: { year: number; people: number | null; step: number | null; asOf: PlainDate },
): YearFound => {
  const unit = counter(promise.unit);
  const figures = [figure("当年人数", people, unit), figure("应达", step, unit)];
  if (step === null) {
    return {
      name: `${year}年`,
      figures,
      light: "grey",
      remark: "未填阶段目标",
      verdict: people === null ? "not-evaluable" : null,
      shortBy: null,
      because: `${year}年${people === null ? "名单尚未登记" : `已有${people}${unit}`}，牵头单位尚未填写阶段目标，不作判断`,
    };
  }
  const judged = judgeQuota(promise, { achieved: people, asOf, from: startOfYear(year), to: endOfYear(year), step });
  const remark = judged.remark ?? (judged.verdict === "short" ? `差${judged.shortBy}${unit}` : null);
  const asked = step === promise.lower ? promise : { ...promise, asked: `阶段目标${step}${unit}` };
  const pace =
    judged.expected !== null && asOf < endOfYear(year) && judged.verdict === "short"
      ? `；按天数应有${toDecimalOf(judged.expected)}${unit}，完成比${judged.ratio}`
      : "";
  return {
    name: `${year}年`,
    figures,
    light: judged.light,
    remark,
    verdict: judged.verdict,
    shortBy: judged.shortBy,
    because: `${year}年${quotaSentence(asked, people, judged)}${pace}`,
  };
};

/** To one decimal: nobody reads more of a number of people that is expected. */
const toDecimalOf = (expected: string): string => toFixed(decimal(expected), 1).replace(/\.0$/, "");

/** A person who was admitted twice in a year counts once. */
export const assistantGpFinding = (
  trainees: readonly TraineeEntry[],
  steps: readonly YearStep[],
  asOf: PlainDate,
): PromiseFinding => {
  const stepOf = (year: number): number | null =>
    steps.find((step) => step.year === year)?.value ?? (year >= fullQuotaYear ? assistantGps.lower : null);
  const { rows, last } = byYear(asOf, (year) => {
    const people = traineesIn(trainees, year, asOf);
    return ofYear(assistantGps, { year, people: trainees.length === 0 ? null : people, step: stepOf(year), asOf });
  });
  return {
    ...told(assistantGps, last, rows),
    remark: last.verdict === "met" || last.verdict === null ? last.remark : null,
    isInferredDate: true,
  };
};

/** Admitted in a year by a day. */
export const traineesIn = (trainees: readonly TraineeEntry[], year: number, asOf: PlainDate): number =>
  new Set(trainees.filter(({ admitted }) => yearOf(admitted) === year && admitted <= asOf).map(({ person }) => person)).size;

const told = (promise: QuotaPromise, last: YearFound, rows: readonly YearFound[]): PromiseFinding => ({
  clause: promise.clause,
  title: promise.title,
  unit: promise.unit,
  figures: last.figures,
  verdict: last.verdict,
  shortBy: last.shortBy,
  remark: last.verdict === "met" ? last.remark : null,
  light: last.light,
  because: last.because,
  open: [],
  rows: rows.map(shownRow),
  isInferredDate: promise.isInferredDate,
});

export interface ScholarEntry {
  readonly person: string;
  readonly year: number;
  /** On the final list of the province. */
  readonly listed: boolean;
  /** Day on which the studies begin; left out where the roster does not say, and then the year counts. */
  readonly start?: PlainDate | null | undefined;
}

/** 约450名 of the fund regulation: what its money was reckoned for, no bound of the plan. */
const fundedScholars = 450;

/** Sent in a year by a day, each person once. */
export const scholarsIn = (scholars: readonly ScholarEntry[], year: number, asOf: PlainDate): number =>
  new Set(
    scholars
      .filter(
        (each) => each.year === year && each.listed && (each.start === null || each.start === undefined || each.start <= asOf),
      )
      .map(({ person }) => person),
  ).size;

export const visitingScholarFinding = (scholars: readonly ScholarEntry[], asOf: PlainDate): PromiseFinding => {
  const { rows, last } = byYear(asOf, (year) =>
    ofYear(visitingScholars, {
      year,
      people: scholars.length === 0 ? null : scholarsIn(scholars, year, asOf),
      step: visitingScholars.lower,
      asOf,
    }),
  );
  const finding = told(visitingScholars, last, rows);
  return { ...finding, figures: [...finding.figures, figure("资金测算人数（约）", fundedScholars, "名")] };
};

export interface WorkshopEntry {
  /** Name of the batch; workshops without one are of the year in which they begin. */
  readonly batch?: string | null | undefined;
  readonly from: PlainDate;
  readonly terminated?: PlainDate | null | undefined;
}

/** Years that a workshop is built for, by the fund regulation. */
const buildingYears = 2;

export interface WorkshopBatch {
  readonly name: string;
  readonly begins: PlainDate;
  readonly ends: PlainDate;
  /** Set up and not given up by the day. */
  readonly workshops: number;
  /** Of these, those whose two years run on the day. */
  readonly active: number;
}

export const batchOf = ({ batch, from }: WorkshopEntry): string => batch?.trim() || `${yearOf(from)}年`;

/** Batches that have begun by a day, the oldest first. */
export const workshopBatches = (entries: readonly WorkshopEntry[], asOf: PlainDate): readonly WorkshopBatch[] => {
  const begun = entries.filter(({ from }) => from <= asOf);
  const batches = grouped(begun, batchOf);
  return [...batches]
    .map(([name, members]): WorkshopBatch => {
      const kept = members.filter(({ terminated }) => !terminated || terminated > asOf);
      const begins = members.map(({ from }) => from).reduce((first, each) => (each < first ? each : first));
      const last = members.map(({ from }) => from).reduce((latest, each) => (each > latest ? each : latest));
      return {
        name,
        begins,
        ends: addYears(last, buildingYears),
        workshops: kept.length,
        active: kept.filter(({ from }) => addYears(from, buildingYears) > asOf).length,
      };
    })
    .toSorted((a, b) => (a.begins < b.begins ? -1 : a.begins > b.begins ? 1 : a.name < b.name ? -1 : 1));
};

/** D5: each batch by itself; a batch has to stand whole by the end of the year in which it begins, a default of the platform. */
export const expertWorkshopFinding = (entries: readonly WorkshopEntry[], asOf: PlainDate): PromiseFinding => {
  const batches = workshopBatches(entries, asOf);
  const judged = batches.map((batch) => ({
    batch,
    ...judgeQuota(expertWorkshops, { achieved: batch.workshops, asOf, to: endOfYear(yearOf(batch.begins)) }),
  }));
  const short = judged.filter(({ verdict }) => verdict === "short");
  const last = judged.at(-1);
  const active = batches.reduce((sum, batch) => sum + batch.active, 0);
  const running = batches.filter((batch) => batch.active > 0).length;
  const isKept = entries.length > 0;
  return {
    clause: expertWorkshops.clause,
    title: expertWorkshops.title,
    unit: expertWorkshops.unit,
    figures: [
      figure("最近一批", last?.batch.workshops ?? null, "个"),
      figure("建设期内的工作室", isKept ? active : null, "个"),
      figure("分属批次", isKept ? running : null, "批"),
    ],
    verdict: !last ? "not-evaluable" : short.length > 0 ? "short" : last.verdict,
    shortBy: short.length === 1 ? (short[0]?.shortBy ?? null) : null,
    remark: "资金按45—55个为符合，此处按50个",
    light: last ? worstLight(judged.map(({ light }) => light)) : "grey",
    because: last
      ? `${judged.map(({ batch, verdict, shortBy }) => `${batch.name}${batch.workshops}个${verdict === "short" ? `，差${shortBy}个` : verdict === "above" ? "，超过50个" : "，达到要求"}`).join("；")}；各批分别判断，不合并计算`
      : "名单尚未登记，无法判断",
    open: short.map(({ batch }) => batch.name),
    rows: judged.map(({ batch, light, verdict, shortBy, remark }) => ({
      name: batch.name,
      figures: [
        figure("工作室", batch.workshops, "个"),
        figure("建设期内", batch.active, "个"),
        figure("建设期", `${batch.begins}至${batch.ends}`, ""),
      ],
      light,
      remark: verdict === "short" ? `差${shortBy}个` : remark,
    })),
    isInferredDate: false,
  };
};

/** A village doctor on his way to a college degree. */
export interface VillageDoctorEntry {
  readonly person: string;
  /** In post as a village doctor from this day on. */
  readonly posted: PlainDate;
  readonly left?: PlainDate | null | undefined;
  readonly enrolled: PlainDate;
  readonly dropped?: PlainDate | null | undefined;
  readonly graduated?: PlainDate | null | undefined;
}

/** The quota stands for exactly three years. */
const lastEnrolmentYear = 2025;

const isBy = (day: PlainDate | null | undefined, asOf: PlainDate): boolean => day !== null && day !== undefined && day <= asOf;

/** Enrolled in a year by a day, each person once and only whoever was in post on the day of his enrolment. */
const enrolledIn = (doctors: readonly VillageDoctorEntry[], year: number, asOf: PlainDate): readonly VillageDoctorEntry[] => {
  const counted = doctors.filter(
    ({ enrolled, posted, left }) =>
      yearOf(enrolled) === year && enrolled <= asOf && posted <= enrolled && !(left && left <= enrolled),
  );
  return [...new Map(counted.map((each) => [each.person, each])).values()];
};

/** How many a target counts for a year. */
export const villageDoctorsIn = (doctors: readonly VillageDoctorEntry[], year: number, asOf: PlainDate): number =>
  enrolledIn(doctors, year, asOf).length;

/** Each year by itself: what one has too many makes up for nothing that another lacks. Who enrolled has not graduated. */
export const villageDoctorFinding = (doctors: readonly VillageDoctorEntry[], asOf: PlainDate): PromiseFinding => {
  const isKept = doctors.length > 0;
  const { rows, last } = byYear(
    asOf,
    (year) => {
      const people = enrolledIn(doctors, year, asOf);
      const found = ofYear(villageDoctors, { year, people: isKept ? people.length : null, step: villageDoctors.lower, asOf });
      const left = people.filter(({ dropped }) => isBy(dropped, asOf)).length;
      const graduated = people.filter((each) => isBy(each.graduated, asOf)).length;
      const progress = [
        figure("在读", isKept ? people.length - left - graduated : null, "名"),
        figure("退学", isKept ? left : null, "名"),
        figure("毕业", isKept ? graduated : null, "名"),
      ];
      return { ...found, figures: [...found.figures, ...progress] };
    },
    lastEnrolmentYear,
  );
  const total = rows.reduce((sum, { figures: [people] }) => sum + Number(people?.value ?? 0), 0);
  const missed = rows.find(({ name, verdict }) => verdict === "short" && name !== `${yearOf(asOf)}年`);
  const found = told(villageDoctors, missed ?? last, rows);
  return {
    ...found,
    figures: [
      ...last.figures,
      figure(`${firstYear}—${Math.min(yearOf(asOf), lastEnrolmentYear)}年合计（不相抵）`, isKept ? total : null, "名"),
    ],
    remark: missed === undefined ? found.remark : `${missed.name}${missed.remark}，别的年份多招的不能相抵`,
  };
};
