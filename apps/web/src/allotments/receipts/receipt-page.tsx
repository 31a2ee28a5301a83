import { printReturns, type ReceiptRow, type RouteAnswer, readReceipt, verifyReceipt } from "@qiangyi/api";
import { Alert, Button, Table } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import {
  Amount,
  Light,
  Page,
  PaperButton,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSubmit,
  WanInput,
} from "../../ui/index.ts";
import { ReturnDialog } from "./return-dialog.tsx";
import { kindNames } from "./words.ts";
import "./receipts.css";

type Receipt = RouteAnswer<typeof readReceipt>;
type Outcome = RouteAnswer<typeof verifyReceipt>["rows"][number];

const isOpen = ({ state }: ReceiptRow): boolean => state === "pending" || state === "open";

/** One notice for the own book: each row beside what arrived; what agrees is received, what does not is put in doubt and reported. */
export const ReceiptPage = () => {
  const { noticeId = "" } = useParams();
  const answer = useAnswer(readReceipt, { params: { noticeId } });
  return answer.data === undefined ? <Pending of={answer} /> : <Checking key={noticeId} receipt={answer.data} />;
};

const Checking = ({ receipt }: { receipt: Receipt }) => {
  const { noticeId, number, title, kind, issuerName, issuedOn, upstream, rows, totalFen, verifiedFen, canVerify } = receipt;
  const [stated, setStated] = useState<Readonly<Record<number, string>>>({});
  const [chosen, setChosen] = useState<readonly number[]>(rows.filter(isOpen).map(({ rowNo }) => rowNo));
  const [isReturning, setReturning] = useState(false);
  const verify = useSubmit(verifyReceipt, { invalidates: ["ledger", "workbench"], onDone: () => setChosen([]) });
  const open = rows.filter((row) => isOpen(row) && chosen.includes(row.rowNo));
  const statedOf = (row: ReceiptRow) => stated[row.rowNo] ?? row.thisFen;
  const differing = open.filter((row) => statedOf(row) !== row.thisFen).length;
  const send = () =>
    verify.submit({
      params: { noticeId },
      body: { rows: open.map((row) => ({ rowNo: row.rowNo, statedFen: statedOf(row) === "" ? "0" : statedOf(row) })) },
    });
  return (
    <Page
      title={`接收 ${number}`}
      subtitle={
        <>
          {title}　{issuerName}　{issuedOn}　{kindNames[kind]}
          {upstream.length > 0 && `　依据${upstream.map((each) => each.number).join("、")}`}
        </>
      }
      actions={
        <>
          {rows.some(({ state }) => state === "returned") && (
            <PaperButton
              label="退回函"
              route={printReturns}
              inputOf={(format) => ({ params: { noticeId }, query: { kind: "withdrawn" as const, format } })}
            />
          )}
          {canVerify && rows.some(isOpen) && (
            <>
              <Button disabled={open.length === 0} onClick={() => setReturning(true)}>
                退回所选
              </Button>
              <Button type="primary" disabled={open.length === 0} loading={verify.isSending} onClick={send}>
                {differing > 0 ? `核对所选${open.length}行（${differing}行不符将存疑）` : `核对接收所选${open.length}行`}
              </Button>
            </>
          )}
        </>
      }
    >
      <ProblemSummary problem={verify.problem} />
      {verify.answer && <Outcomes rows={verify.answer.rows} />}
      <section className="panel money-panel">
        <div className="table-bar">
          <h2>
            共{rows.length}行，
            <Amount fen={totalFen} strong />
            ；已接收
            <Amount fen={verifiedFen} />
          </h2>
          <div className="table-extra">
            <UnitNote />
          </div>
        </div>
        <ScrollBox label="文件各行" isTall>
          <Table<ReceiptRow>
            size="small"
            pagination={false}
            rowKey={({ rowNo }) => rowNo}
            dataSource={[...rows]}
            {...(canVerify && {
              rowSelection: {
                selectedRowKeys: [...chosen],
                onChange: (keys) => setChosen(keys.map(Number)),
                getCheckboxProps: (row) => ({ disabled: !isOpen(row), "aria-label": `选择第${row.rowNo}行` }),
              },
            })}
            columns={columnsOf({
              canVerify,
              statedOf,
              onState: (rowNo, fen) => setStated((before) => ({ ...before, [rowNo]: fen })),
            })}
          />
        </ScrollBox>
      </section>
      {isReturning && (
        <ReturnDialog noticeId={noticeId} rowNos={open.map(({ rowNo }) => rowNo)} onClose={() => setReturning(false)} />
      )}
    </Page>
  );
};

