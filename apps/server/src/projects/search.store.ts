import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, containing, type Tx } from "../platform/index.ts";

/** Matches that are told one by one. What more projects hold is met soon by walking the list in its order. */
const toldAtMost = 1_000;

/** What holds the words of a search, within the actor's sight: the projects, or "many". */
export type Matches = readonly string[] | "many";

export const projectsWithWords = async (tx: Tx, { province }: Actor, text: string): Promise<Matches> => {
  const { rows } = await sql<{ id: string }>`
    select id from projects_with_words(${province}, ${patternOf(text)}, ${toldAtMost + 1}) as found (id)`.execute(tx);
  return rows.length > toldAtMost ? "many" : rows.map(({ id }) => id);
};

/** The same as a condition on `project`, for rows that are narrowed or ordered otherwise. */
export const holdsWords = (text: string, matches: Matches): RawBuilder<SqlBool> =>
  matches === "many" ? sql`project.search_text like ${patternOf(text)}` : sql`project.id = any(${matches}::uuid[])`;

const patternOf = (text: string): string => containing(text.toLowerCase());
