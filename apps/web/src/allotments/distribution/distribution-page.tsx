import { listDistributable, listHoldings, type RouteAnswer, startDistribution } from "@qiangyi/api";
import { Button, Table } from "antd";
import { Link, useNavigate } from "react-router";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  SuspendedLines,
  UnitNote,
  useAnswer,
  useSubmit,
  useWorkScope,
} from "../../ui/index.ts";
import { kindNames } from "../receipts/words.ts";
import "../receipts/receipts.css";

type Item = RouteAnswer<typeof listDistributable>["items"][number];
type Holding = RouteAnswer<typeof listHoldings>["items"][number];

/** 分解下达: what the bureau received and how much of it is still to go down, notice by notice; below, its money by line and project. */
export const DistributionPage = () => {
  const { year } = useWorkScope();
  const go = useNavigate();
  const answer = useAnswer(listDistributable, { query: { year } }, { keepPrevious: true });
  const holdings = useAnswer(listHoldings, { query: { year } }, { keepPrevious: true });
  const start = useSubmit(startDistribution, { onDone: ({ noticeId }) => void go(`/allotments/distributions/${noticeId}`) });
  return (
    <Page
      title="分解下达"
      subtitle={
        <>
          收到上级资金之日起30日内分到县（市、区）和单位
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art8.3.d" />
          </span>
        </>
      }
    >
      <ProblemSummary problem={start.problem} />
      <SuspendedLines />
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <Notices
          items={answer.data.items}
          {...(answer.data.canDraft && { onStart: (noticeId: string) => start.submit({ params: { noticeId } }) })}
        />
      )}
      {holdings.data === undefined ? (
        <Pending of={holdings} />
      ) : (
        <Holdings name={holdings.data.bookName} items={holdings.data.items} />
      )}
    </Page>
  );
};

const Notices = ({ items, onStart }: { items: readonly Item[]; onStart?: (noticeId: string) => void }) => (
  <section className="panel money-panel">
    <div className="table-bar">
      <h2>上级文件</h2>
      <div className="table-extra">
        <UnitNote />
      </div>
    </div>
    <ScrollBox label="待分解的上级文件">
      <Table<Item>
        size="small"
        pagination={false}
        rowKey={({ noticeId }) => noticeId}
        dataSource={[...items]}
        locale={{ emptyText: <EmptyState text="这一年还没有发给本级的下达文件" /> }}
        columns={[
          {
            title: "文号",
            render: (_, { noticeId, number, kind, issuerName }) => (
              <>
                <Link to={`/allotments/receipts/${noticeId}`}>{number}</Link>
                <div className="unit-note">
                  {kindNames[kind]}　{issuerName}
                </div>
              </>
            ),
          },
          { title: "收到", render: (_, { receivedOn }) => receivedOn ?? "未核对" },
          { title: "应于", render: (_, item) => <Due item={item} /> },
          { title: "下达", className: "number", render: (_, { thisFen }) => <Amount fen={thisFen} /> },
          { title: "已分解", className: "number", render: (_, { distributedFen }) => <Amount fen={distributedFen} /> },
          { title: "存疑", className: "number", render: (_, { frozenFen }) => <Amount fen={frozenFen} /> },
          { title: "已收回", className: "number", render: (_, { recalledFen }) => <Amount fen={recalledFen} /> },
          { title: "未分解", className: "number", render: (_, { remainingFen }) => <Amount fen={remainingFen} strong /> },
          { title: "分解文件", render: (_, item) => <Documents item={item} {...(onStart && { onStart })} /> },
        ]}
      />
    </ScrollBox>
  </section>
);

const Due = ({ item: { dueOn, remainingFen, unverifiedFen } }: { item: Item }) => {
  if (dueOn === null) return <Light state="neutral" text="接收后起算" />;
  if (remainingFen === "0" && unverifiedFen === "0") return <Light state="good" text={`${dueOn}，已分解`} />;
  return <Light state={dueOn < today() ? "bad" : "warning"} text={`${dueOn}${dueOn < today() ? "，已超期" : ""}`} />;
};

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const Documents = ({
  item: { noticeId, drafts, issued, number, remainingFen, distributedFen },
  onStart,
}: {
  item: Item;
  onStart?: (noticeId: string) => void;
}) => (
  <div className="row-text">
    {issued.map((each) => (
      <div key={each.noticeId}>
        <Link to={`/allotments/distributions/${each.noticeId}`}>{each.number}</Link>　<Amount fen={each.totalFen} />
      </div>
    ))}
    {drafts.map((each) => (
      <div key={each.noticeId}>
        <Link to={`/allotments/distributions/${each.noticeId}`}>草稿（{each.draftedBy}）</Link>　<Amount fen={each.totalFen} />
      </div>
    ))}
    {/* A document whose money all came early still goes down once, to say what it has become. */}
    {onStart && (remainingFen !== "0" || (issued.length === 0 && distributedFen === "0")) && (
      <Button size="small" onClick={() => onStart(noticeId)} aria-label={`起草分解${number}`}>
        起草分解
      </Button>
    )}
  </div>
);

const Holdings = ({ name, items }: { name: string; items: readonly Holding[] }) => (
  <section className="panel money-panel">
    <div className="table-bar">
      <h2>{name}资金</h2>
      <div className="table-extra">
        <UnitNote />
      </div>
    </div>
    <ScrollBox label="本级资金表格">
      <Table<Holding>
        size="small"
        pagination={items.length > 50 ? { pageSize: 50 } : false}
        rowKey={({ line, project }) => `${line} ${project ?? ""}`}
        dataSource={[...items]}
        locale={{ emptyText: <EmptyState text="本级账上还没有这一年的资金" /> }}
        columns={[
          { title: "支持项目", dataIndex: "lineName" },
          { title: "项目", render: (_, { title, project }) => title ?? (project === null ? "未定项目" : project) },
          { title: "上级下达", className: "number", render: (_, { receivedFen }) => <Amount fen={receivedFen} /> },
          { title: "本级及结转", className: "number", render: (_, { ownFen }) => <Amount fen={ownFen} /> },
          { title: "待下级接收", className: "number", render: (_, { inTransitFen }) => <Amount fen={inTransitFen} /> },
          { title: "下级已接收", className: "number", render: (_, { distributedFen }) => <Amount fen={distributedFen} /> },
          { title: "冻结", className: "number", render: (_, { frozenFen }) => <Amount fen={frozenFen} /> },
          { title: "在账", className: "number", render: (_, { heldFen }) => <Amount fen={heldFen} strong /> },
          { title: "单位已付", className: "number", render: (_, { paidFen }) => <Amount fen={paidFen} /> },
        ]}
      />
    </ScrollBox>
  </section>
);
