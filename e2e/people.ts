import { expect, type Page } from "@playwright/test";

const demoPassword = "Qiangyi-Demo-2025";

/** Signs in on the page for it, as a person does; the password of the demonstration unless another is given. */
export const signIn = async (page: Page, address: string, loginName: string, password = demoPassword): Promise<void> => {
  await page.goto(`${address}/login`);
  await page.getByLabel("登录名", { exact: true }).fill(loginName);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(
    page.getByRole("navigation", { name: "主导航" }).or(page.getByRole("heading", { name: "设置密码" })),
  ).toBeVisible();
};
