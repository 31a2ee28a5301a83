import { type FundQuery, listQueries, queryOutcomes, querySides } from "@qiangyi/api";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { Amount, ClauseLink, KeysetTable, Light, minuteOf, Page, UnitNote, useFilters, useSession } from "../../ui/index.ts";
import { durationText } from "../receipts/words.ts";
import { RaiseDialog } from "./raise-dialog.tsx";
import "../receipts/receipts.css";

const states = [
  { value: "all", label: "全部" },
  { value: "open", label: "处理中" },
  { value: "closed", label: "已结论" },
];

/** 存疑: what is in doubt in one's own place and below, how soon it was reported, and what became of it. */
export const QueriesPage = () => {
  const { values, set } = useFilters(["state"]);
  const { can } = useSession();
  const [isRaising, setRaising] = useState(false);
  const go = useNavigate();
  return (
    <Page
      title="存疑"
      subtitle={
        <>
          存疑资金冻结，立即报告上级；上级作出结论前不得分配处置
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art8.4.d" />
          </span>
        </>
      }
      actions={
        can("queries.raise") && (
          <Button type="primary" onClick={() => setRaising(true)}>
            提出存疑
          </Button>
        )
      }
    >
      <KeysetTable<FundQuery>
        caption="存疑资金"
        route={listQueries}
        input={{ query: { state: values.state ?? "all" } }}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void go(`/allotments/queries/${id}`)}
        emptyText="没有存疑资金"
        toolbar={
          <Segmented
            aria-label="处理情况"
            options={states}
            value={values.state ?? "all"}
            onChange={(state) => set({ state: state === "all" ? undefined : state })}
          />
        }
        extra={<UnitNote />}
        columns={[
          {
            title: "文号",
            render: (_, { id, number, rowNo }) => <Link to={`/allotments/queries/${id}`}>{`${number} 第${rowNo}行`}</Link>,
          },
          { title: "资金在", dataIndex: "bookName" },
          {
            title: "项目",
            render: (_, { lineName, title }) => (
              <div className="row-text">
                {lineName}
                <div className="unit-note">{title}</div>
              </div>
            ),
          },
          { title: "存疑金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} strong /> },
          { title: "冻结", className: "number", render: (_, { frozenFen }) => <Amount fen={frozenFen} /> },
          {
            title: "提出",
            render: (_, { side, raisedBy, raisedAt }) => (
              <div className="row-text">
                {querySides[side]}　{raisedBy}
                <div className="unit-note">{minuteOf(raisedAt)}</div>
              </div>
            ),
          },
          {
            title: "发现到报告",
            render: (_, { reportMinutes, isReportLate }) => (
              <Light
                state={isReportLate ? "bad" : "good"}
                text={`${durationText(reportMinutes)}${isReportLate ? "，迟报" : ""}`}
              />
            ),
          },
          { title: "处理", render: (_, query) => <State query={query} /> },
        ]}
      />
      {isRaising && <RaiseDialog onClose={() => setRaising(false)} onRaised={(id) => void go(`/allotments/queries/${id}`)} />}
    </Page>
  );
};

const State = ({ query: { state, outcome, isComplete, upperName } }: { query: FundQuery }) => {
  if (state === "closed" && outcome !== null) return <Light state="good" text={queryOutcomes[outcome]} />;
  return isComplete ? <Light state="warning" text={`待${upperName}结论`} /> : <Light state="bad" text="送达不完整" />;
};
