import {
  askTaskClosure,
  downloadTaskFile,
  escalateLedgerTask,
  exportLedgerTasks,
  listLedgerTasks,
  reopenLedgerTask,
  saveTaskDraft,
  taskCadences,
  taskDocuments,
  taskLifeStages,
  workbench,
} from "@qiangyi/api";
import { cadences, ledgerTasks, lifeStages, lifeStagesNode } from "@qiangyi/policy/tasks";
import { describe, expect, it } from "vitest";
import { actorAs } from "../../test/api.ts";
import type { Actor } from "../platform/index.ts";
import { department, finance, linfen, office, second, taiyuan, taskDesk } from "./sample-tasks.ts";

const plan = (name: string) => `service-system-2023.${name}`;
const training = plan("s1.1.residency-training");

it("合同里的文件、生命阶段和报告周期与条款库一致", () => {
  expect(new Set(ledgerTasks.map(({ document }) => document))).toEqual(new Set(Object.keys(taskDocuments)));
  expect(taskLifeStages).toEqual(lifeStages);
  expect(taskCadences).toEqual(cadences);
});

describe("分派", async () => {
  const desk = await taskDesk("2024-02-01");
  const refusedWithoutTrace = async (actor: Actor, task: string, body: Parameters<typeof desk.assign>[2], expected: unknown) => {
    const before = await desk.count();
    const { status, problem } = await desk.assign(actor, task, body);
    expect([status, problem.code]).toEqual(expected);
    expect(await desk.count()).toEqual(before);
  };

  it("按文件的牵头单位分派,留下轨迹;再分派是改派,须说原因,原来的话留着", async () => {
    expect((await desk.assign(office, training)).status).toBe(201);
    await refusedWithoutTrace(office, training, {}, [422, "CHANGE_NEEDS_REASON"]);
    expect((await desk.assign(office, training, { person: "责任人乙", reason: "人员调整" })).status).toBe(201);
    const { parts, trail, assigned } = await desk.show(office, training);
    expect(assigned).toEqual([{ unit: "省卫健委", person: "责任人乙" }]);
    expect(parts[0]).toMatchObject({ unit: "省卫健委", person: "责任人乙", everyMonths: 6, due: "2027-12-31" });
    expect(trail.map(({ label }) => label)).toEqual(["改派", "分派"]);
    expect(await desk.database.query("select person from task_assignment order by seq")).toEqual([
      { person: "责任人甲" },
      { person: "责任人乙" },
    ]);
  });

  it.each([
    ["不在责任单位之内的单位", office, training, { unit: "省水利厅", reason: "试一试吧" }, [422, "UNIT_NOT_NAMED"]],
    ["晚于文件的期限", office, plan("s1.2.cdc-new-site"), { dueOn: "2026-01-01" }, [422, "DUE_AFTER_DOCUMENT"]],
    ["止日早于起日", office, plan("s1.2.cdc-new-site"), { dueOn: "2023-12-31" }, [422, "DUE_BEFORE_START"]],
    ["没有这个部分", office, plan("s1.2.cdc-new-site"), { parts: ["lead1"] }, [404, "PART_NOT_FOUND"]],
    ["没有这项任务", office, plan("s1.9.nothing"), {}, [404, "TASK_NOT_FOUND"]],
    ["长期工作任务设期限", office, plan("s3.1.quality-measures"), { dueOn: "2026-01-01" }, [422, "STANDING_HAS_NO_END"]],
    ["没有牵头单位又不指定", office, plan("s2.7.implement-national-plan"), {}, [422, "UNIT_REQUIRED"]],
    ["省里分派市的方案", office, "linfen-2020.tcm.goal-service", {}, [403, "LEDGER_OFFICE_ONLY"]],
    ["财政厅分派", finance, training, {}, [403, "FORBIDDEN_ROLE"]],
    ["太原分派省的任务", taiyuan, "regional-centres-2023.measure04", {}, [403, "FORBIDDEN_ROLE"]],
  ] as const)("%s：拒绝,什么也没有写", async (_, actor, task, body, expected) =>
    refusedWithoutTrace(actor, task, body as Parameters<typeof desk.assign>[2], expected),
  );

  it("几个部分一起分派;一个不对,一个也不写", async () => {
    const support = plan("s1.5.implement-support-plan");
    await refusedWithoutTrace(office, support, { parts: ["lead1", "lead9"] }, [404, "PART_NOT_FOUND"]);
    expect((await desk.assign(office, support, { parts: ["lead1", "lead2", "lead3"] })).answer).toEqual({ parts: 3 });
    expect((await desk.show(office, support)).assigned.map(({ unit }) => unit)).toEqual(["省发展改革委", "省财政厅", "省卫健委"]);
  });
});

