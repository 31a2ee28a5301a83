import { type Fen, fen } from "@qiangyi/kernel";
import { type EvaluateInput, type EvaluateOutput, evaluate, type StandardOverrides, toJson } from "@qiangyi/policy";
import { canonicalJson, sha256 } from "./canonical.ts";

/** Changed amounts of standards as they are stored and sent: decimal 分 by line and amount key. */
export type StandardsText = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Computed {
  readonly input: EvaluateInput;
  readonly output: EvaluateOutput;
  readonly inputText: string;
  readonly outputText: string;
  readonly inputSha256: string;
  readonly outputSha256: string;
}

export const overridesOf = (standards: StandardsText | null): StandardOverrides =>
  Object.fromEntries(
    Object.entries(standards ?? {}).map(([line, amounts]) => [
      line,
      Object.fromEntries(Object.entries(amounts).map(([key, amount]): [string, Fen] => [key, fen(BigInt(amount))])),
    ]),
  );

/** Runs the engine and keeps the exact bytes of what went in and what came out. */
export const compute = (input: EvaluateInput, standards: StandardsText | null): Computed => {
  const inputText = canonicalJson(input);
  const output = evaluate(input, { standards: overridesOf(standards) });
  const outputText = toJson(output);
  return { input, output, inputText, outputText, inputSha256: sha256(inputText), outputSha256: sha256(outputText) };
};
