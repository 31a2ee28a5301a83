import { expect, test } from "./product.ts";

test("没有账号的人读政策库:文件、条款、数字、参数、口径、检索 [qiangyi-2024.art3.a]", async ({ demo, visit }) => {
  const page = await (await visit()).newPage();
  await test.step("不登录先看到政策库，五个文件各有文号和效力", async () => {
    await page.goto(demo.address);
    await expect(page.getByRole("heading", { level: 1, name: "政策库" })).toBeVisible();
    await expect(page.locator(".policy-list > li")).toHaveCount(5);
    await expect(page.getByText("晋财规社〔2024〕1号").first()).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "建议方案" })).toHaveCount(0);
  });

  await test.step("文件：印发机关、日期、制定依据和政策背景", async () => {
    await page.locator(".policy-list h2").filter({ hasText: "强医工程" }).first().getByRole("link").click();
    const record = page.getByRole("region", { name: "文件信息" });
    await expect(record).toContainText("山西省财政厅、山西省卫生健康委员会");
    await expect(record).toContainText("2024年3月4日");
    await expect(record).toContainText("2024年4月1日");
    const after = (term: string) => record.locator(`dt:text-is("${term}") + dd`);
    await expect(after("制定依据")).toContainText("晋财省直预〔2020〕38号");
    await expect(after("制定依据")).toContainText("晋卫医发〔2023〕20号");
    await expect(after("政策背景").getByRole("listitem")).toHaveCount(3);
  });

  await test.step("条款：要点、数字、在系统中的作用，前后翻看", async () => {
    await page.goto(`${demo.address}/policy/clauses/qiangyi-2024.art7.3.1.d`);
    await expect(page.getByRole("heading", { level: 1, name: /第七条/ })).toBeVisible();
    await expect(page.getByRole("region", { name: "要点" })).toContainText("1800");
    await expect(page.getByRole("region", { name: "在系统中的作用" }).getByRole("row").nth(1)).toBeVisible();
    await page.getByRole("link", { name: "下一条款 →" }).click();
    await expect(page).toHaveURL(/art7\.3\.1\.e/);
  });

  await test.step("支持项目按所服务的文件筛选：中医药振兴发展对应省级中医优势专科", async () => {
    await page.getByRole("link", { name: "支持项目", exact: true }).click();
    await page.getByRole("combobox", { name: "所服务的政策文件" }).click();
    await page.locator(".ant-select-item-option").filter({ hasText: "中医药" }).click();
    await expect(page.getByRole("heading", { level: 2 })).toHaveText(["建高地（1项）"]);
    await expect(page.getByRole("main")).toContainText("省级中医优势专科");
  });

  await test.step("参数和口径各带出处", async () => {
    await page.getByRole("link", { name: "参数", exact: true }).click();
    await page.getByLabel("筛选参数").fill("有效期");
    await expect(page.getByRole("row").nth(1)).toContainText("第十三条");
    await page.getByRole("link", { name: "口径", exact: true }).click();
    await expect(page.getByRole("region", { name: /施行前取得的成果补不补/ })).toContainText("默认");
    await expect(page.getByRole("button", { name: "记录决定" })).toHaveCount(0);
  });

  await test.step("检索：兜网底与印错的契网底找到同样的内容", async () => {
    const found = async (word: string) => {
      await page.goto(`${demo.address}/policy/search?q=${word}`);
      await expect(page.getByRole("status")).toHaveText(/找到[1-9]\d*处/);
      return { count: await page.getByRole("status").textContent(), hits: await page.locator(".policy-hit a").allTextContents() };
    };
    expect(await found("契网底")).toEqual(await found("兜网底"));
  });

  await test.step("业务页面要登录，登录后回到原页", async () => {
    for (const path of ["/allocations/plans", "/registers", "/registry/institutions", "/accounts", "/audit"]) {
      await page.goto(demo.address + path);
      await expect(page.getByText("请先登录").first()).toBeVisible();
    }
    await page.goto(`${demo.address}/registers`);
    await page.getByRole("button", { name: "去登录" }).click();
    await expect(page).toHaveURL(/\/login\?next=%2Fregisters/);
  });

  await test.step("接口说明公开，业务接口不公开", async () => {
    const description = await page.request.get(`${demo.address}/api/openapi.json`);
    expect(await description.json()).toMatchObject({ openapi: expect.stringMatching(/^3\./) });
    expect((await page.request.get(`${demo.address}/api/policy/documents`)).status()).toBe(200);
    expect((await page.request.get(`${demo.address}/api/allocations/plans?year=2024`)).status()).toBe(401);
  });
});
