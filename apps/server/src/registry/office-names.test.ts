import { expect, it } from "vitest";
import { officeInFull, officeName, supervisionOfficeName } from "./office-names.ts";

it.each([
  ["140000", "山西省财政厅", "山西省卫生健康委", "山西省卫生健康委员会"],
  ["141000", "临汾市财政局", "临汾市卫生健康委", "临汾市卫生健康委员会"],
  ["141024", "洪洞县财政局", "洪洞县卫生健康局", "洪洞县卫生健康局"],
  ["140181", "古交市财政局", "古交市卫生健康局", "古交市卫生健康局"],
  ["990000", "990000财政厅", "990000卫生健康委", "990000卫生健康委员会"],
])("%s的财政和卫生健康部门：%s、%s，落款%s", (region, finance, health, inFull) => {
  expect([officeName("finance", region), officeName("health", region)]).toEqual([finance, health]);
  expect([officeInFull("finance", region), officeInFull("health", region)]).toEqual([finance, inFull]);
});

it("监管处按所在的市称呼", () => {
  expect(supervisionOfficeName("141000")).toBe("省财政厅临汾市监管处");
});
