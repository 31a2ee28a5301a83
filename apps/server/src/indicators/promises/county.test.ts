import { addEntry } from "@qiangyi/api";
import { registerTargets } from "@qiangyi/policy/targets";
import { describe, expect, it } from "vitest";
import { allCounties, evidence, province, sampleRosters, times, valueOf } from "./sample-rosters.ts";

const { api, load, card, written } = await sampleRosters();
const asOf = "2025-12-31";

it("50所选定,45所可诊断,38所两项都确认:选定50、建成38 [service-system-2023.s1.4.cancer-pilots-50]", async () => {
  await load(
    "plan-cancer-pilot",
    times(50, (nth) => ({
      institution: `G${nth + 1}`,
      designated: "2024-03-15",
      ...(nth < 45 && { "diagnose.on": "2024-11-20", "diagnose.document": "评估意见" }),
      ...((nth < 38 || nth >= 48) && { "treat.on": "2025-05-20", "treat.document": "评估意见" }),
    })),
  );
  const found = await card("s1.4.cancer-pilots-50", asOf);
  expect([valueOf(found, "选定"), valueOf(found, "可诊断"), valueOf(found, "建成")]).toEqual(["50", "45", "38"]);
  expect(found).toMatchObject({ verdict: "short", shortBy: "12", light: "red" });
  expect(found.open).toHaveLength(12);
  expect(found.open[0]).toBe("样例G39号医院（缺可治疗）");
});

it("只填确认日期而没有依据的被拒绝,什么也没有写", async () => {
  const before = await written();
  const { status, problem } = await api.call(province, addEntry, {
    params: { register: "plan-cancer-pilot" },
    body: { values: { institution: "G55", designated: "2024-03-15", "treat.on": "2025-05-20" }, evidence },
  });
  expect([status, problem.code, problem.problems?.[0]?.path]).toEqual([422, "entry-misfits", "treat.document"]);
  expect(await written()).toBe(before);
});

describe("达到三级医院服务能力", () => {
  const qualify = (prefix: string, from: number, count: number) =>
    load(
      "county-tertiary",
      times(count, (nth) => ({
        institution: `${prefix}${from + nth}`,
        county: allCounties[from + nth - 1]?.code ?? "",
        qualified: "2025-06-30",
      })),
    );

  it("综合医院36所:差1所,黄灯,从不红灯 [service-system-2023.s1.4.tertiary-capability-37]", async () => {
    await qualify("G", 1, 36);
    await qualify("Z", 1, 10);
    for (const day of [asOf, "2026-06-30"]) {
      expect(await card("s1.4.tertiary-capability-37", day)).toMatchObject({ verdict: "short", shortBy: "1", light: "yellow" });
    }
  });

  it("37、10、3的合计50只作说明,不作任何一类的目标 [service-system-2023.s1.4.tertiary-capability-3]", async () => {
    await qualify("G", 37, 1);
    await qualify("M", 1, 3);
    const names = ["s1.4.tertiary-capability-37", "s1.4.tertiary-capability-10", "s1.4.tertiary-capability-3"];
    const findings = await Promise.all(names.map((name) => card(name, asOf)));
    expect(findings.map((found) => [valueOf(found, "已确认"), found.verdict])).toEqual([
      ["37", "met"],
      ["10", "met"],
      ["3", "met"],
    ]);
    expect(findings.map((found) => valueOf(found, "三类合计（要求之和50，不作目标）"))).toEqual(["50", "50", "50"]);
    expect(registerTargets.filter(({ id, value }) => id.includes("tertiary-capability") && value === "50")).toEqual([]);
  });
});

