import type { CoverageCell } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { type Region, regions } from "@qiangyi/policy";
import {
  type CentreRecords,
  type CountyCentreKind,
  type CountyStanding,
  centreStandings,
  isCovered,
  isOperating,
  type PlannedCentre,
  type RecognisedCentre,
} from "@qiangyi/policy/service-system";
import type { Actor, Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { coverageLists } from "../targets/coverage-lists.ts";
import { type CoverageBoard, coverageOf } from "./coverage.ts";

const clause = (name: string): string => `service-system-2023.s1.4.${name}`;

const columns = [
  { key: "chest-pain", title: "胸痛中心", clause: clause("chest-pain-centres") },
  { key: "stroke", title: "卒中中心", clause: clause("stroke-centres") },
  { key: "trauma", title: "创伤中心", clause: clause("trauma-centres") },
  { key: "maternal", title: "危重孕产妇救治中心", clause: clause("maternal-centres") },
  { key: "child-newborn", title: "危重儿童和新生儿救治中心", clause: clause("newborn-centres") },
] as const;

const registers = ["plan-county-centre", "emergency-centre", "maternal-newborn-centre"] as const;

/** Five kinds of centres in each county, from the confirmed entries of three registers: nothing is typed a second time. */
export const countyCoverage = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<Omit<CoverageBoard, "asOf" | "today">> => {
  const counties = countiesOf(actor);
  const records =
    counties.length === 0 ? { planned: [], recognised: [] } : (await coverageLists(tx, actor, asOf, registers)).centres;
  const names = await institutionNames(
    tx,
    actor,
    [...records.planned, ...records.recognised].map(({ hospital }) => hospital),
  );
  const standings = new Map(columns.map(({ key }) => [key, centreStandings(records, key, asOf)] as const));
  const rows = counties.map(({ code, name, parent }) => ({
    code,
    name,
    parent,
    cells: columns.map(({ key }) =>
      cellOf(records, { kind: key, county: code, standing: standings.get(key)?.get(code) }, names, asOf),
    ),
  }));
  const cities = regions.filter(({ code, level }) => level === 2 && rows.some(({ parent }) => parent === code));
  return {
    title: "全省县级五大中心覆盖",
    note: "按台账中这一天以前确认的中心计：已投入运行，或已有认定日期，不分认定层级；市级医院的中心不覆盖所在县。奖补另按国家认定计，两个口径的数不同。其余登记的为在建；危重儿童和新生儿救治中心只收一类的为部分覆盖，不算建成。",
    newestReport: null,
    upper: [],
    ...coverageOf(
      columns,
      cities.map(({ code, name }) => ({ code, name, rows: rows.filter(({ parent }) => parent === code) })),
    ),
  };
};

/** The registers show a unit its own entries only: its county would seem to have nothing else. */
const countiesOf = ({ level, city, county }: Actor): readonly Region[] => {
  const all = regions.filter((region) => region.level === 3);
  if (level === "province" || level === "system") return all;
  if (level === "city") return all.filter(({ parent }) => parent === city);
  return level === "county" ? all.filter(({ code }) => code === county) : [];
};

const levels: Readonly<Record<string, string>> = { national: "国家级", provincial: "省级", city: "市级" };

interface Cell {
  readonly kind: CountyCentreKind;
  readonly county: string;
  readonly standing: CountyStanding | undefined;
}

const cellOf = (
  { planned, recognised }: CentreRecords,
  { kind, county, standing }: Cell,
  names: ReadonlyMap<string, string>,
  asOf: PlainDate,
): CoverageCell => {
  const isHere = (each: PlannedCentre | RecognisedCentre): boolean => each.kind === kind && each.county === county;
  const nameOf = (hospital: string): string => names.get(hospital) ?? hospital;
  const [plans, certificates] = [planned.filter(isHere), recognised.filter(isHere)];
  const recognisedBy = (each: RecognisedCentre): boolean => each.recognised !== null && each.recognised <= asOf;
  const operates = (each: PlannedCentre): boolean =>
    each.operating !== null && each.operating <= asOf && !(each.closed && each.closed <= asOf);
  const details = [
    ...certificates.map((each) =>
      recognisedBy(each)
        ? `${nameOf(each.hospital)}，${levels[each.recognisedBy] ?? each.recognisedBy}认定，${each.recognised}`
        : `${nameOf(each.hospital)}，尚无认定`,
    ),
    ...plans.map((each) => `${nameOf(each.hospital)}，${operates(each) ? `运行，${each.operating}` : "未运行"}`),
  ];
  const working = new Set([...certificates.filter(recognisedBy), ...plans.filter(operates)].map(({ hospital }) => hospital));
  if (isCovered(kind, standing)) return { state: "built", display: `${working.size}个`, details, target: null };
  const isPartly = standing !== undefined && isOperating(standing.state);
  const state = isPartly || plans.length + certificates.length > 0 ? "building" : "none";
  return { state, display: isPartly ? "部分" : "0个", details, target: null };
};
