import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { lineName } from "../policy/index.ts";
import { type AccountPage, pagesOf } from "./pages.ts";

/** An account page in one line of text. */
export const pageTitle = ({ year, line, title }: Pick<AccountPage, "year" | "line" | "title">): string =>
  title === lineName(line) ? `${year}年${title}` : `${year}年${lineName(line)}：${title}`;

export interface PaidRequest {
  readonly id: string;
  readonly number: string;
  readonly purpose: string;
  readonly paidOn: PlainDate;
  readonly amount: Fen;
}

export interface UnitPage {
  readonly earmark: string;
  readonly title: string;
  readonly project: string | null;
  readonly paid: Fen;
  readonly available: Fen;
  readonly payments: readonly PaidRequest[];
}

/** The pages of a unit in the books with what was paid from each; money that is only on its way has none. */
export const unitPages = async (tx: Tx, actor: Actor, institution: string): Promise<readonly UnitPage[]> => {
  const pages = (await pagesOf(tx, actor, institution)).filter(({ earmarkId }) => /^\d+$/.test(earmarkId));
  const { rows } = await sql<Omit<PaidRequest, "amount"> & { readonly earmark: string; readonly amount: bigint }>`
    select id, number, purpose, earmark, paid_on::text as "paidOn", amount_fen as amount from payment_request
    where ${within(actor, "payment_request")} and institution = ${institution} and state = 'paid' order by id desc`.execute(tx);
  return pages.map((page) => ({
    earmark: page.earmarkId,
    title: pageTitle(page),
    project: page.project,
    paid: page.paid,
    available: page.available,
    payments: rows
      .filter(({ earmark }) => earmark === page.earmarkId)
      .map(({ id, number, purpose, paidOn, amount }) => ({ id, number, purpose, paidOn, amount: fen(amount) })),
  }));
};
