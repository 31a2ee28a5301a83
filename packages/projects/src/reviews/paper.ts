import { fen, formatWan } from "@qiangyi/kernel";
import { budgetSources } from "../budget.ts";
import type { CallDefinition, Question, TableColumn } from "../calls/definition.ts";
import {
  type Answers,
  budgetOf,
  classLabel,
  elementStates,
  isAsked,
  isBlank,
  isElementAnswer,
  isRecord,
  targetLevels,
  targetOperators,
  targetsOf,
} from "../calls/index.ts";

/** One answer ready to be read: paragraphs, or a table of texts. */
export interface PaperAnswer {
  readonly label: string;
  readonly paragraphs: readonly string[];
  readonly table: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly numeric: readonly boolean[];
  } | null;
}

export interface Paper {
  readonly sections: readonly {
    readonly title: string;
    readonly clause: string | null;
    readonly answers: readonly PaperAnswer[];
  }[];
}

export interface Hiding {
  /** Blind review: questions that ask for persons are left out. */
  readonly isBlind: boolean;
  /** Names of the unit, its region and its persons: struck out wherever they stand in a text. */
  readonly names: readonly string[];
}

export const struckOut = "〔隐去〕";

/**
 * What an expert reads of a declaration. Personal data are left out of every paper: no criterion of a review needs them. A blind paper also
 * leaves out who declares: questions for persons, and every name of the unit inside other answers.
 */
export const paperOf = (definition: Pick<CallDefinition, "sections" | "budget">, answers: Answers, hiding: Hiding): Paper => {
  const strike = striker(hiding);
  const sections = definition.sections
    .map(({ title, clause, questions }) => ({
      title,
      clause: clause ?? null,
      answers: questions
        .filter((question) => isAsked(question, answers) && isForExperts(question, hiding))
        .map((question) => answerOf(question, answers[question.id], hiding, strike)),
    }))
    .filter((section) => section.answers.length > 0);
  const money = [budgetAnswer(answers, strike), targetsAnswer(answers, strike)].filter((answer) => answer !== undefined);
  return {
    sections:
      money.length > 0
        ? [...sections, { title: "预算与绩效目标", clause: definition.budget?.clause ?? null, answers: money }]
        : sections,
  };
};

/** The names a text must not show, longest first so that a short form never leaves a piece of the long one. */
export const striker = ({ isBlind, names }: Hiding): ((text: string) => string) => {
  const hidden = [...new Set(names.map((name) => name.trim()))]
    .filter((name) => name.length >= 2)
    .toSorted((a, b) => b.length - a.length);
  if (!isBlind) return (text) => text;
  return (text) => hidden.reduce((rest, name) => rest.replaceAll(name, struckOut), text);
};

/** Names of persons that a declaration holds, as its questions mark them. */
export const personsOf = (definition: Pick<CallDefinition, "sections">, answers: Answers): string[] =>
  definition.sections.flatMap(({ questions }) =>
    questions.flatMap((question) => {
      const value = answers[question.id];
      if (question.identity === "person") return typeof value === "string" ? [value] : [];
      if (question.kind !== "table" || !Array.isArray(value)) return [];
      const columns = question.columns.filter(({ identity }) => identity === "person");
      return value.flatMap((row: unknown) =>
        columns.flatMap(({ id }) => (isRecord(row) && typeof row[id] === "string" ? [row[id]] : [])),
      );
    }),
  );

const isForExperts = ({ personal, identity }: Pick<Question, "personal" | "identity">, { isBlind }: Hiding): boolean =>
  personal === undefined && !(isBlind && identity === "person");

/** A file of a declaration, under the material that it proves. */
export interface PaperFile {
  readonly name: string;
  readonly material: string;
}

/**
 * The files that go with a paper. Nothing can strike names out of a scanned page, so a blind paper has only those whose material the call marks as
 * safe to be read without a name; they are called after the material, because a file name tells who wrote it.
 */
