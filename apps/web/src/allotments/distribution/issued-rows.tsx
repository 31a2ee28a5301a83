import { Table } from "antd";
import { Amount, EmptyState, Light, ScrollBox, StatedAmount, UnitNote } from "../../ui/index.ts";
import type { Distribution } from "./draft-page.tsx";
import "../receipts/receipts.css";

type Row = Distribution["rows"][number];

const lights = {
  draft: ["neutral", "未签发"],
  pending: ["warning", "待接收"],
  mismatch: ["bad", "存疑"],
  verified: ["good", "已接收"],
  returned: ["neutral", "已退回"],
} as const;

/** The rows of a document and what became of each. */
export const IssuedRows = ({ notice: { rows, totalFen, title } }: { notice: Distribution }) => (
  <section className="panel money-panel">
    <div className="table-bar">
      <h2>
        {title}　合计 <StatedAmount fen={totalFen} />
      </h2>
      <div className="table-extra">
        <UnitNote />
      </div>
    </div>
    <ScrollBox label="文件各行" isTall>
      <Table<Row>
        size="small"
        pagination={false}
        rowKey={({ rowNo }) => rowNo}
        dataSource={[...rows]}
        locale={{ emptyText: <EmptyState text="还没有填写分解金额" /> }}
        columns={[
          { title: "序号", dataIndex: "rowNo", className: "number" },
          { title: "下达到", dataIndex: "receiverName" },
          {
            title: "项目",
            render: (_, row) => (
              <div className="row-text">
                <strong>{row.lineName}</strong>　{row.title}
              </div>
            ),
          },
          { title: "本次下达", className: "number", render: (_, row) => <Amount fen={row.thisFen} strong /> },
          { title: "提前数转入", className: "number", render: (_, { poolFen }) => <Amount fen={poolFen} /> },
          { title: "退回或追减", className: "number", render: (_, { returnedFen }) => <Amount fen={returnedFen} /> },
          {
            title: "接收",
            render: (_, { state, receivedOn }) => (
              <Light state={lights[state][0]} text={`${lights[state][1]}${receivedOn === null ? "" : ` ${receivedOn}`}`} />
            ),
          },
        ]}
      />
    </ScrollBox>
  </section>
);
