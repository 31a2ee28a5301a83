import { type RouteAnswer, readStatement } from "@qiangyi/api";
import { Input, Table } from "antd";
import { Amount, EmptyState, Pending, ScrollBox, UnitNote, useAnswer, useFilters } from "../ui/index.ts";

type Statement = RouteAnswer<typeof readStatement>["accounts"][number];

/** 明细账 for a period; without one, the budget year. */
export const StatementTab = ({ params, year }: { params: { readonly book: string; readonly earmark: number }; year: number }) => {
  const { values, set } = useFilters(["from", "to", "knownOn"]);
  const [from, to] = [values.from ?? `${year}-01-01`, values.to ?? `${year}-12-31`];
  const answer = useAnswer(
    readStatement,
    { params, query: { from, to, ...(values.knownOn && { knownOn: values.knownOn }) } },
    { keepPrevious: true },
  );
  return (
    <section className="keyset-table" aria-label="明细账">
      <div className="table-bar">
        <div className="table-toolbar ledger-days">
          <label>
            自{" "}
            <Input
              type="date"
              value={from}
              onChange={({ target }) => set({ from: target.value || undefined })}
              style={{ width: 150 }}
            />
          </label>
          <label>
            至{" "}
            <Input
              type="date"
              value={to}
              onChange={({ target }) => set({ to: target.value || undefined })}
              style={{ width: 150 }}
            />
          </label>
        </div>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : answer.data.accounts.length === 0 ? (
        <EmptyState text="这一期间没有余额，也没有发生额" />
      ) : (
        answer.data.accounts.map((statement) => <AccountStatement key={statement.account} statement={statement} />)
      )}
    </section>
  );
};

const AccountStatement = ({ statement }: { statement: Statement }) => (
  <>
    <h2 className="ledger-account">
      {statement.account} {statement.title}（{statement.side === "debit" ? "借方" : "贷方"}余额）
    </h2>
    <ScrollBox label={`${statement.title}明细账表格`}>
      <Table
        size="small"
        pagination={false}
        rowKey="key"
        dataSource={[
          { key: "opening", title: "期初余额", balanceFen: statement.openingFen } as Partial<Statement["rows"][number]>,
          ...statement.rows,
        ]}
        columns={[
          { title: "生效日", dataIndex: "effectiveOn", key: "on", width: 110 },
          { title: "摘要", dataIndex: "title", key: "title", width: 160 },
          {
            title: "文件或凭证",
            key: "document",
            render: (_, { number, row }) => number && `${number}${row !== undefined && row > 1 ? ` 第${row}行` : ""}`,
          },
          { title: "对方", key: "counterpart", render: (_, { counterpartTitle }) => counterpartTitle },
          { title: "借方", key: "debit", className: "number", width: 150, render: (_, { debitFen }) => shown(debitFen) },
          { title: "贷方", key: "credit", className: "number", width: 150, render: (_, { creditFen }) => shown(creditFen) },
          {
            title: "余额",
            key: "balance",
            className: "number",
            width: 150,
            render: (_, { balanceFen }) => <Amount fen={balanceFen} />,
          },
        ]}
        summary={() => (
          <Table.Summary.Row className="ledger-total">
            <Table.Summary.Cell index={0} colSpan={4}>
              本期合计与期末余额
            </Table.Summary.Cell>
            {[statement.debitsFen, statement.creditsFen, statement.closingFen].map((fen, index) => (
              <Table.Summary.Cell key={["debits", "credits", "closing"][index] ?? ""} index={index + 4} className="number">
                <Amount fen={fen} strong />
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
    </ScrollBox>
  </>
);

/** The other side of a row is empty, not zero. */
const shown = (fen: string | undefined) => (fen === undefined || fen === "0" ? null : <Amount fen={fen} />);
