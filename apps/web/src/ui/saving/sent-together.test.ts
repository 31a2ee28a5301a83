import { describe, expect, it } from "vitest";
import { sentTogether } from "./sent-together.ts";

describe("同一时刻的多格一次送出", () => {
  it("一块一次请求,各得各的答复;送出途中新写的排在下一次", async () => {
    const requests: number[][] = [];
    const answers: (() => void)[] = [];
    const send = sentTogether<number, number>(async (entries) => {
      requests.push([...entries]);
      await new Promise<void>((resolve) => answers.push(resolve));
      return entries.map((entry) => entry * 10);
    });
    const first = [send(1), send(2), send(3)];
    await Promise.resolve();
    await Promise.resolve();
    const later = send(4);
    expect(requests).toEqual([[1, 2, 3]]);
    answers[0]?.();
    expect(await Promise.all(first)).toEqual([10, 20, 30]);
    await Promise.resolve();
    expect(requests).toEqual([[1, 2, 3], [4]]);
    answers[1]?.();
    expect(await later).toBe(40);
  });

  it("一次失败,这一批都得知;以后的照常送", async () => {
    let fails = true;
    const send = sentTogether<number, number>(async (entries) => {
      if (fails) throw new Error("offline");
      return entries;
    });
    const [one, two] = await Promise.allSettled([send(1), send(2)]);
    expect([one.status, two.status]).toEqual(["rejected", "rejected"]);
    fails = false;
    expect(await send(3)).toBe(3);
  });
});
