import type { Page } from "@playwright/test";
import { signIn } from "./people.ts";
import { expect, test } from "./product.ts";

const keys = (page: Page, ...pressed: readonly string[]) =>
  pressed.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

/** Tab by Tab until the control stands in the focus; a control that the keyboard cannot reach fails here. */
const tabTo = async (page: Page, name: string | RegExp, role: "textbox" | "combobox" | "button" | "link") => {
  const wanted = page.getByRole(role, { name }).first();
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} cannot be reached by Tab`);
};

const pick = async (page: Page, label: string, typed: string) => {
  await tabTo(page, label, "combobox");
  await page.keyboard.type(typed);
  await expect(
    page.locator(".ant-select-item-option").filter({ hasText: typed }).filter({ visible: true }).first(),
  ).toBeVisible();
  await page.keyboard.press("Enter");
};

const register = "基层适宜技术推广应用项目";
const hospital = "清徐县人民医院（演示）";
const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

test("县卫健局只用键盘登记一条、附佐证，省里确认；旧页面再改被拒绝，填的不丢", async ({ demo, visit }) => {
  const page = await (await visit()).newPage();
  const province = await (await visit()).newPage();
  const attachment = { name: "示例佐证.pdf", mimeType: "application/pdf", buffer: pdf };

  await test.step("从登录起不用鼠标，走到登记表", async () => {
    await page.goto(`${demo.address}/login`);
    await tabTo(page, "登录名", "textbox");
    await page.keyboard.type("county_health_bureau");
    await keys(page, "Tab");
    await page.keyboard.type("Qiangyi-Demo-2025");
    await keys(page, "Enter");
    await expect(page.getByRole("heading", { level: 1, name: "工作台" })).toBeVisible();
    await page.goto(`${demo.address}/registers/appropriate-technique`);
    await tabTo(page, "登记一条", "button");
    await keys(page, "Enter");
    await expect(page.getByRole("heading", { level: 1, name: /^登记：/ })).toBeVisible();
  });

  await test.step("空着保存：错误全部列出，链接走到要改的地方", async () => {
    await tabTo(page, "保存", "button");
    await keys(page, "Enter");
    const summary = page.getByRole("alert");
    await expect(summary).toBeFocused();
    await expect(summary).toContainText(/有\d处需要修改/);
    const links = summary.getByRole("link");
    expect(await links.count()).toBeGreaterThan(1);
    await keys(page, "Tab", "Enter");
    await expect(page.locator(":focus")).toHaveAttribute("aria-invalid", "true");
  });

  await test.step("逐项填写：机构从名录里找，附件从键盘打开", async () => {
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: /^登记：/ })).toBeVisible();
    await pick(page, "立项单位", hospital);
    await tabTo(page, /^项目/, "textbox");
    await page.keyboard.type("示例针刀技术推广");
    await tabTo(page, /^补助年度/, "textbox");
    await page.keyboard.type("2024");
    await tabTo(page, "佐证文号", "textbox");
    await page.keyboard.type("清卫发〔2024〕3号");
    await tabTo(page, "文件日期", "textbox");
    await page.keyboard.type("2024年5月8日");
    await tabTo(page, "上传附件", "button");
    const chooser = page.waitForEvent("filechooser");
    await keys(page, "Enter");
    await (await chooser).setFiles(attachment);
    await expect(page.getByText(attachment.name)).toBeVisible();
    await keys(page, "Control+s");
    await expect(page.getByRole("heading", { level: 1, name: new RegExp(`^${register} SY`) })).toBeVisible();
    await expect(page.getByText("待确认").first()).toBeVisible();
    await expect(page.getByText("2024-05-08")).toBeVisible();
    await expect(page.getByRole("button", { name: new RegExp(attachment.name) })).toBeVisible();
  });
  const entryAddress = page.url();

  await test.step("工作台上看得到在等省里；看不到别的县的记录", async () => {
    await page.getByRole("menuitem", { name: "工作台" }).click();
    await page.getByRole("tab", { name: /我发起/ }).click();
    await expect(page.getByRole("link", { name: new RegExp(`^${register}：\\d+条等待省级确认`) })).toBeVisible();
    await page.goto(`${demo.address}/registers/key-specialty`);
    await expect(page.getByRole("region", { name: "临床重点专科", exact: true })).toBeVisible();
    const seen = await (await page.request.get(`${demo.address}/api/registers/county-tertiary/entries?limit=200`)).json();
    const all = await signedInList(province, demo.address);
    expect(all.length).toBeGreaterThan(seen.items.length);
    expect(new Set(seen.items.map(({ values }: { values: { county: string } }) => values.county))).toEqual(new Set(["140121"]));
  });

  const secondTab = await page.context().newPage();
  await test.step("另开一页准备修改同一条", async () => {
    await secondTab.goto(`${entryAddress}/change`);
    await secondTab.getByRole("textbox", { name: /^项目/ }).fill("示例针刀技术推广（第二批）");
  });

  await test.step("省卫健委从工作台进来核对并确认", async () => {
    await province.goto(demo.address);
    await province.getByRole("link", { name: new RegExp(`^${register}：\\d+条待确认`) }).click();
    await province.getByRole("row", { name: /示例针刀技术推广/ }).click();
    await expect(province.getByRole("button", { name: new RegExp(attachment.name) })).toBeVisible();
    await province.getByRole("button", { name: "确认", exact: true }).click();
    await expect(province.getByText("已确认").first()).toBeVisible();
  });

  await test.step("旧页面保存被拒绝，说明原因，填的还在；记录没有变", async () => {
    await secondTab.getByRole("button", { name: "保存" }).click();
    await expect(secondTab.getByRole("alert")).toBeFocused();
    await expect(secondTab.getByRole("alert")).toContainText(/已(被|由|经)|确认|版本/);
    await expect(secondTab.getByRole("textbox", { name: /^项目/ })).toHaveValue("示例针刀技术推广（第二批）");
    await province.reload();
    await expect(province.getByText("示例针刀技术推广（第二批）")).toHaveCount(0);
  });

  await test.step("医院经办只看得到本院", async () => {
    const clerk = await (await visit()).newPage();
    await signIn(clerk, demo.address, "unit_applicant_141024");
    await clerk.goto(`${demo.address}/registers/appropriate-technique`);
    await expect(clerk.getByRole("region", { name: register, exact: true })).toBeVisible();
    await expect(clerk.getByRole("row", { name: /清徐县/ })).toHaveCount(0);
    await clerk.goto(entryAddress);
    await expect(clerk.getByText(/没有|找不到/).first()).toBeVisible();
    await expect(clerk.getByText("示例针刀技术推广")).toHaveCount(0);
  });
});

const signedInList = async (page: Page, address: string): Promise<unknown[]> => {
  await signIn(page, address, "prov_health_dept");
  const answer = await page.request.get(`${address}/api/registers/county-tertiary/entries?limit=200`);
  return ((await answer.json()) as { items: unknown[] }).items;
};
