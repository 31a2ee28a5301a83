import { clause, clauses, parameters } from "@qiangyi/policy/register";
import { describe, expect, it } from "vitest";
import { figureLabel, isInternal } from "./figure-labels.ts";
import { figuresOf, valueText } from "./figures.ts";

const figures = (id: string) => {
  const found = clause(id);
  if (!found) throw new Error(`no clause ${id}`);
  return figuresOf(
    found,
    parameters(found.document).filter((row) => row.clause === id),
  );
};

describe("条款数字的显示", () => {
  it("登记册里的每个参数都有中文名称", () => {
    const unnamed = new Set(
      clauses()
        .flatMap(({ parameters }) => Object.keys(parameters))
        .filter((name) => !isInternal(name) && figureLabel(name) === undefined),
    );
    expect([...unnamed]).toEqual([]);
  });

  it("显示的数字里没有程序用的英文词", () => {
    const english = clauses()
      .flatMap((each) => figures(each.id))
      .filter(({ text }) => /[a-z]{4,}/.test(text))
      .map(({ text }) => text);
    expect([...new Set(english)]).toEqual([]);
  });

  it("金额带单位和千分位，年份不加千分位", () => {
    expect(figures("qiangyi-2024.art7.1.1.b")).toContainEqual({ name: "rewardYear3", label: "第三年奖励", text: "4,000 万元" });
    expect(valueText(2025)).toBe("2025");
    expect(valueText(1234.5)).toBe("1,234.5");
    expect(valueText(0.1234567)).toBe("0.1234567");
  });

  it("比较词和单位同目标值写在一起", () => {
    expect(figures("linfen-2020.centres.neonatal.counties")).toContainEqual({
      name: "value",
      label: "目标值",
      text: "等于 17 个",
    });
    expect(figures("linfen-2020.centres.neonatal.counties").map(({ name }) => name)).not.toContain("op");
  });
});
