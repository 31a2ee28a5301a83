import { exportProjects, listProjects, type RouteAnswer } from "@qiangyi/api";
import { fen, minuteInShanghai, ok, type Result } from "@qiangyi/kernel";
import { type ProjectState, programmeOf, projectStates } from "@qiangyi/projects";
import { sql } from "kysely";
import { writeTable } from "../../documents/index.ts";
import { type Actor, containing, type Download, handle, type Rooms, type Tx, within } from "../../platform/index.ts";
import { regionChoices } from "../../registry/index.ts";
import type { StoredProject } from "../project.store.ts";
import { shownProjects } from "../shown-project.ts";
import type { ProjectTables } from "../tables.ts";

type Query = Parameters<typeof page>[2];

/** 项目库: everything within the actor's sight, newest change first, by keyset. */
export const listProjectsRoutes = (rooms: Rooms): void => {
  handle(rooms, listProjects, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listProjects>, never>> => {
    const rows = await page(tx, actor, query);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return ok({
      items: await shownProjects(tx, actor, shown),
      next: rows.length > query.limit && last ? keyOf(query.sort, last) : null,
      // A list that ends on its first page is counted already.
      total: query.after === undefined && rows.length <= query.limit ? rows.length : await countOf(tx, actor, query),
    });
  });

  handle(rooms, exportProjects, async ({ tx, actor, clock, query }): Promise<Result<Download, never>> => {
    const regions = new Map((await regionChoices(tx, actor)).map(({ code, name }) => [code, name]));
    const content = await writeTable({
      sheets: [
        {
          name: "项目库",
          unit: "万元",
          columns: [
            { label: "项目编号", kind: "code" },
            { label: "项目名称", kind: "text" },
            { label: "支持方向", kind: "text" },
            { label: "年度", kind: "code" },
            { label: "承担单位", kind: "text" },
            { label: "所在地", kind: "text" },
            { label: "状态", kind: "text" },
            { label: "总预算", kind: "money-wan" },
            { label: "专项资金", kind: "money-wan" },
          ],
          rows: exportRows(tx, actor, query, regions),
        },
      ],
      asOf: minuteInShanghai(clock.now()),
      exportedBy: actor.name,
      demonstration: rooms.isDemo,
    });
    return ok({
      name: `项目库${clock.today().replaceAll("-", "")}.xlsx`,
      contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      content,
    });
  });
};

const phases: Readonly<Record<"declared" | "library" | "ended", readonly ProjectState[]>> = {
  declared: ["submitted", "county_passed", "city_passed", "form_passed", "reviewed", "returned"],
  library: ["reserved", "in_library", "funded", "implementing", "accepted", "suspended"],
  ended: ["closed", "rejected", "terminated"],
};

interface Filter {
  readonly text?: string | undefined;
  readonly state?: ProjectState | undefined;
  readonly phase?: keyof typeof phases | undefined;
  readonly programme?: StoredProject["programme"] | undefined;
  readonly year?: number | undefined;
  readonly call?: string | undefined;
  readonly region?: string | undefined;
  readonly institution?: string | undefined;
}

/** Drafts are the unit's own affair and stand under 我的申报. */
const filtered = (tx: Tx, actor: Actor, { text, state, phase, programme, year, call, region, institution }: Filter) =>
  tx
    .withTables<ProjectTables>()
    .selectFrom("project")
    .where(within(actor, "project"))
    .where("signed_round", ">", 0)
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? "draft"))
    .$if(phase !== undefined, (query) => query.where("state", "in", phases[phase ?? "library"]))
    .$if(programme !== undefined, (query) => query.where("programme", "=", programme ?? "5g-pilot"))
    .$if(year !== undefined, (query) => query.where("year", "=", year ?? 0))
    .$if(call !== undefined, (query) => query.where("call", "=", call ?? ""))
    .$if(institution !== undefined, (query) => query.where("institution", "=", institution ?? ""))
    // Comparisons and not LIKE, which the row policy would have judged row by row.
    .$if(region !== undefined && region !== "140000", (query) =>
      region?.endsWith("00")
        ? query.where("seat", ">=", region).where("seat", "<=", `${region.slice(0, 4)}99`)
        : query.where("seat", "=", region ?? ""),
    )
    .$if(text !== undefined && text !== "", (query) =>
      query.where("search_text", "like", containing((text ?? "").toLowerCase())),
    );

const page = (
  tx: Tx,
  actor: Actor,
  query: Filter & { sort: Sort; after?: string | undefined; limit: number },
): Promise<StoredProject[]> => {
  const base = filtered(tx, actor, query).selectAll();
  const [key = "", id = ""] = splitKey(query.after);
  const isKey = /^[0-9a-f-]{36}$/.test(id);
  switch (query.sort) {
    case "-amount":
      return base
        .$if(isKey && /^\d+$/.test(key), (rows) => rows.where(sql<boolean>`(support_fen, id) < (${key}::bigint, ${id}::uuid)`))
        .orderBy("support_fen", "desc")
        .orderBy("id", "desc")
        .limit(query.limit + 1)
        .execute();
    case "number":
      return base
        .$if(isKey, (rows) => rows.where(sql<boolean>`(number, id) > (${key}, ${id}::uuid)`))
        .orderBy("number")
        .orderBy("id")
        .limit(query.limit + 1)
        .execute();
    default:
      return base
        .$if(isKey && !Number.isNaN(Date.parse(key)), (rows) =>
          rows.where(sql<boolean>`(changed_at, id) < (${key}::timestamptz, ${id}::uuid)`),
        )
        .orderBy("changed_at", "desc")
        .orderBy("id", "desc")
        .limit(query.limit + 1)
        .execute();
  }
};

type Sort = "-changed" | "-amount" | "number";

const keyOf = (sort: Sort, { id, number, support_fen, changed_at }: StoredProject): string =>
  `${sort === "-amount" ? support_fen : sort === "number" ? number : changed_at.toISOString()}|${id}`;

const splitKey = (after: string | undefined): string[] => after?.split("|") ?? [];

/**
 * Counted as far as anyone reads: each row is judged by its policy, and "more than a thousand" is told by the absence of a number. A search is not
 * counted: LIKE is not leakproof, so the policy judges every row before the words are compared, and that once is enough.
 */
const mostCounted = 1_000;

const countOf = async (tx: Tx, actor: Actor, query: Query): Promise<number | null> => {
  if (query.text !== undefined && query.text !== "") return null;
  const rows = await filtered(tx, actor, query)
    .select(sql<number>`1`.as("one"))
    .limit(mostCounted + 1)
    .execute();
  return rows.length > mostCounted ? null : rows.length;
};

async function* exportRows(tx: Tx, actor: Actor, filter: Filter, regions: ReadonlyMap<string, string>) {
  let after: string | undefined;
  for (;;) {
    const rows = await page(tx, actor, { ...filter, sort: "number", after, limit: 500 });
    const shown = rows.slice(0, 500);
    for (const row of await shownProjects(tx, actor, shown)) {
      yield [
        row.number,
        row.title,
        programmeOf(row.programme).title,
        String(row.year),
        row.institution.name,
        regions.get(row.seat) ?? row.seat,
        projectStates[row.state],
        fen(BigInt(row.totalFen)),
        fen(BigInt(row.supportFen)),
      ];
    }
    const last = shown.at(-1);
    if (rows.length <= 500 || !last) return;
    after = keyOf("number", last);
  }
}
