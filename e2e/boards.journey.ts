import { enter } from "./desk.ts";
import { faultsOf, faultsOnPaper, settled, watchConsole } from "./page-health.ts";
import { expect, test } from "./product.ts";

interface Late {
  readonly reason: string;
  readonly subject: string;
  readonly cell: { readonly target: string; readonly title: string; readonly display: string; readonly verdict: string };
}
interface Told {
  readonly results: {
    readonly observations: readonly {
      period: string;
      isCurrent: boolean;
      numerator: string | null;
      denominator: string | null;
    }[];
    readonly evaluations: readonly { used: readonly string[]; clauses: readonly string[] }[];
  };
}

test.describe("指标看板", () => {
  test.describe.configure({ timeout: 480_000 });

  test("领导从一盏红灯一直看到分子:总览、机构、数值、计算说明、逐期分子分母、条款", async ({ demo, visit }) => {
    const { page, get } = await enter(visit, demo.address, "prov_health_dept");
    const complaints = watchConsole(page);
    // Which light is red follows from the facts; what stands behind it must be the same on screen and in the API.
    const { late } = await get<{ late: readonly Late[] }>("/boards/overview");
    const known = await Promise.all(
      late
        .filter(({ reason, subject }) => reason === "missed" && /^1401?0?00-C0/.test(subject))
        .map(async (item) => ({ item, told: await get<Told>(`/targets/${item.cell.target}`) })),
    );
    const red = known.find(({ told }) => told.results.observations.some(({ numerator }) => numerator !== null));
    if (red === undefined) throw new Error("no missed ratio of a centre in the demonstration");
    const { cell, subject } = red.item;
    expect(cell.verdict).toBe("not-met");

    await page.goto(`${demo.address}/indicators/boards?reason=missed`);
    await settled(page);
    await page.getByRole("region", { name: "滞后清单表" }).getByRole("link", { name: /医院/ }).first().click();
    await page.goto(`${demo.address}/indicators/boards/subjects/${subject}`);
    await settled(page);
    const row = page.getByRole("row").filter({ hasText: cell.title }).filter({ hasText: cell.display });
    await expect(row.getByText("未达标", { exact: true })).toBeVisible();
    await row.getByRole("button", { name: `${cell.title}${cell.display}，查看来历` }).click();

    const drawer = page.getByRole("dialog");
    await expect(drawer.getByRole("heading", { name: "计算说明" })).toBeVisible();
    await expect(drawer.getByRole("heading", { name: "公式与口径" })).toBeVisible();
    const used = new Set(red.told.results.evaluations.flatMap((each) => each.used));
    const behind = red.told.results.observations.find(
      ({ period, isCurrent, numerator }) => isCurrent && numerator !== null && used.has(period),
    );
    if (!behind?.numerator) throw new Error("no numerator behind the red light");
    const period = drawer.getByRole("row").filter({ hasText: behind.period }).filter({ hasText: "是" });
    const pages = drawer.getByRole("listitem", { name: "下一页" });
    while ((await period.count()) === 0 && (await pages.isEnabled())) await pages.click();
    await expect(period.first()).toContainText(Number(behind.numerator).toLocaleString("en-US"));
    await drawer.getByRole("link", { name: "条款" }).first().click();
    await expect(page).toHaveURL(/\/policy\/clauses\//);
    expect(complaints).toEqual([]);
  });

  test("每个看板:1366×768不横滚、可打印、axe全部规则通过;大屏在1920×1080", async ({ demo, visit }) => {
    const { page } = await enter(visit, demo.address, "prov_health_dept");
    const complaints = watchConsole(page);
    const faults: string[] = [];
    const look = async (name: string, path: string, isPaper = true) =>
      test.step(name, async () => {
        await page.goto(demo.address + path);
        await settled(page);
        if (isPaper) faults.push(...(await faultsOnPaper(page)).map((fault) => `${name}：${fault}`));
        faults.push(...(await faultsOf(page)).map((fault) => `${name}：${fault}`));
      });
    await look("总览", "/indicators/boards");
    await look("机构", "/indicators/boards/subjects/140000-C01");
    await look("全省的目标", "/indicators/boards/subjects/140000");
    await look("四家中心", "/indicators/boards/centres");
    await look("全省按指标", "/indicators/boards/province");
    await look("全省五大中心", "/indicators/boards/coverage?matrix=counties");
    await look("临汾六大中心", "/indicators/boards/coverage?matrix=linfen&missing=true");
    await look("目标节点", "/indicators/boards/goals");
    await look("以前的一天", "/indicators/boards/subjects/140000-C01?asOf=2025-02-01");
    await look("大屏", "/indicators/boards/screen", false);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await look("大屏1920", "/indicators/boards/screen", false);
    await page.getByRole("button", { name: "暂停刷新" }).click();
    await expect(page.getByText("已暂停刷新")).toBeVisible();
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(`${demo.address}/indicators/boards/subjects/140000-C01`);
    await page
      .getByRole("button", { name: /查看来历$/ })
      .first()
      .click();
    await expect(page.getByRole("dialog").getByRole("heading", { name: "计算说明" })).toBeVisible();
    faults.push(...(await faultsOf(page)).map((fault) => `来历：${fault}`));
    expect([...faults, ...complaints]).toEqual([]);
  });

  test("结果按层级:市看本市的,单位看自己的", async ({ demo, visit }) => {
    const city = await enter(visit, demo.address, "city_health_bureau");
    const { hospitals } = await city.get<{ hospitals: { shortName: string; isVisible: boolean }[] }>("/boards/centres");
    expect(hospitals.filter(({ isVisible }) => isVisible).map(({ shortName }) => shortName)).toEqual(["太原市中心医院"]);
    await city.page.goto(`${demo.address}/indicators/boards/centres`);
    await settled(city.page);
    await expect(city.page.getByText("结果不在您的查看范围")).toHaveCount(3);
    expect(await faultsOf(city.page)).toEqual([]);
    const unit = await enter(visit, demo.address, "unit_applicant");
    await unit.page.goto(`${demo.address}/indicators/boards/subjects/140000-C01`);
    await expect(unit.page.getByText("没有这个机构的看板")).toBeVisible();
  });
});
