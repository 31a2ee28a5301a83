import type { Rooms } from "../platform/index.ts";
import type { DocumentFinder } from "./document-paths.ts";
import { showBooksRoutes } from "./show-books.ts";
import { showFunnelRoute } from "./show-funnel.ts";
import { showPagesRoutes } from "./show-pages.ts";

export { ledgerAnswers } from "./answers.ts";
export { balanceOf, bookBalances, type CellAsked, type CellBalance } from "./balances.store.ts";
export { bookOf, financeBook, unitBook } from "./books.ts";
export { type CloseRefusal, closeAnswers, closePeriod, type Undecided } from "./close-period.ts";
export { type DocumentFinder, documentKey, type PostedDocument } from "./document-paths.ts";
export { type HeldOfYear, heldByYear } from "./held-by-year.ts";
export { loadLedger } from "./load-ledger.ts";
export { type PaidInMonth, paidByMonth } from "./paid-by-month.ts";
export { type PostRefusal, postEntries } from "./post-entries.ts";
export { type Posting, type PostingsAsked, postingsOf } from "./postings-of.ts";
export { reverseEntry } from "./reverse-entry.ts";
export { earmarkOfKey, findEntry } from "./stored-entry.ts";
export { type LedgerVerification, verifyLedger } from "./verify-ledger.ts";

/** 指标账: the books, what lies in them and how it came there. Posting is for other rooms, through this door. */
export const ledgerRoutes = (rooms: Rooms, finders: readonly DocumentFinder[] = []): void => {
  showFunnelRoute(rooms);
  showBooksRoutes(rooms);
  showPagesRoutes(rooms, finders);
};
