import { date, type Fen, fen, formatWan } from "@qiangyi/kernel";
import mammoth from "mammoth";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { type Annex, printedAnnex } from "./annex.ts";
import { type OfficialDocument, officialDocx, officialPdf } from "./index.ts";
import { titleLines } from "./title-lines.ts";

const columns: Annex["columns"] = [
  { title: "序号", kind: "text", share: 1 },
  { title: "地区（单位）", kind: "text", share: 4 },
  { title: "数量", kind: "count", share: 1 },
  { title: "分配金额", kind: "money", share: 2 },
];

/** Nine parts whose sum floating point gets wrong (334.47999999999996). */
const nineParts = ["10.00", "39.36", "46.33", "30.54", "53.48", "56.01", "34.94", "21.50", "42.32"].map((text) =>
  fen(BigInt(text.replace(".", "")) * 10_000n),
);
const total = fen(nineParts.reduce((sum, part) => sum + part, 0n));

const annex = (amounts: readonly (Fen | null)[], stated: Fen): Annex => ({
  title: "补助资金分配表",
  columns,
  groups: [
    { title: "太原市", rows: amounts.slice(0, 4).map((amount, at) => [String(at + 1), `甲${at + 1}县`, 1, amount]) },
    { title: "临汾市", rows: amounts.slice(4).map((amount, at) => [String(at + 5), `乙${at + 1}县`, 1, amount]) },
  ],
  stated: [stated],
});

const notice = (annexes: readonly Annex[]): OfficialDocument => ({
  issuers: ["山西省财政厅", "山西省卫生健康委员会"],
  number: "晋财社〔2025〕12号",
  title: "关于下达2025年强医工程补助资金的通知",
  addressee: "各市财政局、卫生健康委",
  body: [
    { kind: "heading", text: "一、用途与标准" },
    { kind: "text", text: "按照附件所列单位和金额下达，资金纳入2025年预算。".repeat(6) },
  ],
  annexes,
  signedOn: date("2025-03-04"),
  copiedTo: ["省财政厅太原监管处", "省财政厅临汾监管处"],
  printedBy: "山西省财政厅办公室",
});

describe("附件表:印出时重新加总", () => {
  it("九个数合计334.48万元，浮点数会得出334.47999…", () => {
    expect(formatWan(total)).toBe("334.48");
    expect(nineParts.reduce((sum, part) => sum + Number(part) / 1e6, 0)).toBe(334.479_999_999_999_96);
    const printed = printedAnnex(annex(nineParts, total));
    expect(printed.ok && printed.value.rows[0]).toEqual({ level: "total", cells: ["", "合　计", "9", "334.48"] });
    expect(printed.ok && printed.value.rows.filter(({ level }) => level === "subtotal").map(({ cells }) => cells.at(-1))).toEqual(
      ["126.23", "208.25"],
    );
  });

  it("空白格印成空白，不算零也不算错", () => {
    const printed = printedAnnex(annex([...nineParts.slice(0, 8), null], fen(total - (nineParts[8] ?? 0n))));
    expect(printed.ok && printed.value.rows.at(-1)?.cells).toEqual(["9", "乙5县", "1", ""]);
  });

  it("载明的合计与各行之和不等：不印，并说出差在哪里", () => {
    const stated = fen(total + 100n);
    expect(printedAnnex(annex(nineParts, stated))).toEqual({
      ok: false,
      refusal: {
        code: "annex-sum-differs",
        differences: [{ annex: "补助资金分配表", column: "分配金额", stated, added: total }],
      },
    });
  });

  it("有到分的金额时全表用六位小数，一分不少", () => {
    const printed = printedAnnex(annex([...nineParts.slice(0, 8), fen(1n)], fen(total - (nineParts[8] ?? 0n) + 1n)));
    expect(printed.ok && printed.value.rows.at(-1)?.cells.at(-1)).toBe("0.000001");
  });
});

describe("标题回行", () => {
  it.each([
    ["关于下达2025年强医工程补助资金的通知", ["关于下达2025年强医工程补助资金的通知"]],
    [
      "关于提前下达2026年公立医院综合改革和强医工程省级补助资金预算的通知",
      ["关于提前下达2026年公立医院综合改革", "和强医工程省级补助资金预算的通知"],
    ],
    ["关于下达2026年省级强医工程补助资金的通知", ["关于下达2026年省级", "强医工程补助资金的通知"]],
  ])("%s", (title, lines) => expect(titleLines(title)).toEqual(lines));
});

