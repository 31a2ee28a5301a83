import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { faultsOf } from "./page-health.ts";
import { signIn } from "./people.ts";
import { expect, startProduct, test } from "./product.ts";
import { type Cell, fill, firstSheet, markedRows } from "./workbooks.ts";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "..");

const passwords = { 系统管理员: "Xitong-2024-a!", 安全管理员: "Anquan-2024-b!", 审计管理员: "Shenji-2024-c!" } as const;

const people = {
  business: { name: "周一", loginName: "zhou.yi", role: "省卫健委业务处", password: "Yewuchu-2024!" },
  finance: { name: "吴二", loginName: "wu.er", role: "省财政厅社保处", password: "Caizheng-2024!" },
} as const;
type Person = (typeof people)[keyof typeof people];

const institutions = [
  { 机构名称: "山西示例人民医院", 所有制: "公立", 隶属关系: "省属", 等级: "三级", 类别: "综合医院", 所在区划: "140105" },
  {
    机构名称: "清徐示例人民医院",
    所有制: "公立",
    隶属关系: "县（市、区）属",
    等级: "二级",
    类别: "综合医院",
    所在区划: "140121",
  },
  {
    机构名称: "清徐示例中医医院",
    所有制: "公立",
    隶属关系: "县（市、区）属",
    等级: "二级",
    类别: "中医医院",
    所在区划: "140121",
  },
  {
    机构名称: "洪洞示例人民医院",
    所有制: "公立",
    隶属关系: "县（市、区）属",
    等级: "二级",
    类别: "综合医院",
    所在区划: "141024",
  },
  {
    机构名称: "徐沟示例中心卫生院",
    所有制: "公立",
    隶属关系: "乡镇（街道）",
    等级: "一级",
    类别: "乡镇卫生院",
    所在区划: "140121",
  },
] as const;

const evidence = { 佐证文号: "晋卫医发〔2024〕12号", 佐证文件日期: "2024-12-20" };

// By hand, in 万元: 清徐县两所达标共1500,洪洞县一所1000;国家级专科300、省级200;中心卫生院100。另一省级专科200挂起。
const tertiary = [
  { 县: "清徐县", 机构: "清徐示例人民医院", 达标确认日期: "2024-06-18", ...evidence },
  { 县: "清徐县", 机构: "清徐示例中医医院", 达标确认日期: "２０２４年９月１０日", ...evidence },
  { 县: "141024", 机构: "洪洞示例人民医院", 达标确认日期: new Date("2024-08-01T00:00:00Z"), ...evidence },
];
const hospital = "山西示例人民医院";
const specialties = [
  {
    承担医院: hospital,
    专科: "心血管内科",
    级别: "国家级",
    遴选确定日期: "2024/6/18",
    "国家补助（元）": "5,000,000.00",
    ...evidence,
  },
  { 承担医院: hospital, 专科: "心血管内科", 级别: "省级", 遴选确定日期: "2024-07-01", ...evidence },
  { 承担医院: hospital, 专科: "呼吸内科", 级别: "省级", 遴选确定日期: "20240702", ...evidence },
];
const township = [{ 卫生院: "徐沟示例中心卫生院", 所在县: "清徐县", 验收合格日期: "2024-10-30", 农业县: "是", ...evidence }];

const signInAs = (page: Page, address: string, { loginName, password }: Person) => signIn(page, address, loginName, password);

/** Chooses an entry of a list that opens under its control. */
const choose = async (page: Page, label: string | RegExp, text: string): Promise<void> => {
  await page.getByRole("combobox", { name: label }).first().click();
  await page.locator(".ant-select-item-option").filter({ hasText: text }).filter({ visible: true }).first().click();
};

const downloadBy = async (page: Page, name: string | RegExp) => {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  return waiting;
};

const fromMenu = async (page: Page, menu: string, entry: string) => {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: entry }).click();
};

const savedFrom = async (page: Page, entry: string) => {
  const waiting = page.waitForEvent("download");
  await fromMenu(page, "导出", entry);
  return waiting;
};

const upload = (page: Page, path: string) => page.locator("input[type=file]").setInputFiles(path);

