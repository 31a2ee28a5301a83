import { addEntry } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { evaluate } from "@qiangyi/policy";
import { describe, expect, it } from "vitest";
import { systemActor } from "../../platform/index.ts";
import { factsForEngine } from "../../registers/index.ts";
import { institutionsOf } from "../../registry/index.ts";
import { evidence, province, sampleRosters, times, valueOf } from "./sample-rosters.ts";

const { api, database, load, card, written } = await sampleRosters();
const asOf = "2025-12-31";
const today = "2026-06-30";

describe("二（三）3 领军临床专科 [service-system-2023.s3.3.leading-specialties-10]", () => {
  const add = (nth: number, more: object = {}) =>
    api.call(province, addEntry, {
      params: { register: "plan-leading-specialty" },
      body: { values: { institution: `G${nth}`, specialty: "心血管内科", named: "2023-03-20", ...more }, evidence },
    });

  it("登记9个:值为9,差1个", async () => {
    await load(
      "plan-leading-specialty",
      times(9, (nth) => ({ institution: `G${nth + 1}`, specialty: "心血管内科", named: "2023-03-20" })),
    );
    const found = await card("s3.3.leading-specialties-10", asOf);
    expect(found).toMatchObject({ verdict: "short", shortBy: "1", light: "grey" });
    expect(valueOf(found, "在册")).toBe("9");
  });

  it("第11个没有批准文号被拒绝,什么也没有写;有文号则登记", async () => {
    expect((await add(10)).status).toBe(201);
    const before = await written();
    const refused = await add(11);
    expect([refused.status, refused.problem.code]).toEqual([409, "PLAN_MAX_REACHED"]);
    expect(refused.problem.problems).toMatchObject([{ path: "approval" }]);
    expect(await written()).toBe(before);
    expect((await add(11, { approval: "晋卫医发〔2024〕12号" })).status).toBe(201);
  });
});

const countySpecialty = (nth: number, steps: object = {}) => ({
  institution: `G${(nth % 50) + 1}`,
  specialty: nth < 50 ? "骨科" : "普外科",
  applied: "2023-09-15",
  ...steps,
});
const listed = { reviewed: "2023-11-10", listed: "2023-12-20", building: "2024-02-01" };

describe("二（一）4、二（三）3 县级临床重点专科：一份名单，一个数", () => {
  const both = ["s1.4.county-key-specialties-100", "s3.3.county-key-specialties"] as const;
  const figures = async () => {
    const found = await Promise.all(both.map((name) => card(name, today)));
    return found.map((each) => [valueOf(each, "已启动"), valueOf(each, "已验收"), each.verdict]);
  };

  it("公布100个、验收62个：已启动100、已验收62；申报未公布的不计；同一医院同一专科再登记被拒绝，什么也没有写 [service-system-2023.s1.4.county-key-specialties-100]", async () => {
    await load(
      "plan-county-specialty",
      times(100, (nth) => countySpecialty(nth, { ...listed, ...(nth < 62 && { accepted: "2025-11-20" }) })),
    );
    await load("plan-county-specialty", [{ ...countySpecialty(0), specialty: "眼科" }]);
    const [first] = await figures();
    expect(first).toEqual(["100", "62", "met"]);
    const before = await written();
    const again = await api.call(province, addEntry, {
      params: { register: "plan-county-specialty" },
      body: { values: countySpecialty(0, listed), evidence },
    });
    expect([again.status, again.problem.code]).toEqual([409, "entry-repeats"]);
    expect(await written()).toBe(before);
  });

  it("两处都是62个，再验收一个两处都是63个 [service-system-2023.s3.3.county-key-specialties]", async () => {
    expect(await figures()).toEqual([
      ["100", "62", "met"],
      ["100", "62", "met"],
    ]);
    const accepted = { ...countySpecialty(70, { ...listed, accepted: "2025-12-01" }), specialty: "儿科" };
    expect(
      (
        await api.call(province, addEntry, {
          params: { register: "plan-county-specialty" },
          body: { values: accepted, evidence },
        })
      ).status,
    ).toBe(201);
    expect((await figures()).map(([, completed]) => completed)).toEqual(["63", "63"]);
  });

  it("没有公布日期不能填验收日期，什么也没有写", async () => {
    const before = await written();
    const refused = await api.call(province, addEntry, {
      params: { register: "plan-county-specialty" },
      body: { values: { ...countySpecialty(3), specialty: "康复科", accepted: "2025-11-20" }, evidence },
    });
    expect(refused.status).toBe(422);
    expect(refused.problem.problems?.map(({ path }) => path)).toContain("listed");
    expect(await written()).toBe(before);
  });
});

