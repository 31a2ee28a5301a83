import { addEntry, listEntries, type PromiseCard, recordIndicatorList, showCoverageBoard, showPromises } from "@qiangyi/api";
import { date, type FieldValue } from "@qiangyi/kernel";
import { coreSystems, coreSystemsList, supervisionDomains } from "@qiangyi/policy/service-system";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { factsForEngine } from "../../registers/index.ts";
import { loadCoreSystems } from "../dictionary/index.ts";
import { type ApprovedValue, postObservations } from "../observations/index.ts";
import { evaluate } from "../targets/index.ts";
import { addInstitutions, counties, enter, generalOf, prepare, township } from "./sample-coverage.ts";

const clock = fixedClock("2026-06-30T02:00:00Z");
const database = await freshDatabase();
const api = await testApi(database, clock);
const province = actorAs("prov_health_dept");
const county = (code: string) =>
  actorAs("county_health_bureau", { level: "county", city: `${code.slice(0, 4)}00`, county: code, userId: `county-${code}` });

const [qingxu, yangqu, loufan] = ["140121", "140122", "140123"] as const;
const evidence = { documentNumber: "晋卫医发〔2024〕12号", documentDate: "2024-01-05" };
const clause = (name: string): string => `service-system-2023.${name}`;

const card = async (name: string, asOf: string): Promise<PromiseCard> => {
  const { answer, problem } = await api.call(province, showPromises, { query: { asOf } });
  const found = answer.parts?.flatMap(({ cards }) => cards).find((each) => each.clause === clause(name));
  return found ?? expect.fail(`no card of ${name}: ${JSON.stringify(problem)}`);
};
const finding = async (name: string, asOf: string) => (await card(name, asOf)).finding ?? expect.fail("no finding");
const figure = ({ figures }: { figures: readonly { label: string; value: string | null }[] }, label: string) =>
  figures.find((each) => each.label.startsWith(label))?.value;
const row = (found: { rows: readonly { name: string }[] }, name: string) =>
  (found.rows as PromiseRow[]).find((each) => each.name.startsWith(name)) ?? expect.fail(`no row ${name}`);
type PromiseRow = NonNullable<PromiseCard["finding"]>["rows"][number];

const target = async (name: string, asOf: string) => {
  const { evaluations } = await database.transaction(province, (tx) =>
    evaluate(tx, province, { targets: [clause(name)], asOf: date(asOf) }),
  );
  return evaluations.at(-1);
};
const add = (actor: typeof province, register: string, values: Record<string, FieldValue>) =>
  api.call(actor, addEntry, { params: { register }, body: { values, evidence } });
const entries = async (register: string) =>
  (await database.query<{ n: number }>("select count(*)::int n from register_entry where register = $1", [register]))[0]?.n;

beforeAll(async () => {
  await prepare(database);
});

