import type { BookLevel, EarmarkShown } from "@qiangyi/api";
import { type BookId, fundNatures, sourceLevels } from "@qiangyi/ledger";
import type { Actor, Tx } from "../platform/index.ts";
import { lineClause, lineName } from "../policy/index.ts";
import { institutionNames, officeName, regionName } from "../registry/index.ts";
import { institutionOfBook, regionOfBook } from "./books.ts";

/** What people call a book: the finance bureau of its region, or its unit by name. A unit out of sight keeps its id. */
export const bookTitle = (book: BookId, unitName?: string): string => {
  const region = regionOfBook(book);
  return region === undefined ? (unitName ?? institutionOfBook(book) ?? book) : officeName("finance", region);
};

/** Names books, among which units are only those of `books`. */
export const bookTitles = async (tx: Tx, actor: Actor, books: readonly BookId[]): Promise<(book: BookId) => string> => {
  const units = await institutionNames(
    tx,
    actor,
    books.flatMap((book) => institutionOfBook(book) ?? []),
  );
  return (book) => bookTitle(book, units.get(institutionOfBook(book) ?? ""));
};

export const levelOfBook = (id: string): BookLevel => {
  if (id.startsWith("U")) return "unit";
  if (id.endsWith("0000")) return "province";
  return id.endsWith("00") ? "city" : "county";
};

export interface EarmarkRow {
  readonly id: number;
  readonly year: number;
  readonly line: string;
  readonly nature: string;
  readonly source_level: string;
  readonly project: string | null;
  readonly function_class: string;
  readonly track_tag: string | null;
}

/** A project of a line as the ledger keeps it: by its number alone. */
export interface LedgerProject {
  readonly line: string;
  readonly project: string;
}

/**
 * What projects are called, by `projectKey`, as far as the actor may know. The room whose notices name them gives it: it posts through this room, so it cannot be
 * asked by import.
 */
export type ProjectNamer = (tx: Tx, actor: Actor, projects: readonly LedgerProject[]) => Promise<ReadonlyMap<string, string>>;

export const projectKey = ({ line, project }: LedgerProject): string => JSON.stringify([line, project]);

/** Earmarks in words. A project is called as its notice calls it; where that says only the line, by the institution or the place whose code it bears. */
export const earmarksShown = async (
  tx: Tx,
  actor: Actor,
  rows: readonly EarmarkRow[],
  nameProjects: ProjectNamer,
): Promise<ReadonlyMap<number, EarmarkShown>> => {
  const projects = rows.flatMap(({ line, project }) => (project === null ? [] : [{ line, project }]));
  const [titles, institutions] = [
    await nameProjects(tx, actor, projects),
    await institutionNames(
      tx,
      actor,
      projects.map(({ project }) => project),
    ),
  ];
  const nameOf = (of: LedgerProject): string =>
    titles.get(projectKey(of)) ??
    institutions.get(of.project) ??
    (/^\d{6}$/.test(of.project) ? regionName(of.project) : of.project);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        year: row.year,
        line: row.line,
        lineTitle: lineName(row.line),
        clause: lineClause(row.line),
        nature: (fundNatures as Record<string, string>)[row.nature] ?? row.nature,
        sourceLevel: (sourceLevels as Record<string, string>)[row.source_level] ?? row.source_level,
        project: row.project,
        projectTitle: row.project === null ? null : nameOf({ line: row.line, project: row.project }),
        functionClass: row.function_class,
        trackTag: row.track_tag,
      },
    ]),
  );
};