describe("定期报告", async () => {
  const desk = await taskDesk("2024-02-01");
  await desk.assign(office, training, { dueOn: "2024-12-31" });
  await desk.assign(office, plan("s1.1.agp-bases"), { everyMonths: 12 });
  await desk.speaksFor("education", "省教育厅");
  await desk.speaksFor("drugs", "省药监局");
  desk.on("2024-07-08");

  it.each([
    ["还没有到的一期", office, { period: "2024-H2" }, [422, "PERIOD_NOT_OPEN"]],
    ["开始以前的一期", office, { period: "2023-H2" }, [422, "PERIOD_NOT_OPEN"]],
    ["没有这个部分", office, { part: "lead1" }, [404, "PART_NOT_FOUND"]],
    ["别的单位的佐证", office, { files: ["018f0000-0000-7000-8000-000000000000"] }, [422, "FILE_NOT_OF_PART"]],
    ["进展超过100%", office, { progress: 101 }, [400, "invalid-request"]],
    ["代没有账号的单位填报而没有来文", office, { unit: "省人社厅" }, [422, "SOURCE_REQUIRED"]],
    ["不是责任单位", office, { unit: "省药监局", sourceDocument: "晋药监函〔2024〕1号" }, [403, "UNIT_NOT_LISTED"]],
    ["不代表的单位", department("education"), { unit: "省卫健委" }, [403, "UNIT_OF_ANOTHER"]],
    ["没有列入的单位的账号", department("drugs"), { unit: "省药监局" }, [403, "UNIT_NOT_LISTED"]],
    ["别的市", linfen, {}, [404, "TASK_NOT_FOUND"]],
    ["审计", actorAs("auditor"), {}, [403, "FORBIDDEN_ROLE"]],
  ] as const)("%s：拒绝,什么也没有写", async (_, actor, body, expected) => {
    const before = await desk.count();
    const { status, problem } = await desk.report(actor, training, body as Parameters<typeof desk.report>[2]);
    expect([status, problem.code]).toEqual(expected);
    expect(await desk.count()).toEqual(before);
  });

  it("没有分派的不能填报", async () => {
    const before = await desk.count();
    expect((await desk.report(office, plan("s1.1.tcm-talent"))).problem.code).toBe("NOT_ASSIGNED");
    expect(await desk.count()).toEqual(before);
  });

  it("同一请求送两次只记一次", async () => {
    const [first, again] = [1, 2].map(() =>
      desk.api.call(
        office,
        { ...askTaskClosure, url: "/tasks/:task/parts/:part/reports" } as never,
        {
          params: { task: training, part: "whole" },
          body: {
            period: "2024-H1",
            unit: "省卫健委",
            progress: 40,
            done: "完成招录",
            problems: "",
            nextStep: "",
            needs: "",
            files: [],
          },
        } as never,
        { idempotencyKey: "report-once-000001" },
      ),
    );
    const answers = [(await first)?.answer, (await again)?.answer];
    expect(answers[0]).toEqual(answers[1]);
    expect((await desk.count())?.["reports"]).toBe(1);
  });

  it("再报同一期是更正,原报告保留;进展以最新一版为准", async () => {
    await desk.report(office, training, { progress: 55, done: "完成招录和带教" });
    const { parts, trail, progress } = await desk.show(office, training);
    expect(parts[0]?.reports.map(({ version, progress: reached }) => [version, reached])).toEqual([
      [2, 55],
      [1, 40],
    ]);
    expect([progress, trail[0]?.label]).toEqual([55, "更正报告"]);
  });

  it("配合单位自己填报,没有账号的由督办机构凭来文代录;牵头单位的进展不因此改变", async () => {
    expect((await desk.report(department("education"), training, { unit: "省教育厅", progress: 90 })).status).toBe(201);
    expect(
      (await desk.report(office, training, { unit: "省人社厅", progress: 20, sourceDocument: "晋人社函〔2024〕31号" })).status,
    ).toBe(201);
    const { units, progress } = await desk.show(office, training);
    expect(units.map(({ unit, latest }) => [unit, latest?.progress ?? null])).toEqual([
      ["省卫健委", 55],
      ["省教育厅", 90],
      ["省财政厅", null],
      ["省人社厅", 20],
    ]);
    expect(progress).toBe(55);
  });

  it("进展低于上一期须说明原因", async () => {
    desk.on("2024-12-10");
    const before = await desk.count();
    const later = { period: "2024-H2", progress: 50 };
    expect((await desk.report(office, training, later)).problem.code).toBe("FALL_UNEXPLAINED");
    expect(await desk.count()).toEqual(before);
    expect((await desk.report(office, training, { ...later, problems: "退出学员较多" })).status).toBe(201);
  });

  it("2024年年度报告没有附任何文件:以EVIDENCE_REQUIRED退回,附上就收 [service-system-2023.s1.1.residency-system]", async () => {
    const system = plan("s1.1.residency-system");
    await desk.assign(office, system, { everyMonths: 12 });
    desk.on("2025-01-06");
    const before = await desk.count();
    expect((await desk.report(office, system, { period: "2024" })).problem.code).toBe("EVIDENCE_REQUIRED");
    expect(await desk.count()).toEqual(before);
    const { answer: file } = await desk.attach(office, system);
    expect((await desk.report(office, system, { period: "2024", files: [file.id] })).status).toBe(201);
    expect((await desk.show(office, system)).parts[0]?.reports[0]?.files).toEqual([{ id: file.id, name: "佐证.pdf" }]);
  });
});

