import { cancelDistribution, type RouteAnswer, readDistribution, saveDistribution, signDistribution } from "@qiangyi/api";
import { App, Button, Input } from "antd";
import { useEffect, useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { Amount, Page, Pending, ProblemSummary, useAnswer, useSubmit, useUnit } from "../../ui/index.ts";
import { FixedRows } from "./fixed-rows.tsx";
import { AllotmentGrid, fenOf, type GridTexts, sumsOf, textOf } from "./grid/index.ts";
import { IssueDialog } from "./issue-dialog.tsx";
import { IssuedRows } from "./issued-rows.tsx";
import { NoticeSide } from "./notice-side.tsx";
import "./distribution.css";
import "../receipts/receipts.css";

export type Distribution = RouteAnswer<typeof readDistribution>;

export const DistributionDraftPage = () => {
  const { noticeId = "" } = useParams();
  const answer = useAnswer(readDistribution, { params: { noticeId } });
  if (answer.data === undefined) return <Pending of={answer} />;
  return answer.data.canEdit ? <Draft key={noticeId} notice={answer.data} /> : <Document notice={answer.data} />;
};

const headOf = ({ upstream, year }: Distribution) => (
  <>
    {year}年　依据
    <Link to={`/allotments/receipts/${upstream.noticeId}`}>{upstream.number}</Link>
    {upstream.receivedOn !== null && `　${upstream.receivedOn}收到，应于${upstream.dueOn ?? "—"}前分解`}
  </>
);

/** A notice that is read: issued, cancelled, or somebody else's draft. */
const Document = ({ notice }: { notice: Distribution }) => {
  const sign = useSubmit(signDistribution);
  const [isIssuing, setIssuing] = useState(false);
  return (
    <Page
      title={notice.number ?? notice.title}
      subtitle={headOf(notice)}
      actions={
        <>
          {notice.canSign && (
            <Button
              type="primary"
              loading={sign.isSending}
              onClick={() => sign.submit({ params: { noticeId: notice.noticeId }, body: { base: notice.base } })}
            >
              会签
            </Button>
          )}
          {notice.canIssue && (
            <Button type="primary" onClick={() => setIssuing(true)}>
              签发
            </Button>
          )}
        </>
      }
    >
      <ProblemSummary problem={sign.problem} />
      <div className="notice-columns">
        <IssuedRows notice={notice} />
        <NoticeSide notice={notice} />
      </div>
      {isIssuing && <IssueDialog notice={notice} onClose={() => setIssuing(false)} />}
    </Page>
  );
};

/** A draft in hand: fixed rows above, what the region distributes itself in the grid, everything that stands in the way beside. */
const Draft = ({ notice }: { notice: Distribution }) => {
  const { unit } = useUnit();
  const { message } = App.useApp();
  const free = useMemo(() => notice.sources.filter(({ mode }) => mode === "free"), [notice.sources]);
  const [title, setTitle] = useState(notice.title);
  const [note, setNote] = useState(notice.note ?? "");
  const [fixed, setFixed] = useState<readonly number[]>(notice.fixed.map(({ upstreamRow }) => upstreamRow));
  const [texts, setTexts] = useState<GridTexts>(() => textsOf(notice, unit));
  const [isDirty, setDirty] = useState(false);
  const [isIssuing, setIssuing] = useState(false);
  const [base, setBase] = useState(notice.base);
  const cancel = useSubmit(cancelDistribution);
  const save = useSubmit(saveDistribution, {
    onDone: ({ base: next }) => {
      setBase(next);
      setDirty(false);
      void message.success("已保存");
    },
  });
  useLeaveWarning(isDirty);
  const touch =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setDirty(true);
    };
  const columns = useMemo(
    () =>
      free.map(({ rowNo, lineName, title: name, availableFen, isVerified }) => ({
        id: String(rowNo),
        name: lineName,
        note: isVerified ? `第${rowNo}行 ${name}` : `第${rowNo}行，未接收`,
        availableFen: BigInt(availableFen),
      })),
    [free],
  );
  const rows = useMemo(() => notice.receivers.map(({ book, name }) => ({ id: book, name })), [notice.receivers]);
  const sums = sumsOf(texts, rows, columns, unit);
  const fixedTotal = notice.sources
    .filter(({ rowNo, mode }) => mode === "fixed" && fixed.includes(rowNo))
    .reduce((sum, { availableFen, poolFen }) => sum + BigInt(availableFen) + BigInt(poolFen), 0n);
  const send = () =>
    save.submit({
      params: { noticeId: notice.noticeId },
      body: {
        base,
        title,
        note: note.trim() === "" ? null : note,
        fixedRows: [...fixed],
        cells: rows.flatMap(({ id: receiver }) =>
          columns.flatMap(({ id }) => {
            const amount = fenOf(texts[receiver]?.[id] ?? "", unit);
            return amount ? [{ upstreamRow: Number(id), receiver, amountFen: amount.toString() }] : [];
          }),
        ),
      },
    });
  return (
    <Page
      title="分解下达草稿"
      subtitle={headOf(notice)}
      actions={
        <>
          <Button
            onClick={() => cancel.submit({ params: { noticeId: notice.noticeId }, body: {} })}
            loading={cancel.isSending}
            disabled={isDirty}
          >
            撤销草稿
          </Button>
          <Button type="primary" loading={save.isSending} disabled={sums.wrong.size > 0} onClick={send}>
            {sums.wrong.size > 0 ? `有${sums.wrong.size}格不是金额` : isDirty ? "保存" : "已保存"}
          </Button>
          {notice.canIssue && !isDirty && <Button onClick={() => setIssuing(true)}>签发</Button>}
        </>
      }
    >
      <ProblemSummary problem={save.problem ?? cancel.problem} fields={{ title: { label: "标题", id: "draft-title" } }} />
      <div className="notice-columns">
        <div>
          <section className="panel draft-head">
            <label htmlFor="draft-title">标题</label>
            <Input id="draft-title" value={title} maxLength={200} onChange={({ target }) => touch(setTitle)(target.value)} />
            <label htmlFor="draft-note">备注</label>
            <Input id="draft-note" value={note} maxLength={500} onChange={({ target }) => touch(setNote)(target.value)} />
            <p>
              本次下达 <Amount fen={fixedTotal + sums.total} strong /> {unit}
            </p>
          </section>
          <FixedRows notice={notice} chosen={fixed} onChange={touch(setFixed)} />
          {columns.length > 0 && (
            <section className="panel money-panel">
              <h2>由本级分解的资金</h2>
              <AllotmentGrid
                caption="由本级分解的资金"
                rowTitle="县（市、区）或单位"
                rows={rows}
                columns={columns}
                texts={texts}
                onChange={touch(setTexts)}
              />
            </section>
          )}
        </div>
        <NoticeSide notice={notice} isDirty={isDirty} {...(save.answer && !isDirty && { obstacles: save.answer.obstacles })} />
      </div>
      {isIssuing && <IssueDialog notice={notice} onClose={() => setIssuing(false)} />}
    </Page>
  );
};

const textsOf = ({ cells }: Distribution, unit: "万元" | "元"): GridTexts => {
  const texts: Record<string, Record<string, string>> = {};
  for (const { upstreamRow, receiver, amountFen } of cells)
    texts[receiver] = { ...texts[receiver], [upstreamRow]: textOf(BigInt(amountFen), unit) };
  return texts;
};

/** The browser asks before a filled table is closed. */
const useLeaveWarning = (isDirty: boolean): void => {
  useEffect(() => {
    if (!isDirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
};
