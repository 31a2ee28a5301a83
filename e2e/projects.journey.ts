import { rmSync } from "node:fs";
import { emptyFolder } from "../apps/server/test/data-folder.ts";
import { confirm, press } from "./controls.ts";
import {
  acceptByHand,
  argueByHand,
  askForLongerTerm,
  decideByHand,
  step as libraryStep,
  libraryTab,
  stands,
} from "./deciding.ts";
import { fillWithMistakes, handIn, mendMistakes, pdf, signDeclaration, specialty } from "./declaring.ts";
import { enter, type Person, shiftClock } from "./desk.ts";
import { daysUntil, expect, startProduct, storyDay, test } from "./product.ts";
import {
  acceptAndPledge,
  acceptByCall,
  concludeByHand,
  lockAndDraw,
  panelIn,
  scoreByCall,
  scoreByHand,
  seatsOf,
} from "./reviewing.ts";

/*
 * 一个县医院项目从申报到验收. Whatever somebody does for the first time he does in the browser, by mouse and keyboard; where others do the same
 * again, they do it through the same API in their own sessions.
 */

interface Listed {
  readonly items: readonly { readonly id: string; readonly title: string; readonly number: string }[];
}

interface Experts {
  readonly items: readonly { readonly name: string; readonly account: { readonly loginName: string } | null }[];
}

/** Of the call, and of the plan in which the accepted centre is paid; the product stands in its November. */
const year = 2026;
const [day, later] = [storyDay, "2026-11-26"];
const competitor = "眼科学能力建设";
const title = `${specialty}能力建设`;

