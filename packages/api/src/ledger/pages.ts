import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery } from "../common.ts";
import { route } from "../route.ts";
import { accountBalance } from "./books.ts";
import { bookId, bookLevels, earmarkShown } from "./shared.ts";

const pageParams = z.object({ book: bookId, earmark: z.coerce.number().int().positive() });
/** Both times: what counted on a day, as far as the books knew by another. */
const asOf = { on: dateText.optional(), knownOn: dateText.optional() };

/** 账页: what one book holds for one purpose. */
export const readAccountPage = route({
  method: "GET",
  url: "/ledger/books/:book/pages/:earmark",
  room: "ledger",
  summary: "账页：一个用途的各科目余额",
  access: "books.read",
  params: pageParams,
  query: z.object(asOf),
  answer: z.object({
    book: z.object({ id: bookId, title: z.string(), level: z.enum(bookLevels) }),
    earmark: earmarkShown,
    on: dateText.nullable(),
    knownOn: dateText.nullable(),
    balances: z.array(accountBalance),
    sourcesFen: fenText,
    usesFen: fenText,
    inTransitFen: fenText,
  }),
});

export const postingItem = z.object({
  entryId: z.string(),
  sequence: z.string(),
  line: z.number().int(),
  event: z.string(),
  title: z.string(),
  issuer: z.string(),
  issuerTitle: z.string(),
  number: z.string(),
  row: z.number().int(),
  /** Page of the document, for who may open it. */
  path: z.string().nullable(),
  isAdvance: z.boolean(),
  isReversal: z.boolean(),
  isReversed: z.boolean(),
  debit: z.string(),
  credit: z.string(),
  debitTitle: z.string(),
  creditTitle: z.string(),
  amountFen: fenText,
  effectiveOn: dateText,
  counterpart: z.string().nullable(),
  counterpartTitle: z.string().nullable(),
  economicClass: z.string().nullable(),
  contract: z.string().nullable(),
  recordedAt: instantText,
});
export type PostingItem = z.infer<typeof postingItem>;

/** Every posting of an account page with its document, latest first. */
export const listPostings = route({
  method: "GET",
  url: "/ledger/books/:book/pages/:earmark/postings",
  room: "ledger",
  summary: "账页的每一笔记账",
  access: "books.read",
  params: pageParams,
  query: pageQuery,
  answer: page(postingItem),
});

/** 明细账 of each account of a page for a period: opening, rows, closing. */
export const readStatement = route({
  method: "GET",
  url: "/ledger/books/:book/pages/:earmark/statement",
  room: "ledger",
  summary: "明细账",
  access: "books.read",
  params: pageParams,
  query: z.object({ from: dateText, to: dateText, knownOn: dateText.optional(), account: z.string().max(4).optional() }),
  answer: z.object({
    accounts: z.array(
      z.object({
        account: z.string(),
        title: z.string(),
        side: z.enum(["debit", "credit"]),
        openingFen: fenText,
        rows: z.array(
          z.object({
            key: z.string(),
            effectiveOn: dateText,
            title: z.string(),
            issuer: z.string(),
            number: z.string(),
            row: z.number().int(),
            counterpartTitle: z.string().nullable(),
            debitFen: fenText,
            creditFen: fenText,
            balanceFen: fenText,
          }),
        ),
        debitsFen: fenText,
        creditsFen: fenText,
        closingFen: fenText,
      }),
    ),
  }),
});
