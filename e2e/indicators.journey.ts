import type { Page } from "@playwright/test";
import { enter, type Person } from "./desk.ts";
import { faultsOf, faultsOnPaper } from "./page-health.ts";
import { expect, test } from "./product.ts";

const suffix = "140100_7";
const hospital = "太原市中心医院";

interface Listed {
  readonly items: readonly { readonly id: string | null; readonly period: string; readonly state: string | null }[];
}

const cell = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

/** The third quarter as it should be; fifteen numbers as a person has them in a table program. */
const quarter: readonly (readonly [string, string, string])[] = [
  ["四级手术比例", "2480", "9100"],
  ["微创手术占比", "2310", "9100"],
  ["出院患者手术占比", "9100", "21300"],
  ["外科手术人次占外科出院人次比", "7250", "10200"],
  ["日间手术占择期手术比例", "910", "6100"],
  ["病例组合指数(CMI)值", "24300", "21300"],
  ["疑难危重病种治愈率", "880", "1040"],
  ["外转率", "40", "21300"],
  ["平均住院日", "178000", "21300"],
];

const put = async (page: Page, title: string, numerator: string, denominator: string): Promise<void> => {
  await cell(page, `${title}分子`).fill(numerator);
  await cell(page, `${title}分母`).fill(denominator);
};

const allSaved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "全部已保存" })).toBeVisible();

const openQuarter = async ({ page, get }: Person, address: string): Promise<string> => {
  await page.goto(`${address}/indicators/reports?year=2026`);
  // Begun before where the demonstration was tried already.
  const begun = page.getByRole("link", { name: "2026年第三季度指标季报" });
  await page.getByRole("button", { name: "填报2026年第三季度指标季报" }).or(begun).click();
  await expect(page.getByRole("heading", { level: 1, name: "2026年第三季度指标季报" })).toBeVisible();
  const { items } = await get<Listed>("/indicator-reports?year=2026");
  return items.find(({ period }) => period === "2026-Q3")?.id ?? "";
};

