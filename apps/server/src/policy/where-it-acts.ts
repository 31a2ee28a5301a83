import type { ActsAt } from "@qiangyi/api";
import {
  type FundingLine,
  factTypes,
  fundingLines,
  type Requirement,
  readings,
  requirements,
  sequences,
  useScopes,
} from "@qiangyi/policy";
import { settings } from "./settings.ts";

/** Where the product carries out a clause, gathered from the declarations themselves, so that the list cannot fall behind. */
export const whereItActs = (clause: string): readonly ActsAt[] => places.get(clause) ?? [];

const places = new Map<string, ActsAt[]>();

const add = (clause: string, place: ActsAt): void => {
  const known = places.get(clause) ?? [];
  if (!known.some(({ kind, name, role }) => kind === place.kind && name === place.name && role === place.role))
    places.set(clause, [...known, place]);
};

/** The numbered item of 第七条 that a line stands for: qiangyi-2024.art7.3.2.d → qiangyi-2024.art7.3.2. */
export const itemOf = ({ clause }: Pick<FundingLine, "clause">): string => clause.replace(/\.[a-z]$/, "");

export const isUnder = (clause: string, item: string): boolean => clause === item || clause.startsWith(`${item}.`);

/** Lines whose results rest on any of these clauses; a clause outside 第七条 concerns them all. */
export const linesTouchedBy = (clauses: readonly string[]): readonly FundingLine[] =>
  clauses.some((clause) => !clause.startsWith("qiangyi-2024.art7."))
    ? fundingLines
    : fundingLines.filter((line) => clauses.some((clause) => isUnder(clause, itemOf(line))));

for (const line of fundingLines) {
  const place = (role: string): ActsAt => ({
    kind: "funding-line",
    name: line.shortName,
    role,
    href: `/policy/funding-lines#${line.id}`,
  });
  add(line.clause, place("定补助标准"));
  if (line.modeClause !== null) add(line.modeClause, place("定补助方式"));
  for (const quantity of line.quantities) add(quantity.clause, place("定数量"));
}
for (const reading of readings) {
  for (const clause of reading.clauses)
    add(clause, { kind: "reading", name: reading.question, role: "口径", href: `/policy/readings#${reading.key}` });
}
for (const setting of settings) {
  for (const clause of setting.clauses)
    add(clause, { kind: "setting", name: setting.title, role: "须录入", href: `/policy/settings#${setting.key}` });
}
for (const type of factTypes) {
  for (const field of type.fields) {
    if (field.clause !== undefined)
      add(field.clause, { kind: "register", name: type.title, role: `登记“${field.label}”`, href: `/registers/${type.type}` });
  }
}

for (const requirement of requirements) {
  const { clause, label, code, text = `缺少“${label}”`, effect } = requirement;
  add(clause, { kind: "conduct", name: label, role: `${whenMissing(effect)}：${text}（${code}）`, href: null });
}
for (const { clause, steps } of Object.values(sequences)) {
  add(clause, { kind: "conduct", name: steps.map(({ label }) => label).join("→"), role: "按次序办理", href: null });
}
for (const { clause, mainUse } of Object.values(useScopes))
  add(clause, { kind: "conduct", name: mainUse, role: "核对支出用途", href: null });

const pages: readonly (readonly [name: string, role: string, href: string, clauses: readonly string[]])[] = [
  ["建议方案", "按条文逐项计算应补金额", "/allocations/plans", fundingLines.map(({ clause }) => clause)],
  [
    "文件详情",
    "显示文号、印发与施行日期、依据、公开属性和抄送",
    "/policy/documents/qiangyi-2024",
    ["notice.1", "notice.2", "notice.3", "notice.4", "notice.5", "art1.a", "art1.b", "art3.a", "art13.a", "art13.b"].map(
      (end) => `qiangyi-2024.${end}`,
    ),
  ],
  ["支持项目目录", "按强医工程资金归集全部支持项目", "/policy/funding-lines", ["qiangyi-2024.art2.a", "qiangyi-2024.art3.a"]],
  ["抄送与签收", "逐个监管处记录送达和签收", "/policy/documents/qiangyi-2024/copies", ["qiangyi-2024.notice.4"]],
];
for (const [name, role, href, clauses] of pages) for (const clause of clauses) add(clause, { kind: "page", name, role, href });

/** What happens where a requirement is not met, as a clause page says it. */
function whenMissing(effect: Requirement["effect"]): string {
  if (effect === "refuse") return "不符时不予办理";
  if (effect === "decide") return "不符时须有决定";
  return effect === "warn" ? "不符时提示" : "不符时视情形提示或者不予办理";
}
