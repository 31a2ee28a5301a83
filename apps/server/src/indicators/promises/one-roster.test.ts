import { exportBoard, showPromises } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { actorAs } from "../../../test/api.ts";
import { systemActor } from "../../platform/index.ts";
import { evaluate } from "../targets/index.ts";
import { allCounties, province, sampleRosters, times } from "./sample-rosters.ts";

const { api, database, load, card } = await sampleRosters();

const shared = [
  ["s1.1.agp-quota", "当年人数"],
  ["s1.1.expert-workshops", "最近一批"],
  ["s1.4.cancer-pilots-50", "建成"],
  ["s1.4.tertiary-capability-37", "已确认"],
  ["s1.5.national-centres-count", "试点共建"],
  ["s1.5.provincial-centres-count", "在建及以上"],
  ["s1.6.top-disciplines-10", "规划（名册有效）"],
  ["s2.4.expand-15-counties", "新确定"],
  ["s2.4.groups-connected", "已接入（测试通过）"],
  ["s3.3.leading-specialties-10", "在册"],
  ["s3.3.national-specialties-25", "已启动"],
  ["s3.3.day-surgery-298", "目录病种"],
  ["s5.2.capitation-15-counties", "已启动"],
] as const;

const onBoards = (name: string, asOf: string) =>
  database.transaction(systemActor, async (tx) => {
    const { evaluations, facts } = await evaluate(tx, systemActor, {
      targets: [`service-system-2023.${name}`],
      asOf: date(asOf),
    });
    return { value: evaluations.at(-1)?.value ?? null, note: facts[0]?.note, evaluations };
  });

describe("目标看板和省规划指标读同一份名册", () => {
  it("没有名册时都没有数", async () => {
    for (const [name, label] of shared) {
      const { figures } = await card(name, "2025-12-31");
      expect([name, figures.find((each) => each.label === label)?.value]).toEqual([name, null]);
      expect([name, (await onBoards(name, "2025-12-31")).value]).toEqual([name, null]);
    }
  });

  it("有名册时数值相同;期限之后,卡片另列期限日的数", async () => {
    const county = (nth: number) => allCounties[nth]?.code ?? "";
    await load(
      "plan-assistant-gp",
      times(7, (nth) => ({ person: `A${nth % 6}`, institution: "G1", admitted: `2025-08-1${nth}` })),
    );
    await load(
      "visiting-scholar",
      times(5, (nth) => ({ person: `S${nth}`, institution: "G1", year: 2025, tuition: null, listed: nth > 0 })),
    );
    await load("expert-workshop", [
      ...times(3, (nth) => ({ institution: "G1", workshop: `甲${nth}`, from: "2024-07-01", batch: "第一批" })),
      ...times(2, (nth) => ({ institution: "G1", workshop: `乙${nth}`, from: "2025-07-01", batch: "第二批" })),
    ]);
    const check = { "treat.on": "2025-05-20", "treat.document": "评估意见" };
    await load("plan-cancer-pilot", [
      { institution: "G1", designated: "2024-03-15", "diagnose.on": "2024-11-20", "diagnose.document": "评估意见", ...check },
      { institution: "G2", designated: "2024-03-15", ...check },
      { institution: "G3", designated: "2024-03-15", "diagnose.on": "2026-03-20", "diagnose.document": "评估意见", ...check },
    ]);
    await load("county-tertiary", [
      { institution: "G1", county: county(0), qualified: "2025-06-30" },
      { institution: "G2", county: county(1), qualified: "2024-06-30", lost: "2025-06-30" },
    ]);
    await load("plan-regional-centre", [
      { institution: "140400-C01", level: "provincial", state: "building", approved: "2023-08-09" },
      { institution: "140800-C01", level: "provincial", state: "planned", approved: "2023-08-09" },
      { institution: "140000-C01", level: "national", state: "building", approved: "2023-05-19" },
    ]);
    await load("discipline", [{ institution: "G1", discipline: "麻醉学", tier: "top", year: 2025 }]);
    await load("plan-integration-county", [
      { county: county(0), applied: "2024-02-20", reviewed: "2024-04-10", confirmed: "2024-05-06" },
      { county: county(1), applied: "2024-02-20" },
    ]);
    await load("plan-county-group", [
      { county: county(0), name: "甲医疗集团", tested: "2024-06-18", result: "passed" },
      { county: county(1), name: "乙医疗集团", tested: "2024-06-18", result: "failed" },
    ]);
    await load("plan-leading-specialty", [{ institution: "G1", specialty: "心血管内科", named: "2023-03-20" }]);
    await load("key-specialty", [{ institution: "G1", specialty: "骨科", level: "national", selected: "2023-06-18" }]);
    await load(
      "plan-day-surgery-item",
      times(3, (nth) => ({ version: "2023年版", code: `D${nth}`, name: `病种${nth}`, effective: "2023-09-01" })),
    );
    await load("plan-capitation-county", [{ county: county(0), selected: "2024-02-20", started: "2024-07-01" }]);
    const values = ["6", "2", "1", "1", "1", "1", "1", "1", "1", "1", "1", "3", "1"];
    for (const [at, [name, label]] of shared.entries()) {
      const { figures } = await card(name, "2025-12-31");
      expect([name, figures.find((each) => each.label === label)?.value]).toEqual([name, values[at]]);
      expect([name, (await onBoards(name, "2025-12-31")).value]).toEqual([name, values[at]]);
    }
    // Of a target of each year the boards tell the years that are over.
    const { evaluations } = await onBoards("s1.1.visiting-scholars", "2026-01-31");
    expect(evaluations.find(({ year }) => year === 2025)?.value).toBe("4");
    const { rows } = await card("s1.1.visiting-scholars", "2026-01-31");
    expect(rows.find(({ name }) => name === "2025年")?.figures[0]?.value).toBe("4");
    expect((await onBoards("s1.1.expert-workshops", "2025-12-31")).note).toBe("此为第二批；建设期内共5个，各批分别判断");
    const later = await card("s1.4.cancer-pilots-50", "2026-06-30");
    expect(later.figures.filter(({ label }) => label.endsWith("建成")).map(({ value }) => value)).toEqual(["2", "1"]);
    expect((await onBoards("s1.4.cancer-pilots-50", "2026-06-30")).value).toBe("1");
  });

  it("名册在用而无一计入:都是0,不是没有数", async () => {
    await load("plan-capitation-county", [{ county: allCounties[5]?.code ?? "", selected: "2024-02-20" }]);
    expect((await card("s5.2.capitation-15-counties", "2024-06-30")).figures[0]?.value).toBe("0");
    expect((await onBoards("s5.2.capitation-15-counties", "2024-06-30")).value).toBe("0");
  });
});

it("市里只看要求,不看全省结果;导出与屏幕同一批数", async () => {
  const city = actorAs("city_health_bureau", { level: "city", city: "140100" });
  const { answer } = await api.call(city, showPromises, { query: {} });
  expect(answer.isVisible).toBe(false);
  expect(answer.parts.flatMap(({ cards }) => cards).filter(({ finding }) => finding !== null)).toEqual([]);
  expect(answer.parts.map(({ part }) => part)).toEqual(["二（一）", "二（二）", "二（三）", "二（四）", "二（五）"]);
  const sheet = await api.call(province, exportBoard, { params: { sheet: "promises" }, query: {} });
  expect([sheet.status, sheet.bytes.subarray(0, 2).toString()]).toEqual([200, "PK"]);
  expect((await api.call(actorAs("sys_admin"), showPromises, { query: {} })).status).toBe(403);
});
