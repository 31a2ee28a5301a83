import type { CallDefinition, Question } from "./definition.ts";
import type { DefinitionProblem } from "./definition-shape.ts";
import { elementStates, questionsOf } from "./questions.ts";

/** Each thing with the place where it stands, so that what is wrong with it is said there. */
export interface Placed<Item> {
  readonly path: string;
  readonly item: Item;
}

export const placed = <Item>(path: string, items: readonly Item[]): readonly Placed<Item>[] =>
  items.map((item, index) => ({ path: `${path}.${index}`, item }));

export const placedQuestions = ({ sections }: Pick<CallDefinition, "sections">): readonly Placed<Question>[] =>
  placed("sections", sections).flatMap(({ path, item }) => placed(`${path}.questions`, item.questions));

/** What one part of a definition says about another must be there and of the right kind. */
export const references = (definition: CallDefinition): readonly DefinitionProblem[] => {
  const { materials, eligibility } = definition;
  const questions = placedQuestions(definition);
  return [
    ...questions.flatMap(({ path, item }, index) => [
      ...conditionProblems(
        `${path}.when`,
        item.when,
        questions.slice(0, index).map((earlier) => earlier.item),
      ),
      ...referencesOf(definition, path, item),
    ]),
    ...placed("materials", materials).flatMap(({ path, item }) =>
      conditionProblems(`${path}.when`, item.when, questionsOf(definition)),
    ),
    ...placed("eligibility", eligibility).flatMap(({ path, item: rule }) => {
      if (rule.rule === "age") return missing(definition, `${path}.question`, rule.question, "date");
      if (rule.rule === "title")
        return [
          ...missing(definition, `${path}.question`, rule.question),
          ...missing(definition, `${path}.obtained`, rule.obtained, "date"),
        ];
      return rule.rule === "statement" ? missing(definition, `${path}.question`, rule.question, "yes-no") : [];
    }),
  ];
};

const kindNouns: Partial<Record<Question["kind"], string>> = { date: "日期", money: "金额", "yes-no": "是或否" };

const missing = (
  definition: Pick<CallDefinition, "sections">,
  path: string,
  id: string,
  kind?: Question["kind"],
): readonly DefinitionProblem[] => {
  const found = questionsOf(definition).find((question) => question.id === id);
  return found === undefined || (kind !== undefined && found.kind !== kind)
    ? [{ path, message: `所引用的${kind === undefined ? "" : (kindNouns[kind] ?? "")}问题不在填报内容中，请另选` }]
    : [];
};

const referencesOf = (definition: CallDefinition, path: string, question: Question): readonly DefinitionProblem[] => {
  switch (question.kind) {
    case "date":
      if (question.after === undefined) return [];
      return question.after === question.id
        ? [{ path: `${path}.after`, message: "不能晚于它自己" }]
        : missing(definition, `${path}.after`, question.after, "date");
    case "element":
      return question.material === undefined || definition.materials.some(({ id }) => id === question.material)
        ? []
        : [{ path: `${path}.material`, message: `“${question.label}”所附的材料不在材料清单中，请另选` }];
    case "integer":
      return limitProblems(path, question);
    case "table":
      return [
        ...placed(`${path}.columns`, question.columns).flatMap(({ path: at, item }) =>
          item.kind === "integer" ? limitProblems(at, item) : [],
        ),
        ...sumProblems(definition, path, question),
      ];
    default:
      return [];
  }
};

const limitProblems = (
  path: string,
  { atLeast, atMost }: { readonly atLeast?: number; readonly atMost?: number },
): readonly DefinitionProblem[] =>
  atLeast !== undefined && atMost !== undefined && atLeast > atMost
    ? [{ path: `${path}.atMost`, message: `上限${atMost}小于下限${atLeast}` }]
    : [];

const sumProblems = (
  definition: CallDefinition,
  path: string,
  { sum, columns, label }: Extract<Question, { kind: "table" }>,
): readonly DefinitionProblem[] =>
  sum === undefined
    ? []
    : [
        ...missing(definition, `${path}.sum.equals`, sum.equals, "money"),
        ...(columns.some(({ id, kind }) => id === sum.column && kind === "money")
          ? []
          : [{ path: `${path}.sum.column`, message: `“${label}”没有这个金额列可以合计，请另选` }]),
      ];

/** Answers that a question can have and another may depend on; none for kinds that nothing can depend on. */
export const conditionsOf = (question: Question): readonly { readonly value: string | boolean; readonly label: string }[] => {
  switch (question.kind) {
    case "yes-no":
      return [
        { value: true, label: "是" },
        { value: false, label: "否" },
      ];
    case "choice":
    case "choices":
      return question.choices;
    case "element":
      return Object.entries(elementStates).map(([value, label]) => ({ value, label }));
    default:
      return [];
  }
};

/** Whoever fills in a form goes down it: what is asked may depend only on what was answered above. */
const conditionProblems = (path: string, when: Question["when"], earlier: readonly Question[]): readonly DefinitionProblem[] => {
  if (!when) return [];
  const found = earlier.find(({ id }) => id === when.question);
  if (!found) return [{ path: `${path}.question`, message: "所引用的问题不在前面，请另选" }];
  const possible = conditionsOf(found);
  if (possible.length === 0)
    return [{ path: `${path}.question`, message: `“${found.label}”不是是或否、选择、有无的问题，不能作条件` }];
  return possible.some(({ value }) => value === when.is)
    ? []
    : [{ path: `${path}.is`, message: `“${found.label}”没有这个答案，请另选` }];
};
