import { expect, type Page } from "@playwright/test";
import { choose, fillRows, tick } from "./controls.ts";

/* 填报一份医学重点学科申报书: what a clerk types, ticks and uploads. */

export const pdf = {
  name: "学科基础证明（演示）.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
};

export const specialty = "血管外科学";
const title = `${specialty}能力建设`;

const textOf = (what: string) => `${what}：门诊外转较多，设备与人员不足，经院办公会研究，拟分两年建设并逐季考核。`;

const field = (page: Page, label: string) => page.getByRole("textbox", { name: new RegExp(`^${label}`) });

/** Everything, with four mistakes: it ends before it begins, a text is missing, a total is wrong, a file is missing. */
export const fillWithMistakes = async (page: Page, year: number): Promise<void> => {
  await field(page, "学科名称").fill(specialty);
  await tick(page, "申报档次", "省级医学重点学科");
  await field(page, "项目名称").fill(title);
  await field(page, "计划启动时间").fill(`${year}-12-01`);
  await field(page, "完成时间").fill(`${year}-04-01`);
  await field(page, "立项依据与必要性").fill(textOf("必要性"));
  await fillRows(page, "现状基线数据", [{ 项目: "年手术量", 现状值: "120", 单位: "台", 数据来源及年度: "病案统计" }]);
  await field(page, "建设内容").first().fill(textOf("内容"));
  await fillRows(page, "分年计划", [{ 年度: String(year), 建设内容: "购置设备", 形成的成果: "开展手术" }]);
  await field(page, "技术、设备、人才方案").fill(textOf("技术"));
  await tick(page, "所填内容和所附材料真实", "是");
  await fillTargets(page);
  await fillBudget(page, year);
  await expect(page.getByText(/^全部已保存/)).toBeVisible();
};

const fillTargets = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "添加绩效目标" }).click();
  await page.getByLabel("第1项指标名称").fill("手术台数");
  await page.getByLabel("第1项指标值").fill("200");
  await page.getByLabel("第1项单位").fill("台");
};

const fillBudget = async (page: Page, year: number): Promise<void> => {
  const row = async (nth: number, task: string, wan: string, reckoning: string) => {
    await page.getByRole("button", { name: "添加预算明细" }).click();
    const of = (what: string) => page.getByLabel(`预算第${nth}行${what}`, { exact: true });
    await of("任务").fill(task);
    await of("金额（万元）").fill(wan);
    await of("测算依据").fill(reckoning);
  };
  await row(1, "购置设备", "15", "三家询价");
  await page.getByRole("combobox", { name: "预算第1行经济分类" }).fill("31003");
  await page.keyboard.press("Escape");
  await choose(page, "预算第1行绩效目标", "手术台数");
  // The second row takes class and targets over from the first.
  await row(2, "改造手术间", "4", "定额");
  await choose(page, "预算第2行资金来源", "单位自筹");
  await page.getByLabel(`${year}年度预算合计（万元）`).fill("20");
};

/** The list of mistakes, one click and one correction each. */
export const mendMistakes = async (page: Page, year: number): Promise<void> => {
  const summary = page.getByRole("alert").filter({ hasText: "需要修改" });
  await expect(summary).toContainText("晚于");
  await expect(summary).toContainText("相差");
  await expect(summary).toContainText("组织保障");
  await expect(summary).toContainText("附件");
  await summary.getByRole("link", { name: /组织保障/ }).click();
  await expect(field(page, "组织保障")).toBeFocused();
  await page.keyboard.insertText(textOf("保障"));
  await field(page, "完成时间").fill(`${year + 1}-11-30`);
  await page.getByLabel(`${year}年度预算合计（万元）`).fill("19");
  const place = page.getByRole("listitem").filter({ hasText: "学科基础证明" });
  await place.locator("input[type=file]").setInputFiles(pdf);
  await expect(page.getByRole("button", { name: pdf.name })).toBeVisible();
  await expect(page.getByText(/^全部已保存/)).toBeVisible();
};

export const handIn = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "检查并提交负责人签批" }).click();
  await expect(page.getByText("待负责人签批").first()).toBeVisible();
};

/** The head reads the whole and signs. */
export const signDeclaration = async (page: Page, address: string, projectId: string): Promise<void> => {
  await page.goto(`${address}/projects/declarations/${projectId}/sign`);
  await expect(page.getByText("本机复算一致")).toBeVisible();
  await page.getByRole("button", { name: "签批上报" }).click();
  await expect(page.getByText(/已上报，编号XM-\d{4}-\d+/)).toBeVisible();
};
