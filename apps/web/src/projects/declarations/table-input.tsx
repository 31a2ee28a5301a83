import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { isRecord, type Question, type TableColumn } from "@qiangyi/projects";
import { Button, Input, Select } from "antd";
import { ScrollBox, WanInput } from "../../ui/index.ts";
import { pastedGrid } from "../../ui/saving/pasted-grid.ts";
import type { AnswerInputProps } from "./answer-input.tsx";
import { enterMovesDown } from "./enter-moves-down.ts";
import { cellValue, tidyDate, withGrid } from "./pasted-grid.ts";

type Table = Extract<Question, { kind: "table" }>;
type Row = Readonly<Record<string, unknown>>;

/** Rows that are added, removed, typed and pasted from a table program. */
export const TableInput = ({
  question,
  value,
  id,
  onChange,
  onLeave,
  problemAt,
}: Omit<AnswerInputProps, "question"> & { question: Table }) => {
  const rows: readonly Row[] = Array.isArray(value) ? value.filter(isRecord) : [];
  const { columns, maxRows } = question;
  const put = (index: number, column: string, cell: unknown) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [column]: cell } : row)));
  const paste = (row: number, column: number, text: string): boolean => {
    const grid = pastedGrid(text);
    if (!grid) return false;
    const read = columns.map((one) => ({ id: one.id, of: (cell: string) => cellValue(one, cell) }));
    onChange(withGrid<Row>(rows, { row, column }, grid, read, () => ({})).slice(0, maxRows));
    return true;
  };
  return (
    <div>
      {rows.length > 0 && (
        <ScrollBox label={`${question.label}表格`}>
          <table className="answer-table" onKeyDown={enterMovesDown}>
            <thead>
              <tr>
                <th scope="col" className="row-number">
                  序号
                </th>
                {columns.map((column) => (
                  <th
                    scope="col"
                    key={column.id}
                    className={column.kind === "money" || column.kind === "integer" ? "number" : ""}
                  >
                    {column.label}
                    {column.kind === "money" && "（万元）"}
                    {column.kind === "integer" && column.unit !== undefined && `（${column.unit}）`}
                    {column.required && (
                      <span className="must" title="必填">
                        *
                      </span>
                    )}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">操作</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
                <tr key={index}>
                  <td className="row-number">{index + 1}</td>
                  {columns.map((column, at) => {
                    const path = `${question.id}.${index}.${column.id}`;
                    return (
                      <td
                        key={column.id}
                        id={`q-${path.replaceAll(".", "-")}`}
                        onPaste={(event) => {
                          if (paste(index, at, event.clipboardData.getData("text/plain"))) event.preventDefault();
                        }}
                      >
                        <Cell
                          column={column}
                          label={`第${index + 1}行${column.label}`}
                          value={row[column.id]}
                          isWrong={problemAt(path) !== undefined}
                          onChange={(cell) => put(index, column.id, cell)}
                          onLeave={onLeave}
                        />
                        {problemAt(path) !== undefined && <div className="field-error">{problemAt(path)}</div>}
                      </td>
                    );
                  })}
                  <td>
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={`删除第${index + 1}行`}
                      onClick={() => {
                        onChange(rows.filter((_, one) => one !== index));
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
        <Button
          id={id}
          size="small"
          icon={<PlusOutlined />}
          disabled={rows.length >= maxRows}
          aria-label={`${question.label}：添加一行`}
          onClick={() => onChange([...rows, {}])}
        >
          添加一行
        </Button>
        <span className="field-help">
          共{rows.length}行，至多{maxRows}行；可在Excel中复制多行，粘贴到任一格
        </span>
      </div>
    </div>
  );
};

interface CellProps {
  readonly column: TableColumn;
  readonly label: string;
  readonly value: unknown;
  readonly isWrong: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onLeave: () => void;
}

const Cell = ({ column, label, value, isWrong, onChange, onLeave }: CellProps) => {
  const text = value === undefined || value === null ? "" : String(value);
  const status = isWrong ? ("error" as const) : ("" as const);
  switch (column.kind) {
    case "money":
      return <WanInput label={label} isWrong={isWrong} value={text} onChange={onChange} onLeave={onLeave} />;
    case "choice":
    case "yes-no": {
      const options =
        column.kind === "choice"
          ? column.choices.map((choice) => ({ ...choice }))
          : [
              { value: "true", label: "是" },
              { value: "false", label: "否" },
            ];
      return (
        <Select
          aria-label={label}
          status={status}
          style={{ width: "100%", minWidth: 110 }}
          value={text === "" ? null : text}
          options={options}
          onChange={(chosen: string) => onChange(column.kind === "yes-no" ? chosen === "true" : chosen)}
          onBlur={onLeave}
        />
      );
    }
    case "integer":
      return (
        <Input
          aria-label={label}
          status={status}
          inputMode="numeric"
          className="number-input"
          value={text}
          onChange={(event) => onChange(cellValue(column, event.target.value))}
          onBlur={onLeave}
        />
      );
    case "date":
      return (
        <Input
          aria-label={label}
          status={status}
          placeholder="年-月-日"
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => {
            if (tidyDate(text) !== text) onChange(tidyDate(text));
            onLeave();
          }}
        />
      );
    case "text":
      return (
        <Input
          aria-label={label}
          status={status}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
        />
      );
  }
};