test("县医院的学科项目：有错、补正、退回、评审、复评、公示、异议、入库、变更、验收；次中心验收后进入当年方案", async ({
  visit,
}) => {
  test.setTimeout(600_000);
  const dataFolder = emptyFolder();
  let product = await startProduct({ demo: true, dataFolder, day, keepsData: true });
  const person = (on: string) => (loginName: string) => enter(visit, product.address, loginName, daysUntil(on));
  try {
    const story = { address: product.address, person: person(day), projectId: "", otherId: "", callId: "", noticeId: "" };
    await declared(story);
    await reviewed(story);
    await selected(story);
    await test.step("没有账号的人看到公示和调整理由，匿名提出异议", async () => {
      const context = await visit();
      await shiftClock(context, daysUntil(day));
      const page = await context.newPage();
      await page.goto(`${product.address}/projects/notices/${story.noticeId}`);
      await expect(page.getByText("按县域布局调整").first()).toBeVisible();
      await page.getByLabel(/事实和理由/).fill("该科室去年已由其他渠道购置同型号设备，请核查。");
      await page.getByRole("button", { name: "提交异议" }).click();
      await expect(page.getByText(/异议已受理，编号YY20261110\d+/)).toBeVisible();
    });
    await product.stop();
    product = await startProduct({ demo: true, dataFolder, day: later });
    await carriedOut({ ...story, address: product.address, person: person(later) });
  } finally {
    await product.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});

interface Story {
  readonly address: string;
  readonly person: (loginName: string) => Promise<Person>;
  projectId: string;
  otherId: string;
  callId: string;
  noticeId: string;
}

const declared = async (story: Story): Promise<void> => {
  const { address, person } = story;
  const { page: clerk } = await person("unit_applicant");
  const { page: head } = await person("unit_leader");
  const { page: county } = await person("county_health_bureau");
  const { page: city } = await person("city_health_bureau");
  const province = await person("prov_health_dept");

  await test.step("经办逐项填写，有错就提交：全部错误一次列出，逐处改好，上传附件", async () => {
    await clerk.goto(`${address}/projects/calls`);
    await clerk.getByText("医学重点学科建设项目申报通知").first().click();
    await press(clerk, "开始填报");
    await clerk.waitForURL(/\/projects\/declarations\/[0-9a-f-]{36}/);
    story.projectId = /declarations\/([0-9a-f-]{36})/.exec(clerk.url())?.[1] ?? "";
    await fillWithMistakes(clerk, year);
    await press(clerk, "检查并提交负责人签批");
    await mendMistakes(clerk, year);
    await clerk.reload();
    await expect(clerk.getByRole("button", { name: pdf.name })).toBeVisible();
    await handIn(clerk);
    await signDeclaration(head, address, story.projectId);
  });

  await test.step("县卫健局退回补正，经办看到意见，改后再由负责人签批", async () => {
    await county.goto(`${address}/projects/checks`);
    await county.getByRole("row", { name: title }).click();
    await county.getByLabel(/^意见/).fill("手术量的数据来源请写明年度");
    await press(county, "退回补正");
    await expect(county.getByText(/已退回补正/)).toBeVisible();
    await clerk.goto(`${address}/projects/declarations/${story.projectId}`);
    await expect(clerk.getByText(/退回：手术量的数据来源请写明年度/)).toBeVisible();
    await clerk.getByRole("textbox", { name: "第1行数据来源及年度" }).fill("病案统计，上年度");
    await handIn(clerk);
    await signDeclaration(head, address, story.projectId);
  });

  await test.step("县里用常用语写三项结论后通过；市、省只用键盘", async () => {
    await county.goto(`${address}/projects/checks/${story.projectId}`);
    for (const nth of [0, 1, 2]) await county.getByRole("button", { name: "用常用语" }).nth(nth).click();
    await press(county, /^通过/);
    await expect(county.getByText("已审核通过")).toBeVisible();
    for (const page of [city, province.page]) {
      await page.goto(`${address}/projects/checks/${story.projectId}`);
      await expect(page.getByRole("heading", { name: /^本级审核/ })).toBeVisible();
      for (const key of ["1", "2", "3"]) await page.keyboard.press(key);
      await expect(page.getByText("三项结论齐全，可以通过")).toBeVisible();
      await page.keyboard.press("Control+Enter");
      await expect(page.getByText("已审核通过")).toBeVisible();
    }
  });

  const { items } = await province.get<Listed>(`/projects/library?text=${encodeURIComponent(competitor)}`);
  story.otherId = items[0]?.id ?? "";
  await pass(province, story.otherId);
  const calls = await province.get<Listed>("/projects/calls?limit=50");
  story.callId = calls.items.find((call) => call.title.includes("医学重点学科"))?.id ?? "";
};

const reviewed = async (story: Story): Promise<void> => {
  const { address, person, projectId, otherId, callId } = story;
  const province = await person("prov_health_dept");
  const { page } = province;
  let panel = "";

  await test.step("登记专家的任职后组建评审组：有利害关系的写明原因、进不了名单，其余的抽取", async () => {
    const { items } = await province.get<Experts>("/reviews/experts?limit=100");
    const related = items.find(({ account }) => account?.loginName === "expert_5")?.name ?? "";
    await page.goto(`${address}/reviews/experts`);
    await page.getByRole("row", { name: /expert_5/ }).click();
    await page.getByRole("link", { name: "修改" }).click();
    await press(page, "添加任职");
    await page
      .getByLabel(/段任职单位$/)
      .last()
      .fill("清徐县人民医院（演示）");
    await page
      .getByLabel(/段任职起$/)
      .last()
      .fill("2020-01-01");
    await press(page, "保存修改");
    await expect(page.getByRole("heading", { name: `${related}（ZJ-` })).toBeVisible();
    await page.goto(`${address}/reviews/calls/${callId}`);
    for (const name of [title, competitor]) await page.getByRole("row", { name }).getByRole("checkbox").check();
    await press(page, "为所选2项组建评审组");
    await page.getByLabel("评审组名称").fill("学科评审组");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^组\s?建$/ })
      .click();
    await page.waitForURL(/\/reviews\/panels\//);
    panel = panelIn(page);
    await expect(page.getByRole("row", { name: related })).toContainText("不能抽取");
    await expect(page.getByRole("row", { name: related })).toContainText("近三年任职");
    await lockAndDraw(page, "监督人报数九十六");
  });

  await test.step("抽中的专家声明回避，由候补递补；两名专家在浏览器里接受、承诺、逐项评分，另外三名照办", async () => {
    const [leaving] = await seatsOf(province, panel);
    const { page: desk } = await person(leaving?.loginName ?? "");
    await desk.goto(`${address}/reviews/desk`);
    await expect(desk.getByText(specialty)).toHaveCount(0);
    const invitation = desk.locator(".invitation").filter({ hasText: "医学重点学科" });
    await press(invitation, "声明须回避");
    await invitation.getByLabel("回避原因").fill("与申报单位有合作课题");
    await press(invitation, "声明回避");
    await expect(desk.getByText("已办结")).toBeVisible();
    await page.reload();
    await press(page, "补抽1席");
    await confirm(page, "补抽");
    const seated = (await seatsOf(province, panel)).filter(({ state }) => state !== "conflict");
    expect(seated).toHaveLength(5);
    for (const [nth, { loginName }] of seated.entries()) {
      const share = [0.95, 0.9, 0.85, 0.8, 0.6][nth] ?? 0;
      const expert = await person(loginName);
      if (nth < 2) {
        await acceptAndPledge(expert.page, address);
        await scoreByHand(expert.page, title, share);
        await scoreByHand(expert.page, competitor, 0.92 - nth * 0.01);
      } else {
        await acceptByCall(expert, panel);
        await scoreByCall(expert, province, panel, projectId, share);
        await scoreByCall(expert, province, panel, otherId, 0.92 - nth * 0.01);
      }
    }
  });

  await test.step("极差超过20分不能作结论，另抽一组复评；复评后作出结论", async () => {
    const conclusion = { conclusion: "recommended", reason: "专家意见一致" };
    expect(await province.refusal("POST", `/reviews/projects/${projectId}/conclusion`, conclusion)).toBe(
      "409 SECOND_REVIEW_REQUIRED",
    );
    await page.goto(`${address}/reviews/calls/${callId}/results`);
    const row = page.getByRole("row", { name: new RegExp(title) });
    await expect(row).toContainText("须复评");
    await row.getByRole("button", { name: /组织复评$/ }).click();
    await page.getByRole("dialog").getByLabel("理由").fill("极差35分，意见分歧大");
    await page.getByRole("dialog").getByRole("button", { name: "组建复评组" }).click();
    await page.waitForURL(/\/reviews\/panels\//);
    const second = panelIn(page);
    await lockAndDraw(page, "监督人报数一百零八");
    const seats = await seatsOf(province, second);
    for (const [nth, { loginName }] of seats.entries()) {
      const expert = await person(loginName);
      await acceptByCall(expert, second);
      await scoreByCall(expert, province, second, projectId, 0.86 - nth * 0.01);
    }
    await page.goto(`${address}/reviews/calls/${callId}/results`);
    await concludeByHand(page, title, "推荐", "复评意见一致");
    await province.send("POST", `/reviews/projects/${otherId}/conclusion`, conclusion);
  });
};

const selected = async (story: Story): Promise<void> => {
  const { address, person, projectId, callId } = story;
  const { page } = await person("prov_health_dept");
  const { page: decider } = await person("prov_health_finance");

  await test.step("三项论证；越过排序须写明理由和条款，不写的提不出名单", async () => {
    await page.goto(`${address}/projects/${projectId}`);
    await argueByHand(page);
    await page.goto(`${address}/projects/calls/${callId}/selection`);
    await expect(page.getByRole("checkbox", { name: `拟选${title}` })).toBeChecked();
    await press(page, "提出拟选名单");
    await expect(page.getByRole("alert").filter({ hasText: "与评审排序不一致的，须写明理由和条款" })).toBeVisible();
    await page.getByLabel(`${title}的理由`).fill("按县域布局调整");
    await page.getByLabel(`${title}的条款编号`).fill("qiangyi-2024.art5.a");
    await page.getByLabel(`${competitor}的理由`).fill("同市已有同类学科，按县域布局调整");
    await page.getByLabel(`${competitor}的条款编号`).fill("qiangyi-2024.art5.a");
    await press(page, "提出拟选名单");
    await expect(page.getByRole("form", { name: "审定" })).toBeVisible();
  });

  await test.step("提出人不能自己审定，另一人凭会议纪要审定；发布公示，公示期内不能入库", async () => {
    await decideByHand(page, day);
    await expect(page.getByRole("alert").filter({ hasText: "不能由您审定" })).toBeVisible();
    await decider.goto(`${address}/projects/calls/${callId}/selection`);
    await decideByHand(decider, day);
    await expect(decider.getByRole("heading", { name: /审定名单/ })).toBeVisible();
    await page.reload();
    await page.getByLabel("受理部门和联系方式").fill("演示省卫生健康委 0351-0000000");
    await press(page, "发布公示");
    await page.waitForURL(/\/projects\/notices\//);
    story.noticeId = /notices\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
    await page.getByLabel("入库文号").fill("演示卫函〔2026〕300号");
    await expect(page.getByRole("button", { name: "项目入库" })).toBeDisabled();
  });
};

const carriedOut = async ({ address, person, projectId, noticeId }: Story): Promise<void> => {
  const { page: clerk } = await person("unit_applicant");
  const { page: head } = await person("unit_leader");
  const province = await person("prov_health_dept");
  const { page } = province;

  await test.step("公示期满：异议未办结不能入库，核查后入库", async () => {
    await page.goto(`${address}/projects/notices/${noticeId}`);
    await page.getByLabel("入库文号").fill("演示卫函〔2026〕300号");
    await press(page, "项目入库");
    await expect(page.getByRole("alert").filter({ hasText: "异议" }).first()).toBeVisible();
    const objections = page.getByRole("region", { name: "收到的异议" });
    await objections.getByRole("textbox", { name: "核查结论" }).fill("经核查，型号不同，用途不同，不属重复");
    await press(objections, /^不成立$/);
    await expect(objections.getByText(/^核查结论：/)).toBeVisible();
    await press(page, "项目入库");
    await expect(page.getByText(/^已结束/).first()).toBeVisible();
    await page.goto(`${address}/projects/${projectId}`);
    await stands(page, "入库");
  });

  await test.step("入库后申请顺延：经办先看影响，负责人签批，省里批准，期限随之改变", async () => {
    await libraryTab(clerk, address, projectId);
    await askForLongerTerm(clerk, "2028-03-31");
    await libraryTab(head, address, projectId);
    const signing = head.getByRole("form", { name: "签批变更申请" });
    await expect(signing.getByText("本机复算一致")).toBeVisible();
    await press(signing, "签批上报");
    await expect(head.getByText("待组织部门审批")).toBeVisible();
    await libraryTab(page, address, projectId);
    await page.getByRole("textbox", { name: "审批意见" }).fill("理由充分");
    await press(page.getByRole("form", { name: "审批变更" }), /^批\s?准$/);
    await expect(page.getByRole("region", { name: "变更", exact: true })).toContainText("已批准");
    await libraryTab(clerk, address, projectId);
    await expect(clerk.getByRole("region", { name: "库内情况" })).toContainText("至2028-03-31");
  });

  await test.step("安排资金、开工、验收", async () => {
    await libraryTab(page, address, projectId);
    await libraryStep(page, "安排资金", { basis: "演示财社〔2026〕30号" });
    await stands(page, "已安排");
    await libraryTab(head, address, projectId);
    await libraryStep(head, "开工实施");
    await stands(head, "实施中");
    await libraryTab(page, address, projectId);
    await acceptByHand(page, "演示卫函〔2026〕310号");
    await stands(page, "已验收");
  });

  await test.step("次中心项目恢复、开工、验收，成为台账记录，在当年的方案里补100万元", async () => {
    const { items } = await province.get<Listed>(`/projects/library?text=${encodeURIComponent("清徐西片")}`);
    const centre = items[0]?.id ?? "";
    await libraryTab(page, address, centre);
    await libraryStep(page, "恢复", { opinion: "场地问题已解决" });
    await stands(page, "已安排");
    const { page: centreHead } = await person("unit_leader_140121_3");
    await libraryTab(centreHead, address, centre);
    await libraryStep(centreHead, "开工实施");
    await stands(centreHead, "实施中");
    await libraryTab(page, address, centre);
    await acceptByHand(page, "演示卫函〔2026〕311号");
    const facts = page.getByRole("region", { name: "库内情况" });
    await expect(facts.getByRole("link", { name: /^中心乡镇卫生院/ })).toBeVisible();
    await page.goto(`${address}/allocations/plans?year=${year}`);
    await press(page, `生成${year}年方案`);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^生\s?成$/ })
      .click();
    await page.waitForURL(/\/allocations\/plans\/[0-9a-f-]{36}/);
    await page.goto(`${page.url().replace(/\?.*/, "")}?tab=lines&line=township-centre&institution=140121-007`);
    const line = page.getByRole("row", { name: /清徐县东演示镇中心卫生院/ });
    await expect(line).toContainText("应补");
    await expect(line).toContainText("100.00");
  });
};

const verdict = { passes: true, reason: "经核对属实" };

const pass = async (office: Person, id: string): Promise<void> => {
  const { project } = await office.get<{ project: { version: number } }>(`/projects/${id}`);
  const verdicts = { truthfulness: verdict, compliance: verdict, feasibility: verdict };
  await office.send("POST", `/projects/checks/${id}/pass`, { version: project.version, verdicts });
};
