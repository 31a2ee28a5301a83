/** Cells of what was copied in a table program; undefined for a plain word, which the field takes by itself. */
export const pastedGrid = (text: string): readonly (readonly string[])[] | undefined => {
  if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return undefined;
  return text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map((line) => line.split("\t").map((cell) => cell.trim()));
};
