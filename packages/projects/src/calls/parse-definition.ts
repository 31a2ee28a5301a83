import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { CallDefinition, Question } from "./definition.ts";
import type { DefinitionProblem } from "./definition-shape.ts";
import { definitionShape } from "./definition-shapes.ts";
import { questionsOf } from "./questions.ts";

export type DefinitionMisfit = Refusal<"DEFINITION_MISFIT", { readonly problems: readonly DefinitionProblem[] }>;

/** Judges a call's definition before it is stored or published: its shape first, then its sense; all problems of a kind at once. */
export const parseDefinition = (json: unknown): Result<CallDefinition, DefinitionMisfit> => {
  const misfits = definitionShape(json, "");
  if (misfits.length > 0) return refuse({ code: "DEFINITION_MISFIT", problems: misfits });
  const definition = json as CallDefinition;
  const problems = senseOf(definition);
  return problems.length === 0 ? ok(definition) : refuse({ code: "DEFINITION_MISFIT", problems });
};

/** A definition that was judged when it was stored. */
export const storedDefinition = (json: unknown): CallDefinition => json as CallDefinition;

const senseOf = (definition: CallDefinition): readonly DefinitionProblem[] => [
  ...doubles(definition),
  ...references(definition),
  ...reviewSense(definition),
  ...quotaSense(definition),
];

const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];

const doubles = ({ sections, materials, review }: CallDefinition): readonly DefinitionProblem[] => {
  const questions = questionsOf({ sections });
  const named = (path: string, what: string, ids: readonly string[]) =>
    repeated(ids).map((id) => ({ path, message: `${what}的编号“${id}”重复` }));
  return [
    ...named(
      "sections",
      "节",
      sections.map(({ id }) => id),
    ),
    ...named(
      "sections",
      "问题",
      questions.map(({ id }) => id),
    ),
    ...questions
      .filter(({ id }) => id === "budget" || id === "targets")
      .map(({ id }) => ({ path: "sections", message: `“${id}”留给预算和绩效目标，不能作问题编号` })),
    ...questions.flatMap((question) =>
      question.kind === "table"
        ? named(
            "sections",
            `“${question.label}”各列`,
            question.columns.map(({ id }) => id),
          )
        : [],
    ),
    ...named(
      "materials",
      "材料",
      materials.map(({ id }) => id),
    ),
    ...named(
      "review",
      "评分项和否决项",
      [...review.items, ...review.vetoes].map(({ id }) => id),
    ),
  ];
};

const references = ({ sections, materials, eligibility }: CallDefinition): readonly DefinitionProblem[] => {
  const questions = questionsOf({ sections });
  const kindOf = (id: string): Question["kind"] | undefined => questions.find((question) => question.id === id)?.kind;
  const missing = (path: string, id: string, kind?: Question["kind"]) =>
    kindOf(id) === undefined || (kind !== undefined && kindOf(id) !== kind)
      ? [{ path, message: `找不到所引用的${kind === "date" ? "日期" : kind === "money" ? "金额" : ""}问题“${id}”` }]
      : [];
  return [
    ...questions.flatMap((question) => [
      ...(question.when ? missing(`sections`, question.when.question) : []),
      ...(question.kind === "date" && question.after !== undefined ? missing("sections", question.after, "date") : []),
      ...(question.kind === "element" && question.material !== undefined && !materials.some(({ id }) => id === question.material)
        ? [{ path: "materials", message: `“${question.label}”所附的材料“${question.material}”不在材料清单中` }]
        : []),
      ...(question.kind === "table" && question.sum
        ? [
            ...missing("sections", question.sum.equals, "money"),
            ...(question.columns.some(({ id, kind }) => id === question.sum?.column && kind === "money")
              ? []
              : [{ path: "sections", message: `“${question.label}”没有金额列“${question.sum.column}”可以合计` }]),
          ]
        : []),
    ]),
    ...materials.flatMap((material, index) => (material.when ? missing(`materials.${index}.when`, material.when.question) : [])),
    ...eligibility.flatMap((rule, index) => {
      const path = `eligibility.${index}`;
      if (rule.rule === "age") return missing(path, rule.question, "date");
      if (rule.rule === "title") return [...missing(path, rule.question), ...missing(path, rule.obtained, "date")];
      return rule.rule === "statement" ? missing(path, rule.question, "yes-no") : [];
    }),
  ];
};

const reviewSense = ({ review }: CallDefinition): readonly DefinitionProblem[] => {
  const { kind, experts, items, pass, revise } = review;
  const order = revise > pass ? [{ path: "review.revise", message: "修改后推荐的分数线不能高于推荐线" }] : [];
  if (kind === "decision-only") return order;
  const total = items.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const isEqual = items.length > 0 && items.every(({ maxPoints }) => maxPoints === 100);
  return [
    ...order,
    ...(total === 100 || isEqual
      ? []
      : [{ path: "review.items", message: `各评分项满分合计应为100分，现为${total}分；等权评分时每项满分都填100` }]),
    ...(experts >= 5 && experts % 2 === 1 ? [] : [{ path: "review.experts", message: "评审专家应为五人以上单数" }]),
  ];
};

const quotaSense = ({ quotas }: CallDefinition): readonly DefinitionProblem[] => {
  const most = (of: "declared" | "chosen", per: string) => quotas.find((quota) => quota.of === of && quota.per === per)?.atMost;
  return [
    ...repeated(quotas.map(({ of, per }) => `${of}/${per}`)).map(() => ({ path: "quotas", message: "同一种名额只能定一个数" })),
    ...(["call", "city", "county", "unit"] as const).flatMap((per, index) => {
      const [declared, chosen] = [most("declared", per), most("chosen", per)];
      return declared !== undefined && chosen !== undefined && declared < chosen
        ? [{ path: `quotas.${index}`, message: `申报名额${declared}不能少于支持名额${chosen}` }]
        : [];
    }),
    ...(["declared", "chosen"] as const).flatMap((of) => {
      const [all, unit] = [most(of, "call"), most(of, "unit")];
      return all !== undefined && unit !== undefined && unit > all
        ? [{ path: "quotas", message: `单位名额${unit}不能多于全部名额${all}` }]
        : [];
    }),
  ];
};
