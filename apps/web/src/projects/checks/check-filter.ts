import { type CheckBox, checkBoxes } from "@qiangyi/api";
import { programmes } from "@qiangyi/projects";
import { useMemo } from "react";
import { type Filter, useFilters, useWorkScope } from "../../ui/index.ts";

const sorts = ["arrived", "-arrived", "amount", "-amount"] as const;
type Sort = (typeof sorts)[number];

/** Names of everything in the address that narrows the list: the desk keeps them, so that "next" means the next of this list. */
export const filterNames = ["box", "call", "programme", "due", "q", "sort"] as const;

/** What the list shows, read from the address. The bar's region counts, its year does not: what waits from last year waits too. */
export const useCheckFilter = () => {
  const { values, set } = useFilters(filterNames);
  const { place } = useWorkScope();
  const { city, county } = place;
  const query = useMemo(() => {
    const { box, call, programme, due, q, sort } = values;
    return {
      box: isBox(box) ? box : ("waiting" as const),
      sort: isSort(sort) ? sort : ("arrived" as const),
      ...(call !== undefined && { call }),
      ...(isProgramme(programme) && { programme }),
      ...(isDue(due) && { due }),
      ...(q !== undefined && { q }),
      ...(city !== undefined && { city }),
      ...(county !== undefined && { county }),
    };
  }, [values, city, county]);
  return { values, query, set };
};

const isBox = (text: string | undefined): text is CheckBox => text !== undefined && Object.hasOwn(checkBoxes, text);
const isDue = (text: string | undefined): text is "overdue" | "soon" => text === "overdue" || text === "soon";
const isSort = (text: string | undefined): text is Sort => sorts.some((one) => one === text);
const isProgramme = (text: string | undefined): text is (typeof programmes)[number]["id"] =>
  programmes.some(({ id }) => id === text);

export const filtersWith = (
  calls: readonly { readonly id: string; readonly title: string; readonly waiting: number }[],
): readonly Filter<(typeof filterNames)[number]>[] => [
  {
    kind: "choice",
    name: "call",
    label: "申报通知",
    placeholder: "全部通知",
    width: 240,
    isLong: true,
    options: calls.map(({ id, title, waiting }) => ({ value: id, label: `${title}（${waiting}）` })),
  },
  {
    kind: "choice",
    name: "programme",
    label: "项目类别",
    placeholder: "全部类别",
    width: 160,
    options: programmes.map(({ id, title }) => ({ value: id, label: title })),
  },
  {
    kind: "choice",
    name: "due",
    label: "期限",
    placeholder: "全部期限",
    width: 120,
    options: [
      { value: "overdue", label: "已超期" },
      { value: "soon", label: "三日内到期" },
    ],
  },
  { kind: "text", name: "q", label: "查找项目", placeholder: "名称、编号或单位", width: 200 },
];
