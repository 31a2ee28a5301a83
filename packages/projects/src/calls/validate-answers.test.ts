import { describe, expect, it } from "vitest";
import { type AnswerProblem, type Answers, misfitOfAnswer, misfitsOf, validateAnswers } from "./index.ts";
import { sampleAnswers, sampleAttachments, sampleBudget, sampleContext, sampleDefinition } from "./sample-declaration.ts";

const judge = (change: Answers = {}, attachments = sampleAttachments): readonly AnswerProblem[] =>
  validateAnswers(sampleDefinition, { ...sampleAnswers, ...change }, attachments, sampleContext);
const coded = (problems: readonly AnswerProblem[]) => problems.map(({ code, path, message }) => `${code} ${path} ${message}`);

describe("5G试点申报材料的九项 [5g-2022.art8.1]", () => {
  it("九项齐全、合计相符时没有问题", () => expect(judge()).toEqual([]));
  it.each([
    ["basics", "基本情况"],
    ["feasibility", "可行性报告"],
    ["approvals", "审批文件"],
    ["estimate", "投资概算"],
    ["targets", "预期绩效目标"],
    ["startsOn", "计划启动时间"],
    ["endsOn", "完成时间"],
    ["matching", "配套资金落实"],
    ["safeguards", "其他保障措施"],
  ])("缺%s时指明“%s”", (id, part) => {
    const problems = judge({ [id]: undefined }).filter(({ code }) => code === "APPLICATION_INCOMPLETE");
    expect(problems.map(({ message }) => message)).toContain(`缺少：${part}`);
    expect(problems.find(({ path }) => path === id)?.clause).toBe("5g-2022.art8.1");
  });
  it("审批文件选“无”与没有填一样：指明审批文件", () =>
    expect(coded(judge({ approvals: { state: "no", note: "未办" } }))).toEqual([
      "APPLICATION_INCOMPLETE approvals 缺少：审批文件",
    ]));
  it("选“有”就要附件，选“不适用”要写原因", () => {
    expect(coded(judge({}, []))).toEqual([
      "APPLICATION_INCOMPLETE material:feasibility 缺少：可行性报告（附件）",
      "APPLICATION_INCOMPLETE material:approvals 缺少：政府部门审批文件（附件）",
      "APPLICATION_INCOMPLETE material:matching 缺少：配套资金落实证明（附件）",
    ]);
    expect(judge({ approvals: { state: "not-applicable", note: " " } })[0]?.message).toContain("须写明原因");
    expect(judge({ approvals: { state: "not-applicable", note: "不涉及审批" } })).toEqual([]);
  });
  it("启动2022-09-01、完成2022-08-01：日期先后不对", () =>
    expect(coded(judge({ startsOn: "2022-09-01", endsOn: "2022-08-01" }))).toEqual([
      "DATE_ORDER endsOn 完成时间（2022-08-01）应晚于计划启动时间（2022-09-01）",
    ]));
  it("启动与完成同一日也不对，晚一日就对", () => {
    expect(judge({ endsOn: "2022-09-01" }).map(({ code }) => code)).toEqual(["DATE_ORDER"]);
    expect(judge({ endsOn: "2022-09-02" })).toEqual([]);
  });
  it("概算合计与各行之和不符，说出相差多少", () =>
    expect(coded(judge({ estimateTotal: "65000000" }))).toEqual([
      "TOTAL_MISMATCH estimateTotal “投资概算合计”合计65万元，明细之和60万元，相差5万元",
    ]));
  it("所有问题一次列出，次序同表格", () => {
    const problems = judge({ basics: "", startsOn: "2022-09-01", endsOn: "2022-08-01", budget: undefined }, []);
    expect(problems.map(({ path }) => path)).toEqual([
      "basics",
      "endsOn",
      "budget",
      "material:feasibility",
      "material:approvals",
      "material:matching",
    ]);
  });
});

