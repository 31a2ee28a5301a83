import { describe, expect, it } from "vitest";
import { factTypes, institutionFields } from "./facts.ts";
import { fundingLines } from "./qiangyi-2024/catalogue.ts";
import { acceptsReading, readings } from "./readings.ts";
import { regions } from "./regions.ts";

describe("声明的数据", () => {
  it("每个支持项目恰好由一种事实申请", () =>
    expect(factTypes.flatMap(({ lines }) => lines)).toEqual(
      fundingLines.map(({ id }) => id).sort((a, b) => order(a) - order(b)),
    ));

  it.each([...factTypes.map((type) => [type.title, type.fields] as const), ["机构", institutionFields] as const])(
    "%s的每个字段都有中文名称，选项都有说明",
    (_, fields) => {
      for (const { label, kind, choices } of fields) {
        expect(label).toMatch(/[\u4e00-\u9fff]/);
        // A text may name its usual values too; nothing else may.
        if (kind !== "text") expect(kind === "choice").toBe(choices !== undefined);
        for (const choice of choices ?? []) expect(choice.label).toMatch(/[\u4e00-\u9fff]/);
      }
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    },
  );

  it("摘要字段和日期字段都是事实自己的字段", () => {
    for (const { fields, summary, dateField } of factTypes) {
      const names = fields.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([...summary, dateField]));
    }
  });

  it("每个条文理解的默认值排第一、合法，键不重复", () => {
    for (const reading of readings) {
      expect(reading.values[0]?.value).toBe(reading.default);
      expect(reading.values.every(({ value }) => acceptsReading(reading, value))).toBe(true);
    }
    expect(new Set(readings.map(({ key }) => key)).size).toBe(readings.length);
  });

  it("区划：1个省、11个市、117个县级，26个市辖区、91个县和县级市", () => {
    const count = (...kinds: readonly string[]) => regions.filter(({ kind }) => kinds.includes(kind)).length;
    expect([count("province"), count("city"), count("district"), count("county", "county-level-city")]).toEqual([1, 11, 26, 91]);
    for (const { level, parent } of regions) expect(level === 1).toBe(parent === null);
  });
});

const order = (id: string): number => fundingLines.find((line) => line.id === id)?.order ?? 0;
