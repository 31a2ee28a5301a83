import { expect, it } from "vitest";
import { minuteOf, savedTimeOf, secondOf } from "./times.ts";

it("时刻按上海时间写成年-月-日 时:分", () => {
  expect(minuteOf("2025-03-02T16:05:09.000Z")).toBe("2025-03-03 00:05");
  expect(secondOf("2025-03-02T16:05:09.000Z")).toBe("2025-03-03 00:05:09");
});

it("今天保存的只写时刻，往日保存的写明日期，都按上海时间", () => {
  const now = new Date("2026-11-22T01:30:00Z");
  expect(savedTimeOf("2026-11-22T01:00:00Z", now)).toBe("09:00");
  expect(savedTimeOf("2026-11-21T16:00:00Z", now)).toBe("00:00");
  expect(savedTimeOf("2026-11-21T15:59:00Z", now)).toBe("2026-11-21 23:59");
});
