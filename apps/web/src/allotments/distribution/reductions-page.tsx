import { listAllotmentNotices, type NoticeSummary } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { Amount, KeysetTable, Light, Page, UnitNote, useSession, useWorkScope } from "../../ui/index.ts";
import { ReductionForm } from "./reduction-form.tsx";

const lights = { draft: ["warning", "草稿"], issued: ["good", "已签发"], cancelled: ["neutral", "已撤销"] } as const;

/** 追减: notices that take money back, and the drafting of one. */
export const ReductionsPage = () => {
  const { year } = useWorkScope();
  const { can } = useSession();
  const [isDrafting, setDrafting] = useState(false);
  const go = useNavigate();
  return (
    <Page
      title="追减"
      subtitle="从未支付的资金中自下而上逐级收回，一份文件、一次记账"
      actions={
        can("notices.draft") &&
        !isDrafting && (
          <Button type="primary" onClick={() => setDrafting(true)}>
            起草追减
          </Button>
        )
      }
    >
      {isDrafting && <ReductionForm onClose={() => setDrafting(false)} />}
      <KeysetTable<NoticeSummary>
        caption="追减文件"
        route={listAllotmentNotices}
        input={{ query: { year, kind: "reduction" } }}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void go(`/allotments/reductions/${id}`)}
        emptyText="这一年没有追减文件"
        extra={<UnitNote />}
        columns={[
          {
            title: "文号",
            render: (_, { id, number, title }) => <Link to={`/allotments/reductions/${id}`}>{number ?? title}</Link>,
          },
          { title: "机关", dataIndex: "issuerName" },
          { title: "签发日期", render: (_, { issuedOn }) => issuedOn ?? "—" },
          { title: "行数", className: "number", dataIndex: "rowCount" },
          {
            title: "追减金额",
            className: "number",
            render: (_, { totalFen }) => <Amount fen={totalFen.replace("-", "")} strong />,
          },
          { title: "状态", render: (_, { state }) => <Light state={lights[state][0]} text={lights[state][1]} /> },
        ]}
      />
    </Page>
  );
};
