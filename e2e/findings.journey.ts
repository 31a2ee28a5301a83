import type { Locator, Page } from "@playwright/test";
import { choose, confirm, press } from "./controls.ts";
import { enter, type Person } from "./desk.ts";
import { expect, test } from "./product.ts";

const unit = "清徐县东演示镇中心卫生院";
const project = "清徐西片县域医疗次中心";
/** 清徐县人民医院（演示）. */
const hospitalId = "140121-001";
/** Of the hospital's account pages, one that still has money. */
const accountPage = "演示学者3001";

/** Types into a list that searches, and takes the first entry that says so. */
const find = async (place: Locator, label: string, text: string): Promise<void> => {
  const page = place.page();
  await place.getByRole("combobox", { name: label, exact: true }).fill(text);
  await page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .filter({ hasText: text })
    .first()
    .click();
  // A list of several stays open over the next field.
  if ((await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)").count()) > 0)
    await page.keyboard.press("Escape");
};

const evidence = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4 ${name}（演示）`) });

const wasInspected = async ({ get }: Person): Promise<boolean> => {
  const { items } = await get<{ items: { id: string; title: string }[] }>("/performance/projects");
  const id = items.find(({ title }) => title === project)?.id ?? "";
  const found = await get<{ items: { state: string }[] }>(`/findings/inspections?project=${id}`);
  return found.items.some(({ state }) => state === "concluded");
};

const raisedOnPage = async ({ get, send }: Person): Promise<{ id: string }> => {
  const { pages } = await get<{ pages: { earmark: string; title: string }[] }>(`/findings/pages?institution=${hospitalId}`);
  const about = pages.find(({ title }) => title.includes(accountPage));
  return send("POST", "/findings", {
    institution: hospitalId,
    earmark: about?.earmark,
    title: "演示：学费没有凭据",
    facts: "支付学费5000元，没有附发票和学习证明。",
    clause: "qiangyi-2024.art10.1.a",
    grade: "high",
  });
};

const askForPayment = async (page: Page, address: string): Promise<void> => {
  await page.goto(`${address}/payments/requests/new`);
  const form = page.locator("body");
  await find(form, "项目账页", accountPage);
  await page.getByLabel("金额（万元）", { exact: true }).fill("0.2");
  await page.getByLabel("用途", { exact: true }).fill("访问学者学费");
  await choose(page, "支出类别", "学费");
  await find(form, "部门经济分类", "培训费");
  await choose(page, "收款人类型", "其他医疗机构");
  await page.getByLabel("收款人全称").fill("演示大学附属医院");
  await page.getByLabel("开户行").fill("演示银行北京分行");
  await page.getByLabel("账号", { exact: true }).fill("6222000055556666");
};

test("监督检查：县里检查发现问题，另一人核实下达整改，单位签阅通报、整改，验收销号；暂停拨付拦住支付，解除后恢复", async ({
  demo,
  visit,
}) => {
  test.setTimeout(240_000);
  const { address } = demo;
  const inspector = await enter(visit, address, "county_finance_bureau");
  const judge = await enter(visit, address, "county_finance_bureau_140121_2");
  const clinic = await enter(visit, address, "unit_applicant_140121_3");
  const { page } = inspector;
  const inspected = async () => (await inspector.get<{ total: { inspected: number } }>("/findings/board")).total.inspected;
  const before = await inspected();
  // One project counts once, however often it is looked at.
  const isNew = !(await wasInspected(inspector));
  const title = "演示：耗材出库没有签字";
  let path = "";

  await test.step("登记一次检查，就看过的项目登记问题，附佐证；登记人自己不能核实", async () => {
    await page.goto(`${address}/findings`);
    await press(page, "登记检查");
    const start = page.getByRole("dialog");
    await start.getByLabel("名称", { exact: true }).fill("清徐县专项资金秋季检查（演示）");
    await start.getByRole("combobox", { name: "检查人员" }).fill("演一、演二、");
    await find(start, "检查的项目", project);
    await confirm(page, "登记");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("秋季检查");
    await press(page, "登记问题");
    const raise = page.getByRole("dialog");
    await find(raise, "项目", project);
    await raise.getByLabel("标题", { exact: true }).fill(title);
    await raise.getByLabel("事实", { exact: true }).fill("抽查出库单12张，3张没有领用人签字。");
    await find(raise, "条款", "第十一条");
    await raise.getByLabel("涉及金额（万元）").fill("0.5");
    await confirm(page, "登记");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
    path = new URL(page.url()).pathname;
    await page.locator("input[type=file]").setInputFiles(evidence("检查记录.pdf"));
    await expect(page.getByRole("region", { name: "佐证材料" })).toContainText("检查记录.pdf");
    await expect(page.getByRole("button", { name: "核实属实，下达整改" })).toHaveCount(0);
  });

  await test.step("检查出结论，覆盖率多一个项目", async () => {
    await page
      .getByRole("region", { name: "问题", exact: true })
      .getByRole("link", { name: /秋季检查/ })
      .click();
    await press(page, "登记结论");
    await page.getByRole("dialog").getByLabel("结论").fill("发现问题一个，已另行登记。");
    await confirm(page, "登记");
    await expect(page.getByText("已出结论").first()).toBeVisible();
    expect(await inspected()).toBe(isNew ? before + 1 : before);
  });

  await test.step("核实之前单位看不到；另一人核实属实，整改责任方是承担单位，期限按规定的天数", async () => {
    const own = await clinic.get<{ items: { id: string }[] }>("/findings");
    expect(own.items.some(({ id }) => path.endsWith(id))).toBe(false);
    await judge.page.goto(address + path);
    await press(judge.page, "核实属实，下达整改");
    const dialog = judge.page.getByRole("dialog");
    await expect(dialog.getByText(/建议\d+天/)).toBeVisible();
    await dialog.getByLabel("核实情况").fill("经核对出库单，属实。");
    await confirm(judge.page, "下达整改");
    await expect(judge.page.getByRole("region", { name: "整改", exact: true })).toContainText(unit);
  });

  await test.step("通报单位；单位签阅，报告整改情况并附佐证", async () => {
    await press(judge.page, "通报");
    const circular = judge.page.getByRole("dialog");
    await circular.getByLabel("通报内容").fill("各单位耗材出库须由领用人签字。");
    await circular.getByLabel("文号").fill("清财监〔2026〕1号（演示）");
    await circular.getByLabel("理由").fill("举一反三");
    await confirm(judge.page, "发出通报");
    await expect(judge.page.getByRole("region", { name: "措施", exact: true })).toContainText("未签阅");
    await clinic.page.goto(`${address}/findings/circulars`);
    const received = clinic.page.getByRole("region", { name: `关于${title}的通报` });
    await received.getByRole("button", { name: "签阅" }).click();
    await expect(received).toContainText(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}签阅/);
    await clinic.page.goto(`${address}/findings`);
    await clinic.page.getByRole("link", { name: title }).click();
    await press(clinic.page, "报告整改情况");
    const dialog = clinic.page.getByRole("dialog");
    await dialog.getByLabel("整改情况").fill("已补签字，今后没有签字不出库。");
    await dialog.locator("input[type=file]").setInputFiles(evidence("补签的出库单.pdf"));
    await expect(dialog.getByText("补签的出库单.pdf")).toBeVisible();
    await confirm(clinic.page, "提交验收");
    await expect(clinic.page.getByText("待验收").first()).toBeVisible();
  });

  await test.step("下达整改的部门验收销号；项目页不再提示", async () => {
    await judge.page.reload();
    await press(judge.page, "验收销号");
    await judge.page.getByRole("dialog").getByLabel("验收意见").fill("签字齐全。");
    await confirm(judge.page, "验收销号");
    await expect(judge.page.getByRole("region", { name: "整改", exact: true })).toContainText("已验收销号");
  });

  await test.step("医院账页上的另一个问题：核实后暂停拨付，医院的申请被拦住；解除后恢复", async () => {
    const { id } = await raisedOnPage(inspector);
    const owner = { institution: hospitalId };
    await judge.send("POST", `/findings/${id}/confirmation`, { opinion: "凭证缺发票，属实。", owner });
    await judge.page.goto(`${address}/findings/${id}`);
    await press(judge.page, "暂停拨付");
    const dialog = judge.page.getByRole("dialog");
    await dialog.getByLabel("文号").fill("清财监〔2026〕2号（演示）");
    await dialog.getByLabel("理由").fill("整改期间暂停");
    await confirm(judge.page, "暂停拨付");
    const accountant = await enter(visit, address, "unit_finance");
    await askForPayment(accountant.page, address);
    await expect(accountant.page.getByRole("complementary", { name: "自动检查" })).toContainText("PAYMENT_SUSPENDED");
    await press(accountant.page, "提交并冻结");
    await expect(accountant.page.getByRole("alert").filter({ hasText: "暂停" }).first()).toBeVisible();
    await press(judge.page, "解除暂停拨付");
    await judge.page.getByRole("dialog").getByLabel("解除的理由").fill("发票已补齐");
    await confirm(judge.page, "解除");
    await askForPayment(accountant.page, address);
    await expect(accountant.page.getByRole("complementary", { name: "自动检查" })).toContainText("可以提交");
  });
});

test("审计取数：审计从账页取走一个项目的全部支付和日志，单位看不到这个按钮 [qiangyi-2024.art11.a]", async ({ demo, visit }) => {
  const { address } = demo;
  const { page, get, refusal } = await enter(visit, address, "auditor");
  const { items } = await get<{ items: { id: string; state: string }[] }>("/payments/requests?limit=50&state=paid");
  const paid = items[0]?.id ?? "";
  const payment = await get<{ page: { book: string; earmark: string; project: string }; number: string }>(
    `/payments/requests/${paid}`,
  );
  const account = `${address}/ledger/books/${payment.page.book}/pages/${payment.page.earmark}`;
  await page.goto(account);
  const download = page.waitForEvent("download");
  await press(page, "审计取数");
  expect((await download).suggestedFilename()).toMatch(/^审计取数 .+ \d{8}\.zip$/);
  const log = await get<{ items: { action: string; detail: string }[] }>("/audit/entries?action=export&limit=1");
  expect(log.items[0]?.detail).toContain(payment.number);
  expect(await refusal("POST", `/payments/requests/${paid}/refunds`, {})).toBe("403 FORBIDDEN_ROLE");
  const accountant = await enter(visit, address, "unit_finance");
  await accountant.page.goto(account);
  await expect(accountant.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(accountant.page.getByRole("button", { name: "审计取数" })).toHaveCount(0);
});
