import { addEntry, changeEntry, confirmEntries, showSubjectBoard } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../index.ts";
import { evaluate } from "./index.ts";

const clock = fixedClock("2028-03-31T02:00:00Z");
const database = await freshDatabase();
await database.transaction(systemActor, async (tx) => {
  await loadRegions(tx);
  await loadIndicators(tx, clock);
});
const api = await testApi(database, clock);

const taiyuan = "140100-C04";
const clerk = actorAs("unit_applicant", { level: "unit", city: "140100", institution: taiyuan, userId: "clerk" });
const city = actorAs("city_health_bureau", { level: "city", city: "140100" });
const params = { register: "plan-specialty-level" };
const noEvidence = { documentNumber: null, documentDate: null, attachmentId: null };
const evidence = { documentNumber: "国卫医函〔2027〕12号", documentDate: "2027-06-20", attachmentId: null };

const judged = async (target: string) =>
  database.transaction(systemActor, async (tx) => {
    const { evaluations, facts } = await evaluate(tx, systemActor, { targets: [target], asOf: date("2028-03-31") });
    return { ...(evaluations[0] ?? expect.fail("no evaluation")), note: facts[0]?.note };
  });
const confirmedCount = async () =>
  (await database.query<{ n: number }>("select count(*)::int n from register_entry where state = 'confirmed'"))[0]?.n;

describe("列名专科:没有佐证的级别不予认定,也不计入", () => {
  it.each([
    ["urology", "泌尿外科", "approval"],
    ["nephrology", "肾脏内科", "approval"],
    ["dermatology", "皮肤性病科", "evaluation"],
    ["cardiology", "心血管内科", "approval"],
    ["reproduction", "辅助生殖科", "evaluation"],
  ] as const)("[regional-centres-2023.task4.specialty-%s] %s", async (key, specialty, basis) => {
    const target = `regional-centres-2023.task4.specialty-${key}`;
    const level = (of: string, reached: string) => ({ institution: taiyuan, specialty, level: of, basis, reached });
    const provincial = await api.call(clerk, addEntry, { params, body: { values: level("省级", "2026-01-01"), evidence } });
    const entries = [{ id: provincial.answer.id, version: 1 }];
    expect((await judged(target)).value).toBeNull();
    await api.call(city, confirmEntries, { params, body: { entries } });
    expect(await judged(target)).toMatchObject({ verdict: "not-met", gap: { value: "1", unit: "级" } });

    const before = await confirmedCount();
    const national = level("国家临床重点专科", "2027-12-31");
    const bare = await api.call(clerk, addEntry, { params, body: { values: national, evidence: noEvidence } });
    const asked = { params, body: { entries: [{ id: bare.answer.id, version: 1 }] } };
    const refused = await api.call(city, confirmEntries, asked);
    expect(refused.answer.results[0]).toMatchObject({ outcome: "refused", code: "EVIDENCE_REQUIRED" });
    expect(await confirmedCount()).toBe(before);
    expect((await judged(target)).verdict).toBe("not-met");

    const change = { params: { ...params, id: bare.answer.id }, body: { values: national, evidence, version: 1 } };
    const { answer } = await api.call(clerk, changeEntry, change);
    await api.call(city, confirmEntries, { params, body: { entries: [{ id: answer.id, version: answer.version }] } });
    expect(await judged(target)).toMatchObject({ verdict: "met", ...(basis === "evaluation" && { note: "评估认定" }) });
    const { rows } = (await api.call(city, showSubjectBoard, { params: { subject: taiyuan }, query: {} })).answer;
    expect(rows.find((row) => row.target === target)?.note).toBe(basis === "evaluation" ? "评估认定" : null);
  });
});
