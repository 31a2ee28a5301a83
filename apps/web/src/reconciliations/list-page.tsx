import {
  downloadReconciliationTemplate,
  listReconciliations,
  type ReconciliationState,
  type RouteAnswer,
  reconciliationSides,
  reconciliationStates,
} from "@qiangyi/api";
import { Button, Table } from "antd";
import { Link } from "react-router";
import { Amount, EmptyState, Light, Page, Pending, ScrollBox, UnitNote, useAnswer, useSave, useWorkScope } from "../ui/index.ts";

type Item = RouteAnswer<typeof listReconciliations>["items"][number];

const lights = { open: "neutral", partial: "open", differs: "bad", explained: "warning", balanced: "good" } as const;

export const ReconciliationLight = ({ state, differences = 0 }: { state: ReconciliationState; differences?: number }) => (
  <Light state={lights[state]} text={`${reconciliationStates[state]}${state === "differs" ? `${differences}张` : ""}`} />
);

/** Each unit and month with payments: who has sent what, and whether the sides agree. */
export const ReconciliationsPage = () => {
  const { year } = useWorkScope();
  const saveFile = useSave();
  const answer = useAnswer(listReconciliations, { query: { year } });
  return (
    <Page
      title="三方对账"
      subtitle="财政、单位、银行每月各传一份对账单，与平台账逐张凭证核对；差异要有说明"
      actions={<Button onClick={() => saveFile(downloadReconciliationTemplate, {})}>下载对账单模板</Button>}
    >
      <div className="table-bar">
        <div className="table-toolbar">{year}年</div>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : answer.data.items.length === 0 ? (
        <EmptyState text={`${year}年还没有支付。有支付的月份会自动出现在这里。`} />
      ) : (
        <ScrollBox label="对账表格">
          <Table<Item>
            size="small"
            rowKey={({ book, month }) => `${book} ${month}`}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={answer.data.items}
            columns={[
              {
                title: "单位",
                render: (_, { book, month, name }) => <Link to={`/reconciliations/${book}/${month}`}>{name}</Link>,
              },
              { title: "月份", dataIndex: "month", width: 110 },
              { title: "平台账支付", width: 140, className: "number", render: (_, { paidFen }) => <Amount fen={paidFen} /> },
              {
                title: "已上传",
                width: 200,
                render: (_, { sides }) => (sides.length === 0 ? "—" : sides.map((side) => reconciliationSides[side]).join("、")),
              },
              {
                title: "情况",
                width: 160,
                render: (_, { state, differences }) => <ReconciliationLight {...{ state, differences }} />,
              },
            ]}
          />
        </ScrollBox>
      )}
    </Page>
  );
};