describe("中心乡镇卫生院", () => {
  beforeAll(async () => {
    const early = [qingxu, yangqu].flatMap((code) => [1, 2, 3, 4].map((nth) => ({ code, nth, from: "2023-01-01" })));
    const others = counties.slice(10, 43).flatMap(({ code }) => [1, 2, 3].map((nth) => ({ code, nth, from: "2024-05-01" })));
    await addInstitutions(
      database,
      [...early, ...others].map(({ code, nth, from }) => ({
        id: township(code, nth),
        name: `${code}第${nth}中心卫生院`,
        affiliation: "township",
        tier: "primary",
        class: "township-centre",
        region: code,
        from,
      })),
    );
    const selected = (code: string, nth: number) => ({ institution: township(code, nth), county: code, selected: "2024-01-20" });
    await enter(
      database,
      "2024-01-25",
      "plan-centre-township",
      [1, 2, 3].map((nth) => selected(yangqu, nth)),
    );
  });

  it("甲县0所、乙县3所:1个县不足,点名甲县;再选第四所被拒绝,什么都没有写入 [service-system-2023.s1.3.centre-township-quota]", async () => {
    const found = await finding("s1.3.centre-township-quota", "2024-02-01");
    expect(found).toMatchObject({ verdict: "short", open: ["清徐县（太原市）"], light: "grey" });
    expect(figure(found, "其中不足1所")).toBe("1");
    expect(figure(found, "选定")).toBe("3");
    expect(row(found, "阳曲县")).toMatchObject({ light: "green", figures: [{ value: "3" }] });
    const before = await entries("plan-centre-township");
    const fourth = { institution: township(yangqu, 4), county: yangqu, selected: "2024-03-01" };
    for (const actor of [province, county(yangqu)]) {
      const { status, problem } = await add(actor, "plan-centre-township", fourth);
      expect([status, problem.code, problem.clause]).toEqual([409, "COUNTY_MAX_REACHED", clause("s1.3.centre-township-quota")]);
    }
    expect(await entries("plan-centre-township")).toBe(before);
    const { answer } = await api.call(county(yangqu), listEntries, { params: { register: "plan-centre-township" } });
    expect(answer.total).toBe(3);
  });

  it("卫生院自己看不到全县名单,不能自行登记;市县看得到", async () => {
    const unit = actorAs("unit_applicant", { level: "unit", city: "140100", county: yangqu, institution: township(yangqu, 4) });
    const before = await entries("plan-centre-township");
    const values = { institution: township(yangqu, 4), county: yangqu, selected: "2024-03-01" };
    const { status, problem } = await add(unit, "plan-centre-township", values);
    expect([status, problem.code]).toEqual([403, "limit-judged-above"]);
    const hospital = await add(county(qingxu), "plan-centre-township", {
      ...values,
      institution: generalOf(qingxu),
      county: qingxu,
    });
    expect([hospital.status, hospital.problem.code]).toEqual([422, "entry-misfits"]);
    expect(await entries("plan-centre-township")).toBe(before);
  });

  it("选定100所,60所验收合格、40所在建:达标卡60,选定卡100 [service-system-2023.s1.3.centre-township-standard]", async () => {
    const more = counties.slice(10, 43).flatMap(({ code }) => [1, 2, 3].map((nth) => ({ code, nth })));
    const hundred = more.slice(0, 97);
    await enter(
      database,
      "2024-06-10",
      "plan-centre-township",
      hundred.map(({ code, nth }) => ({
        institution: township(code, nth),
        county: code,
        selected: "2024-05-20",
        begun: "2024-06-01",
      })),
    );
    await enter(
      database,
      "2024-12-20",
      "township-centre",
      hundred.slice(0, 60).map(({ code, nth }) => ({ institution: township(code, nth), county: code, accepted: "2024-12-10" })),
    );
    const standard = await finding("s1.3.centre-township-standard", "2024-12-31");
    expect(figure(standard, "达标")).toBe("60");
    expect(standard.open).toHaveLength(40);
    expect(figure(await finding("s1.3.centre-township-quota", "2024-12-31"), "选定")).toBe("100");
    expect(figure(standard, "选定")).toBe("100");
    expect(figure(standard, "未达标中建设中")).toBe("37");
    // What the fund rewards is what counts as passed: one record.
    const facts = await database.transaction(province, (tx) => factsForEngine(tx, province));
    expect(facts.filter((fact) => fact.type === "township-centre" && fact.accepted !== null)).toHaveLength(60);
    expect(await target("s1.3.centre-township-quota", "2025-12-31")).toMatchObject({ value: "0", verdict: "pending" });
  });
});