test("医院报一个季度：有笔误，改正，被退回，再改，审定", async ({ demo, visit }) => {
  test.setTimeout(180_000);
  const clerk = await enter(visit, demo.address, `unit_applicant_${suffix}`);
  const { page } = clerk;
  const id = await openQuarter(clerk, demo.address);

  await test.step("逐格填，笔误当场指出", async () => {
    for (const [title, numerator, denominator] of quarter) {
      if (await cell(page, `${title}分子`).isVisible()) await put(page, title, numerator, denominator);
    }
    await put(page, "四级手术比例", "9,200", "9100");
    await cell(page, "四级手术比例分母").press("Tab");
    await expect(page.getByText("分子9,200大于分母9,100")).toBeVisible();
    await put(page, "平均住院日", "17万", "21300");
    await cell(page, "平均住院日分母").press("Tab");
    await expect(page.getByText("分子应为数字，填写的是“17万”")).toBeVisible();
    await put(page, "外转率", "4000", "21300");
    await cell(page, "外转率分母").press("Tab");
    await expect(page.getByText(/相差50倍以上，疑似单位或小数点有误/)).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step("一次列出全部问题，点一处到那一格；不能提交", async () => {
    await page.getByRole("button", { name: "检查并提交负责人" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "处需要处理" });
    await expect(summary).toBeVisible();
    await summary.getByRole("link", { name: /^四级手术比例：分子9,200/ }).click();
    await expect(cell(page, "四级手术比例分子")).toBeInViewport();
    expect((await clerk.get<{ state: string }>(`/indicator-reports/${id}`)).state).toBe("draft");
  });

  await test.step("断网时继续填，恢复后自动送达", async () => {
    await page.context().setOffline(true);
    await put(page, "四级手术比例", "2480", "9100");
    await cell(page, "四级手术比例分母").press("Tab");
    await expect(page.getByRole("status").filter({ hasText: "离线" })).toBeVisible();
    await page.context().setOffline(false);
    await allSavedBut(page);
    await put(page, "平均住院日", "178000", "21300");
    await put(page, "外转率", "40", "21300");
    await cell(page, "外转率分母").press("Tab");
    await allSaved(page);
  });

  await test.step("从Excel粘贴、撤销一步", async () => {
    await cell(page, "平均住院日分子").focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, "178,200\t21,300\r\n");
    await expect(cell(page, "平均住院日分子")).toHaveValue("178200");
    await cell(page, "平均住院日分子").press("Control+z");
    await expect(cell(page, "平均住院日分子")).toHaveValue("178000");
    await allSaved(page);
  });

  await test.step("说明与确认之后提交负责人，负责人报送", async () => {
    await explainAll(page);
    await page.getByRole("button", { name: "检查并提交负责人" }).click();
    await expect(page.getByText("待负责人报送").first()).toBeVisible();
    await sendAsHead(await enter(visit, demo.address, `unit_leader_${suffix}`), demo.address, id);
  });

  const city = await enter(visit, demo.address, "city_health_bureau");
  await test.step("市里退回，医院按意见修改再报", async () => {
    await city.page.goto(`${demo.address}/indicators/checks`);
    await expect(city.page.getByText(hospital).first()).toBeVisible();
    await city.page.goto(`${demo.address}/indicators/reports/${id}`);
    await expect(city.page.getByRole("button", { name: "审核通过" })).toBeVisible();
    expect(await faultsOf(city.page)).toEqual([]);
    await city.page.getByRole("button", { name: "退回修改" }).click();
    await expect(city.page.getByText("请写明原因")).toBeVisible();
    await city.page.getByLabel(/^审核意见/).fill("平均住院日请按出院患者占用总床日重算");
    await city.page.getByRole("button", { name: "退回修改" }).click();
    await expect(city.page.getByText("已退回").first()).toBeVisible();
    await page.goto(`${demo.address}/indicators/reports/${id}`);
    await expect(page.getByText("退回意见：平均住院日请按出院患者占用总床日重算")).toBeVisible();
    await cell(page, "平均住院日分子").fill("176800");
    await cell(page, "平均住院日分子").press("Enter");
    await allSaved(page);
    await page.getByRole("button", { name: "检查并提交负责人" }).click();
    await expect(page.getByText("待负责人报送").first()).toBeVisible();
    await sendAsHead(await enter(visit, demo.address, `unit_leader_${suffix}`), demo.address, id);
  });

  await test.step("市审核通过，省审定，数值锁定", async () => {
    const province = await enter(visit, demo.address, "prov_health_dept");
    for (const { page: desk } of [city, province]) {
      await desk.goto(`${demo.address}/indicators/reports/${id}`);
      await desk.getByRole("button", { name: "审核通过" }).click();
      await expect(desk.getByRole("button", { name: "审核通过" })).toHaveCount(0);
    }
    const report = await province.get<{ state: string; round: number; lateDays: number }>(`/indicator-reports/${id}`);
    expect(report).toMatchObject({ state: "approved", round: 2 });
    expect(report.lateDays).toBeGreaterThan(0);
    const body = { value: "", numerator: "1", denominator: "1", note: "", isConfirmed: false, version: 9 };
    expect(await clerk.refusal("PUT", `/indicator-reports/${id}/values/avg_los`, body)).toBe("423 REPORT_LOCKED");
    await page.goto(`${demo.address}/indicators/reports/${id}`);
    await expect(page.getByRole("button", { name: "提出更正" })).toBeVisible();
  });
});

/** Rows that were refused stay to be mended; everything else has arrived. */
const allSavedBut = (page: Page) => expect(page.getByRole("status").filter({ hasText: "离线" })).toHaveCount(0);

const sendAsHead = async ({ page }: Person, address: string, id: string): Promise<void> => {
  await page.goto(`${address}/indicators/reports/${id}`);
  await page
    .getByRole("button", { name: "报送", exact: true })
    .or(page.getByRole("button", { name: /^报\s?送$/ }))
    .first()
    .click();
  await expect(page.getByText("已报送").first()).toBeVisible();
};

/** Writes a reason wherever one is asked for, and confirms what is held. */
const explainAll = async (page: Page): Promise<void> => {
  for (const note of await page.locator("input[data-column=note]").all()) {
    const row = note.locator("xpath=ancestor::tr");
    const isAsked = (await row.locator("xpath=following-sibling::tr[1][contains(@class,'grid-findings')]").count()) > 0;
    if (isAsked && (await note.inputValue()) === "") await note.fill("业务量变化，已核对");
  }
  for (const box of await page.getByRole("checkbox", { name: /数值核对无误$/ }).all()) await box.check();
  await page.locator("h1").click();
  await allSaved(page);
};

test("填报和审核的每一页:1366×768不横滚、axe全部规则通过、可打印", async ({ demo, visit }) => {
  test.setTimeout(180_000);
  const clerk = await enter(visit, demo.address, "unit_applicant_140100_6");
  const { items } = await clerk.get<Listed>("/indicator-reports?year=2026");
  const draft = items.find(({ state }) => state === "draft")?.id ?? "";
  const province = await enter(visit, demo.address, "prov_health_dept");
  const views = [
    [clerk, "/indicators/reports?year=2026"],
    [clerk, `/indicators/reports/${draft}`],
    [clerk, `/indicators/reports/${draft}/workbook`],
    [clerk, "/indicators/reports/completeness?year=2026&cycle=month"],
    [province, "/indicators/checks"],
    [province, "/indicators/checks?show=approved&year=2026"],
    [province, "/indicators/reports/completeness?year=2026"],
    [province, `/indicators/reports/${items.find(({ state }) => state === "submitted")?.id ?? ""}`],
  ] as const;
  const faults: string[] = [];
  for (const [{ page }, path] of views) {
    await page.goto(demo.address + path);
    for (const fault of [...(await faultsOf(page)), ...(await faultsOnPaper(page))]) faults.push(`${path}：${fault}`);
  }
  expect(faults).toEqual([]);
});
