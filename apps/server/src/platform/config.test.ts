import { describe, expect, it } from "vitest";
import { movedClock, systemClock } from "./clock.ts";
import { readConfig } from "./config.ts";

const read = (offset: string | undefined, isDemo: boolean) =>
  readConfig(offset === undefined ? {} : { CLOCK_OFFSET_DAYS: offset }, "/nowhere", isDemo);

describe("移动时钟只用于演示", () => {
  it("正式运行设了CLOCK_OFFSET_DAYS就拒绝启动,说明原因", () => {
    expect(read("30", false)).toEqual({ problems: ["CLOCK_OFFSET_DAYS：只用于演示，正式运行不能移动时钟"] });
    expect(read(undefined, false)).toMatchObject({ config: { clockOffsetDays: 0 } });
    expect(read("0", false)).toMatchObject({ config: { clockOffsetDays: 0 } });
  });
  it("演示可以前移后移整数天,其他写法被拒绝", () => {
    expect(read("-40", true)).toMatchObject({ config: { clockOffsetDays: -40 } });
    expect(read("1.5", true)).toEqual({ problems: ["CLOCK_OFFSET_DAYS=1.5：应为整数天"] });
    expect(read("明天", true)).toEqual({ problems: ["CLOCK_OFFSET_DAYS=明天：应为整数天"] });
  });
  it("移动后的时钟照常走", () => {
    const days = (movedClock(3).now().getTime() - systemClock.now().getTime()) / 86_400_000;
    expect(days).toBeCloseTo(3, 3);
  });
});
