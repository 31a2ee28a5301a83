import {
  categoryLabel,
  departmentClasses,
  type ExpenseCategory,
  fundingLines,
  governmentClasses,
  otherItem,
  type SpendingClass,
  telemedicineClasses,
  useScopes,
} from "@qiangyi/policy";

interface Option {
  readonly value: string;
  readonly label: string;
}

const categories = (list: readonly ExpenseCategory[]): Option[] => list.map((value) => ({ value, label: categoryLabel(value) }));

const scopes = Object.fromEntries(
  fundingLines.map(({ id }) => {
    const { mainUse, clause, main, withReason } = useScopes[id];
    return [id, { mainUse, clause, main: categories(main), withReason: categories(withReason) }];
  }),
);

/** What the form offers: the words and pairings of the policy package, so that the page decides nothing. */
export const formOptions = {
  categories: scopes,
  departmentClasses: departmentClasses.map(({ code, label, government }) => ({
    value: code,
    label: `${code} ${label}`,
    government: government.map((value) => ({ value, label: `${value} ${governmentClasses[value] ?? ""}` })),
  })),
  telemedicine: Object.entries<SpendingClass>(telemedicineClasses).map(([value, { label, clause, items }]) => ({
    value,
    label,
    clause,
    items: [
      ...Object.entries(items).map(([item, text]) => ({ value: item, label: text })),
      { value: otherItem, label: "与项目有关的其他支出（须说明）" },
    ],
  })),
};
