import type { Page } from "@playwright/test";
import { enter } from "./desk.ts";
import { faultsOf, faultsOnPaper, settled, watchConsole } from "./page-health.ts";
import { signIn } from "./people.ts";
import { expect, test } from "./product.ts";
import { tableOf } from "./workbooks.ts";

/** A page or what stands over it: where it is, and what is clicked to see it. */
interface View {
  readonly name: string;
  readonly path: string;
  readonly open?: (page: Page) => Promise<void>;
}

const button = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
};
const tab = (name: string) => (page: Page) => page.getByRole("tab", { name }).click();
const inDialog =
  (name: string | RegExp, opens = "dialog") =>
  async (page: Page) => {
    await button(name)(page);
    await expect(page.getByRole(opens as "dialog")).toBeVisible();
  };
/** An entry of a menu that a button opens, and the window that it leads to. */
const inMenu = (name: string, entry: string) => async (page: Page) => {
  await button(name)(page);
  await page.getByRole("menuitem", { name: entry }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
};
const firstRow = async (page: Page) => {
  await page.locator("tr.row-link").first().click();
  await expect(page.getByRole("dialog").or(page.getByRole("link", { name: "返回台账" }))).toBeVisible();
};

const rowThen = (name: string) => async (page: Page) => {
  await firstRow(page);
  await page.getByRole("dialog").getByRole("button", { name }).click();
  await expect(page.getByRole("form", { name })).toBeVisible();
};
const uploadNoWorkbook = async (page: Page) => {
  const file = { name: "示例.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("不是工作簿") };
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.getByRole("alert")).toBeVisible();
};

const uploadOwnTable = async (page: Page) => {
  const buffer = await tableOf("本单位的表", [
    ["卫生院名", "县名", "验收时间"],
    ["某某卫生院", "清徐县", "2024-06-18"],
  ]);
  const file = { name: "自制.xlsx", mimeType: "application/octet-stream", buffer };
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.getByRole("combobox", { name: "“县名”读作" })).toBeVisible();
};

/** Visits the views one after another and gathers all faults, so that one run shows everything there is to mend. */
const visitAll = async (page: Page, address: string, views: readonly View[]): Promise<void> => {
  const complaints = watchConsole(page);
  const faults: string[] = [];
  for (const { name, path, open } of views) {
    await test.step(`${name} ${path}`, async () => {
      await page.goto(address + path);
      await settled(page);
      if (open) await open(page);
      else faults.push(...(await faultsOnPaper(page)).map((fault) => `${name}：${fault}`));
      faults.push(...(await faultsOf(page)).map((fault) => `${name}：${fault}`));
      faults.push(...complaints.splice(0).map((complaint) => `${name}：控制台 ${complaint}`));
    });
  }
  expect(faults).toEqual([]);
};

/** Every entry that the navigation offers this account leads to a page with its own heading. */
const walkNavigation = async (page: Page): Promise<string[]> => {
  const entries = page.getByRole("navigation", { name: "主导航" }).getByRole("menuitem");
  const names = await entries.allTextContents();
  for (const name of names) {
    await entries.filter({ hasText: name }).first().click();
    await expect(page.locator("h1")).toContainText(name.slice(0, 2));
    await settled(page);
  }
  return names;
};

const idOf = async (page: Page, address: string, path: string): Promise<string> => {
  const response = await page.request.get(`${address}/api${path}`);
  const { items } = (await response.json()) as { items: { id: string }[] };
  const [first] = items;
  if (!first) throw new Error(`nothing listed under ${path}`);
  return first.id;
};