it("一县一所、一县两所为达到,零所为红;第三所要批准文号 [service-system-2023.s1.4.county-hospital-count]", async () => {
  await addInstitutions(database, [
    { id: "YQ-2", name: "阳曲县中医医院二部", class: "tcm", region: yangqu, tier: "unrated" },
    { id: "YQ-3", name: "阳曲县第三医院", region: yangqu, tier: "unrated" },
    { id: "YQ-M", name: "阳曲县妇幼保健院", class: "maternal-child", region: yangqu, tier: "unrated" },
  ]);
  const designated = (institution: string, of: string) => ({ institution, county: of, designated: "2023-10-08" });
  await enter(database, "2023-10-10", "plan-county-hospital", [
    designated(generalOf(qingxu), qingxu),
    designated(generalOf(yangqu), yangqu),
    designated("YQ-2", yangqu),
  ]);
  const found = await finding("s1.4.county-hospital-count", "2024-02-01");
  expect(row(found, "清徐县").light).toBe("green");
  expect(row(found, "阳曲县")).toMatchObject({ light: "green", figures: [{ value: "2" }, { value: "0" }] });
  expect(row(found, "娄烦县").light).toBe("red");
  expect(found.open).toHaveLength(115);
  expect(await target("s1.4.county-hospital-count", "2024-02-01")).toMatchObject({ value: "0", verdict: "pending" });

  const before = await entries("plan-county-hospital");
  const refused = await add(county(yangqu), "plan-county-hospital", designated("YQ-3", yangqu));
  expect([refused.status, refused.problem.code, refused.problem.remedy]).toEqual([
    409,
    "COUNTY_MAX_REACHED",
    expect.stringContaining("批准文号"),
  ]);
  expect(await entries("plan-county-hospital")).toBe(before);
  expect((await add(county(yangqu), "plan-county-hospital", designated("YQ-M", yangqu))).status).toBe(201);
  const approved = await add(county(yangqu), "plan-county-hospital", {
    ...designated("YQ-3", yangqu),
    approval: "晋卫医函〔2024〕3号",
  });
  expect(approved.status, JSON.stringify(approved.problem)).toBe(201);
});

describe("县级救治中心", () => {
  const at = (code: string) => ({ county: code, institution: generalOf(code) });
  const operating = { begun: "2023-03-01", operating: "2024-05-18" };

  it("117个县中110个运行、80个国家认定:这里94.0%,基金口径80 [service-system-2023.s1.4.chest-pain-centres]", async () => {
    await enter(
      database,
      "2024-06-01",
      "plan-county-centre",
      counties.slice(0, 112).map(({ code }, nth) => ({
        ...at(code),
        kind: "chest-pain",
        ...(nth < 110 ? operating : { operating: null, ...(nth === 110 && { begun: "2024-01-08" }) }),
      })),
    );
    await enter(
      database,
      "2024-06-01",
      "emergency-centre",
      counties.slice(0, 80).map(({ code }) => ({
        ...at(code),
        kind: "chest-pain",
        recognisedBy: "national",
        recognised: "2024-05-30",
      })),
    );
    const found = await finding("s1.4.chest-pain-centres", "2024-06-30");
    expect(figure(found, "覆盖率")).toBe("94.0");
    expect(figure(found, "其中国家认定")).toBe("80");
    expect(found.open).toHaveLength(7);
    expect(row(found, counties[110]?.name ?? "").figures[0]?.value).toBe("在建");
    expect(row(found, counties[111]?.name ?? "").figures[0]?.value).toBe("规划中");
    expect(row(found, counties[116]?.name ?? "").figures[0]?.value).toBe("没有");
    expect(await target("s1.4.chest-pain-centres", "2024-06-30")).toMatchObject({ display: "94.0%" });
    const board = await api.call(province, showCoverageBoard, { params: { matrix: "counties" }, query: { asOf: "2024-06-30" } });
    expect(board.answer.columns[0]).toMatchObject({ built: 110, of: 117 });
    const facts = await database.transaction(province, (tx) => factsForEngine(tx, province));
    const paid = facts.filter((fact) => fact.type === "emergency-centre" && fact.recognisedBy === "national");
    expect(paid).toHaveLength(80);
  });

  it("117个县中115个:98.3%,点名两个县 [service-system-2023.s1.4.maternal-centres]", async () => {
    await enter(
      database,
      "2024-06-01",
      "plan-county-centre",
      counties.slice(2).map(({ code }) => ({ ...at(code), kind: "maternal", ...operating })),
    );
    const found = await finding("s1.4.maternal-centres", "2024-06-30");
    expect(figure(found, "覆盖率")).toBe("98.3");
    expect(found.open).toEqual(counties.slice(0, 2).map(({ name }) => `${name}（太原市）`));
    expect((await finding("s1.4.maternal-centres", "2026-01-31")).light).toBe("red");
  });

  it("90个县两类都收、10个县只收新生儿:全覆盖76.9%,部分覆盖10个 [service-system-2023.s1.4.newborn-centres]", async () => {
    await enter(
      database,
      "2024-06-01",
      "plan-county-centre",
      counties.slice(0, 100).map(({ code }, nth) => ({
        ...at(code),
        kind: "child-newborn",
        serves: nth < 90 ? "both" : "newborns",
        ...operating,
      })),
    );
    const found = await finding("s1.4.newborn-centres", "2024-06-30");
    expect(figure(found, "覆盖率")).toBe("76.9");
    expect(figure(found, "部分覆盖")).toBe("10");
    expect(row(found, counties[95]?.name ?? "").remark).toBe("部分覆盖，只收新生儿");
    expect(await target("s1.4.newborn-centres", "2024-06-30")).toMatchObject({ display: "76.9%" });
  });

  it("卒中100个县为85.5%,同一医院两个中心各计一次 [service-system-2023.s1.4.stroke-centres]", async () => {
    await enter(
      database,
      "2024-06-01",
      "emergency-centre",
      counties.slice(0, 100).map(({ code }) => ({ ...at(code), kind: "stroke", recognisedBy: "city", recognised: "2024-05-30" })),
    );
    expect(await target("s1.4.stroke-centres", "2024-06-30")).toMatchObject({ verdict: "pending", display: "85.5%" });
    expect(await target("s1.4.chest-pain-centres", "2024-06-30")).toMatchObject({ display: "94.0%" });
  });

  it("创伤105个县为89.7%,市级中心不覆盖所在的县 [service-system-2023.s1.4.trauma-centres]", async () => {
    const centre = (institution: string, of: string) => ({
      county: of,
      institution,
      kind: "trauma",
      recognisedBy: "provincial",
      recognised: "2024-05-30",
    });
    const uncovered = counties.at(-1)?.code ?? "";
    await addInstitutions(database, [
      { id: "CITY", name: "市创伤中心", affiliation: "city", tier: "unrated", region: uncovered },
    ]);
    await enter(database, "2024-06-01", "emergency-centre", [
      ...counties.slice(0, 105).map(({ code }) => centre(generalOf(code), code)),
      centre("CITY", uncovered),
    ]);
    expect(await target("s1.4.trauma-centres", "2024-06-30")).toMatchObject({ display: "89.7%" });
  });

  it("收治范围和承建医院填错的拒绝,什么都没有写入", async () => {
    const before = await entries("plan-county-centre");
    const values = { ...at(counties[110]?.code ?? ""), kind: "child-newborn", operating: "2024-06-18" };
    const { status, problem } = await add(province, "plan-county-centre", values);
    expect([status, problem.problems?.map(({ path }) => path)]).toEqual([422, ["serves"]]);
    const city = { ...values, kind: "chest-pain", institution: "140100-C04", county: qingxu };
    expect((await add(province, "plan-county-centre", city)).problem.problems?.map(({ path }) => path)).toEqual(["institution"]);
    expect(await entries("plan-county-centre")).toBe(before);
  });
});

