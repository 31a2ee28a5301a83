import { rmSync } from "node:fs";
import { emptyFolder } from "../apps/server/test/data-folder.ts";
import { act, pressInWindow, readAsPaper, receiveAll, rowOf, signAndIssue } from "./allotting.ts";
import { choose, press } from "./controls.ts";
import { enter, type Person } from "./desk.ts";
import { daysUntil, expect, startProduct, storyDay, test } from "./product.ts";

/*
 * 一笔资金从审定到年终: decided, issued early and finally, doubted and settled, passed on to a county and a hospital, paid, and taken back. Whatever
 * somebody does for the first time he does in the browser; where others do the same again, they do it through the same API in their own sessions.
 */

/** The product stands in the November of the money's year, and in the January after it. */
const [day, later] = [storyDay, "2027-01-12"];
const year = 2026;
/** 2万元 for a scholar of Hongdong, which the county gives to its people's hospital. */
const scholar = "演示学者3249";
const hospital = "洪洞县人民医院（演示）";

const wan = (amount: number): string => String(Math.round(amount * 1_000_000));

interface Story {
  readonly address: string;
  readonly person: (loginName: string) => Promise<Person>;
  proposalId: string;
  noticeId: string;
  countyNotice: string;
}

test("资金：审定、提前下达、正式下达、接收存疑、县里分解、医院支付、年终收回", async ({ visit }) => {
  test.setTimeout(420_000);
  const dataFolder = emptyFolder();
  let product = await startProduct({ demo: true, dataFolder, day, keepsData: true });
  const people = new Map<string, Promise<Person>>();
  const person = (on: string) => (loginName: string) => {
    const known = people.get(`${on} ${loginName}`) ?? enter(visit, product.address, loginName, daysUntil(on));
    people.set(`${on} ${loginName}`, known);
    return known;
  };
  try {
    const story = { address: product.address, person: person(day), proposalId: "", noticeId: "", countyNotice: "" };
    await decided(story);
    await issuedEarly(story);
    await issuedFinally(story);
    await doubted(story);
    await passedOn(story);
    await spent(story);
    await product.stop();
    product = await startProduct({ demo: true, dataFolder, day: later, keepsData: true });
    await takenBack({ ...story, address: product.address, person: person(later) });
  } finally {
    await product.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});

const decided = async (story: Story): Promise<void> => {
  const { address, person } = story;
  const health = await person("prov_health_dept");
  const finance = await person("prov_finance_social");
  const { page } = health;

  await test.step("超出预算的方案不能定稿；省财政厅追加预算后定稿、报送", async () => {
    const { id } = await health.send<{ id: string }>("POST", "/allocations/plans", { year });
    const freezing = [`/allocations/plans/${id}/freeze`, { title: "2026年第二批资金分配建议", acceptStale: true }] as const;
    expect(await health.refusal("POST", ...freezing)).toBe("422 TOTAL_BUDGET_EXCEEDED");
    const row = { line: "township-centre", year, amountFen: wan(300), source: "省级财政预算" };
    await finance.send("POST", "/allocations/budgets", {
      rows: [{ ...row, documentNumber: "晋财预〔2026〕15号（演示）", reason: "验收合格的次中心增加" }],
    });
    await health.send("POST", ...freezing);
    story.proposalId = id;
    await page.goto(`${address}/allotments/proposals/${id}?year=${year}`);
    await expect(page.getByText("预算、投资计划、评审结果核对无误")).toBeVisible();
    await act(page, "报送");
    await expect(page.getByText("待规财处会签").first()).toBeVisible();
  });

  await test.step("规财处会签，省财政厅凭纪要审定", async () => {
    const { page: planning } = await person("prov_health_finance");
    await planning.goto(`${address}/allotments/proposals/${story.proposalId}`);
    await act(planning, "会签");
    await finance.page.goto(`${address}/allotments/proposals/${story.proposalId}`);
    await act(finance.page, "审定", { 审定依据的会议纪要或批文文号: "演示省财政厅厅长办公会纪要〔2026〕31号" });
    await expect(finance.page.getByText("已审定").first()).toBeVisible();
  });
};

const issuedEarly = async ({ address, person }: Story): Promise<void> => {
  const finance = await person("prov_finance_social");
  const { page } = finance;

  await test.step("提前下达明年资金：低于上年预计执行数的90%写明差额，补足后签署、会签、由另一人签发", async () => {
    const documentNumber = "晋财预〔2026〕16号（演示）";
    const budget = { line: "doctor-secondment", year: year + 1, amountFen: wan(1500), source: "省级财政预算", documentNumber };
    await finance.send("POST", "/allocations/budgets", { rows: [budget] });
    const expected = {
      year: year + 1,
      kind: "expected-execution",
      happenedOn: "2026-11-05",
      amountFen: wan(1000),
      documentNumber,
    };
    await finance.send("POST", "/allotments/year-events", expected);
    const rows = (first: number) =>
      ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"].map((city, nth) => ({
        region: `14${city}00`,
        line: "doctor-secondment",
        amountFen: wan(nth === 0 ? first : 80),
      }));
    const { id } = await finance.send<{ id: string }>("POST", "/allotments/notices/early", { year: year + 1, rows: rows(80) });
    await page.goto(`${address}/allotments/notices/${id}?year=${year + 1}`);
    await expect(page.getByText(/提前下达下限900万元，拟下达880万元，还差20万元/)).toBeVisible();
    await finance.send("PUT", `/allotments/notices/${id}/early-rows`, { rows: rows(120) });
    await page.reload();
    await press(page, "绩效目标");
    await page.getByRole("dialog").getByLabel("第1项目标值").fill("900");
    await pressInWindow(page, "填到本项目各行");
    await expect(page.getByRole("dialog").getByText("（已填）")).toBeVisible();
    await pressInWindow(page, "关闭");
    const { page: health } = await person("prov_health_dept");
    const { page: second } = await person("prov_finance_social_2");
    await signAndIssue(page, health, second, address, id, "晋财社〔2026〕101号");
    await readAsPaper(finance, address, id, ["晋财社〔2026〕101号", "920"]);
  });
};

