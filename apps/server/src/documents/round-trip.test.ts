import { addDays, date, type FieldValue } from "@qiangyi/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultLimits, type ReadRow, readWorkbook, writeTemplate } from "./index.ts";
import { readFile } from "./read-workbook.ts";
import {
  sampleContext as context,
  sampleFields as fields,
  sampleLookups as lookups,
  sampleTemplate as template,
} from "./sample-register.ts";
import { openIndependently } from "./test-workbooks.ts";

const cents = fc.bigInt(0n, 99_999_999_999_999_999n).map((value) => {
  const digits = value.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
});
/** Any text that a form accepts, also one that looks like a formula, an escape, a number or markup. */
const anyText = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      "=1+1",
      "+5",
      "-",
      "@x",
      "_x000D_",
      "<b>&amp;</b>",
      "0012",
      "1e5",
      "合计",
      "示例",
      "#N/A",
      "注：甲",
      "未知",
      "第一行\n第二行",
      "a\rb",
      "\u0001",
    ),
  )
  .map((text) => text.trim())
  .filter((text) => text.length >= 1 && text.length <= 200);
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const isoDay = fc.integer({ min: 0, max: 100_000 }).map((days): string => addDays(date("1900-03-01"), days));

const row = fc
  .record({
    institution: fc.constantFrom(...lookups.institutions.map(({ id }) => id)),
    county: fc.constantFrom(...lookups.regions.map(({ code }) => code)),
    centre: anyText,
    level: fc.constantFrom("national", "provincial", "city"),
    acceptedOn: isoDay,
    year: fc.integer({ min: 1900, max: 2199 }),
    beds: optional(fc.integer({ min: 0, max: 999_999_999 })),
    amount: fc.option(cents, { nil: null }),
    passed: optional(fc.boolean()),
  })
  .map(
    (values) =>
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<string, FieldValue>,
  );

describe("导出再导入，一字不变", () => {
  it("任意合法的行写入模板再读出，值相同、没有错误", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        const source = await writeTemplate({ template, fields, context, lookups, rows });
        const found: ReadRow[] = [];
        // In this thread: forty workers would only make the test slow.
        const sink = { rows: async (batch: readonly ReadRow[]) => void found.push(...batch) };
        const result = await readFile(Buffer.from(source), { template, fields, lookups, limits: defaultLimits }, sink);
        expect(result).toMatchObject({ ok: true, value: { rowCount: rows.length, warnings: [] } });
        expect(found.map(({ values, errors }) => ({ values, errors }))).toEqual(rows.map((values) => ({ values, errors: [] })));
      }),
      { numRuns: 40 },
    );
  });

  it("另一程序打开并另存后再导入，仍然相同", async () => {
    const rows = fc
      .sample(row, { numRuns: 50, seed: 7 })
      .map((values) => ({ ...values, centre: "=胸痛中心 & <b>", amount: "12345.67" }));
    const workbook = await openIndependently(await writeTemplate({ template, fields, context, lookups, rows }));
    const source = new Uint8Array(await workbook.xlsx.writeBuffer());
    const result = await readWorkbook({ source, template, fields, lookups });
    expect(result.ok && result.value.rows.map(({ values }) => values)).toEqual(rows);
    expect(result.ok && result.value.stamp).toMatchObject({
      templateId: "sample-register",
      version: 3,
      year: 2026,
      province: "示例省",
    });
  });
});
