import type { Locator, Page } from "@playwright/test";
import { enter } from "./desk.ts";
import { expect, test } from "./product.ts";

/* 全省117个县的表：从Excel粘贴、只用键盘改、断网、登录过期、两个页面同时改，一个数也不丢。 */

const year = 2031;

/** A block as a table program puts it on the clipboard, pasted where the cursor is. */
const paste = (cell: Locator, text: string): Promise<void> =>
  cell.evaluate((element, block) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", block);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

const cellOf = (page: Page, place: string): Locator => page.getByRole("textbox", { name: `${place}，千名医师下基层` });
const isSaved = (page: Page) => expect(page.getByText(/^全部已保存/)).toBeVisible();

test("提前下达分地区金额：117个县整块粘贴、键盘修改、断网和重新登录都不丢，两个页面改同一格由人选", async ({ demo, visit }) => {
  const { address } = demo;
  const finance = await enter(visit, address, "prov_finance_social");
  const { page } = finance;
  const row = {
    line: "doctor-secondment",
    year,
    amountFen: "2000000000000",
    source: "省级财政预算",
    documentNumber: "晋财预〔2030〕1号（演示）",
  };
  await finance.send("POST", "/allocations/budgets", { rows: [row] });
  const { id } = await finance.send<{ id: string }>("POST", "/allotments/notices/early", { year, rows: [] });
  const table = `${address}/allotments/notices/${id}/early?year=${year}`;
  const stored = async () => (await finance.get<{ thisFen: string }>(`/allotments/notices/${id}/rows`)).thisFen;
  let total = 0;

  await test.step("从Excel整块粘贴：有序号、空行、小计、合计和全角数字，按名称对应，合计与填入的核对", async () => {
    await page.goto(table);
    await expect(page.getByRole("rowheader")).not.toHaveCount(0);
    const names = await page.locator("tbody").getByRole("rowheader").allTextContents();
    const counties = names.filter((name) => !name.endsWith("本级"));
    expect(counties).toHaveLength(117);
    total = counties.reduce((sum, _, at) => sum + 1000 + at, 0);
    const lines = counties.map((name, at) => `${at + 1}\t${name}\t${(1000 + at).toLocaleString("en-US")}.00`);
    const block = [
      "序号\t地区\t本次下达",
      `\t合计\t${total.toLocaleString("en-US")}`,
      ...lines.slice(0, 60),
      "\t\t",
      ...lines.slice(60),
    ];
    await paste(cellOf(page, "太原市本级"), block.join("\r\n"));
    await expect(page.getByRole("status").filter({ hasText: "已填入117格" })).toContainText("与填入各行之和相符");
    await isSaved(page);
    await expect(page.getByText("与已保存的合计一致")).toBeVisible();
    expect(await stored()).toBe(String(total * 1_000_000));
  });

  await test.step("只用键盘：回车到下一格、全角数字、撤销、选块向下填充；表头和合计始终看得见", async () => {
    await cellOf(page, "太原市小店区").focus();
    await page.keyboard.type("１２３");
    await page.keyboard.press("Enter");
    await expect(cellOf(page, "太原市迎泽区")).toBeFocused();
    await expect(cellOf(page, "太原市小店区")).toHaveValue("123");
    await page.keyboard.press("Control+z");
    await expect(cellOf(page, "太原市小店区")).toHaveValue("1,000");
    for (const _ of [1, 2]) await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+d");
    await expect(cellOf(page, "太原市尖草坪区")).toHaveValue("1,001");
    await page.keyboard.press("Control+z");
    await expect(cellOf(page, "太原市尖草坪区")).toHaveValue("1,003");
    for (let presses = 0; presses < 60; presses++) await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("columnheader", { name: "千名医师下基层" })).toBeInViewport();
    await expect(page.locator(":focus")).toBeInViewport();
    await isSaved(page);
    expect(await stored()).toBe(String(total * 1_000_000));
  });

  await test.step("不是金额的格：指出，不保存，离开前询问", async () => {
    await cellOf(page, "太原市小店区").fill("待定");
    await expect(page.getByText("有1格不是金额，没有保存")).toBeVisible();
    await page.getByRole("link", { name: "回到文件" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "留在本页" }).click();
    await cellOf(page, "太原市小店区").fill("1,000");
    await isSaved(page);
  });

  await test.step("断网时写的留在本机，恢复后送达", async () => {
    await page.context().setOffline(true);
    await cellOf(page, "太原市本级").fill("10");
    await expect(page.getByText(/未保存 – 离线/)).toBeVisible();
    await page.context().setOffline(false);
    await isSaved(page);
    expect(await stored()).toBe(String((total + 10) * 1_000_000));
  });

  await test.step("两个页面改同一格：不覆盖，两个数并列，由人选", async () => {
    const other = await page.context().newPage();
    await other.goto(table);
    await cellOf(other, "大同市本级").fill("20");
    await isSaved(other);
    await cellOf(page, "大同市本级").fill("30");
    const conflict = page.getByRole("alert", { name: "待处理的格" });
    await expect(conflict).toContainText("大同市本级，千名医师下基层");
    await expect(conflict).toContainText("您在另一页面");
    await conflict.getByRole("button", { name: "用我的" }).click();
    await isSaved(page);
    expect(await stored()).toBe(String((total + 40) * 1_000_000));
    await other.close();
  });

  await test.step("登录过期：原地重新登录，写的接着保存", async () => {
    await page.context().clearCookies();
    await cellOf(page, "阳泉市本级").fill("5");
    const again = page.getByRole("dialog", { name: "登录已结束，请重新登录" });
    await again.getByLabel("密码").fill("Qiangyi-Demo-2025");
    await page.keyboard.press("Enter");
    await expect(again).toBeHidden();
    await isSaved(page);
    expect(await stored()).toBe(String((total + 45) * 1_000_000));
  });
});
