import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enter, type Person } from "./desk.ts";
import { expect, startProduct, test } from "./product.ts";

/*
 * 一个县医院项目从申报到验收. Filling, the list of errors, signing, returning and passing at the county, answering an invitation, objecting and the
 * record in the library happen in the browser; what repeats them (other levels, other experts, sheets) goes through the same API in the same sessions.
 */

const pdf = {
  name: "学科基础证明（演示）.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
};
const verdict = { passes: true, reason: "经核对属实" };
const verdicts = { truthfulness: verdict, compliance: verdict, feasibility: verdict };

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly version: number;
    readonly programme: string;
  }[];
}
interface Panel {
  readonly seats: readonly { readonly expert: string; readonly state: string }[];
  readonly candidates: readonly {
    readonly expert: string;
    readonly number: string;
    readonly exclusions: readonly { readonly sentence: string }[];
  }[];
  readonly sheet: {
    readonly items: readonly { readonly id: string; readonly maxPoints: number }[];
    readonly vetoes: readonly { readonly id: string }[];
  };
  readonly projectList: readonly { readonly id: string }[];
}

const textOf = (what: string) => `${what}：门诊外转较多，设备与人员不足，经院办公会研究，拟分两年建设并逐季考核。`;
const answers = (year: number) => ({
  specialty: "血管外科学",
  grade: "key",
  title: "血管外科学能力建设",
  startsOn: `${year}-05-01`,
  endsOn: `${year}-12-31`,
  necessity: textOf("必要性"),
  baseline: [{ item: "年手术量", value: "120", unit: "台", source: "病案统计" }],
  content: textOf("内容"),
  plan: [{ year, work: "购置设备", result: "开展手术" }],
  means: textOf("技术"),
  safeguards: textOf("保障"),
  pledge: true,
  targets: [{ id: "t1", year, level: "output", name: "手术台数", operator: ">=", value: "200", unit: "台" }],
  budget: {
    rows: [
      {
        id: "1",
        year,
        economicClass: "31003",
        source: "province",
        task: "购置设备",
        targets: ["t1"],
        amountFen: "15000000",
        reckoning: "询价",
      },
      {
        id: "2",
        year,
        economicClass: "31003",
        source: "own",
        task: "改造手术间",
        targets: ["t1"],
        amountFen: "4000000",
        reckoning: "定额",
      },
    ],
    statedTotals: [{ year, amountFen: "19000000" }],
  },
});

/** Of the call; the journey walks in the spring before it, within the three years in which centres are supported. */
const year = 2026;
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "qiangyi-e2e-"));
  chmodSync(made, 0o755);
  return made;
};

