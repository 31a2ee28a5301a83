import type { Page } from "@playwright/test";
import { settled } from "./page-health.ts";
import { signIn } from "./people.ts";
import { expect, test } from "./product.ts";
import { tableOf } from "./workbooks.ts";

const firstTuition = (page: Page) => page.locator(".keyset-table tbody tr.row-link td").nth(6).textContent();

const upload = async (page: Page, name: string, buffer: Buffer) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });

const choose = async (page: Page, control: string, option: string) => {
  await page.getByRole("combobox", { name: control, exact: true }).click();
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)").getByText(option, { exact: true }).click();
};

test("台账随查看范围,按列标题排序:键盘可用,状态看得见,链接带得走", async ({ demo, visit }) => {
  const page = await (await visit()).newPage();
  await signIn(page, demo.address, "prov_health_dept");
  await page.goto(`${demo.address}/registers/visiting-scholar`);
  await settled(page);
  await choose(page, "年度", "2025年");
  await expect(page.getByRole("radio", { name: "2025年" })).toBeChecked();
  await settled(page);
  const dates = await page.locator(".keyset-table tbody tr.row-link td:nth-child(5)").allTextContents();
  expect([...new Set(dates)]).toEqual(["2025"]);

  const tuition = page.getByRole("columnheader", { name: "协议学费" });
  await tuition.focus();
  await page.keyboard.press("Enter");
  await expect(tuition).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/sort=-amount/);
  await settled(page);
  expect(await firstTuition(page)).toMatch(/^[\d,]+\.\d\d$/);
  await tuition.focus();
  await page.keyboard.press("Enter");
  await expect(tuition).toHaveAttribute("aria-sort", "ascending");
  await settled(page);
  // What is not known yet stands below every amount.
  expect(await firstTuition(page)).toBe("—");

  const colleague = await page.context().newPage();
  await colleague.goto(page.url());
  await expect(colleague.getByRole("columnheader", { name: "协议学费" })).toHaveAttribute("aria-sort", "ascending");
  await expect(colleague.getByRole("radio", { name: "2025年" })).toBeChecked();
});

test("县里自己的表格:指定一次各列,下次照读", async ({ demo, visit }) => {
  const page = await (await visit()).newPage();
  await signIn(page, demo.address, "county_health_bureau_141024");
  const answer = await page.request.get(`${demo.address}/api/registers/institutions?q=${encodeURIComponent("洪洞县")}`);
  const { items } = (await answer.json()) as { items: { name: string }[] };
  const [first, second] = items.filter(({ name }) => name.includes("医院"));
  const table = (name: string) =>
    tableOf("洪洞县专家工作室一览", [
      ["所在单位", "工作室", "起始", "联系人"],
      [name, "某某专家工作室", "2025-01-01", "张某"],
    ]);
  await page.goto(`${demo.address}/registers/expert-workshop/import`);
  await upload(page, "自制一.xlsx", await table(first?.name ?? ""));
  await expect(page.getByText("没有找到表头行")).toBeVisible();
  const form = (await (await page.request.get(`${demo.address}/api/imports/expert-workshop`)).json()) as {
    fields: { name: string; label: string; required: boolean }[];
  };
  const option = (name: string) => {
    const field = form.fields.find((candidate) => candidate.name === name);
    return `${field?.label}${field?.required ? "（必填）" : ""}`;
  };
  await choose(page, "“所在单位”读作", option("institution"));
  await choose(page, "“工作室”读作", option("workshop"));
  await choose(page, "“起始”读作", option("from"));
  await page.getByRole("button", { name: "按此对应重新预览" }).click();
  await expect(page.getByText("按本单位指定的列对应")).toBeVisible();
  await expect(page.getByRole("radio", { name: "新增 1" })).toBeChecked();

  await page.getByRole("button", { name: "上传另一个文件" }).click();
  await upload(page, "自制二.xlsx", await table(second?.name ?? ""));
  await expect(page.getByText("按本单位指定的列对应")).toBeVisible();
  await expect(page.getByRole("radio", { name: "新增 1" })).toBeChecked();
});
