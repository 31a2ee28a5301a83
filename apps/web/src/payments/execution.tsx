import { carryOverKinds, disposals, type ExecutionRow, listExecution, openCarryOver } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  Amount,
  EmptyState,
  Light,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useScoped,
  useSubmit,
} from "../ui/index.ts";
import { DisposeDialog, ExplainDialog } from "./carry-over-dialogs.tsx";

type Dialog = { readonly kind: "explain" | "dispose"; readonly row: ExecutionRow };

/** Each page at the end of the year: rate, what is unspent and why, what was decided about it. */
export const Execution = ({ year }: { year: number }) => {
  const answer = useAnswer(listExecution, { query: { year } }, { keepPrevious: true });
  const open = useSubmit(openCarryOver, { invalidates: ["workbench"] });
  const [dialog, setDialog] = useState<Dialog>();
  if (answer.data === undefined) return <Pending of={answer} />;
  const { rows, totals, asOf, isOver, mayOpen, lines } = answer.data;
  const { item } = dialog?.row ?? {};
  return (
    <>
      <div className="figures">
        <Figure label="收到" fen={totals.receivedFen} />
        <Figure label="已付" fen={totals.paidFen} note={totals.percent === null ? "—" : `执行率${totals.percent}%`} />
        <Figure label="未支出" fen={totals.unspentFen} note="单位账内" />
        <Figure label="预付未核销" fen={totals.prepaidFen} note="不计入结转结余" />
      </div>
      <section className="panel">
        <div className="table-bar">
          <h2>
            截至{asOf}的执行情况（{rows.length}个账页）
          </h2>
          <div className="table-extra">
            <UnitNote />
            {mayOpen && (
              <Button loading={open.isSending} onClick={() => open.submit({ body: { year } })}>
                列结转结余事项
              </Button>
            )}
          </div>
        </div>
        <ProblemSummary problem={open.problem} />
        {open.answer && (
          <p role="status">
            新列{open.answer.opened}项，待定处理{open.answer.open}项
          </p>
        )}
        <p>
          {isOver ? "未支出的逐笔定处理后，在指标账关账。" : "年度尚未结束，12月31日起列结转结余事项。"}
          {isOver && mayOpen && <Link to="/ledger/books">去指标账关账</Link>}
        </p>
        <ScrollBox label="执行情况表格">
          <Table<ExecutionRow>
            size="small"
            pagination={rows.length > 50 ? { pageSize: 50 } : false}
            rowKey={({ book, earmark }) => `${book}/${earmark}`}
            dataSource={[...rows]}
            locale={{ emptyText: <EmptyState text="这一年度账上没有资金" /> }}
            columns={[
              { title: "持有", dataIndex: "holderName" },
              {
                title: "项目账页",
                render: (_, { title, lineName }) => <div className="wrapping">{`${title}（${lineName}）`}</div>,
              },
              { title: "预算年度", dataIndex: "year" },
              { title: "收到", className: "number", render: (_, { receivedFen }) => <Amount fen={receivedFen} /> },
              { title: "已付", className: "number", render: (_, { paidFen }) => <Amount fen={paidFen} /> },
              { title: "执行率", className: "number", render: (_, { percent }) => (percent === null ? "—" : `${percent}%`) },
              { title: "未支出", className: "number", render: (_, { unspentFen }) => <Amount fen={unspentFen} strong /> },
              { title: "预付未核销", className: "number", render: (_, { prepaidFen }) => <Amount fen={prepaidFen} /> },
              { title: "处理", render: (_, row) => <Standing row={row} onOpen={(kind) => setDialog({ kind, row })} /> },
            ]}
          />
        </ScrollBox>
      </section>
      {dialog?.kind === "explain" && item && <ExplainDialog item={item} onClose={() => setDialog(undefined)} />}
      {dialog?.kind === "dispose" && item && <DisposeDialog item={item} lines={lines} onClose={() => setDialog(undefined)} />}
    </>
  );
};

const Figure = ({ label, fen, note }: { label: string; fen: string; note?: string }) => (
  <div className="figure">
    <div className="figure-label">{label}</div>
    <div className="figure-value">
      <Amount fen={fen} />
    </div>
    {note !== undefined && <div className="figure-note">{note}</div>}
  </div>
);

const Standing = ({ row, onOpen }: { row: ExecutionRow; onOpen: (kind: Dialog["kind"]) => void }) => {
  const to = useScoped();
  const { item, isReasonRequired, unspentFen, title } = row;
  if (item === null) {
    if (unspentFen === "0") return <Light state="good" text="已用完" />;
    return isReasonRequired ? <Light state="warning" text="未支出，须说明原因" /> : <Light state="neutral" text="执行中" />;
  }
  const link = (
    <Link to={to(`/payments/year-end/items/${item.id}`)} aria-label={`查看${title}的结转结余`}>
      查看
    </Link>
  );
  if (item.disposal !== null)
    return (
      <span className="row-actions">
        <Light state="good" text={`${carryOverKinds[item.kind]}：${disposals[item.disposal]}`} />
        {link}
      </span>
    );
  return (
    <span className="row-actions">
      <Light state="warning" text={`${carryOverKinds[item.kind]}，${item.reason === null ? "待说明原因" : "待定处理"}`} />
      {link}
      {item.may.explain && (
        <Button size="small" aria-label={`说明原因：${title}`} onClick={() => onOpen("explain")}>
          说明原因
        </Button>
      )}
      {item.may.dispose && (
        <Button size="small" type="primary" aria-label={`定处理：${title}`} onClick={() => onOpen("dispose")}>
          定处理
        </Button>
      )}
    </span>
  );
};