const issuedFinally = async (story: Story): Promise<void> => {
  const { address, person, proposalId } = story;
  const finance = await person("prov_finance_social");
  const { page } = finance;

  await test.step("正式下达：各行由审定的建议生成；没有绩效目标和会签不能签发", async () => {
    interface Line {
      readonly lineNo: number;
      readonly line: string;
      readonly place: string;
    }
    const { lines } = await finance.get<{ lines: Line[] }>(`/allotments/proposals/${proposalId}`);
    const batch = lines.filter(({ line, place }) => place.startsWith("临汾市") && line === "visiting-scholar");
    const chosen = { proposalId, title: "关于下达2026年强医工程补助资金（第二批）的通知" };
    const body = { ...chosen, lines: batch.map(({ lineNo }) => ({ lineNo })) };
    story.noticeId = (await finance.send<{ id: string }>("POST", "/allotments/notices/final", body)).id;
    await page.goto(`${address}/allotments/notices/${story.noticeId}?year=${year}`);
    const second = await person("prov_finance_social_2");
    const number = { number: "晋财社〔2026〕102号" };
    expect(await second.refusal("POST", `/allotments/notices/${story.noticeId}/issue`, number)).toBe("422 TARGET_REQUIRED");
    const targets = [{ name: "资金支付进度", operator: "≥", value: "100", unit: "%" }];
    await finance.send("PUT", `/allotments/notices/${story.noticeId}/targets`, { targets });
    expect(await second.refusal("POST", `/allotments/notices/${story.noticeId}/issue`, number)).toBe("409 COUNTERSIGN_REQUIRED");
    await page.reload();
    const { page: health } = await person("prov_health_dept");
    await signAndIssue(page, health, second.page, address, story.noticeId, number.number);
  });

  await test.step("公文：PDF为A4，写明文号和总额；监管处收到抄送", async () => {
    const { totalFen } = await finance.get<{ totalFen: string }>(`/allotments/notices/${story.noticeId}`);
    const total = (Number(totalFen) / 1_000_000).toFixed(2).replace(/\.?0+$/, "");
    await readAsPaper(finance, address, story.noticeId, ["晋财社〔2026〕102号", total]);
    const { page: office } = await person("regional_supervision");
    await office.goto(`${address}/allotments/copies`);
    await expect(office.getByText("晋财社〔2026〕102号").first()).toBeVisible();
  });
};

