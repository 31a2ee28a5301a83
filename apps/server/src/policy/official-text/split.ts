import { documentWord, type Mark, type MarkKind, markOf } from "./marks.ts";
import { paragraphsOf } from "./paragraphs.ts";

export type PartKind = "title" | "notice" | "preface" | "chapter" | "article" | "item" | "tail" | "residue";

export interface Part {
  readonly kind: PartKind;
  /** As clauses cite it: 第七条（三）5（1）, 二（一）3; 印发通知, 前言, 文尾 for what surrounds the body. */
  readonly ref: string;
  readonly label: string;
  /** Paragraphs, one a line. */
  readonly body: string;
}

export interface SplitText {
  readonly title: string;
  readonly parts: readonly Part[];
  /** What a person should look at before publishing. */
  readonly notes: readonly string[];
}

/** Splits an official text into title, notice, articles and their items. Text without any article or section gives no parts. */
export const splitOfficialText = (raw: string): SplitText => {
  const paragraphs = paragraphsOf(raw);
  const start = startOfBody(paragraphs);
  if (start === undefined) return { title: "", parts: [], notes: ["没有找到“第一条”或“一、”，无法分条"] };
  const notes: string[] = [];
  const front = frontOf(paragraphs.slice(0, start), notes);
  const end = startOfTail(paragraphs, start);
  const body = bodyOf(paragraphs.slice(start, end), notes);
  const tail = paragraphs.slice(end);
  return {
    title: front.title,
    parts: [
      ...front.parts,
      ...body,
      ...(tail.length === 0 ? [] : [{ kind: "tail" as const, ref: "文尾", label: "文尾", body: tail.join("\n") }]),
    ],
    notes,
  };
};

/** The body begins with 第一章 or 第一条, in plans with 一、. A first article further down wins over a numbered line of the notice. */
const startOfBody = (paragraphs: readonly string[]): number | undefined => {
  const first = (kind: MarkKind) => paragraphs.findIndex((line) => markOf(line)?.kind === kind && markOf(line)?.number === 1);
  const article = first("article");
  if (article >= 0) {
    const before = paragraphs[article - 1];
    return before !== undefined && markOf(before)?.kind === "chapter" ? article - 1 : article;
  }
  const section = first("section");
  return section >= 0 ? section : undefined;
};

const startOfTail = (paragraphs: readonly string[], start: number): number => {
  const found = paragraphs.findIndex((line, index) => index > start && isTailLine(line));
  return found < 0 ? paragraphs.length : found;
};

