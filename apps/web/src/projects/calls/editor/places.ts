import type { CallDefinition, DefinitionProblem } from "@qiangyi/projects";
import { ruleNames } from "../words.ts";

export const tabNames = {
  basic: "基本信息",
  rules: "资格与名额",
  sections: "填报内容",
  materials: "材料清单",
  budget: "项目预算",
  review: "评审办法",
} as const;
export type EditorTab = keyof typeof tabNames;

/** Where a part of the definition is edited. */
export const tabOf = (path: string): EditorTab => {
  const [part = ""] = path.split(".");
  if (part === "sections" || part === "materials" || part === "budget" || part === "review") return part;
  return part === "programme" ? "basic" : "rules";
};

/** "填报内容（2处要改）". */
export const tabLabel = (tab: EditorTab, misfits: readonly DefinitionProblem[]): string => {
  const wrong = misfits.filter(({ path }) => tabOf(path) === tab).length;
  return wrong === 0 ? tabNames[tab] : `${tabNames[tab]}（${wrong}处要改）`;
};

/** "sections.0.questions.2.label" is no place for a reader: 填报内容，“建设内容”，“必要性”. */
export const placeText = (definition: CallDefinition, path: string): string => {
  const [part = "", first = "", second = "", third = "", fourth = "", fifth = ""] = path.split(".");
  const { sections, materials, eligibility, review } = definition;
  const quoted = (text: string | undefined): string => (text === undefined || text === "" ? "" : `，“${text}”`);
  const tab = tabNames[tabOf(path)];
  if (part === "sections") {
    const section = sections[Number(first)];
    const question = second === "questions" ? section?.questions[Number(third)] : undefined;
    const column = question?.kind === "table" && fourth === "columns" ? question.columns[Number(fifth)] : undefined;
    return `${tab}${quoted(section?.title)}${quoted(question?.label)}${quoted(column?.label)}`;
  }
  if (part === "materials") return `${tab}${quoted(materials[Number(first)]?.title)}`;
  if (part === "review" && (first === "items" || first === "vetoes"))
    return `${tab}${quoted(review[first][Number(second)]?.title)}`;
  if (part === "eligibility") {
    const rule = eligibility[Number(first)];
    return `${tab}${quoted(rule && ruleNames[rule.rule])}`;
  }
  return part === "quotas" ? `${tab}，名额` : tab;
};