const doubted = async ({ address, person, noticeId }: Story): Promise<void> => {
  const city = await person("city_finance_bureau_141000");
  const { page } = city;

  await test.step("临汾实收与文件不符：这一行不接收，当即存疑上报；其余照收", async () => {
    const row = await rowOf(city, noticeId, scholar);
    await page.goto(`${address}/allotments/receipts/${noticeId}`);
    await page.getByLabel(`第${row.rowNo}行实收（万元）`, { exact: true }).fill("1.5");
    await press(page, /1行不符将存疑/);
    await expect(page.getByRole("status").filter({ hasText: "1行没有接收" })).toBeVisible();
    await page.getByRole("link", { name: "看存疑", exact: true }).first().click();
    await expect(
      page
        .getByText("待山西省财政厅结论")
        .or(page.getByText(/待.*结论/))
        .first(),
    ).toBeVisible();
  });

  await test.step("省财政厅查明、作出结论，临汾重新核对接收", async () => {
    const { page: province } = await person("prov_finance_social");
    await province.goto(page.url());
    await press(province, "作出结论");
    const dialog = province.getByRole("dialog");
    await dialog.getByText("已更正，解除冻结").click();
    await dialog.getByLabel("结论").fill("国库少拨0.5万元，已于当日补足");
    await pressInWindow(province, "确定");
    await expect(province.getByText("已结论")).toBeVisible();
    await page.goto(`${address}/allotments/receipts/${noticeId}`);
    await press(page, "核对接收所选1行");
    await expect(page.getByRole("status").filter({ hasText: "接收1行" })).toBeVisible();
  });
};

const passedOn = async (story: Story): Promise<void> => {
  const { address, person } = story;
  const city = await person("city_finance_bureau_141000");
  const { page } = city;

  await test.step("临汾分解到县：项目资金去向和金额锁定，市卫健委会签，另一人签发", async () => {
    await page.goto(`${address}/allotments/distribution?year=${year}`);
    await page
      .getByRole("row", { name: /晋财社〔2026〕102号/ })
      .getByRole("button")
      .click();
    await page.waitForURL(/\/allotments\/distributions\/[0-9a-f-]{36}/);
    story.countyNotice = /distributions\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
    await expect(page.getByRole("region", { name: "方案已定去向的资金" }).getByText(scholar)).toBeVisible();
    const { page: health } = await person("city_health_bureau_141000");
    await health.goto(`${address}/allotments/distributions/${story.countyNotice}`);
    await press(health, /^会\s?签$/);
    await expect(health.getByRole("button", { name: /^会\s?签$/ })).toHaveCount(0);
    const { page: second } = await person("city_finance_bureau_141000_3");
    await second.goto(`${address}/allotments/distributions/${story.countyNotice}`);
    await act(second, "签发", { 文号: "临财社〔2026〕30号" });
    await expect(second.getByRole("heading", { name: /临财社〔2026〕30号/ })).toBeVisible();
  });

  await test.step("洪洞接收后分解到县医院，会签、签发；医院接收", async () => {
    const county = await person("county_finance_bureau_141024");
    await receiveAll(county, story.countyNotice);
    await county.page.goto(`${address}/allotments/distribution?year=${year}`);
    await county.page
      .getByRole("row", { name: /临财社〔2026〕30号/ })
      .getByRole("button")
      .click();
    await county.page.waitForURL(/\/allotments\/distributions\/[0-9a-f-]{36}/);
    const own = /distributions\/([0-9a-f-]{36})/.exec(county.page.url())?.[1] ?? "";
    await expect(county.page.getByRole("row", { name: new RegExp(scholar) })).toContainText(hospital);
    const health = await person("county_health_bureau_141024");
    await health.page.goto(`${address}/allotments/distributions/${own}`);
    await press(health.page, /^会\s?签$/);
    await expect(health.page.getByRole("button", { name: /^会\s?签$/ })).toHaveCount(0);
    const { page: second } = await person("county_finance_bureau_141024_3");
    await second.goto(`${address}/allotments/distributions/${own}`);
    await act(second, "签发", { 文号: "洪财社〔2026〕31号" });
    const unit = await person("unit_finance_141024");
    await unit.page.goto(`${address}/allotments/receipts/${own}`);
    await press(unit.page, /^核对接收所选\d+行$/);
    await expect(unit.page.getByRole("status").filter({ hasText: "接收1行" })).toBeVisible();
  });
};

/** Types into a long list until it is short, and takes what is left. */
const look = async (page: Person["page"], label: string, text: string): Promise<void> => {
  await page.getByRole("combobox", { name: label, exact: true }).fill(text);
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").first().click();
};