const isTailLine = (line: string): boolean =>
  line.startsWith("抄送") ||
  line.startsWith("信息公开选项") ||
  /^[（(]\s*此件[^。]{0,12}公开/.test(line) ||
  /^附件[：:]/.test(line) ||
  /^[\u4e00-\u9fff ]{4,20}(办公厅|办公室)\s*\d{4}年\d{1,2}月\d{1,2}日印发$/.test(line);

/** Letterhead, number and notice; then the title of the document itself; then, in plans, a preface before 一、. */
const frontOf = (lines: readonly string[], notes: string[]): { title: string; parts: readonly Part[] } => {
  const titleEnd = lines.findLastIndex((line) => documentWord.test(line) && !/[。；，：]/.test(line) && line.length <= 80);
  if (titleEnd < 0) {
    notes.push("没有找到文件标题，请核对标题");
    return { title: "", parts: noticeParts(lines, notes) };
  }
  let titleStart = titleEnd;
  while (titleStart > 0 && isTitleFragment(lines[titleStart - 1] ?? "")) titleStart -= 1;
  const title = withoutLayoutSpaces(lines.slice(titleStart, titleEnd + 1).join(""));
  const preface = lines.slice(titleEnd + 1);
  return {
    title,
    parts: [
      ...noticeParts(lines.slice(0, titleStart), notes),
      { kind: "title", ref: "", label: "标题", body: title },
      ...(preface.length === 0 ? [] : [{ kind: "preface" as const, ref: "前言", label: "前言", body: preface.join("\n") }]),
    ],
  };
};

/** Spaces that only centred a title on its page; those inside quotation marks belong to it. */
const withoutLayoutSpaces = (title: string): string => title.replace(/“[^”]*”| /g, (found) => (found === " " ? "" : found));

const isTitleFragment = (line: string): boolean =>
  line.length >= 4 && line.length <= 40 && !/[。；：，）)号日]$|^[（(]|通\s*知$|人民政府(办公厅|办公室)?$|厅$|委员会$/.test(line);

const noticeParts = (lines: readonly string[], notes: string[]): readonly Part[] => {
  const residue = lines.filter(isResidue);
  const notice = lines.filter((line) => !isResidue(line));
  if (residue.length > 0) notes.push(`印发通知中有${residue.length}段疑为换页残留的半句话，展示时略去，请核对`);
  return [
    ...(notice.length === 0 ? [] : [{ kind: "notice" as const, ref: "印发通知", label: "印发通知", body: notice.join("\n") }]),
    ...residue.map((body) => ({ kind: "residue" as const, ref: "", label: "残留", body })),
  ];
};

/** A page break that repeated the end of a sentence: it closes a bracket that it never opened. */
const isResidue = (line: string): boolean => /^[^《〈（(]{0,6}[》〉）)]/.test(line) && line.length <= 60;

const ranks: Readonly<Record<MarkKind, number>> = { chapter: 0, article: 1, section: 1, subsection: 2, item: 3, subitem: 4 };

interface Open {
  readonly kind: MarkKind;
  readonly number: number;
  readonly label: string;
}

/** Numbers must follow one another; a line that only looks like a mark (a wrapped “第七条规定……”) stays in its paragraph. */
const bodyOf = (lines: readonly string[], notes: string[]): readonly Part[] => {
  const parts: { kind: PartKind; ref: string; label: string; lines: string[] }[] = [];
  const hasArticles = lines.some((line) => markOf(line)?.kind === "article");
  let path: Open[] = [];
  let lastItem = 0;
  const lastOfKind = new Map<MarkKind, number>();
  for (const line of lines) {
    const mark = markOf(line);
    const previous = mark && previousNumber(mark, path, lastItem, lastOfKind);
    if (!mark || previous === undefined || !follows(mark.number, previous, mark.kind)) {
      parts.at(-1)?.lines.push(line);
      continue;
    }
    if (mark.number > previous + 1 && previous >= 0)
      notes.push(`${refOf(path, mark)}之前缺${mark.number - previous - 1}个序号，请核对`);
    if (mark.kind === "chapter") {
      lastOfKind.set("chapter", mark.number);
      parts.push({ kind: "chapter", ref: "", label: mark.label, lines: [mark.rest] });
      continue;
    }
    const ref = refOf(path, mark);
    path = [...path.filter(({ kind }) => ranks[kind] < ranks[mark.kind]), mark];
    if (mark.kind === "item") lastItem = mark.number;
    if (mark.kind === "article" || mark.kind === "section") lastOfKind.set(mark.kind, mark.number);
    parts.push({ kind: ranks[mark.kind] === 1 ? "article" : "item", ref, label: labelOf(mark), lines: [mark.rest] });
  }
  if (hasArticles) notes.push(...gapsAtEnd(lastOfKind));
  return parts.map(({ lines: body, ...part }) => ({ ...part, body: body.filter((line) => line !== "").join("\n") }));
};

const refOf = (path: readonly Open[], mark: Mark): string =>
  [...path.filter(({ kind }) => ranks[kind] < ranks[mark.kind]), mark].map(({ label }) => label).join("");

const labelOf = ({ kind, label }: Mark): string => (kind === "section" ? `${label}、` : kind === "item" ? `${label}.` : label);

/** The number before this one at its level; -1 where a level opens. Undefined where the mark cannot stand. */
const previousNumber = (
  mark: Mark,
  path: readonly Open[],
  lastItem: number,
  lastOfKind: ReadonlyMap<MarkKind, number>,
): number | undefined => {
  if (mark.kind === "chapter" || mark.kind === "article") return lastOfKind.get(mark.kind) ?? 0;
  if (mark.kind === "section") return lastOfKind.has("article") ? undefined : (lastOfKind.get("section") ?? 0);
  const sibling = path.findLast(({ kind }) => kind === mark.kind);
  // Measures of a plan may be numbered through all its sections: 五（一）1, 2, 五（二）3.
  if (mark.kind === "item" && sibling === undefined) return mark.number === lastItem + 1 ? lastItem : 0;
  return sibling?.number ?? 0;
};

/** The next number, or up to two missing ones between (lost to recognition). Items never skip: 2.4 and dates look too much like them. */
const follows = (number: number, previous: number, kind: MarkKind): boolean =>
  number === previous + 1 || ((kind === "article" || kind === "section") && number > previous && number <= previous + 3);

const gapsAtEnd = (lastOfKind: ReadonlyMap<MarkKind, number>): readonly string[] =>
  (lastOfKind.get("article") ?? 0) < 2 ? ["只分出一条，请核对"] : [];
