import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { type TargetRow, targetLevels, targetOperators, targetsOf } from "@qiangyi/projects";
import { Button, Input, Select } from "antd";
import { ScrollBox } from "../../ui/index.ts";
import { enterMovesDown } from "./enter-moves-down.ts";

interface TargetsInputProps {
  readonly years: readonly number[];
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly onLeave: () => void;
  readonly problemAt: (path: string) => string | undefined;
}

const levels = Object.entries(targetLevels).map(([value, label]) => ({ value, label }));
const operators = Object.entries(targetOperators).map(([value, label]) => ({ value, label }));

const widths = { name: undefined, value: 104, unit: 84 } as const;

/** Yearly performance targets: what the money of the budget is to bring about. */
export const TargetsInput = ({ years, value, onChange, onLeave, problemAt }: TargetsInputProps) => {
  const rows = targetsOf(value);
  const put = (index: number, change: Partial<TargetRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  const add = () => {
    const last = rows.at(-1);
    const row: TargetRow = {
      id: crypto.randomUUID().slice(0, 8),
      year: last?.year ?? years[0] ?? new Date().getFullYear(),
      level: last?.level ?? "output",
      name: "",
      operator: ">=",
      value: "",
      unit: last?.unit ?? "",
    };
    onChange([...rows, row]);
  };
  const text = (index: number, field: "name" | "value" | "unit", label: string) => {
    const problem = problemAt(`targets.${index}.${field}`);
    return (
      <td id={`q-targets-${index}-${field}`} style={{ width: widths[field] }}>
        <Input
          aria-label={`第${index + 1}项${label}`}
          maxLength={200}
          status={problem === undefined ? "" : "error"}
          value={rows[index]?.[field]}
          onChange={(event) => put(index, { [field]: event.target.value })}
          onBlur={onLeave}
        />
        {problem !== undefined && <div className="field-error">{problem}</div>}
      </td>
    );
  };
  return (
    <>
      {rows.length > 0 && (
        <ScrollBox label="绩效目标表格">
          <table className="answer-table" onKeyDown={enterMovesDown}>
            <thead>
              <tr>
                {["序号", "年度", "类别", "指标名称", "要求", "指标值", "单位", ""].map((title) => (
                  <th scope="col" key={title}>
                    {title === "" ? <span className="visually-hidden">操作</span> : title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.id}>
                  <td className="row-number">{index + 1}</td>
                  <td style={{ width: 92 }}>
                    <Select
                      aria-label={`第${index + 1}项年度`}
                      value={row.year}
                      style={{ width: "100%" }}
                      options={years.map((year) => ({ value: year, label: String(year) }))}
                      onChange={(year) => put(index, { year })}
                      onBlur={onLeave}
                    />
                  </td>
                  <td style={{ width: 104 }}>
                    <Select
                      aria-label={`第${index + 1}项类别`}
                      value={row.level}
                      style={{ width: "100%" }}
                      options={levels}
                      onChange={(level: string) => put(index, { level: level as TargetRow["level"] })}
                      onBlur={onLeave}
                    />
                  </td>
                  {text(index, "name", "指标名称")}
                  <td style={{ width: 88 }}>
                    <Select
                      aria-label={`第${index + 1}项要求`}
                      value={row.operator}
                      style={{ width: "100%" }}
                      options={operators}
                      onChange={(operator: string) => put(index, { operator: operator as TargetRow["operator"] })}
                      onBlur={onLeave}
                    />
                  </td>
                  {text(index, "value", "指标值")}
                  {text(index, "unit", "单位")}
                  <td>
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={`删除第${index + 1}项绩效目标`}
                      onClick={() => {
                        onChange(rows.filter(({ id }) => id !== row.id));
                        onLeave();
                      }}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <div className="table-end">
        <Button id="q-targets" size="small" icon={<PlusOutlined />} disabled={rows.length >= 100} onClick={add}>
          添加绩效目标
        </Button>
      </div>
    </>
  );
};