describe("报销比例", () => {
  beforeAll(async () => {
    await enter(database, "2023-01-10", "plan-reimbursement", [
      { city: "140100", from: "2023-01-01", local: "75", referred: "60", township: "80", secondary: "85", tertiary: "65" },
    ]);
    await enter(database, "2024-06-10", "plan-reimbursement", [
      { city: "140100", from: "2024-06-01", local: "70", referred: "58", township: "85", secondary: "80", tertiary: "65" },
    ]);
  });
  it("本地75%、转外60%差15.0;次年12.0,缩小3.0,不亮灯 [service-system-2023.s2.1.ratio-gap-place]", async () => {
    const first = row(await finding("s2.1.ratio-gap-place", "2023-12-31"), "太原市");
    expect(first.figures.map(({ value }) => value)).toEqual(["75", "60", "15.0", null]);
    const next = await finding("s2.1.ratio-gap-place", "2024-12-31");
    expect(row(next, "太原市")).toMatchObject({ light: "none", remark: "比上年缩小3.0个百分点" });
    expect(row(next, "太原市").figures[2]?.value).toBe("12.0");
    expect(next).toMatchObject({ light: "none", verdict: null });
    expect(next.open).toHaveLength(10);
  });
  it("乡镇80、二级85、三级65:乡镇倒挂 [service-system-2023.s2.1.ratio-gap-level]", async () => {
    const found = await finding("s2.1.ratio-gap-level", "2023-12-31");
    expect(row(found, "太原市")).toMatchObject({ light: "none", remark: "倒挂：乡镇80%低于二级85%" });
    expect(found.remark).toBe("倒挂：太原市");
    expect((await finding("s2.1.ratio-gap-level", "2024-12-31")).remark).toBeNull();
  });
  it("不是0至100的数不登记", async () => {
    const before = await entries("plan-reimbursement");
    const values = { city: "140200", from: "2024-01-01", local: "175", referred: "60%" };
    const { status, problem } = await add(province, "plan-reimbursement", values);
    expect([status, problem.problems?.map(({ path }) => path)]).toEqual([422, ["local", "referred"]]);
    expect(await entries("plan-reimbursement")).toBe(before);
  });
});

