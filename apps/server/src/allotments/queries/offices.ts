import { regionOfBook } from "../../ledger/index.ts";
import type { IssuedRow } from "../receipts/issued-rows.store.ts";

export type Side = "finance" | "health" | "unit";

export interface Office {
  readonly party: "finance" | "health";
  readonly region: string;
  /** copy: told as well, without the clause asking for it. */
  readonly role: "required" | "copy";
}

/** The level above is whoever issued the money: the city for its counties, the province for those that it manages directly. */
export const upperBookOf = ({ issuer }: Pick<IssuedRow, "issuer">): string => issuer;

/**
 * Whom a query must reach at once. Finance tells the finance department above (qiangyi-2024.art8.4.b); health tells the finance
 * department beside it and the authority above it, read as health above with a copy to finance above (art8.4.c). A unit's doubt goes
 * to the bureau that issued its money.
 */
export const officesToTell = (
  side: Side,
  { book, upperBook }: { readonly book: string; readonly upperBook: string },
): readonly Office[] => {
  const upper = regionOfBook(upperBook) ?? upperBook;
  const upperFinance = { party: "finance", region: upper } as const;
  if (side !== "health") return [{ ...upperFinance, role: "required" }];
  const own = regionOfBook(book) ?? upper;
  const others: readonly Office[] = [
    { party: "finance", region: own, role: "required" },
    { party: "health", region: upper, role: "required" },
  ];
  return own === upper ? others : [...others, { ...upperFinance, role: "copy" }];
};
