import { bookLevelNames, closeBook, type RouteAnswer, readBook } from "@qiangyi/api";
import { Button, Popconfirm, Table } from "antd";
import { Link, useParams } from "react-router";
import {
  EmptyState,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  SuspendedLines,
  UnitNote,
  useAnswer,
  useFilters,
  useScoped,
  useSubmit,
  useWorkScope,
} from "../ui/index.ts";
import "./ledger.css";
import { earmarkText, figureColumns, figuresIn, PrintButton } from "./parts.tsx";

type Book = RouteAnswer<typeof readBook>;
type PageRow = Book["pages"][number];

/** One book: an account page for each purpose (专项核算), and the years that are closed. */
export const BookPage = () => {
  const { book = "" } = useParams();
  const { year } = useWorkScope();
  const { values } = useFilters(["line"]);
  const answer = useAnswer(readBook, { params: { book }, query: { year, ...(values.line && { line: values.line }) } });
  const scoped = useScoped();
  if (!answer.data) return <Pending of={answer} />;
  const { title, level, closableYear } = answer.data;
  return (
    <Page
      title={title}
      subtitle={`${bookLevelNames[level]}账簿，${year}年预算资金${values.line ? "，只看一个支持项目" : ""}`}
      actions={
        <>
          {values.line && <Link to={scoped(`/ledger/books/${encodeURIComponent(book)}`)}>全部支持项目</Link>}
          <Link to={scoped("/ledger/books")}>账簿列表</Link>
          <PrintButton />
        </>
      }
    >
      <SuspendedLines {...(values.line && { lines: [values.line] })} book={book} />
      <section className="keyset-table" aria-label="账页">
        <div className="table-bar">
          <h2>账页</h2>
          <div className="table-extra">
            <UnitNote />
          </div>
        </div>
        {answer.data.pages.length === 0 ? <EmptyState text={`${year}年没有账页`} /> : <Pages book={answer.data} />}
      </section>
      <Closings book={book} closings={answer.data.closings} closableYear={closableYear} />
    </Page>
  );
};

const Pages = ({ book }: { book: Book }) => {
  const scoped = useScoped();
  const rows = book.pages;
  const path = ({ earmark }: PageRow) => scoped(`/ledger/books/${encodeURIComponent(book.id)}/pages/${earmark.id}`);
  return (
    <ScrollBox label="账页表格">
      <Table<PageRow>
        size="small"
        pagination={false}
        rowKey={({ earmark }) => earmark.id}
        dataSource={[...rows]}
        columns={[
          { title: "用途", key: "earmark", render: (_, row) => <Link to={path(row)}>{earmarkText(row.earmark)}</Link> },
          { title: "资金性质", key: "nature", render: (_, { earmark }) => earmark.nature },
          { title: "来源级次", key: "source", render: (_, { earmark }) => earmark.sourceLevel },
          { title: "功能分类", key: "class", render: (_, { earmark }) => earmark.functionClass },
          ...figureColumns<PageRow>(figuresIn(rows), path),
          { title: "最近记账", key: "last", render: (_, { lastOn }) => lastOn },
        ]}
        summary={() => <Total book={book} />}
      />
    </ScrollBox>
  );
};

const Total = ({ book: { total, pages } }: { book: Book }) => {
  const cells = figureColumns<PageRow>(figuresIn(pages)).flatMap(({ children }) => children);
  return (
    <Table.Summary.Row className="ledger-total">
      <Table.Summary.Cell index={0} colSpan={4}>
        合计
      </Table.Summary.Cell>
      {cells.map(({ key, render }, index) => (
        <Table.Summary.Cell key={key} index={index + 4} className="number">
          {render(undefined, total as PageRow)}
        </Table.Summary.Cell>
      ))}
      <Table.Summary.Cell index={cells.length + 4} />
    </Table.Summary.Row>
  );
};

const Closings = ({
  book,
  closings,
  closableYear,
}: {
  book: string;
  closings: Book["closings"];
  closableYear: number | null;
}) => {
  const { submit, isSending, problem } = useSubmit(closeBook);
  return (
    <section className="panel" aria-label="关账">
      <h2>关账</h2>
      <ProblemSummary problem={problem} />
      {closings.length === 0 ? (
        <p>还没有关过账。关账以后，该年度不能再记账。</p>
      ) : (
        <ul>
          {closings.map(({ year, recordedOn }) => (
            <li key={year}>
              {year}年度已于{recordedOn}关账
            </li>
          ))}
        </ul>
      )}
      {closableYear !== null && (
        <Popconfirm
          title={`${closableYear}年度关账`}
          description="关账后该年度不能再记账，不能撤销。"
          okText="关账"
          cancelText="取消"
          onConfirm={() => submit({ params: { book }, body: { year: closableYear } })}
        >
          <Button className="no-print" loading={isSending}>
            {closableYear}年度关账
          </Button>
        </Popconfirm>
      )}
    </section>
  );
};
