import type { CoverageCell } from "@qiangyi/api";
import { grouped, type PlainDate } from "@qiangyi/kernel";
import { type Region, regions } from "@qiangyi/policy";
import type { Actor, Tx } from "../../platform/index.ts";
import { type EntryAsOf, entriesAsOf } from "../../registers/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { type CoverageBoard, coverageOf } from "./coverage.ts";

const clause = (name: string): string => `service-system-2023.s1.4.${name}`;

const columns = [
  { key: "chest-pain", title: "胸痛中心", clause: clause("chest-pain-centres") },
  { key: "stroke", title: "卒中中心", clause: clause("stroke-centres") },
  { key: "trauma", title: "创伤中心", clause: clause("trauma-centres") },
  { key: "maternal", title: "危重孕产妇救治中心", clause: clause("maternal-centres") },
  { key: "child-newborn", title: "危重儿童和新生儿救治中心", clause: clause("newborn-centres") },
] as const;

const registers = ["emergency-centre", "maternal-newborn-centre"] as const;

interface Centre {
  readonly county: string;
  readonly kind: string;
  readonly institution: string;
  readonly recognised: string | null;
  readonly recognisedBy: string;
}

/** The values were checked against the fields of their register when they were saved. */
const centreOf = ({ values }: EntryAsOf): Centre => {
  const text = (name: string): string => String(values[name] ?? "");
  return {
    county: text("county"),
    kind: text("kind"),
    institution: text("institution"),
    recognised: text("recognised") || null,
    recognisedBy: text("recognisedBy"),
  };
};

/** Five kinds of centres in each county, from the confirmed entries of two registers: nothing is typed a second time. */
export const countyCoverage = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<Omit<CoverageBoard, "asOf" | "today">> => {
  const counties = countiesOf(actor);
  const centres = counties.length === 0 ? [] : (await entriesAsOf(tx, actor, registers, asOf)).map(centreOf);
  const names = await institutionNames(
    tx,
    actor,
    centres.map(({ institution }) => institution),
  );
  const byCell = grouped(centres, ({ county, kind }) => `${county} ${kind}`);
  const rows = counties.map(({ code, name, parent }) => ({
    code,
    name,
    parent,
    cells: columns.map(({ key }) => cellOf(byCell.get(`${code} ${key}`) ?? [], names, asOf)),
  }));
  const cities = regions.filter(({ code, level }) => level === 2 && rows.some(({ parent }) => parent === code));
  return {
    title: "全省县级五大中心覆盖",
    note: "按台账中这一天以前确认、已有认定日期的中心计，不分资金来源和认定层级；奖补另按国家认定计，两个口径的数不同。登记而没有认定日期的为在建。",
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

const cellOf = (centres: readonly Centre[], names: ReadonlyMap<string, string>, asOf: PlainDate): CoverageCell => {
  const recognised = centres.filter((each) => each.recognised !== null && each.recognised <= asOf);
  const details = centres.map((each) => {
    const isRecognised = recognised.includes(each);
    const level = levels[each.recognisedBy] ?? each.recognisedBy;
    return `${names.get(each.institution) ?? each.institution}，${isRecognised ? `${level}认定，${each.recognised}` : "尚无认定"}`;
  });
  if (recognised.length > 0) return { state: "built", display: `${recognised.length}个`, details, target: null };
  return { state: centres.length > 0 ? "building" : "none", display: "0个", details, target: null };
};
