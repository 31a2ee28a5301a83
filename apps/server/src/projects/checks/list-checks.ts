import { countChecks, listChecks } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { handle, type Rooms } from "../../platform/index.ts";
import { rememberInstitutions } from "../../registers/index.ts";
import { keepPlans } from "../page-plans.ts";
import { shownChecks } from "./shown-checks.ts";
import { lastActsOf, type WorkFilter, waitingByCall, walksIndex, workPage, workTotal } from "./work-list.store.ts";

export const listChecksRoutes = (rooms: Rooms): void => {
  const institutionsOf = rememberInstitutions();
  handle(rooms, listChecks, async ({ tx, actor, clock, query }) => {
    const today = clock.today();
    const [, { rows, next }, total, institutions] = await Promise.all([
      walksIndex(query) && keepPlans(tx),
      workPage(tx, actor, query, today, query),
      workTotal(tx, actor, query, today),
      institutionsOf(tx, actor),
    ]);
    const handled = query.box === "handled" ? await lastActsOf(tx, actor, rows) : undefined;
    const nameOf = (institution: string) => institutions.get(institution)?.name;
    return ok({ items: await shownChecks(tx, actor, rows, today, { handled, nameOf }), next, total });
  });

  handle(rooms, countChecks, async ({ tx, actor, clock }) => {
    const count = async (box: WorkFilter["box"]) => (await workTotal(tx, actor, { box, sort: "arrived" }, clock.today())) ?? 0;
    const [waiting, below, returned, calls] = await Promise.all([
      count("waiting"),
      count("below"),
      count("returned"),
      waitingByCall(tx, actor),
    ]);
    return ok({ waiting, below, returned, calls });
  });
};
