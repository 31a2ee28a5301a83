import type { EvaluatedClaim, EvaluateInput, EvaluateOutput, Institution } from "../contract.ts";
import { evaluate } from "../evaluate.ts";
import type { EvaluateOptions } from "../judge.ts";
import { parseInput } from "../parse-input.ts";

/** Institutions of an invented province, one of each kind that a clause tells apart. Tests and the worked example draw on them. */
const institution = (id: string, name: string, rest: Partial<Institution> = {}): Institution => ({
  id,
  name,
  ownership: "public",
  affiliation: "county",
  tier: "secondary",
  class: "general",
  region: "140121",
  ...rest,
});

const provincial = { affiliation: "province", tier: "tertiary", region: "140105" } as const;
const municipal = { affiliation: "city", tier: "tertiary", region: "140200" } as const;

export const exampleInstitutions: readonly Institution[] = [
  institution("P1", "示例省人民医院", provincial),
  institution("P2", "示例省第二人民医院", provincial),
  institution("P-tcm", "示例省中医院", { ...provincial, class: "tcm" }),
  institution("P-tcm-secondary", "示例省中医门诊医院", { ...provincial, class: "tcm", tier: "secondary" }),
  institution("P-maternal", "示例省妇幼保健院", { ...provincial, class: "maternal-child" }),
  institution("P-special", "示例省肿瘤医院", { ...provincial, class: "specialised" }),
  institution("P-private", "示例民营综合医院", { ...provincial, ownership: "private" }),
  institution("C1", "示例市人民医院", municipal),
  institution("C-tcm", "示例市中医院", { ...municipal, class: "tcm" }),
  institution("C-tcm-secondary", "示例市第二中医院", { ...municipal, class: "tcm", tier: "secondary" }),
  institution("C-integrated", "示例市中西医结合医院", { ...municipal, class: "integrated" }),
  institution("K1", "示例县人民医院"),
  institution("K2", "示例县第二人民医院"),
  institution("K3", "示例县第三人民医院"),
  institution("K4", "示例县第四人民医院"),
  institution("K-tcm", "示例县中医院", { class: "tcm" }),
  institution("K-tcm-tertiary", "示例县三级中医院", { class: "tcm", tier: "tertiary" }),
  institution("K-maternal", "示例县妇幼保健院", { class: "maternal-child" }),
  institution("K-private", "示例县民营医院", { ownership: "private" }),
  institution("D1", "示例区人民医院", { region: "140105" }),
  institution("T1", "示例镇中心卫生院", { affiliation: "township", tier: "primary", class: "township-centre" }),
  institution("T2", "示例乡中心卫生院", { affiliation: "township", tier: "primary", class: "township-centre" }),
  institution("S1", "示例社区卫生服务中心", { affiliation: "township", tier: "primary" }),
];

/** Public township centres and county hospitals in any number, for the clauses that count. */
export const townshipCentres = (count: number): readonly Institution[] =>
  numbers(count).map((n) =>
    institution(`T-${n}`, `示例第${n}中心卫生院`, { affiliation: "township", tier: "primary", class: "township-centre" }),
  );

export const countyHospitals = (count: number, rest: Partial<Institution> = {}): readonly Institution[] =>
  numbers(count).map((n) => institution(`K-${n}`, `示例第${n}县级医院`, rest));

export const numbers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${index + 1}`.padStart(4, "0"));

/** Facts as they come from JSON, so that every test passes the parser as well. */
export type Row = Readonly<Record<string, unknown>>;

export const evaluateFacts = (
  facts: readonly Row[],
  rest: Omit<Row, "facts"> & { readonly also?: readonly Institution[] } = {},
  options: EvaluateOptions = {},
): EvaluateOutput => {
  const { also = [], ...input } = rest;
  return evaluate(
    parsed({ decisionDate: "2027-06-30", institutions: [...exampleInstitutions, ...also], facts, ...input }),
    options,
  );
};

export const parsed = (json: unknown): EvaluateInput => {
  const input = parseInput(json);
  if (!input.ok) throw new Error(JSON.stringify(input.refusal.problems, null, 1));
  return input.value;
};

/** The one result of a fact that is its own subject. */
export const resultOf = (output: EvaluateOutput, subject: string, year?: number): EvaluatedClaim => {
  const [result, ...more] = output.results.filter(
    (each) => each.subject === subject && (year === undefined || each.year === year),
  );
  if (result === undefined || more.length > 0) throw new Error(`${more.length + 1} results for ${subject}`);
  return result;
};

/** 元 of the contract as 万元, the unit in which the clauses speak. */
export const wan = ({ amount }: { readonly amount: string }): number => Number(amount) / 10_000;

export const wanTotal = (output: EvaluateOutput, line: string, year?: number): number =>
  output.totals
    .filter((total) => total.line === line && (year === undefined || total.year === year))
    .reduce((sum, total) => sum + wan(total), 0);
