import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { regions } from "../packages/policy/src/regions.ts";

interface Layer {
  features: { properties: { code: string; name: string }; geometry: { coordinates: [number, number][][][] } }[];
}
const path = resolve(import.meta.dirname, "../apps/web/src/ui/shanxi.geo.json");
const text = readFileSync(path, "utf8");
const map = JSON.parse(text) as { counties: Layer; cities: Layer };

describe("示意图数据", () => {
  it.each([
    ["117个县（市、区）", map.counties, 3],
    ["11个市", map.cities, 2],
  ] as const)("%s的代码和名称与区划表一致,各有轮廓", (_, layer, level) => {
    const expected = regions.filter((region) => region.level === level).map(({ code, name }) => [code, name]);
    expect(layer.features.map(({ properties }) => [properties.code, properties.name]).sort()).toEqual(expected.sort());
    for (const { geometry } of layer.features) expect(geometry.coordinates[0]?.[0]?.length).toBeGreaterThanOrEqual(8);
  });

  it("轮廓都在山西的经纬度范围内", () => {
    const points = map.counties.features.flatMap(({ geometry }) => geometry.coordinates.flat(2));
    expect(points.filter(([x, y]) => x < 110.2 || x > 114.6 || y < 34.5 || y > 40.8)).toEqual([]);
  });

  it("不超过400KB", () => expect(Buffer.byteLength(text)).toBeLessThanOrEqual(400_000));
});
