import { listAllotmentRows, listRegions, type RouteAnswer } from "@qiangyi/api";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { Amount, ClauseLink, Light, ScrollBox, UnitNote, useAnswer } from "../../ui/index.ts";
import { tableLines } from "./grouped-rows.ts";
import type { AllotmentNotice } from "./notice-page.tsx";
import { receiptWords } from "./words.ts";

type Table = RouteAnswer<typeof listAllotmentRows>;
type Row = Table["rows"][number];

/** 附件: 合计 first, then each city with its 小计 and its counties, every row with its targets and what became of it. */
export const NoticeRows = ({ notice, table }: { notice: AllotmentNotice; table: Table }) => {
  const regions = useAnswer(listRegions, {});
  const names = useMemo(() => new Map((regions.data?.items ?? []).map(({ code, name }) => [code, name])), [regions.data]);
  // A long annex opens with its cities; a short one with everything.
  const [closed, setClosed] = useState<ReadonlySet<string>>(() =>
    table.rows.length > 60 ? new Set(table.rows.map(({ city }) => `city/${city ?? ""}`)) : new Set(),
  );
  const lines = tableLines(table.rows, (code) => names.get(code) ?? code, closed);
  const toggle = (key: string) =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <section className="panel" aria-label="附件">
      <div className="table-bar">
        <h2>附件　{table.rows.length}行</h2>
        <UnitNote />
      </div>
      <ScrollBox label="附件表格" isTall>
        <table className="plain-table notice-table">
          <thead>
            <tr>
              <th scope="col">地区、单位</th>
              <th scope="col">项目</th>
              <th scope="col" className="number">
                分配金额
              </th>
              <th scope="col" className="number">
                已提前下达
              </th>
              <th scope="col" className="number">
                本次下达
              </th>
              <th scope="col">科目</th>
              <th scope="col">绩效目标</th>
              <th scope="col">{notice.state === "issued" ? "去向" : "接收单位"}</th>
            </tr>
          </thead>
          <tbody>
            <tr className="total-row">
              <th scope="row" colSpan={2}>
                合计
              </th>
              <Sums allocated={table.allocatedFen} earlier={table.earlierFen} now={table.thisFen} />
              <td colSpan={3} />
            </tr>
            {lines.map((line) =>
              line.kind === "group" ? (
                <tr key={line.key} className={`group-row group-level-${line.level}`}>
                  <th scope="row" colSpan={2}>
                    <Button type="text" size="small" aria-expanded={!closed.has(line.key)} onClick={() => toggle(line.key)}>
                      {closed.has(line.key) ? "▸" : "▾"} {line.name}小计（{line.count}行）
                    </Button>
                  </th>
                  <Sums allocated={String(line.sums.allocated)} earlier={String(line.sums.earlier)} now={String(line.sums.now)} />
                  <td colSpan={3} />
                </tr>
              ) : (
                <RowLine key={line.key} notice={notice} row={line.row} />
              ),
            )}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
};

const Sums = ({ allocated, earlier, now }: { allocated: string; earlier: string; now: string }) => (
  <>
    <td className="number">
      <Amount fen={allocated} />
    </td>
    <td className="number">
      <Amount fen={earlier} />
    </td>
    <td className="number">
      <Amount fen={now} strong />
    </td>
  </>
);

const RowLine = ({ notice, row }: { notice: AllotmentNotice; row: Row }) => (
  <tr>
    <td className="row-place">{row.destinationName}</td>
    <td>
      {notice.proposalId !== null && row.planLineNo !== null ? (
        <Link
          to={`/allocations/plans/${notice.proposalId}?year=${notice.year}&tab=lines&line=${row.line}&text=${encodeURIComponent(row.project ?? "")}`}
        >
          {row.title}
        </Link>
      ) : (
        row.title
      )}
      <div className="row-note">
        {row.title !== row.lineName && row.lineName} {row.clause !== null && <ClauseLink id={row.clause} />}
      </div>
      {row.note !== null && <div className="row-note">{row.note}</div>}
    </td>
    <Sums allocated={row.allocatedFen} earlier={row.earlierFen} now={row.thisFen} />
    <td>{row.functionClass}</td>
    <td>
      {row.targets.length === 0 ? (
        <Light state="warning" text="未填" />
      ) : (
        row.targets.map(({ name, operator, value, unit }) => (
          <div key={name} className="row-note">
            {name}
            {operator === "定性" ? "：" : operator}
            {value}
            {unit}
          </div>
        ))
      )}
    </td>
    <td>{notice.state === "issued" ? <Fate row={row} /> : row.receiverName}</td>
  </tr>
);

const Fate = ({ row }: { row: Row }) => (
  <>
    {row.receipt === null ? (
      <Light state="open" text={`待${row.receiverName}接收`} />
    ) : (
      <Light {...(receiptWords[row.receipt.state] ?? { state: "neutral", text: row.receipt.state })} />
    )}
    {row.receipt !== null && (
      <div className="row-note">
        {row.receipt.on}　{row.receiverName}
      </div>
    )}
    {row.distributedFen !== "0" && (
      <div className="row-note">
        已分解
        <Amount fen={row.distributedFen} />
      </div>
    )}
  </>
);
