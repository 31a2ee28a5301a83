import { type Fen, fen, inWanYuan, minus, zero } from "@qiangyi/kernel";
import { type EvaluateInput, fundingLines } from "@qiangyi/policy";
import type { EmphasisedRow, TableSheet } from "../documents/index.ts";
import { lineName, lineOrder } from "../policy/index.ts";
import { cityName, countyName } from "./places.ts";
import type { PlanMarks, ProposedClaim } from "./plan-marks.ts";

/** Money of one line that goes to one unit: a county, or an institution of a city or of the province. */
interface Portion {
  readonly line: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly amount: Fen;
  readonly count: number;
  readonly remark: string;
}

interface Frame {
  readonly input: EvaluateInput;
  readonly marks: PlanMarks;
  readonly identity: string;
  readonly institutionName: (id: string | null) => string;
}

/** 附件1: 合计 first, then 省本级, the cities in the order of their codes with their counties, 省直管县 as a group of their own. */
export const allocationSheet = (claims: readonly ProposedClaim[], frame: Frame): TableSheet => {
  const portions = claims.flatMap(portionsOf).filter(({ amount }) => amount > 0n);
  const groups = groupsOf(portions, frame.marks.directCounties ?? new Set());
  const total = sumOf(claims.map(({ proposed }) => proposed));
  const standards = standardTexts(frame);
  let number = 0;
  const unitRows = groups.flatMap(({ units, isDirect }) =>
    units.map((unit) => ({ unit, isDirect, rows: rowsOfUnit(unit, standards, frame, () => ++number) })),
  );
  const rowsOfGroup = (index: number): EmphasisedRow[] => {
    const group = groups[index];
    if (!group) return [];
    const heading = moneyRow("", group.name, "小计", sumOf(group.units.map(({ amount }) => amount)), "subtotal");
    return [heading, ...unitRows.filter(({ unit }) => group.units.includes(unit)).flatMap(({ rows }) => rows)];
  };
  return {
    name: "分配表",
    annex: "附件1",
    title: frame.marks.title ?? `${(frame.input.years ?? []).join("、")}年强医工程专项资金分配建议表`,
    unit: "万元",
    columns: [
      { label: "序号", kind: "integer", width: 7 },
      { label: "地区（单位）", kind: "text", width: 30 },
      { label: "项目", kind: "text", width: 26 },
      { label: "数量", kind: "integer" },
      { label: "补助标准", kind: "text", width: 24 },
      { label: "分配金额", kind: "money-wan" },
      { label: "已提前下达", kind: "money-wan" },
      { label: "本次下达", kind: "money-wan" },
      { label: "备注", kind: "text", width: 30 },
    ],
    totals: [moneyRow("", "合计", "", total, "total")],
    rows: [...groups.flatMap((_, index) => rowsOfGroup(index)), ...checkRows(claims, groups, total)],
    notes: [frame.identity, "分配金额＝已提前下达＋本次下达；提前下达尚未启用，列数为零。金额按分计算，求和后换算万元。"],
  };
};

const sumOf = (amounts: readonly Fen[]): Fen => fen(amounts.reduce((total: bigint, amount) => total + amount, 0n));

const portionsOf = (claim: ProposedClaim): Portion[] => {
  const { claim: result, manualReason, proposed } = claim;
  const remark = manualReason === undefined ? "" : `手工金额：${manualReason}`;
  if (manualReason !== undefined) {
    const { city, county, institution } = claim;
    return [{ line: result.line, city, county, institution, amount: proposed, count: 1, remark }];
  }
  return claim.shares.map(({ city, county, institution, amount }, index) => ({
    line: result.line,
    city,
    county,
    institution,
    amount,
    // A result that several institutions share is one project.
    count: index === 0 ? 1 : 0,
    remark,
  }));
};

interface Unit {
  readonly name: string;
  readonly indent: number;
  readonly amount: Fen;
  readonly portions: readonly Portion[];
}

interface Group {
  readonly name: string;
  readonly isDirect: boolean;
  readonly units: readonly Unit[];
}

const groupsOf = (portions: readonly Portion[], direct: ReadonlySet<string>): Group[] => {
  const isDirect = ({ county }: Portion) => county !== null && direct.has(county);
  const cities = [...new Set(portions.filter((each) => !isDirect(each)).map(({ city }) => city ?? ""))].sort();
  const groups = cities.map((city): Group => {
    const own = portions.filter((each) => !isDirect(each) && (each.city ?? "") === city);
    return { name: cityName(city === "" ? null : city), isDirect: false, units: unitsOf(own) };
  });
  const ofDirect = portions.filter(isDirect);
  return ofDirect.length === 0 ? groups : [...groups, { name: "省直管县", isDirect: true, units: unitsOf(ofDirect) }];
};

