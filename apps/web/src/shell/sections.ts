import type { NavigationItem } from "../ui/index.ts";

interface Section {
  readonly title: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** The navigation from top to bottom: which orders stand under which heading. */
const sections: readonly Section[] = [
  { title: undefined, from: 0, to: 9 },
  { title: "资金", from: 100, to: 199 },
  { title: "项目", from: 10, to: 29 },
  { title: "台账和指标", from: 30, to: 49 },
  { title: "机构和政策", from: 50, to: 79 },
  { title: "平台管理", from: 80, to: 99 },
];

/** The entries under their headings; a section without any is left out. */
export const inSections = (
  items: readonly NavigationItem[],
): readonly { readonly title: string | undefined; readonly items: readonly NavigationItem[] }[] =>
  sections.flatMap(({ title, from, to }) => {
    const found = items.filter(({ order }) => order >= from && order <= to).toSorted((a, b) => a.order - b.order);
    return found.length === 0 ? [] : [{ title, items: found }];
  });
