import { type ScenarioChange, scenarioChange } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { acceptsReading, type EvaluateInput, fundingLinesById, type ReadingKey, readingsByKey } from "@qiangyi/policy";
import type { StandardsText } from "./compute.ts";
import type { RowProblem } from "./recorded-row.ts";

export type ChangeRefused = Refusal<"change-refused", { readonly problems: readonly RowProblem[] }>;

/** Reads what a scenario changes from its JSON text; every unknown key and value is named. */
export const parseChange = (text: string): Result<ScenarioChange, ChangeRefused> => {
  const parsed = scenarioChange.safeParse(parseJson(text));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    return refuse({ code: "change-refused", problems });
  }
  return checkChange(parsed.data);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

export const checkChange = (change: ScenarioChange): Result<ScenarioChange, ChangeRefused> => {
  const problems = [...readingProblems(change), ...standardProblems(change)];
  return problems.length > 0 ? refuse({ code: "change-refused", problems }) : ok(change);
};

const readingProblems = ({ readings }: ScenarioChange): RowProblem[] =>
  Object.entries(readings).flatMap(([key, value]) => {
    const reading = readingsByKey.get(key as ReadingKey);
    const path = `readings.${key}`;
    if (!reading) return [{ path, message: "没有这个口径" }];
    if (acceptsReading(reading, value)) return [];
    return [{ path, message: reading.form?.hint ?? `应为${reading.values.map((option) => option.value).join("、")}之一` }];
  });

const standardProblems = ({ standards }: ScenarioChange): RowProblem[] =>
  Object.entries(standards).flatMap(([lineId, amounts]) => {
    const line = fundingLinesById.get(lineId as never);
    if (!line) return [{ path: `standards.${lineId}`, message: "没有这个支持项目" }];
    return Object.entries(amounts).flatMap(([key, amount]) => {
      const path = `standards.${lineId}.${key}`;
      if (!(key in line.amountLabels)) return [{ path, message: "这个支持项目没有这一项标准" }];
      return amount.startsWith("-") ? [{ path, message: "标准不能为负" }] : [];
    });
  });

/** The input and standards of a scenario: its changes on top of those of its base. */
export const changedInput = (
  input: EvaluateInput,
  standards: StandardsText | null,
  change: ScenarioChange,
): { readonly input: EvaluateInput; readonly standards: StandardsText } => ({
  input: { ...input, readings: { ...input.readings, ...change.readings } },
  standards: mergeStandards(standards ?? {}, change.standards),
});

const mergeStandards = (base: StandardsText, changed: StandardsText): StandardsText =>
  Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(changed)])].map((line) => [line, { ...base[line], ...changed[line] }]),
  );