describe("办结", async () => {
  const desk = await taskDesk("2024-02-01");
  const task = plan("s1.2.p3-laboratory");
  await desk.assign(office, task);
  await desk.assign(office, plan("s3.1.quality-measures"));
  await desk.assign(office, plan("s5.5.ehealth-card-project"), { unit: "省卫健委" });
  await desk.assign(office, plan("s1.4.thousand-doctors-mechanism"));
  desk.on("2024-07-08");

  it("没有验收佐证的不能办结 [service-system-2023.s5.5.ehealth-card-project]", async () => {
    const project = plan("s5.5.ehealth-card-project");
    const before = await desk.count();
    const bare = { documentNumber: "", issuer: "", issuedOn: null, address: "", files: [] };
    const { status, problem } = await desk.ask(office, project, bare);
    expect([status, problem.code]).toEqual([422, "EVIDENCE_REQUIRED"]);
    expect(problem.problems?.map(({ path }) => path)).toEqual(["documentNumber", "issuer", "issuedOn", "files"]);
    expect((await desk.ask(office, project, { address: "" })).problem.problems?.map(({ path }) => path)).toEqual(["files"]);
    expect(await desk.count()).toEqual(before);
    const { answer: file } = await desk.attach(office, project);
    expect((await desk.ask(office, project, { address: "", files: [file.id] })).status).toBe(201);
  });

  it("报到100%也不算办结,制度文件经认定才办结 [service-system-2023.s1.4.thousand-doctors-mechanism]", async () => {
    const mechanism = plan("s1.4.thousand-doctors-mechanism");
    await desk.report(office, mechanism, { progress: 100, done: "当年下派医师1000名" });
    expect(await desk.show(office, mechanism)).toMatchObject({ state: "open", progress: 100 });
    const { answer } = await desk.ask(office, mechanism, { documentNumber: "千名医师下基层长效机制" });
    expect(await desk.show(office, mechanism)).toMatchObject({ state: "open" });
    expect((await desk.decide(second, mechanism, answer.id)).status).toBe(200);
    expect(await desk.show(office, mechanism)).toMatchObject({ state: "done", light: "green", because: "2024-07-08办结" });
  });

  it("长期任务不办结,元旦起新的一年重新计算,上一年留存 [service-system-2023.s3.1.quality-measures]", async () => {
    const standing = plan("s3.1.quality-measures");
    const before = await desk.count();
    expect((await desk.ask(office, standing)).problem.code).toBe("STANDING_TASK");
    expect(await desk.count()).toEqual(before);
    desk.on("2024-12-31");
    await desk.report(office, standing, { period: "2024-H2", progress: 100 });
    expect((await desk.show(office, standing)).progress).toBe(100);
    desk.on("2025-01-01");
    const later = await desk.show(office, standing);
    expect([later.progress, later.state]).toEqual([null, "open"]);
    expect(later.parts[0]?.reports.map(({ period, progress }) => [period, progress])).toEqual([["2024-H2", 100]]);
  });

  it("自己申请的不能自己认定;退回须说原因;退回后补正再申请,另一人认定", async () => {
    const { answer: asked } = await desk.ask(office, task);
    const before = await desk.count();
    expect((await desk.decide(office, task, asked.id)).problem.code).toBe("OWN_CLOSURE");
    const standIn = actorAs("prov_health_finance", {
      userId: "stand-in",
      delegatedFrom: new Map([["tasks.manage", { userId: "office", name: "测试员" }]]),
    });
    expect((await desk.decide(standIn, task, asked.id)).problem.code).toBe("OWN_CLOSURE");
    expect((await desk.decide(second, task, asked.id, { decision: "returned" })).problem.code).toBe("RETURN_NEEDS_REASON");
    expect((await desk.decide(finance, task, asked.id)).problem.code).toBe("FORBIDDEN_ROLE");
    expect((await desk.ask(office, task)).problem.code).toBe("CLOSURE_WAITING");
    expect(await desk.count()).toEqual(before);
    expect((await desk.decide(second, task, asked.id, { decision: "returned", reason: "缺少认可证书" })).status).toBe(200);
    expect((await desk.show(office, task)).parts[0]?.closures[0]).toMatchObject({ decision: "returned", reason: "缺少认可证书" });
    expect((await desk.decide(second, task, asked.id)).problem.code).toBe("CLOSURE_NOT_WAITING");
    const { answer: again } = await desk.ask(office, task, { documentNumber: "认可证书第1号" });
    expect((await desk.decide(second, task, again.id)).status).toBe(200);
  });

  it("办结以后不再填报、改派、上传;重新打开须说原因,轨迹完整", async () => {
    const before = await desk.count();
    expect((await desk.report(office, task, { period: "2024-H2" })).problem.code).toBe("TASK_CLOSED");
    expect((await desk.assign(office, task, { reason: "换人负责" })).problem.code).toBe("TASK_CLOSED");
    expect((await desk.attach(office, task)).problem.code).toBe("PART_CLOSED");
    expect((await desk.ask(office, task)).problem.code).toBe("ALREADY_CLOSED");
    const reopen = (actor: Actor, reason: string) =>
      desk.api.call(actor, reopenLedgerTask, { params: { task, part: "whole" }, body: { reason } });
    expect((await reopen(office, "")).problem.code).toBe("invalid-request");
    expect((await reopen(finance, "佐证有误")).problem.code).toBe("FORBIDDEN_ROLE");
    expect(await desk.count()).toEqual(before);
    expect((await reopen(office, "认可证书已被撤销")).status).toBe(201);
    expect((await reopen(office, "再打开一次")).problem.code).toBe("NOT_CLOSED");
    const { state, trail } = await desk.show(office, task);
    expect(state).toBe("open");
    expect(trail.map(({ label }) => label)).toEqual(["重新打开", "认定办结", "申请办结", "退回办结申请", "申请办结", "分派"]);
  });

  it.each([
    ["发文日期在将来", { issuedOn: "2030-01-01" }, "ISSUED_LATER"],
    ["别处的佐证", { files: ["018f0000-0000-7000-8000-000000000000"] }, "FILE_NOT_OF_PART"],
    ["不是承担单位", { unit: "省财政厅", sourceDocument: "晋财函〔2024〕2号" }, "NOT_ANSWERING"],
  ])("%s：拒绝,什么也没有写", async (_, body, code) => {
    const before = await desk.count();
    expect((await desk.ask(office, task, body)).problem.code).toBe(code);
    expect(await desk.count()).toEqual(before);
  });
});

