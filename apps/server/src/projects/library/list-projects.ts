import { exportProjects, listProjects, type RouteAnswer } from "@qiangyi/api";
import { fen, minuteInShanghai, ok, type Result } from "@qiangyi/kernel";
import { programmeOf, projectStates } from "@qiangyi/projects";
import { writeTable } from "../../documents/index.ts";
import { type Actor, type Download, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { rememberInstitutions } from "../../registers/index.ts";
import { regionChoices } from "../../registry/index.ts";
import { callsOf } from "../checks/call-of-project.ts";
import { shownProject, shownProjects } from "../shown-project.ts";
import { type ProjectFilter, projectPage, projectPages } from "./project-list.store.ts";

/** 项目库: everything within the actor's sight, newest change first, by keyset. */
export const listProjectsRoutes = (rooms: Rooms): void => {
  const institutionsOf = rememberInstitutions();
  handle(rooms, listProjects, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listProjects>, never>> => {
    const [{ rows, next, total }, institutions] = await Promise.all([projectPage(tx, actor, query), institutionsOf(tx, actor)]);
    const calls = await callsOf(tx, actor.province, rows);
    const items = rows.map((row) => shownProject(row, institutions.get(row.institution)?.name, calls.get(row.call)?.title));
    return ok({ items, next, total });
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

async function* exportRows(tx: Tx, actor: Actor, filter: ProjectFilter, regions: ReadonlyMap<string, string>) {
  for await (const rows of projectPages(tx, actor, filter)) {
    for (const row of await shownProjects(tx, actor, rows)) {
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
  }
}
