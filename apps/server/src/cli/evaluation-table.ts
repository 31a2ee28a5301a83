import { type Fen, formatWan, parseYuan, sum, zero } from "@qiangyi/kernel";
import {
  claimCodes,
  type EvaluatedClaim,
  type EvaluateInput,
  type EvaluateOutput,
  fundingLineOf,
  type Quantity,
  regionsByCode,
} from "@qiangyi/policy";
import { type Alignment, layOut } from "./text-table.ts";

/** The whole answer for people: results, totals, quantities, checks, warnings; money in 万元. */
export const evaluationTable = (input: EvaluateInput, output: EvaluateOutput): string => {
  const wan = wanFormat(output);
  const named = names(input);
  const sections = [
    `${output.policy.number}  分配决定日期 ${input.decisionDate}  金额单位：万元`,
    section("分项结果", resultRows(output.results, wan, named), [
      "left",
      "right",
      "left",
      "left",
      "right",
      "right",
      "left",
      "left",
    ]),
    section("合计", totalRows(output, wan), ["left", "right", "right"]),
    section("数量", quantityRows(output.quantities), ["left", "left", "left", "right", "right", "right"]),
    section("拟分配、下达或支付的核对", checkRows(output, wan), ["left", "left", "right", "left"]),
    output.warnings.length > 0 ? `提示\n${output.warnings.map(({ code, text }) => `  ${code}  ${text}`).join("\n")}` : "",
  ];
  return `${sections.filter((each) => each !== "").join("\n\n")}\n`;
};

type Wan = (amount: string) => string;
type Named = (id: string | null) => string;

/** As many decimals as the amounts need and the same for all, so that columns line up and nothing is rounded away. */
const wanFormat = ({ results, totals, checks = [] }: EvaluateOutput): Wan => {
  const amounts = [
    ...results.flatMap(({ amount, held }) => [amount, held]),
    ...totals.map(({ amount }) => amount),
    ...checks.map(({ expected }) => expected),
  ];
  const decimals = amounts.reduce((most, each) => Math.max(most, decimalsNeeded(fenOf(each))), 2);
  return (amount) => formatWan(fenOf(amount), decimals);
};

const decimalsNeeded = (amount: Fen): number => (amount % 10_000n === 0n ? 2 : amount % 100n === 0n ? 4 : 6);

const fenOf = (text: string): Fen => parseYuan(text) ?? zero;

/** Institutions and counties with their names beside the ids. */
const names = ({ institutions, regions = {} }: EvaluateInput): Named => {
  const byId = new Map<string, string>([
    ...[...regionsByCode].map(([code, { name }]) => [code, name] as const),
    ...Object.entries(regions).map(([code, { name }]) => [code, name] as const),
    ...institutions.map(({ id, name }) => [id, name] as const),
  ]);
  return (id) => (id === null ? "" : byId.has(id) ? `${id} ${byId.get(id)}` : id);
};

const section = (title: string, [head, ...rows]: readonly (readonly string[])[], alignments: readonly Alignment[]): string =>
  head === undefined || rows.length === 0 ? "" : `${title}\n${indented(layOut([head, ...rows], alignments))}`;

const indented = (text: string): string => text.replaceAll(/^/gm, "  ");

const statusLabels = { payable: "应付", not_payable: "不付", decision_required: "待决定" } as const;
const codeTitles: ReadonlyMap<string, string> = new Map(claimCodes.map(({ code, title }) => [code, title]));

const resultRows = (results: readonly EvaluatedClaim[], wan: Wan, named: Named): readonly (readonly string[])[] => [
  ["支持项目", "年度", "对象", "状态", "金额", "待定", "收款单位", "说明"],
  ...results.map(({ line, year, subject, status, amount, held, payee, splits, errors }) => [
    fundingLineOf(line).shortName,
    String(year),
    named(subject),
    statusLabels[status],
    wan(amount),
    wan(held),
    payee === null && splits.length > 1 ? `${splits.length}家分担` : named(payee),
    errors.map((code) => codeTitles.get(code) ?? code).join("；"),
  ]),
];

const totalRows = ({ totals }: EvaluateOutput, wan: Wan): readonly (readonly string[])[] => [
  ["支持项目", "年度", "金额"],
  ...totals.map(({ line, year, amount }) => [fundingLineOf(line).shortName, String(year), wan(amount)]),
  ...(totals.length > 0 ? [["总计", "", wan(totalOf(totals))]] : []),
];

const totalOf = (totals: EvaluateOutput["totals"]): string => {
  const digits = String(sum(totals.map(({ amount }) => fenOf(amount)))).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const quantityKinds = {
  floor: "下限",
  planned: "计划",
  approximate: "左右",
  aspiration: "力争",
  yearly: "每年",
  share: "占比",
  coverage: "覆盖",
} as const;

const groupLabels: Readonly<Record<string, string>> = {
  general: "综合",
  tcm: "中医",
  "maternal-child": "妇幼",
  top: "拔尖",
  key: "重点",
  agricultural: "农业县",
  any: "任一类",
  stroke: "卒中",
  "chest-pain": "胸痛",
  trauma: "创伤",
};

const quantityRows = (quantities: readonly Quantity[]): readonly (readonly string[])[] => [
  ["支持项目", "类型", "范围", "目标", "实际", "差额"],
  ...quantities.map((each) => [fundingLineOf(each.line).shortName, quantityKinds[each.kind], scopeOf(each), ...figuresOf(each)]),
];

const scopeOf = (each: Quantity): string => {
  const group = each.group === undefined ? "" : (groupLabels[each.group] ?? each.group);
  const year = "year" in each && each.year !== undefined ? `${each.year}年` : "";
  return `${year}${group}`;
};

const figuresOf = (each: Quantity): readonly string[] =>
  "target" in each
    ? [String(each.target), String(each.actual), each.difference > 0 ? `+${each.difference}` : String(each.difference)]
    : [String(each.whole), String(each.part), `${each.percent}%`];

const checkRows = ({ checks = [] }: EvaluateOutput, wan: Wan): readonly (readonly string[])[] => [
  ["编号", "结论", "应为", "说明"],
  ...checks.map(({ id, accepted, expected, errors }) => [id, accepted ? "相符" : "不符", wan(expected), errors.join("；")]),
];
