import { policyParameters } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { clause as clauseById, isDocumentId, type ParameterRow, parameters } from "@qiangyi/policy/register";
import { handle, type Rooms } from "../platform/index.ts";
import { figureLabel, isInternal } from "./figure-labels.ts";
import { figureText } from "./figures.ts";
import { visibleDocuments } from "./openness.ts";

export const parameterRoutes = (rooms: Rooms): void =>
  handle(rooms, policyParameters, async ({ tx, actor, clock, query }) => {
    const visible = await visibleDocuments(tx, actor, clock.today());
    const asked = query.document;
    const shown = visible.filter(({ document }) => asked === undefined || (isDocumentId(asked) && document.id === asked));
    return ok({
      rows: shown.flatMap(({ document }) =>
        parameters(document.id)
          .filter(({ name }) => !isInternal(name))
          .map((row) => rowOf({ ...row, effectiveFrom: document.effective.from, effectiveTo: document.effective.to })),
      ),
    });
  });

const rowOf = (row: ParameterRow) => {
  const clause = clauseById(row.clause);
  return { ...row, label: figureLabel(row.name) ?? row.name, text: clause ? figureText(clause, { ...row, unit: null }) : "" };
};
