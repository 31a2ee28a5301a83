import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What the browser complained about since the page was opened. */
export const watchConsole = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
};

/** Everything that the page asked for has arrived and stands on the screen. */
export const settled = async (page: Page): Promise<void> => {
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.getByRole("status", { name: "正在读取" })).toHaveCount(0);
  await expect(page.locator(".ant-spin-spinning, .ant-btn-loading")).toHaveCount(0);
  // Windows that slide in are complete when nothing moves any more.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => undefined));
};

/** What is wrong with the page as it stands, one line per fault; all axe rules are on. */
export const faultsOf = async (page: Page): Promise<string[]> => {
  await settled(page);
  // The pages hold no frames of other origins, so axe may run in the page itself, and only faults are described: twice as fast.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .analyze();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const title = await page.title();
  const heading = (await page.locator("h1").textContent()) ?? "";
  return [
    ...violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}（${help}）：${target.join(" ")}`)),
    ...(overflow > 0 ? [`页面横向多出${overflow}像素`] : []),
    ...(title.endsWith(" · 强医通") ? [] : [`窗口标题不完整：${title}`]),
    ...(heading.trim() === "" ? ["一级标题是空的"] : []),
  ];
};

/** Navigation, search and buttons stay off the paper; the content does not. */
export const faultsOnPaper = async (page: Page): Promise<string[]> => {
  await page.emulateMedia({ media: "print" });
  const shown = await page.locator("nav.shell-nav, header.shell-header, .page-actions").filter({ visible: true }).count();
  const heading = await page.locator("h1").isVisible();
  await page.emulateMedia({ media: "screen" });
  return [...(shown > 0 ? ["打印时仍显示导航或按钮"] : []), ...(heading ? [] : ["打印时没有标题"])];
};
