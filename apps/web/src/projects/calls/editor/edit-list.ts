/* Changes of lists in a definition, each giving a new list. */

export const replaceAt = <Item>(items: readonly Item[], index: number, item: Item): readonly Item[] =>
  items.map((one, at) => (at === index ? item : one));

export const removeAt = <Item>(items: readonly Item[], index: number): readonly Item[] => items.filter((_, at) => at !== index);

/** One place up (-1) or down (1); at the end of the list nothing changes. */
export const moveBy = <Item>(items: readonly Item[], index: number, by: -1 | 1): readonly Item[] => {
  const [item, other] = [items[index], items[index + by]];
  return item === undefined || other === undefined ? items : replaceAt(replaceAt(items, index, other), index + by, item);
};

/** An id that nothing in the definition has yet: "q7". Officials never see it, answers are stored under it. */
export const freeId = (prefix: string, used: readonly string[]): string => {
  for (let number = used.length + 1; ; number += 1) {
    const id = `${prefix}${number}`;
    if (!used.includes(id)) return id;
  }
};
