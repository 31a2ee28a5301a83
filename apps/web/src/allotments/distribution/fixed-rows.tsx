import { Table } from "antd";
import { Amount, Light, ScrollBox, UnitNote } from "../../ui/index.ts";
import type { Distribution } from "./draft-page.tsx";
import "../receipts/receipts.css";

type Source = Distribution["sources"][number];

interface FixedRowsProps {
  readonly notice: Distribution;
  readonly chosen: readonly number[];
  readonly onChange: (rowNos: readonly number[]) => void;
}

/** 项目资金: goes where the plan fixed it, with its amount locked; only whether it goes with this document is left to choose. */
export const FixedRows = ({ notice: { sources, receivers }, chosen, onChange }: FixedRowsProps) => {
  const rows = sources.filter(({ mode }) => mode === "fixed");
  if (rows.length === 0) return null;
  const names = new Map(receivers.map(({ book, name }) => [book, name]));
  return (
    <section className="panel money-panel">
      <div className="table-bar">
        <h2>方案已定去向的资金（金额锁定）</h2>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <ScrollBox label="方案已定去向的资金" isTall>
        <Table<Source>
          size="small"
          pagination={false}
          rowKey={({ rowNo }) => rowNo}
          dataSource={rows}
          rowSelection={{
            selectedRowKeys: [...chosen],
            onChange: (keys) => onChange(keys.map(Number)),
            getCheckboxProps: (row) => ({ disabled: !canGo(row), "aria-label": `第${row.rowNo}行随文下达` }),
          }}
          columns={[
            { title: "行", dataIndex: "rowNo", className: "number" },
            {
              title: "项目",
              render: (_, { lineName, title }) => (
                <div className="row-text">
                  <strong>{lineName}</strong>　{title}
                </div>
              ),
            },
            {
              title: "下达到",
              render: (_, { receiver, destinationName }) => (
                <div className="row-text">
                  {names.get(receiver ?? "") ?? "不在本级所辖"}
                  {names.get(receiver ?? "") !== destinationName && <div className="unit-note">用于{destinationName}</div>}
                </div>
              ),
            },
            { title: "可下达", className: "number", render: (_, { availableFen }) => <Amount fen={availableFen} strong /> },
            { title: "提前数转入", className: "number", render: (_, { poolFen }) => <Amount fen={poolFen} /> },
            { title: "情况", render: (_, row) => <State row={row} /> },
          ]}
        />
      </ScrollBox>
    </section>
  );
};

const canGo = ({ isVerified, receiver, availableFen, poolFen, thisFen, distributedFen }: Source): boolean =>
  isVerified && receiver !== null && (availableFen !== "0" || poolFen !== "0" || (thisFen === "0" && distributedFen === "0"));

const State = ({ row: { isVerified, frozenFen, recalledFen, availableFen, distributedFen } }: { row: Source }) => {
  if (!isVerified) return <Light state="warning" text="未接收" />;
  if (recalledFen !== "0") return <Light state="bad" text="已收回" />;
  if (frozenFen !== "0") return <Light state="bad" text="部分存疑" />;
  return availableFen === "0" && distributedFen !== "0" ? (
    <Light state="good" text="已下达" />
  ) : (
    <Light state="neutral" text="可下达" />
  );
};
