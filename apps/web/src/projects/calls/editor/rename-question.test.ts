import { type CallDefinition, parseDefinition, templateOf } from "@qiangyi/projects";
import { expect, it } from "vitest";
import { renameQuestion } from "./rename-question.ts";

it("问题改作项目名称、起止时间时，各处对它的引用一起改，通知仍然成立", () => {
  const template = templateOf("linfen-hundred-leaders", 2026);
  const definition: CallDefinition = {
    ...template,
    sections: [
      {
        id: "s",
        title: "内容",
        questions: [
          { id: "q1", kind: "date", label: "出生日期", required: true },
          { id: "q2", kind: "date", label: "取得日期", required: true, after: "q1" },
          { id: "q3", kind: "yes-no", label: "承诺", required: true },
          { id: "q4", kind: "money", label: "合计", required: true, when: { question: "q3", is: true } },
          {
            id: "q5",
            kind: "table",
            label: "明细",
            required: true,
            maxRows: 5,
            columns: [{ id: "c", kind: "money", label: "金额", required: true }],
            sum: { column: "c", equals: "q4" },
          },
        ],
      },
    ],
    materials: [{ id: "m", title: "承诺书", required: true, when: { question: "q3", is: true } }],
    eligibility: [
      { rule: "age", question: "q1", atMost: 50, clause: "linfen-2020.hundredleaders.age", sentence: "年龄" },
      {
        rule: "title",
        question: "q2",
        obtained: "q2",
        atLeast: "senior",
        clause: "linfen-2020.hundredleaders.age",
        sentence: "职称",
      },
      { rule: "statement", question: "q3", clause: "linfen-2020.hundredleaders.age", sentence: "承诺" },
    ],
  };
  expect(parseDefinition(definition).ok).toBe(true);
  const renamed = ["q1", "q2", "q3", "q4"].reduce((before, id) => renameQuestion(before, id, `${id}x`), definition);
  expect(parseDefinition(renamed).ok).toBe(true);
  expect(JSON.stringify(renamed)).not.toMatch(/"q[1-4]"/);
});
