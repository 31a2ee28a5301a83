import {
  comparePolicyTexts,
  confirmGist,
  correctPolicyText,
  discardPolicyText,
  gistReviews,
  loadPolicyText,
  officialTextMaxBytes,
  policyClause,
  policyDocument,
  policyText,
  policyTexts,
  publishPolicyText,
  searchPolicy,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { docxOf, pdfOf, sampleRegulation, zipOf } from "./official-text/sample-files.ts";

const database = await freshDatabase();
const api = await testApi(database);
const department = actorAs("prov_health_dept");
const cityOffice = actorAs("city_health_bureau", { city: "140100" });
const params = { document: "qiangyi-2024" };

const load = (content: Buffer, name = "样例.txt") =>
  api.call(department, loadPolicyText, { params }, { file: { name, content } });
const publish = (text: string) => api.call(department, publishPolicyText, { params: { text } });
const stored = async () => {
  const [row] = await database.query<{ texts: string; parts: string; files: string }>(
    "select (select count(*) from policy_text) texts, (select count(*) from policy_text_part) parts, (select count(*) from stored_file) files",
  );
  return { texts: Number(row?.texts), parts: Number(row?.parts), files: Number(row?.files) };
};
const sample = (article2: string) =>
  `样例补助办法\n第一条 为规范样例制定本办法，兜网底。\n第二条 ${article2}\n第三条 自发布之日起施行。`;

describe("载入原文被拒绝时什么也不写入", () => {
  it.each([
    ["空文件", Buffer.alloc(0), "a.txt", 422, "official-text-empty"],
    ["加密的pdf", pdfOf(sampleRegulation, { encrypted: true }), "a.pdf", 422, "official-text-encrypted"],
    ["图片改名为pdf", Buffer.from("\x89PNG\r\n\x1a\n0000", "latin1"), "a.pdf", 415, "official-text-type-unsupported"],
    ["pdf改名为docx", pdfOf(sampleRegulation), "a.docx", 415, "official-text-name-mismatch"],
    ["损坏的pdf", Buffer.from("%PDF-1.7\n"), "a.pdf", 422, "official-text-damaged"],
    [
      "压缩炸弹docx",
      zipOf([{ name: "word/document.xml", content: Buffer.alloc(80_000_000, 32) }]),
      "a.docx",
      413,
      "official-text-unpacks-too-large",
    ],
    ["没有条文的文字", Buffer.from("一段没有条文的话。"), "a.txt", 422, "official-text-not-divisible"],
    ["50MB的文件", Buffer.alloc(50 * 1024 * 1024, "第"), "a.txt", 413, "file-too-large"],
  ])("%s", async (_, content, name, status, code) => {
    const refused = await load(content, name);
    expect([refused.status, refused.problem.code]).toEqual([status, code]);
    expect(refused.problem.remedy).toBeTruthy();
    expect(await stored()).toEqual({ texts: 0, parts: 0, files: 0 });
  });

  it("上限写在契约里，是20MB", () => expect(officialTextMaxBytes).toBe(20 * 1024 * 1024));

  it("没有的文件答404；访客和市级用户不能载入", async () => {
    const file = { name: "a.txt", content: Buffer.from(sampleRegulation) };
    expect((await api.call(department, loadPolicyText, { params: { document: "nothing" } }, { file })).problem.code).toBe(
      "document-not-found",
    );
    expect((await api.call(undefined, loadPolicyText, { params }, { file })).status).toBe(401);
    expect((await api.call(cityOffice, loadPolicyText, { params }, { file })).status).toBe(403);
    expect(await stored()).toEqual({ texts: 0, parts: 0, files: 0 });
  });
});

describe("草稿、发布与版本", () => {
  it("txt、docx、pdf都成为草稿，只有省级经办看得到，可以改正，可以舍弃", async () => {
    for (const [name, content] of [
      ["a.txt", Buffer.from(sampleRegulation)],
      ["a.docx", docxOf(sampleRegulation)],
      ["a.pdf", pdfOf(sampleRegulation)],
    ] as const) {
      const { status, answer } = await load(content, name);
      expect(status).toBe(201);
      expect(answer).toMatchObject({
        state: "draft",
        version: null,
        title: "虚构市村医进修补助资金管理办法",
        counts: { articles: 3, items: 6 },
      });
      expect((await api.call(undefined, policyText, { params: { text: answer.id } })).status).toBe(404);
      expect((await api.call(cityOffice, policyText, { params: { text: answer.id } })).status).toBe(404);
      expect((await api.call(undefined, policyTexts, { params })).answer.versions).toEqual([]);

      const parts = answer.parts.map(({ kind, ref, label, body }) => ({
        kind,
        ref,
        label,
        body: ref === "第三条" ? "改正后的第三条。" : body,
      }));
      const corrected = await api.call(department, correctPolicyText, {
        params: { text: answer.id },
        body: { title: "改正的标题", parts },
      });
      expect(corrected.answer.title).toBe("改正的标题");
      expect(corrected.answer.parts.find(({ ref }) => ref === "第三条")?.body).toBe("改正后的第三条。");
      expect((await api.call(department, discardPolicyText, { params: { text: answer.id } })).status).toBe(200);
    }
    expect(await stored()).toMatchObject({ texts: 0, parts: 0 });
  });

  it("发布后访客在文件页和条款页看到原文，残留半句略去但保留在版本里", async () => {
    const { answer } = await load(Buffer.from(sampleRegulation));
    expect((await publish(answer.id)).answer).toEqual({ version: 1, toReview: 0 });
    const page = await api.call(undefined, policyDocument, { params });
    expect(page.answer).toMatchObject({ textVersion: 1, text: { version: 1, publishedOn: "2025-03-01" } });
    expect(page.answer.text?.parts.some(({ kind }) => kind === "residue")).toBe(false);
    const whole = await api.call(undefined, policyText, { params: { text: answer.id } });
    expect(whole.answer.parts.some(({ kind }) => kind === "residue")).toBe(true);
    expect(whole.answer.loadedBy).toBeNull();
    const clause = await api.call(undefined, policyClause, { params: { clause: "qiangyi-2024.art1.a" } });
    expect(clause.answer.officialText.map(({ body }) => body)).toEqual(["为规范村医进修补助资金管理，制定本办法。"]);
  });

  it("已发布的版本PUT、DELETE、再发布都答POLICY_VERSION_IMMUTABLE，文字不变；太原市两部门首页都有这份文件见deliveries", async () => {
    const [version] = (await api.call(undefined, policyTexts, { params })).answer.versions;
    const text = version?.id ?? "";
    const before = (await api.call(undefined, policyText, { params: { text } })).answer;
    const body = { title: "改", parts: [{ kind: "article" as const, ref: "第一条", label: "第一条", body: "改" }] };
    const put = await api.call(department, correctPolicyText, { params: { text }, body });
    expect([put.status, put.problem.code, put.problem.clause]).toEqual([
      409,
      "POLICY_VERSION_IMMUTABLE",
      "qiangyi-2024.notice.1",
    ]);
    expect((await api.call(department, discardPolicyText, { params: { text } })).problem.code).toBe("POLICY_VERSION_IMMUTABLE");
    expect((await publish(text)).problem.code).toBe("POLICY_VERSION_IMMUTABLE");
    expect((await api.call(undefined, policyText, { params: { text } })).answer).toEqual(before);
  });

  it("编辑5G办法已发布的文本同样被拒绝，文字不变", async () => {
    const loaded = await api.call(
      department,
      loadPolicyText,
      { params: { document: "5g-2022" } },
      { file: { name: "a.txt", content: Buffer.from(sample("甲。")) } },
    );
    const text = loaded.answer.id;
    await publish(text);
    const body = { title: "改", parts: [{ kind: "article" as const, ref: "第一条", label: "第一条", body: "改" }] };
    const put = await api.call(department, correctPolicyText, { params: { text }, body });
    expect([put.status, put.problem.code]).toEqual([409, "POLICY_VERSION_IMMUTABLE"]);
    expect(
      (await api.call(undefined, policyText, { params: { text } })).answer.parts.find(({ ref }) => ref === "第二条")?.body,
    ).toBe("甲。");
  });

  it("没有的版本答404", async () => {
    const text = "00000000-0000-7000-8000-000000000000";
    expect((await publish(text)).problem.code).toBe("text-not-found");
    expect((await api.call(undefined, policyText, { params: { text } })).problem.code).toBe("text-not-found");
    expect((await api.call(undefined, comparePolicyTexts, { params: { text }, query: { with: text } })).problem.code).toBe(
      "text-not-found",
    );
    expect((await api.call(undefined, policyTexts, { params: { document: "nothing" } })).problem.code).toBe("document-not-found");
  });

  it("数据库也不许改动已发布的版本和它的条文", async () => {
    for (const statement of [
      "update policy_text set title = 'x' where state = 'published'",
      "delete from policy_text where state = 'published'",
      "update policy_text_part set body = 'x', folded = 'x'",
      "delete from policy_text_part",
      "insert into policy_text_part select province, text_id, position + 1000, kind, ref, label, body, folded from policy_text_part limit 1",
    ]) {
      await expect(database.query(statement), statement).rejects.toMatchObject({ constraint: "policy_text_immutable" });
    }
  });
});

describe("版本比较与要点复核", () => {
  it("新版本取代旧版本，逐条对齐，标出增删；条文变了的要点待复核，确认后消去", async () => {
    const old = await load(Buffer.from(sample("补助500元。")));
    expect((await publish(old.answer.id)).answer.version).toBe(2);
    const young = await load(Buffer.from(`${sample("补助800元，另补食宿。")}\n第四条 新增一条。`));
    const published = await publish(young.answer.id);
    expect(published.answer.version).toBe(3);
    expect(published.answer.toReview).toBeGreaterThan(0);

    const { answer } = await api.call(undefined, comparePolicyTexts, {
      params: { text: young.answer.id },
      query: { with: old.answer.id },
    });
    expect(answer.counts).toEqual({ same: 3, changed: 1, added: 1, removed: 0 });
    const row = answer.rows.find(({ ref }) => ref === "第二条");
    expect(
      row?.pieces
        .filter(({ change }) => change !== "added")
        .map(({ text }) => text)
        .join(""),
    ).toBe("补助500元。");
    expect(
      row?.pieces
        .filter(({ change }) => change !== "removed")
        .map(({ text }) => text)
        .join(""),
    ).toBe("补助800元，另补食宿。");
    expect(row?.pieces.filter(({ change }) => change === "removed").map(({ text }) => text)).toEqual(["500"]);
    expect(answer.rows.at(-1)).toMatchObject({ ref: "第四条", state: "added" });

    const flagged = (await api.call(department, gistReviews, {})).answer.reviews.filter(({ version }) => version === 3);
    const review = flagged.find(({ clause }) => clause === "qiangyi-2024.art2.a");
    expect(review).toMatchObject({ ref: "第二条", change: "changed", before: "补助500元。", now: "补助800元，另补食宿。" });
    expect(flagged.map(({ clause }) => clause)).not.toContain("qiangyi-2024.art1.a");
    const clause = () => api.call(undefined, policyClause, { params: { clause: "qiangyi-2024.art2.a" } });
    expect((await clause()).answer).toMatchObject({ needsReview: true, review: { change: "changed", version: 3 } });

    const confirm = () =>
      api.call(department, confirmGist, {
        params: { text: young.answer.id, clause: "qiangyi-2024.art2.a" },
        body: { note: "要点仍相符" },
      });
    expect((await confirm()).status).toBe(200);
    expect((await clause()).answer).toMatchObject({ needsReview: false, review: null });
    const again = await confirm();
    expect([again.status, again.problem.code]).toEqual([404, "review-not-open"]);
    expect((await api.call(cityOffice, gistReviews, {})).status).toBe(403);
  });

  it("两份文件的文本不能比较", async () => {
    const other = (await api.call(undefined, policyTexts, { params: { document: "5g-2022" } })).answer.versions[0]?.id ?? "";
    const own = (await api.call(undefined, policyTexts, { params })).answer.versions[0]?.id ?? "";
    const refused = await api.call(undefined, comparePolicyTexts, { params: { text: own }, query: { with: other } });
    expect([refused.status, refused.problem.code]).toEqual([422, "texts-of-different-documents"]);
  });
});

describe("检索原文", () => {
  it("只查现行版本；契网底与兜网底互查；草稿查不到", async () => {
    await load(Buffer.from(sample("只在草稿里的独角兽。")));
    const search = async (q: string) => (await api.call(undefined, searchPolicy, { query: { q, kind: "official-text" } })).answer;
    expect((await search("独角兽")).total).toBe(0);
    expect((await search("500元")).total).toBe(0);
    const found = await search("800元 食宿");
    expect(found.items).toMatchObject([{ document: "qiangyi-2024", ref: "第二条" }]);
    expect(found.items[0]?.excerpt.hits).toHaveLength(2);
    expect((await search("契网底")).items.map(({ ref }) => ref)).toContain("第一条");
    expect((await search("100%_")).total).toBe(0);
  });
});
