import { type Fraction, parseDecimal } from "./fraction.ts";

export const builtInScales = {
  emr: ["0", "1", "2", "3", "4", "5", "6", "7", "8"],
  specialty: ["未建设", "市级", "省级", "国家临床重点专科"],
  title: ["初级", "中级", "副高", "正高"],
  // The order is general practice of the national assessment; no document prints it.
  grade: ["D", "C", "C+", "C++", "B", "B+", "B++", "A", "A+", "A++"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type BuiltInScale = keyof typeof builtInScales;

export const isBuiltInScale = (name: string): name is BuiltInScale => Object.hasOwn(builtInScales, name);

/** The labels from lowest to best; a list given in the input stands for itself. */
export const labelsOf = (scale: BuiltInScale | readonly string[]): readonly string[] =>
  typeof scale === "string" ? builtInScales[scale] : scale;

/** The numbers of a scale of numbered levels; undefined where a label is a word, since words have no ratio. */
export const numbersOf = (labels: readonly string[]): readonly Fraction[] | undefined => {
  const numbers = labels.map(parseDecimal);
  return numbers.every((each) => each !== undefined) ? numbers : undefined;
};
