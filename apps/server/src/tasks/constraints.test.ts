import { listTaskLiaisons, nameTaskLiaison, roles } from "@qiangyi/api";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAs } from "../../test/api.ts";
import { seedDemoAccounts } from "../access/index.ts";
import { fixedClock, violatedConstraint } from "../platform/index.ts";
import { office, second, taiyuan, taskDesk } from "./sample-tasks.ts";

const desk = await taskDesk("2024-02-01");
await seedDemoAccounts(desk.database, fixedClock("2024-02-01T02:00:00Z"), { isDemo: true });
const task = "service-system-2023.s1.1.residency-training";
await desk.assign(office, task);
desk.on("2024-07-08");
await desk.report(office, task);
const { answer: asked } = await desk.ask(office, task);
await desk.decide(second, task, asked.id);

const broken = async (statement: string): Promise<string | undefined> => {
  try {
    await desk.database.query(statement);
    return undefined;
  } catch (error) {
    return violatedConstraint(error);
  }
};

describe("数据库守住的规矩,各违反一次", () => {
  const assignment = (changed: Record<string, string>) => {
    const values = {
      province: "'14'",
      task: `'${task}'`,
      part: "'whole'",
      seq: "9",
      unit: "'省卫健委'",
      person: "'甲'",
      starts_on: "'2024-01-01'",
      due_on: "null",
      target: "''",
      every_months: "6",
      reason: "'人员调整'",
      on_day: "'2024-02-01'",
      by_user: "'x'",
      by_name: "'x'",
      at: "now()",
      ...changed,
    };
    return `insert into task_assignment (${Object.keys(values).join()}) values (${Object.values(values).join()})`;
  };
  const copy = (table: string, changed: Record<string, string>) =>
    `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), ${Object.entries(
      changed,
    )
      .map(([name, value]) => `'${name}', ${value}`)
      .join()}))).* from ${table} r limit 1`;

  it.each([
    ["task_part_state", "update task_part set state = 'gone'"],
    ["task_assignment_of", assignment({ part: "'lead1'" })],
    ["task_assignment_unit_named", assignment({ unit: "''" })],
    ["task_assignment_cadence", assignment({ every_months: "2" })],
    ["task_assignment_days", assignment({ due_on: "'2023-12-31'" })],
    ["task_assignment_changed_for_reason", assignment({ reason: "null" })],
    ["task_assignment_append_only", "update task_assignment set person = '乙'"],
    ["task_report_of", copy("task_report", { part: "'lead1'" })],
    ["task_report_version_once", copy("task_report", { progress: "60" })],
    ["task_report_progress", copy("task_report", { version: "7", progress: "101" })],
    ["task_report_says_what", copy("task_report", { version: "7", done: "''" })],
    ["task_report_yearly_with_evidence", copy("task_report", { version: "7", period: "'2024'" })],
    ["task_report_append_only", "delete from task_report"],
    ["task_closure_of", copy("task_closure", { part: "'lead1'" })],
    ["task_closure_by_document", copy("task_closure", { document_number: "''" })],
    ["task_closure_with_evidence", copy("task_closure", { address: "null" })],
    ["task_closure_decision", copy("task_closure", { decision: "'maybe'" })],
    ["task_closure_decided_whole", copy("task_closure", { decided_name: "null" })],
    ["task_closure_accepted_by_another", copy("task_closure", { decided_by: "'office'" })],
    ["task_closure_returned_for_reason", copy("task_closure", { decision: "'returned'" })],
    ["task_closure_reopened_after_acceptance", copy("task_closure", { reopened_on: "'2024-08-01'" })],
    ["task_closure_stands", "update task_closure set statement = '改过'"],
    ["task_act_kind", copy("task_act", { kind: "'nothing'" })],
    ["task_act_escalation_has_level", copy("task_act", { kind: "'escalated'" })],
    ["task_act_level", copy("task_act", { kind: "'escalated'", level: "4" })],
    ["task_act_append_only", "update task_act set note = ''"],
    ["task_file_of", `insert into task_file values ('14', gen_random_uuid(), '${task}', 'lead1', null, 'x', 'x', 'x', now())`],
    ["task_liaison_unit_named", "insert into task_liaison values ('14', 'a', 1, '', 'b', 'b', now())"],
    ["task_liaison_not_by_oneself", "insert into task_liaison values ('14', 'a', 1, '省医保局', 'a', 'a', now())"],
    ["task_draft_form", `insert into task_draft values ('14', 'a', '${task}', 'whole', 'other', 'done', '', 1, now())`],
    ["task_draft_version", `insert into task_draft values ('14', 'a', '${task}', 'whole', 'report', 'done', '', 0, now())`],
  ])("%s", async (name, statement) => {
    const before = await desk.count();
    expect(await broken(statement)).toBe(name);
    expect(await desk.count()).toEqual(before);
  });

  it("task_closure_one_waiting:同一部分不能有两份等待认定的申请", async () => {
    const waiting = copy("task_closure", {
      decision: "null",
      decided_on: "null",
      decided_by: "null",
      decided_name: "null",
      decided_at: "null",
    });
    await desk.database.query(waiting);
    expect(await broken(waiting)).toBe("task_closure_one_waiting");
  });

  it("省级任务的记录,市里在数据库层就看不到", async () => {
    const seen = (actor: typeof office) =>
      desk.database.transaction(actor, async (tx) => {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from task_report`.execute(tx);
        return rows[0]?.n;
      });
    expect([await seen(office), await seen(taiyuan)]).toEqual([1, 0]);
  });
});

describe("省直部门联络员", () => {
  const name = (user: string, unit: string, actor = office) => desk.api.call(actor, nameTaskLiaison, { body: { user, unit } });
  const list = async () => (await desk.api.call(office, listTaskLiaisons, {})).answer;

  it("角色只在省级,只能查看和填报", () =>
    expect(roles.find(({ id }) => id === "prov_department")).toMatchObject({
      levels: ["province"],
      holds: ["tasks.read", "tasks.report"],
    }));

  it("指定账号代表哪个单位,后一次为准", async () => {
    const [account] = (await list()).items;
    expect(account?.unit).toBeNull();
    expect((await name(account?.user ?? "", "省教育厅")).status).toBe(201);
    expect((await name(account?.user ?? "", "省医保局")).status).toBe(201);
    expect((await list()).items[0]?.unit).toBe("省医保局");
  });

  it.each([
    ["没有这样的账号", "nobody", "省教育厅", office, "ACCOUNT_NOT_DEPARTMENT"],
    ["不是任务里的单位", "nobody", "省水利厅", office, "UNIT_UNKNOWN"],
    ["给自己指定", "office", "省教育厅", office, "OWN_LIAISON"],
    ["市里来指定", "nobody", "省教育厅", actorAs("city_health_bureau", { city: "140100" }), "FORBIDDEN_ROLE"],
  ] as const)("%s：拒绝,什么也没有写", async (_, user, unit, actor, code) => {
    const rows = () => desk.database.query("select count(*)::int as n from task_liaison");
    const before = await rows();
    expect((await name(user, unit, actor)).problem.code).toBe(code);
    expect(await rows()).toEqual(before);
  });
});
