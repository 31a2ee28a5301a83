import {
  downloadMoneyTemplate,
  type moneyTables,
  type RouteAnswer,
  readMoneyWorkbook,
  recordAllocated,
  recordBudgets,
} from "@qiangyi/api";
import { Alert, Button, Modal, Table, Upload } from "antd";
import { useState } from "react";
import { Amount, Light, ProblemSummary, UnitNote, useSave, useSubmit } from "../ui/index.ts";

type Preview = RouteAnswer<typeof readMoneyWorkbook>;
type Row = Preview["rows"][number];
type MoneyTable = (typeof moneyTables)[number];

const states = {
  new: <Light state="good" text="新增" />,
  changed: <Light state="warning" text="更正" />,
  unchanged: <Light state="neutral" text="不变" />,
};

/** Template down, workbook up, a preview, and only then the rows are recorded. */
export const WorkbookImport = ({ table, year }: { table: MoneyTable; year: number }) => {
  const saveFile = useSave();
  const params = { table };
  const read = useSubmit(readMoneyWorkbook);
  const [preview, setPreview] = useState<Preview>();
  return (
    <>
      <Button size="small" onClick={() => saveFile(downloadMoneyTemplate, { params, query: { year } })}>
        下载模板
      </Button>
      <Upload
        accept=".xlsx"
        showUploadList={false}
        customRequest={({ file }) =>
          void read
            .submitAsync({ params }, { file: file as File })
            .then(setPreview, () => setPreview({ rows: [], problems: [], warnings: [] }))
        }
      >
        <Button size="small" loading={read.isSending}>
          导入工作簿
        </Button>
      </Upload>
      {preview !== undefined && (
        <PreviewDialog table={table} preview={preview} problem={read.problem} onClose={() => setPreview(undefined)} />
      )}
    </>
  );
};

interface PreviewProps {
  readonly table: MoneyTable;
  readonly preview: Preview;
  readonly problem: ReturnType<typeof useSubmit<typeof readMoneyWorkbook>>["problem"];
  readonly onClose: () => void;
}

const PreviewDialog = ({ table, preview, problem, onClose }: PreviewProps) => {
  const budgets = useSubmit(recordBudgets, { onDone: onClose });
  const allocated = useSubmit(recordAllocated, { onDone: onClose });
  const rows = preview.rows.filter(({ state }) => state !== "unchanged");
  const record = () => {
    const common = ({ line, year, amountFen, documentNumber, reason }: Row) => ({
      line,
      year,
      amountFen,
      documentNumber,
      ...(reason !== null && { reason }),
    });
    if (table === "budgets")
      budgets.submit({ body: { rows: rows.map((row) => ({ ...common(row), source: row.source ?? "" })) } });
    else allocated.submit({ body: { rows: rows.map((row) => ({ ...common(row), subject: row.subject ?? "" })) } });
  };
  return (
    <Modal
      open
      width={860}
      title="导入预览"
      okText={`登记${rows.length}行`}
      okButtonProps={{ disabled: rows.length === 0 || preview.problems.length > 0 }}
      cancelText="取消"
      confirmLoading={budgets.isSending || allocated.isSending}
      onOk={record}
      onCancel={onClose}
    >
      <ProblemSummary problem={problem ?? budgets.problem ?? allocated.problem} />
      {preview.problems.length > 0 && (
        <Alert
          type="error"
          title={`有${preview.problems.length}处要改，全部改好才能登记`}
          description={
            <ul>
              {preview.problems.slice(0, 50).map(({ path, message }) => (
                <li key={`${path} ${message}`}>{message}</li>
              ))}
            </ul>
          }
        />
      )}
      {preview.warnings.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <div className="table-extra">
        <UnitNote />
      </div>
      <Table<Row>
        size="small"
        rowKey="rowNumber"
        pagination={{ pageSize: 20, showSizeChanger: false }}
        dataSource={preview.rows}
        columns={[
          { title: "行", dataIndex: "rowNumber" },
          { title: "状态", render: (_, { state }) => states[state] },
          { title: "项目", dataIndex: "line" },
          ...(table === "allocated" ? [{ title: "对象编号", dataIndex: "subject" }] : []),
          { title: "年度", dataIndex: "year" },
          { title: "现行", className: "number", render: (_, { currentFen }) => <Amount fen={currentFen} /> },
          { title: "工作簿", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} strong /> },
          { title: "文号", dataIndex: "documentNumber" },
        ]}
      />
    </Modal>
  );
};
