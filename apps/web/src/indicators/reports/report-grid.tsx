import type { ReportRow } from "@qiangyi/api";
import { hasParts, isLabelled, numberOfEntry, numberText, type ReportFinding } from "@qiangyi/projects";
import { type ClipboardEvent, Fragment, type KeyboardEvent } from "react";
import { ClauseLink, ScrollBox } from "../../ui/index.ts";
import { pastedGrid } from "../../ui/saving/pasted-grid.ts";
import { SaveMark } from "../../ui/saving/save-mark.tsx";
import { EntryConflict } from "./entry-conflict.tsx";
import { type Cell, cellAfter, type GridColumn, pastedCells } from "./grid-keys.ts";
import { RowFindings } from "./row-findings.tsx";
import { takesInput, type useEntries } from "./use-entries.ts";
import { byCategory, changeFrom, pastText, targetText } from "./words.ts";

export const cellId = (code: string, column: string): string => `cell-${code}-${column}`;

interface ReportGridProps {
  readonly rows: readonly ReportRow[];
  readonly grid: ReturnType<typeof useEntries>;
  /** What to say now: not what somebody has yet to fill while he is at it. */
  readonly findings: readonly ReportFinding[];
  readonly isCorrection: boolean;
}

/** 填报表格: typed, pasted and filled down like a table program; the result, the past and the target stand beside each number. */
export const ReportGrid = ({ rows, grid, findings, isCorrection }: ReportGridProps) => {
  const takes = ({ row, column }: Cell): boolean => {
    const found = rows[row];
    return found !== undefined && takesInput(found, grid.entryOf(found.code), column);
  };
  const keys = (event: KeyboardEvent<HTMLTableElement>) => {
    const field = event.target;
    const at = field instanceof HTMLInputElement ? cellOf(field) : undefined;
    if (!at || !(field instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey ? event.key.toLowerCase() : "";
    if (command === "z") {
      event.preventDefault();
      grid.undo();
    } else if (command === "d") {
      event.preventDefault();
      fillDown(at);
    } else if (command === "" && !event.altKey) {
      const { selectionStart, selectionEnd, value } = field;
      const isAtStart = selectionStart === 0 && selectionEnd === 0;
      const isAtEnd = selectionStart === value.length && selectionEnd === value.length;
      const next = cellAfter(at, { key: event.key, shiftKey: event.shiftKey, isAtStart, isAtEnd }, rows.length, takes);
      if (!next) return;
      event.preventDefault();
      focusCell(rows, next);
    }
  };
  /** 向下填充: the cell above, into this one. */
  const fillDown = (at: Cell) => {
    const above = rows[at.row - 1];
    if (above) grid.set(rows, [{ ...at, text: grid.entryOf(above.code)[at.column] }]);
  };
  const paste = (event: ClipboardEvent<HTMLTableElement>) => {
    const field = event.target;
    const at = field instanceof HTMLInputElement ? cellOf(field) : undefined;
    const block = pastedGrid(event.clipboardData.getData("text/plain"));
    if (!at || !block) return;
    event.preventDefault();
    grid.set(rows, pastedCells(at, block, rows.length, takes));
  };
  const sections = byCategory(rows);
  return (
    <ScrollBox label="指标表格" isTall>
      <table className="report-grid" onKeyDown={keys} onPaste={paste}>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col" className="number">
              分子
            </th>
            <th scope="col" className="number">
              分母
            </th>
            <th scope="col" className="number">
              数值／结果
            </th>
            <th scope="col" className="number">
              {isCorrection ? "现行数值" : "上期"}
            </th>
            <th scope="col" className="number">
              上年同期
            </th>
            <th scope="col" className="number">
              同比
            </th>
            <th scope="col">说明</th>
            <th scope="col">保存</th>
          </tr>
        </thead>
        {sections.map(([category, own]) => (
          <tbody key={category}>
            <tr className="grid-section">
              <th scope="rowgroup" colSpan={9}>
                {category}
              </th>
            </tr>
            {own.map((row) => (
              <GridRow
                key={row.code}
                row={row}
                at={rows.indexOf(row)}
                grid={grid}
                findings={findings.filter(({ indicator }) => indicator === row.code)}
                isCorrection={isCorrection}
              />
            ))}
          </tbody>
        ))}
      </table>
    </ScrollBox>
  );
};

const cellOf = ({ dataset }: HTMLInputElement): Cell | undefined =>
  dataset["row"] === undefined ? undefined : { row: Number(dataset["row"]), column: dataset["column"] as GridColumn };

const focusCell = (rows: readonly ReportRow[], { row, column }: Cell): void => {
  const field = document.getElementById(cellId(rows[row]?.code ?? "", column));
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
};

interface GridRowProps {
  readonly row: ReportRow;
  readonly at: number;
  readonly grid: ReturnType<typeof useEntries>;
  readonly findings: readonly ReportFinding[];
  readonly isCorrection: boolean;
}

const GridRow = ({ row, at, grid, findings, isCorrection }: GridRowProps) => {
  const entry = grid.entryOf(row.code);
  const kept = grid.kept.get(row.code);
  const now = numberOfEntry(row, entry);
  // What cannot be a number of this indicator has no result and no change.
  const isImpossible = findings.some(
    ({ field, severity }) => field !== "note" && (severity === "error" || severity === "malformed"),
  );
  const counted = isImpossible ? undefined : now;
  const isWrong = (column: GridColumn) => findings.some(({ field, severity }) => field === column && severity !== "warning");
  const cell = (column: GridColumn, label: string) => (
    <input
      id={cellId(row.code, column)}
      className={column === "note" ? "cell-input cell-note" : "cell-input"}
      aria-label={`${row.title}${label}`}
      aria-invalid={isWrong(column)}
      data-row={at}
      data-column={column}
      inputMode={column === "note" || isLabelled(row) ? "text" : "decimal"}
      maxLength={column === "note" ? 500 : 60}
      autoComplete="off"
      value={entry[column]}
      onChange={({ target }) => grid.type(row, column, target.value)}
      onBlur={() => grid.leave(row)}
    />
  );
  const input = (column: GridColumn, label: string) =>
    takesInput(row, entry, column) ? cell(column, label) : <span className="cell-none" aria-hidden="true" />;
  const past = isCorrection ? row.approved && { ...row.approved, period: "", isComparable: true } : row.lastPeriod;
  return (
    <Fragment>
      <tr id={`row-${row.code}`}>
        <th scope="row" className="grid-title">
          <span className="grid-name">
            {row.title}
            {row.unit !== "" && <span className="grid-unit">（{row.unit}）</span>}
          </span>
          <span className="grid-meaning">
            {row.numeratorName === null ? row.formula : `分子：${row.numeratorName}；分母：${row.denominatorName}`}
          </span>
          {row.target !== null && (
            <span className="grid-target">
              目标：{targetText(row)} <ClauseLink id={row.target.clause} />
            </span>
          )}
        </th>
        <td className="number">{input("numerator", "分子")}</td>
        <td className="number">{input("denominator", "分母")}</td>
        <td className="number">
          {takesInput(row, entry, "value") ? (
            cell("value", "数值")
          ) : (
            <output className="cell-result" htmlFor={`${cellId(row.code, "numerator")} ${cellId(row.code, "denominator")}`}>
              {counted ? numberText(counted) : !isImpossible && hasParts(row) && entry.denominator === "0" ? "无数据" : "—"}
            </output>
          )}
        </td>
        <td className="number">
          {past
            ? pastText(row, {
                ...past,
                value: past.value || null,
                numerator: past.numerator || null,
                denominator: past.denominator || null,
              })
            : "—"}
        </td>
        <td className="number">{pastText(row, row.lastYear)}</td>
        <td className="number">{changeFrom(row, counted, row.lastYear)}</td>
        <td>{cell("note", "说明")}</td>
        <td className="cell-save">
          <SaveMark kept={kept && kept.version === 0 && kept.state === "saved" ? undefined : kept} />
        </td>
      </tr>
      <RowFindings
        findings={findings}
        refused={kept?.state === "refused" ? kept.problem : undefined}
        isConfirmed={entry.isConfirmed}
        title={row.title}
        onConfirm={(isConfirmed) => grid.confirm(row.code, isConfirmed)}
      />
      {kept?.state === "conflict" && kept.other && (
        <EntryConflict row={row} mine={entry} other={kept.other} onChoose={(which) => grid.keeper.choose(row.code, which)} />
      )}
    </Fragment>
  );
};