describe("里程碑", async () => {
  const desk = await taskDesk("2023-08-20");
  const launch = plan("s2.7.launch-145-selection");

  it("2023年9月15日的遴选通知经认定,启动里程碑按时办结 [service-system-2023.s2.7.launch-145-selection]", async () => {
    await desk.assign(office, launch, { unit: "省卫健委", startsOn: "2023-08-20" });
    desk.on("2023-09-20");
    const { answer } = await desk.ask(office, launch, { documentNumber: "省级中医优势专科遴选通知", issuedOn: "2023-09-15" });
    expect((await desk.decide(second, launch, answer.id)).status).toBe(200);
    desk.on("2024-02-01");
    expect(await desk.show(office, launch)).toMatchObject({ state: "done", light: "green", daysLate: 0, due: "2023-12-31" });
  });
});

describe("督办和工作台", async () => {
  const desk = await taskDesk("2024-02-01");
  const task = plan("s1.4.general-hospital-action");
  await desk.assign(office, task);
  const escalate = (actor: Actor) =>
    desk.api.call(actor, escalateLedgerTask, { params: { task, part: "whole" }, body: { note: "请于十日内补报" } });
  const titlesOf = async (actor: Actor) =>
    (await desk.api.call(actor, workbench, {})).answer.items.filter(({ from }) => from === "督办台账").map(({ step }) => step);

  it("没有亮灯的不督办;逾期1至10个工作日提醒,之后发督办单,逾期20个工作日提请约谈", async () => {
    desk.on("2024-07-12");
    const before = await desk.count();
    expect((await escalate(office)).problem.code).toBe("NOTHING_TO_ESCALATE");
    expect(await desk.count()).toEqual(before);
    for (const [day, level] of [
      ["2024-07-15", 1],
      ["2024-07-29", 2],
      ["2024-08-09", 3],
    ] as const) {
      desk.on(day);
      expect((await escalate(office)).answer.level).toBe(level);
    }
    expect((await desk.show(office, task)).trail[0]).toMatchObject({ label: "督办", note: "提请约谈：请于十日内补报" });
  });

  it("责任单位在待办里看到逾期的报告,督办机构看到红灯", async () =>
    expect(await titlesOf(office)).toEqual(["2024年上半年报告逾期20个工作日", "发督办单，逾期久的提请约谈"]));

  it("报了以后待办消失", async () => {
    await desk.report(office, task);
    // 2023年底到期、至今没有分派的一项仍是红灯
    expect(await titlesOf(office)).toEqual(["发督办单，逾期久的提请约谈"]);
  });

  it("等待认定的在另一人的待办里,在本人的我发起里", async () => {
    await desk.ask(office, task);
    const groups = async (actor: Actor) =>
      (await desk.api.call(actor, workbench, {})).answer.items
        .filter(({ title }) => title.startsWith("办结认定"))
        .map(({ group }) => group);
    expect([await groups(office), await groups(second)]).toEqual([["started"], ["todo"]]);
  });
});