describe("医院名册的两个分母", () => {
  /** Level two and above on 2024-09-30: one of them private. */
  const wanted = 300;
  beforeAll(async () => {
    await addInstitutions(
      database,
      counties
        .slice(0, 110)
        .map(({ code, name }) => ({ id: `${code}-T`, name: `${name}中医院`, class: "tcm", region: code, from: "2024-03-01" })),
    );
    await addInstitutions(database, [
      {
        id: "PT",
        name: "娄烦县民营中医院",
        ownership: "private",
        class: "tcm",
        tier: "unrated",
        region: counties[115]?.code ?? "",
      },
      { id: "PRIVATE", name: "民营二级医院", ownership: "private", region: loufan, from: "2024-03-01" },
    ]);
    const [{ n } = { n: 0 }] = await database.query<{ n: number }>(
      "select count(*)::int n from institution where tier in ('secondary', 'tertiary')",
    );
    const rest = Array.from({ length: wanted - n }, (_, nth) => ({
      id: `E${nth}`,
      name: `第${nth}专科医院`,
      class: "specialised",
      affiliation: "city",
      region: "140100",
      from: "2024-03-01",
    }));
    await addInstitutions(database, [...rest, { id: "LATE", name: "新建医院", region: qingxu, from: "2025-03-01" }]);
  });
  const obliged = async (isPublic: boolean) =>
    (
      await database.query<{ id: string }>(
        `select id from institution where tier in ('secondary', 'tertiary') ${isPublic ? "and ownership = 'public'" : "and id <> 'LATE'"} order by id`,
      )
    ).map(({ id }) => id);

  it("300家中290家设公卫科为96.7%,列出十家;民营二级医院在分母里 [service-system-2023.s2.5.ph-department-required]", async () => {
    const all = await obliged(false);
    expect(all).toHaveLength(wanted);
    const without = ["PRIVATE", ...all.filter((id) => id !== "PRIVATE").slice(0, 9)];
    await enter(
      database,
      "2024-09-10",
      "plan-ph-department",
      all.filter((id) => !without.includes(id)).map((institution) => ({ institution, opened: "2024-08-01" })),
    );
    const found = await finding("s2.5.ph-department-required", "2024-09-30");
    expect(figure(found, "设置率")).toBe("96.7");
    expect(found.open).toHaveLength(10);
    expect(found.open).toContain("民营二级医院");
    expect(row(found, "临汾市").figures.map(({ label }) => label)).toEqual(["比率", "已设置", "应有"]);
    expect(await target("s2.5.ph-department-required", "2024-09-30")).toMatchObject({ display: "96.7%" });
  });

  it("300家公立医院中270家接入为90.0%,民营医院不在分母 [service-system-2023.s5.5.connection-rate]", async () => {
    const all = await obliged(true);
    expect(all).toHaveLength(wanted);
    await enter(
      database,
      "2025-04-10",
      "plan-platform-connection",
      all.slice(0, 272).map((institution, nth) => ({
        institution,
        connected: nth < 250 ? "2024-03-10" : "2025-03-10",
        result: nth < 270 ? "passed" : "failed",
        tested: nth < 250 ? "2024-03-20" : "2025-03-20",
      })),
    );
    const found = await finding("s5.5.connection-rate", "2025-04-30");
    expect(figure(found, "接入率")).toBe("90.0");
    expect(figure(found, "应接入")).toBe("300");
    expect(figure(found, "上年同日接入率")).toBe("83.3");
    expect(found).toMatchObject({ light: "green" });
    expect(found.open).toHaveLength(30);
    expect(found.open.filter((name) => name.endsWith("（测试未通过）"))).toHaveLength(2);
    expect(found.open.some((name) => name.startsWith("民营"))).toBe(false);
  });

  it("117个县中110个有县办中医院:94.0%,最多黄灯,列出七个县;民营的不算 [service-system-2023.s2.7.county-tcm-coverage]", async () => {
    const found = await finding("s2.7.county-tcm-coverage", "2026-01-31");
    expect(figure(found, "覆盖率")).toBe("94.0");
    expect(found.light).toBe("yellow");
    expect(found.open.map((name) => name.split("（")[0])).toEqual(counties.slice(110).map(({ name }) => name));
    expect(await target("s2.7.county-tcm-coverage", "2025-12-31")).toMatchObject({ display: "94.0%" });
  });
});

