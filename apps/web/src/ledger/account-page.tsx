import { listPostings, type PostingItem, type RouteAnswer, readAccountPage } from "@qiangyi/api";
import { Input, Table, Tabs } from "antd";
import { Link, useParams } from "react-router";
import {
  Amount,
  AuditFileButton,
  ClauseLink,
  EmptyState,
  KeysetTable,
  Light,
  minuteOf,
  OpenFindings,
  Page,
  Pending,
  ScrollBox,
  SuspendedLines,
  UnitNote,
  useAnswer,
  useFilters,
  useScoped,
} from "../ui/index.ts";
import "./ledger.css";
import { earmarkText, PrintButton } from "./parts.tsx";
import { StatementTab } from "./statement-tab.tsx";

type AccountPageAnswer = RouteAnswer<typeof readAccountPage>;

/** 账页: one book, one purpose. Balances of any day, every posting with its document, 明细账. */
export const AccountPage = () => {
  const { book = "", earmark = "" } = useParams();
  const params = { book, earmark: Number(earmark) };
  const { values, set } = useFilters(["on", "knownOn", "tab"]);
  const query = { ...(values.on && { on: values.on }), ...(values.knownOn && { knownOn: values.knownOn }) };
  const answer = useAnswer(readAccountPage, { params, query }, { keepPrevious: true });
  const scoped = useScoped();
  if (!answer.data) return <Pending of={answer} />;
  const page = answer.data;
  return (
    <Page
      title={earmarkText(page.earmark)}
      subtitle={`${page.book.title}账页`}
      actions={
        <>
          <Link to={scoped(`/ledger/books/${encodeURIComponent(book)}`)}>{page.book.title}的全部账页</Link>
          {page.earmark.project !== null && (
            <AuditFileButton
              project={page.earmark.project}
              line={page.earmark.line}
              {...(book.startsWith("U") && { institution: book.slice(1) })}
            />
          )}
          <PrintButton />
        </>
      }
    >
      <SuspendedLines lines={[page.earmark.line]} book={book} />
      {book.startsWith("U") && <OpenFindings institution={book.slice(1)} earmark={earmark} />}
      <Facts page={page} />
      <Tabs
        activeKey={values.tab ?? "postings"}
        onChange={(tab) => set({ tab: tab === "postings" ? undefined : tab })}
        items={[
          { key: "postings", label: "逐笔记账", children: <Postings params={params} /> },
          { key: "balances", label: "各科目余额", children: <Balances page={page} values={values} onChange={set} /> },
          { key: "statement", label: "明细账", children: <StatementTab params={params} year={page.earmark.year} /> },
        ]}
      />
    </Page>
  );
};

const Facts = ({ page: { earmark } }: { page: AccountPageAnswer }) => (
  <section className="panel" aria-label="用途标识">
    <dl className="ledger-facts">
      {(
        [
          ["预算年度", `${earmark.year}年`],
          [
            "支持项目",
            <>
              {earmark.lineTitle} {earmark.clause !== null && <ClauseLink id={earmark.clause} />}
            </>,
          ],
          ["项目", earmark.projectTitle ?? "未定到项目"],
          ["资金性质", earmark.nature],
          ["来源级次", earmark.sourceLevel],
          ["功能分类", earmark.functionClass],
          ["追踪标识", earmark.trackTag ?? "无"],
        ] as const
      ).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);

const Postings = ({ params }: { params: { readonly book: string; readonly earmark: number } }) => (
  <KeysetTable<PostingItem>
    caption="逐笔记账"
    route={listPostings}
    input={{ params }}
    rowKey={({ sequence, line }) => `${sequence}.${line}`}
    extra={<UnitNote />}
    columns={[
      { title: "生效日", dataIndex: "effectiveOn", key: "on" },
      {
        title: "业务",
        key: "title",
        render: (_, { event, title, isAdvance, isReversal, isReversed }) => (
          <>
            {title}
            {isAdvance && "（提前下达）"}
            <span className="unit-note">　{event}</span>
            {isReversal && <Light state="warning" text="红字冲正" />}
            {isReversed && <Light state="neutral" text="已冲正" />}
          </>
        ),
      },
      {
        title: "文件或凭证",
        key: "document",
        className: "ledger-document",
        render: (_, posting) => <DocumentLink posting={posting} />,
      },
      { title: "制发单位", dataIndex: "issuerTitle", key: "issuer" },
      { title: "对方", key: "counterpart", render: (_, { counterpartTitle }) => counterpartTitle ?? "—" },
      { title: "借方", key: "debit", render: (_, { debit, debitTitle }) => `${debit} ${debitTitle}` },
      { title: "贷方", key: "credit", render: (_, { credit, creditTitle }) => `${credit} ${creditTitle}` },
      { title: "金额", key: "amount", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} strong /> },
      { title: "记账时间", key: "recorded", render: (_, { recordedAt }) => minuteOf(recordedAt) },
    ]}
  />
);

const DocumentLink = ({ posting: { path, number, row } }: { posting: PostingItem }) => {
  const scoped = useScoped();
  return (
    <>
      {path === null ? number : <Link to={scoped(path)}>{number}</Link>}
      {row > 1 && ` 第${row}行`}
    </>
  );
};

interface BalancesProps {
  readonly page: AccountPageAnswer;
  readonly values: { readonly on?: string; readonly knownOn?: string };
  readonly onChange: (changes: { readonly on?: string | undefined; readonly knownOn?: string | undefined }) => void;
}

const Balances = ({ page, values, onChange }: BalancesProps) => {
  const agrees = page.sourcesFen === page.usesFen;
  return (
    <section className="keyset-table" aria-label="各科目余额">
      <div className="table-bar">
        <div className="table-toolbar ledger-days">
          <label>
            截至生效日{" "}
            <Input
              type="date"
              value={values.on ?? ""}
              onChange={({ target }) => onChange({ on: target.value || undefined })}
              style={{ width: 150 }}
            />
          </label>
          <label>
            当时已记入{" "}
            <Input
              type="date"
              value={values.knownOn ?? ""}
              onChange={({ target }) => onChange({ knownOn: target.value || undefined })}
              style={{ width: 150 }}
            />
          </label>
          <Light state={agrees ? "good" : "bad"} text={agrees ? "来源＝去向" : "来源≠去向"} />
          <span>
            <Amount fen={page.sourcesFen} />　{agrees ? "＝" : "≠"}　<Amount fen={page.usesFen} />
          </span>
        </div>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      {page.balances.length === 0 ? (
        <EmptyState text="这一天还没有余额" />
      ) : (
        <ScrollBox label="各科目余额表格">
          <Table
            size="small"
            pagination={false}
            rowKey={({ account, counterpart }) => `${account}/${counterpart ?? ""}`}
            dataSource={page.balances}
            columns={[
              { title: "科目", key: "account", render: (_, { account, title }) => `${account} ${title}` },
              { title: "账别", key: "kind", render: (_, { kind }) => (kind === "allotment" ? "指标账" : "资金账") },
              { title: "方向", key: "side", render: (_, { side }) => (side === "debit" ? "借" : "贷") },
              { title: "对方", key: "counterpart", render: (_, { counterpartTitle }) => counterpartTitle ?? "—" },
              {
                title: "余额",
                key: "balance",
                className: "number",
                render: (_, { balanceFen }) => <Amount fen={balanceFen} strong />,
              },
            ]}
          />
        </ScrollBox>
      )}
      {page.book.level === "unit" && (
        <p className="page-subtitle">
          在途（指标账已支付、资金账尚未付出）：
          <Amount fen={page.inTransitFen} />
        </p>
      )}
    </section>
  );
};
