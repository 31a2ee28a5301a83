import { cited, spelling } from "./plain-text.ts";
import type { InstitutionChoice, Lookups, RegionChoice } from "./workbook.ts";

/** What a cell gives: a value, nothing (the cell is empty), or the reason why it cannot be read. */
export type Reading<Value> = { readonly value: Value } | { readonly empty: true } | { readonly reason: string };

export interface LookupIndex {
  readonly institution: (text: string) => Reading<string>;
  readonly region: (text: string) => Reading<string>;
}

interface Entry {
  readonly key: string;
  readonly name: string;
  /** How it is written in drop-downs and messages: "140121 太原市清徐县". */
  readonly full: string;
  readonly names: readonly string[];
}

export const indexLookups = ({ institutions, regions }: Lookups): LookupIndex => {
  const institution = makeFinder(institutions.map(institutionEntry), { noun: "机构", keyNoun: "编号" });
  const region = makeFinder(regionEntries(regions), { noun: "地区", keyNoun: "代码" });
  return { institution: remembered(institution), region: remembered(region) };
};

/** How institutions and regions are written in cells, by id and code: "ins-0001 虚构县人民医院", "140302 阳泉市城区". */
export interface Texts {
  readonly institution: ReadonlyMap<string, string>;
  readonly region: ReadonlyMap<string, string>;
}

export const textsOf = ({ institutions, regions }: Lookups): Texts => ({
  institution: new Map(institutions.map(institutionEntry).map(({ key, full }) => [key, full])),
  region: new Map(regionEntries(regions).map(({ key, full }) => [key, full])),
});

/** The same few thousand names come again and again; a hostile file with ever new ones must not fill the memory. */
const remembered = (find: (text: string) => Reading<string>): ((text: string) => Reading<string>) => {
  const answers = new Map<string, Reading<string>>();
  return (text) => {
    const known = answers.get(text);
    if (known) return known;
    const answer = find(text);
    if (answers.size < 5_000) answers.set(text, answer);
    return answer;
  };
};

const institutionEntry = (choice: InstitutionChoice): Entry => ({
  key: choice.id,
  name: choice.name,
  full: `${choice.id} ${choice.name}`,
  names: [choice.name, ...(choice.otherNames ?? [])],
});

const regionEntries = (regions: readonly RegionChoice[]): Entry[] => {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const path = (region: RegionChoice): string[] => {
    const parent = region.parent === undefined ? undefined : byCode.get(region.parent);
    return parent ? [...path(parent), region.name] : [region.name];
  };
  return regions.map((region) => {
    const steps = path(region);
    // 清徐县, 太原市清徐县 and 山西省太原市清徐县 are the same place.
    const names = steps.map((_, start) => steps.slice(start).join(""));
    return {
      key: region.code,
      name: region.name,
      full: `${region.code} ${isCounty(region) ? (names.at(-2) ?? region.name) : region.name}`,
      names: [...names, ...(region.otherNames ?? [])],
    };
  });
};

/** Counties are written with their city: two cities have a 城区. */
const isCounty = ({ code }: RegionChoice): boolean => !code.endsWith("00");

const makeFinder = (
  entries: readonly Entry[],
  { noun, keyNoun }: { noun: string; keyNoun: string },
): ((text: string) => Reading<string>) => {
  const byKey = new Map(entries.map((entry) => [spelling(entry.key), entry]));
  const byName = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const name of new Set(entry.names.map(spelling))) byName.set(name, [...(byName.get(name) ?? []), entry]);
  }
  const byFullName = (text: string): Reading<string> => {
    const found = byName.get(spelling(text)) ?? [];
    const [only] = found;
    if (only && found.length === 1) return { value: only.key };
    if (found.length > 1) {
      return { reason: `${cited(text)}有${found.length}个同名的${noun}，请写${keyNoun}：${listed(found)}` };
    }
    const near = nearest(entries, text);
    return {
      reason: `找不到${noun}${cited(text)}，请从下拉列表选择，或填写${keyNoun}${near.length === 0 ? "" : `；相近的有：${listed(near)}`}`,
    };
  };
  return (text) => {
    const whole = byKey.get(spelling(text));
    if (whole) return { value: whole.key };
    const [, head = "", rest = ""] = /^(\S+)\s+(.+)$/.exec(text) ?? [];
    const stated = byKey.get(spelling(head));
    if (!stated) return byFullName(text);
    const agrees = [...stated.names, stated.full.slice(stated.key.length)].some((name) => spelling(name) === spelling(rest));
    return agrees
      ? { value: stated.key }
      : { reason: `${keyNoun}${head}是“${stated.name}”，与填写的${cited(rest)}不一致，请核对` };
  };
};

const listed = (entries: readonly Entry[]): string =>
  entries
    .slice(0, 5)
    .map(({ full }) => `“${full}”`)
    .join("、") + (entries.length > 5 ? `等${entries.length}个` : "");

/** At most three entries whose name contains what was written, or is contained in it, or shares most of its characters. */
const nearest = (entries: readonly Entry[], text: string): Entry[] => {
  const written = spelling(text);
  if (written.length < 2) return [];
  const scored = entries.flatMap((entry) => {
    const score = Math.max(...entry.names.map((name) => likeness(written, spelling(name))));
    return score >= 0.7 ? [{ entry, score }] : [];
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ entry }) => entry);
};

/** Share of neighbouring character pairs that two names have in common; containment counts as near. */
const likeness = (a: string, b: string): number => {
  if (a.includes(b) || b.includes(a)) return Math.max(0.7, Math.min(a.length, b.length) / Math.max(a.length, b.length));
  const pairs = (text: string): Set<string> =>
    new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  const common = [...left].filter((pair) => right.has(pair)).length;
  return (2 * common) / (left.size + right.size || 1);
};
