import { type Clause, clauseKinds, type ParameterRow } from "@qiangyi/policy/register";
import { figuresOf } from "./figures.ts";
import { whereItActs } from "./where-it-acts.ts";

export const summaryOfClause = (clause: Clause, rows: readonly ParameterRow[], toReview: ReadonlySet<string>) => ({
  id: clause.id,
  ref: clause.ref,
  kind: clause.kind,
  kindLabel: clauseKinds[clause.kind],
  gist: clause.gist,
  actors: [...clause.actors],
  figures: [
    ...figuresOf(
      clause,
      rows.filter((row) => row.clause === clause.id),
    ),
  ],
  openQuestion: clause.openQuestion,
  actsIn: whereItActs(clause.id).length,
  needsReview: toReview.has(clause.id),
});