const unitsOf = (portions: readonly Portion[]): Unit[] => {
  const counties = [...new Set(portions.map(({ county }) => county ?? ""))].sort();
  return counties.map((county) => {
    const own = portions.filter((each) => (each.county ?? "") === county);
    const [first] = own;
    const place = { city: first?.city ?? null, county: county === "" ? null : county };
    return { name: countyName(place), indent: 1, amount: sumOf(own.map(({ amount }) => amount)), portions: own };
  });
};

/** A county by project; 省本级 and 市本级 by institution and project, because there the institution is the unit. */
const rowsOfUnit = (unit: Unit, standards: ReadonlyMap<string, string>, frame: Frame, next: () => number): EmphasisedRow[] => {
  const merged = new Map<string, Portion>();
  const isCounty = unit.portions.every(({ county }) => county !== null);
  for (const portion of unit.portions) {
    const key = `${isCounty ? "" : (portion.institution ?? "")}\n${portion.line}`;
    const known = merged.get(key);
    merged.set(key, known ? addPortion(known, portion) : portion);
  }
  const lines = [...merged.entries()]
    .toSorted(
      ([a, x], [b, y]) =>
        compare(isCounty ? "" : a.split("\n")[0], isCounty ? "" : b.split("\n")[0]) || lineOrder(x.line) - lineOrder(y.line),
    )
    .map(([, portion]) => portion);
  const heading = { ...moneyRow("", unit.name, "小计", unit.amount, "subtotal"), indent: unit.indent };
  // 省本级 is city and unit in one: its subtotal stands above already.
  const isProvince = unit.portions.every(({ city }) => city === null);
  return [
    ...(isProvince ? [] : [heading]),
    ...lines.map(({ line, institution, amount, count, remark }) => ({
      cells: [
        next(),
        isCounty ? unit.name : frame.institutionName(institution) || unit.name,
        lineName(line),
        count,
        standards.get(line) ?? "",
        amount,
        zero,
        amount,
        remark,
      ],
      indent: unit.indent + 1,
    })),
  ];
};

const compare = (a = "", b = ""): number => (a < b ? -1 : a > b ? 1 : 0);

const addPortion = (a: Portion, b: Portion): Portion => ({
  ...a,
  amount: fen(a.amount + b.amount),
  count: a.count + b.count,
  remark: [...new Set([a.remark, b.remark].filter((text) => text !== ""))].join("；"),
});

const moneyRow = (number: string, name: string, project: string, amount: Fen, emphasis: "total" | "subtotal"): EmphasisedRow => ({
  cells: [number === "" ? null : Number(number), name, project, null, "", amount, zero, amount, ""],
  emphasis,
});

/** 三表勾稽 as real numbers: the total beside the sums of the cities, of their units and of the projects, each added up on its own way. */
const checkRows = (claims: readonly ProposedClaim[], groups: readonly Group[], total: Fen): EmphasisedRow[] => {
  const units = groups.flatMap((group) => group.units);
  const byCity = sumOf(groups.map((group) => sumOf(group.units.map(({ amount }) => amount))));
  const byUnit = sumOf(units.flatMap(({ portions }) => portions.map(({ amount }) => amount)));
  const byLine = sumOf(
    fundingLines.map(({ id }) => sumOf(claims.filter(({ claim }) => claim.line === id).map(({ proposed }) => proposed))),
  );
  return (
    [
      ["勾稽：各市及省本级合计", byCity],
      ["勾稽：各县（单位）合计", byUnit],
      ["勾稽：各项目合计", byLine],
    ] as const
  ).map(([name, amount]) => ({
    cells: [
      null,
      name,
      "",
      null,
      "",
      amount,
      zero,
      amount,
      amount === total ? "与合计一致" : `与合计相差${inWanYuan(minus(amount, total))}`,
    ],
    emphasis: "subtotal",
  }));
};

const standardTexts = ({ input, marks }: Frame): ReadonlyMap<string, string> =>
  new Map(
    fundingLines.map((line) => {
      const row =
        line.standards.find(
          ({ effectiveFrom, effectiveTo }) => effectiveFrom <= input.decisionDate && input.decisionDate <= effectiveTo,
        ) ?? line.standards.at(-1);
      const changed = marks.standards?.[line.id] ?? {};
      const amounts = Object.entries<Fen>(row?.amounts ?? {}).map(([key, amount]) => {
        const scenario = changed[key];
        return scenario === undefined ? amount : fen(BigInt(scenario));
      });
      return [line.id, [...new Set(amounts)].map(inWanYuan).join("、")];
    }),
  );