describe("公文文件", () => {
  it("Word:文号、标题、主送、附件说明、表格都在", async () => {
    const file = await officialDocx(notice([annex(nineParts, total)]));
    if (!file.ok) throw new Error(file.refusal.code);
    const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(file.value) });
    for (const part of [
      "晋财社〔2025〕12号",
      "关于下达2025年强医工程补助资金的通知",
      "各市财政局、卫生健康委：",
      "附件：补助资金分配表",
      "2025年3月4日",
      "334.48",
      "太原市小计",
      "抄送：",
    ])
      expect(text).toContain(part);
  });

  it("PDF:A4、页码、版记在末页，合计在表首", async () => {
    const file = await officialPdf(notice([annex(nineParts, total)]));
    if (!file.ok) throw new Error(file.refusal.code);
    const pdf = await getDocumentProxy(file.value);
    const { text } = await extractText(pdf, { mergePages: false });
    expect(text.length).toBe(3);
    const [first = "", , last = ""] = text.map((page) => page.replace(/\s/g, ""));
    expect(first).toContain("晋财社〔2025〕12号");
    expect(last).toContain("合计9334.48");
    expect(last).toContain("抄送：省财政厅太原监管处，省财政厅临汾监管处。");
    expect(last).toContain("—3—");
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
  }, 30_000);

  it("落款不单独成页：正文长短不论，落款那一页总有正文", async () => {
    for (const lines of [11, 14]) {
      const file = await officialPdf({
        ...notice([]),
        body: [
          { kind: "text", text: "资金纳入预算管理。".repeat(lines * 3) },
          { kind: "text", text: "末段文字请各地执行，".repeat(6) },
        ],
        annexes: lines % 2 === 0 ? [] : [annex(nineParts, total)],
      });
      if (!file.ok) throw new Error(file.refusal.code);
      const { text } = await extractText(await getDocumentProxy(file.value), { mergePages: false });
      const signed = text
        .map((page) => page.replace(/\s/g, ""))
        .find((page) => page.includes("2025年3月4日") && !page.startsWith("抄送"));
      expect(signed, `${lines}行`).toMatch(/请各地执行.*山西省卫生健康委员会.*2025年3月4日/);
    }
  }, 60_000);

  it("附件有两个时，名称上下对齐", async () => {
    const second = { ...annex(nineParts, total), title: "绩效目标表" };
    const file = await officialPdf(notice([annex(nineParts, total), second]));
    if (!file.ok) throw new Error(file.refusal.code);
    const pdf = await getDocumentProxy(file.value);
    const pages = await Promise.all([1, 2].map(async (number) => (await pdf.getPage(number)).getTextContent()));
    const pieces = pages.flatMap(({ items }) =>
      items.flatMap((item) => ("str" in item ? [{ text: item.str, at: item.transform }] : [])),
    );
    const leftOf = (text: string): number => Math.round(pieces.find((piece) => piece.text.startsWith(text))?.at[4] ?? Number.NaN);
    // The type area begins 28 mm from the edge; the number of the second stands under the number of the first, after two blanks and 附件：.
    const edge = (28 * 72) / 25.4;
    expect(leftOf("2. 绩效目标表")).toBe(Math.round(edge + 5 * 16));
    expect(leftOf("附件：1. 补助资金分配表")).toBe(Math.round(edge + 2 * 15.9));
  }, 30_000);

  it("横排长表每面25至30行，一行文字不折行，表头每面都有", async () => {
    const rows = Array.from({ length: 120 }, (_, at) => [
      String(at + 1),
      `演示县${at + 1}人民医院（县域医疗集团）`,
      1,
      fen(50_000_000n),
    ]);
    const long: Annex = {
      title: "补助资金分配表",
      isWide: true,
      columns,
      groups: [{ title: "太原市", rows }],
      stated: [fen(6_000_000_000n)],
    };
    const file = await officialPdf(notice([long]));
    if (!file.ok) throw new Error(file.refusal.code);
    const { text } = await extractText(await getDocumentProxy(file.value), { mergePages: false });
    const counts = text.map((page) => page.match(/县域医疗集团/g)?.length ?? 0).filter((count) => count > 0);
    expect(counts.length).toBe(5);
    for (const full of counts.slice(1, -1)) expect(full).toBeGreaterThanOrEqual(25);
    expect(Math.max(...counts)).toBeLessThanOrEqual(30);
    expect(text.filter((page) => page.includes("分配金额")).length).toBe(5);
  }, 30_000);

  it("合计不符的表不出文件", async () => {
    const wrong = notice([annex(nineParts, fen(1n))]);
    expect((await officialPdf(wrong)).ok).toBe(false);
    expect((await officialDocx(wrong)).ok).toBe(false);
  });
});