test.describe("每一页:1366×768不横滚、无控制台错误、可打印、axe全部规则通过", () => {
  // Nobody's look at a page depends on another's: both workers share them out.
  test.describe.configure({ mode: "parallel", timeout: 300_000 });

  test("没有账号的人", async ({ demo, visit }) => {
    const page = await (await visit()).newPage();
    await visitAll(page, demo.address, [
      { name: "登录", path: "/login" },
      { name: "登录：没有填", path: "/login", open: button("登录") },
      { name: "政策库", path: "/policy" },
      { name: "文件", path: "/policy/documents/qiangyi-2024" },
      { name: "原文版本", path: "/policy/documents/qiangyi-2024/texts" },
      { name: "条款", path: "/policy/clauses/qiangyi-2024.art7.1.1.a" },
      { name: "支持项目", path: "/policy/funding-lines" },
      { name: "参数", path: "/policy/parameters" },
      { name: "口径", path: "/policy/readings" },
      { name: "须录入事项", path: "/policy/settings" },
      { name: "检索", path: "/policy/search?q=兜网底" },
      { name: "检索：没有", path: "/policy/search?q=没有这个词" },
      { name: "区划", path: "/registry/regions" },
      { name: "一县", path: "/registry/regions/140121" },
      { name: "申报通知", path: "/projects/calls" },
      { name: "公示", path: "/projects/notices" },
      { name: "重算抽取", path: "/reviews/rerun" },
      { name: "没有的页", path: "/nowhere" },
    ]);
  });

  test("省卫健委业务处:台账、机构和政策库", async ({ demo, visit }) => {
    const page = await (await visit()).newPage();
    await signIn(page, demo.address, "prov_health_dept");
    expect(await walkNavigation(page)).toEqual(expect.arrayContaining(["工作台", "建议方案", "台账", "机构", "政策库"]));
    const institution = await idOf(page, demo.address, "/registry/institutions?limit=1");
    const entry = await idOf(page, demo.address, "/registers/key-specialty/entries?limit=1");
    await visitAll(page, demo.address, [
      { name: "工作台", path: "/" },
      { name: "搜索", path: "/search?text=清徐" },
      { name: "台账", path: "/registers" },
      { name: "一本台账", path: "/registers/key-specialty" },
      { name: "一条记录", path: `/registers/key-specialty/${entry}` },
      { name: "登记", path: "/registers/county-tertiary/new" },
      { name: "登记：有错", path: "/registers/county-tertiary/new", open: button("保存") },
      { name: "修改", path: `/registers/key-specialty/${entry}/change` },
      { name: "导入", path: "/registers/key-specialty/import" },
      { name: "导入：指定各列", path: "/registers/township-centre/import", open: uploadOwnTable },
      { name: "导入：读不了的文件", path: "/registers/key-specialty/import", open: uploadNoWorkbook },
      { name: "机构", path: "/registry/institutions" },
      { name: "一家机构", path: `/registry/institutions/${institution}` },
      { name: "登记机构", path: "/registry/institutions/new" },
      { name: "修改机构", path: `/registry/institutions/${institution}/change` },
      { name: "导入机构", path: "/registry/institutions/import" },
      { name: "区划", path: "/registry/regions" },
      { name: "原文与版本", path: "/policy/documents/qiangyi-2024/texts" },
      { name: "抄送与签收", path: "/policy/documents/qiangyi-2024/copies" },
      { name: "口径决定", path: "/policy/readings", open: inDialog("记录决定") },
      { name: "录入事项", path: "/policy/settings", open: inDialog(/^录\s?入$/) },
      { name: "要点复核", path: "/policy/reviews" },
      { name: "公开设置", path: "/policy/openness" },
      { name: "变更公开属性", path: "/policy/openness", open: inDialog(/^变更.*公开属性$/) },
      { name: "我的账号", path: "/profile" },
    ]);
  });

  test("省卫健委业务处:建议方案", async ({ demo, visit }) => {
    const page = await (await visit()).newPage();
    await signIn(page, demo.address, "prov_health_dept");
    const plan = `/allocations/plans/${await idOf(page, demo.address, "/allocations/plans?year=2024&limit=1")}`;
    await visitAll(page, demo.address, [
      { name: "建议方案", path: "/allocations/plans?year=2024" },
      { name: "生成方案", path: "/allocations/plans?year=2024", open: inDialog("生成2024年方案") },
      { name: "方案", path: plan },
      { name: "方案：展开一项", path: plan, open: button(/^展开/) },
      { name: "明细", path: `${plan}?tab=lines` },
      { name: "金额说明", path: `${plan}?tab=lines`, open: firstRow },
      { name: "记录决定", path: `${plan}?tab=lines&status=decision_required`, open: rowThen("记录决定") },
      { name: "手工金额", path: `${plan}?tab=lines&status=payable`, open: rowThen("手工金额") },
      { name: "定稿", path: plan, open: inDialog("定稿") },
      { name: "重建", path: plan, open: inMenu("更多", "重建") },
      { name: "废弃", path: plan, open: inMenu("更多", "废弃") },
      { name: "数量与目标", path: `${plan}?tab=quantities` },
      { name: "同比与已分配", path: `${plan}?tab=comparison` },
      { name: "地图", path: `${plan}?tab=map` },
      { name: "重算核对", path: plan, open: inMenu("更多", "重算核对") },
      { name: "情景试算", path: `${plan}/what-if` },
      { name: "情景试算：口径", path: `${plan}/what-if`, open: tab("口径") },
      { name: "情景试算：地图", path: `${plan}/what-if`, open: tab("地图") },
      { name: "预算", path: "/allocations/money?year=2024" },
      { name: "已分配", path: "/allocations/money?year=2024&tab=allocated" },
      { name: "项目投资计划", path: "/allocations/money?year=2024&tab=investment" },
    ]);
  });

  test("省财政厅社保处:登记预算", async ({ demo, visit }) => {
    const page = await (await visit()).newPage();
    await signIn(page, demo.address, "prov_finance_social");
    await walkNavigation(page);
    await visitAll(page, demo.address, [
      { name: "预算", path: "/allocations/money?year=2024" },
      { name: "已分配", path: "/allocations/money?year=2024&tab=allocated" },
    ]);
  });

  for (const [title, loginName] of [
    ["市卫健委", "city_health_bureau"],
    ["市财政局", "city_finance_bureau"],
    ["省财政厅监管处", "regional_supervision"],
    ["县卫健局", "county_health_bureau"],
    ["县财政局", "county_finance_bureau"],
    ["单位经办", "unit_applicant"],
    ["单位财务", "unit_finance"],
    ["单位负责人", "unit_leader"],
  ] as const) {
    test(`${title}:本级的台账`, async ({ demo, visit }) => {
      const page = await (await visit()).newPage();
      await signIn(page, demo.address, loginName);
      await walkNavigation(page);
      await visitAll(page, demo.address, [
        { name: "工作台", path: "/" },
        { name: "台账", path: "/registers" },
        { name: "一本台账", path: "/registers/key-specialty?years=all" },
        { name: "机构", path: "/registry/institutions" },
        { name: "区划", path: "/registry/regions" },
        { name: "搜索", path: "/search?text=清徐" },
        { name: "应补明细", path: "/allocations/dues?year=2024" },
        { name: "应补明细：逐条", path: "/allocations/dues?year=2024&tab=lines" },
        { name: "应补金额的说明", path: "/allocations/dues?year=2024&tab=lines", open: firstRow },
        { name: "应补明细：还没有发布", path: "/allocations/dues?year=2022" },
        { name: "我的账号", path: "/profile" },
      ]);
    });
  }

  test("省卫健委规财处:方案", async ({ demo, visit }) => {
    const page = await (await visit()).newPage();
    await signIn(page, demo.address, "prov_health_finance");
    await walkNavigation(page);
    const plan = `/allocations/plans/${await idOf(page, demo.address, "/allocations/plans?year=2024&limit=1")}`;
    await visitAll(page, demo.address, [
      { name: "工作台", path: "/" },
      { name: "方案", path: plan },
      { name: "预算", path: "/allocations/money?year=2024" },
      { name: "台账", path: "/registers?years=all" },
      { name: "一本台账", path: "/registers/visiting-scholar?years=all&sort=-amount" },
    ]);
  });

  for (const [title, loginName] of [
    ["审计", "auditor"],
    ["纪检监察", "discipline"],
  ] as const) {
    test(`${title}:方案、台账和日志只看不改`, async ({ demo, visit }) => {
      const page = await (await visit()).newPage();
      await signIn(page, demo.address, loginName);
      await walkNavigation(page);
      const plan = `/allocations/plans/${await idOf(page, demo.address, "/allocations/plans?year=2024&limit=1")}`;
      await visitAll(page, demo.address, [
        { name: "方案", path: plan },
        { name: "台账", path: "/registers" },
        { name: "一本台账", path: "/registers/township-centre?sort=county" },
        { name: "审计日志", path: "/audit?outcome=done" },
        { name: "一条日志", path: "/audit", open: inDialog(/^查看第/) },
      ]);
      await page.goto(`${demo.address}/registers/township-centre?years=all`);
      await expect(page.getByRole("columnheader", { name: "记录编号" })).toBeVisible();
      await expect(page.getByRole("link", { name: "登记一条" })).toHaveCount(0);
    });
  }

  test("资金:省财政厅的审定、下达文件、指标账、对账、年终和期限", async ({ demo, visit }) => {
    const { page, get } = await enter(visit, demo.address, "prov_finance_social");
    const { items: proposals } = await get<{ items: { id: string }[] }>("/allotments/proposals?year=2026");
    const final = await idOf(page, demo.address, "/allotments/notices?limit=1&kind=final");
    const early = await idOf(page, demo.address, "/allotments/notices?limit=1&kind=early");
    await visitAll(page, demo.address, [
      { name: "审定", path: "/allotments/proposals?year=2026" },
      ...proposals.slice(0, 1).map(({ id }) => ({ name: "一份分配建议", path: `/allotments/proposals/${id}` })),
      { name: "下达文件", path: "/allotments/notices" },
      { name: "新下达文件", path: "/allotments/notices/new?year=2026" },
      { name: "导入已印发文件", path: "/allotments/notices/import" },
      { name: "负担办法", path: "/allotments/sharing-methods" },
      { name: "本级预算编列", path: "/allotments/budget-shares" },
      { name: "正式下达", path: `/allotments/notices/${final}` },
      { name: "提前下达", path: `/allotments/notices/${early}` },
      { name: "年度事项", path: "/allotments/year-events" },
      { name: "存疑", path: "/allotments/queries" },
      { name: "到期未分配", path: "/allotments/undistributed" },
      { name: "编入本级预算", path: "/allotments/incorporations" },
      { name: "追减", path: "/allotments/reductions" },
      { name: "资金漏斗", path: "/ledger?year=2026" },
      { name: "账簿", path: "/ledger/books?year=2026" },
      { name: "省厅的账", path: "/ledger/books/F140000?year=2026" },
      { name: "支付", path: "/payments/requests" },
      { name: "采购限额等", path: "/payments/rules" },
      { name: "年终", path: "/payments/year-end" },
      { name: "三方对账", path: "/reconciliations?year=2026" },
      { name: "期限日历", path: "/clocks" },
      { name: "期限月历", path: "/clocks?view=month" },
    ]);
  });

  test("资金:县财政局的接收、分解、支付，医院的申请，监管处的抄送", async ({ demo, visit }) => {
    const bureau = await enter(visit, demo.address, "county_finance_bureau");
    await walkNavigation(bureau.page);
    const payment = await idOf(bureau.page, demo.address, "/payments/requests?limit=1");
    await visitAll(bureau.page, demo.address, [
      { name: "接收", path: "/allotments/receipts" },
      { name: "分解下达", path: "/allotments/distribution" },
      { name: "存疑", path: "/allotments/queries" },
      { name: "支付", path: "/payments/requests" },
      { name: "一笔支付", path: `/payments/requests/${payment}` },
      { name: "本级的账", path: "/ledger/books?year=2026" },
      { name: "期限日历", path: "/clocks" },
    ]);
    const accountant = await enter(visit, demo.address, "unit_finance");
    await walkNavigation(accountant.page);
    await visitAll(accountant.page, demo.address, [
      { name: "支付申请", path: "/payments/requests/new" },
      { name: "采购登记", path: "/payments/procurements" },
      { name: "本院的账", path: "/ledger/books?year=2026" },
    ]);
    const office = await enter(visit, demo.address, "regional_supervision");
    await visitAll(office.page, demo.address, [{ name: "抄送收阅", path: "/allotments/copies" }]);
  });

  test("监督检查:总览、问题、计划、检查、审计事项、通报和各个窗口", async ({ demo, visit }) => {
    const { page, get } = await enter(visit, demo.address, "prov_finance_social");
    const finding = await idOf(page, demo.address, "/findings?limit=1&state=correcting");
    const inspection = await idOf(page, demo.address, "/findings/inspections?limit=1");
    const { items: plans } = await get<{ items: { id: string }[] }>("/findings/plans");
    const { items: matters } = await get<{ items: { id: string }[] }>("/findings/audit-matters");
    await visitAll(page, demo.address, [
      { name: "总览", path: "/findings" },
      { name: "总览：登记检查", path: "/findings", open: inDialog("登记检查") },
      { name: "总览：登记问题", path: "/findings", open: inDialog("登记问题") },
      { name: "问题与整改", path: "/findings/items" },
      { name: "问题与整改：超期", path: "/findings/items?standing=overdue" },
      { name: "一个问题", path: `/findings/${finding}` },
      { name: "检查计划", path: "/findings/plans" },
      ...plans.slice(0, 1).map(({ id }) => ({ name: "一份计划", path: `/findings/plans/${id}` })),
      { name: "检查", path: "/findings/inspections" },
      { name: "一次检查", path: `/findings/inspections/${inspection}` },
      { name: "审计事项", path: "/findings/audit-matters" },
      { name: "登记审计事项", path: "/findings/audit-matters", open: inDialog("登记审计事项") },
      ...matters.slice(0, 1).map(({ id }) => ({ name: "一个审计事项", path: `/findings/audit-matters/${id}` })),
      { name: "通报", path: "/findings/circulars" },
    ]);
  });

  test("监督检查:下达整改的部门和整改的医院", async ({ demo, visit }) => {
    const bureau = await enter(visit, demo.address, "county_finance_bureau_141024");
    const kept = await bureau.get<{ items: { id: string; state: string }[] }>("/findings?limit=50");
    const about: View[] = [];
    for (const { id } of kept.items) {
      const { may } = await bureau.get<{ may: Record<string, boolean> }>(`/findings/${id}`);
      for (const [right, entry] of [
        ["confirm", "核实属实，下达整改"],
        ["verify", "验收销号"],
        ["circular", "通报"],
        ["suspend", "暂停拨付"],
        ["recover", "收回资金"],
      ] as const)
        if (may[right] && !about.some(({ name }) => name === entry))
          about.push({ name: entry, path: `/findings/${id}`, open: inDialog(entry) });
    }
    await visitAll(bureau.page, demo.address, [
      { name: "总览", path: "/findings" },
      { name: "制定检查计划", path: "/findings/plans", open: inDialog("制定检查计划") },
      ...about,
    ]);
    const hospital = await enter(visit, demo.address, "unit_finance_141024");
    const { items } = await hospital.get<{ items: { id: string; state: string }[] }>("/findings?limit=50");
    const open = items.find(({ state }) => state === "correcting");
    await visitAll(hospital.page, demo.address, [
      { name: "本院的整改", path: "/findings" },
      { name: "本院收到的通报", path: "/findings/circulars" },
      ...(open
        ? [
            { name: "一项整改", path: `/findings/${open.id}` },
            { name: "报告整改情况", path: `/findings/${open.id}`, open: inDialog("报告整改情况") },
          ]
        : []),
    ]);
    const reader = await enter(visit, demo.address, "auditor");
    await visitAll(reader.page, demo.address, [
      { name: "审计看总览", path: "/findings" },
      { name: "提出疑点", path: "/findings/items", open: inDialog("登记问题") },
      { name: "日志核验", path: "/audit", open: button("核验全部日志") },
    ]);
  });

  test("项目:组织部门的通知、审核、项目库、遴选和公示", async ({ demo, visit }) => {
    const { page, send } = await enter(visit, demo.address, "prov_health_dept");
    const project = await idOf(page, demo.address, "/projects/library?limit=1&state=in_library&programme=5g-pilot");
    const accepted = await idOf(page, demo.address, "/projects/library?limit=1&state=accepted&programme=township-centre");
    const waiting = await idOf(page, demo.address, "/projects/checks?limit=1");
    const call = await idOf(page, demo.address, "/projects/calls?limit=1&phase=closed&programme=provincial-key-specialty");
    const notice = await idOf(page, demo.address, "/projects/notices?limit=1&state=open");
    const draft = await send<{ id: string }>("POST", "/projects/calls", {
      programme: "appropriate-technique",
      year: 2027,
      title: "（演示）基层适宜技术推广项目申报通知",
      opensOn: "2027-01-10",
      closesOn: "2027-02-10",
      referenceOn: "2027-02-10",
    });
    await visitAll(page, demo.address, [
      { name: "申报通知", path: "/projects/calls" },
      { name: "一份通知", path: `/projects/calls/${call}` },
      { name: "新通知", path: "/projects/calls/new" },
      { name: "编辑通知", path: `/projects/calls/${draft.id}/edit` },
      { name: "审核", path: "/projects/checks" },
      { name: "审核一件", path: `/projects/checks/${waiting}` },
      { name: "项目库", path: "/projects/library" },
      { name: "一个项目", path: `/projects/${project}` },
      { name: "一个项目：评审", path: `/projects/${project}`, open: tab("评审") },
      { name: "一个项目：论证", path: `/projects/${project}`, open: tab("论证") },
      { name: "一个项目：库内情况", path: `/projects/${project}`, open: tab("库内情况") },
      { name: "验收过的项目", path: `/projects/${accepted}`, open: tab("库内情况") },
      { name: "支持计划", path: "/projects/support" },
      { name: "遴选", path: `/projects/calls/${call}/selection` },
      { name: "公示列表", path: "/projects/notices" },
      { name: "公示", path: `/projects/notices/${notice}` },
    ]);
  });

  test("指标与目标:目标、词典、填报、审核、交换和中心经费", async ({ demo, visit }) => {
    const { page, get, send } = await enter(visit, demo.address, "prov_health_dept");
    const { items: reports } = await get<{ items: { id: string }[] }>("/indicator-reports/review?limit=1");
    const yearly = { kind: "yearly", year: 2024, asOf: "2025-03-31", reason: null };
    const { id: evaluation } = await send<{ id: string }>("POST", "/evaluations", yearly);
    await visitAll(page, demo.address, [
      { name: "省规划指标", path: "/indicators/boards/promises" },
      { name: "省规划指标只看未达到", path: "/indicators/boards/promises?open=true" },
      { name: "规划评估", path: "/indicators/evaluations" },
      { name: "开始一份评估", path: "/indicators/evaluations", open: inDialog("开始一份评估") },
      { name: "一份评估", path: `/indicators/evaluations/${evaluation}` },
      { name: "送审", path: `/indicators/evaluations/${evaluation}`, open: inDialog(/^送\s?审$/) },
      { name: "目标", path: "/indicators/targets" },
      { name: "一个目标", path: "/indicators/targets/regional-centres-2023.task1.outpatient" },
      { name: "由台账计数的目标", path: "/indicators/targets/linfen-2020.centres.chestpain.counties" },
      { name: "逐项登记的事项", path: "/indicators/targets/events" },
      { name: "指标词典", path: "/indicators/dictionary" },
      { name: "一个指标", path: "/indicators/dictionary/avg_los" },
      { name: "新指标", path: "/indicators/dictionary/new" },
      { name: "填报", path: "/indicators/reports" },
      { name: "完整性", path: "/indicators/reports/completeness" },
      { name: "审核", path: "/indicators/checks" },
      ...reports.map(({ id }) => ({ name: "审核一份", path: `/indicators/reports/${id}` })),
      { name: "交换", path: "/indicators/exchange" },
      { name: "中心经费", path: "/indicators/centre-money" },
      { name: "奖金配套", path: "/indicators/centre-money/awards" },
      { name: "救治中心台账", path: "/registers/plan-emergency-centre?years=all" },
      { name: "登记救治中心", path: "/registers/plan-emergency-centre/new" },
    ]);
  });

  test("项目绩效:列表、五个环节和各自的表", async ({ demo, visit }) => {
    const { page, get } = await enter(visit, demo.address, "prov_health_dept");
    const listed = await get<{ items: { id: string; state: string }[] }>("/performance/projects?limit=50");
    const of = (wanted: string): string => listed.items.find(({ state }) => state === wanted)?.id ?? "";
    await visitAll(page, demo.address, [
      { name: "项目绩效", path: "/performance" },
      { name: "结项的", path: `/performance/projects/${of("closed")}` },
      { name: "指标表", path: `/performance/projects/${of("in_library")}`, open: button("确定指标表") },
      { name: "再评价", path: `/performance/projects/${of("implementing")}`, open: button("登记再评价") },
    ]);
  });

  test("督办任务:台账、一项任务、填报、办结和督办", async ({ demo, visit }) => {
    const { page } = await enter(visit, demo.address, "prov_health_dept");
    const task = (name: string): string => `/tasks/service-system-2023.${name}`;
    await visitAll(page, demo.address, [
      { name: "督办台账", path: "/tasks" },
      { name: "按生命阶段", path: "/tasks?stage=elderly" },
      { name: "红灯", path: "/tasks?light=red" },
      { name: "联络员", path: "/tasks/liaisons" },
      { name: "一项任务", path: task("s1.4.general-hospital-action") },
      { name: "填报进展", path: task("s1.4.general-hospital-action"), open: button(/^填报进展/) },
      { name: "申请办结", path: task("s1.4.general-hospital-action"), open: button(/^申请办结/) },
      { name: "改派", path: task("s1.4.general-hospital-action"), open: inDialog(/^改\s?派$/) },
      { name: "没有分派的", path: task("s2.7.implement-national-plan"), open: inDialog(/^分\s?派$/) },
      { name: "认定办结", path: task("s1.4.thousand-doctors-mechanism"), open: inDialog(/^认定办结/) },
      { name: "督办", path: task("s1.2.p3-laboratory"), open: inDialog(/^督办：/) },
      { name: "重新打开", path: task("s1.2.ph-responsibility-list"), open: inDialog(/^重新打开/) },
      { name: "四家中心的措施", path: "/tasks/regional-centres-2023.measure02" },
    ]);
    const other = await (await visit()).newPage();
    await signIn(other, demo.address, "prov_department");
    await walkNavigation(other);
    await visitAll(other, demo.address, [
      { name: "省直部门的台账", path: "/tasks" },
      { name: "省直部门填报", path: task("s5.2.long-term-care-insurance"), open: button(/^填报进展/) },
    ]);
  });

  test("项目:评审组、抽取、重算、结果和专家库", async ({ demo, visit }) => {
    const { page, get } = await enter(visit, demo.address, "prov_health_dept");
    const call = await idOf(page, demo.address, "/projects/calls?limit=1&phase=closed&programme=provincial-key-specialty");
    const pilot = await idOf(page, demo.address, "/projects/calls?limit=1&phase=closed&programme=5g-pilot");
    const expert = await idOf(page, demo.address, "/reviews/experts?limit=1");
    const panelOf = async (of: string, wanted: string): Promise<string> => {
      const { panels } = await get<{ panels: { id: string; state: string }[] }>(`/reviews/calls/${of}`);
      const found = panels.find(({ state }) => state === wanted);
      if (!found) throw new Error(`no panel of ${of} is ${wanted}`);
      return found.id;
    };
    const [drawn, locked] = [await panelOf(call, "drawn"), await panelOf(pilot, "frozen")];
    await visitAll(page, demo.address, [
      { name: "评审组织", path: "/reviews/calls" },
      { name: "一份通知的评审", path: `/reviews/calls/${call}` },
      { name: "评审组：已抽取", path: `/reviews/panels/${drawn}` },
      { name: "评审组：已锁定", path: `/reviews/panels/${locked}` },
      { name: "抽取", path: `/reviews/panels/${locked}`, open: inDialog("抽取专家") },
      { name: "作废", path: `/reviews/panels/${locked}`, open: inDialog(/^作\s?废$/) },
      { name: "重算抽取", path: `/reviews/rerun?panel=${drawn}` },
      { name: "重算抽取：没有指定", path: "/reviews/rerun" },
      { name: "评审结果", path: `/reviews/calls/${call}/results` },
      { name: "专家库", path: "/reviews/experts" },
      { name: "一位专家", path: `/reviews/experts/${expert}` },
      { name: "修改专家", path: `/reviews/experts/${expert}/change` },
      { name: "登记专家", path: "/reviews/experts/new" },
      { name: "导入专家", path: "/reviews/experts/import" },
      { name: "评审支出", path: "/reviews/expenses" },
    ]);
  });

  test("项目:临汾十百千工程，市里办理，县里和医院看", async ({ demo, visit }) => {
    const programmes = [
      ["十大专科", "linfen-ten-specialties"],
      ["百名带头人", "linfen-hundred-leaders"],
      ["千名骨干", "linfen-thousand-staff"],
    ] as const;
    for (const loginName of ["city_health_bureau_141000", "county_health_bureau_141024", "unit_leader_141024"]) {
      const page = await (await visit()).newPage();
      await signIn(page, demo.address, loginName);
      await visitAll(
        page,
        demo.address,
        programmes.map(([name, id]) => ({ name, path: `/projects/programmes/${id}` })),
      );
    }
  });

  test("项目:单位的申报和专家的评审", async ({ demo, visit }) => {
    const clerk = await (await visit()).newPage();
    await signIn(clerk, demo.address, "unit_applicant");
    const draft = await idOf(clerk, demo.address, "/projects/declarations?limit=1&state=draft");
    const open = await idOf(clerk, demo.address, "/projects/calls?limit=1&phase=open");
    await visitAll(clerk, demo.address, [
      { name: "我的申报", path: "/projects/mine" },
      { name: "可申报的通知", path: `/projects/calls/${open}` },
      { name: "填报", path: `/projects/declarations/${draft}` },
      { name: "填报：有错", path: `/projects/declarations/${draft}`, open: button("检查并提交负责人签批") },
      // Made for paper: there its cover stands in place of the page's heading.
      { name: "打印申报书", path: `/projects/declarations/${draft}/print`, open: async () => {} },
      { name: "用工作簿申报", path: `/projects/calls/${open}/workbook` },
    ]);
    const head = await (await visit()).newPage();
    await signIn(head, demo.address, "unit_leader");
    const toSign = await idOf(head, demo.address, "/projects/declarations?limit=1&state=to_sign");
    await visitAll(head, demo.address, [{ name: "签批", path: `/projects/declarations/${toSign}/sign` }]);
    const expert = await (await visit()).newPage();
    await signIn(expert, demo.address, "expert");
    await walkNavigation(expert);
    const toPapers = async (page: Page) => {
      await page.getByRole("button", { name: /^(开始|继续)评审/ }).click();
      await expect(page.getByRole("link", { name: "我的评审" })).toBeVisible();
    };
    await visitAll(expert, demo.address, [
      { name: "我的评审", path: "/reviews/desk" },
      { name: "评审材料", path: "/reviews/desk", open: toPapers },
      {
        name: "评分",
        path: "/reviews/desk",
        open: async (page) => {
          await toPapers(page);
          await page.getByRole("region", { name: "评审材料表格" }).getByRole("link").first().click();
          await expect(page.getByRole("form", { name: "评分表" })).toBeVisible();
        },
      },
    ]);
  });

  test("三名管理员", async ({ demo, visit }) => {
    for (const [loginName, views] of [
      [
        "sys_admin",
        [
          { name: "账号", path: "/accounts" },
          { name: "开户", path: "/accounts", open: inDialog("开设账号") },
          { name: "一个账号", path: "/accounts", open: inDialog(/^办理city_health_bureau/) },
        ],
      ],
      ["sec_admin", [{ name: "授权", path: "/accounts", open: inDialog(/^办理city_health_bureau/) }]],
      [
        "audit_admin",
        [
          { name: "审计日志", path: "/audit" },
          { name: "一条日志", path: "/audit", open: inDialog(/^查看第/) },
        ],
      ],
    ] as const) {
      const page = await (await visit()).newPage();
      await signIn(page, demo.address, loginName);
      await walkNavigation(page);
      await visitAll(page, demo.address, views);
    }
  });
});
