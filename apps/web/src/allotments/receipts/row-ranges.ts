/** Row numbers as a sentence says them: 1、3至7、9. */
export const rowRanges = (rowNos: readonly number[]): string => {
  const ranges: { from: number; to: number }[] = [];
  for (const rowNo of [...new Set(rowNos)].toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to + 1 === rowNo) last.to = rowNo;
    else ranges.push({ from: rowNo, to: rowNo });
  }
  return ranges
    .map(({ from, to }) => (from === to ? String(from) : to === from + 1 ? `${from}、${to}` : `${from}至${to}`))
    .join("、");
};
