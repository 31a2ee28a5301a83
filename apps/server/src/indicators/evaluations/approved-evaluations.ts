import { attributeRatings, type EvaluatedView } from "@qiangyi/api";
import { dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import { evaluationTitle } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import { evaluationsOf, judgementsOf, resultsOf } from "./evaluations.store.ts";

/** By goal what the latest evaluation says of it that was approved by the day; a result that was left alone is the computed one. */
export const approvedEvaluations = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<ReadonlyMap<string, EvaluatedView>> => {
  const approved = (await evaluationsOf(tx, actor))
    .flatMap((each) =>
      each.approvedAt === null ? [] : [{ ...each, approvedOn: dateInShanghai(each.approvedAt), at: each.approvedAt }],
    )
    .filter(({ approvedOn }) => approvedOn <= asOf)
    .toSorted((a, b) => a.asOf.localeCompare(b.asOf) || a.at.getTime() - b.at.getTime());
  const ids = approved.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const [judgements, results] = [await judgementsOf(tx, actor, ids), await resultsOf(tx, actor, ids)];
  return new Map(
    approved.flatMap(({ id, kind, year, findings, approvedOn }) =>
      (findings ?? []).map(({ clause, result }) => {
        const given = results.find((each) => each.evaluation === id && each.goal === clause);
        const view: EvaluatedView = {
          evaluation: id,
          title: evaluationTitle(kind, year) ?? "",
          result: given?.result ?? result,
          reason: given?.reason ?? null,
          judgements: judgements
            .filter((each) => each.evaluation === id && each.goal === clause)
            .map(({ attribute, rating, text }) => ({
              attribute,
              rating: rating === null ? null : attributeRatings[rating],
              text,
            })),
          approvedOn,
        };
        return [clause, view] as const;
      }),
    ),
  );
};
