import { comparePlan } from "@qiangyi/api";
import { type Fen, fen, minus, ok } from "@qiangyi/kernel";
import type { Rooms } from "../platform/index.ts";
import { lineName, lineOrder } from "../policy/index.ts";
import { comparedAmounts, type Standing } from "./comparison.ts";
import { handleAtDesk } from "./desk.ts";
import { cityName, placeName, placeOrder } from "./places.ts";
import { allCells } from "./plan-cells.store.ts";
import { openPlan } from "./plan-memory.ts";
import { planAnswers, readablePlan } from "./plan-refusals.ts";

type By = "line" | "city" | "county";

/** 同比: this plan beside last year's entitlement and beside what has been allocated. */
export const comparePlanRoute = (rooms: Rooms): void =>
  handleAtDesk(
    rooms,
    comparePlan,
    async ({ tx, actor, params, query }) => {
      const found = await readablePlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      const { year } = found.value;
      const opened = await openPlan(tx, actor.province, found.value);
      const table = new Table(query.by);
      for (const cell of await allCells(tx, actor.province, params.planId)) table.add("proposed", cell, cell.proposed);
      for (const compared of comparedAmounts(opened, year)) table.add(compared.column, compared, compared.amount);
      return ok({ year, rows: table.rows() });
    },
    planAnswers,
  );

const columns = ["proposed", "lastYear", "allocated", "allocatedLastYear", "allocatedEver"] as const;
type Column = (typeof columns)[number];

class Table {
  private readonly by: By;
  private readonly groups = new Map<string, { name: string; order: string; sums: Record<Column, bigint> }>();

  constructor(by: By) {
    this.by = by;
  }

  add(column: Column, standing: Standing, amount: Fen): void {
    const { key, name, order } = groupOf(this.by, standing);
    const group = this.groups.get(key) ?? {
      name,
      order,
      sums: { proposed: 0n, lastYear: 0n, allocated: 0n, allocatedLastYear: 0n, allocatedEver: 0n },
    };
    group.sums[column] += amount;
    this.groups.set(key, group);
  }

  rows() {
    return [...this.groups]
      .filter(([, { sums }]) => columns.some((column) => sums[column] !== 0n))
      .toSorted(([, a], [, b]) => (a.order < b.order ? -1 : 1))
      .map(([key, { name, sums }]) => ({
        key,
        name,
        proposedFen: String(sums.proposed),
        lastYearFen: String(sums.lastYear),
        changeFen: String(minus(fen(sums.proposed), fen(sums.lastYear))),
        allocatedFen: String(sums.allocated),
        allocatedLastYearFen: String(sums.allocatedLastYear),
        allocatedEverFen: String(sums.allocatedEver),
      }));
  }
}

const groupOf = (by: By, { line, city, county }: Standing): { key: string; name: string; order: string } => {
  if (by === "line") return { key: line, name: lineName(line), order: String(lineOrder(line)).padStart(2, "0") };
  if (by === "city") return { key: city ?? "none", name: cityName(city), order: city ?? "" };
  return { key: county ?? city ?? "none", name: placeName({ city, county }), order: placeOrder({ city, county }) };
};
