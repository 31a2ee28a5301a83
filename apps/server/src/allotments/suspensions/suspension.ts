import { type Obstacle, pilotLine } from "@qiangyi/api";
import { inChinese, type PlainDate } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { type Suspension, suspensionsInForce } from "./suspensions.store.ts";

interface Place {
  readonly city: string | null;
  readonly county: string | null;
}

/** Whether money in this place is stopped: what stops a city stops its counties, what stops a county stops nothing of the city's own. */
export const reaches = (suspension: Pick<Suspension, "city" | "county">, { city, county }: Place): boolean =>
  (suspension.city === null || suspension.city === city) && (suspension.county === null || suspension.county === county);

/** Whether it concerns anybody in a region: those above the region and those inside it. */
export const concerns = (suspension: Pick<Suspension, "city" | "county">, { city, county }: Place): boolean =>
  (suspension.city === null || city === null || suspension.city === city) &&
  (suspension.county === null || county === null || suspension.county === county);

export const stateOf = (
  { liftedAt, endsOn }: Pick<Suspension, "liftedAt" | "endsOn">,
  today: PlainDate,
): "open" | "ended" | "lifted" => {
  if (liftedAt !== null) return "lifted";
  return endsOn !== null && endsOn < today ? "ended" : "open";
};

export const suspensionText = ({ line, documentNumber, endsOn, reason }: Suspension): string =>
  `已按${documentNumber}暂停拨付「${lineName(line)}」${endsOn === null ? "" : `至${inChinese(endsOn)}`}：${reason}`;

/** What stops a payment of a line in a place on the day; the oldest first. */
export const lineSuspensionOver = async (
  tx: Tx,
  actor: Actor,
  today: PlainDate,
  { line, ...place }: Place & { readonly line: string },
): Promise<{ readonly reason: string; readonly document: string; readonly text: string } | undefined> => {
  const found = (await suspensionsInForce(tx, actor, today)).find((each) => each.line === line && reaches(each, place));
  return found && { reason: found.reason, document: found.documentNumber, text: suspensionText(found) };
};

/** The fund of a line says by itself that money is stopped when supervision finds something. */
const clauseOf = (line: string): string => (line === pilotLine ? "5g-2022.art19.b" : "qiangyi-2024.art11.c");

export interface PassedRow {
  readonly line: string;
  readonly destinationCity: string | null;
  readonly destinationCounty: string | null;
  readonly destinationName: string;
  /** 分: a row that moves no money is stopped by nothing. */
  readonly amount: bigint;
  /** How screens find the row again. */
  readonly place: string;
}

export type SuspensionObstacle = Obstacle & { readonly code: "LINE_SUSPENDED" };

/**
 * What stands in the way of rows that would carry money of a stopped line into a stopped place, one obstacle for each suspension. It is judged
 * by today, not by the day that a document names: otherwise a date in the past would undo it.
 */
export const suspensionObstacles = (
  suspensions: readonly Suspension[],
  rows: readonly PassedRow[],
): readonly SuspensionObstacle[] =>
  suspensions.flatMap((suspension): SuspensionObstacle[] => {
    const stopped = rows.filter(
      ({ line, amount, destinationCity, destinationCounty }) =>
        amount > 0n && line === suspension.line && reaches(suspension, { city: destinationCity, county: destinationCounty }),
    );
    if (stopped.length === 0) return [];
    const names = [...new Set(stopped.map(({ destinationName }) => destinationName))];
    const shown = names.length > 3 ? `${names.slice(0, 3).join("、")}等${names.length}处` : names.join("、");
    return [
      {
        code: "LINE_SUSPENDED",
        text: `${suspensionText(suspension)}（涉及${shown}）`,
        clause: clauseOf(suspension.line),
        places: [...new Set(stopped.map(({ place }) => place))],
      },
    ];
  });
