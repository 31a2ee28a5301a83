import type { CoverageCell } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import type { Actor, Tx } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { observationsFor } from "../observations/index.ts";
import { type TargetInForce, targetsOf } from "../targets/index.ts";
import { type BoardTarget, boardFacts } from "./board-facts.ts";
import { type CoverageBoard, coverageOf } from "./coverage.ts";
import { shortName } from "./list-subjects.ts";

const document = "linfen-2020";
const prefix = `${document}.centres.`;

/** 三（二）: six kinds of centres. The county centres of two kinds exist already and are to be completed in four dimensions. */
const kinds = [
  { key: "chestpain", title: "胸痛中心", hasDimensions: false },
  { key: "stroke", title: "卒中中心", hasDimensions: false },
  { key: "trauma", title: "创伤救治中心", hasDimensions: false },
  { key: "maternal", title: "危重孕产妇救治中心", hasDimensions: true },
  { key: "neonatal", title: "危重新生儿救治中心", hasDimensions: true },
  { key: "infectious", title: "重大传染病救治中心", hasDimensions: false },
] as const;
type Kind = (typeof kinds)[number];

export const centreDimensions = ["设施", "设备", "人员", "服务能力"] as const;

/** Title in the dictionary: 县级危重孕产妇救治中心设施. */
export const dimensionIndicator = (centre: string, dimension: string): string => `县级${centre}${dimension}`;

export const linfenCoverage = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<Omit<CoverageBoard, "asOf" | "today">> => {
  const all = (await targetsOf(tx, actor, { asOf, document })).filter(({ target }) => target.startsWith(prefix));
  const facts = await boardFacts(tx, actor, { targets: all.map(({ target }) => target), asOf });
  const judged = new Map(facts.targets.map((each) => [each.target.target, each]));
  const counties = [...new Map(all.flatMap(countyOf).map((each) => [each.code, each])).values()].toSorted((a, b) =>
    a.code.localeCompare(b.code),
  );
  const visible = counties.filter(({ code }) => facts.targets.some(({ target }) => target.subject === code));
  const dimensions = await dimensionsOf(tx, actor, { subjects: visible.map(({ code }) => code), asOf });
  const rows = visible.map(({ code, name }) => ({
    code,
    name,
    cells: kinds.map((kind) => countyCell(kind, facts.targets.find(isCell(kind, code)), dimensions, code)),
  }));
  const city = all.find(({ institution, county }) => institution === null && county === null)?.subject ?? "141000";
  return {
    title: "临汾市六大中心覆盖",
    note: "按登记并确认的建成事项计；危重孕产妇、危重新生儿救治中心四个方面都达标才算建成，传染病救治中心看床位是否在规定的区间内。",
    newestReport: facts.newestReport,
    ...coverageOf(
      kinds.map(({ key, title }) => ({ key, title, clause: `${prefix}${key}.counties` })),
      [{ code: city, name: regionsByCode.get(city)?.name ?? "临汾市", rows }],
    ),
    upper: upperRows(all, judged),
  };
};

const countyOf = ({ target, subject, subjectName }: TargetInForce) =>
  target.includes(".county.") ? [{ code: subject, name: subjectName }] : [];

const isCell =
  ({ key }: Kind, code: string) =>
  ({ target }: BoardTarget): boolean =>
    target.subject === code && target.target.startsWith(`${prefix}${key}.county.`);

type Dimensions = ReadonlyMap<string, string>;

