import { describe, expect, it } from "vitest";
import { parseInput } from "./parse-input.ts";
import { exampleInstitutions, type Row } from "./qiangyi-2024/example-province.ts";

const input = (rest: Row = {}): Row => ({ decisionDate: "2025-03-01", institutions: exampleInstitutions, facts: [], ...rest });
const township: Row = { id: "t", type: "township-centre", institution: "T1", county: "140121", accepted: "2024-10-30" };
const problems = (json: unknown) => {
  const result = parseInput(json);
  return result.ok ? [] : result.refusal.problems;
};
const paths = (json: unknown) => problems(json).map(({ path }) => path);

describe("读取输入", () => {
  it("合格的输入原样返回", () => {
    const json = input({ facts: [township] });
    expect(parseInput(json)).toEqual({ ok: true, value: json });
  });

  it.each([
    ["不是对象", [], ["$"]],
    ["缺必填项", {}, ["$.decisionDate", "$.institutions", "$.facts"]],
    ["另一个文件", input({ policy: "other" }), ["$.policy"]],
    ["不认识的属性", input({ fact: [] }), ["$.fact"]],
    ["日历上没有的日期", input({ decisionDate: "2025-02-29" }), ["$.decisionDate"]],
    ["年度不是年份", input({ years: [2025, "2026", null] }), ["$.years[1]", "$.years[2]"]],
    ["不认识的条文理解", input({ readings: { "top100.gap": "A" } }), ['$.readings["top100.gap"]']],
    ["条文理解的取值不对", input({ readings: { "top100.gapPolicy": "D" } }), ['$.readings["top100.gapPolicy"]']],
    ["实施期先止后起", input({ readings: { programmeWindow: "2025-12-31/2023-01-01" } }), ["$.readings.programmeWindow"]],
    ["容差不是百分数", input({ readings: { "approx.tolerance": "10" } }), ['$.readings["approx.tolerance"]']],
    ["facts不是数组", input({ facts: {} }), ["$.facts"]],
    ["事实不是对象", input({ facts: [null] }), ["$.facts[0]"]],
    ["没有这种事实", input({ facts: [{ id: "x", type: "hospital" }] }), ["$.facts[0].type"]],
    ["事实编号重复", input({ facts: [township, township] }), ["$.facts[1].id"]],
    ["机构编号重复", input({ institutions: [exampleInstitutions[0], exampleInstitutions[0]] }), ["$.institutions[1].id"]],
    ["引用没有列出的机构", input({ facts: [{ ...township, institution: "nobody" }] }), ["$.facts[0].institution"]],
    [
      "机构所在区划不存在",
      input({ institutions: [{ ...exampleInstitutions[0], region: "990000" }] }),
      ["$.institutions[0].region"],
    ],
    ["县填成了市", input({ facts: [{ ...township, county: "140100" }] }), ["$.facts[0].county"]],
    [
      "必填可空的日期没有写",
      input({ facts: [{ id: "t", type: "township-centre", institution: "T1", county: "140121" }] }),
      ["$.facts[0].accepted"],
    ],
    ["事实有不认识的属性", input({ facts: [{ ...township, amount: "1.00" }] }), ["$.facts[0].amount"]],
    [
      "派驻先止后起",
      input({
        facts: [{ id: "s", type: "secondment", person: "甲", sender: "P1", host: "K1", from: "2025-02-01", to: "2025-01-31" }],
      }),
      ["$.facts[0].from"],
    ],
    [
      "遴选时类别只写了一部分",
      input({
        facts: [
          {
            id: "m",
            type: "tcm-specialty",
            institution: "P1",
            specialty: "针灸科",
            selected: "2024-09-10",
            classAtSelection: { tier: "tertiary" },
          },
        ],
      }),
      ["$.facts[0].classAtSelection.affiliation", "$.facts[0].classAtSelection.class"],
    ],
    ["金额没有两位小数", input({ budgets: [{ line: "township-centre", year: 2025, amount: "100" }] }), ["$.budgets[0].amount"]],
    [
      "金额写成数字",
      input({ allocated: [{ line: "township-centre", subject: "t", year: 2025, amount: 1 }] }),
      ["$.allocated[0].amount"],
    ],
    ["没有这个支持项目", input({ budgets: [{ line: "township", year: 2025, amount: "1.00" }] }), ["$.budgets[0].line"]],
    [
      "决定的理解取值不对、缺理由",
      input({
        decisions: [
          {
            line: "top100-reward",
            subject: "P1",
            year: 2025,
            amount: "0.00",
            reading: "Z",
            by: "省卫生健康委",
            on: "2025-02-01",
          },
        ],
      }),
      ["$.decisions[0].reason", "$.decisions[0].reading"],
    ],
    [
      "拟付行编号重复",
      input({ proposed: [1, 2].map(() => ({ id: "x", line: "township-centre", subject: "t", year: 2025, amount: "1.00" })) }),
      ["$.proposed[1].id"],
    ],
    ["补充的区划类型不对", input({ regions: { "149901": { name: "示例新县", kind: "town" } } }), ['$.regions["149901"].kind']],
    ["补充的区划内置已有", input({ regions: { "140121": { name: "清徐县", kind: "county" } } }), ['$.regions["140121"]']],
  ])("%s", (_, json, expected) => expect(paths(json)).toEqual(expected));

  it("一次报出全部问题，每条写明改法", () => {
    const all = problems({
      ...input({
        readings: { x: 1 },
        facts: [
          { ...township, accepted: "昨天" },
          { id: "", type: "discipline" },
        ],
      }),
      decisionDate: 20250301,
    });
    expect(all.map(({ path }) => path)).toEqual([
      "$.decisionDate",
      "$.readings.x",
      "$.facts[0].accepted",
      "$.facts[1].id",
      "$.facts[1].institution",
      "$.facts[1].discipline",
      "$.facts[1].tier",
      "$.facts[1].year",
    ]);
    for (const { message } of all) expect(message).toMatch(/[\u4e00-\u9fff]/);
    expect(all[2]?.message).toBe("验收合格日期应为日历上存在的日期，写作YYYY-MM-DD");
  });

  it("数值的条文理解可以写成数字", () =>
    expect(problems(input({ readings: { "technique.term": 2, "tcm.unmapped": 30 } }))).toEqual([]));

  it("省、市级机构可以填所在市的代码", () =>
    expect(problems(input({ institutions: [{ ...exampleInstitutions[0], region: "140100" }] }))).toEqual([]));
});
