import { lapseRadar, type RouteAnswer } from "@qiangyi/api";
import { Table } from "antd";
import { Link } from "react-router";
import { Amount, EmptyState, Light, Pending, ScrollBox, UnitNote, useAnswer, useSession } from "../ui/index.ts";

type Row = RouteAnswer<typeof lapseRadar>["rows"][number];

const lightOf = (days: number): { state: "good" | "warning" | "bad"; text: string } => {
  if (days < 0) return { state: "bad", text: `已过期${-days}天` };
  return days <= 90 ? { state: "warning", text: `还有${days}天` } : { state: "good", text: `还有${days}天` };
};

/** 将到期资金: amount, last day and holder, the most urgent first. */
export const Radar = () => {
  const { can } = useSession();
  const answer = useAnswer(lapseRadar, {});
  if (answer.data === undefined) return <Pending of={answer} />;
  const { rows, today } = answer.data;
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>
          {today}在账未用的资金（{rows.length}笔）
        </h2>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <p>
        预算年度及下一年度终了仍未用完的按结余收回；预付未核销的不在其内。
        {can("notices.issue") && <Link to="/allotments/undistributed">逾期未分解的资金另见到期未分配</Link>}
      </p>
      <ScrollBox label="将到期资金表格">
        <Table<Row>
          size="small"
          pagination={rows.length > 50 ? { pageSize: 50 } : false}
          rowKey={({ book, title, year, lineName }) => `${book}/${title}/${year}/${lineName}`}
          dataSource={[...rows]}
          locale={{ emptyText: <EmptyState text="没有在账未用的资金" /> }}
          columns={[
            { title: "持有", render: (_, { holderName, book }) => <Link to={`/ledger/books/${book}`}>{holderName}</Link> },
            { title: "资金", render: (_, { title, lineName }) => <div className="wrapping">{`${title}（${lineName}）`}</div> },
            { title: "预算年度", dataIndex: "year" },
            { title: "金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} strong /> },
            { title: "到期日", dataIndex: "lapsesOn" },
            { title: "提示", render: (_, { daysLeft }) => <Light {...lightOf(daysLeft)} /> },
          ]}
        />
      </ScrollBox>
    </section>
  );
};