describe("18项核心制度", () => {
  const names = coreSystems.map(({ name }) => name);
  it("少一项为不完整;100家中90家完整为90.0%,点名缺得最多的一项;抽查代替自查 [service-system-2023.s3.1.eighteen-core-systems]", async () => {
    const hospitals = (
      await database.query<{ id: string }>(
        `select id from institution where class <> 'township-centre' and affiliation <> 'township' and (valid_from is null or valid_from <= '2023-12-31')
         order by id`,
      )
    ).map(({ id }) => id);
    // The roster of the year has a hundred hospitals: those beyond had not opened.
    const [of2023, later] = [hospitals.slice(0, 100), hospitals.slice(100)];
    await database.query("update institution set valid_from = '2024-02-20' where id = any ($1)", [later]);
    const checked = (institution: string, system: string, fulfilled: boolean, basis = "self-check") => ({
      institution,
      year: 2023,
      system,
      basis,
      fulfilled,
      checked: "2023-11-20",
    });
    await enter(
      database,
      "2023-12-20",
      "plan-core-system",
      of2023.flatMap((id, nth) =>
        coreSystems.flatMap(({ code }) => {
          // The first one leaves a row out, eight more say themselves that one is open.
          if (nth === 0 && code === "consultation") return [];
          return [checked(id, code, !(nth > 0 && nth < 9 && code === (nth < 6 ? "consultation" : "verification")))];
        }),
      ),
    );
    const before = await finding("s3.1.eighteen-core-systems", "2024-01-31");
    expect(figure(before, "18项全部落实的医院占比")).toBe("91.0");
    await enter(database, "2024-02-05", "plan-core-system", [checked(of2023[50] ?? "", "verification", false, "inspection")]);
    const found = await finding("s3.1.eighteen-core-systems", "2024-02-10");
    expect(figure(found, "18项全部落实的医院占比")).toBe("90.0");
    expect(found.remark).toBe("缺得最多的是会诊制度，6家");
    expect(found.open).toHaveLength(10);
    expect(found.open[0]).toContain("（17/18）");
    expect(await target("s3.1.eighteen-core-systems", "2024-02-10")).toMatchObject({ value: "16" });
  });

  it.each([17, 19])(
    "参考清单有%i项:安装检查不通过,什么都没有写入 [service-system-2023.s3.1.eighteen-core-systems]",
    async (count) => {
      const list = [...names, "多出的制度"].slice(0, count);
      const kept = () => database.query("select * from indicator_list");
      const before = await kept();
      expect(before).toMatchObject([{ name: coreSystemsList.name, items: names }]);
      await expect(database.transaction(systemActor, (tx) => loadCoreSystems(tx, clock, list))).rejects.toThrow(
        `清单有${count}项`,
      );
      const body = {
        name: coreSystemsList.name,
        institution: null,
        effectiveFrom: "2026-01-01",
        items: list,
        source: "国家要点",
      };
      const { status, problem } = await api.call(province, recordIndicatorList, { body: body as never });
      expect([status, problem.code]).toEqual([422, "CORE_SYSTEMS_MISFIT"]);
      expect(await kept()).toEqual(before);
    },
  );
});

