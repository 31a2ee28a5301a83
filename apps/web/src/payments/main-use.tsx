import { listMainUse, type RouteAnswer } from "@qiangyi/api";
import { Table } from "antd";
import { Link } from "react-router";
import { Amount, ClauseLink, EmptyState, Light, Pending, ScrollBox, UnitNote, useAnswer, useSession } from "../ui/index.ts";

type Row = RouteAnswer<typeof listMainUse>["rows"][number];

/** 支出构成: what was spent by category, and whether the main use is the main part. */
export const MainUse = ({ year }: { year: number }) => {
  const { can } = useSession();
  const answer = useAnswer(listMainUse, { query: { year } });
  if (answer.data === undefined) return <Pending of={answer} />;
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>{year}年资金支出构成</h2>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <p>
        主要用途低于一半的提示核实，不拦截。
        {can("reviews.organise") && <Link to="/reviews/expenses">评审支出与1%上限另见评审支出</Link>}
      </p>
      <ScrollBox label="支出构成表格">
        <Table<Row>
          size="small"
          pagination={answer.data.rows.length > 50 ? { pageSize: 50 } : false}
          rowKey={({ institution, line }) => `${institution}/${line}`}
          dataSource={[...answer.data.rows]}
          locale={{ emptyText: <EmptyState text="这一年度还没有支出" /> }}
          columns={[
            { title: "单位", dataIndex: "holderName" },
            { title: "支持项目", dataIndex: "lineName" },
            {
              title: "规定的主要用途",
              render: (_, { mainUse, clause }) => (
                <div className="wrapping">
                  {mainUse} <ClauseLink id={clause} />
                </div>
              ),
            },
            { title: "已付", className: "number", render: (_, { totalFen }) => <Amount fen={totalFen} strong /> },
            { title: "主要用途", className: "number", render: (_, { mainFen }) => <Amount fen={mainFen} /> },
            { title: "占比", className: "number", render: (_, { percent }) => (percent === null ? "—" : `${percent}%`) },
            {
              title: "构成",
              render: (_, { categories }) => (
                <div className="wrapping">
                  {categories.map(({ label, isMain, amountFen }, index) => (
                    <span key={label}>
                      {index > 0 && "；"}
                      {label}
                      {!isMain && "（其他）"} <Amount fen={amountFen} />
                    </span>
                  ))}
                </div>
              ),
            },
            {
              title: "提示",
              render: (_, { warning }) =>
                warning === null ? <Light state="good" text="无" /> : <Light state="warning" text="主要用途不到一半，提示核实" />,
            },
          ]}
        />
      </ScrollBox>
    </section>
  );
};
