import { listPerformance, type RouteAnswer } from "@qiangyi/api";
import { ok, type Result } from "@qiangyi/kernel";
import { gradeOf } from "@qiangyi/projects";
import { handle, type Rooms } from "../platform/index.ts";
import { fundProjectPage, performanceGrounds, shownProjects } from "../projects/index.ts";
import { nothingKnown, nothingRecorded } from "./opened.ts";
import { recordsOf } from "./performance.store.ts";
import { ruleOf } from "./rule.ts";
import { lastYearOf, stagesOf, standingOf } from "./stages.ts";

/** 项目绩效: the fund's projects within sight with their five stages; records are read once for the whole page. */
export const listPerformanceRoute = (rooms: Rooms): void =>
  handle(rooms, listPerformance, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listPerformance>, never>> => {
    const { rows, next, total } = await fundProjectPage(tx, actor, query);
    const ids = rows.map(({ id }) => id);
    const [shown, grounds, records] = [
      await shownProjects(tx, actor, rows),
      await performanceGrounds(tx, actor.province, ids),
      await recordsOf(tx, actor.province, ids),
    ];
    const items = shown.map((project) => {
      const { id, programme, year } = project;
      const rule = ruleOf(programme);
      const own = records.get(id) ?? nothingRecorded;
      const standing = standingOf(own, lastYearOf(own) ?? year);
      return {
        id,
        number: project.number,
        title: project.title,
        programme,
        year,
        state: project.state,
        institution: project.institution,
        supportFen: project.supportFen,
        stages: rule ? stagesOf(rule, grounds.get(id) ?? nothingKnown, own) : [],
        standing: standing
          ? { points: standing.points, grade: gradeOf(standing.points), source: standing.source, year: standing.year }
          : null,
      };
    });
    return ok({ items, next, total });
  });
