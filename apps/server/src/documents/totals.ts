import { type Fen, type Field, fen, formatYuanGrouped, minus, parseYuan, plus, zero } from "@qiangyi/kernel";
import type { ReadRow, RowValues, SumDifference } from "./workbook.ts";

/** Sums by field name; undefined once a row of the column could not be read, because then nothing can be compared. */
type Sums = Map<string, Fen | undefined>;

interface TotalRow {
  readonly rowNumber: number;
  readonly label: string;
  readonly isGrand: boolean;
  /** Number of segments that stood above it. */
  readonly above: number;
  readonly amounts: RowValues;
}

export interface TotalsCheck {
  readonly add: (row: ReadRow) => void;
  readonly total: (row: { rowNumber: number; label: string; amounts: RowValues }) => void;
  readonly differences: () => SumDifference[];
}

/** 合计, 总计 and 小计 rows are not data, but what they say should agree with the rows: a difference is pointed out, never mended. */
export const makeTotalsCheck = (fields: readonly Field[]): TotalsCheck => {
  const money = fields.filter(({ kind }) => kind === "money");
  const empty = (): Sums => new Map(money.map(({ name }) => [name, zero]));
  const totals: TotalRow[] = [];
  const segments: Sums[] = [empty()];

  return {
    add({ values, errors }) {
      const segment = segments.at(-1) as Sums;
      for (const { name } of money) {
        const amount = parseYuan(String(values[name] ?? "0.00"));
        const sum = segment.get(name);
        const unread = errors.some(({ field }) => field === name);
        segment.set(name, unread || amount === undefined || sum === undefined ? undefined : plus(sum, amount));
      }
    },
    total({ rowNumber, label, amounts }) {
      totals.push({ rowNumber, label, isGrand: /^(合计|总计|共计)$/.test(label), above: segments.length, amounts });
      segments.push(empty());
    },
    differences: () => {
      const side = sideOf(totals, segments);
      return totals.flatMap((total) => money.flatMap((field) => compare(total, field, segments, side) ?? []));
    },
  };
};

type Side = "above" | "below";

/** Where the rows of a subtotal stand: a table begins its groups with them, or closes them; the first one that says an amount tells. */
const sideOf = (totals: readonly TotalRow[], segments: readonly Sums[]): Side => {
  const says = ({ amounts }: TotalRow): boolean => Object.values(amounts).some((text) => (parseYuan(String(text)) ?? zero) > 0n);
  const groups = totals.filter((total) => !total.isGrand && says(total));
  const first = groups.find(({ label }) => label.endsWith("小计")) ?? groups[0];
  const isFirstRow =
    first !== undefined && segments.slice(0, first.above).every((sums) => [...sums.values()].every((sum) => sum === zero));
  return isFirstRow ? "below" : "above";
};

const compare = (total: TotalRow, field: Field, segments: readonly Sums[], side: Side): SumDifference | undefined => {
  const stated = parseYuan(String(total.amounts[field.name] ?? ""));
  if (stated === undefined) return undefined;
  const sums = segments.map((segment) => segment.get(field.name));
  if (sums.includes(undefined)) return undefined;
  const candidates = candidatesOf(total, sums as Fen[], side);
  if (candidates.includes(stated)) return undefined;
  const { rowNumber, label } = total;
  return { rowNumber, label, field: field.name, column: field.label, stated, added: candidates[0] ?? zero };
};

/** What a sum may rightly be: the rows of its own group, which may hold smaller groups. A 合计 with a name in front may stand for any of them. */
const candidatesOf = ({ isGrand, label, above }: TotalRow, sums: readonly Fen[], side: Side): Fen[] => {
  if (isGrand) return [addAll(sums)];
  const [before, after] = [runs(sums.slice(0, above).reverse()), runs(sums.slice(above))];
  const own = side === "above" ? before : after;
  return label.endsWith("小计") ? own : [...own, ...before, ...after, addAll(sums)];
};

/** A difference in a sentence, for whoever only has to know of it. */
export const sumSentence = ({ rowNumber, label, column, stated, added }: SumDifference): string => {
  const gap = minus(stated, added);
  return (
    `第${rowNumber}行${label}「${column}」为${formatYuanGrouped(stated)}元，` +
    `与各行之和${formatYuanGrouped(added)}元相差${formatYuanGrouped(gap < 0n ? fen(-gap) : gap)}元`
  );
};

const addAll = (amounts: readonly Fen[]): Fen => amounts.reduce(plus, zero);

const runs = (amounts: readonly Fen[]): Fen[] => {
  let sum = zero;
  return amounts.map((amount) => {
    sum = plus(sum, amount);
    return sum;
  });
};
