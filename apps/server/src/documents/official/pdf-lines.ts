/** Heights of a line of the two families at size 1, by which pdfmake multiplies. */
const lineOf = { fang: 1.437, hei: 1.448 } as const;

/** What makes lines of this height out of letters of this size; both in points. */
export const pdfLineHeight = (font: keyof typeof lineOf, size: number, line: number): number => line / (size * lineOf[font]);
