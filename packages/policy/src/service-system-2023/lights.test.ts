import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { decimal } from "../targets/fraction.ts";
import { coverageLight, directionLight, percentOf, quotaLight, type Strength, worstLight } from "./lights.ts";

const in2024 = (asOf: string, achieved: number | null, strength: Strength = "binding") =>
  quotaLight({ achieved, lower: 450, from: date("2024-01-01"), to: date("2024-12-31"), asOf: date(asOf), strength });

describe("配额灯:按天数应到多少", () => {
  it("366天的第183天已选派120名:应到225名,比值0.53,红", () =>
    expect(in2024("2024-07-01", 120)).toEqual({ light: "red", expected: "225", ratio: "0.53" }));
  it.each([
    // 已选派 灯:应到225名,0.90为202.5名,0.70为157.5名
    [225, "green"],
    [203, "green"],
    [202, "yellow"],
    [158, "yellow"],
    [157, "red"],
    [0, "red"],
  ])("%i名为%s", (achieved, light) => expect(in2024("2024-07-01", achieved).light).toBe(light));
  it("0.899只显示0.89,不显示成绿灯的0.90", () =>
    expect(
      quotaLight({
        achieved: 899,
        lower: 1000,
        from: null,
        to: date("2024-12-31"),
        asOf: date("2024-12-31"),
        strength: "binding",
      }),
    ).toMatchObject({ light: "red", ratio: "0.89" }));
  it.each([
    ["2023-12-31", "grey"],
    ["2024-01-01", "red"],
    ["2024-12-30", "green"],
    ["2024-12-31", "red"],
    ["2025-03-01", "red"],
  ])("430名在%s为%s:期满只看是否达到", (asOf, light) => expect(in2024(asOf, asOf === "2024-01-01" ? 0 : 430).light).toBe(light));
  it.each([
    ["2024-12-31", 450],
    ["2024-02-01", 450],
  ])("%s达到%i名即绿", (asOf, achieved) => expect(in2024(asOf, achieved).light).toBe("green"));
  it("没有名册则灰", () => expect(in2024("2024-07-01", null)).toEqual({ light: "grey", expected: "225", ratio: null }));
});

describe("力争、鼓励的从不因数值亮红灯", () => {
  it.each(["aspirational", "encouraged"] as const)("%s", (strength) => {
    expect(in2024("2024-07-01", 0, strength).light).toBe("yellow");
    expect(in2024("2024-12-31", 449, strength).light).toBe("yellow");
    const worse = directionLight({ previous: decimal("1"), current: decimal("9"), wanted: "decrease", strength });
    expect(worse.light).toBe("yellow");
  });
  it.each(["binding", "progressive"] as const)("%s照常", (strength) =>
    expect(in2024("2024-12-31", 449, strength).light).toBe("red"),
  );
});

describe("有期限的一次性要求:到期前不应有,到期全应有", () => {
  const due = (asOf: string, achieved: number) =>
    quotaLight({ achieved, lower: 15, from: null, to: date("2025-12-31"), asOf: date(asOf), strength: "binding" });
  it.each([
    ["2025-12-30", 14, "grey", null],
    ["2025-12-30", 15, "green", null],
    ["2025-12-31", 14, "red", "15"],
    ["2025-12-31", 15, "green", "15"],
  ])("%s已有%i个为%s", (asOf, achieved, light, expected) => expect(due(asOf, achieved)).toMatchObject({ light, expected }));
  it("没有期限:达到为绿,未达到为灰", () => {
    const undated = (achieved: number) =>
      quotaLight({ achieved, lower: 10, from: null, to: null, asOf: date("2030-01-01"), strength: "binding" });
    expect(undated(10)).toEqual({ light: "green", expected: null, ratio: null });
    expect(undated(9)).toEqual({ light: "grey", expected: null, ratio: null });
  });
});

describe("方向灯", () => {
  const from58 = (current: string) =>
    directionLight({ previous: decimal("58.0"), current: decimal(current), wanted: "decrease", strength: "progressive" });
  it.each([
    ["57.9", "green", "-0.1", "-0.2"],
    ["58.0", "yellow", "0", "0.0"],
    ["60.9", "yellow", "2.9", "5.0"],
    ["60.90001", "red", "2.90001", "5.0"],
    ["62.0", "red", "4", "6.9"],
  ])("要求下降:58.0→%s为%s", (current, light, change, relative) => expect(from58(current)).toEqual({ light, change, relative }));
  it.each([
    ["100.1", "green"],
    ["100", "yellow"],
    ["95", "yellow"],
    ["94.9", "red"],
  ])("要求上升:100→%s为%s", (current, light) =>
    expect(
      directionLight({ previous: decimal("100"), current: decimal(current), wanted: "increase", strength: "progressive" }).light,
    ).toBe(light),
  );
  it("缺一个年份则灰", () =>
    expect(directionLight({ previous: null, current: decimal("1"), wanted: "increase", strength: "binding" })).toEqual({
      light: "grey",
      change: null,
      relative: null,
    }));
  it("上年为0:没有百分比,变差即超过", () =>
    expect(directionLight({ previous: decimal("0"), current: decimal("0.1"), wanted: "decrease", strength: "binding" })).toEqual({
      light: "red",
      change: "0.1",
      relative: null,
    }));
});

describe("覆盖灯", () => {
  const covering = (covered: number | null, members: number) =>
    coverageLight({
      covered,
      members,
      from: null,
      to: date("2025-12-31"),
      asOf: date("2025-12-31"),
      strength: "binding",
    });
  it("115/117为98.3%,期满未全覆盖为红", () =>
    expect(covering(115, 117)).toMatchObject({ light: "red", percent: "98.3", expected: "117" }));
  it("全覆盖为绿", () => expect(covering(117, 117)).toMatchObject({ light: "green", percent: "100.0" }));
  it("名册为空或无人维护为灰", () => {
    expect(covering(0, 0)).toMatchObject({ light: "grey", percent: null });
    expect(covering(null, 117)).toMatchObject({ light: "grey", percent: null });
  });
  it("差一个也不显示100.0,有一个也不显示0.0", () =>
    expect([percentOf(9999, 10_000), percentOf(1, 10_000), percentOf(0, 10), percentOf(10, 10), percentOf(1, 0)]).toEqual([
      "99.9",
      "0.1",
      "0.0",
      "100.0",
      null,
    ]));
});

it("几盏灯取最差的,没有灯则无", () => {
  expect(worstLight(["green", "red", "yellow"])).toBe("red");
  expect(worstLight(["grey", "green"])).toBe("green");
  expect(worstLight([])).toBe("none");
});
