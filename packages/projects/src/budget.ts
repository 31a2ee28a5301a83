import { type Fen, fen, plus, zero } from "@qiangyi/kernel";

export const budgetSources = {
  central: "中央补助",
  province: "省级专项",
  city: "市级财政",
  county: "县级财政",
  own: "单位自筹",
  other: "其他",
} as const;
export type BudgetSource = keyof typeof budgetSources;

/** One row of the yearly budget (晋财社〔2022〕32号 第八条（二）): task, target and amount belong together. */
export interface BudgetRow {
  readonly id: string;
  readonly year: number;
  /** Economic class of departments, three or five digits. */
  readonly economicClass: string;
  readonly source: BudgetSource;
  readonly task: string;
  /** Ids of rows of the performance targets that the money serves. */
  readonly targets: readonly string[];
  readonly amountFen: string;
  /** How the amount was reckoned (测算依据). */
  readonly reckoning: string;
}

/** What the unit states as the total of each year; it must equal its rows. */
export interface Budget {
  readonly rows: readonly BudgetRow[];
  readonly statedTotals: readonly { readonly year: number; readonly amountFen: string }[];
}

export interface BudgetTotals {
  readonly totalFen: Fen;
  readonly byYear: ReadonlyMap<number, Fen>;
  readonly bySource: ReadonlyMap<BudgetSource, Fen>;
  readonly byClass: ReadonlyMap<string, Fen>;
}

/** The same function in the browser while typing and in the server when it judges, so the two can never differ. Unreadable amounts count as zero. */
export const totalsOf = ({ rows }: Pick<Budget, "rows">): BudgetTotals => {
  const [byYear, bySource, byClass] = [new Map<number, Fen>(), new Map<BudgetSource, Fen>(), new Map<string, Fen>()];
  let totalFen = zero;
  for (const row of rows) {
    const amount = amountOf(row.amountFen);
    totalFen = plus(totalFen, amount);
    add(byYear, row.year, amount);
    add(bySource, row.source, amount);
    add(byClass, row.economicClass.slice(0, 3), amount);
  }
  return { totalFen, byYear, bySource, byClass };
};

const amountOf = (text: string): Fen => (/^(0|[1-9]\d{0,15})$/.test(text) ? fen(BigInt(text)) : zero);

const add = <Key>(sums: Map<Key, Fen>, key: Key, amount: Fen): void => void sums.set(key, plus(sums.get(key) ?? zero, amount));