describe("二（二）4 县域试点和会诊接入", () => {
  const pilots = ["140781", "140822", "140802"];
  const chosen = allCounties.filter(({ code }) => !pilots.includes(code)).slice(0, 15);

  it("15个确定,连同3个已有试点共18个;点名的三个不能入选 [service-system-2023.s2.4.expand-15-counties]", async () => {
    const dates = { applied: "2024-02-20", reviewed: "2024-04-10" };
    await load(
      "plan-integration-county",
      chosen.map(({ code }) => ({ county: code, ...dates, confirmed: "2024-05-06" })),
    );
    const waiting = allCounties.at(-1);
    await load("plan-integration-county", [{ county: waiting?.code ?? "", ...dates }]);
    const found = await card("s2.4.expand-15-counties", asOf);
    expect(found).toMatchObject({ verdict: "met", light: "green", open: [`${waiting?.name}（已评审）`] });
    expect([valueOf(found, "新确定"), valueOf(found, "已有试点"), valueOf(found, "试点县合计")]).toEqual(["15", "3", "18"]);
    const before = await written();
    for (const county of pilots) {
      const { status, problem } = await api.call(province, addEntry, {
        params: { register: "plan-integration-county" },
        body: { values: { county, ...dates }, evidence },
      });
      expect([status, problem.code]).toEqual([422, "entry-misfits"]);
      expect(problem.problems).toMatchObject([{ path: "county", message: "规划点名的已有试点，不能作为再遴选的15个县之一" }]);
    }
    expect(await written()).toBe(before);
  });

  it("115个集团测试通过:115/117为98.3%,差2个并点名;只签约的不计 [service-system-2023.s2.4.groups-connected]", async () => {
    expect(allCounties).toHaveLength(117);
    await load(
      "plan-county-group",
      allCounties.map(({ code, name }, nth) => ({
        county: code,
        name: `${name}医疗集团`,
        ...(nth !== 116 && { contracted: "2024-03-01" }),
        ...(nth < 115 ? { tested: "2024-06-18", result: "passed" } : { tested: null, result: null }),
      })),
    );
    await load("plan-remote-consultation", [
      { county: allCounties[0]?.code ?? "", year: 2025, month: "11", cases: 1 },
      { county: allCounties[1]?.code ?? "", year: 2025, month: "11", cases: 0 },
    ]);
    const found = await card("s2.4.groups-connected", asOf);
    expect([valueOf(found, "已接入（测试通过）"), valueOf(found, "集团名册"), valueOf(found, "接入率")]).toEqual([
      "115",
      "117",
      "98.3",
    ]);
    expect(found).toMatchObject({ verdict: "short", shortBy: "2", light: "red", remark: null });
    expect(found.open).toEqual(allCounties.slice(115).map(({ name }) => `${name} ${name}医疗集团`));
    expect([valueOf(found, "签约未测试"), valueOf(found, "2025年11月有会诊")]).toEqual(["1", "1"]);
  });

  it("15个县都有启动日期为达到;也在一体化试点的县保留两条 [service-system-2023.s5.2.capitation-15-counties]", async () => {
    const own = [
      ...allCounties.filter(({ code }) => !chosen.some((each) => each.code === code)).slice(0, 14),
      ...chosen.slice(0, 1),
    ];
    await load(
      "plan-capitation-county",
      own.map(({ code, name }) => ({ county: code, selected: "2024-02-20", started: "2024-07-01", group: `${name}医疗集团` })),
    );
    const found = await card("s5.2.capitation-15-counties", asOf);
    expect(found).toMatchObject({ verdict: "met", light: "green", open: [] });
    const both = found.rows.filter(({ remark }) => remark !== null).map(({ name }) => name);
    expect(both).toContain(chosen[0]?.name);
    expect(valueOf(await card("s2.4.expand-15-counties", asOf), "新确定")).toBe("15");
    const before = await written();
    const body = { values: { county: chosen[1]?.code ?? "", selected: "2024-02-20" }, evidence };
    const sixteenth = await api.call(province, addEntry, { params: { register: "plan-capitation-county" }, body });
    expect([sixteenth.status, sixteenth.problem.code]).toEqual([409, "PLAN_MAX_REACHED"]);
    expect(await written()).toBe(before);
  });

  it("试点县半年报告:期末后10个工作日内;迟1至10个工作日黄灯,再迟红灯;没有人登记报告时不评判", async () => {
    const entries = allCounties.filter(({ code }) => !chosen.some((each) => each.code === code)).slice(0, 4);
    const light = (found: Awaited<ReturnType<typeof card>>, name: string) => {
      const row = found.rows.find((each) => each.name === name) ?? expect.fail(name);
      return [row.light, row.figures.find(({ label }) => label === "半年报告")?.value];
    };
    const [inTime, late, tooLate, silent] = entries.map(({ name }) => name) as [string, string, string, string];
    expect(light(await card("s5.2.capitation-15-counties", "2025-02-10"), inTime)).toEqual(["green", undefined]);
    // 2024年下半年的报告2025年1月15日到期
    const report = (at: number, reported: string) => ({
      county: entries[at]?.code ?? "",
      year: 2024,
      half: "H2",
      reported,
      unit: "县医疗保险服务中心",
    });
    await load("plan-capitation-report", [report(0, "2025-01-15"), report(1, "2025-01-16"), report(2, "2025-01-30")]);
    const found = await card("s5.2.capitation-15-counties", "2025-02-10");
    expect(light(found, inTime)).toEqual(["green", "2024年下半年已报"]);
    expect(light(found, late)).toEqual(["yellow", "2024年下半年已报，迟报1个工作日"]);
    expect(light(found, tooLate)).toEqual(["red", "2024年下半年已报，迟报11个工作日"]);
    expect(light(found, silent)).toEqual(["red", "2024年下半年未报，已逾期18个工作日"]);
    expect(light(await card("s5.2.capitation-15-counties", "2025-01-29"), silent)[0]).toBe("yellow");
    const before = await written();
    const early = { ...report(3, "2024-12-20") };
    const refused = await api.call(province, addEntry, {
      params: { register: "plan-capitation-report" },
      body: { values: early, evidence },
    });
    expect([refused.status, refused.problem.problems?.map(({ path }) => path)]).toEqual([422, ["reported"]]);
    expect(await written()).toBe(before);
  });
});
