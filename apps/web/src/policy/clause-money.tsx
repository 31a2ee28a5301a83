import { type RouteAnswer, showClauseMoney } from "@qiangyi/api";
import { Link } from "react-router";
import { Amount, EmptyState, Pending, SuspendedLines, UnitNote, useAnswer, useSession } from "../ui/index.ts";

type Row = RouteAnswer<typeof showClauseMoney>["items"][number];

/** 资金去向: from a clause to the payments that rest on it, as far as the reader sees the books. Clauses that carry no money show nothing. */
export const ClauseMoney = ({ clause }: { clause: string }) => {
  const { can } = useSession();
  return can("books.read") ? <Money clause={clause} /> : null;
};

const Money = ({ clause }: { clause: string }) => {
  const answer = useAnswer(showClauseMoney, { params: { clause } });
  if (!answer.data) return <Pending of={answer} />;
  const { lines, items, regionName } = answer.data;
  if (lines.length === 0) return null;
  return (
    <section className="panel" aria-label="资金去向">
      <div className="table-bar">
        <h2>资金去向</h2>
        <div className="table-extra">
          {regionName}　<UnitNote />
        </div>
      </div>
      <SuspendedLines lines={lines.map(({ line }) => line)} />
      {items.length === 0 ? (
        <EmptyState text={`据这一条的“${lines.map(({ title }) => title).join("”“")}”还没有记账`} />
      ) : (
        <table className="policy-table">
          <caption className="visually-hidden">据这一条安排的资金逐年走到哪里</caption>
          <thead>
            <tr>
              <th scope="col">预算年度</th>
              <th scope="col">支持项目</th>
              {["安排", "下达", "接收", "到单位", "支付"].map((title) => (
                <th scope="col" className="number" key={title}>
                  {title}
                </th>
              ))}
              <th scope="col" className="number">
                支付占到单位
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <MoneyRow key={`${row.year} ${row.line}`} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

const MoneyRow = ({ row }: { row: Row }) => (
  <tr>
    <td>
      <Link to={`/ledger?year=${row.year}&line=${encodeURIComponent(row.line)}`}>{row.year}年</Link>
    </td>
    <td>{row.title}</td>
    {(["arrangedFen", "issuedFen", "receivedFen", "atUnitsFen"] as const).map((name) => (
      <td className="number" key={name}>
        <Amount fen={row[name]} />
      </td>
    ))}
    <td className="number">
      <Link to={`/ledger/books?year=${row.year}&line=${encodeURIComponent(row.line)}&having=paidFen&level=unit`}>
        <Amount fen={row.paidFen} />
      </Link>
    </td>
    <td className="number">{row.paidShare ?? "—"}</td>
  </tr>
);
