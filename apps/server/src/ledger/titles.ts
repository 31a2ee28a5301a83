import type { BookLevel, EarmarkShown } from "@qiangyi/api";
import { fundNatures, sourceLevels } from "@qiangyi/ledger";
import type { Actor, Tx } from "../platform/index.ts";
import { lineName } from "../policy/index.ts";
import { institutionNames, regionChoices } from "../registry/index.ts";

export type Titles = ReadonlyMap<string, string>;

/** What people call these books: the finance bureau of a region, the name of a unit. A unit out of the actor's sight keeps its id. */
export const bookTitles = async (tx: Tx, actor: Actor, ids: readonly string[]): Promise<Titles> => {
  const units = ids.filter((id) => id.startsWith("U")).map((id) => id.slice(1));
  const [regions, institutions] = await Promise.all([regionChoices(tx, actor), institutionNames(tx, actor, units)]);
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  return new Map(
    ids.map((id) => {
      const rest = id.slice(1);
      if (id.startsWith("U")) return [id, institutions.get(rest) ?? rest];
      return [id, `${names.get(rest) ?? rest}${rest.endsWith("0000") ? "财政厅" : "财政局"}`];
    }),
  );
};

export const levelOfBook = (id: string): BookLevel => {
  if (id.startsWith("U")) return "unit";
  if (id.endsWith("0000")) return "province";
  return id.endsWith("00") ? "city" : "county";
};

interface EarmarkRow {
  readonly id: number;
  readonly year: number;
  readonly line: string;
  readonly nature: string;
  readonly source_level: string;
  readonly project: string | null;
  readonly function_class: string;
  readonly track_tag: string | null;
}

/** Earmarks in words. A project whose id is an institution's carries its name. */
export const earmarksShown = async (
  tx: Tx,
  actor: Actor,
  rows: readonly EarmarkRow[],
): Promise<ReadonlyMap<number, EarmarkShown>> => {
  const projects = await institutionNames(
    tx,
    actor,
    rows.flatMap(({ project }) => project ?? []),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        year: row.year,
        line: row.line,
        lineTitle: lineName(row.line),
        nature: (fundNatures as Record<string, string>)[row.nature] ?? row.nature,
        sourceLevel: (sourceLevels as Record<string, string>)[row.source_level] ?? row.source_level,
        project: row.project,
        projectTitle: row.project === null ? null : (projects.get(row.project) ?? row.project),
        functionClass: row.function_class,
        trackTag: row.track_tag,
      },
    ]),
  );
};
