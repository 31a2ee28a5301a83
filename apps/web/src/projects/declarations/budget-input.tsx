import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import {
  type Budget,
  type BudgetRow,
  type BudgetRules,
  budgetOf,
  budgetSources,
  classLabel,
  economicClasses,
  isKnownClass,
  type TargetRow,
} from "@qiangyi/projects";
import { AutoComplete, Button, Input, Select } from "antd";
import { fenFromWan, ScrollBox, WanInput } from "../../ui/index.ts";
import { pastedGrid } from "../../ui/saving/pasted-grid.ts";
import { BudgetTotals } from "./budget-totals.tsx";
import { enterMovesDown } from "./enter-moves-down.ts";
import { withGrid } from "./pasted-grid.ts";

interface BudgetInputProps {
  readonly rules: BudgetRules;
  readonly targets: readonly TargetRow[];
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly onLeave: () => void;
  readonly problemAt: (path: string) => string | undefined;
}

const sources = Object.entries(budgetSources).map(([value, label]) => ({ value, label }));

/** 项目预算: economic class × year × source, each row with its task, its targets and how it was reckoned (第八条（二）). */
export const BudgetInput = (props: BudgetInputProps) => {
  const { rules, targets, value, onChange, onLeave } = props;
  const budget = budgetOf(value);
  const change = (rows: readonly BudgetRow[]) => onChange({ ...budget, rows });
  const put = (index: number, changed: Partial<BudgetRow>) =>
    change(budget.rows.map((row, at) => (at === index ? { ...row, ...changed } : row)));
  const paste = (row: number, column: number, text: string): boolean => {
    const grid = pastedGrid(text);
    if (grid) change(withGrid(budget.rows, { row, column }, grid, pasted(rules), () => blankRow(rules)).slice(0, 500));
    return grid !== undefined;
  };
  const pasting = (row: number, column: number) => ({
    onPaste: (event: React.ClipboardEvent) => {
      if (paste(row, column, event.clipboardData.getData("text/plain"))) event.preventDefault();
    },
  });
  const cell = (index: number, field: keyof BudgetRow) => {
    const problem = props.problemAt(`budget.${index}.${field}`);
    return {
      id: `q-budget-${index}-${field}`,
      status: problem === undefined ? ("" as const) : ("error" as const),
      note: problem === undefined ? null : <div className="field-error">{problem.replace(/^预算第\d+行：/, "")}</div>,
    };
  };
  const isTargeted = rules.targets === "required";
  return (
    <>
      {budget.rows.length > 0 && (
        <ScrollBox label="预算明细表格">
          <table className="answer-table budget-table" onKeyDown={enterMovesDown}>
            <thead>
              <tr>
                {columnTitles.map(([title, width]) =>
                  title === "绩效目标" && !isTargeted ? null : (
                    <th scope="col" key={title} style={{ width }} className={title === "金额（万元）" ? "number" : ""}>
                      {title}
                    </th>
                  ),
                )}
                <th scope="col" style={{ width: 44 }}>
                  <span className="visually-hidden">操作</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {budget.rows.map((row, index) => {
                const named = (what: string) => `预算第${index + 1}行${what}`;
                const [year, kind, source] = [cell(index, "year"), cell(index, "economicClass"), cell(index, "source")];
                const [task, aims, amount, reckoning] = [
                  cell(index, "task"),
                  cell(index, "targets"),
                  cell(index, "amountFen"),
                  cell(index, "reckoning"),
                ];
                return (
                  <tr key={row.id}>
                    <td className="row-number">{index + 1}</td>
                    <td id={year.id} {...pasting(index, 0)}>
                      <Select
                        aria-label={named("年度")}
                        status={year.status}
                        style={{ width: "100%" }}
                        value={row.year}
                        options={rules.years.map((one) => ({ value: one, label: String(one) }))}
                        onChange={(chosen) => put(index, { year: chosen })}
                        onBlur={onLeave}
                      />
                      {year.note}
                    </td>
                    <td id={kind.id} {...pasting(index, 1)}>
                      <AutoComplete
                        aria-label={named("经济分类")}
                        status={kind.status}
                        style={{ width: "100%" }}
                        value={row.economicClass}
                        options={[...economicClasses]}
                        showSearch={{ filterOption: (typed, option) => option?.label.includes(typed) ?? false }}
                        onChange={(code: string) => put(index, { economicClass: String(code ?? "").slice(0, 20) })}
                        onBlur={onLeave}
                      />
                      {isKnownClass(row.economicClass) && (
                        <div className="field-help">{classLabel(row.economicClass).replace(/^\d+ /, "")}</div>
                      )}
                      {kind.note}
                    </td>
                    <td id={source.id} {...pasting(index, 2)}>
                      <Select
                        aria-label={named("资金来源")}
                        status={source.status}
                        style={{ width: "100%" }}
                        value={row.source}
                        options={sources}
                        onChange={(chosen: string) => put(index, { source: chosen as BudgetRow["source"] })}
                        onBlur={onLeave}
                      />
                      {source.note}
                    </td>
                    <td id={amount.id} {...pasting(index, 3)}>
                      <WanInput
                        label={named("金额（万元）")}
                        isWrong={amount.status === "error"}
                        value={row.amountFen}
                        onChange={(amountFen) => put(index, { amountFen })}
                        onLeave={onLeave}
                      />
                      {amount.note}
                    </td>
                    <td id={task.id} {...pasting(index, 4)}>
                      <Input.TextArea
                        autoSize={{ minRows: 1, maxRows: 4 }}
                        aria-label={named("任务")}
                        status={task.status}
                        maxLength={500}
                        value={row.task}
                        onChange={(event) => put(index, { task: event.target.value })}
                        onBlur={onLeave}
                      />
                      {task.note}
                    </td>
                    {isTargeted && (
                      <td id={aims.id}>
                        <Select
                          aria-label={named("绩效目标")}
                          status={aims.status}
                          mode="multiple"
                          maxTagCount={1}
                          style={{ width: "100%" }}
                          placeholder={targets.length === 0 ? "请先填绩效目标" : "可选多项"}
                          value={row.targets.filter((id) => targets.some((target) => target.id === id))}
                          options={targets.map(({ id, name, year: of }, at) => ({
                            value: id,
                            label: `${at + 1}. ${name === "" ? "未命名" : name}（${of}）`,
                          }))}
                          onChange={(chosen: string[]) => put(index, { targets: chosen })}
                          onBlur={onLeave}
                        />
                        {aims.note}
                      </td>
                    )}
                    <td id={reckoning.id} {...pasting(index, 5)}>
                      <Input.TextArea
                        autoSize={{ minRows: 1, maxRows: 4 }}
                        aria-label={named("测算依据")}
                        maxLength={500}
                        value={row.reckoning}
                        onChange={(event) => put(index, { reckoning: event.target.value })}
                        onBlur={onLeave}
                      />
                    </td>
                    <td>
                      <Button
                        type="text"
                        size="small"
                        icon={<DeleteOutlined />}
                        aria-label={`删除预算第${index + 1}行`}
                        onClick={() => {
                          change(budget.rows.filter(({ id }) => id !== row.id));
                          onLeave();
                        }}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <div className="table-end">
        <Button
          id="q-budget"
          size="small"
          icon={<PlusOutlined />}
          disabled={budget.rows.length >= 500}
          onClick={() => change([...budget.rows, blankRow(rules, budget.rows.at(-1))])}
        >
          添加预算明细
        </Button>
        <span className="field-help">可在Excel中复制“年度、经济分类、来源、金额、任务、依据”各列，粘贴到任一格</span>
      </div>
      <BudgetTotals
        budget={budget}
        years={rules.years}
        problemAt={props.problemAt}
        onState={(statedTotals: Budget["statedTotals"]) => onChange({ ...budget, statedTotals })}
        onLeave={onLeave}
      />
    </>
  );
};

const columnTitles: readonly [string, number | undefined][] = [
  ["序号", 36],
  ["年度", 92],
  ["经济分类", 122],
  ["资金来源", 114],
  ["金额（万元）", 106],
  ["任务", undefined],
  ["绩效目标", 132],
  ["测算依据", 112],
];

const blankRow = (rules: BudgetRules, last?: BudgetRow): BudgetRow => ({
  id: crypto.randomUUID().slice(0, 8),
  year: last?.year ?? rules.years[0] ?? new Date().getFullYear(),
  economicClass: last?.economicClass ?? "",
  source: last?.source ?? rules.fund,
  task: "",
  targets: last?.targets ?? [],
  amountFen: "",
  reckoning: "",
});

/** Columns of a pasted budget, in the order of the table without the targets. */
const pasted = (rules: BudgetRules) => [
  { id: "year", of: (text: string) => (/^\d{4}$/.test(text) ? Number(text) : (rules.years[0] ?? 0)) },
  { id: "economicClass", of: (text: string) => /\d{3,5}/.exec(text)?.[0] ?? text.slice(0, 20) },
  {
    id: "source",
    of: (text: string) => sources.find(({ value, label }) => label === text || value === text)?.value ?? rules.fund,
  },
  { id: "amountFen", of: (text: string) => fenFromWan(text) ?? "" },
  { id: "task", of: (text: string) => text.slice(0, 500) },
  { id: "reckoning", of: (text: string) => text.slice(0, 500) },
];
