import type { ImportAnswer, ImportedValue } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Clock, type Tx, wordsOf } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import {
  type Drafted,
  type DraftedValue,
  type DraftRefusal,
  draftValuesFrom,
  openAnswers,
  shutAnswers,
} from "../reports/index.ts";
import type { ExchangedValue, ExchangeProblem } from "./exchanged-value.ts";
import { subjectsByOrgUnit } from "./org-units.ts";

export interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export interface ImportOptions {
  readonly format: ImportAnswer["format"];
  readonly isDryRun: boolean;
  readonly mode: "all" | "valid";
}

export type ImportRefusal =
  | Refusal<"values-refused", { readonly problems: readonly { path: string; message: string }[]; readonly count: number }>
  | Refusal<"changed-meanwhile">
  | Refusal<"nothing-sent">;

/**
 * Values of another system into drafts of the actor's own reports. Everything is judged first; with `all` one refused value keeps all of them out,
 * with `valid` the right ones are taken. Nothing is handed in by it: a person looks at the draft and sends it.
 */
export const importValues = async (
  at: At,
  sent: readonly ExchangedValue[],
  { format, isDryRun, mode }: ImportOptions,
): Promise<Result<ImportAnswer, ImportRefusal>> => {
  if (sent.length === 0) return refuse({ code: "nothing-sent" });
  const judged = await judgeAll(at, sent, true);
  const refused = judged.values.filter(({ outcome }) => outcome === "refused");
  if (isDryRun) return ok(answerOf(format, true, judged));
  if (refused.length > 0 && (mode === "all" || refused.length === sent.length))
    return refuse({
      code: "values-refused",
      count: refused.length,
      problems: refused.flatMap(({ place, problems }) =>
        problems.map(({ message, remedy }) => ({ path: place, message: `${message}；${remedy}` })),
      ),
    });
  const right = new Set(judged.values.filter(({ outcome }) => outcome !== "refused").map(({ place }) => place));
  const written = await judgeAll(
    at,
    sent.filter(({ place }) => right.has(place)),
    false,
  );
  // Somebody handed the report in between the two looks: all of it is taken back.
  if (written.values.some(({ outcome }) => outcome === "refused")) return refuse({ code: "changed-meanwhile" });
  const byPlace = new Map(written.values.map((value) => [value.place, value]));
  const values = judged.values.map((value) => byPlace.get(value.place) ?? value);
  return ok(answerOf(format, false, { ...written, values }));
};

interface Judged {
  readonly values: readonly ImportedValue[];
  readonly reports: ImportAnswer["reports"];
}

const answerOf = (format: ImportAnswer["format"], isDryRun: boolean, { values, reports }: Judged): ImportAnswer => {
  const count = (outcome: ImportedValue["outcome"]) => values.filter((value) => value.outcome === outcome).length;
  const counts = { imported: count("new"), updated: count("changed"), unchanged: count("unchanged"), ignored: count("refused") };
  return { format, isDryRun, counts, values: [...values], reports };
};

/** Values by report, each through the door of the reports; in the order in which they were sent. */
const judgeAll = async (at: At, sent: readonly ExchangedValue[], isDryRun: boolean): Promise<Judged> => {
  const subjects = await subjectsByOrgUnit(at.tx, at.actor, [...new Set(sent.map(({ orgUnit }) => orgUnit))]);
  const definitionProblems = await definitionsOf(at, sent);
  const repetitions = repeatedOf(sent);
  const results = new Map<ExchangedValue, ImportedValue>();
  const groups = new Map<string, ExchangedValue[]>();
  for (const value of sent) {
    const subject = subjects.get(value.orgUnit);
    const problems = [
      ...value.problems,
      ...(value.orgUnit !== "" && subject === undefined ? [unknownUnit(value.orgUnit)] : []),
      ...definitionProblems(value),
      ...(repetitions.has(value) ? [repeated] : []),
    ];
    if (problems.length > 0 || subject === undefined)
      results.set(value, shown(value, subject ?? value.orgUnit, "refused", problems));
    else groups.set(`${subject} ${value.period}`, [...(groups.get(`${subject} ${value.period}`) ?? []), value]);
  }
  const reports: { id: string; subject: string; period: string }[] = [];
  for (const [key, values] of groups) {
    const [subject = "", period = ""] = key.split(" ");
    const drafted = await draftValuesFrom(at, { subject, period, values }, isDryRun);
    if (drafted.ok && drafted.value.report !== null) reports.push({ id: drafted.value.report, subject, period });
    for (const [index, value] of values.entries()) results.set(value, draftedValue(value, subject, drafted, index));
  }
  return { values: sent.flatMap((value) => results.get(value) ?? []), reports };
};

