import {
  adjust,
  dropsExtremes,
  type GivenScore,
  meanOf,
  needsSecondReview,
  rankProjects,
  spreadOf,
  suggestionOf,
} from "@qiangyi/projects";
import type { Round } from "./rounds.store.ts";

/** The round that decides about a project is its last one. */
export const decidingRounds = (rounds: readonly Round[]): ReadonlyMap<string, Round> =>
  new Map(rounds.map((round) => [round.project, round]));

export const isComplete = ({ state, openSheets, sheets, experts }: Round): boolean =>
  state === "drawn" && openSheets === 0 && sheets.length === experts;

export const shownRound = (round: Round) => {
  const isOpen = !isComplete(round);
  const totals = isOpen ? [] : round.sheets.map(({ total }) => total).toSorted((a, b) => a - b);
  return {
    panel: round.panel,
    round: round.round,
    state: isOpen ? round.state : ("closed" as const),
    locked: isOpen ? 0 : totals.length,
    experts: round.experts,
    totals,
    mean: meanOf(totals) ?? null,
    dropsExtremes: dropsExtremes(totals.length),
    spread: spreadOf(totals) ?? null,
  };
};

/** Whether the last round is over and its scores lie too far apart for a result. */
export const asksForSecond = (round: Round): boolean =>
  isComplete(round) &&
  round.round === 1 &&
  needsSecondReview(
    round.sheets.map(({ total }) => total),
    round.sheet.spread,
  );

/** Compulsory questions that at least one expert answered with no. */
export const vetoesOf = (round: Round) =>
  round.sheet.vetoes
    .map(({ id, title, clause }) => ({
      id,
      title,
      clause,
      against: round.sheets.filter(({ vetoes }) => vetoes[id] === false).length,
    }))
    .filter(({ against }) => against > 0);

export const scoresOf = (rounds: Iterable<Round>): GivenScore[] =>
  [...rounds]
    .filter(isComplete)
    .flatMap(({ project, sheets }) => sheets.map(({ expert, total }) => ({ project, expert, total })));

/** Everything that the scores of a call come to. */
export const judge = (rounds: readonly Round[]) => {
  const deciding = decidingRounds(rounds);
  const scores = scoresOf(deciding.values());
  return {
    deciding,
    scores,
    ranked: rankProjects(scores),
    effects: adjust(scores),
    suggestion: (round: Round, mean: number) => suggestionOf(mean, round.sheet),
  };
};