describe("台账", async () => {
  const desk = await taskDesk("2024-02-01");
  await desk.assign(office, training, { dueOn: "2024-06-30" });
  await desk.assign(office, "regional-centres-2023.measure04", { parts: ["task1", "task2", "task3", "task4"] });
  desk.on("2024-07-20");
  const list = async (actor: Actor, query: Record<string, unknown> = {}) =>
    (await desk.api.call(actor, listLedgerTasks, { query: query as never })).answer;

  it("省里看全部279项,太原只看它参与的,临汾只看本市方案的,县里没有", async () => {
    expect((await list(office)).total).toBe(279);
    const ofTaiyuan = await list(taiyuan, { limit: 200 });
    expect(ofTaiyuan.items.every(({ leads, supporting }) => [...leads, ...supporting].includes("太原市人民政府"))).toBe(true);
    expect(ofTaiyuan.total).toBeGreaterThan(0);
    expect((await list(linfen, { limit: 200 })).items.map(({ document }) => document)).toEqual(Array(15).fill("linfen-2020"));
    expect((await list(actorAs("auditor", { level: "county", city: "140100", county: "140121" }))).total).toBe(0);
  });

  it("按老年筛选至少有医养结合的五项,没有任务的阶段在评估里列为缺口 [service-system-2023.overall.guiding-thought]", async () => {
    const elderly = await list(office, { stage: "elderly", limit: 200 });
    const combined = ledgerTasks.map(({ code }) => code).filter((code) => code.startsWith(plan("s2.6.")));
    expect(elderly.items.map(({ code }) => code)).toEqual(expect.arrayContaining(combined));
    expect(lifeStagesNode([{ stage: "elderly", state: "open" }]).open.map((gap) => gap.slice(0, 2))).toEqual([
      "孕产",
      "儿童",
      "成人",
      "临终",
    ]);
  });

  it("按文件、牵头单位、灯、状态和文字筛选", async () => {
    expect((await list(office, { document: "linfen-2020" })).total).toBe(15);
    expect((await list(office, { state: "late", document: "service-system-2023" })).items.map(({ code }) => code)).toContain(
      training,
    );
    expect((await list(office, { light: "red" })).items.every(({ light }) => light === "red")).toBe(true);
    expect((await list(office, { unit: "省药监局", document: "regional-centres-2023" })).items.map(({ code }) => code)).toEqual([
      "regional-centres-2023.measure14",
    ]);
    expect((await list(office, { text: "蓝光" })).items.map(({ code }) => code)).toEqual([plan("s3.3.day-phototherapy")]);
  });

  it("逐页读完,不重不漏", async () => {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await list(office, { limit: 50, ...(after !== undefined && { after }) });
      seen.push(...page.items.map(({ code }) => code));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(ledgerTasks.map(({ code }) => code));
  });

  it("导出工作簿与列表同一筛选", async () => {
    const { status, bytes } = await desk.api.call(office, exportLedgerTasks, { query: { text: "蓝光" } });
    expect(status).toBe(200);
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
  });

  it("佐证只在任务的范围内下载", async () => {
    const { answer: file } = await desk.attach(office, training);
    const get = async (actor: Actor) => (await desk.api.call(actor, downloadTaskFile, { params: { file: file.id } })).status;
    expect([await get(office), await get(finance), await get(taiyuan)]).toEqual([200, 200, 404]);
  });

  it("不相干的单位不能上传佐证", async () => {
    const before = await desk.count();
    await desk.speaksFor("water", "省药监局");
    expect((await desk.attach(department("water"), training)).problem.code).toBe("NOT_CONCERNED");
    expect(await desk.count()).toEqual(before);
  });
});

