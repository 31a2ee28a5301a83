import { explainDue } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../platform/index.ts";
import { entriesByFactIds } from "../registers/index.ts";
import { dueView } from "./due-views.ts";
import { findDue, type OwnFact, ownFacts, ownShares } from "./dues.store.ts";
import { entryBehind, factTypeName } from "./fact-fields.ts";
import { findCurrentPublication } from "./publications.store.ts";

type DueNotFound = Refusal<"due-not-found">;

/** One answer for what is not there, what is not his and what was superseded: nobody learns what others are owed by asking. */
const answers: Answers<DueNotFound> = {
  "due-not-found": [404, "没有这一条，或者它不在您的查看范围内，或者方案已有新的版本", "请回到应补明细刷新后再看"],
};

export const explainDueRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    explainDue,
    async ({ tx, actor, params: { publicationId, lineNo } }) => {
      const publication = await findCurrentPublication(tx, actor.province, publicationId);
      if (!publication) return refuse({ code: "due-not-found" });
      const reach = { actor, publicationId, region: undefined };
      const found = await findDue(tx, reach, lineNo);
      if (!found) return refuse({ code: "due-not-found" });
      const { steps, readings, ...explanation } = found.explanation;
      const facts = await ownFacts(tx, reach, lineNo);
      const shares = await ownShares(tx, reach, lineNo);
      return ok({
        line: dueView(found),
        ...explanation,
        steps: [...steps],
        readings: readings.map((reading) => ({ ...reading, clauses: [...reading.clauses] })),
        facts: await withEntries(tx, actor, facts),
        hiddenFacts: found.factCount - facts.length,
        shares: shares.map(({ name, proposed }) => ({ name, amountFen: String(proposed) })),
      });
    },
    answers,
  );

/** Values as they were computed with; the entry behind them as it is now. */
const withEntries = async (tx: Tx, actor: Actor, facts: readonly OwnFact[]) => {
  const ids = facts.map(({ factId }) => factId);
  const entries = new Map((await entriesByFactIds(tx, ids, actor)).map((entry) => [entry.factId, entry]));
  return facts.map(({ factId, type, fields }) => ({
    id: factId,
    type,
    typeName: factTypeName({ type }),
    values: [...fields],
    entry: entryBehind(entries.get(factId)),
  }));
};
