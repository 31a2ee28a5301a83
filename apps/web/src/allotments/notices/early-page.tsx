import {
  listAllotmentRows,
  listBudgets,
  listRegions,
  type RouteAnswer,
  readAllotmentNotice,
  replaceEarlyRows,
} from "@qiangyi/api";
import { App, Button } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { Amount, Page, Pending, ProblemSummary, useAnswer, useSubmit, useUnit } from "../../ui/index.ts";
import { AllotmentGrid } from "../distribution/grid/allotment-grid.tsx";
import { fenOf, textOf } from "../distribution/grid/amounts.ts";
import { type GridTexts, sumsOf } from "../distribution/grid/cells.ts";
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
  const regions = useAnswer(listRegions, {});
  const budgets = useAnswer(listBudgets, { query: { year: notice.data?.year } }, { enabled: notice.data !== undefined });
  if (notice.data === undefined) return <Pending of={notice} />;
  if (rows.data === undefined) return <Pending of={rows} />;
  if (regions.data === undefined) return <Pending of={regions} />;
  if (budgets.data === undefined) return <Pending of={budgets} />;
  return <Editor key={noticeId} notice={notice.data} rows={rows.data.rows} regions={regions.data.items} budgets={budgets.data} />;
};

interface EditorProps {
  readonly notice: Notice;
  readonly rows: Rows;
  readonly regions: readonly Region[];
  readonly budgets: Budgets;
}

const Editor = ({ notice, rows, regions, budgets }: EditorProps) => {
  const { unit } = useUnit();
  const { message } = App.useApp();
  const [texts, setTexts] = useState<GridTexts>(() => textsOf(rows, unit));
  const [isDirty, setDirty] = useState(false);
  const save = useSubmit(replaceEarlyRows, {
    onDone: () => {
      setDirty(false);
      void message.success("已保存");
    },
  });
  const lines = useMemo(() => gridRows(regions), [regions]);
  const columns = useMemo(() => gridColumns(notice, budgets, rows), [notice, budgets, rows]);
  const sums = sumsOf(texts, lines, columns, unit);
  const canEdit = notice.may.includes("edit");
  const send = () =>
    save.submit({
      params: { noticeId: notice.id },
      body: {
        rows: lines.flatMap(({ id: region }) =>
          columns.flatMap(({ id: line }) => {
            const amount = fenOf(texts[region]?.[line] ?? "", unit);
            return amount ? [{ region, line, amountFen: String(amount) }] : [];
          }),
        ),
      },
    });
  return (
    <Page
      title={`${notice.title}：分地区金额`}
      subtitle="市本级和各县（市、区）按支持项目填写；项目在正式下达时确定，届时相抵"
      actions={
        <>
          <Link to={`/allotments/notices/${notice.id}?year=${notice.year}`}>
            <Button>回到文件</Button>
          </Link>
          {canEdit && (
            <Button type="primary" loading={save.isSending} disabled={sums.wrong.size > 0} onClick={send}>
              {sums.wrong.size > 0 ? `有${sums.wrong.size}格不是金额` : isDirty ? "保存" : "已保存"}
            </Button>
          )}
        </>
      }
    >
      <ProblemSummary problem={save.problem} />
      <div className="notice-page-columns">
        <section className="panel">
          <p>
            填列合计
            <Amount fen={sums.total} strong />
            {isDirty && "　有改动未保存，下限按已保存的金额核对"}
          </p>
          <AllotmentGrid
            caption="提前下达分地区金额"
            rowTitle="地区"
            rows={lines}
            columns={columns}
            texts={texts}
            isReadOnly={!canEdit}
            onChange={(next) => {
              setTexts(next);
              setDirty(true);
            }}
          />
        </section>
        <NoticeSide notice={notice} />
      </div>
    </Page>
  );
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
    }));
};

/** Lines with a budget of the year, or with rows already; what the budget provides stands above each column. */
const gridColumns = (notice: Notice, { lines, items }: Budgets, rows: Rows) => {
  const budget = new Map(items.map(({ line, amountFen }) => [line, BigInt(amountFen)]));
  const used = new Set(rows.map(({ line }) => line));
  const isOfFund = (line: string) => (notice.fund === "5g-2022") === (line === "5g-pilot");
  return lines
    .filter(({ line }) => line !== "fund" && isOfFund(line) && (used.has(line) || (budget.get(line) ?? 0n) > 0n))
    .map(({ line, name }) => ({ id: line, name, note: "当年预算", availableFen: budget.get(line) ?? null }));
};

const textsOf = (rows: Rows, unit: "万元" | "元"): GridTexts => {
  const texts: Record<string, Record<string, string>> = {};
  for (const { city, county, line, thisFen } of rows) {
    const region = county ?? city ?? "";
    texts[region] = { ...texts[region], [line]: textOf(BigInt(thisFen), unit) };
  }
  return texts;
};
