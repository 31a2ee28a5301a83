import { expect, it } from "vitest";
import { minuteOf, secondOf } from "./times.ts";

it("时刻按上海时间写成年-月-日 时:分", () => {
  expect(minuteOf("2025-03-02T16:05:09.000Z")).toBe("2025-03-03 00:05");
  expect(secondOf("2025-03-02T16:05:09.000Z")).toBe("2025-03-03 00:05:09");
});