it("检查了七个领域:7/9,点名没有检查的两个 [service-system-2023.s5.6.nine-domains]", async () => {
  const domains = Object.keys(supervisionDomains).filter((each) => each !== "cost" && each !== "industry");
  await enter(
    database,
    "2024-12-20",
    "plan-inspection",
    domains.map((domain) => ({ county: qingxu, domain, inspected: "2024-07-18", unit: "清徐县人民医院" })),
  );
  const found = await finding("s5.6.nine-domains", "2024-12-31");
  expect(row(found, "清徐县")).toMatchObject({ figures: [{ value: "7/9" }, { value: "7" }], remark: "缺医疗费用、健康产业" });
  expect(figure(found, "已检查的领域")).toBe("7/9");
  expect(found.remark).toBe("没有检查的领域：医疗费用、健康产业");
  expect(found.open).toHaveLength(117);
});

it("只有省级看得到全省结果", async () => {
  const { answer } = await api.call(county(qingxu), showPromises, { query: { asOf: "2024-12-31" } });
  expect(answer.parts.flatMap(({ cards }) => cards).every(({ finding: of }) => of === null)).toBe(true);
});

describe("只有方向的指标", () => {
  const counted = (
    subject: string,
    indicator: string,
    period: string,
    numerator: number,
    denominator: number,
  ): ApprovedValue => ({
    subject,
    indicator,
    period,
    numerator: String(numerator),
    denominator: String(denominator),
    reportedOn: date("2025-01-08"),
    dueOn: null,
    approvedOn: date("2025-01-20"),
    report: null,
    source: "loaded",
    reason: null,
  });
  const post = (rows: readonly ApprovedValue[]) =>
    database.transaction(systemActor, (tx) => postObservations(tx, systemActor, rows));
  const inPilotCity = (id: string, region: string) => ({ id, name: `${id}医院`, affiliation: "city", tier: "tertiary", region });

  it("一、二级手术6,000/10,000为60.0%;58.0%升到60.9%黄灯,升到62.0%红灯 [service-system-2023.s2.3.low-level-surgery-share]", async () => {
    await addInstitutions(database, [
      { ...inPilotCity("大同", "140200"), from: "2025-01-01" },
      { ...inPilotCity("长治", "140400"), from: "2025-01-01" },
      { ...inPilotCity("运城", "140800"), from: "2025-01-01" },
      { ...inPilotCity("太原", "140100"), from: "2025-01-01" },
    ]);
    const quarters = (subject: string, year: number, low: readonly number[]) =>
      low.map((numerator, at) => counted(subject, "low_level_surgery_share", `${year}-Q${at + 1}`, numerator, 2_500));
    await post([
      ...quarters("大同", 2023, [1_450, 1_450, 1_450, 1_450]),
      ...quarters("大同", 2024, [1_500, 1_500, 1_545, 1_545]),
      counted("长治", "low_level_surgery_share", "2023", 5_800, 10_000),
      counted("长治", "low_level_surgery_share", "2024", 6_200, 10_000),
      counted("运城", "low_level_surgery_share", "2024", 6_000, 10_000),
      counted("太原", "low_level_surgery_share", "2024", 9_000, 10_000),
    ]);
    const found = await finding("s2.3.low-level-surgery-share", "2025-01-31");
    const told = (name: string) => {
      const { figures, light } = row(found, name);
      return [...figures.map(({ value }) => value), light];
    };
    expect(told("大同")).toEqual(["60.9", "58.0", "yellow"]);
    expect(told("长治")).toEqual(["62.0", "58.0", "red"]);
    expect(told("运城")).toEqual(["60.0", null, "grey"]);
    expect(row(found, "大同").remark).toBe("上升2.9个百分点（相对变化5.0%）");
    expect(found.rows.some(({ name }) => name.startsWith("太原"))).toBe(false);
  });

  it("三级医院门诊300万/全市1,000万为30.0% [service-system-2023.s2.3.outpatient-share]", async () => {
    await post([
      counted("140200", "tertiary_outpatient_share", "2024-Q4", 3_000_000, 10_000_000),
      counted("140100", "tertiary_outpatient_share", "2024-Q4", 9_000_000, 10_000_000),
    ]);
    const found = await finding("s2.3.outpatient-share", "2025-01-31");
    expect(found.figures[0]).toEqual({ label: "三级医院门诊量占比（2024年第4季度）", value: "30.0", unit: "%" });
    expect(found.open).toEqual(["长治市", "运城市"]);
    expect((await finding("s2.3.outpatient-share", "2025-01-19")).verdict).toBe("not-evaluable");
  });

  it("专业技术人员700/1,000,次年760/1,050:70.0%和72.4%,提高 [service-system-2023.s4.2.professional-share]", async () => {
    await post([
      counted("140000", "public_health_professionals", "2023", 700, 1_000),
      counted("140000", "public_health_professionals", "2024", 760, 1_050),
    ]);
    const found = await finding("s4.2.professional-share", "2025-01-31");
    expect(row(found, "山西省").figures.map(({ value }) => value)).toEqual(["72.4", "70.0"]);
    expect(found.light).toBe("green");
    expect(found.because).toContain("上升2.4个百分点");
  });

  it("乡镇950/1,196为79.4%,村18,000/20,000为90.0%,分开显示,不平均 [service-system-2023.s4.3.standardisation-rate]", async () => {
    await post([
      counted(qingxu, "township_standardisation", "2024", 900, 1_096),
      counted(yangqu, "township_standardisation", "2024", 50, 100),
      counted(qingxu, "village_standardisation", "2024", 18_000, 20_000),
    ]);
    const found = await finding("s4.3.standardisation-rate", "2025-01-31");
    const percents = found.figures.filter(({ unit, label }) => unit === "%" && label.includes("（2024年）"));
    expect(percents.map(({ label, value }) => [label, value])).toEqual([
      ["乡镇级（2024年）", "79.4"],
      ["村级（2024年）", "90.0"],
    ]);
    expect(row(found, "清徐县·村级").figures[0]?.value).toBe("90.0");
    expect(found.open).toHaveLength(115 + 116);
  });

  it("基层500万人次、合计1000万人次为50.0%，按季 [service-system-2023.s5.2.primary-volume-share]", async () => {
    await post([counted("140000", "primary_visit_share", "2024-Q3", 5_000_000, 10_000_000)]);
    const found = await finding("s5.2.primary-volume-share", "2025-01-31");
    expect(figure(found, "诊疗量占比（2024年第3季度）")).toBe("50.0");
    expect([figure(found, "基层机构诊疗"), figure(found, "诊疗合计")]).toEqual(["5000000", "10000000"]);
  });

  it("诊疗量占比50%、基金占比20%并列,差30个百分点 [service-system-2023.s5.2.primary-fund-share]", async () => {
    await post([
      counted("140000", "primary_fund_share", "2024-Q4", 20, 100),
      counted("140000", "primary_visit_share", "2024-Q4", 500, 1_000),
    ]);
    const found = await finding("s5.2.primary-fund-share", "2025-01-31");
    expect(figure(found, "基金支付占比（2024年第4季度）")).toBe("20.0");
    expect(figure(found, "基层诊疗量占比（2024年第4季度）")).toBe("50.0");
    expect(figure(found, "诊疗量占比与基金占比之差")).toBe("30.0");
    await post([counted("140000", "primary_fund_share", "2025-Q1", 21, 100)]);
    const alone = await finding("s5.2.primary-fund-share", "2025-04-30");
    expect(alone.remark).toContain("未报");
    expect(figure(alone, "诊疗量占比与基金占比之差")).toBeNull();
  });

  it("居民600万/800万为75.0%,机构另列 [service-system-2023.s5.5.ecard-general-use]", async () => {
    await post([
      counted(qingxu, "health_card_residents", "2024-Q4", 6_000_000, 8_000_000),
      counted(qingxu, "health_card_institutions", "2024-Q4", 300, 400),
      counted(yangqu, "health_card_institutions", "2024-Q4", 100, 400),
    ]);
    const found = await finding("s5.5.ecard-general-use", "2025-01-31");
    expect(figure(found, "居民（2024年第4季度）")).toBe("75.0");
    expect(figure(found, "机构（2024年第4季度）")).toBe("50.0");
    expect(row(found, "清徐县·居民").figures[0]?.value).toBe("75.0");
  });
});
