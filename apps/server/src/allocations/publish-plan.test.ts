import {
  buildPlan,
  discardPlan,
  freezePlan,
  keepScenario,
  listPlans,
  publishPlan,
  readPlan,
  recordAllocated,
  recordBudgets,
  recordInvestment,
  roles,
  summariseDues,
  wholeFund,
} from "@qiangyi/api";
import { fundingLines } from "@qiangyi/policy";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { violatedConstraint } from "../platform/index.ts";
import { addSampleProvince } from "./sample-province.ts";

const database = await freshDatabase();
await addSampleProvince(database);
const api = await testApi(database);
const health = actorAs("prov_health_dept");
const finance = actorAs("prov_finance_social");
const county = actorAs("county_health_bureau", { city: "140100", county: "140121" });
const wan = (amount: number) => String(amount * 1_000_000);

const tables = ["plan_publication", "published_line", "published_share", "published_fact", "published_comparison"] as const;
const rowsIn = async () => {
  const counts = await Promise.all(
    tables.map((table) => database.query<{ n: number }>(`select count(*)::int as n from ${table}`)),
  );
  return counts.map(([row]) => row?.n);
};

const build = async () => (await api.call(health, buildPlan, { body: { year: 2025 } })).answer.id;
const frozen = async () => {
  const planId = await build();
  const { status } = await api.call(health, freezePlan, {
    params: { planId },
    body: { title: "2025年建议方案", acceptStale: true },
  });
  expect(status).toBe(200);
  return planId;
};
const publish = (planId: string, note?: string) =>
  api.call(health, publishPlan, { params: { planId }, body: note === undefined ? {} : { note } });

beforeAll(async () => {
  const budget = { year: 2025, source: "省级预算", documentNumber: "晋财预〔2025〕1号" };
  const rows = [
    { ...budget, line: wholeFund, amountFen: wan(100_000) },
    { ...budget, line: "provincial-key-specialty", amountFen: wan(4000) },
  ];
  expect((await api.call(finance, recordBudgets, { body: { rows } })).status).toBe(201);
  const allocated = {
    line: "provincial-key-specialty",
    subject: "s2",
    year: 2025,
    amountFen: wan(50),
    documentNumber: "晋财社〔2025〕3号",
  };
  expect((await api.call(finance, recordAllocated, { body: { rows: [allocated] } })).status).toBe(201);
  const planned = fundingLines.map(({ id }) => ({
    line: id,
    year: 2025,
    quantity: 10,
    standardFen: wan(100),
    sourceMix: "省级专项资金",
    approvedOn: "2025-01-20",
    documentNumber: "晋卫规财〔2025〕2号",
  }));
  expect((await api.call(health, recordInvestment, { body: { rows: planned } })).status).toBe(201);
});

describe("发布给市县", () => {
  it("草稿、情景和没有的方案都不能发布，什么也没有写入", async () => {
    const before = await rowsIn();
    const planId = await build();
    const refused = await publish(planId);
    expect(refused).toMatchObject({ status: 409, problem: { code: "plan-not-frozen", remedy: "请先定稿" } });
    const kept = await api.call(health, keepScenario, {
      params: { planId },
      body: { title: "情景", change: { readings: {}, standards: {} } },
    });
    expect(await publish(kept.answer.id)).toMatchObject({ status: 409, problem: { code: "plan-not-frozen" } });
    await api.call(health, discardPlan, { params: { planId }, body: { reason: "不用了" } });
    for (const absent of [planId, "00000000-0000-7000-8000-000000000000"]) {
      expect(await publish(absent)).toMatchObject({ status: 404, problem: { code: "plan-not-found" } });
    }
    expect(await rowsIn()).toEqual(before);
  });

  it("发布后写明日期和说明；同一版再发布被拒绝，什么也没有写入；新版取代旧版，旧版还可以再发布", async () => {
    const first = await frozen();
    const done = await publish(first, "请核对");
    expect(done).toMatchObject({ status: 201, answer: { publishedOn: "2025-03-01", replacedVersion: null } });
    const once = await rowsIn();
    expect(await publish(first)).toMatchObject({ status: 409, problem: { code: "already-published" } });
    expect(await rowsIn()).toEqual(once);

    const second = await frozen();
    expect((await publish(second)).answer).toMatchObject({ replacedVersion: 1 });
    const { items } = (await api.call(health, listPlans, { query: { year: 2025 } })).answer;
    const shown = new Map(items.map(({ id, publication }) => [id, publication]));
    expect(shown.get(second)).toEqual({ publishedOn: "2025-03-01", publishedBy: "测试员", note: null, isCurrent: true });
    expect(shown.get(first)).toMatchObject({ note: "请核对", isCurrent: false });

    expect((await publish(first)).answer).toMatchObject({ replacedVersion: 2 });
    const { publication, history } = (await api.call(county, summariseDues, { query: { year: 2025 } })).answer;
    expect(publication).toMatchObject({ version: 1, isCurrent: true });
    expect(history.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
      [1, true],
      [2, false],
      [1, false],
    ]);
    expect((await api.call(health, readPlan, { params: { planId: first } })).answer.publication?.isCurrent).toBe(true);
  });

  it("只有持“向市县发布方案”的角色可以发布，其他人什么也写不进", async () => {
    const planId = await frozen();
    const before = await rowsIn();
    const places = { city: "140100", county: "140121", institution: "C1" };
    for (const role of roles) {
      for (const level of role.levels) {
        if (role.holds.includes("plans.publish")) continue;
        const actor = actorAs(role.id, { level, ...(level !== "province" && places) });
        const { status, problem } = await api.call(actor, publishPlan, { params: { planId }, body: {} });
        expect([role.id, level, status, problem.code]).toEqual([role.id, level, 403, "FORBIDDEN_ROLE"]);
      }
    }
    expect(await rowsIn()).toEqual(before);
    expect(roles.filter(({ holds }) => holds.includes("plans.publish")).every(({ levels }) => levels.join() === "province")).toBe(
      true,
    );
    expect((await api.call(actorAs("prov_health_finance"), publishPlan, { params: { planId }, body: {} })).status).toBe(201);
  });
});

