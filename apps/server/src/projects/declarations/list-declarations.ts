import { listDeclarations, type RouteAnswer } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { type Expression, type SqlBool, sql } from "kysely";
import { handle, type Rooms, within } from "../../platform/index.ts";
import { holdsWords, projectsWithWords } from "../search.store.ts";
import { shownProjects } from "../shown-project.ts";
import { tablesIn } from "./declarations.store.ts";

/** 我的申报: what the unit declared, last touched first. Pages by key, so that the last page costs what the first does. */
export const listDeclarationsRoute = (rooms: Rooms): void =>
  handle(rooms, listDeclarations, async ({ tx, actor, query }) => {
    const conditions: Expression<SqlBool>[] = [within(actor, "project")];
    const { state, year, call, programme, q } = query;
    if (state !== undefined) conditions.push(sql`project.state = ${state}`);
    if (year !== undefined) conditions.push(sql`project.year = ${year}`);
    if (call !== undefined) conditions.push(sql`project.call = ${call}`);
    if (programme !== undefined) conditions.push(sql`project.programme = ${programme}`);
    if (q !== undefined && q !== "") conditions.push(holdsWords(q, await projectsWithWords(tx, actor, q)));
    const cursor = readCursor(query.after);
    const here = cursor && sql<SqlBool>`(project.changed_at, project.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`;
    const rows = await tablesIn(tx)
      .selectFrom("project")
      .selectAll()
      .select(sql<string>`project.changed_at::text`.as("place"))
      .where((where) => where.and(here ? [...conditions, here] : conditions))
      .orderBy("project.changed_at", "desc")
      .orderBy("project.id", "desc")
      .limit(query.limit + 1)
      .execute();
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const answer: RouteAnswer<typeof listDeclarations> = {
      items: await shownProjects(tx, actor, shown),
      next: rows.length > query.limit && last ? writeCursor(last.place, last.id) : null,
      total: null,
    };
    return ok(answer);
  });

const writeCursor = (at: string, id: string): string => Buffer.from(JSON.stringify([at, id])).toString("base64url");

/** One that nobody gave out starts from the beginning. */
const readCursor = (text: string | undefined): { at: string; id: string } | undefined => {
  if (text === undefined) return undefined;
  try {
    const [at, id] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    const isFitting =
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/.test(String(at)) && /^[0-9a-f-]{36}$/.test(String(id));
    return isFitting ? { at: String(at), id: String(id) } : undefined;
  } catch {
    return undefined;
  }
};
