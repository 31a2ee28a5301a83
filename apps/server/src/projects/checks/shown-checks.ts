import type { CheckItem } from "@qiangyi/api";
import { addDays, date, dateInShanghai, daysBetween, type PlainDate } from "@qiangyi/kernel";
import { type CallDefinition, nextLevelOf, transitions } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { institutionNames, regionName } from "../../registry/index.ts";
import { shownProject } from "../shown-project.ts";
import { callsOf } from "./call-of-project.ts";
import { fundCheckState, isFinanceLevel } from "./fund-check-state.ts";
import { fundConclusions } from "./fund-checks.store.ts";
import type { CheckedRow } from "./work-list.store.ts";

/** What the caller knows already: what the reader did last, names of institutions. */
interface Known {
  readonly handled?: ReadonlyMap<string, { readonly action: string; readonly at: Date }> | undefined;
  readonly nameOf?: (institution: string) => string | undefined;
}

/** Rows as the check page shows them: where each is, since when, until when, and what finance said. */
export const shownChecks = async (
  tx: Tx,
  actor: Actor,
  rows: readonly CheckedRow[],
  today: PlainDate,
  { handled = new Map(), nameOf }: Known = {},
): Promise<CheckItem[]> => {
  if (rows.length === 0) return [];
  const ofFinance = rows.filter((row) => isFinanceLevel(nextLevelOf(row)));
  const institutions = rows.map(({ institution }) => institution);
  const [names, calls, conclusions] = await Promise.all([
    nameOf ? undefined : institutionNames(tx, actor, institutions),
    callsOf(tx, actor.province, rows),
    fundConclusions(tx, actor.province, ofFinance),
  ]);
  return rows.flatMap((row) => {
    const call = calls.get(row.call);
    if (!call) return [];
    const dueOn = dueOf(row, call.definition);
    const level = nextLevelOf(row);
    const act = handled.get(row.id);
    return [
      {
        ...shownProject(row, (nameOf ?? ((id) => names?.get(id)))(row.institution), call.title),
        round: row.signed_round,
        route: row.route,
        seatName: regionName(row.seat),
        arrivedAt: row.changed_at.toISOString(),
        ageDays: Math.max(0, daysBetween(dateInShanghai(row.changed_at), today)),
        dueOn,
        isOverdue: dueOn !== null && dueOn < today,
        isRead: row.read_at !== null,
        returnedTimes: row.returned_times,
        fundCheck: fundCheckState(call.definition, level, conclusions.get(`${row.id}/${level}`)),
        handled: act === undefined ? null : { label: labelOfAct(act.action), at: act.at.toISOString() },
      },
    ];
  });
};

/** Last day of the correction, or of this level's check where the call gives days for it; the day of arrival does not count. */
export const dueOf = (project: CheckedRow, { checkDays }: Pick<CallDefinition, "checkDays">): PlainDate | null => {
  if (project.state === "returned") return project.correct_by === null ? null : date(project.correct_by);
  if (nextLevelOf(project) === undefined || checkDays === undefined) return null;
  return addDays(dateInShanghai(project.changed_at), checkDays);
};

export const labelOfAct = (action: string): string =>
  action === "fundCheck" ? "会审筹资" : (transitions.find((row) => row.action === action)?.label ?? action);