/** 达标 or 待完善 by county and indicator title; what nobody reported is missing. */
const dimensionsOf = async (
  tx: Tx,
  actor: Actor,
  { subjects, asOf }: { readonly subjects: readonly string[]; readonly asOf: PlainDate },
): Promise<Dimensions> => {
  const titles = new Set(
    kinds.flatMap(({ title, hasDimensions }) =>
      hasDimensions ? centreDimensions.map((dimension) => dimensionIndicator(title, dimension)) : [],
    ),
  );
  const indicators = new Map(
    (await dictionaryOf(tx, actor, { onDate: asOf })).flatMap(({ code, title }) => (titles.has(title) ? [[code, title]] : [])),
  );
  if (indicators.size === 0 || subjects.length === 0) return new Map();
  const rows = await observationsFor(tx, actor, { subjects, indicators: [...indicators.keys()], asOf });
  // In the order of their periods, so that the latest stands.
  return new Map(
    rows
      .filter(({ isCurrent }) => isCurrent)
      .map(({ subject, indicator, label }) => [`${subject} ${indicators.get(indicator)}`, label ?? ""]),
  );
};

const countyCell = (kind: Kind, judged: BoardTarget | undefined, dimensions: Dimensions, code: string): CoverageCell => {
  if (judged === undefined) return { state: "hidden", display: "—", details: [], target: null };
  const { evaluation, cell, target } = judged;
  const base = { target: target.target, display: cell.display };
  if (evaluation.value === null)
    return kind.key === "infectious"
      ? { ...base, state: "unknown", details: [`应有${cell.asked}`] }
      : { ...base, state: "none", display: "0个", details: [] };
  if (kind.key === "infectious") return bedCell(base, judged);
  if (evaluation.gap !== null) return { ...base, state: "none", details: [] };
  const open = kind.hasDimensions ? openDimensions(kind, dimensions, code) : [];
  return { ...base, state: open.length === 0 ? "built" : "building", details: [...heldBy(judged), ...open] };
};

/** 床位 as such are right or not; too many are shown as 超出 and stay a matter of the city's note. */
const bedCell = (base: Pick<CoverageCell, "target" | "display">, { evaluation, cell }: BoardTarget): CoverageCell => {
  if (evaluation.gap === null) return { ...base, state: "built", details: [`符合${cell.asked}`] };
  const word = evaluation.flags.includes("over") ? "超出" : "不足";
  return { ...base, state: "building", details: [`${word}，应为${cell.asked}`] };
};

const openDimensions = ({ title }: Kind, dimensions: Dimensions, code: string): string[] =>
  centreDimensions.flatMap((dimension) => {
    const state = dimensions.get(`${code} ${dimensionIndicator(title, dimension)}`);
    return state === "达标" ? [] : [`${dimension}${state ?? "未填报"}`];
  });

/** Names of the recorded items: the hospital and its acceptance. */
const heldBy = ({ facts }: BoardTarget): string[] =>
  (facts.events ?? []).filter(({ withdrawnOn }) => !withdrawnOn).flatMap(({ name, on }) => (name ? [`${name}（${on}）`] : []));

/** The city's own centres, and below them the zones of three hospitals. */
const upperRows = (all: readonly TargetInForce[], judged: ReadonlyMap<string, BoardTarget>): CoverageBoard["upper"] => {
  const zones = all.filter(({ target }) => target.startsWith(`${prefix}infectious.zone-`));
  const cell = (target: string): CoverageCell | null => {
    const known = all.find((each) => each.target === target);
    if (known === undefined) return null;
    const found = judged.get(target);
    if (found === undefined) return { state: "hidden", display: "—", details: [], target };
    const { evaluation, cell: told } = found;
    const isBuilt = evaluation.value !== null && evaluation.gap === null;
    const over = evaluation.flags.includes("over") ? ["超出方案数量"] : [];
    return {
      state: isBuilt ? "built" : evaluation.value === null || evaluation.value === "0" ? "none" : "building",
      display: told.display,
      details: [`应有${told.asked}`, ...over],
      target,
    };
  };
  return [
    { name: "市级中心", cells: kinds.map(({ key }) => cell(`${prefix}${key}.city`)) },
    ...zones.map(({ target, subjectName }) => ({
      name: `${shortName(subjectName)}救治专区`,
      cells: kinds.map(({ key }) => (key === "infectious" ? cell(target) : null)),
    })),
  ];
};