interface Editing {
  readonly canVerify: boolean;
  readonly statedOf: (row: ReceiptRow) => string;
  readonly onState: (rowNo: number, fen: string) => void;
}

const columnsOf = ({ canVerify, statedOf, onState }: Editing) => [
  { title: "序号", dataIndex: "rowNo", className: "number" },
  {
    title: "支持项目与收款单位",
    render: (_: unknown, { lineName, title, project, payee, note }: ReceiptRow) => (
      <div className="row-text">
        <strong>{lineName}</strong>　{title}
        {project === null && "（由地区分解）"}
        <div className="unit-note">
          收款单位：{payee}
          {note !== null && `；${note}`}
        </div>
      </div>
    ),
  },
  { title: "分配金额", className: "number", render: (_: unknown, { allocatedFen }: ReceiptRow) => <Amount fen={allocatedFen} /> },
  { title: "已提前", className: "number", render: (_: unknown, { earlierFen }: ReceiptRow) => <Amount fen={earlierFen} /> },
  { title: "规则结果", className: "number", render: (_: unknown, { ruleFen }: ReceiptRow) => <Amount fen={ruleFen} /> },
  { title: "本次下达", className: "number", render: (_: unknown, { thisFen }: ReceiptRow) => <Amount fen={thisFen} strong /> },
  {
    title: "实收（万元）",
    className: "number",
    width: 130,
    render: (_: unknown, row: ReceiptRow) =>
      isOpen(row) && canVerify ? (
        <WanInput
          label={`第${row.rowNo}行实收（万元）`}
          value={statedOf(row)}
          isWrong={statedOf(row) !== row.thisFen}
          isRequired
          onChange={(fen) => onState(row.rowNo, fen)}
        />
      ) : (
        <Amount fen={row.attempts.at(-1)?.statedFen} />
      ),
  },
  {
    title: "核对",
    width: 190,
    render: (_: unknown, row: ReceiptRow) => <RowState row={row} isChanged={isOpen(row) && statedOf(row) !== row.thisFen} />,
  },
];

const lights = {
  pending: ["warning", "待核对"],
  open: ["warning", "疑问已处理，待重新核对"],
  mismatch: ["bad", "存疑"],
  verified: ["good", "已接收"],
  returned: ["neutral", "已退回"],
} as const;

const RowState = ({ row, isChanged }: { row: ReceiptRow; isChanged: boolean }) => {
  const [state, text] = lights[row.state];
  const last = row.attempts.at(-1);
  const differences = row.state === "mismatch" ? (last?.differences ?? []) : row.warnings;
  return (
    <div className="row-text">
      <Light state={state} text={text} />
      {isChanged && <div>与文件不符，提交后不接收，存疑并报告上级</div>}
      {differences.map(({ label, expected, found }) => (
        <div key={label}>
          {label}：应为{expected}，实为{found}
        </div>
      ))}
      {last !== undefined && row.state !== "pending" && (
        <div className="unit-note">
          {last.by}　{last.on}
        </div>
      )}
      {row.queryId !== null && <Link to={`/allotments/queries/${row.queryId}`}>看存疑处理</Link>}
    </div>
  );
};

const Outcomes = ({ rows }: { rows: readonly Outcome[] }) => {
  const bad = rows.filter(({ outcome }) => outcome === "mismatch" || outcome === "refused");
  const done = rows.filter(({ outcome }) => outcome === "verified").length;
  return (
    <Alert
      role="status"
      style={{ marginBottom: 12 }}
      type={bad.length > 0 ? "warning" : "success"}
      message={`接收${done}行${bad.length > 0 ? `，${bad.length}行没有接收` : ""}`}
      {...(bad.length > 0 && {
        description: (
          <ul className="reasons">
            {bad.map(({ rowNo, message, queryId }) => (
              <li key={rowNo}>
                第{rowNo}行：{message}
                {queryId !== null && (
                  <span className="after-link">
                    <Link to={`/allotments/queries/${queryId}`}>看存疑</Link>
                  </span>
                )}
              </li>
            ))}
          </ul>
        ),
      })}
    />
  );
};
