import { describe, expect, it } from "vitest";
import { type CallDefinition, parseDefinition, programmeIds, questionsOf, templateOf } from "./index.ts";

const template = templateOf("5g-pilot", 2026);
const problemsOf = (json: unknown) => {
  const parsed = parseDefinition(json);
  return parsed.ok ? [] : parsed.refusal.problems.map(({ path, message }) => `${path} ${message}`);
};

describe("十个项目的模板", () => {
  it.each(programmeIds)("%s：存得下，每个问题、材料和资格都说得出条款", (programme) => {
    const definition = templateOf(programme, 2026);
    expect(problemsOf(JSON.parse(JSON.stringify(definition)))).toEqual([]);
    for (const { clause, label } of questionsOf(definition)) expect(clause, label).toBeDefined();
    for (const { clause, title } of definition.materials) expect(clause, title).toBeDefined();
    for (const { clause } of definition.eligibility) expect(clause).toBeDefined();
  });
  it.each(programmeIds)("%s：不问平台已经知道的单位名称、级别、地区", (programme) => {
    for (const { label } of questionsOf(templateOf(programme, 2026)))
      expect(label).not.toMatch(/单位名称|医院名称|医院级别|所在地区|所在县/);
  });
});

describe("通知存下以前，整份评判", () => {
  it("不是通知的东西一概不收", () => {
    for (const junk of [null, 1, "通知", [], {}, { ...template, extra: 1 }]) expect(problemsOf(junk)).not.toEqual([]);
  });
  it("形状不对的各处一次说出", () =>
    expect(problemsOf({ ...template, route: "随便", noticeWorkingDays: 0, sections: [] })).toEqual([
      "route 不在可选范围内",
      "sections 至少一节",
      "noticeWorkingDays 应为1至30的整数",
    ]));
  it("编号重复、引用落空都点名", () => {
    const doubled: CallDefinition = { ...template, sections: [...template.sections, ...template.sections.slice(0, 1)] };
    expect(problemsOf(doubled)).toContainEqual(
      expect.stringMatching(new RegExp(`^sections\\.${template.sections.length}\\.questions\\.\\d 问题的编号“basics”重复$`)),
    );
    const dangling: CallDefinition = { ...template, materials: template.materials.slice(1) };
    expect(problemsOf(dangling)).toEqual([
      expect.stringMatching(/^sections\.\d+\.questions\.\d+\.material “可行性报告”所附的材料不在材料清单中，请另选$/),
    ]);
    const unasked: CallDefinition = {
      ...template,
      eligibility: [
        { rule: "age", question: "birthDate", atMost: 50, clause: "linfen-2020.hundredleaders.age", sentence: "年龄" },
      ],
    };
    expect(problemsOf(unasked)).toEqual(["eligibility.0.question 所引用的日期问题不在填报内容中，请另选"]);
  });
  it("预算和绩效目标的编号留着，问题不能占用", () => {
    const [section] = template.sections;
    const questions = [{ kind: "money", id: "budget", label: "预算", required: true }] as const;
    expect(
      problemsOf({ ...template, sections: section ? [...template.sections, { ...section, id: "more", questions }] : [] }),
    ).toContain(`sections.${template.sections.length}.questions.0 “budget”留给预算和绩效目标，不能作问题编号`);
  });
  const withQuestions = (...questions: readonly object[]) => ({
    ...template,
    eligibility: [],
    materials: [],
    sections: [{ id: "s", title: "内容", questions }],
  });
  const ask = (id: string, kind: string, more: object = {}) => ({ id, kind, label: id, required: true, ...more });
  it("问题可以取决于前面的是否、选择和有无；指错、指后面、没有这个答案都在所在处说出", () => {
    const choices = [
      { value: "a", label: "甲" },
      { value: "b", label: "乙" },
    ];
    const fits = withQuestions(
      ask("has", "yes-no"),
      ask("kind", "choice", { choices, when: { question: "has", is: true } }),
      ask("permit", "element", { mayBeMissing: true, when: { question: "kind", is: "b" } }),
      ask("why", "long-text", { maxLength: 100, when: { question: "permit", is: "no" } }),
    );
    expect(problemsOf(fits)).toEqual([]);
    const wrong = withQuestions(
      ask("has", "yes-no", { when: { question: "kind", is: "a" } }),
      ask("kind", "choice", { choices, when: { question: "has", is: "yes" } }),
      ask("cost", "money", { when: { question: "kind", is: "c" } }),
      ask("why", "long-text", { maxLength: 100, when: { question: "cost", is: "1" } }),
    );
    expect(problemsOf(wrong)).toEqual([
      "sections.0.questions.0.when.question 所引用的问题不在前面，请另选",
      "sections.0.questions.1.when.is “has”没有这个答案，请另选",
      "sections.0.questions.2.when.is “kind”没有这个答案，请另选",
      "sections.0.questions.3.when.question “cost”不是是或否、选择、有无的问题，不能作条件",
    ]);
    const material = { id: "m", title: "批复", required: true, when: { question: "gone", is: true } };
    expect(problemsOf({ ...fits, materials: [material] })).toEqual(["materials.0.when.question 所引用的问题不在前面，请另选"]);
  });
  it("先后、上下限、合计核对：引用不成立的在所在处说出", () => {
    const columns = [
      { id: "c1", kind: "money", label: "金额", required: true },
      { id: "c2", kind: "integer", label: "台数", required: true, atLeast: 5, atMost: 1 },
    ];
    const table = (sum: object) => ask("list", "table", { columns: columns.slice(0, 1), maxRows: 5, sum });
    expect(problemsOf(withQuestions(ask("total", "money"), table({ column: "c1", equals: "total" })))).toEqual([]);
    expect(
      problemsOf(
        withQuestions(
          ask("from", "date", { after: "from" }),
          ask("to", "date", { after: "total" }),
          ask("total", "text", { maxLength: 10 }),
          table({ column: "c9", equals: "total" }),
          ask("count", "integer", { atLeast: 3, atMost: 2 }),
          ask("more", "table", { columns, maxRows: 5 }),
        ),
      ),
    ).toEqual([
      "sections.0.questions.0.after 不能晚于它自己",
      "sections.0.questions.1.after 所引用的日期问题不在填报内容中，请另选",
      "sections.0.questions.3.sum.equals 所引用的金额问题不在填报内容中，请另选",
      "sections.0.questions.3.sum.column “list”没有这个金额列可以合计，请另选",
      "sections.0.questions.4.atMost 上限2小于下限3",
      "sections.0.questions.5.columns.1.atMost 上限1小于下限5",
    ]);
  });
  it.each([
    [[20, 25, 20, 20, 15], true],
    [[100, 100, 100, 100, 100], true],
    [[20, 25, 20, 20, 14], false],
    [[100, 100, 50], false],
  ])("评分项满分%j", (points, fits) => {
    const items = points.map((maxPoints, index) => ({ id: `s${index}`, title: "评分项", maxPoints }));
    expect(problemsOf({ ...template, review: { ...template.review, items } }).length === 0).toBe(fits);
  });
  it.each([
    [3, false],
    [4, false],
    [5, true],
    [6, false],
    [7, true],
  ])("专家%i人：五人以上单数", (experts, fits) =>
    expect(problemsOf({ ...template, review: { ...template.review, experts } }).length === 0).toBe(fits),
  );
  it("申报名额不能少于支持名额，单位名额不能多于全部", () => {
    const quotas = [
      { of: "declared", per: "call", atMost: 9 },
      { of: "chosen", per: "call", atMost: 10 },
      { of: "declared", per: "unit", atMost: 20 },
    ];
    expect(problemsOf({ ...template, quotas: [...quotas.slice(0, 2), { of: "chosen", per: "call", atMost: 8 }] })).toContain(
      "quotas.2 同一种名额只能定一个数",
    );
    expect(problemsOf({ ...template, quotas })).toEqual([
      "quotas.0 申报名额9不能少于支持名额10",
      "quotas.2 单位名额20不能多于全部名额9",
    ]);
  });
});
