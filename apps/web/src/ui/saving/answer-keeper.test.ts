import type { Problem } from "@qiangyi/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AnswerKeeper } from "./answer-keeper.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const problem = (status: number, code: string, more: Partial<Problem> = {}): Problem => ({
  type: "about:blank",
  title: "",
  status,
  code,
  detail: code,
  ...more,
});

/** A server that answers what the test says; `stored` is what it has. */
const desk = (text: string | null = null) => {
  const stored = new Map<string, { value: unknown; version: number }>();
  let fails: Problem | undefined;
  let kept = text;
  const sent: [string, unknown, number][] = [];
  const keeper = new AnswerKeeper({
    send: async (question, value, version) => {
      sent.push([question, value, version]);
      if (fails) throw fails;
      const now = stored.get(question);
      if ((now?.version ?? 0) !== version)
        throw problem(409, "ANSWER_CHANGED", {
          current: { value: now?.value, masked: null, version: now?.version ?? 0, by: "同事", at: "2025-03-01T02:00:00Z" },
        });
      stored.set(question, { value, version: version + 1 });
      return { version: version + 1, savedAt: "2025-03-01T06:03:00Z" };
    },
    problemOf: (error) => error as Problem,
    storage: {
      read: () => kept,
      write: (now) => {
        kept = now ?? null;
      },
    },
    isSecret: (question) => question === "idNumber",
    delay: 800,
    retryEvery: 5_000,
  });
  return {
    keeper,
    stored,
    sent,
    of: (question: string) => keeper.snapshot().get(question),
    kept: () => kept,
    fail: (with_: Problem | undefined) => {
      fails = with_;
    },
  };
};

const offline = problem(0, "offline");

describe("逐题自动保存", () => {
  it("离开这一格的同时点提交：等路上的那次保存，不当作没有保存", async () => {
    const { keeper, stored } = desk();
    keeper.put("title", "甲");
    const leaving = keeper.flush();
    expect(keeper.unsent).toBe(1);
    await keeper.flush();
    expect(keeper.unsent).toBe(0);
    expect(stored.get("title")).toEqual({ value: "甲", version: 1 });
    await leaving;
  });

  it("停笔后保存一次;保存途中继续输入的,随后再存", async () => {
    const { keeper, sent, of } = desk();
    keeper.put("title", "甲");
    keeper.put("title", "甲乙");
    expect(of("title")?.state).toBe("waiting");
    await vi.advanceTimersByTimeAsync(800);
    expect(sent).toEqual([["title", "甲乙", 0]]);
    expect(of("title")).toMatchObject({ state: "saved", version: 1 });
    keeper.put("title", "甲乙丙");
    const flushing = keeper.flush();
    keeper.put("title", "甲乙丙丁");
    await flushing;
    await vi.advanceTimersByTimeAsync(800);
    expect(sent.slice(1)).toEqual([
      ["title", "甲乙丙", 1],
      ["title", "甲乙丙丁", 2],
    ]);
  });

  it("断网十分钟:逐题留在本机,恢复后全部送达;重新打开页面也接着送", async () => {
    const { keeper, of, fail, kept, stored } = desk();
    fail(offline);
    keeper.put("title", "离线写的");
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(of("title")?.state).toBe("offline");
    expect(kept()).toContain("离线写的");
    const reopened = desk(kept());
    expect(reopened.keeper.restore()).toBe(1);
    await vi.advanceTimersByTimeAsync(800);
    expect(reopened.stored.get("title")?.value).toBe("离线写的");
    expect(reopened.kept()).toBeNull();
    fail(undefined);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([of("title")?.state, stored.get("title")?.value, kept()]).toEqual(["saved", "离线写的", null]);
  });

  it("证件号码绝不留在本机,离开前要提醒", async () => {
    const { keeper, fail, kept } = desk();
    fail(offline);
    keeper.put("idNumber", "110105194912310021");
    keeper.put("title", "甲");
    await vi.advanceTimersByTimeAsync(800);
    expect(kept()).not.toContain("110105");
    expect(keeper.unsentSecrets).toBe(1);
  });

  it("会话失效:内容留着,重新登录后接着保存", async () => {
    const { keeper, fail, of, stored } = desk();
    fail(problem(401, "not-signed-in"));
    keeper.put("title", "甲");
    await vi.advanceTimersByTimeAsync(800);
    expect(of("title")?.state).toBe("signed-out");
    fail(undefined);
    keeper.resume();
    await vi.runOnlyPendingTimersAsync();
    expect(stored.get("title")?.value).toBe("甲");
  });

  it("服务器拒绝:说出原因,改过再存", async () => {
    const { keeper, fail, of } = desk();
    fail(problem(422, "ANSWER_MISFIT", { detail: "最多60个字" }));
    keeper.put("title", "太长");
    await vi.advanceTimersByTimeAsync(800);
    expect(of("title")).toMatchObject({ state: "refused", problem: "最多60个字" });
    fail(undefined);
    keeper.put("title", "短");
    await vi.advanceTimersByTimeAsync(800);
    expect(of("title")).toMatchObject({ state: "saved", problem: undefined });
  });

  it("别人改了别的行:自动合并;改了同一处:两份并列,由人选择", async () => {
    const { keeper, stored, of } = desk();
    keeper.absorb([
      { question: "rows", value: [{ n: 1 }, { n: 2 }], version: 1, savedAt: "" },
      { question: "title", value: "原", version: 1, savedAt: "" },
    ]);
    stored.set("rows", { value: [{ n: 1 }, { n: 8 }], version: 2 });
    stored.set("title", { value: "同事的", version: 2 });
    keeper.put("rows", [{ n: 9 }, { n: 2 }]);
    keeper.put("title", "我的");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stored.get("rows")).toEqual({ value: [{ n: 9 }, { n: 8 }], version: 3 });
    expect(of("title")).toMatchObject({ state: "conflict", value: "我的", other: { value: "同事的", by: "同事" } });
    keeper.choose("title", "mine");
    await vi.runOnlyPendingTimersAsync();
    expect(stored.get("title")).toEqual({ value: "我的", version: 3 });
    stored.set("title", { value: "又改", version: 4 });
    keeper.put("title", "再改");
    await vi.advanceTimersByTimeAsync(800);
    keeper.choose("title", "theirs");
    expect(of("title")).toMatchObject({ state: "saved", value: "又改", version: 4 });
  });

  it("另一个页面保存过的,这里没有动过就换成新的,正在写的不动", () => {
    const { keeper, of } = desk();
    keeper.absorb([{ question: "title", value: "一", version: 1, savedAt: "" }]);
    keeper.put("basics", "正在写");
    keeper.absorb([
      { question: "title", value: "二", version: 2, savedAt: "" },
      { question: "basics", value: "别处", version: 1, savedAt: "" },
    ]);
    expect([of("title")?.value, of("basics")?.value]).toEqual(["二", "正在写"]);
  });
});
