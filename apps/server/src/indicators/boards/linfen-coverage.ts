import type { CoverageCell } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import {
  bedRangeOf,
  bedsAsked,
  bedWords,
  type CentreEntry,
  type CentreKind,
  centreKindNames,
  centresCity,
  cityTarget,
  countiesTarget,
  countyTarget,
  judgeCentre,
  type PlanEntries,
  zoneHospitals,
} from "@qiangyi/policy/linfen";
import type { Actor, Tx } from "../../platform/index.ts";
import { evaluate, planEntries, targetsOf } from "../targets/index.ts";
import { type CoverageBoard, coverageOf } from "./coverage.ts";
import { shortName } from "./list-subjects.ts";

const prefix = "linfen-2020.centres.";

/** Six kinds of centres in 17 counties, from the confirmed entries of 救治中心建设 as they stood on the day. */
export const linfenCoverage = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<Omit<CoverageBoard, "asOf" | "today">> => {
  const visible = (await targetsOf(tx, actor, { asOf, inScope: true })).filter(({ target }) => target.startsWith(prefix));
  const entries = await planEntries(tx, actor, asOf);
  const counties = new Map(
    visible.flatMap(({ target, subject, subjectName }) => (target.includes(".county.") ? [[subject, subjectName] as const] : [])),
  );
  const rows = [...counties]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, name]) => ({ code, name, cells: centreKindNames.map(([kind]) => countyCell(entries, kind, name)) }));
  const cityName = regionsByCode.get(centresCity)?.name ?? centresCity;
  return {
    title: "临汾市六大中心覆盖",
    note: "按救治中心建设台账中已确认的记录计；危重孕产妇、危重新生儿救治中心四个方面都达标才算建成，传染病救治中心还看设备、独立运行、独立卫生间和床位。",
    newestReport:
      entries.centres
        .map(({ confirmed }) => confirmed)
        .toSorted()
        .at(-1) ?? null,
    ...coverageOf(
      centreKindNames.map(([kind, title]) => ({ key: kind, title, clause: countiesTarget(kind) })),
      [{ code: centresCity, name: cityName, rows }],
    ),
    upper: await upperRows(tx, actor, entries, new Set(visible.map(({ target }) => target)), asOf),
  };
};

/** Of several centres of one kind in a county the one that stands best speaks for the cell; two do not cover a second county. */
const countyCell = ({ centres }: PlanEntries, kind: CentreKind, county: string): CoverageCell => {
  const own = centres.filter(({ record, county: of }) => record.kind === kind && record.tier === "county" && of === county);
  const target = countyTarget(kind, county)?.id ?? null;
  if (own.length === 0) return { state: "none", display: "未建", details: [], target };
  const told = own.map(cellOf);
  const best = told.find(({ state }) => state === "built") ?? told[0];
  return {
    state: best?.state ?? "none",
    display: best?.display ?? "未建",
    details: told.flatMap(({ details }) => details),
    target,
  };
};

const cellOf = (entry: CentreEntry): Omit<CoverageCell, "target"> => {
  const { state, lacking, beds } = judgeCentre(entry.record, bedsAsked(entry));
  return {
    state,
    display: state === "built" ? "已建成" : "在建",
    details: [
      entry.hospital,
      ...(beds === null ? [] : [`床位${entry.record.beds ?? "—"}张，${bedWords(beds)}`]),
      ...lacking.filter((part) => part !== "床位").map((part) => `${part}未达标`),
    ],
  };
};

/** The city's own centres, and below them the zones of three hospitals. */
const upperRows = async (
  tx: Tx,
  actor: Actor,
  entries: PlanEntries,
  visible: ReadonlySet<string>,
  asOf: PlainDate,
): Promise<CoverageBoard["upper"]> => {
  const cityTargets = centreKindNames.map(([kind]) => cityTarget(kind)).filter((target) => visible.has(target));
  const { evaluations } = await evaluate(tx, actor, { targets: cityTargets, asOf });
  const judged = new Map(evaluations.map((each) => [each.target, each]));
  const cityCell = (kind: CentreKind): CoverageCell => {
    const target = cityTarget(kind);
    const found = judged.get(target);
    if (found === undefined) return { state: "hidden", display: "—", details: [], target };
    const building = entries.centres.some(({ record }) => record.kind === kind && record.tier === "city");
    const over = found.flags.includes("over");
    const isBuilt = found.gap === null || over;
    return {
      state: isBuilt ? "built" : building ? "building" : "none",
      display: found.value === "0" ? (building ? "在建" : "未建") : found.display,
      details: over ? ["超出方案数量"] : [],
      target,
    };
  };
  const zoneCell = (hospital: string): CoverageCell => {
    const target = `${prefix}infectious.zone-${zoneKeys[zoneHospitals.indexOf(hospital)]}`;
    if (!visible.has(target)) return { state: "hidden", display: "—", details: [], target };
    const entry = entries.centres.find(({ record, hospital: of }) => record.tier === "zone" && of === hospital);
    const range = bedRangeOf(hospital);
    if (!entry) return { state: "none", display: "未建", details: range ? [`应有${range.min}—${range.max}张`] : [], target };
    return { ...cellOf(entry), target };
  };
  return [
    { name: "市级中心", cells: centreKindNames.map(([kind]) => cityCell(kind)) },
    ...zoneHospitals.map((hospital) => ({
      name: `${shortName(hospital)}救治专区`,
      cells: centreKindNames.map(([kind]) => (kind === "infectious" ? zoneCell(hospital) : null)),
    })),
  ];
};

/** In the order of the hospitals that the plan names. */
const zoneKeys = ["people", "central", "second"] as const;
