import { addEntry, changeEntry, recordTargetPath } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { fixedClock } from "../../platform/index.ts";
import { evidence, province, sampleRosters, times, valueOf } from "./sample-rosters.ts";

const { database, load, card, written } = await sampleRosters();

describe("二（一）1 助理全科医生 [service-system-2023.s1.1.agp-quota]", async () => {
  const early = await testApi(database, fixedClock("2023-02-01T02:00:00Z"));
  const steps = (...values: readonly [number, string][]) =>
    early.call(province, recordTargetPath, {
      params: { target: "service-system-2023.s1.1.agp-quota" },
      body: {
        baseline: null,
        milestones: values.map(([year, value]) => ({ year, value })),
        effectiveFrom: "2023-01-01",
        document: "晋卫科教函〔2023〕5号",
      },
    });
  const paths = async () => (await database.query<{ n: number }>("select count(*)::int n from target_path"))[0]?.n;
  const admit = (year: number, from: number, count: number) =>
    load(
      "plan-assistant-gp",
      times(count, (nth) => ({ person: `A${from + nth}`, institution: "G1", admitted: `${year}-08-20` })),
    );

  it("阶段目标先80后60被拒绝,什么也没有写", async () => {
    const refused = await steps([2023, "80"], [2024, "60"], [2025, "100"]);
    expect([refused.status, refused.problem.code]).toEqual([422, "STEP_DECREASES"]);
    expect(refused.problem.problems?.[0]?.path).toBe("milestones.1.value");
    expect(await paths()).toBe(0);
  });

  it("阶段目标60、80、100:2023年录取64名达到,绿灯;2025年96名差4名,年终后红灯", async () => {
    expect((await steps([2023, "60"], [2024, "80"], [2025, "100"])).status).toBe(201);
    await admit(2023, 0, 64);
    await admit(2025, 200, 96);
    expect(await card("s1.1.agp-quota", "2023-12-31")).toMatchObject({ verdict: "met", light: "green", shortBy: null });
    expect(await card("s1.1.agp-quota", "2025-12-31")).toMatchObject({ verdict: "short", shortBy: "4", light: "red" });
    const later = await card("s1.1.agp-quota", "2026-01-15");
    expect(later.rows.find(({ name }) => name === "2025年")).toMatchObject({ light: "red", remark: "差4名" });
  });

  it("2025年160名达到,注明超过上限150名;同一人同一年只计一次", async () => {
    await admit(2025, 400, 64);
    await load("plan-assistant-gp", [{ person: "A400", institution: "G1", admitted: "2025-09-01" }]);
    const found = await card("s1.1.agp-quota", "2025-12-31");
    expect(found).toMatchObject({ verdict: "met", light: "green", remark: "超过上限150名" });
    expect(valueOf(found, "当年人数")).toBe("160");
  });
});

