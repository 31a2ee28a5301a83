/**
 * One spelling for what people type in several: widths and brackets, case, and the misprint 契网底 of the supplied copy. The
 * length never changes, so a hit in the folded text is a hit at the same place of the original.
 */
export const fold = (text: string): string => {
  const folded = [...text]
    .map((char) => foldChar(char))
    .join("")
    .replaceAll("契网底", "兜网底");
  return folded.length === text.length ? folded : text;
};

const same: Readonly<Record<string, string>> = {
  "[": "〔",
  "]": "〕",
  "【": "〔",
  "】": "〕",
  "(": "（",
  ")": "）",
  ",": "，",
  ":": "：",
  ";": "；",
};

const foldChar = (char: string): string => {
  const known = same[char];
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 0;
  // Full-width letters and digits.
  if (code >= 0xff10 && code <= 0xff5a && !(code >= 0xff1a && code <= 0xff20))
    return String.fromCodePoint(code - 0xfee0).toLowerCase();
  const lower = char.toLowerCase();
  return lower.length === char.length ? lower : char;
};

/** The words that must all be found; quotation marks around them are dropped. */
export const wordsOf = (query: string): readonly string[] => [
  ...new Set(
    fold(query)
      .replace(/[“”"']/g, " ")
      .split(/[\s\u3000]+/)
      .filter(Boolean),
  ),
];

export interface Excerpt {
  readonly text: string;
  readonly hits: [number, number][];
}

const around = 36;
const longest = 160;

/** A piece of the text around the first hit, with every hit inside it; undefined unless each word occurs in `text` or `beside`. */
export const excerptOf = (text: string, words: readonly string[], beside = ""): Excerpt | undefined => {
  const folded = fold(text);
  const other = fold(beside);
  if (words.length === 0 || !words.every((word) => folded.includes(word) || other.includes(word))) return undefined;
  const first = Math.min(...words.map((word) => folded.indexOf(word)).filter((at) => at >= 0));
  const start = Number.isFinite(first) ? Math.max(0, first - around) : 0;
  const end = Math.min(text.length, start + longest);
  const [before, after] = [start > 0 ? "…" : "", end < text.length ? "…" : ""];
  const shift = before.length - start;
  const hits = hitsIn(folded, words)
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): [number, number] => [from + shift, to + shift]);
  return { text: `${before}${text.slice(start, end)}${after}`.replaceAll("\n", " "), hits };
};

/** All hits in order, overlapping ones joined. */
const hitsIn = (folded: string, words: readonly string[]): [number, number][] => {
  const all: [number, number][] = [];
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) all.push([at, at + word.length]);
  all.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: [number, number][] = [];
  for (const hit of all) {
    const last = joined.at(-1);
    if (last && hit[0] <= last[1]) last[1] = Math.max(last[1], hit[1]);
    else joined.push(hit);
  }
  return joined;
};
