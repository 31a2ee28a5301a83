import { addDays, date, type Fen, fen, type PlainDate, yearOf } from "@qiangyi/kernel";
import { balance } from "./balances.ts";
import { closePeriod } from "./close-period.ts";
import { type Earmark, earmarkKey } from "./earmark.ts";
import type { Book, BookId, DocumentRow, Entry, FinanceBook, UnitBook } from "./entry.ts";
import * as events from "./events/index.ts";
import type { AllocationRow, PublishedDocument } from "./invariants/index.ts";
import { inTransit } from "./invariants/index.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";
import { post } from "./post.ts";
import { finance, stroke2024, unit } from "./sample-books.ts";
import type { Step } from "./steps.ts";

/**
 * A small province for the properties: two cities, their counties, one county under the province, a unit below each and one provincial. Ids are
 * those of the store (F and a region's code, U and an institution's id), which runs the same years.
 */
const province = finance("F140000");
const joints: readonly (readonly [FinanceBook, Book])[] = (() => {
  const [cityA, cityB] = [finance("F140100"), finance("F141000")];
  const counties = [finance("F140121"), finance("F140122"), finance("F141021"), finance("F141081")];
  const [a1, a2, b1, direct] = counties as [FinanceBook, FinanceBook, FinanceBook, FinanceBook];
  return [
    [province, cityA],
    [province, cityB],
    [province, direct],
    [province, unit("Uunit-140000")],
    [cityA, a1],
    [cityA, a2],
    [cityB, b1],
    ...counties.map((county) => [county, unit(`Uunit-${county.id.slice(1)}`)] as const),
  ];
})();
export const books: readonly Book[] = [province, ...joints.map(([, lower]) => lower)];
const bureaus = books.filter((book): book is FinanceBook => book.keeper === "finance");
const units = joints.filter((joint): joint is readonly [FinanceBook, UnitBook] => joint[1].keeper === "unit");

export const earmarks: readonly Earmark[] = [
  stroke2024,
  { ...stroke2024, line: "line-trauma", project: "project-trauma" },
  { ...stroke2024, year: 2025 },
];

/** One thing that someone tries, in numbers that a generator can draw and shrink: what, where, for which earmark, how much, when. */
export interface Attempt {
  readonly step: Step | "reverse" | "close" | "repeat";
  readonly place: number;
  readonly earmark: number;
  /** Of what is there, in percent; above 100 it should be refused. */
  readonly share: number;
  readonly daysLater: number;
  /** Counts from so many days before it is recorded. */
  readonly backdated: number;
}

export interface Year {
  readonly ledger: Ledger;
  readonly today: PlainDate;
  /** Entries that were accepted, in order, with their day of recording. */
  readonly accepted: readonly { readonly entry: Entry; readonly recordedOn: PlainDate }[];
  readonly refused: number;
}
export const newYear: Year = { ledger: emptyLedger, today: date("2024-01-02"), accepted: [], refused: 0 };

/** Money on its way down every joint and paid in part, so that few drawn attempts reach every step. */
export const prologue: readonly Attempt[] = [0, 1].flatMap((earmark) => {
  const first = { earmark, daysLater: 0, backdated: 0 };
  return [
    { ...first, step: "arrange" as const, place: 0, share: 100 },
    ...joints.flatMap((_, place) => [
      { ...first, step: "issue" as const, place, share: 40 },
      { ...first, step: "receive" as const, place, share: 100 },
    ]),
    ...units.flatMap((_, place) => [
      { ...first, step: "freeze" as const, place, share: 60 },
      { ...first, step: "pay" as const, place, share: 80 },
      { ...first, step: "payFromTreasury" as const, place, share: 30 },
      { ...first, step: "prepay" as const, place, share: 30 },
    ]),
  ];
});

const pick = <Value>(values: readonly Value[], at: number): Value => values[at % values.length] as Value;
const shareOf = (amount: bigint, share: number): Fen => fen((amount * BigInt(share)) / 100n);

/** What an attempt comes to with the books as they are: a closing, an entry, or nothing that could be tried. */
export type Tried =
  | { readonly what: "close"; readonly book: BookId; readonly year: number }
  | { readonly what: "post"; readonly entry: Entry }
  | { readonly what: "nothing" };

export const tryOf = (year: Year, what: Attempt): Tried => {
  const today = addDays(year.today, what.daysLater);
  const { step } = what;
  if (step === "close") return { what: "close", book: pick(books, what.place).id, year: yearOf(today) - 1 };
  const entry = entryOf(year, today, { ...what, step });
  return entry ? { what: "post", entry } : { what: "nothing" };
};

