import { type Fen, type Field, fen, formatYuanGrouped, minus, parseYuan, plus, zero } from "@qiangyi/kernel";
import type { ReadRow, RowValues } from "./workbook.ts";

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
  readonly warnings: () => string[];
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
    warnings: () => totals.flatMap((total) => money.flatMap((field) => compare(total, field, segments) ?? [])),
  };
};

const compare = (total: TotalRow, field: Field, segments: readonly Sums[]): string | undefined => {
  const stated = parseYuan(String(total.amounts[field.name] ?? ""));
  if (stated === undefined) return undefined;
  const sums = segments.map((segment) => segment.get(field.name));
  if (sums.includes(undefined)) return undefined;
  const known = sums as Fen[];
  // A subtotal closes or opens its group, and may itself stand over smaller subtotals.
  const candidates = total.isGrand
    ? [addAll(known)]
    : [...runs(known.slice(0, total.above).reverse()), ...runs(known.slice(total.above))];
  if (candidates.includes(stated)) return undefined;
  const [expected = zero] = candidates;
  const gap = minus(stated, expected);
  return (
    `第${total.rowNumber}行${total.label}「${field.label}」为${formatYuanGrouped(stated)}元，` +
    `与各行之和${formatYuanGrouped(expected)}元相差${formatYuanGrouped(gap < 0n ? fen(-gap) : gap)}元`
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
