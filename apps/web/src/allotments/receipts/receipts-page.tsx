import { listReceipts, type RouteAnswer } from "@qiangyi/api";
import { Segmented } from "antd";
import { Link, useNavigate } from "react-router";
import {
  Amount,
  ClauseLink,
  KeysetTable,
  Light,
  Page,
  SuspendedLines,
  UnitNote,
  useFilters,
  useWorkScope,
} from "../../ui/index.ts";
import { kindNames } from "./words.ts";

type Item = RouteAnswer<typeof listReceipts>["items"][number];
const states = [
  { value: "all", label: "全部" },
  { value: "todo", label: "待核对" },
  { value: "done", label: "已办结" },
];

/** 接收: notices of the level above with rows for the own book, and how far each has been checked. */
export const ReceiptsPage = () => {
  const { year } = useWorkScope();
  const { values, set } = useFilters(["state"]);
  const go = useNavigate();
  return (
    <Page
      title="接收"
      subtitle={
        <>
          上级下达的资金先核对无误，再分解下达或拨付
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art8.4.a" />
          </span>
        </>
      }
      actions={<Link to="/allotments/incorporations">列入本级预算</Link>}
    >
      <SuspendedLines />
      <KeysetTable<Item>
        caption="下达文件"
        route={listReceipts}
        input={{ query: { year, state: values.state ?? "all" } }}
        rowKey={({ noticeId }) => noticeId}
        onOpen={({ noticeId }) => void go(`/allotments/receipts/${noticeId}`)}
        emptyText="没有发给本级的下达文件"
        toolbar={
          <Segmented
            aria-label="核对情况"
            options={states}
            value={values.state ?? "all"}
            onChange={(state) => set({ state: state === "all" ? undefined : state })}
          />
        }
        extra={<UnitNote />}
        columns={[
          {
            title: "文号",
            render: (_, { number, noticeId }) => <Link to={`/allotments/receipts/${noticeId}`}>{number}</Link>,
          },
          { title: "类别", render: (_, { kind }) => kindNames[kind] },
          { title: "下达机关", dataIndex: "issuerName" },
          { title: "签发日期", dataIndex: "issuedOn" },
          { title: "行数", className: "number", dataIndex: "rowCount" },
          { title: "下达金额", className: "number", render: (_, { totalFen }) => <Amount fen={totalFen} strong /> },
          { title: "已接收", className: "number", render: (_, { verifiedFen }) => <Amount fen={verifiedFen} /> },
          { title: "核对", render: (_, item) => <Progress item={item} /> },
        ]}
      />
    </Page>
  );
};

const Progress = ({ item: { pending, mismatch, returned, rowCount } }: { item: Item }) => {
  if (mismatch > 0) return <Light state="bad" text={`${mismatch}行存疑${pending > 0 ? `，${pending}行待核对` : ""}`} />;
  if (pending > 0) return <Light state="warning" text={pending === rowCount ? "待核对" : `${pending}行待核对`} />;
  return <Light state="good" text={returned > 0 ? `已办结，退回${returned}行` : "已接收"} />;
};