it("省级中医优势专科登记98个：差2个；没有等级的医院算不出补助标准 [service-system-2023.s2.7.provincial-tcm-100]", async () => {
  const specialty = (nth: number) => ({ institution: `Z${(nth % 20) + 1}`, specialty: `中医专科${nth}`, selected: "2024-09-10" });
  await load("tcm-specialty", [
    ...times(97, specialty),
    {
      ...specialty(97),
      "classAtSelection.affiliation": "county",
      "classAtSelection.tier": "unrated",
      "classAtSelection.class": "tcm",
    },
  ]);
  const found = await card("s2.7.provincial-tcm-100", asOf);
  expect(found).toMatchObject({ verdict: "short", shortBy: "2" });
  expect([valueOf(found, "在册"), valueOf(found, "资金标准待定（等级或类别对不上）")]).toEqual(["98", "1"]);
  const [priced, unpriced] = await database.transaction(systemActor, async (tx) => {
    const { results } = evaluate({
      decisionDate: date("2025-03-01"),
      institutions: await institutionsOf(tx, systemActor),
      facts: (await factsForEngine(tx, systemActor)).filter(({ type }) => type === "tcm-specialty"),
    });
    return ["payable", "decision_required"].map((status) => results.filter((each) => each.status === status));
  });
  expect([priced?.length, unpriced?.length]).toEqual([97, 1]);
  expect(unpriced?.[0]).toMatchObject({ amount: "0.00", errors: ["HOSPITAL_CLASS_UNMAPPED"] });
});

it("25个列入、20个验收:已启动25、已验收20;资金25个有国家补助 [service-system-2023.s3.3.national-specialties-25]", async () => {
  await load(
    "key-specialty",
    times(25, (nth) => ({
      institution: `G${nth + 1}`,
      specialty: "骨科",
      level: "national",
      selected: "2023-06-18",
      nationalSubsidy: "5000000.00",
      ...(nth < 20 && { acceptedOn: "2025-11-30" }),
    })),
  );
  // 省级的不计入。
  await load("key-specialty", [{ institution: "G30", specialty: "骨科", level: "provincial", selected: "2023-06-18" }]);
  const found = await card("s3.3.national-specialties-25", asOf);
  expect(found).toMatchObject({ verdict: "met", light: "green" });
  expect(["已启动", "已验收", "资金（有国家补助）"].map((label) => valueOf(found, label))).toEqual(["25", "20", "25"]);
  expect(found.open).toHaveLength(5);
});

it("298种目录中开展45种为15.1%,目录外的例数另计 [service-system-2023.s3.3.day-surgery-298]", async () => {
  const code = (nth: number) => `D${String(nth).padStart(3, "0")}`;
  await load(
    "plan-day-surgery-item",
    times(298, (nth) => ({ version: "2023年版", code: code(nth), name: `病种${nth}`, effective: "2023-09-01" })),
  );
  const use = (nth: number, cases: number) => ({ institution: "G1", year: 2025, code: code(nth), cases });
  await load("plan-day-surgery-use", [...times(45, (nth) => use(nth, 10)), use(45, 0), use(900, 7)]);
  const found = await card("s3.3.day-surgery-298", asOf);
  expect(found).toMatchObject({ verdict: "met", light: "green" });
  expect([valueOf(found, "目录病种"), valueOf(found, "目录版本")]).toEqual(["298", "2023年版"]);
  const [row] = found.rows;
  expect(["开展病种", "占目录", "目录内例数", "目录外例数（另计）"].map((label) => row && valueOf(row, label))).toEqual([
    "45",
    "15.1",
    "450",
    "7",
  ]);
});
