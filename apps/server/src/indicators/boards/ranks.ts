/** What rows of a page are ordered by, from the first to the last; null without a value. */
type Key = string | null;

interface Page {
  readonly keys: readonly Key[];
  readonly order: "best" | "worst";
  /** How many of the whole ranking have a better value than the first and the last value of the page. */
  readonly better: ReadonlyMap<string, number>;
}

/** The first and the last value of a page: how many are better than these is all that its ranks need. */
export const edgesOf = (keys: readonly Key[]): string[] => {
  const valued = keys.filter((key) => key !== null);
  return [...new Set([valued.at(0), valued.at(-1)])].filter((key) => key !== undefined);
};

/** Equal values share a rank; without a value there is none. Values between the two edges stand on the page with all who share them. */
export const ranksOf = ({ keys, order, better }: Page): (number | null)[] => {
  const valued = keys.filter((key) => key !== null);
  const [first, last] = [valued.at(0), valued.at(-1)];
  return keys.map((key): number | null => {
    if (key === null) return null;
    const known = better.get(key);
    if (known !== undefined) return known + 1;
    const [firstOfKey, lastOfFirst] = [valued.indexOf(key), valued.lastIndexOf(first ?? "")];
    return order === "best"
      ? (better.get(last ?? "") ?? 0) - (valued.indexOf(last ?? "") - firstOfKey) + 1
      : (better.get(first ?? "") ?? 0) - (valued.lastIndexOf(key) - lastOfFirst) + 1;
  });
};