const openRegisterImport = async (page: Page, title: string) => {
  await page.getByRole("menuitem", { name: "台账" }).click();
  await page.getByRole("link", { name: title, exact: true }).click();
  await page.getByRole("button", { name: "工作簿导入" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `工作簿导入：${title}` })).toBeVisible();
};

/** Template down, filled, up, applied. */
const load = async (page: Page, title: string, rows: readonly Readonly<Record<string, Cell>>[]) => {
  await openRegisterImport(page, title);
  const path = await fill(await downloadBy(page, "空白模板"), rows);
  await upload(page, path);
  await page.getByRole("button", { name: `生效：新增${rows.length}条，修改0条` }).click();
  await expect(page.getByRole("alert").filter({ hasText: `已生效：新增${rows.length}条` })).toBeVisible();
  return path;
};

const openAccount = async (sysAdmin: Page, secAdmin: Page, { name, loginName, role }: Person): Promise<string> => {
  await sysAdmin.getByRole("menuitem", { name: "账号与角色" }).click();
  await sysAdmin.getByRole("button", { name: "开设账号" }).click();
  const form = sysAdmin.getByRole("dialog", { name: "开设账号" });
  await form.getByLabel("姓名").fill(name);
  await form.getByLabel("登录名").fill(loginName);
  await choose(sysAdmin, "层级", "省级");
  await sysAdmin.getByRole("button", { name: "开设", exact: true }).click();
  const handover = sysAdmin.getByRole("dialog", { name: "账号已开设，待安全管理员授权并启用" });
  const initialPassword = await handover.locator("dd").nth(1).textContent();
  await handover.getByRole("button", { name: "已交给本人，关闭" }).click();

  await secAdmin.goto(new URL("/accounts", sysAdmin.url()).href);
  await secAdmin.getByRole("button", { name: `办理${loginName}` }).click();
  await choose(secAdmin, "要授予的角色", role);
  await secAdmin.getByRole("button", { name: "授予" }).click();
  await expect(secAdmin.getByRole("button", { name: `收回“${role}”` })).toBeVisible();
  await secAdmin.getByRole("button", { name: "启用账号" }).click();
  await expect(secAdmin.getByRole("button", { name: "启用账号" })).toHaveCount(0);
  return initialPassword ?? "";
};

/** The first sign-in with the password that was handed over leads to an own one. */
const takeOver = async (page: Page, address: string, { loginName, password }: Person, initialPassword: string) => {
  await signIn(page, address, loginName, initialPassword);
  await expect(page.getByRole("heading", { name: "设置密码" })).toBeVisible();
  await page.getByLabel("初始密码").fill(initialPassword);
  await page.getByLabel("新密码", { exact: true }).fill(password);
  await page.getByLabel("再输一次新密码").fill(password);
  await page.getByRole("button", { name: "修改密码" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "工作台" })).toBeVisible();
};

const recordInvestment = async (page: Page, line: string, standardWan: string, quantity: string) => {
  const form = page.locator("form.investment-form");
  await form.getByRole("combobox", { name: "支持项目" }).click();
  await page.locator(".ant-select-item-option").filter({ hasText: line }).filter({ visible: true }).first().click();
  await form.getByLabel("标准（万元）").fill(standardWan);
  await form.getByLabel("数量").fill(quantity);
  await form.getByLabel("审定日期").fill("2024-05-20");
  await form.getByLabel("文号").fill("晋卫财函〔2024〕7号");
  await form.getByRole("button", { name: "登记" }).click();
  await expect(page.getByRole("cell", { name: line })).toBeVisible();
};

const figure = (page: Page, label: string) => page.locator(".figure").filter({ hasText: label }).locator(".figure-value");

const json = async (path: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(path, "utf8"));

