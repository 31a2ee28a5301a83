import { groupPlan, listPlanLines, none } from "@qiangyi/api";
import { fen, ok } from "@qiangyi/kernel";
import type { Rooms, Tx } from "../platform/index.ts";
import { lineName, lineOrder } from "../policy/index.ts";
import { totalOf } from "./cells.ts";
import { allocatedBefore } from "./comparison.ts";
import { handleAtDesk } from "./desk.ts";
import { cityName, countyName, placeOrder } from "./places.ts";
import { type GroupRow, groupsOf } from "./plan-cells.store.ts";
import { type PlanLine, proposedOf } from "./plan-line.ts";
import { countLines, findLines, type LinePage } from "./plan-lines.store.ts";
import { openPlan } from "./plan-memory.ts";
import { planAnswers, readablePlan } from "./plan-refusals.ts";
import { countsView, lineView, sumsView } from "./views.ts";

/** Lines and their sums at every level; both read what was kept when the plan was built. */
export const planLinesRoutes = (rooms: Rooms): void => {
  handleAtDesk(
    rooms,
    groupPlan,
    async ({ tx, actor, params, query }) => {
      const found = await readablePlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      const { by, line, city, county, institution } = query;
      const filter = { line, city: placeKey(city), county: placeKey(county), institution: placeKey(institution) };
      const rows = await groupsOf(tx, actor.province, params.planId, by, filter);
      const { directory } = await openPlan(tx, actor.province, found.value);
      const name = (id: string) => (id === "" ? "未落到单一机构" : (directory.institutions.get(id)?.name ?? id));
      const total = totalOf(rows);
      return ok({
        groups: rows
          .toSorted(by === "line" ? (a, b) => lineOrder(a.key) - lineOrder(b.key) : (a, b) => (a.key < b.key ? -1 : 1))
          .map((row) => ({ ...groupOf(by, row, name, line), counts: countsView(row), sums: sumsView(row) })),
        counts: countsView(total),
        sums: sumsView(total),
      });
    },
    planAnswers,
  );

  handleAtDesk(
    rooms,
    listPlanLines,
    async ({ tx, actor, params, query }) => {
      const after = query.after === undefined ? undefined : parseAfter(query.after);
      const found = await readablePlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      const page = await pageOf(tx, actor.province, params.planId, query, after);
      const allocated = allocatedBefore(await openPlan(tx, actor.province, found.value));
      return ok({ ...page, items: page.items.map((line) => lineView(line, allocated(line))) });
    },
    planAnswers,
  );
};

const pageOf = async (
  tx: Tx,
  province: string,
  planId: string,
  query: { limit: number; sort: "order" | "amount" } & Partial<
    Record<"line" | "city" | "county" | "institution" | "status" | "code" | "manual" | "text", string | undefined>
  >,
  after: LinePage["after"],
) => {
  const { line, status, code, manual, text, sort, limit } = query;
  const filter = {
    line,
    status,
    code,
    text,
    city: placeKey(query.city),
    county: placeKey(query.county),
    institution: placeKey(query.institution),
    isManual: manual === undefined ? undefined : manual === "true",
  };
  const rows = await findLines(tx, province, planId, filter, { sort, after, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  // Counted on the first page only: the pages after it know.
  const total = after === undefined ? await countLines(tx, province, planId, filter) : undefined;
  return {
    items,
    next: rows.length > limit && last ? keyAfter(last) : null,
    total: total?.count ?? null,
    proposedFen: total === undefined ? null : String(total.proposed),
  };
};

/** Over HTTP an empty place is a word. */
const placeKey = (value: string | undefined): string | undefined => (value === none ? "" : value);
const placeWord = (value: string): string => (value === "" ? none : value);

const keyAfter = (line: PlanLine): string => `${proposedOf(line)}.${line.lineNo}`;
const parseAfter = (key: string): LinePage["after"] => {
  const [proposed = "0", lineNo = "0"] = key.split(".");
  return { proposed: fen(BigInt(proposed)), lineNo: Number(lineNo) };
};

const groupOf = (
  by: "line" | "city" | "county" | "institution",
  row: GroupRow,
  institutionName: (id: string) => string,
  line?: string,
) => {
  const place = { city: row.city || null, county: row.county || null };
  const fixed = { line: line ?? null, city: null, county: null, institution: null };
  if (by === "line") return { ...fixed, key: row.key, name: lineName(row.key), line: row.key };
  if (by === "city") return { ...fixed, key: row.key, name: cityName(place.city), city: placeWord(row.city) };
  const placed = { ...fixed, city: placeWord(row.city), county: placeWord(row.county) };
  if (by === "county") return { ...placed, key: placeOrder(place), name: countyName(place) };
  const id = row.key.split("/").slice(2).join("/");
  return { ...placed, key: row.key, name: institutionName(id), institution: placeWord(id) };
};
