import {
  cancelDistribution,
  printAllotmentNotice,
  type RouteAnswer,
  readDistribution,
  saveDistributionEntries,
  signDistribution,
} from "@qiangyi/api";
import { Button, Input, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import {
  Amount,
  call,
  Light,
  Page,
  PaperButton,
  Pending,
  ProblemSummary,
  SuspendedLines,
  useAnswer,
  useSubmit,
  useUnit,
} from "../../ui/index.ts";
import { LeaveGuard } from "../../ui/saving/leave-guard.tsx";
import { SaveSummary } from "../../ui/saving/save-mark.tsx";
import { EntryConflicts } from "../drafts/entry-conflicts.tsx";
import { shownValue } from "../drafts/shown-value.ts";
import { cellOfPlace, contestedCells, textsLost, useCellTexts } from "../drafts/use-cell-texts.ts";
import { useDraftKeeper } from "../drafts/use-draft-keeper.ts";
import { FixedRows } from "./fixed-rows.tsx";
import { AllotmentGrid, type GridLine, sumsOf } from "./grid/index.ts";
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

const Paper = ({ notice: { noticeId } }: { notice: Distribution }) => (
  <PaperButton route={printAllotmentNotice} inputOf={(format) => ({ params: { noticeId }, query: { format } })} />
);

/** What is stopped of the lines that it passes on. */
const Suspended = ({ notice: { sources } }: { notice: Distribution }) => (
  <SuspendedLines lines={sources.map(({ line }) => line)} />
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
          <Paper notice={notice} />
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
      {notice.canSign || notice.canIssue ? <Suspended notice={notice} /> : null}
      <div className="notice-columns">
        <IssuedRows notice={notice} />
        <NoticeSide notice={notice} />
      </div>
      {isIssuing && <IssueDialog notice={notice} onClose={() => setIssuing(false)} />}
    </Page>
  );
};

/** A draft in hand: fixed rows above, what the region distributes itself in the grid, everything that stands in the way beside. Saved as it is written. */
const Draft = ({ notice }: { notice: Distribution }) => {
  const { unit } = useUnit();
  const free = useMemo(() => notice.sources.filter(({ mode }) => mode === "free"), [notice.sources]);
  const [isIssuing, setIssuing] = useState(false);
  const cancel = useSubmit(cancelDistribution);
  const { keeper, kept, saved } = useDraftKeeper({
    noticeId: notice.noticeId,
    entries: notice.entries,
    send: (entries) => call(saveDistributionEntries, { params: { noticeId: notice.noticeId }, body: { entries } }),
  });
  const { texts, change } = useCellTexts(keeper, kept, unit);
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
  const fixed = notice.sources.filter(({ rowNo, mode }) => mode === "fixed" && kept.get(`fixed/${rowNo}`)?.value === true);
  const total = fixed.reduce((sum, { availableFen, poolFen }) => sum + BigInt(availableFen) + BigInt(poolFen), sums.total);
  const isSaved = sums.wrong.size === 0 && [...kept.values()].every(({ state }) => state === "saved");
  const isDirty = !isSaved || (saved !== undefined && saved.base !== notice.base);
  const choose = (rowNos: readonly number[]) =>
    keeper.putAll(
      new Map(
        notice.sources.flatMap(({ rowNo, mode }): [string, boolean][] => {
          const place = `fixed/${rowNo}`;
          const isChosen = rowNos.includes(rowNo);
          return mode === "fixed" && isChosen !== (kept.get(place)?.value === true) ? [[place, isChosen]] : [];
        }),
      ),
    );
  return (
    <Page
      title="分解下达草稿"
      subtitle={headOf(notice)}
      actions={
        <>
          {sums.wrong.size > 0 ? (
            <Light state="bad" text={`有${sums.wrong.size}格不是金额，没有保存`} />
          ) : (
            <SaveSummary answers={kept} />
          )}
          {isSaved && <Paper notice={notice} />}
          <Popconfirm
            title="撤销这份草稿？"
            description="已填写的内容不再保留"
            okText="撤销"
            cancelText="不撤销"
            onConfirm={() => cancel.submit({ params: { noticeId: notice.noticeId }, body: {} })}
          >
            <Button loading={cancel.isSending} disabled={!isSaved}>
              撤销草稿
            </Button>
          </Popconfirm>
          {notice.canIssue && !isDirty && (
            <Button type="primary" onClick={() => setIssuing(true)}>
              签发
            </Button>
          )}
        </>
      }
    >
      <ProblemSummary problem={cancel.problem} />
      <Suspended notice={notice} />
      <EntryConflicts
        keeper={keeper}
        kept={kept}
        nameOf={(place) => placeName(place, rows, columns)}
        shown={(value) => shownValue(value, unit)}
      />
      <div className="notice-columns">
        <div>
          <section className="panel draft-head">
            <label htmlFor="draft-title">标题</label>
            <Input
              id="draft-title"
              value={String(kept.get("title")?.value ?? "")}
              maxLength={200}
              onChange={({ target }) => keeper.put("title", target.value)}
              onBlur={() => void keeper.flush()}
            />
            <label htmlFor="draft-note">备注</label>
            <Input
              id="draft-note"
              value={String(kept.get("note")?.value ?? "")}
              maxLength={500}
              onChange={({ target }) => keeper.put("note", target.value === "" ? null : target.value)}
              onBlur={() => void keeper.flush()}
            />
            <p>
              本次下达 <Amount fen={total.toString()} strong /> {unit}
              {isSaved && <ServerTotal own={total} server={BigInt(saved?.totalFen ?? notice.totalFen)} />}
            </p>
          </section>
          <FixedRows notice={notice} chosen={fixed.map(({ rowNo }) => rowNo)} onChange={choose} />
          {columns.length > 0 && (
            <section className="panel money-panel">
              <h2>由本级分解的资金</h2>
              <AllotmentGrid
                caption="由本级分解的资金"
                rowTitle="县（市、区）或单位"
                rows={rows}
                columns={columns}
                texts={texts}
                onChange={change}
                contested={contestedCells(kept)}
              />
            </section>
          )}
        </div>
        <NoticeSide notice={notice} isDirty={isDirty} isSaved={isSaved} {...(saved && { obstacles: saved.obstacles })} />
      </div>
      <LeaveGuard keeper={keeper} kept={kept} lost={textsLost(sums.wrong.size)} />
      {isIssuing && <IssueDialog notice={notice} onClose={() => setIssuing(false)} />}
    </Page>
  );
};

/** What the page adds up and what the server stored are the same figure, and the page says so. */
const ServerTotal = ({ own, server }: { own: bigint; server: bigint }) =>
  own === server ? (
    <span className="unit-note">　与已保存的合计一致</span>
  ) : (
    <>
      {"　"}
      <Light state="warning" text="与已保存的合计不一致，请刷新本页" />
    </>
  );

const placeName = (place: string, rows: readonly GridLine[], columns: readonly GridLine[]): string => {
  if (place === "title") return "标题";
  if (place === "note") return "备注";
  const cell = cellOfPlace(place);
  if (!cell) return `第${place.replace(/\D/g, "")}行随文下达`;
  const nameOf = (lines: readonly GridLine[], id: string) => lines.find((line) => line.id === id)?.name ?? id;
  return `${nameOf(rows, cell.row)}，${nameOf(columns, cell.column)}`;
};