describe("项目预算", () => {
  it("没有预算不能提交：指明项目预算 [5g-2022.art8.2.a]", () =>
    expect(coded(judge({ budget: undefined }))).toEqual(["APPLICATION_INCOMPLETE budget 缺少：项目预算"]));
  it("行30+20+10，年度合计65：相差5；一行没有目标：不完整 [5g-2022.art8.2.b]", () => {
    const statedTotals = [{ year: 2022, amountFen: "65000000" }];
    expect(coded(judge({ budget: { ...sampleBudget, statedTotals } }))).toEqual([
      "TOTAL_MISMATCH budget.total.2022 2022年度合计65万元，明细之和60万元，相差5万元",
    ]);
    const rows = sampleBudget.rows.map((row, index) => (index === 1 ? { ...row, targets: [] } : row));
    expect(coded(judge({ budget: { ...sampleBudget, rows } }))).toEqual([
      "BUDGET_ROW_INCOMPLETE budget.1.targets 预算第2行：没有对应的绩效目标",
    ]);
  });
  it.each([
    ["task", { task: " " }],
    ["targets", { targets: ["别处的目标"] }],
    ["amountFen", { amountFen: "0" }],
    ["year", { year: 2030 }],
    ["economicClass", { economicClass: "" }],
  ])("三要素和年度、科目缺一不可：%s", (field, change) => {
    const rows = sampleBudget.rows.map((row, index) => (index === 0 ? { ...row, ...change } : row));
    const codes = judge({ budget: { ...sampleBudget, rows } }).filter(({ path }) => path === `budget.0.${field}`);
    expect(codes.map(({ code }) => code)).toEqual(["BUDGET_ROW_INCOMPLETE"]);
  });
  it("申请额超过标准时拒绝，恰好等于时可以", () => {
    const capped = (capFen: string) => ({
      ...sampleDefinition,
      budget: sampleDefinition.budget && { ...sampleDefinition.budget, supportCapFen: capFen },
    });
    const codes = (cap: string) =>
      validateAnswers(capped(cap), sampleAnswers, sampleAttachments, sampleContext).map(({ code }) => code);
    expect(codes("60000000")).toEqual([]);
    expect(codes("59999999")).toEqual(["SUPPORT_CAP_EXCEEDED"]);
  });
});

describe("一个答案随填随查", () => {
  it.each([
    ["title", "字".repeat(101), "最多100个字，现有101个字"],
    ["title", 7, "应为文字"],
    ["startsOn", "2022-02-30", "应为日历上存在的日期"],
    ["estimateTotal", "1.5", "应为不小于零的金额，至多两位小数（元）"],
    ["estimateTotal", "-1", "应为不小于零的金额，至多两位小数（元）"],
    ["approvals", { state: "maybe", note: "" }, "请选“有”“无”或“不适用”"],
    ["pledge", "true", "请选“是”或“否”"],
    ["estimate", [{ quantity: 0 }], "第1行“数量”不小于1"],
    ["estimate", { length: 1 }, "应为表格"],
  ])("%s不收%j", (id, value, message) =>
    expect(misfitsOf(sampleDefinition, id, value).map((one) => one.message)).toEqual([message]),
  );
  it("十万字的答案说出字数，不存", () =>
    expect(misfitsOf(sampleDefinition, "basics", "长".repeat(100_000))[0]?.message).toBe("最多5000个字，现有100000个字"));
  it("空着不算错：是否缺少，提交时再问", () => {
    for (const blank of ["", " ", null, undefined, []]) expect(misfitsOf(sampleDefinition, "basics", blank)).toEqual([]);
  });
  it("没有的问题、多出的预算不收", () => {
    expect(misfitsOf(sampleDefinition, "constructor", "x")[0]?.code).toBe("UNKNOWN_QUESTION");
    expect(misfitsOf(sampleDefinition, "budget", { rows: "很多" })[0]?.code).toBe("ANSWER_MISFIT");
    expect(misfitsOf({ ...sampleDefinition, budget: null }, "budget", sampleBudget)[0]?.code).toBe("UNKNOWN_QUESTION");
  });
  it("单选只收所列各项，多选不重复", () => {
    const choices = [
      { value: "a", label: "甲" },
      { value: "b", label: "乙" },
    ];
    const asked = { id: "c", label: "选", required: true, choices } as const;
    expect(misfitOfAnswer({ ...asked, kind: "choice" }, "c")?.message).toContain("选一项");
    expect(misfitOfAnswer({ ...asked, kind: "choices" }, ["a", "a"])?.message).toContain("至多选一次");
    expect(misfitOfAnswer({ ...asked, kind: "choices" }, ["b", "a"])).toBeUndefined();
  });
});