describe("自动保存", async () => {
  const desk = await taskDesk("2024-02-01");
  await desk.assign(office, training);
  const save = (actor: Actor, value: string, version: number, field = "done") =>
    desk.api.call(actor, saveTaskDraft, {
      params: { task: training, part: "whole", form: "report", field },
      body: { value, version },
    });

  it("逐格保存,只有本人看得见,提交后清空", async () => {
    expect((await save(office, "写到一半", 0)).answer.version).toBe(1);
    expect((await save(office, "又写一点", 1)).answer.version).toBe(2);
    expect((await desk.show(office, training)).drafts).toMatchObject([{ field: "done", value: "又写一点", version: 2 }]);
    expect((await desk.show(second, training)).drafts).toEqual([]);
    desk.on("2024-07-08");
    await desk.report(office, training);
    expect((await desk.show(office, training)).drafts).toEqual([]);
  });

  it("另一个页面改过的不覆盖,两份并列", async () => {
    await save(office, "甲", 0);
    const { status, problem } = await save(office, "乙", 0);
    expect([status, problem.code, problem.current?.value]).toEqual([409, "ANSWER_CHANGED", "甲"]);
    expect((await save(office, "丙", 0, "nothing")).problem.code).toBe("FIELD_UNKNOWN");
    expect(await desk.database.query("select field, value from task_draft")).toEqual([{ field: "done", value: "甲" }]);
  });
});
