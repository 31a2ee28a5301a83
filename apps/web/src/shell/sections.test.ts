import { expect, it } from "vitest";
import { rooms } from "../rooms.ts";
import { inSections } from "./sections.ts";

const items = rooms.flatMap(({ navigation }) => navigation);
it("每个入口都在一个分组里，只在一个分组里", () => {
  const shown = inSections(items).flatMap((section) => section.items.map(({ path }) => path));
  expect(shown.toSorted()).toEqual(items.map(({ path }) => path).toSorted());
});

it("资金和对资金的监督的入口都在资金组里，组里没有别的", () => {
  const isMoney = ({ path }: { readonly path: string }) =>
    /^.(allocations|allotments|ledger|payments|reconciliations|clocks|findings)\b/.test(path);
  const money = inSections(items).find(({ title }) => title === "资金")?.items ?? [];
  expect(money.filter((item) => !isMoney(item))).toEqual([]);
  expect(money.map(({ path }) => path).toSorted()).toEqual(
    items
      .filter(isMoney)
      .map(({ path }) => path)
      .toSorted(),
  );
});
