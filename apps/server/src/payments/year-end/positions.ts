import { projectTitles } from "../../allotments/index.ts";
import { type BookPosition, bookPositions, bookTitles, type PositionsAsked } from "../../ledger/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";

/** One page of one book as it stood at the end of a day, with the names of its holder and its project. */
export interface Position extends BookPosition {
  readonly holderName: string;
  readonly title: string;
}

export const positionsAt = async (tx: Tx, actor: Actor, asked: PositionsAsked): Promise<readonly Position[]> => {
  const positions = await bookPositions(tx, actor, asked);
  const books = positions.map(({ book }) => book);
  const [nameOf, titleOf] = [await bookTitles(tx, actor, books), await projectTitles(tx, actor, books)];
  return positions.map((position) => ({
    ...position,
    holderName: nameOf(position.book),
    title: titleOf(position) ?? position.earmark.project ?? "未落到项目的资金",
  }));
};
