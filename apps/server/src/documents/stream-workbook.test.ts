import { describe, expect, it } from "vitest";
import { defaultLimits, type ReadProgress, streamWorkbook, writeTemplate } from "./index.ts";
import { readFile } from "./read-workbook.ts";
import {
  sampleContext as context,
  sampleFields as fields,
  sampleLookups as lookups,
  sampleTemplate as template,
} from "./sample-register.ts";

const rows = function* (count: number): Generator<Record<string, string | number>> {
  for (let index = 0; index < count; index++) {
    yield {
      institution: "ins-0001",
      county: "140121",
      centre: `中心${index}`,
      level: "city",
      acceptedOn: "2024-03-04",
      year: 2024,
      amount: `${index}.00`,
    };
  }
};

describe("大文件分批读取", () => {
  it("一万行按次序分批交出，报告进度", async () => {
    const source = await writeTemplate({ template, fields, context, lookups, rows: rows(10_000) });
    const seen: unknown[] = [];
    const progress: ReadProgress[] = [];
    const result = await streamWorkbook(
      { source, template, fields, lookups, onProgress: (step) => progress.push(step) },
      async (batch) => {
        for (const { values } of batch) seen.push(values["centre"]);
      },
    );
    expect(result).toMatchObject({ ok: true, value: { rowCount: 10_000, errorCount: 0 } });
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, index) => `中心${index}`));
    expect(progress).toHaveLength(20);
    expect(progress.at(-1)?.rowsRead).toBe(10_000);
    expect(progress[0]).toMatchObject({ rowsRead: 500 });
    expect(progress[0]?.rowsExpected).toBeGreaterThanOrEqual(10_000);
  });

  it("下一批要等上一批处理完，未处理的行不堆积", async () => {
    const source = await writeTemplate({ template, fields, context, lookups, rows: rows(5_000) });
    let busy = 0;
    const result = await streamWorkbook({ source, template, fields, lookups }, async (batch) => {
      busy++;
      expect(busy).toBe(1);
      expect(batch.length).toBeLessThanOrEqual(500);
      await new Promise((resolve) => setTimeout(resolve, 5));
      busy--;
    });
    expect(result.ok).toBe(true);
  });

  it("处理一批出错时读取中止，错误传给调用者", async () => {
    const source = await writeTemplate({ template, fields, context, lookups, rows: rows(3_000) });
    let batches = 0;
    const reading = streamWorkbook({ source, template, fields, lookups }, async () => {
      batches++;
      throw new Error("写库失败");
    });
    await expect(reading).rejects.toThrow("写库失败");
    expect(batches).toBe(1);
  });

  it("处理得慢不算读取超时", async () => {
    const source = await writeTemplate({ template, fields, context, lookups, rows: rows(1_000) });
    const result = await streamWorkbook(
      { source, template, fields, lookups, limits: { milliseconds: 10_000 } },
      () => new Promise((resolve) => setTimeout(resolve, 50)),
    );
    expect(result.ok).toBe(true);
  });

  it("读取方暂停时，文件的解压也暂停", async () => {
    const source = Buffer.from(await writeTemplate({ template, fields, context, lookups, rows: rows(20_000) }));
    let release: (() => void) | undefined;
    let batches = 0;
    const sink = {
      rows: () => {
        batches++;
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      },
    };
    const reading = readFile(source, { template, fields, lookups, limits: defaultLimits }, sink);
    await expect.poll(() => batches, { timeout: 20_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(batches).toBe(1);
    const timer = setInterval(() => release?.(), 0);
    expect(await reading).toMatchObject({ ok: true });
    clearInterval(timer);
    expect(batches).toBe(40);
  });
});
