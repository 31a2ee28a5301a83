import {
  type AskedIndicator,
  blankEntry,
  type EnteredValue,
  type PartOfEntry,
  type Quantity,
  quantities,
} from "./asked-indicator.ts";
import { compareExact, type ExactNumber, exactNumber, groupedNumber } from "./exact-number.ts";
import type { ReportFinding } from "./judge-report.ts";

/** 四级手术 ≤ 手术 ≤ 出院: all of them count discharged patients, so each is part of the next. */
const order: readonly Quantity[] = ["level4-surgery", "surgery", "discharges"];

interface Stated {
  readonly asked: AskedIndicator;
  readonly field: PartOfEntry;
  readonly text: string;
  readonly number: ExactNumber;
}

/** What the rows of one report say of the same patients must agree across rows. */
export const judgeChain = (
  asked: readonly AskedIndicator[],
  entries: ReadonlyMap<string, EnteredValue>,
): readonly ReportFinding[] => {
  const stated = order.map((quantity) => statedAs(quantity, asked, entries));
  return [
    ...stated.flatMap((twins, at) => unequalTwins(order[at] ?? "discharges", twins)),
    ...stated.slice(0, -1).flatMap((smaller, at) => outOfOrder(smaller, stated[at + 1] ?? [], at)),
  ];
};

const statedAs = (
  quantity: Quantity,
  asked: readonly AskedIndicator[],
  entries: ReadonlyMap<string, EnteredValue>,
): readonly Stated[] =>
  asked.flatMap((one) => {
    const entry = entries.get(one.code) ?? blankEntry;
    return (["value", "numerator", "denominator"] as const).flatMap((field): Stated[] => {
      const number = one.quantities[field] === quantity ? exactNumber(entry[field]) : undefined;
      return number ? [{ asked: one, field, text: entry[field], number }] : [];
    });
  });

const outOfOrder = (smaller: readonly Stated[], larger: readonly Stated[], at: number): readonly ReportFinding[] => {
  const least = larger.toSorted((a, b) => compareExact(a.number, b.number))[0];
  if (!least) return [];
  return smaller.flatMap((one): ReportFinding[] => {
    if (compareExact(one.number, least.number) <= 0 || isSaidByParts(one, larger)) return [];
    const [small, large] = [quantities[order[at] ?? "surgery"], quantities[order[at + 1] ?? "discharges"]];
    const message = `${small}${groupedNumber(one.text)}大于“${least.asked.title}”中的${large}${groupedNumber(least.text)}`;
    return [{ code: "OUT_OF_ORDER", severity: "error", indicator: one.asked.code, field: one.field, message }];
  });
};

/** Within one indicator the rule of part and whole says it already. */
const isSaidByParts = (one: Stated, larger: readonly Stated[]): boolean =>
  larger.some(({ asked, number }) => asked.code === one.asked.code && compareExact(one.number, number) > 0);

const unequalTwins = (quantity: Quantity, twins: readonly Stated[]): readonly ReportFinding[] => {
  const [first, ...others] = twins;
  if (!first) return [];
  return others.flatMap((one): ReportFinding[] => {
    if (compareExact(one.number, first.number) === 0) return [];
    const message = `${quantities[quantity]}与“${first.asked.title}”中的${groupedNumber(first.text)}不一致，请核对`;
    return [{ code: "UNEQUAL_TWINS", severity: "warning", indicator: one.asked.code, field: one.field, message }];
  });
};
