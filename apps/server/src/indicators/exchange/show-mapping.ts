import { type IndicatorView, type MappedIndicator, showExchangeMapping } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { handle, type Rooms, regionOfActor } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { subjectsOf } from "../targets/index.ts";
import { dataElementOf, hasParts, improvementOf, measureReference, scoringOf } from "./measures.ts";
import { orgUnitsOf } from "./org-units.ts";

/** What other systems have to write: indicators and institutions in their names. What is counted item by item is not exchanged. */
export const showMappingRoute = (rooms: Rooms): void =>
  handle(rooms, showExchangeMapping, async ({ tx, actor, clock }) => {
    const dictionary = await dictionaryOf(tx, actor, { onDate: clock.today() });
    const own = actor.institution ?? regionOfActor(actor);
    const subjects = (await subjectsOf(tx, actor)).map(({ id }) => id);
    const units = await orgUnitsOf(tx, actor, own === undefined ? subjects : [own, ...subjects]);
    const orgUnits = [...units].map(([id, { code, name }]) => ({ id, name, orgUnit: code }));
    const mayImport = actor.permissions.has("indicators.report");
    return ok({
      indicators: dictionary.filter(({ kind }) => kind !== "events").map(mapped),
      orgUnits,
      mayImport,
      ownSubject: (mayImport && orgUnits.find(({ id }) => id === own)) || null,
    });
  });

const mapped = (indicator: IndicatorView): MappedIndicator => {
  const { code, title, unit, definition, cycle, numerator, denominator } = indicator;
  return {
    code,
    title,
    unit,
    definition,
    cycle,
    measure: measureReference(code, definition),
    scoring: scoringOf(indicator),
    improvement: improvementOf(indicator),
    dataElements: hasParts(indicator)
      ? [
          { id: dataElementOf(code, "numerator"), means: numerator ?? "分子" },
          { id: dataElementOf(code, "denominator"), means: denominator ?? "分母" },
        ]
      : [{ id: dataElementOf(code, "value"), means: "数值" }],
  };
};