/** Tries one thing; a refusal leaves everything but the date as it was. */
export const attempt = (year: Year, what: Attempt): Year => {
  const today = addDays(year.today, what.daysLater);
  const tried = tryOf(year, what);
  if (tried.what === "nothing") return { ...year, today };
  if (tried.what === "close") {
    const closed = closePeriod(year.ledger, { book: tried.book, year: tried.year, recordedOn: today });
    return closed.ok ? { ...year, today, ledger: closed.value } : { ...year, today, refused: year.refused + 1 };
  }
  const { entry } = tried;
  const result = post(year.ledger, entry, { recordedOn: today });
  if (!result.ok) return { ...year, today, refused: year.refused + 1 };
  const isNew = result.value !== year.ledger;
  const accepted = isNew ? [...year.accepted, { entry, recordedOn: today }] : year.accepted;
  return { ...year, today, ledger: result.value, accepted };
};

const entryOf = (
  year: Year,
  today: PlainDate,
  what: Attempt & { readonly step: Exclude<Attempt["step"], "close"> },
): Entry | undefined => {
  const { ledger, accepted } = year;
  const on = addDays(today, -what.backdated);
  const document: DocumentRow = { issuer: "test", number: `文〔${yearOf(today)}〕${ledger.entries.size}号`, row: 1 };
  // Of what was posted last, because what the whole chain rests on can hardly ever be taken back.
  const recent = accepted.at(-1 - (what.place % accepted.length))?.entry;
  if (what.step === "repeat") return recent;
  if (what.step === "reverse") return recent && events.reverse(recent, { document, on });
  const build = builders[what.step];
  const earmark = pick(earmarks, what.earmark);
  // The first place from the drawn one on where there is money to move: blind draws would seldom reach a payment.
  for (let place = what.place; place < what.place + books.length; place++) {
    const entry = build({ ledger, document, on, what: { ...what, place }, earmark });
    if (entry?.transfers.every(({ amount }) => amount > 0n)) return entry;
  }
  return build({ ledger, document, on, what, earmark });
};

interface Making {
  readonly ledger: Ledger;
  readonly document: DocumentRow;
  readonly on: PlainDate;
  readonly what: Attempt;
  readonly earmark: Earmark;
}
type Builder = (making: Making) => Entry | undefined;

const lies = ({ ledger, earmark }: Making, book: Book, account: Parameters<typeof balance>[1]["account"], counterpart?: Book) =>
  balance(ledger.lines, {
    book: book.id,
    earmarkKey: earmarkKey(earmark),
    account,
    ...(counterpart && { counterpart: counterpart.id }),
  });
const posting = ({ document, earmark, on, what }: Making, base: bigint) => ({
  document,
  earmark,
  on,
  amount: shareOf(base, what.share),
});
const held = (book: Book) => (book.keeper === "finance" ? "1101" : "1105");
const jointOf = ({ what }: Making) => {
  const [from, to] = pick(joints, what.place);
  return { from, to };
};
const unitOf = ({ what }: Making) => {
  const [bureau, unit] = pick(units, what.place);
  return { bureau, unit };
};
const treasury = (making: Making, base: bigint) => ({ ...posting(making, base), ...unitOf(making), economicClass: "31003" });
const spentInCash = (making: Making, unit: UnitBook) =>
  inTransit(making.ledger.lines.filter((line) => line.book === unit.id && line.earmarkKey === earmarkKey(making.earmark)));

