/** Width on a terminal: Chinese characters and full-width signs take two columns. */
export const displayWidth = (text: string): number => {
  let width = 0;
  for (const character of text) width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
};

const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

const isWide = (code: number): boolean => wideRanges.some(([from, to]) => code >= from && code <= to);

export type Alignment = "left" | "right";

/** Rows in aligned columns, two spaces apart, without trailing spaces. */
export const layOut = (rows: readonly (readonly string[])[], alignments: readonly Alignment[] = []): string => {
  // Not Math.max(...): a province year has more rows than a call takes arguments.
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, displayWidth(text));
  return rows
    .map((row) =>
      widths
        .map((width, column) => padded(row[column] ?? "", width, alignments[column] ?? "left"))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

const padded = (text: string, width: number, alignment: Alignment): string => {
  const space = " ".repeat(width - displayWidth(text));
  return alignment === "left" ? text + space : space + text;
};
