import { type CoverageMatrix, showCoverageBoard } from "@qiangyi/api";
import { ok, type PlainDate } from "@qiangyi/kernel";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { boardDay } from "./board-facts.ts";
import { countyCoverage } from "./county-coverage.ts";
import type { CoverageBoard } from "./coverage.ts";
import { linfenCoverage } from "./linfen-coverage.ts";

export const showCoverageRoute = (rooms: Rooms): void =>
  handle(rooms, showCoverageBoard, async ({ tx, actor, clock, params, query }) => {
    const today = clock.today();
    return ok(await coverageBoard(tx, actor, { matrix: params.matrix, asOf: boardDay(query.asOf, today), today }));
  });

interface CoverageAsked {
  readonly matrix: CoverageMatrix;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
}

export const coverageBoard = async (tx: Tx, actor: Actor, { matrix, asOf, today }: CoverageAsked): Promise<CoverageBoard> => ({
  asOf,
  today,
  ...(matrix === "linfen" ? await linfenCoverage(tx, actor, asOf) : await countyCoverage(tx, actor, asOf)),
});
