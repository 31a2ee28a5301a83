import { column, figure, type ToldNode, unknown } from "./told-node.ts";

/** A measure of a goal that one unit has to report, in its latest period; null while it has not. */
export interface UnitMeasure {
  readonly title: string;
  readonly unit: string;
  readonly value: string | null;
}

/** Which measures stand, and who still owes his: 2/3，省医保局未报. */
export const reportedByUnitNode = (measures: readonly UnitMeasure[], period: string): ToldNode => {
  const owed = measures.filter(({ value }) => value === null);
  const units = [...new Set(owed.map(({ unit }) => unit))];
  const told = `${measures.length - owed.length}/${measures.length}`;
  return {
    light: "none",
    told: units.length === 0 ? `${told}，${period}都已报` : `${told}，${units.join("、")}未报`,
    open: owed.map(({ title, unit }) => `${title}（${unit}）`),
    columns: [column("衡量"), column("报送单位"), column("期间"), figure("数值")],
    rows: measures.map(({ title, unit, value }) => [title, unit, period, value ?? `${unknown}（未报）`]),
  };
};