const draftedValue = (
  value: ExchangedValue,
  subject: string,
  drafted: Result<Drafted, DraftRefusal>,
  index: number,
): ImportedValue => {
  if (!drafted.ok) return shown(value, subject, "refused", [draftRefusalText(drafted.refusal)]);
  const result: DraftedValue | undefined = drafted.value.values.find((each) => each.index === index);
  if (result === undefined) throw new Error(`the draft gave no result for value ${index}`);
  return {
    ...shown(value, subject, result.outcome, result.problems),
    indicator: result.indicator,
    remarks: result.findings.map(({ message }) => message),
  };
};

const shown = (
  value: ExchangedValue,
  subject: string,
  outcome: ImportedValue["outcome"],
  problems: readonly { readonly code: string; readonly message: string; readonly remedy: string }[],
): ImportedValue => ({
  place: value.place,
  subject,
  period: value.period,
  indicator: value.indicator,
  value: value.value,
  numerator: value.numerator,
  denominator: value.denominator,
  outcome,
  problems: problems.map(({ code, message, remedy }) => ({ code, message, remedy })),
  remarks: [],
});

/** The report as a whole could not take it: each of its values says why, in the words of the reports. */
const draftRefusalText = (refusal: DraftRefusal) => {
  const { sentence, remedy } = wordsOf(refusal, { ...openAnswers, ...shutAnswers });
  return { code: refusal.code, message: sentence, remedy: remedy ?? "请在填报页查看这一期" };
};

const unknownUnit = (orgUnit: string) => ({
  code: "SUBJECT_NOT_YOURS",
  message: `“${orgUnit}”不是本单位（本级），或没有登记`,
  remedy: "只能报送本单位的数据；机构用统一社会信用代码，见对照表",
});

/** Of two values for the same thing none is taken: which of them is right is not ours to guess. */
const repeatedOf = (sent: readonly ExchangedValue[]): ReadonlySet<ExchangedValue> => {
  const groups = new Map<string, ExchangedValue[]>();
  for (const value of sent) {
    const key = `${value.orgUnit} ${value.period} ${value.indicator}`;
    // What could not be read at all is told as that.
    if (value.indicator !== "") groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return new Set([...groups.values()].filter(({ length }) => length > 1).flat());
};

const repeated = {
  code: "REPEATED",
  message: "同一机构、同一期、同一指标给出了不止一次",
  remedy: "一期一项指标只给一个值",
};

/** A value counted by another definition than the one in force is not comparable and does not come in by mistake. */
const definitionsOf = async ({ tx, actor, clock }: At, sent: readonly ExchangedValue[]) => {
  const stated = sent.filter(({ definition }) => definition !== null);
  const codes = [...new Set(stated.map(({ indicator }) => indicator))];
  const dictionary = codes.length === 0 ? [] : await dictionaryOf(tx, actor, { onDate: clock.today(), codes });
  const inForce = new Map(dictionary.map(({ code, definition }) => [code, definition]));
  return ({ indicator, definition }: ExchangedValue): readonly (Omit<ExchangeProblem, "code"> & { readonly code: string })[] => {
    const now = inForce.get(indicator);
    if (definition === null || now === undefined || definition === now) return [];
    return [
      {
        code: "DEFINITION_DIFFERS",
        message: `按第${definition}版定义统计，现行是第${now}版`,
        remedy: "请按现行定义统计后重新发送，见对照表",
      },
    ];
  };
};
