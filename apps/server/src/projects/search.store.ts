import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, containing, type Tx } from "../platform/index.ts";

/** Matches that are told one by one. What more projects hold is met soon by walking the list in its order. */
const toldAtMost = 1_000;

/**
 * What holds the words of a search, within the actor's sight: the projects, or "many", or "compare": a county or a unit sees so few that the
 * statement which reads the page compares their words as well, and no index has to be asked first.
 */
export type Matches = readonly string[] | "many" | "compare";

export const projectsWithWords = async (tx: Tx, { province, level }: Actor, text: string): Promise<Matches> => {
  if (level === "county" || level === "unit") return "compare";
  const { rows } = await sql<{ id: string }>`
    select id from projects_with_words(${province}, ${patternOf(text)}, ${toldAtMost + 1}) as found (id)`.execute(tx);
  return rows.length > toldAtMost ? "many" : rows.map(({ id }) => id);
};

/** The same as a condition on `project`, for rows that are narrowed or ordered otherwise. */
export const holdsWords = (text: string, matches: Matches): RawBuilder<SqlBool> =>
  typeof matches === "string" ? sql`project.search_text like ${patternOf(text)}` : sql`project.id = any(${matches}::uuid[])`;

const patternOf = (text: string): string => containing(text.toLowerCase());
