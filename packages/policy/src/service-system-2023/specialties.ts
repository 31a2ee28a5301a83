import { grouped, type PlainDate, yearOf } from "@qiangyi/kernel";
import { percentOf } from "./lights.ts";
import { clauseOf, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure, firstHorizon, type QuotaPromise, quotaFinding, quotaPromise, stands } from "./quota.ts";

/** 二（三）3: specialties and day surgery. */

const ref = "二（三）3";

const leadingSpecialties = quotaPromise({
  name: "s3.3.leading-specialties-10",
  ref,
  title: "领军临床专科（136兴医工程）",
  unit: "个",
  asked: "10个",
  strength: "binding",
  lower: 10,
  upper: 10,
});

const nationalSpecialties = quotaPromise({
  name: "s3.3.national-specialties-25",
  ref,
  title: "国家临床重点专科",
  unit: "个",
  asked: "25个",
  strength: "binding",
  due: firstHorizon,
  lower: 25,
  upper: 25,
});

const daySurgery = quotaPromise({
  name: "s3.3.day-surgery-298",
  ref,
  title: "日间手术病种",
  unit: "种",
  asked: "目录298种",
  strength: "progressive",
  lower: 298,
  upper: 298,
});

const countySpecialties = quotaPromise({
  name: "s1.4.county-key-specialties-100",
  ref: "二（一）4",
  title: "县级临床重点专科",
  unit: "个",
  asked: "100个",
  strength: "binding",
  due: firstHorizon,
  lower: 100,
  upper: 100,
});

/** 二（三）3 prints the same hundred once more, without 临床: one roster, one count. */
const countySpecialtiesAgain: QuotaPromise = {
  ...countySpecialties,
  clause: clauseOf("s3.3.county-key-specialties"),
  ref,
  asked: "100个（与二（一）4同一目标）",
};

const provincialTcmSpecialties = quotaPromise({
  name: "s2.7.provincial-tcm-100",
  ref: "二（二）7",
  title: "省级中医优势专科",
  unit: "个",
  asked: "100个",
  lead: ["省中医药强省建设领导小组各成员单位"],
  strength: "binding",
  due: firstHorizon,
  lower: 100,
  upper: 100,
});

export const specialtyPromises: readonly QuotaPromise[] = [
  countySpecialties,
  provincialTcmSpecialties,
  leadingSpecialties,
  nationalSpecialties,
  countySpecialtiesAgain,
  daySurgery,
];

export interface LeadingSpecialtyEntry {
  readonly hospital: string;
  readonly specialty: string;
  readonly named: PlainDate;
  readonly ended?: PlainDate | null | undefined;
}

export const leadingSpecialtyFinding = (entries: readonly LeadingSpecialtyEntry[], asOf: PlainDate): PromiseFinding => {
  const standing = entries.filter(({ named, ended }) => stands({ from: named, until: ended }, asOf));
  return quotaFinding(leadingSpecialties, {
    counted: { achieved: entries.length === 0 ? null : standing.length, asOf },
    countedAs: "在册",
    rows: standing.map(
      ({ hospital, specialty, named }): PromiseRow => ({
        name: `${hospital} ${specialty}`,
        figures: [figure("确定日期", named, "")],
        light: "none",
        remark: null,
      }),
    ),
  });
};

export interface NationalSpecialtyEntry {
  readonly hospital: string;
  readonly specialty: string;
  readonly selected: PlainDate;
  /** Day of the acceptance of the finished project. */
  readonly accepted?: PlainDate | null | undefined;
  /** A national subsidy is on record, and with it that of the province. */
  readonly isSubsidised: boolean;
}

/** One register for plan and fund: listed is started, accepted is completed, and what has a national subsidy is what the fund pays for. */
export const nationalSpecialtyFinding = (entries: readonly NationalSpecialtyEntry[], asOf: PlainDate): PromiseFinding => {
  const started = entries.filter(({ selected }) => selected <= asOf);
  const completed = started.filter(({ accepted }) => accepted && accepted <= asOf);
  const isKept = entries.length > 0;
  return quotaFinding(nationalSpecialties, {
    counted: { achieved: isKept ? started.length : null, asOf },
    countedAs: "已启动",
    figures: [
      figure("已验收", isKept ? completed.length : null, "个"),
      figure("资金（有国家补助）", isKept ? started.filter(({ isSubsidised }) => isSubsidised).length : null, "个"),
    ],
    open: started
      .filter((entry) => !completed.includes(entry))
      .map(({ hospital, specialty }) => `${hospital} ${specialty}（未验收）`),
  });
};

/** From its application on; a day that is empty has not come. */
export interface CountySpecialtyEntry {
  readonly hospital: string;
  readonly specialty: string;
  readonly applied: PlainDate;
  readonly reviewed?: PlainDate | null | undefined;
  readonly listed?: PlainDate | null | undefined;
  readonly building?: PlainDate | null | undefined;
  readonly accepted?: PlainDate | null | undefined;
}

