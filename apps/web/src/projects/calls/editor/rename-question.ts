import type { CallDefinition, EligibilityRule, Question } from "@qiangyi/projects";

/** The call with another id for one of its questions, wherever it is named. */
export const renameQuestion = (definition: CallDefinition, from: string, to: string): CallDefinition => {
  const named = (id: string): string => (id === from ? to : id);
  const conditioned = <Thing extends { readonly when?: Question["when"] }>(thing: Thing): Thing =>
    thing.when ? { ...thing, when: { ...thing.when, question: named(thing.when.question) } } : thing;
  return {
    ...definition,
    sections: definition.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) => conditioned(referring({ ...question, id: named(question.id) }, named))),
    })),
    materials: definition.materials.map(conditioned),
    eligibility: definition.eligibility.map((rule) => ruleReferring(rule, named)),
  };
};

type Named = (id: string) => string;

const referring = (question: Question, named: Named): Question => {
  if (question.kind === "date" && question.after !== undefined) return { ...question, after: named(question.after) };
  if (question.kind === "table" && question.sum)
    return { ...question, sum: { ...question.sum, equals: named(question.sum.equals) } };
  return question;
};

const ruleReferring = (rule: EligibilityRule, named: Named): EligibilityRule => {
  if (rule.rule === "title") return { ...rule, question: named(rule.question), obtained: named(rule.obtained) };
  return rule.rule === "age" || rule.rule === "statement" ? { ...rule, question: named(rule.question) } : rule;
};
