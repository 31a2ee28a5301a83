import { type PlainDate, yearOf } from "@qiangyi/kernel";
import { coreSystems } from "./core-systems.ts";
import { percentOf } from "./lights.ts";
import { clauseOf, findingOf, type PlanPromise, type PromiseFinding, type PromiseRow } from "./promise.ts";
import { figure, firstHorizon, lightOfCoverage } from "./quota.ts";

/** 二（三）1: the eighteen core systems, checked by each hospital row by row every year. */

const promise: PlanPromise = {
  clause: clauseOf("s3.1.eighteen-core-systems"),
  ref: "二（三）1",
  title: "落实18项医疗质量安全核心制度",
  unit: "项",
  asked: "每家医院18项全部落实",
  lead: ["省卫健委"],
  strength: "binding",
  due: firstHorizon,
  isInferredDate: true,
};
export const coreSystemPromises: readonly PlanPromise[] = [promise];

export interface CoreSystemEntry {
  readonly hospital: string;
  readonly year: number;
  readonly system: string;
  readonly basis: "self-check" | "inspection";
  readonly fulfilled: boolean;
  readonly checked: PlainDate;
}

interface Hospital {
  readonly id: string;
  readonly name: string;
}

/** The newest year of which anything was checked by the day. */
const yearChecked = (entries: readonly CoreSystemEntry[], asOf: PlainDate): number | null =>
  entries
    .filter(({ checked, year }) => checked <= asOf && year <= yearOf(asOf))
    .reduce<number | null>((latest, { year }) => (latest === null || year > latest ? year : latest), null);

/** What holds of each hospital's rows: an inspection overwrites what the hospital said of itself. */
const rowsInForce = (entries: readonly CoreSystemEntry[], year: number, asOf: PlainDate): ReadonlyMap<string, boolean> => {
  const held = new Map<string, CoreSystemEntry>();
  for (const entry of entries) {
    if (entry.year !== year || entry.checked > asOf) continue;
    const key = `${entry.hospital} ${entry.system}`;
    const before = held.get(key);
    const outranks = before === undefined || (entry.basis === "inspection" && before.basis === "self-check");
    if (outranks) held.set(key, entry);
  }
  return new Map([...held].map(([key, { fulfilled }]) => [key, fulfilled]));
};

export interface CoreSystemStanding {
  readonly year: number;
  /** Systems that a hospital lacks, by hospital. */
  readonly lacking: ReadonlyMap<string, readonly string[]>;
  /** How many hospitals lack a system, by system. */
  readonly missed: ReadonlyMap<string, number>;
}

export const coreSystemStanding = (
  entries: readonly CoreSystemEntry[],
  hospitals: readonly Hospital[],
  asOf: PlainDate,
): CoreSystemStanding | null => {
  const year = yearChecked(entries, asOf);
  if (year === null) return null;
  const rows = rowsInForce(entries, year, asOf);
  const lacking = new Map(
    hospitals.map(({ id }) => [id, coreSystems.filter(({ code }) => rows.get(`${id} ${code}`) !== true).map(({ name }) => name)]),
  );
  const missed = new Map(
    coreSystems.map(({ name }) => [name, [...lacking.values()].filter((names) => names.includes(name)).length] as const),
  );
  return { year, lacking, missed };
};

/** Complete is eighteen of eighteen; a row that nobody filled in is not fulfilled. */
export const coreSystemFinding = (
  entries: readonly CoreSystemEntry[],
  hospitals: readonly Hospital[],
  asOf: PlainDate,
): PromiseFinding => {
  const standing = coreSystemStanding(entries, hospitals, asOf);
  const lackingOf = (id: string): readonly string[] => standing?.lacking.get(id) ?? [];
  const incomplete = hospitals.filter(({ id }) => lackingOf(id).length > 0);
  const isKept = standing !== null && hospitals.length > 0;
  const complete = hospitals.length - incomplete.length;
  const worst = [...(standing?.missed ?? [])].filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a);
  const [most] = worst;
  const light = lightOfCoverage(promise, { covered: isKept ? complete : null, members: hospitals.length, asOf });
  return findingOf(promise, {
    figures: [
      figure("18项全部落实的医院占比", isKept ? percentOf(complete, hospitals.length) : null, "%"),
      figure("18项全部落实", isKept ? complete : null, "家"),
      figure("医院", hospitals.length, "家"),
      figure("所有医院都落实的制度", isKept ? coreSystems.length - worst.length : null, "项"),
      figure("自查年度", standing?.year ?? null, ""),
    ],
    verdict: !isKept ? "not-evaluable" : incomplete.length > 0 ? "short" : "met",
    shortBy: isKept && worst.length > 0 ? String(worst.length) : null,
    remark: most ? `缺得最多的是${most[0]}，${most[1]}家` : null,
    light,
    because: isKept ? `${standing.year}年${hospitals.length}家医院中${complete}家18项全部落实` : "还没有自查结果，无法判断",
    open: isKept
      ? incomplete.map(({ id, name }) => `${name}（${coreSystems.length - lackingOf(id).length}/${coreSystems.length}）`)
      : [],
    rows: worst.map(
      ([name, count]): PromiseRow => ({
        name,
        figures: [figure("未落实", count, "家")],
        light: asOf >= firstHorizon ? "red" : "grey",
        remark: null,
      }),
    ),
  });
};
