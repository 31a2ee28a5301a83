import { type ImportColumn, nameImportColumns, type RegisterDescription } from "@qiangyi/api";
import { Button, Select, Table } from "antd";
import { useId, useState } from "react";
import { useSubmit } from "../answers.ts";
import { ProblemSummary } from "../problem-summary.tsx";

interface ImportColumnsProps {
  readonly run: string;
  readonly columns: readonly ImportColumn[];
  readonly fields: RegisterDescription["fields"];
  /** The file could not be read as it is: the columns are all there is to do. */
  readonly isNeeded: boolean;
  readonly onStarted: (run: string) => void;
}

const unread = "";

/** What each column of a hand-made table is; what is said here holds for the next files of the office too. */
export const ImportColumns = ({ run, columns, fields, isNeeded, onStarted }: ImportColumnsProps) => {
  const [chosen, setChosen] = useState<Readonly<Record<string, string | null>>>({});
  const [isOpen, setOpen] = useState(isNeeded);
  const name = useSubmit(nameImportColumns, { onDone: ({ id }) => onStarted(id) });
  const heading = useId();
  const fieldOf = ({ header, field }: ImportColumn) => (header in chosen ? (chosen[header] ?? null) : field);
  const choose = (header: string, field: string | null) => setChosen((before) => ({ ...before, [header]: field }));
  const changes = columns.filter((column) => fieldOf(column) !== column.field);
  const missing = fields.filter(({ name: field, required }) => required && !columns.some((column) => fieldOf(column) === field));
  const left = columns.filter((column) => fieldOf(column) === null).length;
  return (
    <section className="panel" aria-labelledby={heading}>
      <h2 id={heading}>列与字段</h2>
      <p style={{ margin: "0 0 8px" }}>
        {`文件有${columns.length}列${left > 0 ? `，其中${left}列没有读` : "，都已读取"}。`}
        {missing.length > 0 && `还缺必填的${missing.map(({ label }) => `“${label}”`).join("、")}。`}
        {isOpen ? "指定后本单位下次导入同样的表格照此读取。" : ""}
        {!isOpen && (
          <Button type="link" size="small" onClick={() => setOpen(true)}>
            指定各列是什么
          </Button>
        )}
      </p>
      <ProblemSummary problem={name.problem} />
      {isOpen && (
        <>
          <Table
            size="small"
            pagination={false}
            // Two columns of a file may carry the same header.
            dataSource={columns.map((column, index) => ({ ...column, key: index }))}
            columns={[
              { title: "文件中的列", dataIndex: "header", width: 280 },
              {
                title: "读作",
                key: "field",
                width: 300,
                render: (_, column) => <Choice {...{ column, fields }} value={fieldOf(column)} onChange={choose} />,
              },
              { title: "依据", key: "reason", render: (_, column) => reasonOf(column, fieldOf(column)) },
            ]}
          />
          <Button
            type="primary"
            style={{ marginTop: 8 }}
            disabled={changes.length === 0}
            loading={name.isSending}
            onClick={() =>
              name.submit({
                params: { run },
                body: { columns: changes.map((column) => ({ header: column.header, field: fieldOf(column) })) },
              })
            }
          >
            按此对应重新预览
          </Button>
        </>
      )}
    </section>
  );
};

interface ChoiceProps {
  readonly column: ImportColumn;
  readonly fields: RegisterDescription["fields"];
  readonly value: string | null;
  readonly onChange: (header: string, field: string | null) => void;
}

const Choice = ({ column: { header }, fields, value, onChange }: ChoiceProps) => (
  <Select
    aria-label={`“${header}”读作`}
    style={{ width: 260 }}
    showSearch={{ optionFilterProp: "label" }}
    value={value ?? unread}
    onChange={(field) => onChange(header, field === unread ? null : field)}
    options={[
      { value: unread, label: "不读" },
      ...fields.map(({ name, label, required }) => ({ value: name, label: required ? `${label}（必填）` : label })),
    ]}
  />
);

const reasonOf = ({ field, named }: ImportColumn, now: string | null): string => {
  if (now !== field) return "本次改动，尚未生效";
  if (named) return "本单位以前指定";
  return field === null ? "列名认不出" : "列名相符";
};
