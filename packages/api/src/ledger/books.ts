import { z } from "zod";
import { dateText, fenText, page, pageQuery, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { bookFigures, bookId, bookLevels, earmarkShown, type FigureName, figureNames } from "./shared.ts";

const bookShown = z.object({
  id: bookId,
  title: z.string(),
  level: z.enum(bookLevels),
  place: z.string(),
});

export const bookItem = bookShown.extend({ pages: z.number().int() }).extend(bookFigures.shape);
export type BookItem = z.infer<typeof bookItem>;

/** Books that the actor may see, with their figures of one budget year. */
export const listBooks = route({
  method: "GET",
  url: "/ledger/books",
  room: "ledger",
  summary: "账簿列表",
  access: "books.read",
  query: pageQuery.extend({
    year: yearNumber,
    line: z.string().max(100).optional(),
    region: regionCode.optional(),
    level: z.enum(bookLevels).optional(),
    /** Only books where this figure is not zero. */
    having: z.enum(Object.keys(figureNames) as [FigureName, ...FigureName[]]).optional(),
  }),
  answer: page(bookItem),
});

/** One book: its account pages (账页), one for each earmark, and the years that are closed. */
export const readBook = route({
  method: "GET",
  url: "/ledger/books/:book",
  room: "ledger",
  summary: "一本账簿的各账页",
  access: "books.read",
  params: z.object({ book: bookId }),
  query: z.object({ year: yearNumber.optional(), line: z.string().max(100).optional() }),
  answer: bookShown.extend({
    pages: z.array(z.object({ earmark: earmarkShown, lastOn: dateText }).extend(bookFigures.shape)),
    total: bookFigures,
    closings: z.array(z.object({ year: z.number().int(), recordedOn: dateText })),
    /** The latest year that the actor may close in this book. */
    closableYear: z.number().int().nullable(),
  }),
});

/** 关账 of one year of one book. */
export const closeBook = route({
  method: "POST",
  url: "/ledger/books/:book/closings",
  room: "ledger",
  summary: "年度关账",
  access: "books.close",
  params: z.object({ book: bookId }),
  body: z.object({ year: yearNumber }),
  answer: z.object({ year: z.number().int() }),
});

export const accountBalance = z.object({
  account: z.string(),
  title: z.string(),
  kind: z.enum(["allotment", "cash"]),
  side: z.enum(["debit", "credit"]),
  counterpart: z.string().nullable(),
  counterpartTitle: z.string().nullable(),
  balanceFen: fenText,
});
