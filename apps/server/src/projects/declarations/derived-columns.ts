import { parseDate } from "@qiangyi/kernel";
import {
  type Answers,
  budgetOf,
  type CallDefinition,
  identitiesOf,
  programmeOf,
  questionsOf,
  supportOf,
  totalsOf,
} from "@qiangyi/projects";
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
  const named = titleOf(definition, answers);
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

/** Its own title, or what it is for where the form asks for none: "千名技术骨干：某某". */
export const titleOf = (definition: CallDefinition, answers: Answers): string => {
  const named = [answers["title"], ...questionsOf(definition).flatMap(({ id, identity }) => (identity ? [answers[id]] : []))];
  const index = named.findIndex((text) => typeof text === "string" && text.trim() !== "");
  if (index < 0) return "";
  const text = String(named[index]).trim();
  return (index === 0 ? text : `${programmeOf(definition.programme).title}：${text}`).slice(0, 200);
};
