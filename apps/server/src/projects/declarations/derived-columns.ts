import { parseDate } from "@qiangyi/kernel";
import { type Answers, budgetOf, type CallDefinition, identitiesOf, supportOf, totalsOf } from "@qiangyi/projects";
import type { StoredProject } from "../project.store.ts";
import type { StoredAnswer } from "./declarations.store.ts";
import { judgedValue, storedIdentity } from "./personal.ts";

export const judgedAnswers = (answers: readonly Pick<StoredAnswer, "question" | "value">[]): Answers =>
  Object.fromEntries(answers.map(({ question, value }) => [question, judgedValue(value)]));

/** Columns of the project that lists, quotas and the bar on double benefit need; kept in the statement that changes an answer. */
export const derivedColumns = (
  { definition, title }: { readonly definition: CallDefinition; readonly title: string },
  institutionName: string,
  project: Pick<StoredProject, "number">,
  answers: Answers,
): Pick<StoredProject, "title" | "total_fen" | "support_fen" | "starts_on" | "ends_on" | "identities" | "search_text"> => {
  const text = (id: string): string => (typeof answers[id] === "string" ? answers[id].trim() : "");
  const total = definition.budget === null ? 0n : totalsOf(budgetOf(answers["budget"])).totalFen;
  const support = definition.budget === null ? 0n : supportOf(definition.budget, answers["budget"]);
  const startsOn = parseDate(text("startsOn")) ?? null;
  const endsOn = parseDate(text("endsOn")) ?? null;
  const named = text("title").slice(0, 200);
  return {
    title: named === "" ? `未命名：${title}`.slice(0, 200) : named,
    total_fen: total,
    support_fen: support,
    starts_on: startsOn,
    // Dates in the wrong order are said at the question; the column holds only what may stand in a list.
    ends_on: startsOn !== null && endsOn !== null && endsOn < startsOn ? null : endsOn,
    identities: [...new Set(identitiesOf(definition, answers).map(storedIdentity))],
    search_text: [named, institutionName, title, project.number ?? ""].join(" ").toLowerCase(),
  };
};
