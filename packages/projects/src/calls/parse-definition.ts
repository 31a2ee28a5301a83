import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { CallDefinition, Quota } from "./definition.ts";
import { type Placed, placed, placedQuestions, references } from "./definition-references.ts";
import type { DefinitionProblem } from "./definition-shape.ts";
import { definitionShape } from "./definition-shapes.ts";

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

/** Of several with one id the first stands; the others are named. */
const twins = (what: string, all: readonly Placed<{ readonly id: string }>[]): readonly DefinitionProblem[] =>
  all.flatMap(({ path, item: { id } }, index) =>
    all.findIndex((other) => other.item.id === id) === index ? [] : [{ path, message: `${what}的编号“${id}”重复` }],
  );

const doubles = ({ sections, materials, review }: CallDefinition): readonly DefinitionProblem[] => {
  const questions = placedQuestions({ sections });
  return [
    ...twins("节", placed("sections", sections)),
    ...twins("问题", questions),
    ...questions
      .filter(({ item: { id } }) => id === "budget" || id === "targets")
      .map(({ path, item: { id } }) => ({ path, message: `“${id}”留给预算和绩效目标，不能作问题编号` })),
    ...questions.flatMap(({ path, item }) =>
      item.kind === "table" ? twins(`“${item.label}”各列`, placed(`${path}.columns`, item.columns)) : [],
    ),
    ...twins("材料", placed("materials", materials)),
    ...twins("评分项和否决项", [...placed("review.items", review.items), ...placed("review.vetoes", review.vetoes)]),
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
  const all = placed("quotas", quotas);
  const find = (of: "declared" | "chosen", per: Quota["per"]) => all.find(({ item }) => item.of === of && item.per === per);
  return [
    ...all.flatMap(({ path, item }) =>
      find(item.of, item.per)?.path === path ? [] : [{ path, message: "同一种名额只能定一个数" }],
    ),
    ...(["call", "city", "county", "unit"] as const).flatMap((per) => {
      const [declared, chosen] = [find("declared", per), find("chosen", per)];
      return declared && chosen && declared.item.atMost < chosen.item.atMost
        ? [{ path: declared.path, message: `申报名额${declared.item.atMost}不能少于支持名额${chosen.item.atMost}` }]
        : [];
    }),
    ...(["declared", "chosen"] as const).flatMap((of) => {
      const [call, unit] = [find(of, "call"), find(of, "unit")];
      return call && unit && unit.item.atMost > call.item.atMost
        ? [{ path: unit.path, message: `单位名额${unit.item.atMost}不能多于全部名额${call.item.atMost}` }]
        : [];
    }),
  ];
};
