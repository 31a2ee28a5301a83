import {
  exportBoard,
  listBoardSubjects,
  listProvinceRanking,
  showCentresBoard,
  showCoverageBoard,
  showGoalsBoard,
  showOverviewBoard,
  showProvinceBoard,
  showSubjectBoard,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { openIndependently } from "../../documents/test-workbooks.ts";
import { type Actor, fixedClock, systemActor } from "../../platform/index.ts";
import { loadEntries, storeLoadedFile } from "../../registers/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { type ApprovedValue, loadIndicators, postObservations } from "../index.ts";

const clock = fixedClock("2025-03-03T02:00:00Z");
const database = await freshDatabase();
await database.transaction(systemActor, async (tx) => {
  await loadRegions(tx);
  await loadIndicators(tx, clock);
});
const api = await testApi(database, clock);

const province = actorAs("prov_health_dept");
const taiyuan = actorAs("city_health_bureau", { level: "city", city: "140100" });
const linfen = actorAs("city_health_bureau", { level: "city", city: "141000" });
const bethune = "140000-C01";
const central = "140100-C04";
const clerk = actorAs("unit_applicant", { level: "unit", city: "140100", institution: bethune });

await database.query(
  `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
   select '14', id, 1, name, 'public', 'county', 'secondary', 'general', county, left(county, 4) || '00', county, name, name, now()
   from jsonb_to_recordset($1::jsonb) as h (id text, name text, county text)`,
  [
    JSON.stringify([
      { id: "H1", name: "甲县医院", county: "140121" },
      { id: "H2", name: "乙县医院", county: "140122" },
      { id: "H3", name: "丙县医院", county: "141021" },
    ]),
  ],
);

const approved = (subject: string, indicator: string, period: string, more: Partial<ApprovedValue>): ApprovedValue => ({
  subject,
  indicator,
  period,
  reportedOn: date("2025-01-10"),
  dueOn: date("2025-01-31"),
  approvedOn: date("2025-01-20"),
  report: null,
  source: "loaded",
  reason: null,
  ...more,
});
const post = (...rows: ApprovedValue[]) => database.transaction(systemActor, (tx) => postObservations(tx, systemActor, rows));
const parts = (numerator: number, denominator: number) => ({ numerator: String(numerator), denominator: String(denominator) });

await post(
  approved(bethune, "rate_surgery_l4", "2023", {
    ...parts(14_000, 50_000),
    reportedOn: date("2024-01-10"),
    approvedOn: date("2024-01-20"),
  }),
  approved(bethune, "rate_surgery_l4", "2024", parts(17_500, 50_000)),
  approved(bethune, "outpatient_visits", "2024", { value: "1662500" }),
  approved(bethune, "avg_los", "2024", parts(800_000, 100_000)),
  approved(central, "outpatient_visits", "2024", { value: "1500000" }),
  approved("H1", "avg_los", "2024", parts(6_000, 1_000)),
  approved("H2", "avg_los", "2024", parts(30_000, 3_000)),
  approved("H3", "avg_los", "2024", parts(10_000, 1_000)),
  approved("H1", "avg_los", "2023", parts(7_000, 1_000)),
  approved("H2", "avg_los", "2023-Q1", parts(9_000, 1_000)),
  approved("140000", "expert_workshops", "2024", { value: "30" }),
);

const boardOf = async (actor: Actor, subject: string, asOf?: string) =>
  api.call(actor, showSubjectBoard, { params: { subject }, query: asOf === undefined ? {} : { asOf } });
const rowOf = async (actor: Actor, subject: string, title: string) =>
  (await boardOf(actor, subject)).answer.rows.find((row) => row.title === title) ?? expect.fail(title);

describe("机构看板", () => {
  it("数值、结论、完成率、差距、条款和下一步来自同一次评价", async () => {
    const row = await rowOf(province, bethune, "四级手术比例");
    expect(row).toMatchObject({
      target: "regional-centres-2023.task1.level4-surgery",
      clause: "regional-centres-2023.task1.level4-surgery",
      asked: "高于35%",
      by: "2024年",
      verdict: "not-met",
      display: "35.0%",
      basis: "2024年",
      completion: "99.9",
      gap: "正好在限上，须再多一点",
    });
    expect(row.nextStep).toContain("到期未达标");
    expect(row.yearOnYear).toEqual({ text: "+7.00个百分点", note: null });
    expect(row.trend?.points.map(({ year, value }) => [year, value])).toEqual([
      [2023, "28"],
      [2024, "35"],
    ]);
  });

  it("区间内的位置;平均住院日正好8.0不达标", async () => {
    expect(await rowOf(province, bethune, "年门诊量")).toMatchObject({
      verdict: "met",
      rangePosition: "32.5",
      display: "166.25万人次",
    });
    expect(await rowOf(province, bethune, "平均住院日")).toMatchObject({ verdict: "not-met", completion: "99.9" });
  });

  it("达标率的分母是全部18项,无数据和待定都在内", async () => {
    const { summary } = (await boardOf(province, bethune)).answer;
    expect(summary).toMatchObject({ targets: 18, met: 1, notMet: 2, metRatio: "5.6" });
    expect((summary?.met ?? 0) + (summary?.notMet ?? 0) + (summary?.pending ?? 0) + (summary?.noData ?? 0)).toBe(18);
  });

  it("没有目标的机构只列所报的数;更正之后,更正以前的看板一字不变", async () => {
    const { answer } = await boardOf(province, "H1");
    expect(answer.rows).toEqual([]);
    expect(answer.others).toMatchObject([{ indicator: "avg_los", year: 2024, display: "6.0天", months: 12 }]);

    const before = await boardOf(province, central, "2025-02-01");
    await post(
      approved(central, "outpatient_visits", "2024", {
        value: "1400000",
        reportedOn: date("2025-02-10"),
        approvedOn: date("2025-02-12"),
        source: "correction",
        reason: "重复计数",
      }),
    );
    const after = await boardOf(province, central, "2025-02-01");
    expect(after.bytes.equals(before.bytes)).toBe(true);
    expect(await rowOf(province, central, "年门诊量")).toMatchObject({
      display: "140万人次",
      flags: expect.arrayContaining(["corrected"]),
    });
  });

  it("看板不看将来:以后的日子按今天", async () => {
    const { answer } = await boardOf(province, bethune, "2030-01-01");
    expect(answer.asOf).toBe("2025-03-03");
  });

  it("本单位只看本单位的,别家的看板拒绝", async () => {
    expect((await boardOf(clerk, bethune)).status).toBe(200);
    for (const [actor, subject] of [
      [clerk, central],
      [linfen, central],
      [taiyuan, "140000"],
      [province, "没有这家"],
    ] as const) {
      const { status, problem } = await boardOf(actor, subject);
      expect([status, problem.code]).toEqual([404, "board-subject-not-found"]);
    }
    const { answer } = await api.call(clerk, listBoardSubjects, {});
    expect(answer.items.map(({ id }) => id)).toEqual([bethune]);
  });
});

describe("四家中心并列", () => {
  const centres = async (actor: Actor) => (await api.call(actor, showCentresBoard, { query: {} })).answer;

  it("省级看四家:70项目标各在其位,没有的留空", async () => {
    const { hospitals, rows } = await centres(province);
    expect(hospitals.map(({ shortName, targetYear }) => [shortName, targetYear])).toEqual([
      ["山西白求恩医院", 2024],
      ["山西省肿瘤医院", 2026],
      ["山西中医药大学附属医院", 2026],
      ["太原市中心医院", 2027],
    ]);
    expect(hospitals.map(({ summary }) => summary?.targets)).toEqual([18, 16, 16, 20]);
    // 70 and the roll-up of the five specialties.
    expect(rows.flatMap(({ cells }) => cells.filter((cell) => cell !== null))).toHaveLength(71);
    const visits = rows.find(({ title }) => title === "年门诊量");
    expect(visits?.cells.map((cell) => cell?.asked)).toEqual([
      "150万—200万人次",
      "65万—70万人次",
      "75万—80万人次",
      "不低于150万人次",
    ]);
  });

  it("太原市只见本市一家的结果,目标是公开的", async () => {
    const { hospitals, rows } = await centres(taiyuan);
    expect(hospitals.map(({ isVisible }) => isVisible)).toEqual([false, false, false, true]);
    expect(hospitals.map(({ summary }) => summary === null)).toEqual([true, true, true, false]);
    const visits = rows.find(({ title }) => title === "年门诊量");
    expect(visits?.cells[0]).toMatchObject({ asked: "150万—200万人次", display: "—", value: null });
    expect(visits?.cells[3]).toMatchObject({ display: "140万人次" });
  });
});

describe("全省按指标", () => {
  const ask = async (actor: Actor, query: { indicator?: string; year?: number }) =>
    (await api.call(actor, showProvinceBoard, { query })).answer;
  const rank = async (
    actor: Actor,
    query: { indicator: string; year: number; order?: "best" | "worst"; limit?: number; after?: string },
  ) => (await api.call(actor, listProvinceRanking, { query })).answer;

  it("分市和全省先求和后相除:6.0天一千人次、10.0天三千人次合为9.0天", async () => {
    const { cities, total } = await ask(province, { indicator: "avg_los", year: 2024 });
    const { items, total: reported } = await rank(province, { indicator: "avg_los", year: 2024 });
    expect(cities.find(({ code }) => code === "140100")).toMatchObject({ display: "9.0天", subjects: 2 });
    expect(total).toMatchObject({ code: "140000", subjects: 4 });
    expect(items.map(({ subject, rank: place, display }) => [subject, place, display])).toEqual([
      ["H1", 1, "6.0天"],
      [bethune, 2, "8.0天"],
      ["H2", 3, "10.0天"],
      ["H3", 3, "10.0天"],
    ]);
    expect(reported).toBe(4);
  });

  it.each([
    ["best", ["H1 1", `${bethune} 2`, "H2 3", "H3 3"]],
    ["worst", ["H2 3", "H3 3", `${bethune} 2`, "H1 1"]],
  ] as const)("逐页取排名(%s):名次与整张表的相同,不重不漏,缺一侧的没有名次、列在最后", async (order, expected) => {
    const pages: string[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await rank(province, {
        indicator: "avg_los",
        year: 2024,
        order,
        limit: 1,
        ...(after !== undefined && { after }),
      });
      pages.push(...items.map(({ subject, rank: place }) => `${subject} ${place}`));
      after = next ?? undefined;
    } while (after !== undefined);
    expect(pages).toEqual(expected);
  });

  it("没有数值的机构没有名次,列在两种次序的最后", async () => {
    await post(
      approved("H1", "referral_out_rate", "2024", parts(100, 10)),
      approved("H2", "referral_out_rate", "2024", { numerator: "5", denominator: null }),
      approved("H3", "referral_out_rate", "2024", parts(300, 10)),
    );
    for (const order of ["best", "worst"] as const) {
      const whole = await rank(province, { indicator: "referral_out_rate", year: 2024, order });
      expect(whole.items.at(-1)).toMatchObject({ subject: "H2", rank: null, value: null, display: "—" });
      expect(whole.total).toBe(3);
      const first = await rank(province, { indicator: "referral_out_rate", year: 2024, order, limit: 2 });
      const rest = await rank(province, {
        indicator: "referral_out_rate",
        year: 2024,
        order,
        limit: 2,
        after: first.next ?? "",
      });
      expect([...first.items, ...rest.items]).toEqual(whole.items);
      expect(rest.next).toBeNull();
    }
  });

  it("上年报过、今年没有报的列在最后,没有名次,写明未报;机构已撤销的不列;逐页不重不漏", async () => {
    await post(
      approved("H1", "cmi", "2023", parts(90, 100)),
      approved("H2", "cmi", "2023", parts(95, 100)),
      approved("H3", "cmi", "2023", parts(80, 100)),
      approved(bethune, "cmi", "2023", parts(120, 100)),
      approved("H3", "cmi", "2024", parts(85, 100)),
    );
    await database.query("update institution set valid_to = '2023-12-31' where id = 'H2'");
    for (const order of ["best", "worst"] as const) {
      const whole = await rank(province, { indicator: "cmi", year: 2024, order });
      expect(
        whole.items.map(({ subject, rank: place, isMissing, display, months }) => [subject, place, isMissing, display, months]),
      ).toEqual([
        ["H3", 1, false, "0.85", 12],
        [bethune, null, true, "未报", 0],
        ["H1", null, true, "未报", 0],
      ]);
      expect(whole.items.at(-1)?.yearOnYear).toEqual({ text: "—", note: "2024年未报，2023年为0.90" });
      expect(whole.total).toBe(1);
      const pages: string[] = [];
      let after: string | undefined;
      do {
        const { items, next } = await rank(province, { indicator: "cmi", year: 2024, order, limit: 1, ...(after && { after }) });
        pages.push(...items.map(({ subject }) => subject));
        after = next ?? undefined;
      } while (after !== undefined);
      expect(pages).toEqual(whole.items.map(({ subject }) => subject));
    }
    await database.query("update institution set valid_to = null where id = 'H2'");
    expect((await rank(province, { indicator: "cmi", year: 2024 })).items).toHaveLength(4);
  });

  it("等级按词典的次序排,不按字母", async () => {
    await post(
      ...(["H1", "H2", "H3"] as const).map((subject, at) =>
        approved(subject, "emr_level", "2024", { label: ["4", "6", "5"][at] ?? "" }),
      ),
    );
    const { items } = await rank(province, { indicator: "emr_level", year: 2024 });
    expect(items.map(({ subject, rank: place }) => [subject, place])).toEqual([
      ["H2", 1],
      ["H3", 2],
      ["H1", 3],
    ]);
  });

  it("没有这个指标、这一年没有数据、坏了的页码,都不出错", async () => {
    expect((await rank(province, { indicator: "nothing", year: 2024 })).items).toEqual([]);
    expect((await rank(province, { indicator: "avg_los", year: 2019 })).items).toEqual([]);
    const { items } = await rank(province, { indicator: "avg_los", year: 2024, after: "坏了" });
    expect(items).toHaveLength(4);
  });

  it("同比:月数不同的不比,上年没有的不比", async () => {
    const { items } = await rank(province, { indicator: "avg_los", year: 2024 });
    const of = (id: string) => items.find(({ subject }) => subject === id)?.yearOnYear;
    expect(of("H1")).toEqual({ text: "−1.00天", note: null });
    expect(of("H2")).toEqual({ text: "—", note: "本年12个月，上年3个月，不可比" });
    expect(of("H3")).toEqual({ text: "—", note: "2023年没有数据" });
  });

  it("没有数据的年份不是0,也没有名次", async () => {
    const { total } = await ask(province, { indicator: "avg_los", year: 2022 });
    expect((await rank(province, { indicator: "avg_los", year: 2022 })).items).toEqual([]);
    expect(total).toMatchObject({ display: "—", value: null, subjects: 0 });
  });

  it("市级只看本市的机构和县", async () => {
    const { cities, total } = await ask(linfen, { indicator: "avg_los", year: 2024 });
    const { items, total: reported } = await rank(linfen, { indicator: "avg_los", year: 2024 });
    expect([reported, items[0]?.rank]).toEqual([1, 1]);
    expect(items.map(({ subject }) => subject)).toEqual(["H3"]);
    expect(total?.code).toBe("141000");
    expect(cities.every(({ code }) => code.startsWith("1410"))).toBe(true);
    expect(cities).toHaveLength(17);
  });

  it("单位只看自己的数", async () => {
    const { total, cities } = await ask(clerk, { indicator: "avg_los", year: 2024 });
    const { items } = await rank(clerk, { indicator: "avg_los", year: 2024 });
    expect(items.map(({ subject }) => subject)).toEqual([bethune]);
    expect([total, cities]).toEqual([null, []]);
  });

  it("口径断开的两年不比,板上说明原因", async () => {
    await database.query(
      `insert into indicator_definition (province, indicator, version, effective_from, formula, numerator, denominator, is_break, reason, recorded_by,
        recorded_name, recorded_at) values ('14', 'avg_los', 2, '2024-01-01', '新口径', '床日', '人次', true, '分子改按新口径', 'x', '测试员', now())`,
    );
    const { comparability } = await ask(province, { indicator: "avg_los", year: 2024 });
    const { items } = await rank(province, { indicator: "avg_los", year: 2024 });
    expect(comparability).toContain("口径第2版自2024-01-01起执行");
    expect(items.find(({ subject }) => subject === "H1")?.yearOnYear.text).toBe("—");
  });
});

const centre = (kind: string, county: string, recognised: string | null) => ({
  register: kind === "maternal" || kind === "child-newborn" ? "maternal-newborn-centre" : "emergency-centre",
  values: { county, institution: county === "140121" ? "H1" : "H2", kind, recognisedBy: "national", recognised },
  evidence: { documentNumber: "国卫办〔2024〕1号", documentDate: "2024-08-20" },
});

describe("全省五大中心", () => {
  const coverage = async (actor: Actor) =>
    (await api.call(actor, showCoverageBoard, { params: { matrix: "counties" }, query: {} })).answer;

  it("五类都已认定的县才算齐全,缺的逐类列出 [service-system-2023.s1.4.five-centres-coverage]", async () => {
    expect(await coverage(province)).toMatchObject({ of: 117, covered: 0, share: "0.0" });
    const content = Buffer.from("证书");
    await database.transaction(systemActor, async (tx) => {
      const file = { name: "证书.pdf", contentType: "application/pdf", content, sha256: "0".repeat(64) };
      const attachment = await storeLoadedFile(tx, systemActor, file, clock.now());
      const all = ["stroke", "chest-pain", "trauma", "maternal", "child-newborn"];
      await loadEntries(
        tx,
        systemActor,
        [
          ...all.map((kind) => centre(kind, "140121", "2024-08-15")),
          ...all.slice(0, 4).map((kind) => centre(kind, "140122", "2024-08-15")),
          centre("child-newborn", "140122", null),
        ],
        { at: clock.now(), attachment },
      );
    });
    const { covered, share, columns, groups } = await coverage(province);
    expect([covered, share]).toEqual([1, "0.9"]);
    expect(columns.map(({ key, built, of }) => [key, built, of])).toEqual([
      ["chest-pain", 2, 117],
      ["stroke", 2, 117],
      ["trauma", 2, 117],
      ["maternal", 2, 117],
      ["child-newborn", 1, 117],
    ]);
    const rows = groups.flatMap((group) => group.rows);
    expect(rows.find(({ code }) => code === "140122")).toMatchObject({ isCovered: false, missing: ["危重儿童和新生儿救治中心"] });
    expect(rows.find(({ code }) => code === "140122")?.cells[4]).toMatchObject({ state: "building" });
    expect(rows.find(({ code }) => code === "140121")?.cells[0]?.details[0]).toBe("甲县医院，国家级认定，2024-08-15");
    expect(groups).toHaveLength(11);
  });

  it("市级只看本市各县,单位不看矩阵", async () => {
    expect((await coverage(linfen)).of).toBe(17);
    expect((await coverage(clerk)).groups).toEqual([]);
  });
});

describe("目标节点", () => {
  it("省级看各节点的目标和实现它的指标", async () => {
    const { isVisible, horizons } = (await api.call(province, showGoalsBoard, { query: {} })).answer;
    expect(isVisible).toBe(true);
    expect(horizons.map(({ year, goals }) => [year, goals.length])).toEqual([
      [2023, 0],
      [2025, 7],
      [2027, 5],
      [2035, 1],
    ]);
    const county = horizons[1]?.goals.find(({ clause }) => clause.endsWith("goal-2025-county-capacity"));
    expect(county).toMatchObject({ of: 6, isPreview: true, result: "not-achieved" });
    expect(horizons[3]?.goals[0]).toMatchObject({ result: "not-due", share: null });
    const due = horizons.flatMap((horizon) => horizon.due).reduce((sum, { targets }) => sum + targets, 0);
    expect(due).toBe(254);
  });

  it("全省的结果只给省级看", async () => {
    const { answer } = await api.call(linfen, showGoalsBoard, { query: {} });
    expect(answer.isVisible).toBe(false);
    expect(answer.horizons.every(({ goals }) => goals.length === 0)).toBe(true);
  });
});

describe("总览", () => {
  const overview = async (actor: Actor) => (await api.call(actor, showOverviewBoard, { query: {} })).answer;

  it("四个数都说明分母,滞后清单先列到期未达标的中心", async () => {
    const { figures, late, map, subjects } = await overview(province);
    expect(figures.map(({ key }) => key)).toEqual(["met", "missed", "behind", "coverage"]);
    expect(figures[0]?.base).toContain("占全部254项的");
    expect(figures[3]).toMatchObject({ value: "1 个" });
    expect(late[0]).toMatchObject({ reason: "missed", subject: bethune });
    expect(map.values).toHaveLength(117);
    expect(map.values.find(({ code }) => code === "140122")?.value).toBe(4);
    expect(subjects.find(({ id }) => id === bethune)?.summary.targets).toBe(18);
  });

  it("单位只有自己的四个数,第四个是数据完整率", async () => {
    const { figures, late } = await overview(clerk);
    expect(figures.map(({ key }) => key)).toEqual(["met", "missed", "behind", "completeness"]);
    expect(new Set(late.map(({ subject }) => subject))).toEqual(new Set([bethune]));
  });

  it("没有查看指标权限的进不来", async () => {
    const { status } = await api.call(actorAs("sys_admin"), showOverviewBoard, { query: {} });
    expect(status).toBe(403);
  });
});

describe("导出", () => {
  const sheetOf = async (sheet: "subject" | "centres" | "province" | "coverage" | "goals" | "late", query: object = {}) => {
    const reply = await api.call(province, exportBoard, { params: { sheet }, query });
    expect(reply.status).toBe(200);
    return (await openIndependently(reply.bytes)).worksheets[0] ?? expect.fail("no sheet");
  };

  it.each([
    ["subject", { subject: bethune }, "看板", 18],
    ["centres", {}, "四家中心对比", 30],
    ["province", { indicator: "avg_los", year: 2024 }, "机构", 4],
    ["coverage", { matrix: "counties" }, "覆盖矩阵", 117],
    ["goals", {}, "目标节点", 40],
    ["late", {}, "滞后清单", 1],
  ] as const)("%s 的表头有截止日期和单位,行数与屏幕相同", async (sheet, query, name, rows) => {
    const worksheet = await sheetOf(sheet, query);
    expect(worksheet.name).toBe(name);
    const head = [1, 2].map((row) => String(worksheet.getRow(row).values)).join(" ");
    expect(head).toContain("截至2025-03-03");
    expect(head).toContain("单位：");
    expect(worksheet.rowCount).toBeGreaterThanOrEqual(rows + 3);
  });

  it("只看缺的矩阵不列齐全的县", async () => {
    const all = await sheetOf("coverage", { matrix: "counties" });
    const missing = await sheetOf("coverage", { matrix: "counties", missing: "true" });
    expect(all.rowCount - missing.rowCount).toBe(1);
  });

  it("别家的看板不能导出", async () => {
    const { status, problem } = await api.call(clerk, exportBoard, { params: { sheet: "subject" }, query: { subject: central } });
    expect([status, problem.code]).toEqual([404, "board-subject-not-found"]);
  });
});