/** Listed or later is started, accepted is completed. The same for both clauses. */
export const countySpecialtyFindings = (entries: readonly CountySpecialtyEntry[], asOf: PlainDate): readonly PromiseFinding[] => {
  const by = (day: PlainDate | null | undefined): boolean => day !== null && day !== undefined && day <= asOf;
  const known = entries.filter(({ applied }) => applied <= asOf);
  const started = known.filter(({ listed }) => by(listed));
  const completed = started.filter(({ accepted }) => by(accepted));
  const isKept = entries.length > 0;
  const found = {
    counted: { achieved: isKept ? started.length : null, asOf },
    countedAs: "已启动",
    figures: [
      figure("已验收", isKept ? completed.length : null, "个"),
      figure("申报待定", isKept ? known.length - started.length : null, "个"),
    ],
    open: started
      .filter((entry) => !completed.includes(entry))
      .map(({ hospital, specialty }) => `${hospital} ${specialty}（未验收）`),
  };
  return [countySpecialties, countySpecialtiesAgain].map((promise) => quotaFinding(promise, found));
};

export interface TcmSpecialtyEntry {
  readonly hospital: string;
  readonly specialty: string;
  readonly selected: PlainDate;
  /** The regulation has a price for hospitals of this kind and level. */
  readonly isPriced: boolean;
}

/** Counts what the fund's register of 中医优势专科 holds; what the fund has no price for is counted and named. */
export const tcmSpecialtyFinding = (entries: readonly TcmSpecialtyEntry[], asOf: PlainDate): PromiseFinding => {
  const standing = entries.filter(({ selected }) => selected <= asOf);
  const unpriced = standing.filter(({ isPriced }) => !isPriced);
  return quotaFinding(provincialTcmSpecialties, {
    counted: { achieved: entries.length === 0 ? null : standing.length, asOf },
    countedAs: "在册",
    figures: [figure("资金标准待定（等级或类别对不上）", entries.length === 0 ? null : unpriced.length, "个")],
    open: unpriced.map(({ hospital, specialty }) => `${hospital} ${specialty}（资金标准待定）`),
  });
};

export interface DaySurgeryItem {
  readonly version: string;
  readonly code: string;
  readonly effective: PlainDate;
}

export interface DaySurgeryUse {
  readonly hospital: string;
  readonly year: number;
  readonly code: string;
  readonly cases: number;
}

/** Codes of the version in force on a day: the one whose effective date came last. */
export const daySurgeryCatalogue = (
  items: readonly DaySurgeryItem[],
  asOf: PlainDate,
): { readonly version: string | null; readonly codes: ReadonlySet<string> } => {
  const inForce = items
    .filter(({ effective }) => effective <= asOf)
    .toSorted((a, b) => (a.effective < b.effective ? 1 : a.effective > b.effective ? -1 : a.version < b.version ? 1 : -1))[0];
  const version = inForce?.version ?? null;
  return { version, codes: new Set(items.filter((item) => item.version === version).map(({ code }) => code)) };
};

/** The size of the catalogue is the quota; how much of it a hospital uses is another figure, without a light. */
export const daySurgeryFinding = (
  items: readonly DaySurgeryItem[],
  uses: readonly DaySurgeryUse[],
  asOf: PlainDate,
): PromiseFinding => {
  const { version, codes } = daySurgeryCatalogue(items, asOf);
  const years = uses.map(({ year }) => year).filter((year) => year <= yearOf(asOf));
  const year = years.length === 0 ? null : Math.max(...years);
  const ofYear = grouped(
    uses.filter((use) => use.year === year),
    ({ hospital }) => hospital,
  );
  return quotaFinding(daySurgery, {
    counted: { achieved: items.length === 0 ? null : codes.size, asOf },
    countedAs: "目录病种",
    figures: [
      figure("目录版本", version, ""),
      figure(year === null ? "开展医院" : `${year}年开展医院`, year === null ? null : ofYear.size, "家"),
    ],
    rows: [...ofYear].map(([hospital, own]) => useRow(hospital, own, codes)),
  });
};

const useRow = (hospital: string, uses: readonly DaySurgeryUse[], codes: ReadonlySet<string>): PromiseRow => {
  const performed = uses.filter(({ cases }) => cases > 0);
  const inside = performed.filter(({ code }) => codes.has(code));
  const casesOf = (own: readonly DaySurgeryUse[]): number => own.reduce((sum, { cases }) => sum + cases, 0);
  return {
    name: hospital,
    figures: [
      figure("开展病种", new Set(inside.map(({ code }) => code)).size, "种"),
      figure("占目录", percentOf(new Set(inside.map(({ code }) => code)).size, codes.size), "%"),
      figure("目录内例数", casesOf(inside), "例"),
      figure("目录外例数（另计）", casesOf(performed) - casesOf(inside), "例"),
    ],
    light: "none",
    remark: null,
  };
};
