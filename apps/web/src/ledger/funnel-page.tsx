import { type FigureName, type RouteAnswer, showFunnel } from "@qiangyi/api";
import { Select, Table } from "antd";
import { Link } from "react-router";
import {
  Amount,
  EmptyState,
  Light,
  Page,
  Pending,
  ScrollBox,
  SuspendedLines,
  UnitNote,
  useAnswer,
  useFilters,
  useScoped,
  useWorkScope,
} from "../ui/index.ts";
import "./ledger.css";
import { figureColumns, figuresIn, LinkedAmount, PrintButton } from "./parts.tsx";

type Funnel = RouteAnswer<typeof showFunnel>;

/** 资金漏斗 of a year: how far the money has come, by level and by line, with the sums that must agree. */
export const FunnelPage = () => {
  const { year, region } = useWorkScope();
  const { values, set } = useFilters(["line"]);
  const query = { year, ...(region !== "" && { region }) };
  const answer = useAnswer(
    showFunnel,
    { query: { ...query, ...(values.line && { line: values.line }) } },
    { keepPrevious: true },
  );
  const all = useAnswer(showFunnel, { query }, { keepPrevious: true });
  const scoped = useScoped();
  return (
    <Page
      title="指标账"
      subtitle={`${year}年资金从安排到支付走到哪里，每个数都由记账得出`}
      actions={
        <>
          <Link to={scoped("/ledger/books")}>账簿列表</Link>
          <PrintButton />
        </>
      }
    >
      <SuspendedLines region={region} {...(values.line && { lines: [values.line] })} />
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : answer.data.levels.length === 0 ? (
        <section className="panel">
          <EmptyState text={`${year}年还没有记账。预算登记并下达后，这里显示资金的去向`} />
        </section>
      ) : (
        <FunnelContent
          funnel={answer.data}
          line={values.line}
          lineChoices={(all.data?.lines ?? answer.data.lines).map(({ line, title }) => ({ value: line, label: title }))}
          onLine={(line) => set({ line })}
        />
      )}
    </Page>
  );
};

interface ContentProps {
  readonly funnel: Funnel;
  readonly line: string | undefined;
  readonly lineChoices: readonly { readonly value: string; readonly label: string }[];
  readonly onLine: (line: string | undefined) => void;
}

const FunnelContent = ({ funnel, line, lineChoices, onLine }: ContentProps) => (
  <>
    <section className="panel" aria-label="资金漏斗">
      <div className="table-bar">
        <div className="table-toolbar no-print">
          <Select
            aria-label="支持项目"
            placeholder="全部支持项目"
            allowClear
            style={{ width: 280 }}
            value={line ?? null}
            onChange={(value: string | null | undefined) => onLine(value ?? undefined)}
            options={[...lineChoices]}
          />
        </div>
        <div className="table-extra">
          {funnel.regionName}　<UnitNote />
        </div>
      </div>
      <Stages funnel={funnel} />
      <ul className="ledger-checks" aria-label="核对">
        {funnel.checks.map(({ title, leftFen, rightFen, holds }) => (
          <li key={title}>
            <Light state={holds ? "good" : "bad"} text={`${title}：${holds ? "相符" : "不相符"}`} />
            <span>
              <Amount fen={leftFen} />　{holds ? "＝" : "≠"}　<Amount fen={rightFen} />
            </span>
          </li>
        ))}
      </ul>
    </section>
    <LevelTable funnel={funnel} line={line} />
    <LineTable funnel={funnel} />
  </>
);

const Stages = ({ funnel }: { funnel: Funnel }) => {
  const top = funnel.stages.reduce((most, { amountFen }) => (BigInt(amountFen) > most ? BigInt(amountFen) : most), 0n);
  return (
    <ol className="funnel">
      {funnel.stages.map(({ stage, title, basis, amountFen, share }) => (
        <li key={stage} className="funnel-stage">
          <span className="funnel-title">{title}</span>
          <div className="funnel-track" aria-hidden="true">
            <div className="funnel-bar" style={{ width: `${top > 0n ? Number((BigInt(amountFen) * 1000n) / top) / 10 : 0}%` }} />
          </div>
          <span className="funnel-amount">
            <Amount fen={amountFen} strong />
          </span>
          <span className="funnel-share">{share ?? "—"}</span>
          <span className="funnel-basis">{basis}</span>
        </li>
      ))}
    </ol>
  );
};