const spent = async ({ address, person }: Story): Promise<void> => {
  const { page } = await person("unit_finance_141024");
  const payee = "演示大学附属医院";

  await test.step("医院申请支付：用于其他科室的、超出余额的都被拒绝并写明条款；改对后提交", async () => {
    await page.goto(`${address}/payments/requests/new`);
    await look(page, "项目账页", scholar);
    await page.getByLabel("金额（万元）", { exact: true }).fill("1.5");
    await page.getByLabel("用途", { exact: true }).fill("访问学者学费");
    await choose(page, "支出类别", "学费");
    await choose(page, "服务对象", "其他科室");
    await look(page, "部门经济分类", "培训费");
    await choose(page, "收款人类型", "其他医疗机构");
    await page.getByLabel("收款人全称").fill(payee);
    await page.getByLabel("开户行").fill("演示银行北京分行");
    await page.getByLabel("账号", { exact: true }).fill("6222000055556666");
    await expect(page.getByRole("complementary", { name: "自动检查" })).toContainText("用于其他科室，不属本项目的支出");
    await press(page, "提交并冻结");
    await expect(page.getByRole("alert").filter({ hasText: "其他" }).first()).toBeVisible();
    await choose(page, "服务对象", "本项目");
    await page.getByLabel("金额（万元）", { exact: true }).fill("2.1");
    await expect(page.getByRole("complementary", { name: "自动检查" })).toContainText("可用2万元，本次2.1万元，超出0.1万元");
    await press(page, "提交并冻结");
    await expect(page.getByRole("alert").filter({ hasText: "超出0.1万元" }).first()).toBeVisible();
    await page.getByLabel("金额（万元）", { exact: true }).fill("1.5");
    await expect(page.getByRole("complementary", { name: "自动检查" })).toContainText("可以提交");
    await press(page, "提交并冻结");
    await page.waitForURL(/\/payments\/requests\/[0-9a-f-]{36}/);
  });

  await test.step("负责人同意，县财政局支付并登记凭证、回单", async () => {
    const path = new URL(page.url()).pathname;
    const { page: head } = await person("unit_leader_141024");
    await head.goto(`${address}${path}`);
    await press(head, /^同\s?意$/);
    await expect(head.getByText("待财政支付").first()).toBeVisible();
    const { page: bureau } = await person("county_finance_bureau_141024");
    await bureau.goto(`${address}${path}`);
    await press(bureau, "办理支付");
    const dialog = bureau.getByRole("dialog");
    await dialog.getByLabel(/凭证号$/).fill("洪支2026-88");
    await dialog.getByLabel(/回单号$/).fill("HD2026-88");
    await pressInWindow(bureau, "支付");
    await expect(bureau.getByText("已支付").first()).toBeVisible();
    await page.reload();
    await expect(page.getByText("洪支2026-88").first()).toBeVisible();
  });
};

const takenBack = async ({ address, person }: Story): Promise<void> => {
  const bureau = await person("county_finance_bureau_141024");
  const { page } = bureau;
  const row = (on: typeof page) => on.getByRole("row", { name: new RegExp(scholar) });

  await test.step("次年一月：列出未支出，医院说明原因，县财政局定为收回", async () => {
    await page.goto(`${address}/payments/year-end?year=${year}`);
    await press(page, "列结转结余事项");
    await expect(page.getByRole("status").filter({ hasText: "新列" })).toBeVisible();
    const { page: unit } = await person("unit_finance_141024");
    await unit.goto(`${address}/payments/year-end?year=${year}`);
    await row(unit)
      .getByRole("button", { name: /^说明原因/ })
      .click();
    await unit.getByRole("dialog").getByLabel("原因").fill("学习提前结束，学费未足额发生");
    await pressInWindow(unit, "保存");
    await expect(row(unit)).toContainText("待定处理");
    await page.reload();
    await row(page)
      .getByRole("button", { name: /^定处理/ })
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("收回统筹").click();
    await dialog.getByLabel("缴回期限").fill("2027-02-28");
    await dialog.getByLabel("处理文号").fill("洪财社〔2027〕2号");
    await pressInWindow(page, "确定并记账");
    await expect(row(page)).toContainText("收回统筹");
  });

  await test.step("收回通知写明谁、多少、何时前缴回；收回后这个账页不能再支付", async () => {
    await row(page).getByRole("link", { name: /^查看/ }).click();
    const notice = page.getByRole("region", { name: "收回通知（草稿）" });
    await expect(notice).toContainText(hospital);
    await expect(notice).toContainText("收回未支出资金0.5万元");
    await expect(notice).toContainText("2027年2月28日");
  });
};