test("从空的数据目录到定稿的方案:设管理员、开户、导入台账、测算、决定、试算、定稿、导出", async ({ visit }) => {
  test.setTimeout(240_000);
  const product = await startProduct();
  const { address, firstRunLink } = product;
  try {
    const sysAdmin = await (await visit()).newPage();
    const secAdmin = await (await visit()).newPage();
    const page = await (await visit()).newPage();
    const finance = await (await visit()).newPage();

    await test.step("一次性链接设立三名管理员；先漏填，一次看到全部错误，改正后办成", async () => {
      await sysAdmin.goto(firstRunLink ?? "");
      for (const [at, [title, password]] of Object.entries(passwords).entries()) {
        const seat = sysAdmin.getByRole("group", { name: title });
        if (at > 0) await seat.getByLabel("姓名").fill(`示例${title}`);
        await seat.getByLabel("登录名").fill(["sys.one", "sec.two", "audit.three"][at] ?? "");
        await seat.getByLabel("密码", { exact: true }).fill(password);
        await seat.getByLabel("再输一次密码").fill(at === 2 ? "两次不一样" : password);
      }
      await sysAdmin.getByRole("button", { name: "设立三名管理员" }).click();
      await expect(sysAdmin.getByText("请输入系统管理员姓名")).toBeVisible();
      await expect(sysAdmin.getByText("两次输入不一致")).toBeVisible();
      expect(await faultsOf(sysAdmin)).toEqual([]);
      await sysAdmin.getByRole("group", { name: "系统管理员" }).getByLabel("姓名").fill("示例系统管理员");
      await sysAdmin.getByRole("group", { name: "审计管理员" }).getByLabel("再输一次密码").fill(passwords.审计管理员);
      await sysAdmin.getByRole("button", { name: "设立三名管理员" }).click();
      await expect(sysAdmin.getByText("三名管理员已设立，本链接已失效")).toBeVisible();
      await page.goto(firstRunLink ?? "");
      await expect(page.getByRole("alert")).toBeVisible();
    });

    await test.step("系统管理员开户，安全管理员授权并启用，本人首次登录改密码", async () => {
      await signIn(sysAdmin, address, "sys.one", passwords.系统管理员);
      await signIn(secAdmin, address, "sec.two", passwords.安全管理员);
      for (const [person, own] of [
        [people.business, page],
        [people.finance, finance],
      ] as const) {
        const initialPassword = await openAccount(sysAdmin, secAdmin, person);
        await takeOver(own, address, person, initialPassword);
      }
      await page.getByRole("button", { name: /周一/ }).click();
      await page.getByRole("menuitem", { name: "退出登录" }).click();
      await expect(page.getByRole("button", { name: "登录", exact: true })).toBeVisible();
      await signInAs(page, address, people.business);
    });

    await test.step("按模板登记机构", async () => {
      await page.getByRole("menuitem", { name: "机构" }).click();
      await page.getByRole("button", { name: "导入", exact: true }).click();
      const path = await fill(await downloadBy(page, "空白模板"), institutions);
      await upload(page, path);
      await page.getByRole("button", { name: "生效：新增5家，修改0家" }).click();
      await expect(page.getByText("已生效：新增5家")).toBeVisible();
    });

    await test.step("台账导入：预览指出每处错误，工作簿里标出，改好再导；同一文件再导什么都不变", async () => {
      await openRegisterImport(page, "县级医院三级医疗服务能力");
      const wrong = [
        ...tertiary,
        { 县: "清徐县", 机构: "没有这家医院", 达标确认日期: "2024-06-18", ...evidence },
        { 县: "洪洞县", 机构: "清徐示例人民医院", 达标确认日期: "2024-02-30", ...evidence },
        { 县: "合计", 机构: "", 达标确认日期: "" },
      ];
      await upload(page, await fill(await downloadBy(page, "空白模板"), wrong));
      await expect(page.getByText("有错 2", { exact: true })).toBeVisible();
      await expect(page.getByText("新增 3", { exact: true })).toBeVisible();
      await expect(page.getByRole("region", { name: "有错的行", exact: true })).toContainText("达标确认日期");
      expect(await faultsOf(page)).toEqual([]);
      const marked = await markedRows(await downloadBy(page, "下载标出错误的工作簿"), "机构");
      expect(marked.map(({ values }) => values["机构"])).toEqual(["没有这家医院", "清徐示例人民医院"]);
      expect(marked[0]?.coloured).toContain("机构");
      expect(marked[1]?.coloured).toContain("达标确认日期");
      expect(marked[0]?.reason).toContain("机构");

      const path = await load(page, "县级医院三级医疗服务能力", tertiary);
      await page.getByRole("button", { name: "上传另一个文件" }).click();
      await upload(page, path);
      await expect(page.getByRole("button", { name: "没有需要写入的内容" })).toBeDisabled();
      await expect(page.getByText("未变 3", { exact: true })).toBeVisible();

      await load(page, "临床重点专科", specialties);
      await load(page, "中心乡镇卫生院（县域医疗次中心）", township);
      // The registers follow the bar of the year, which stands at this year.
      await page.goto(`${address}/registers?year=2024`);
      await expect(figure(page, "已确认")).toHaveText("7条");
    });

    await test.step("财政登记预算，卫健登记项目投资计划", async () => {
      await finance.goto(`${address}/allocations/money?year=2024`);
      await finance.getByLabel("国家临床重点专科预算（万元）").fill("300");
      await finance.getByLabel("省级临床重点专科预算（万元）").fill("400");
      await finance.getByLabel("文号").fill("晋财社〔2024〕5号");
      await finance.getByRole("button", { name: "登记2项" }).click();
      await expect(finance.getByRole("button", { name: "登记2项" })).toHaveCount(0);
      await page.goto(`${address}/allocations/money?year=2024&tab=investment`);
      await recordInvestment(page, "县级医院三级能力", "1000", "3");
      await recordInvestment(page, "国家临床重点专科", "300", "1");
      await recordInvestment(page, "省级临床重点专科", "200", "2");
      await recordInvestment(page, "中心乡镇卫生院", "100", "1");
    });

    await test.step("生成2024年方案，合计与手算一致", async () => {
      await page.goto(`${address}/allocations/plans?year=2024`);
      await page.getByRole("button", { name: "生成2024年方案" }).click();
      await page.getByLabel("分配决定日").fill("2024-12-31");
      await page.getByRole("button", { name: "生成", exact: true }).click();
      await expect(figure(page, "建议合计")).toHaveText("3,100.00");
      await expect(figure(page, "挂起待决定")).toHaveText("200.00");
    });
    const planAddress = page.url();

    await test.step("金额说明：每一步有条款，后面是事实和佐证", async () => {
      await page.getByRole("tab", { name: "明细" }).click();
      await page
        .getByRole("row", { name: /清徐县.*应补/ })
        .filter({ hasText: "县级医院三级" })
        .first()
        .click();
      const drawer = page.getByRole("dialog");
      await expect(drawer.getByRole("heading", { name: "计算步骤" })).toBeVisible();
      await expect(drawer.getByRole("listitem").filter({ hasText: "1500万元" }).getByRole("link").first()).toHaveText(
        /第七条（三）1/,
      );
      await expect(drawer.getByText("晋卫医发〔2024〕12号").first()).toBeVisible();
      const fact = drawer.getByRole("heading", { level: 3 }).first().getByRole("link");
      await expect(fact).toHaveAttribute("href", /^\/registers\/county-tertiary\//);
      await page.keyboard.press("Escape");
      await expect(drawer).toHaveCount(0);
    });

    await test.step("条文未明的一条记录决定，方案随之重算", async () => {
      await page.getByRole("button", { name: "1条待决定，逐条办理" }).click();
      await page.getByRole("row", { name: /心血管内科.*待决定/ }).click();
      const drawer = page.getByRole("dialog");
      await drawer.getByRole("button", { name: "记录决定" }).click();
      await drawer.getByLabel("理由").fill("同一专科两级均入选，经研究两笔都补");
      await drawer.getByRole("button", { name: "记录决定并重算" }).click();
      await expect(drawer.getByRole("listitem").filter({ hasText: "省卫生健康委决定补" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(figure(page, "建议合计")).toHaveText("3,300.00");
      await expect(figure(page, "挂起待决定")).toHaveText("0.00");
    });

    await test.step("情景试算：改一个标准，看合计、受益受损和地图旁的表，再放弃", async () => {
      await page.getByRole("button", { name: "情景试算" }).click();
      await page.getByLabel("县级医院三级能力每县一所达标，累计（万元）").fill("1100");
      await expect(figure(page, "合计")).toHaveText("3,400.00");
      await expect(figure(page, "受益 / 受损")).toHaveText("1 / 0");
      await page.getByRole("tab", { name: "受益（1）" }).click();
      await expect(page.getByRole("tabpanel", { name: "受益（1）" })).toContainText("洪洞");
      await page.getByRole("tab", { name: "地图" }).click();
      await expect(page.getByRole("row", { name: /洪洞县/ })).toContainText("100.00");
      await page.getByRole("button", { name: "放弃改动" }).click();
      await expect(figure(page, "合计")).toHaveText("3,300.00");
      await page.getByRole("button", { name: "返回方案" }).click();
      await expect(figure(page, "建议合计")).toHaveText("3,300.00");
    });

    await test.step("定稿并逐字节重算核对", async () => {
      await page.getByRole("button", { name: "定稿" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "定稿" }).click();
      await expect(page.getByText("定稿第1版")).toBeVisible();
      expect(await faultsOf(page)).toEqual([]);
      await fromMenu(page, "更多", "重算核对");
      await expect(page.getByText("用保存的输入重新计算，结果逐字节一致")).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    });

    await test.step("发布给市县：写明哪天发布", async () => {
      await page.getByRole("button", { name: "发布给市县" }).click();
      const dialog = page.getByRole("dialog", { name: "把第1版发布给市县" });
      await dialog.getByLabel("给市县的说明（可不填）").fill("请核对本级的部分");
      await dialog.getByRole("button", { name: "发布", exact: true }).click();
      await expect(page.getByText(/定稿第1版，\d{4}-\d\d-\d\d发布给市县/)).toBeVisible();
      await expect(page.getByRole("button", { name: "发布给市县" })).toHaveCount(0);
    });

    await test.step("导出工作簿：万元，合计在先，各级合计相等", async () => {
      const sheet = await firstSheet(await savedFrom(page, "工作簿（万元）"));
      const rows: (string | number)[][] = [];
      sheet.eachRow((row) => rows.push((row.values as (string | number)[]).slice(1)));
      expect(rows.flat().some((cell) => String(cell).includes("单位：万元"))).toBe(true);
      const header = rows.findIndex((row) => row.includes("分配金额"));
      const money = rows[header]?.indexOf("分配金额") ?? -1;
      const place = rows[header]?.indexOf("地区（单位）") ?? -1;
      const body = rows.slice(header + 1);
      expect(body[0]?.[place]).toBe("合计");
      expect(body[0]?.[money]).toBe(3300);
      const subtotal = (name: string) => body.find((row) => String(row[place]).trim() === name)?.[money];
      expect([subtotal("省本级"), subtotal("太原市"), subtotal("清徐县"), subtotal("临汾市"), subtotal("洪洞县")]).toEqual([
        700, 1600, 1600, 1000, 1000,
      ]);
      const numbered = body.filter((row) => typeof row[0] === "number");
      expect(numbered.reduce((sum, row) => sum + Number(row[money]), 0)).toBe(3300);
    });

    await test.step("导出JSON：命令行用同一输入算出同样的字节", async () => {
      const saved = async (entry: string) => (await savedFrom(page, entry)).path();
      const inputPath = await saved("输入JSON（可用命令行重算）");
      const { input, outputSha256, ...result } = await json(await saved("结果JSON（含输入摘要）"));
      const { stdout } = await run(process.execPath, [join(root, "apps/server/bin/qiangyi.cjs"), "evaluate", inputPath]);
      expect(JSON.parse(stdout)).toEqual(result);
      const digest = createHash("sha256")
        .update(await readFile(inputPath))
        .digest("hex");
      expect(input).toEqual({ sha256: digest });
      expect(outputSha256).toMatch(/^[0-9a-f]{64}$/);
    });
    expect(page.url().split("?")[0]).toBe(planAddress.split("?")[0]);
  } finally {
    await product.stop();
  }
});
