import { documentWord, markOf } from "./marks.ts";

/** Lines of a scan or a page layout as paragraphs: markup and page numbers gone, sentences that a line or page broke joined again. */
export const paragraphsOf = (raw: string): readonly string[] => {
  const lines = raw
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map(cleaned)
    .filter((line) => line !== "" && !isPageFurniture(line));
  const width = wrapWidth(lines);
  const paragraphs: string[] = [];
  let lastLine = "";
  for (const line of lines) {
    const previous = paragraphs.at(-1);
    if (previous !== undefined && continues(lastLine, previous, line, width))
      paragraphs[paragraphs.length - 1] = join(previous, line);
    else paragraphs.push(line);
    lastLine = line;
  }
  return paragraphs;
};

/** Markdown emphasis and headings of converted files, ideographic and doubled spaces, letter-spaced words such as 总 则. */
const cleaned = (line: string): string =>
  line
    .replace(/^\s*#{1,6}\s+/, "")
    .replaceAll("**", "")
    .replace(/[\u3000\u00a0\t\f\v ]+/g, " ")
    .replace(/[\u200b-\u200d\ufeff]/g, "")
    .trim()
    .replace(
      /“[^”]*”|(?<=[\u4e00-\u9fff，。；：、）)]) (?=[\u4e00-\u9fff，。；：、（(])/g,
      (found, _offset: number, whole: string) => (found === " " && !isTitleLike(whole) ? "" : found),
    )
    .replace(/(?<=[\u4e00-\u9fff]) (?=[\dA-Za-z])|(?<=[\dA-Za-z]) (?=[\u4e00-\u9fff])/g, "")
    // Documents mix both widths of the same marks; the wide ones are right between Chinese characters.
    .replace(/(?<=[\u4e00-\u9fff”》）〕\d%]),(?=\D)/g, "，")
    .replace(/(?<=[\u4e00-\u9fff”》）]):/g, "：")
    .replace(/(?<=[\u4e00-\u9fff”》）]);/g, "；");

const isTitleLike = (line: string): boolean => line.length <= 60 && !/[，。；]/.test(line) && markOf(line) === undefined;

const isPageFurniture = (line: string): boolean =>
  /^[-—–－ ]*\d{1,3}[-—–－ ]*$/.test(line) ||
  /^第\s*\d+\s*页(\s*[共/]\s*\d+\s*页?)?$/.test(line) ||
  /^[-—–*_=]{3,}$/.test(line) ||
  /^!\[.*\]\(.*\)$/.test(line);

/**
 * Characters of a full line where the file is wrapped to a page's width; undefined where each line is a paragraph. A wrapped
 * file shows by many unfinished lines of nearly one length.
 */
const wrapWidth = (lines: readonly string[]): number | undefined => {
  const open = lines.filter((line) => line.length >= 15 && !endsSentence(line)).map((line) => line.length);
  if (open.length < 8 || open.length < lines.length * 0.35) return undefined;
  const sorted = [...open].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const near = open.filter((length) => Math.abs(length - median) <= 4).length;
  return near >= open.length * 0.6 ? median : undefined;
};

const endsSentence = (line: string): boolean => /[。！？；：:;.!?][”’》）)]?$/.test(line);

const continues = (lastLine: string, paragraph: string, line: string, width: number | undefined): boolean => {
  if (endsSentence(lastLine)) return false;
  if (markOf(line) !== undefined || isStandalone(line) || (isStandalone(paragraph) && !paragraph.startsWith("抄送")))
    return false;
  if (hasOpenBracket(paragraph) || isRemainder(line)) return true;
  return width === undefined ? !looksLikeHeading(lastLine) : lastLine.length >= width - 4;
};

/** The last few characters of a sentence that fell onto a line of their own. */
const isRemainder = (line: string): boolean => line.length <= 6 && /[。；]$/.test(line);

/** A heading has no full stop inside and is short; a marked one, such as （一）问题导向，需求引领, may be longer. */
const looksLikeHeading = (line: string): boolean =>
  !line.includes("。") && (line.length < 20 || documentWord.test(line) || (markOf(line) !== undefined && line.length < 28));

/** Lines that are never part of a sentence: numbers of documents, dates, notes on publicity, recipients, salutations. */
const isStandalone = (line: string): boolean =>
  /^[（(]\s*此件/.test(line) ||
  line.startsWith("抄送") ||
  line.startsWith("信息公开") ||
  /^\d{4}年\d{1,2}月\d{1,2}日(印发)?$/.test(line) ||
  /^[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号$/.test(line) ||
  /(的\s*通\s*知|文件)$/.test(line);

const hasOpenBracket = (text: string): boolean =>
  (text.match(/[《〈（(]/g)?.length ?? 0) > (text.match(/[》〉）)]/g)?.length ?? 0) && text.length >= 10;

/** Chinese is joined without a space; two Latin words keep one. */
const join = (before: string, after: string): string =>
  /[A-Za-z0-9]$/.test(before) && /^[A-Za-z]/.test(after) ? `${before} ${after}` : `${before}${after}`;