/** Where it lies at each level; a number opens the books that hold it. */
const LevelTable = ({ funnel, line }: { funnel: Funnel; line: string | undefined }) => {
  const scoped = useScoped(["line"]);
  const path = (level: string, having: FigureName) => scoped(`/ledger/books?level=${level}&having=${having}`);
  const total = {
    ...funnel.total,
    level: "total" as const,
    title: "合计",
    books: funnel.levels.reduce((sum, { books }) => sum + books, 0),
  };
  const rows = [...funnel.levels, total];
  return (
    <section className="keyset-table" aria-label="各级账簿">
      <div className="table-bar">
        <h2>各级账簿的来源与去向{line === undefined ? "" : `（${funnel.lines[0]?.title ?? line}）`}</h2>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <ScrollBox label="各级账簿表格">
        <Table
          size="small"
          pagination={false}
          rowKey="level"
          dataSource={rows}
          rowClassName={({ level }) => (level === "total" ? "ledger-total" : "")}
          columns={[
            {
              title: "级次",
              key: "level",
              fixed: "left",
              render: (_, row) =>
                row.level === "total" ? row.title : <Link to={scoped(`/ledger/books?level=${row.level}`)}>{row.title}</Link>,
            },
            { title: "账簿", key: "books", className: "number", render: (_, { books }) => books.toLocaleString("zh-CN") },
            ...figureColumns<(typeof rows)[number]>(figuresIn(rows), (row, name) =>
              row.level === "total" ? undefined : path(row.level, name),
            ),
          ]}
        />
      </ScrollBox>
      <p className="page-subtitle">
        在途（指标账已支付、资金账尚未付出）：
        <Amount fen={funnel.inTransitFen} />
      </p>
    </section>
  );
};

const LineTable = ({ funnel }: { funnel: Funnel }) => {
  const scoped = useScoped();
  const link = (line: string, having: FigureName, level?: string) =>
    scoped(`/ledger/books?line=${encodeURIComponent(line)}&having=${having}${level === undefined ? "" : `&level=${level}`}`);
  const amounts = [
    ["安排", "arrangedFen", "arrangedFen", undefined],
    ["下达", "issuedFen", "passedDownFen", undefined],
    ["接收", "receivedFen", "fromAboveFen", undefined],
    ["到单位", "atUnitsFen", "fromAboveFen", "unit"],
    ["支付", "paidFen", "paidFen", "unit"],
  ] as const;
  return (
    <section className="keyset-table" aria-label="按支持项目">
      <div className="table-bar">
        <h2>按支持项目</h2>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <ScrollBox label="按支持项目表格">
        <Table
          size="small"
          pagination={false}
          rowKey="line"
          dataSource={funnel.lines}
          columns={[
            { title: "支持项目", key: "line", render: (_, { title }) => title },
            ...amounts.flatMap(([title, figure, having, level]) => [
              {
                title,
                key: title,
                className: "number",
                render: (_: unknown, row: Funnel["lines"][number]) => (
                  <LinkedAmount fen={row[figure]} to={link(row.line, having, level)} label={`${row.title}${title}，查看账簿`} />
                ),
              },
              ...(figure === "issuedFen"
                ? [
                    {
                      title: "占下达合计",
                      key: "issuedShare",
                      className: "number",
                      render: (_: unknown, row: Funnel["lines"][number]) => row.issuedShare ?? "—",
                    },
                  ]
                : []),
            ]),
            { title: "支付占到单位", key: "paidShare", className: "number", render: (_, { paidShare }) => paidShare ?? "—" },
          ]}
        />
      </ScrollBox>
    </section>
  );
};
