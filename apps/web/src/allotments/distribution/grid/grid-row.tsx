import { fen } from "@qiangyi/kernel";
import { memo, useRef } from "react";
import { Amount } from "../../../ui/index.ts";
import { type AmountUnit, tidied } from "./amounts.ts";
import type { GridColumn, GridLine } from "./cells.ts";

interface GridRowProps {
  readonly at: number;
  readonly row: GridLine;
  readonly columns: readonly GridColumn[];
  readonly cells: Readonly<Record<string, string>> | undefined;
  /** Ids of the columns whose text is no amount. */
  readonly wrong: string;
  /** Ids of the columns with two values to choose from. */
  readonly contested: string;
  /** First and last selected column, as "1-3"; empty where none is. */
  readonly selected: string;
  readonly total: bigint;
  readonly unit: AmountUnit;
  readonly isReadOnly: boolean;
  readonly onChange: (row: string, column: string, text: string) => void;
  readonly onPaste: (row: string, column: string, text: string) => boolean;
}

// One of 117 rows changes at a keystroke; the others are not drawn again.
export const GridRow = memo((props: GridRowProps) => {
  const { at, row, columns, cells, wrong, contested, selected, total, unit, isReadOnly, onChange, onPaste } = props;
  const before = useRef("");
  const [misfits, conflicts] = [wrong.split(" "), contested.split(" ")];
  const [left = 0, right = -1] = selected === "" ? [] : selected.split("-").map(Number);
  return (
    <tr>
      <th scope="row" className="grid-name">
        {row.name}
      </th>
      {columns.map(({ id, name }, index) => {
        const isWrong = misfits.includes(id);
        const isContested = conflicts.includes(id);
        const marks = [
          "grid-cell",
          ...(isWrong ? ["grid-cell-wrong"] : []),
          ...(isContested ? ["grid-cell-contested"] : []),
          ...(index >= left && index <= right ? ["grid-cell-selected"] : []),
        ];
        return (
          <td key={id} className={marks.join(" ")}>
            <input
              aria-label={`${row.name}，${name}`}
              aria-invalid={isWrong}
              {...(isWrong && { title: "不是金额：请填写数字，如1,234.56" })}
              data-row={at}
              data-column={index}
              inputMode="decimal"
              autoComplete="off"
              readOnly={isReadOnly}
              value={cells?.[id] ?? ""}
              onFocus={({ target }) => {
                before.current = target.value;
                target.select();
              }}
              onChange={({ target }) => onChange(row.id, id, target.value)}
              onBlur={({ target }) => {
                const text = tidied(target.value, unit);
                if (text !== target.value) onChange(row.id, id, text);
              }}
              onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                onChange(row.id, id, before.current);
                event.stopPropagation();
              }}
              onPaste={(event) => {
                if (!isReadOnly && onPaste(row.id, id, event.clipboardData.getData("text/plain"))) event.preventDefault();
              }}
            />
            {isWrong && <span className="grid-wrong-text">不是金额</span>}
            {isContested && <span className="grid-wrong-text">待选择</span>}
          </td>
        );
      })}
      <td className="number">
        <Amount fen={fen(total)} />
      </td>
    </tr>
  );
});