describe("二（一）3 村医大专学历提升", () => {
  const enrol = (year: number, count: number, more: (nth: number) => object = () => ({})) =>
    load(
      "plan-village-doctor",
      times(count, (nth) => ({
        person: `V${year}-${nth}`,
        county: "140121",
        posted: "2015-07-01",
        enrolled: `${year}-08-20`,
        ...more(nth),
      })),
    );

  it("2023年录取1000名、退学40名、毕业0名：招录1000、在读960、毕业0 [service-system-2023.s1.1.village-doctor-college]", async () => {
    await enrol(2023, 1_000, (nth) => (nth < 40 ? { dropped: "2023-12-01" } : {}));
    const found = await card("s1.3.village-doctor-enrolment", "2023-12-31");
    expect(["当年人数", "在读", "毕业"].map((label) => valueOf(found, label))).toEqual(["1000", "960", "0"]);
    expect(found).toMatchObject({ verdict: "met", light: "green" });
  });

  it("1010、980、1020名：2023年达到，2024年差20名为红灯，2025年达到；三年合计3010名，2024年仍是红灯；录取当日已离岗的不计 [service-system-2023.s1.3.village-doctor-enrolment]", async () => {
    await load(
      "plan-village-doctor",
      times(10, (nth) => ({ person: `V2023-more${nth}`, county: "140121", posted: "2015-07-01", enrolled: "2023-08-20" })),
    );
    await enrol(2024, 985, (nth) => (nth < 5 ? { left: "2024-05-01" } : {}));
    await enrol(2025, 1_020);
    const found = await card("s1.3.village-doctor-enrolment", "2026-01-15");
    expect(found.rows.map(({ name, light, remark }) => [name, light, remark])).toEqual([
      ["2023年", "green", null],
      ["2024年", "red", "差20名"],
      ["2025年", "green", null],
    ]);
    expect(valueOf(found, "2023—2025年合计（不相抵）")).toBe("3010");
    expect(found).toMatchObject({ verdict: "short", shortBy: "20", light: "red" });
    expect((await card("s1.3.village-doctor-enrolment", "2026-02-01")).rows).toHaveLength(3);
  });

  it("2026年2月1日起封账：新增被拒绝，更正须说明原因，都没有写；说明原因的更正照办 [service-system-2023.s1.3.village-doctor-enrolment]", async () => {
    const closed = await testApi(database, fixedClock("2026-02-01T02:00:00Z"));
    const open = await testApi(database, fixedClock("2026-01-31T02:00:00Z"));
    const register = "plan-village-doctor";
    const late = { person: "V-late", county: "140121", posted: "2015-07-01", enrolled: "2025-08-20" };
    const before = await written();
    const refused = await closed.call(province, addEntry, { params: { register }, body: { values: late, evidence } });
    expect([refused.status, refused.problem.code]).toEqual([409, "ROSTER_CLOSED"]);
    expect(await written()).toBe(before);
    const { answer } = await open.call(province, addEntry, { params: { register }, body: { values: late, evidence } });
    const correction = { values: { ...late, dropped: "2025-12-01" }, evidence, version: 1 };
    const change = (body: typeof correction & { note?: string }) =>
      closed.call(province, changeEntry, { params: { register, id: answer.id }, body });
    const unexplained = await change(correction);
    expect([unexplained.status, unexplained.problem.code]).toEqual([422, "CORRECTION_REASON_REQUIRED"]);
    expect(await written()).toBe(before + 1);
    expect((await change({ ...correction, note: "退学日期漏填" })).status).toBe(200);
  });
});

describe("二（一）1 研修选派 [service-system-2023.s1.1.visiting-scholars]", () => {
  const send = (year: number, count: number, start: (nth: number) => string) =>
    load(
      "visiting-scholar",
      times(count, (nth) => ({
        person: `S${year}-${nth}`,
        institution: "G1",
        year,
        tuition: null,
        listed: true,
        start: start(nth),
      })),
    );

  it("年终452名达到,绿灯;430名差20名,红灯;510名达到,注明超过上限500名", async () => {
    await send(2023, 430, () => "2023-03-01");
    await send(2024, 452, (nth) => (nth < 120 ? "2024-07-01" : "2024-09-01"));
    await send(2025, 510, () => "2025-03-01");
    expect(await card("s1.1.visiting-scholars", "2024-12-31")).toMatchObject({ verdict: "met", light: "green", remark: null });
    expect(await card("s1.1.visiting-scholars", "2023-12-31")).toMatchObject({ verdict: "short", shortBy: "20", light: "red" });
    const above = await card("s1.1.visiting-scholars", "2025-12-31");
    expect(above).toMatchObject({ verdict: "met", light: "green", remark: "超过上限500名" });
    expect(valueOf(above, "资金测算人数（约）")).toBe("450");
  });

  it("2024年7月1日(366天的第183天)已选派120名:应到225名,比值0.53,红灯", async () => {
    const found = await card("s1.1.visiting-scholars", "2024-07-01");
    expect(found).toMatchObject({ verdict: "short", light: "red" });
    expect(found.because).toContain("应有225名，完成比0.53");
  });
});

describe("二（一）1 外聘专家工作室 [service-system-2023.s1.1.expert-workshops]", () => {
  it("第一批50个达到,第二批47个差3个;2024年有97个分两批,不合并", async () => {
    const batch = (name: string, from: string, count: number) =>
      load(
        "expert-workshop",
        times(count, (nth) => ({ institution: "G1", workshop: `${name}${nth}`, from, batch: name })),
      );
    await batch("第一批", "2023-07-01", 50);
    await batch("第二批", "2024-07-01", 47);
    const found = await card("s1.1.expert-workshops", "2024-12-31");
    expect(found.rows).toMatchObject([
      { name: "第一批", light: "green", remark: null },
      { name: "第二批", light: "red", remark: "差3个" },
    ]);
    expect(found).toMatchObject({ verdict: "short", shortBy: "3", open: ["第二批"] });
    expect([valueOf(found, "建设期内的工作室"), valueOf(found, "分属批次"), valueOf(found, "最近一批")]).toEqual([
      "97",
      "2",
      "47",
    ]);
    expect(found.because).not.toContain("97");
  });
});