export const filesOfPaper = <File extends PaperFile>(
  { materials }: Pick<CallDefinition, "materials">,
  files: readonly File[],
  { isBlind }: Pick<Hiding, "isBlind">,
): { readonly shown: readonly (File & { readonly title: string })[]; readonly withheld: number } => {
  const asked = new Map(materials.map((material) => [material.id, material]));
  const safe = files.filter(({ material }) => !isBlind || asked.get(material)?.readInBlind === true);
  const counts = new Map<string, number>();
  const shown = safe.map((file) => {
    const title = asked.get(file.material)?.title ?? "其他材料";
    const nth = (counts.get(file.material) ?? 0) + 1;
    counts.set(file.material, nth);
    return { ...file, title, name: isBlind ? `${title}${nth}${/\.[a-z0-9]{1,5}$/i.exec(file.name)?.[0] ?? ""}` : file.name };
  });
  return { shown, withheld: files.length - safe.length };
};

type Strike = (text: string) => string;

const answerOf = (question: Question, value: unknown, hiding: Hiding, strike: Strike): PaperAnswer => {
  if (question.kind !== "table") return { label: question.label, paragraphs: textOf(question, value).map(strike), table: null };
  const columns = question.columns.filter((column) => isForExperts(column, hiding));
  const rows = Array.isArray(value) ? value.filter(isRecord) : [];
  return {
    label: question.label,
    paragraphs: rows.length === 0 ? ["未填写"] : [],
    table:
      rows.length === 0
        ? null
        : {
            columns: columns.map((column) => (column.kind === "money" ? `${column.label}（万元）` : column.label)),
            numeric: columns.map(({ kind }) => kind === "money" || kind === "integer"),
            rows: rows.map((row) => columns.map((column) => strike(cellOf(column, row[column.id])))),
          },
  };
};

const cellOf = (column: TableColumn, value: unknown): string =>
  isBlank(value) ? "" : column.kind === "money" ? wan(value) : textOf(column, value).join(" ");

const textOf = (question: Exclude<Question, { kind: "table" }> | TableColumn, value: unknown): string[] => {
  if (isBlank(value)) return ["未填写"];
  switch (question.kind) {
    case "text":
    case "long-text":
      return String(value)
        .split("\n")
        .filter((line) => line.trim() !== "");
    case "integer":
      return [`${String(value)}${question.unit ?? ""}`];
    case "money":
      return [`${wan(value)}万元`];
    case "date":
      return [String(value)];
    case "yes-no":
      return [value === true ? "是" : "否"];
    case "choice":
    case "choices": {
      const chosen = Array.isArray(value) ? value : [value];
      return [question.choices.flatMap((choice) => (chosen.includes(choice.value) ? [choice.label] : [])).join("、")];
    }
    case "element":
      return isElementAnswer(value)
        ? [elementStates[value.state], ...value.note.split("\n").filter((line) => line.trim() !== "")]
        : [];
  }
};

const wan = (value: unknown): string => (/^-?\d{1,17}$/.test(String(value)) ? formatWan(fen(BigInt(String(value)))) : "");

const budgetAnswer = (answers: Answers, strike: Strike): PaperAnswer | undefined => {
  const { rows } = budgetOf(answers["budget"]);
  if (rows.length === 0) return undefined;
  return {
    label: "年度预算",
    paragraphs: [],
    table: {
      columns: ["年度", "任务", "经济分类", "资金来源", "金额（万元）", "测算依据"],
      numeric: [false, false, false, false, true, false],
      rows: rows.map(({ year, task, economicClass, source, amountFen, reckoning }) =>
        [String(year), task, classLabel(economicClass), budgetSources[source], wan(amountFen), reckoning].map((cell) =>
          strike(cell),
        ),
      ),
    },
  };
};

const targetsAnswer = (answers: Answers, strike: Strike): PaperAnswer | undefined => {
  const rows = targetsOf(answers["targets"]);
  if (rows.length === 0) return undefined;
  return {
    label: "绩效目标",
    paragraphs: [],
    table: {
      columns: ["年度", "类别", "指标", "目标值"],
      numeric: [false, false, false, true],
      rows: rows.map(({ year, level, name, operator, value, unit }) =>
        [String(year), targetLevels[level], name, `${operator === "text" ? "" : targetOperators[operator]}${value}${unit}`].map(
          strike,
        ),
      ),
    },
  };
};
