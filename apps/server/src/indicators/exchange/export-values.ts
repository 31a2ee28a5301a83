import type { IndicatorView } from "@qiangyi/api";
import { date, type PlainDate } from "@qiangyi/kernel";
import { cycleOfPeriod } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { observationsFor } from "../observations/index.ts";
import { orgUnitsOf } from "./org-units.ts";
import type { OutgoingValue } from "./outgoing-value.ts";

interface Asked {
  readonly subject: string;
  readonly indicator?: string | undefined;
  readonly from?: string | undefined;
  readonly asOf?: string | undefined;
}

export interface Outgoing {
  readonly asOf: PlainDate;
  readonly name: string;
  readonly values: readonly OutgoingValue[];
  readonly indicators: ReadonlyMap<string, IndicatorView>;
}

/** Approved values of one subject in the version that stood on a day; undefined where the actor does not see the subject. */
export const outgoingOf = async (
  tx: Tx,
  actor: Actor,
  { subject, indicator, from, asOf }: Asked,
  today: PlainDate,
): Promise<Outgoing | undefined> => {
  const orgUnit = (await orgUnitsOf(tx, actor, [subject])).get(subject);
  if (orgUnit === undefined) return undefined;
  const day = asOf === undefined ? today : date(asOf);
  const stored = await observationsFor(tx, actor, {
    subjects: [subject],
    asOf: day,
    indicators: indicator === undefined ? undefined : [indicator],
    from: from === undefined ? undefined : date(from),
  });
  // Values of single days have no period in either form; their year's report carries them.
  const current = stored.filter(({ isCurrent, period }) => isCurrent && cycleOfPeriod(period) !== undefined);
  const dictionary = await dictionaryOf(tx, actor, { onDate: day, codes: current.map((each) => each.indicator) });
  return {
    asOf: day,
    name: orgUnit.name,
    indicators: new Map(dictionary.map((each) => [each.code, each])),
    values: current.map(({ approvedOn, ...value }) => ({ ...value, orgUnit, approvedOn })),
  };
};
