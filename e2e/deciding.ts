import { expect, type Page } from "@playwright/test";
import { choose, enterDay, press, tick } from "./controls.ts";
import { pdf } from "./declaring.ts";

/* 论证、遴选、公示和库内办理: what the organiser, the one who decides, and the unit do after the review. */

const points = ["必要性", "可行性", "规范性"] as const;

export const argueByHand = async (page: Page): Promise<void> => {
  await page.getByRole("tab", { name: "论证" }).click();
  for (const point of points) {
    const form = page.getByRole("form", { name: `登记${point}结论` });
    await tick(form, `${point}结论`, "通过");
    await form.getByRole("textbox", { name: `${point}的理由` }).fill("论证通过");
    await press(form, /^登\s?记$/);
    await expect(page.getByRole("heading", { name: new RegExp(`^${point}.*通过`) })).toBeVisible();
  }
  await expect(page.getByText(/^还缺/)).toHaveCount(0);
};

/** Another person decides, by the minutes of a meeting. */
export const decideByHand = async (page: Page, day: string): Promise<void> => {
  const form = page.getByRole("form", { name: "审定" });
  await form.getByLabel("会议纪要号").fill("演示委党组会议纪要第6号");
  await enterDay(form, "会议日期", day);
  await press(form, "审定名单");
};

export const libraryTab = async (page: Page, address: string, projectId: string): Promise<void> => {
  await page.goto(`${address}/projects/${projectId}`);
  await page.getByRole("tab", { name: "库内情况" }).click();
  await expect(page.getByRole("region", { name: "库内情况" })).toBeVisible();
};

/** What the head of the project's page says of it now. */
export const stands = (page: Page, state: string): Promise<void> =>
  expect(page.getByRole("region", { name: "办理情况" })).toContainText(state);

/** One step of the library: chosen in the list, with its document or reason. */
export const step = async (page: Page, action: string, said: { basis?: string; opinion?: string } = {}): Promise<void> => {
  const form = page.getByRole("form", { name: "库内流程" });
  await choose(form, "办理", action);
  if (said.basis !== undefined) await form.getByLabel("依据的文号").fill(said.basis);
  if (said.opinion !== undefined) await form.getByLabel("理由").fill(said.opinion);
  await press(form, /^确\s?定$/);
};

/** 申请顺延: the effect first, then on to the head. */
export const askForLongerTerm = async (page: Page, day: string): Promise<void> => {
  const part = page.getByRole("region", { name: "申请变更" });
  await part.getByText("实施期限", { exact: true }).click();
  await enterDay(part, "完成时间", day);
  await part.getByLabel("变更理由").fill("设备到货推迟");
  await press(part, "看影响");
  await expect(part.getByText(/失效须重办|已有审批继续有效/)).toBeVisible();
  await press(part, "提交负责人签批");
  await expect(page.getByText("待负责人签批").first()).toBeVisible();
};

export const acceptByHand = async (page: Page, documentNumber: string): Promise<void> => {
  const form = page.getByRole("form", { name: "验收" });
  await form.getByLabel("验收文号").fill(documentNumber);
  await form.getByLabel("第1名成员姓名").fill("演示验收甲");
  await form.getByLabel("第1名成员单位").fill("演示医科大学");
  await form.getByLabel(/^验收材料/).setInputFiles({ ...pdf, name: "验收意见（演示）.pdf" });
  await expect(form.getByRole("list", { name: "已上传的验收材料" })).toContainText("验收意见（演示）.pdf");
  await form.getByLabel("验收组结论").fill("对照标准逐项查验，达到要求");
  await press(form, "登记验收");
};
