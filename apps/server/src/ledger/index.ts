import type { Rooms } from "../platform/index.ts";
import type { DocumentFinder } from "./document-paths.ts";
import { showBooksRoutes } from "./show-books.ts";
import { showClauseMoneyRoute, showFunnelRoute } from "./show-funnel.ts";
import { showPagesRoutes } from "./show-pages.ts";
import type { ProjectNamer } from "./titles.ts";

export { ledgerAnswers } from "./answers.ts";
export { balanceOf, bookBalances } from "./balances.store.ts";
export { bookOf, financeBook, regionOfBook, unitBook } from "./books.ts";
export { closePeriod } from "./close-period.ts";
export { type DocumentFinder, documentKey } from "./document-paths.ts";
export { heldByYear } from "./held-by-year.ts";
export { loadLedger } from "./load-ledger.ts";
export { type MovedInMonth, movedByMonth } from "./moved-by-month.ts";
export { ownBook, ownBureau } from "./own-book.ts";
export { type PaidInMonth, type PaidVoucher, paidByMonth, paidVouchers } from "./paid-by-month.ts";
export { type BookPosition, bookPositions, type PositionsAsked } from "./positions.ts";
export { type PostRefusal, postEntries } from "./post-entries.ts";
export { lastDocumentRow, type PostedRow, paidByProject, postedRows } from "./posted-documents.ts";
export { postingsOf } from "./postings-of.ts";
export { reverseEntry } from "./reverse-entry.ts";
export { findEntry } from "./stored-entry.ts";
export { type TakenBack, takenBack } from "./taken-back.ts";
export { bookTitle, bookTitles, type ProjectNamer, projectKey } from "./titles.ts";
export { verifyLedger } from "./verify-ledger.ts";

/** 指标账: the books, what lies in them and how it came there. Posting is for other rooms, through this door. */
export const ledgerRoutes = (
  rooms: Rooms,
  finders: readonly DocumentFinder[] = [],
  nameProjects: ProjectNamer = async () => new Map(),
): void => {
  showFunnelRoute(rooms);
  showClauseMoneyRoute(rooms);
  showBooksRoutes(rooms, nameProjects);
  showPagesRoutes(rooms, finders, nameProjects);
};
