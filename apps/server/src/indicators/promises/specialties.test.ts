import { addEntry } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { evidence, province, sampleRosters, times, valueOf } from "./sample-rosters.ts";

const { api, load, card, written } = await sampleRosters();
const asOf = "2025-12-31";

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
