import {
  checkNotice,
  type DraftEntry,
  listAllotmentRows,
  listBudgets,
  listEarlyEntries,
  listRegions,
  type RouteAnswer,
  readAllotmentNotice,
  saveEarlyEntries,
} from "@qiangyi/api";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo } from "react";
import { Link, useParams } from "react-router";
import { Amount, call, EmptyState, Light, Page, Pending, SuspendedLines, useAnswer, useUnit } from "../../ui/index.ts";
import { LeaveGuard } from "../../ui/saving/leave-guard.tsx";
import { SaveSummary } from "../../ui/saving/save-mark.tsx";
import { AllotmentGrid, type GridLine, sumsOf } from "../distribution/grid/index.ts";
import { EntryConflicts } from "../drafts/entry-conflicts.tsx";
import { shownValue } from "../drafts/shown-value.ts";
import { cellOfPlace, contestedCells, textsLost, useCellTexts } from "../drafts/use-cell-texts.ts";
import { useDraftKeeper } from "../drafts/use-draft-keeper.ts";
import { NoticeSide } from "./notice-side.tsx";
import "./notices.css";

type Notice = RouteAnswer<typeof readAllotmentNotice>;
type Rows = RouteAnswer<typeof listAllotmentRows>["rows"];
type Region = RouteAnswer<typeof listRegions>["items"][number];
type Budgets = RouteAnswer<typeof listBudgets>;

/** 提前下达分地区金额: every county and 市本级 by line; by keyboard or as a block from Excel. */
export const EarlyPage = () => {
  const { noticeId = "" } = useParams();
  const notice = useAnswer(readAllotmentNotice, { params: { noticeId } });
  const rows = useAnswer(listAllotmentRows, { params: { noticeId } });
  const entries = useAnswer(listEarlyEntries, { params: { noticeId } });
  const regions = useAnswer(listRegions, {});
  const budgets = useAnswer(listBudgets, { query: { year: notice.data?.year } }, { enabled: notice.data !== undefined });
  if (notice.data === undefined) return <Pending of={notice} />;
  if (rows.data === undefined) return <Pending of={rows} />;
  if (entries.data === undefined) return <Pending of={entries} />;
  if (regions.data === undefined) return <Pending of={regions} />;
  if (budgets.data === undefined) return <Pending of={budgets} />;
  return (
    <Editor
      key={noticeId}
      notice={notice.data}
      rows={rows.data.rows}
      entries={entries.data.entries}
      regions={regions.data.items}
      budgets={budgets.data}
    />
  );
};

interface EditorProps {
  readonly entries: readonly DraftEntry[];
  readonly notice: Notice;
  readonly rows: Rows;
  readonly regions: readonly Region[];
  readonly budgets: Budgets;
}

const Editor = ({ notice, rows, regions, budgets, entries }: EditorProps) => {
  const { unit } = useUnit();
  const client = useQueryClient();
  const { keeper, kept, saved } = useDraftKeeper({
    noticeId: notice.id,
    entries,
    send: async (sent) => {
      const answer = await call(saveEarlyEntries, { params: { noticeId: notice.id }, body: { entries: sent } });
      // The floor and the obstacles beside the table are those of the saved amounts.
      void client.invalidateQueries({ queryKey: ["allotments", checkNotice.url] });
      return answer;
    },
  });
  const { texts, change } = useCellTexts(keeper, kept, unit);
  const lines = useMemo(() => gridRows(regions), [regions]);
  const columns = useMemo(() => gridColumns(notice, budgets, rows), [notice, budgets, rows]);
  const sums = sumsOf(texts, lines, columns, unit);
  const canEdit = notice.may.includes("edit");
  const isSaved = sums.wrong.size === 0 && [...kept.values()].every(({ state }) => state === "saved");
  return (
    <Page
      title={`${notice.title}：分地区金额`}
      subtitle="市本级和各县（市、区）按支持项目填写；项目在正式下达时确定，届时相抵"
      actions={
        <>
          {canEdit &&
            (sums.wrong.size > 0 ? (
              <Light state="bad" text={`有${sums.wrong.size}格不是金额，没有保存`} />
            ) : (
              <SaveSummary answers={kept} />
            ))}
          <Link to={`/allotments/notices/${notice.id}?year=${notice.year}`}>
            <Button>回到文件</Button>
          </Link>
        </>
      }
    >
      <SuspendedLines lines={columns.map(({ id }) => id)} />
      <EntryConflicts
        keeper={keeper}
        kept={kept}
        nameOf={(place) => placeName(place, lines, columns)}
        shown={(value) => shownValue(value, unit)}
      />
      <div className="notice-page-columns">
        <section className="panel">
          <p>
            填列合计 <Amount fen={sums.total.toString()} strong /> {unit}
            {isSaved && saved !== undefined && BigInt(saved.totalFen) === sums.total && (
              <span className="unit-note">　与已保存的合计一致</span>
            )}
          </p>
          {columns.length === 0 ? (
            <EmptyState
              text={`${notice.year}年还没有登记任何支持项目的预算，表中没有可填的列`}
              action={<Link to={`/allocations/money?year=${notice.year}`}>先登记预算</Link>}
            />
          ) : (
            <AllotmentGrid
              caption="提前下达分地区金额"
              rowTitle="地区"
              limitTitle="当年预算／还余"
              rows={lines}
              columns={columns}
              texts={texts}
              isReadOnly={!canEdit}
              onChange={change}
              contested={contestedCells(kept)}
            />
          )}
        </section>
        <NoticeSide notice={notice} />
      </div>
      <LeaveGuard keeper={keeper} kept={kept} lost={textsLost(sums.wrong.size)} />
    </Page>
  );
};

const placeName = (place: string, rows: readonly GridLine[], columns: readonly GridLine[]): string => {
  const cell = cellOfPlace(place);
  const nameOf = (lines: readonly GridLine[], id: string | undefined) => lines.find((line) => line.id === id)?.name ?? id ?? "";
  return `${nameOf(rows, cell?.row)}，${nameOf(columns, cell?.column)}`;
};

/** 市本级 of each city, then its counties, in the order of their codes. */
const gridRows = (regions: readonly Region[]) => {
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  return regions
    .filter(({ kind, validTo }) => kind !== "province" && validTo === null)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, name, kind, parent }) => ({
      id: code,
      name: kind === "city" ? `${name}本级` : `${names.get(parent ?? "") ?? ""}${name}`,
      otherNames: kind === "city" ? [`${name}市本级`] : [name],
    }));
};

/** Lines with a budget of the year, or with rows already; what the budget provides stands above each column. */
const gridColumns = (notice: Notice, { lines, items }: Budgets, rows: Rows) => {
  const budget = new Map(items.map(({ line, amountFen }) => [line, BigInt(amountFen)]));
  const used = new Set(rows.map(({ line }) => line));
  const isOfFund = (line: string) => (notice.fund === "5g-2022") === (line === "5g-pilot");
  return lines
    .filter(({ line }) => line !== "fund" && isOfFund(line) && (used.has(line) || (budget.get(line) ?? 0n) > 0n))
    .map(({ line, name }) => ({ id: line, name, availableFen: budget.get(line) ?? null }));
};