test("县医院的学科项目：有错、补正、退回、评审、复评、公示、异议、入库、变更、验收；次中心验收后进入当年方案", async ({
  visit,
}) => {
  test.setTimeout(240_000);
  const dataFolder = folder();
  let product = await startProduct({ demo: true, dataFolder, day: "2025-03-10", keepsData: true });
  const person = (loginName: string) => enter(visit, product.address, loginName);
  let projectId = "";
  let noticeId = "";
  let callId = "";
  try {
    const clerk = await person("unit_applicant");
    const head = await person("unit_leader");
    const county = await person("county_health_bureau");
    const city = await person("city_health_bureau");
    const province = await person("prov_health_dept");
    const decider = await person("prov_health_finance");
    const put = async (question: string, value: unknown) => {
      const { answers: stored } = await clerk.get<{ answers: { question: string; version: number }[] }>(
        `/projects/declarations/${projectId}`,
      );
      const version = stored.find((one) => one.question === question)?.version ?? 0;
      await clerk.send("PUT", `/projects/declarations/${projectId}/answers/${question}`, { value, version });
    };

    await test.step("经办开始填报，没有填完就提交：全部错误一次列出", async () => {
      const { page } = clerk;
      await page.goto(`${product.address}/projects/calls`);
      await page.getByText("医学重点学科建设项目申报通知").first().click();
      await page.getByRole("button", { name: "开始填报" }).click();
      await page.waitForURL(/\/projects\/declarations\/[0-9a-f-]{36}/);
      projectId = /declarations\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
      const good = answers(year);
      const wrong = {
        ...good,
        endsOn: `${year}-04-01`,
        budget: { ...good.budget, statedTotals: [{ year, amountFen: "20000000" }] },
        safeguards: "",
      };
      for (const [question, value] of Object.entries(wrong)) await put(question, value);
      await page.reload();
      await page.getByRole("button", { name: "检查并提交负责人签批" }).click();
      const summary = page.getByRole("alert").filter({ hasText: "需要修改" });
      await expect(summary).toContainText("晚于");
      await expect(summary).toContainText("相差");
      await expect(summary).toContainText("组织保障");
      await expect(summary).toContainText("附件");
      expect(await summary.getByRole("link").count()).toBeGreaterThanOrEqual(4);
    });

    await test.step("改正、上传、提交；负责人看过全部内容后签批", async () => {
      const good = answers(year);
      for (const question of ["endsOn", "budget", "safeguards"] as const) await put(question, good[question]);
      const { page } = clerk;
      await page.reload();
      await page.locator(".material-drop input[type=file], .ant-upload input[type=file]").first().setInputFiles(pdf);
      await expect(page.getByRole("button", { name: pdf.name })).toBeVisible();
      await page.getByRole("button", { name: "检查并提交负责人签批" }).click();
      await expect(page.getByText("待负责人签批").first()).toBeVisible();
      await head.page.goto(`${product.address}/projects/declarations/${projectId}/sign`);
      await head.page.getByRole("button", { name: "签批上报" }).click();
      await expect(head.page.getByText(/已上报，编号XM-2025-\d+/)).toBeVisible();
    });

    await test.step("县卫健局退回补正，经办看到意见，改后再由负责人签批", async () => {
      await county.page.goto(`${product.address}/projects/checks/${projectId}`);
      await county.page.getByLabel(/^意见/).fill("手术量的数据来源请写明年度");
      await county.page.getByRole("button", { name: "退回补正" }).click();
      await expect(county.page.getByText(/已退回补正/)).toBeVisible();
      await clerk.page.goto(`${product.address}/projects/declarations/${projectId}`);
      await expect(clerk.page.getByText(/退回：手术量的数据来源请写明年度/)).toBeVisible();
      await put("baseline", [{ item: "年手术量", value: "120", unit: "台", source: "病案统计，上年度" }]);
      await clerk.send("POST", `/projects/declarations/${projectId}/submission`, {});
      await sign(head, projectId);
    });

    await test.step("县里三项结论后通过，市、省依次通过", async () => {
      await county.page.goto(`${product.address}/projects/checks/${projectId}`);
      for (const nth of [0, 1, 2]) await county.page.getByRole("button", { name: "用常用语" }).nth(nth).click();
      await county.page.getByRole("button", { name: /^通过/ }).click();
      await expect(county.page.getByText("已审核通过")).toBeVisible();
      for (const office of [city, province]) await pass(office, projectId);
      const other = (await province.get<Listed>("/projects/library?text=眼科学")).items[0];
      await pass(province, other?.id ?? "");
    });

    const call = await province.get<{ items: { id: string; title: string }[] }>("/projects/calls?limit=50");
    callId = call.items.find(({ title }) => title.includes("医学重点学科"))?.id ?? "";
    const otherId = (await province.get<Listed>("/projects/library?text=眼科学")).items[0]?.id ?? "";

    await test.step("抽取专家：有利害关系的进不了名单，被抽中后声明回避的由候补递补", async () => {
      const experts = await province.get<{ items: Record<string, unknown>[] }>("/reviews/experts?limit=100");
      const conflicted = experts.items.find(({ account }) => (account as { loginName: string }).loginName === "expert_5");
      const {
        id,
        number: _n,
        organiser: _o,
        regionName: _r,
        state: _s,
        stateReason: _t,
        load: _l,
        account: _a,
        changedBy: _b,
        changedAt: _c,
        ...input
      } = conflicted as Record<string, unknown> & { id: string };
      const employments = [{ institution: "140121-001", name: "清徐县人民医院（演示）", from: "2020-01-01", to: null }];
      await province.send("PUT", `/reviews/experts/${id}`, { ...input, employments });
      const panel = await compose(province, callId, [projectId, otherId]);
      const { candidates } = await province.get<Panel>(`/reviews/panels/${panel}`);
      expect(candidates.find(({ expert }) => expert === id)?.exclusions.length).toBeGreaterThan(0);
      await draw(province, panel);
      const drawn = await seatsOf(province, panel);
      expect(drawn.map(({ expert }) => expert)).not.toContain(id);
      const leaving = await person(drawn[0]?.loginName ?? "");
      await leaving.page.goto(`${product.address}/reviews/desk`);
      await expect(leaving.page.getByText("血管外科学")).toHaveCount(0);
      const invitation = leaving.page.locator(".invitation").filter({ hasText: "医学重点学科" });
      await invitation.getByRole("button", { name: "声明须回避" }).click();
      await invitation.getByLabel("回避原因").fill("与申报单位有合作课题");
      await invitation.getByRole("button", { name: "声明回避" }).click();
      await expect.poll(async () => (await seatsOf(province, panel)).filter(({ state }) => state === "conflict").length).toBe(1);
      await province.send("POST", `/reviews/panels/${panel}/refill`);
      const seated = (await seatsOf(province, panel)).filter(({ state }) => state !== "conflict");
      expect(seated).toHaveLength(5);
      for (const [nth, { loginName }] of seated.entries()) {
        const expert = await person(loginName);
        await acceptAndPledge(expert, panel);
        await score(expert, province, panel, projectId, [0.95, 0.9, 0.85, 0.8, 0.6][nth] ?? 0);
        await score(expert, province, panel, otherId, 0.92 - nth * 0.01);
      }
    });

    await test.step("极差超过20分须复评；复评后才能作结论", async () => {
      const conclusion = { conclusion: "recommended", reason: "专家意见一致" };
      expect(await province.refusal("POST", `/reviews/projects/${projectId}/conclusion`, conclusion)).toBe(
        "409 SECOND_REVIEW_REQUIRED",
      );
      const { panel } = await province.send<{ panel: string }>("POST", `/reviews/projects/${projectId}/second-review`, {
        reason: "极差35分",
      });
      await draw(province, panel);
      for (const [nth, { loginName }] of (await seatsOf(province, panel)).entries()) {
        const expert = await person(loginName);
        await acceptAndPledge(expert, panel);
        await score(expert, province, panel, projectId, 0.86 - nth * 0.01);
      }
      await province.send("POST", `/reviews/projects/${projectId}/conclusion`, conclusion);
      await province.send("POST", `/reviews/projects/${otherId}/conclusion`, conclusion);
    });

    await test.step("遴选与排序不一致的须写明理由和条款；提出人不能自己审定，另一人凭纪要审定", async () => {
      for (const point of ["necessity", "feasibility", "standardisation"])
        await province.send("POST", `/projects/${projectId}/arguments`, { point, passes: true, reason: "论证通过" });
      const rows = [
        { project: projectId, isChosen: true, supportFen: "15000000" },
        { project: otherId, isChosen: false, reason: "同市已有同类学科" },
      ];
      expect(await province.refusal("POST", `/projects/calls/${callId}/selection`, { rows })).toBe("422 JUSTIFICATION_REQUIRED");
      const clause = "qiangyi-2024.art5.a";
      const explained = rows.map((row) => ({ ...row, reason: "按县域布局调整", clause }));
      const { id } = await province.send<{ id: string }>("POST", `/projects/calls/${callId}/selection`, { rows: explained });
      const minutes = { decision: "decide", minutesNumber: "演示委党组会议纪要第6号", minutesOn: "2025-03-10" };
      expect(await province.refusal("POST", `/projects/selections/${id}/decision`, minutes)).toBe("403 SELF_APPROVAL");
      await decider.send("POST", `/projects/selections/${id}/decision`, minutes);
      const body = { publishedOn: "2025-03-10", contact: "演示省卫生健康委 0351-0000000" };
      noticeId = (await province.send<{ id: string }>("POST", `/projects/selections/${id}/notice`, body)).id;
      const concluding = { documentNumber: "演示卫函〔2026〕300号" };
      expect(await province.refusal("POST", `/projects/notices/${noticeId}/conclusion`, concluding)).toBe("409 NOTICE_RUNNING");
    });

    await test.step("没有账号的人看到公示和调整理由，匿名提出异议", async () => {
      const page = await (await visit()).newPage();
      await page.goto(`${product.address}/projects/notices/${noticeId}`);
      await expect(page.getByText("按县域布局调整").first()).toBeVisible();
      await page.getByLabel(/事实和理由/).fill("该科室去年已由其他渠道购置同型号设备，请核查。");
      await page.getByRole("button", { name: "提交异议" }).click();
      await expect(page.getByText(/异议已受理，编号YY20250310\d+/)).toBeVisible();
    });

    await product.stop();
    product = await startProduct({ demo: true, dataFolder, day: "2025-03-25" });
    await afterNotice(await people(person), { address: product.address, projectId, noticeId });
  } finally {
    await product.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});

const people = async (person: (loginName: string) => Promise<Person>) => ({
  clerk: await person("unit_applicant"),
  head: await person("unit_leader"),
  province: await person("prov_health_dept"),
  centreHead: await person("unit_leader_140121_3"),
});

interface Later {
  readonly address: string;
  readonly projectId: string;
  readonly noticeId: string;
}

const afterNotice = async (
  { clerk, head, province, centreHead }: Awaited<ReturnType<typeof people>>,
  { address, projectId, noticeId }: Later,
): Promise<void> => {
  await test.step("公示期满：异议未办结不能入库，核查后入库", async () => {
    const concluding = { documentNumber: "演示卫函〔2026〕300号" };
    expect(await province.refusal("POST", `/projects/notices/${noticeId}/conclusion`, concluding)).toBe("409 OBJECTION_OPEN");
    const { items } = await province.get<{ items: { id: string }[] }>(`/projects/notices/${noticeId}/objections`);
    const finding = { outcome: "dismissed", finding: "经核查，型号不同，用途不同，不属重复" };
    await province.send("POST", `/projects/objections/${items[0]?.id}/finding`, finding);
    await province.send("POST", `/projects/notices/${noticeId}/conclusion`, concluding);
    await province.page.goto(`${address}/projects/${projectId}`);
    await expect(province.page.getByText("入库").first()).toBeVisible();
  });

  await test.step("入库后申请顺延，负责人签批，省里批准，期限随之改变", async () => {
    const change = { kind: "period", startsOn: "2026-05-01", endsOn: "2027-03-31", reason: "设备到货推迟" };
    const { id } = await clerk.send<{ id: string }>("POST", `/projects/${projectId}/changes`, change);
    const { sha256 } = await head.get<{ sha256: string }>(`/projects/changes/${id}/content`);
    await head.send("POST", `/projects/changes/${id}/signature`, { sha256 });
    const granted = await province.send<{ state: string }>("POST", `/projects/changes/${id}/judgement`, {
      outcome: "grant",
      opinion: "理由充分",
    });
    expect(granted.state).toBe("granted");
    const { project } = await clerk.get<{ project: { endsOn: string } }>(`/projects/${projectId}`);
    expect(project.endsOn).toBe("2027-03-31");
  });

  await test.step("安排资金、开工、验收", async () => {
    await move(province, projectId, "fund", { basis: "演示财社〔2026〕30号" });
    await move(head, projectId, "start");
    await accept(province, projectId);
    expect(await stateOf(province, projectId)).toBe("accepted");
  });

  await test.step("次中心项目恢复、开工、验收，成为台账记录，进入当年建议方案", async () => {
    const centre = (await province.get<Listed>("/projects/library?text=清徐西片")).items[0]?.id ?? "";
    await move(province, centre, "resume", { opinion: "场地问题已解决" });
    await move(centreHead, centre, "start");
    await accept(province, centre);
    const { id: plan } = await province.send<{ id: string }>("POST", "/allocations/plans", { year: 2025 });
    const { items } = await province.get<{ items: { status: string; line: string; amountFen: string }[] }>(
      `/allocations/plans/${plan}/lines?line=township-centre&institution=140121-007&limit=50`,
    );
    expect(items).toMatchObject([{ line: "township-centre", status: "payable", amountFen: "100000000" }]);
  });
};

const versionOf = async (person: Person, id: string): Promise<number> =>
  (await person.get<{ project: { version: number } }>(`/projects/${id}`)).project.version;
const stateOf = async (person: Person, id: string): Promise<string> =>
  (await person.get<{ project: { state: string } }>(`/projects/${id}`)).project.state;

const pass = async (office: Person, id: string): Promise<void> => {
  await office.send("POST", `/projects/checks/${id}/pass`, { version: await versionOf(office, id), verdicts });
};

const sign = async (head: Person, id: string): Promise<void> => {
  const { sha256 } = await head.get<{ sha256: string }>(`/projects/declarations/${id}/content`);
  await head.send("POST", `/projects/declarations/${id}/signature`, { sha256 });
};

const move = async (person: Person, id: string, action: string, said: Record<string, string> = {}): Promise<void> => {
  await person.send("POST", `/projects/${id}/steps`, { action, version: await versionOf(person, id), ...said });
};

const accept = async (province: Person, id: string): Promise<void> => {
  const file = await province.upload<{ id: string }>(`/projects/${id}/acceptance-files`, {
    ...pdf,
    name: "验收意见（演示）.pdf",
  });
  await province.send("POST", `/projects/${id}/acceptance`, {
    version: await versionOf(province, id),
    acceptedOn: "2025-03-24",
    documentNumber: "演示卫函〔2026〕310号",
    result: "passed",
    conclusion: "对照标准逐项查验，达到要求",
    members: [{ name: "验收组长", unit: "演示医科大学", result: "passed" }],
    files: [file.id],
  });
};

const compose = async (province: Person, call: string, projects: readonly string[]): Promise<string> => {
  const body = { call, title: "学科评审组", projects, experts: 5, fields: [], regionRule: "county" };
  return (await province.send<{ id: string }>("POST", "/reviews/panels", body)).id;
};

const draw = async (province: Person, panel: string): Promise<void> => {
  await province.send("POST", `/reviews/panels/${panel}/freeze`);
  await province.send("POST", `/reviews/panels/${panel}/draw`, { words: "监督人报数九十六" });
};

const seatsOf = async (province: Person, panel: string) => {
  const { seats } = await province.get<Panel>(`/reviews/panels/${panel}`);
  const { items } = await province.get<{ items: { id: string; account: { loginName: string } }[] }>("/reviews/experts?limit=100");
  return seats.map(({ expert, state }) => ({
    expert,
    state,
    loginName: items.find(({ id }) => id === expert)?.account.loginName ?? "",
  }));
};

const acceptAndPledge = async (expert: Person, panel: string): Promise<void> => {
  await expert.send("POST", `/reviews/desk/${panel}/answer`, { answer: "accept" });
  await expert.send("POST", `/reviews/desk/${panel}/pledge`, { agrees: true });
};

const score = async (expert: Person, province: Person, panel: string, project: string, share: number): Promise<void> => {
  const { sheet } = await province.get<Panel>(`/reviews/panels/${panel}`);
  const path = `/reviews/desk/${panel}/papers/${project}/score`;
  const body = {
    items: Object.fromEntries(sheet.items.map(({ id, maxPoints }) => [id, Math.round(maxPoints * 100 * share)])),
    vetoes: Object.fromEntries(sheet.vetoes.map(({ id }) => [id, true])),
    comment: "建议支持",
    version: 0,
  };
  const { version } = await expert.send<{ version: number }>("PUT", path, body);
  await expert.send("POST", `${path}/lock`, { version });
};
