import { searchPolicy } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";

const api = await testApi(await freshDatabase());
const search = async (q: string, more: object = {}) =>
  (await api.call(undefined, searchPolicy, { query: { q, ...more } })).answer;

describe("政策检索", () => {
  it("兜网底、契网底都找到资金办法，标题中的字标出", async () => {
    for (const q of ["兜网底", "契网底"]) {
      const { items } = await search(q, { kind: "document" });
      const found = items.find(({ document }) => document === "qiangyi-2024");
      expect(found?.title?.hits.map(([from, to]) => found.title?.text.slice(from, to))).toEqual(["兜网底"]);
    }
  });

  it("按文号找文件，半角括号也行", async () => {
    expect((await search("[2024]1号", { kind: "document" })).items.map(({ document }) => document)).toEqual(["qiangyi-2024"]);
  });

  it("几个词须同时出现，答出所在条款", async () => {
    const { items } = await search("百强 4,000", { kind: "clause" });
    const every = await search("国家认定 50", { kind: "clause", document: "qiangyi-2024" });
    expect(items.every(({ excerpt }) => excerpt.hits.length > 0)).toBe(true);
    expect(every.items.length).toBeGreaterThan(0);
    expect(every.items.every(({ documentNumber, clause }) => documentNumber === "晋财规社〔2024〕1号" && clause !== null)).toBe(
      true,
    );
  });

  it("什么也没输入就什么也不答", async () => expect((await search("  ")).total).toBe(0));

  it("翻页不重不漏", async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await search("中心", { kind: "clause", limit: 40, ...(after !== undefined && { after }) });
      seen.push(...page.items.map(({ href }) => href));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen.length).toBe((await search("中心", { kind: "clause" })).total);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
