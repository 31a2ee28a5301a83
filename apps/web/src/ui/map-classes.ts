export interface MapClass {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

/** One hue from light to dark: the order survives black-and-white prints and every kind of colour blindness. */
const blues = ["#d6e6f4", "#a3cbe6", "#62a8d3", "#2b7bba", "#0b4a8f"];
/** Beside blue for amounts below zero: blue and orange are told apart by nearly everybody. */
const oranges = ["#fde0c5", "#fbb77c", "#ee8539", "#c45510", "#863303"];
const nothing = "#f0f1f3";

/**
 * At most five classes for each side of zero, cut so that each holds about as many places; zero is a class of its own. The ends
 * of a class are values that occur, so that the legend names no number that the table does not have.
 */
export const mapClasses = (values: readonly number[]): MapClass[] => [
  ...classes(
    values.filter((value) => value < 0).map((value) => -value),
    oranges,
  )
    .map(({ from, to, colour }) => ({ from: -to, to: -from, colour }))
    .reverse(),
  ...(values.includes(0) ? [{ from: 0, to: 0, colour: nothing }] : []),
  ...classes(
    values.filter((value) => value > 0),
    blues,
  ),
];

const classes = (values: readonly number[], colours: readonly string[]): MapClass[] => {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const count = Math.min(colours.length, distinct.length);
  const sorted = [...values].sort((a, b) => a - b);
  // A value never falls into two classes: cuts are made between distinct values only.
  const cuts = distinct.length <= count ? distinct : quantiles(sorted, count);
  return cuts.flatMap((to, index): MapClass[] => {
    const below = cuts[index - 1] ?? Number.NEGATIVE_INFINITY;
    const from = distinct.find((value) => value > below);
    const colour = colours[Math.round(((index + 1) * colours.length) / cuts.length) - 1] ?? "";
    return from === undefined ? [] : [{ from, to, colour }];
  });
};

const quantiles = (sorted: readonly number[], count: number): number[] => [
  ...new Set(Array.from({ length: count }, (_, index) => sorted[Math.ceil(((index + 1) * sorted.length) / count) - 1] ?? 0)),
];
