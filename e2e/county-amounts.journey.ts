import type { Page } from "@playwright/test";
import { faultsOf } from "./page-health.ts";
import { signIn } from "./people.ts";
import { expect, test } from "./product.ts";
import { firstSheet } from "./workbooks.ts";

const figure = (page: Page, label: string) => page.locator(".figure").filter({ hasText: label }).locator(".figure-value");
const lines = (page: Page) => page.getByRole("region", { name: "应补明细", exact: true });
const numberIn = (text: string | null): number => Number((text ?? "").replaceAll(",", ""));

test("发布的方案,县里打开一笔金额的说明,市里看各县,医院看本院,别处的看不到", async ({ demo, visit }) => {
  const county = await (await visit()).newPage();

  await test.step("县卫健局从工作台的待阅进来，看到本县的合计", async () => {
    await signIn(county, demo.address, "county_health_bureau");
    await county.getByRole("tab", { name: /待阅/ }).click();
    await county.getByRole("link", { name: /^2024年.*第1版已发布/ }).click();
    await expect(county.getByRole("heading", { level: 1, name: "2024年应补明细" })).toBeVisible();
    expect(numberIn(await figure(county, "本级应补").textContent())).toBeGreaterThan(0);
  });

  await test.step("一笔金额：每一步有条款，事实是本县的，连到台账；键盘也打得开", async () => {
    await county.getByRole("button", { name: /查看县级医院三级能力的明细/ }).click();
    const row = lines(county).getByRole("row", { name: /县级医院三级能力.*应补/ });
    await expect(row).toContainText("1,000.00");
    await row.focus();
    await county.keyboard.press("Enter");
    const drawer = county.getByRole("dialog");
    await expect(drawer.getByRole("heading", { name: "计算步骤" })).toBeVisible();
    const step = drawer.getByRole("listitem").filter({ hasText: "累计应补1500万元" });
    await expect(step.getByRole("link")).toHaveText("第七条（三）1");
    await expect(drawer.getByText("达标确认日期")).toBeVisible();
    expect(await faultsOf(county)).toEqual([]);
    await drawer.getByRole("heading", { level: 3 }).getByRole("link").first().click();
    await expect(county.getByRole("heading", { level: 1, name: /^县级医院三级医疗服务能力/ })).toBeVisible();
  });

  await test.step("草稿和整个方案看不到", async () => {
    await expect(county.getByRole("menuitem", { name: "建议方案" })).toHaveCount(0);
    for (const path of ["/api/allocations/plans?year=2024", "/api/allocations/money/budgets/template?year=2024"]) {
      expect((await county.request.get(`${demo.address}${path}`)).status()).toBe(403);
    }
  });

  await test.step("市卫健委看全市，换到一个县与县里看到的一致，导出的也是", async () => {
    const city = await (await visit()).newPage();
    await signIn(city, demo.address, "city_health_bureau");
    await city.goto(`${demo.address}/allocations/dues?year=2024`);
    const whole = numberIn(await figure(city, "本级应补").textContent());
    await city.goto(`${demo.address}/allocations/dues?year=2024&region=140121`);
    await county.goto(`${demo.address}/allocations/dues?year=2024`);
    const own = numberIn(await figure(county, "本级应补").textContent());
    await expect(figure(city, "本级应补")).toHaveText((await figure(county, "本级应补").textContent()) ?? "");
    expect(whole).toBeGreaterThan(own);
    const waiting = city.waitForEvent("download");
    await city.getByRole("button", { name: "导出工作簿" }).click();
    const sheet = await firstSheet(await waiting);
    const rows: unknown[][] = [];
    sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    const header = rows.findIndex((row) => row.includes("本级应补"));
    const amount = rows[header]?.indexOf("本级应补") ?? -1;
    expect(rows[header + 1]?.[amount]).toBe(own);
    const places = rows
      .slice(header + 1)
      .flatMap((row) => (typeof row[0] === "number" ? [row[rows[header]?.indexOf("地区") ?? 0]] : []));
    expect(new Set(places)).toEqual(new Set(["太原市清徐县"]));
  });

  await test.step("医院看本院；别的县的一条打不开", async () => {
    const clerk = await (await visit()).newPage();
    await signIn(clerk, demo.address, "unit_applicant");
    await clerk.goto(`${demo.address}/allocations/dues?year=2024&tab=lines`);
    await expect(
      lines(clerk)
        .getByRole("row", { name: /清徐县人民医院/ })
        .first(),
    ).toBeVisible();
    await expect(lines(clerk).getByRole("row", { name: /清徐县中医医院/ })).toHaveCount(0);
    const other = await (await visit()).newPage();
    await signIn(other, demo.address, "county_health_bureau_141024");
    const { publication } = await (await county.request.get(`${demo.address}/api/allocations/dues/summary?year=2024`)).json();
    const { items } = await (await county.request.get(`${demo.address}/api/allocations/dues?year=2024`)).json();
    const address = `${demo.address}/api/allocations/dues/${publication.id}/lines/${items[0].lineNo}`;
    expect((await county.request.get(address)).status()).toBe(200);
    expect((await other.request.get(address)).status()).toBe(404);
  });
});
