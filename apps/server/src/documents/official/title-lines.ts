const words = new Intl.Segmenter("zh", { granularity: "word" });

/** Names of programmes that a dictionary takes apart. */
const names = ["强医工程", "千名医师", "百名人才"];

/** Words of a title; a name stands whole. */
const wordsOf = (title: string): readonly string[] => {
  const parts = [...words.segment(title)].map(({ segment, index }) => ({ segment, index }));
  const spans = names.flatMap((name) => {
    const at = title.indexOf(name);
    return at < 0 ? [] : [[at, at + name.length] as const];
  });
  const isInside = (index: number): boolean => spans.some(([from, to]) => index > from && index < to);
  // A word that runs over the beginning of a name is cut there.
  const cuts = [...new Set([...parts.map(({ index }) => index), ...spans.flat()])].filter(
    (cut) => cut < title.length && !isInside(cut),
  );
  return cuts.toSorted((a, b) => a - b).map((from, at, all) => title.slice(from, all[at + 1]));
};

/** Width in characters of full width; digits and Latin letters take about half of one. */
const widthOf = (text: string): number => [...text].reduce((width, letter) => width + (letter.charCodeAt(0) < 256 ? 0.55 : 1), 0);

/**
 * 标题回行: lines of nearly equal width that break between words and never leave 的 at the head of one. `room` is the width of a line in characters
 * of 二号 (20 in the type area of an upright page).
 */
export const titleLines = (title: string, room = 20): readonly string[] => {
  const count = Math.ceil(widthOf(title) / room);
  if (count <= 1) return [title];
  const goal = widthOf(title) / count;
  const lines: string[] = [];
  let line = "";
  for (const segment of wordsOf(title)) {
    const next = widthOf(line + segment);
    const isCloserWithout = next - goal > goal - widthOf(line);
    const mayBreak = line !== "" && segment !== "的" && lines.length < count - 1;
    if (mayBreak && (isCloserWithout || next > room)) {
      lines.push(line);
      line = segment;
    } else line += segment;
  }
  return [...lines, line];
};