describe("数据库守着发布", () => {
  const violated = (text: string, values: unknown[] = []) =>
    database.query(text, values).then(
      () => "nothing",
      (error: unknown) => violatedConstraint(error) ?? String(error),
    );
  const publicationOf = async () =>
    (
      await database.query<{ id: string; plan_id: string }>("select id, plan_id from plan_publication order by step desc limit 1")
    )[0];
  const insert = (planId: string, more: Record<string, unknown> = {}) => {
    const row = { year: 2025, step: 90, version: 1, ...more };
    return violated(
      `insert into plan_publication (province, id, plan_id, year, step, title, version, decision_date, published_on, published_by, published_name, published_at)
       values ('14', gen_random_uuid(), $1, $2, $3, '方案', $4, '2025-03-01', '2025-03-01', 'x', 'x', now())`,
      [planId, row.year, row.step, row.version],
    );
  };

  it("每条命名约束都被故意违反一次", async () => {
    const known = await publicationOf();
    const planId = known?.plan_id ?? "";
    const draft = await build();
    const version = (await database.query<{ version: number }>("select version from allocation_plan where id = $1", [planId]))[0]
      ?.version;
    expect(await insert(draft)).toBe("plan_publication_of_frozen");
    expect(await insert(planId, { version: 99 })).toBe("plan_publication_of_frozen");
    expect(await insert(planId, { step: 1, version })).toBe("plan_publication_one_successor");
    expect(await insert(planId, { step: 0, version })).toBe("plan_publication_step");
    const id = known?.id;
    expect(await violated("insert into published_comparison select '14', $1, 'x', '', '', '', -1, 0, 0, 0", [id])).toBe(
      "published_comparison_not_negative",
    );
    expect(await violated("insert into published_comparison select '14', $1, 'x', '', '', '', 0, 0, 0, 0", [id])).toBe(
      "published_comparison_sealed",
    );
    const share = (no: number, amount: number, isStanding: boolean) =>
      violated(
        `insert into published_share (province, publication_id, line_no, share_no, is_standing, due_fen, proposed_fen, held_fen, recovery_fen)
         values ('14', $1, 0, $2, $3, $4, 0, 0, 0)`,
        [id, no, isStanding, amount],
      );
    expect(await share(50, -1, false)).toBe("published_share_not_negative");
    expect(await share(50, 0, true)).toBe("published_share_one_standing");
    expect(await share(50, 0, false)).toBe("published_share_sealed");
    const line = (status: string, amount: number) =>
      violated(
        `insert into published_line (province, publication_id, line_no, line, year, subject, title, place, status, amount_fen, held_fen,
           recovery_fen, allocated_fen, fact_count, errors, clauses, explanation, search)
         values ('14', $1, 500, 'x', 2025, 's', 't', 'p', $2, $3, 0, 0, 0, 0, '{}', '{}', '{}', '')`,
        [id, status, amount],
      );
    expect(await line("paid", 0)).toBe("published_line_status");
    expect(await line("payable", -1)).toBe("published_line_not_negative");
    expect(await line("payable", 1)).toBe("published_line_sealed");
    expect(
      await violated(
        "insert into published_fact (province, publication_id, line_no, fact_no, fact_id, type, fields) values ('14', $1, 0, 50, 'f', 't', '[]')",
        [id],
      ),
    ).toBe("published_fact_sealed");
  });

  it("发布的内容不能改、不能删", async () => {
    for (const table of tables) {
      expect(await violated(`update ${table} set province = '15'`)).toBe(`${table}_append_only`);
      expect(await violated(`delete from ${table}`)).toBe(`${table}_append_only`);
    }
  });

  it("市、县、单位的账号直接写库也写不进一行", async () => {
    const before = await rowsIn();
    const planId = (await publicationOf())?.plan_id ?? "";
    for (const [role, place] of [
      ["city_health_bureau", { city: "140100" }],
      ["county_health_bureau", { city: "140100", county: "140121" }],
      ["unit_applicant", { city: "140100", county: "140121", institution: "C1" }],
    ] as const) {
      const write = database.transaction(actorAs(role, place), (tx) =>
        sql`insert into plan_publication (province, id, plan_id, year, step, title, version, decision_date, published_on, published_by, published_name, published_at)
            values ('14', gen_random_uuid(), ${planId}::uuid, 2025, 95, '方案', 1, '2025-03-01', '2025-03-01', 'x', 'x', now())`.execute(
          tx,
        ),
      );
      await expect(write).rejects.toThrow();
    }
    expect(await rowsIn()).toEqual(before);
  });
});