const builders: Record<Step, Builder> = {
  arrange: (making) => events.arrange({ ...posting(making, 100_000_007n), book: province }),
  issue: (making) => {
    const joint = jointOf(making);
    const isAdvance = making.on < `${making.earmark.year}-01-01`;
    return events.issue({ ...posting(making, lies(making, joint.from, "1101")), ...joint, ...(isAdvance && { isAdvance }) });
  },
  receive: (making) => {
    const joint = jointOf(making);
    return events.receive({ ...posting(making, lies(making, joint.from, "1102", joint.to)), ...joint });
  },
  withdraw: (making) => {
    const joint = jointOf(making);
    return events.withdraw({ ...posting(making, lies(making, joint.from, "1102", joint.to)), ...joint });
  },
  reduce: (making) => {
    const joint = jointOf(making);
    return events.reduce({ ...posting(making, lies(making, joint.to, held(joint.to))), ...joint });
  },
  freeze: (making) => {
    const book = making.what.share % 4 === 1 ? pick(books, making.what.place) : unitOf(making).unit;
    return events.freeze({ ...posting(making, lies(making, book, held(book))), book });
  },
  unfreeze: (making) => {
    const book = pick(books, making.what.place);
    return events.unfreeze({ ...posting(making, lies(making, book, "1106")), book });
  },
  pay: (making) => {
    const { unit } = unitOf(making);
    return events.pay({ ...posting(making, lies(making, unit, "1106")), book: unit });
  },
  refund: (making) => {
    const { unit } = unitOf(making);
    const result = events.refund({ ...posting(making, lies(making, unit, "1107")), book: unit, paidOn: making.on });
    return result.ok ? result.value : undefined;
  },
  carryOver: ({ on, what, ...making }) => {
    const book = pick(books, what.place);
    const base = lies({ ...making, on, what }, book, held(book));
    const { document, earmark } = making;
    return events.carryOver({ document, earmark, amount: shareOf(base, what.share), year: yearOf(on) - 1, book });
  },
  recover: (making) => {
    const { from, to } = jointOf(making);
    const outOf = to.keeper === "unit" && making.what.share % 5 === 0 ? "paid" : "held";
    const base = lies(making, to, outOf === "held" ? held(to) : "1107");
    return events.recover({ ...posting(making, base), from: to, to: from, into: earmarks[2] ?? stroke2024, outOf });
  },
  reassign: (making) => {
    const book = pick(bureaus, making.what.place);
    return events.reassign({
      ...posting(making, lies(making, book, "1101")),
      book,
      into: pick(earmarks, making.what.earmark + 1),
    });
  },
  moveCash: (making) => events.moveCash({ ...posting(making, 30_000_000n), ...jointOf(making) }),
  payFromTreasury: (making) => events.payFromTreasury(treasury(making, spentInCash(making, unitOf(making).unit))),
  prepay: (making) => events.prepay(treasury(making, spentInCash(making, unitOf(making).unit))),
  clearPrepayment: (making) => events.clearPrepayment(treasury(making, lies(making, unitOf(making).unit, "5103"))),
  refundCash: (making) => {
    const of = making.what.share % 2 === 0 ? "expenditure" : "prepayment";
    const base = lies(making, unitOf(making).unit, of === "expenditure" ? "5102" : "5103");
    return events.refundCash({ ...treasury(making, base), of });
  },
  recogniseReturn: (making) => {
    const { from: to, to: book } = jointOf(making);
    return events.recogniseReturn({ ...posting(making, lies(making, book, "4101")), book, to });
  },
  handBack: (making) => {
    const { from: to, to: book } = jointOf(making);
    return events.handBack({ ...posting(making, lies(making, book, "6101")), book, to });
  },
};

/** What the issued documents of a year said, for I6 and I9. */
export const documentsOf = ({ accepted }: Year): readonly PublishedDocument[] =>
  accepted
    .filter(({ entry }) => entry.step === "issue" && entry.reverses === undefined)
    .map(({ entry: { document, transfers } }) => {
      const [{ amount } = { amount: fen(0n) }] = transfers;
      return { issuer: document.issuer, number: document.number, total: amount, rows: [{ row: document.row, amount }] };
    });

export const allocationsOf = ({ accepted }: Year): readonly AllocationRow[] => {
  const reversed = new Set(accepted.map(({ entry }) => entry.reverses));
  const early = new Map<string, bigint>();
  const issues = accepted.filter(
    ({ entry }) => entry.step === "issue" && entry.reverses === undefined && !reversed.has(entry.id),
  );
  const keyOf = ({ transfers: [first] }: Entry) =>
    first && JSON.stringify([first.book, first.counterpart, earmarkKey(first.earmark)]);
  for (const { entry } of issues)
    if (entry.isAdvance)
      early.set(keyOf(entry) ?? "", (early.get(keyOf(entry) ?? "") ?? 0n) + (entry.transfers[0]?.amount ?? 0n));
  return issues.flatMap(({ entry }): AllocationRow[] => {
    const [first] = entry.transfers;
    if (entry.isAdvance || !first?.counterpart) return [];
    const before = fen(early.get(keyOf(entry) ?? "") ?? 0n);
    return [
      {
        document: entry.document,
        from: first.book,
        to: first.counterpart,
        earmark: first.earmark,
        allocated: fen(before + first.amount),
        early: before,
        current: first.amount,
      },
    ];
  });
};
