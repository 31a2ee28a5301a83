import { fen } from "@qiangyi/kernel";
import { Button } from "antd";
import { useCallback, useId, useMemo, useRef, useState } from "react";
import { Amount, ScrollBox, UnitNote, useUnit } from "../../../ui/index.ts";
import { type GridColumn, type GridLine, type GridTexts, sumsOf, withText } from "./cells.ts";
import { type Cell, cleared, copied, filledDown, type Range, rangeOf } from "./changes.ts";
import { moveInGrid } from "./grid-keys.ts";
import { GridRow } from "./grid-row.tsx";
import { blockOf, type Pasted, pasteInto } from "./paste.ts";
import { useHistory } from "./use-history.ts";
import { cellOf, useSelection } from "./use-selection.ts";
import "./grid.css";

interface AllotmentGridProps {
  readonly caption: string;
  /** What the rows are: 县（市、区）或单位. */
  readonly rowTitle: string;
  readonly rows: readonly GridLine[];
  readonly columns: readonly GridColumn[];
  /** In the unit that is shown; whoever keeps the amounts writes them anew when it changes. */
  readonly texts: GridTexts;
  readonly onChange: (texts: GridTexts) => void;
  readonly isReadOnly?: boolean;
  /** What the figures under the head are. */
  readonly limitTitle?: string;
  /** Cells with two values to choose from, as "row column". */
  readonly contested?: ReadonlySet<string>;
}

type Notice = Pick<Pasted, "filled" | "leftOver" | "sums">;

const nothing: ReadonlySet<string> = new Set();

/**
 * 分解表: amounts by receiver and line, for a dozen counties or for all 117. Arrow keys and Enter move, Esc gives back what stood there, a block
 * from Excel goes in where the cursor is, blocks are filled down, cleared and copied, every step can be taken back; sums, what is left and what is
 * wrong are shown while typing.
 */
export const AllotmentGrid = (props: AllotmentGridProps) => {
  const {
    caption,
    rowTitle,
    rows,
    columns,
    texts,
    onChange,
    isReadOnly = false,
    contested = nothing,
    limitTitle = "可分解／还余",
  } = props;
  const { unit } = useUnit();
  const [notice, setNotice] = useState<Notice>();
  const history = useHistory(texts, onChange, unit);
  const selection = useSelection({ rows: rows.length, columns: columns.length });
  const active = useRef<Cell>(undefined);
  const sums = useMemo(() => sumsOf(texts, rows, columns, unit), [texts, rows, columns, unit]);
  const help = useId();
  const { emit, latest } = history;
  const change = useCallback(
    (row: string, column: string, text: string) => emit(withText(latest.current, row, column, text), true),
    [emit, latest],
  );
  const paste = useCallback(
    (row: string, column: string, text: string): boolean => {
      const block = blockOf(text);
      if (!block) return false;
      const pasted = pasteInto(latest.current, { rows, columns, unit }, { row, column }, block);
      emit(pasted.texts);
      setNotice(pasted);
      return true;
    },
    [rows, columns, unit, emit, latest],
  );
  const chosen = (): Range | undefined => selection.range ?? (active.current && rangeOf(active.current, active.current));
  const fillDown = () => {
    const range = chosen();
    if (range) emit(filledDown(latest.current, { rows, columns }, range));
  };
  const onKey = (event: React.KeyboardEvent<HTMLElement>): boolean => {
    if (isReadOnly) return moveInGrid(event);
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (isCommand && key === "z") return event.shiftKey ? history.redo() : history.undo();
    if (isCommand && key === "y") return history.redo();
    if (isCommand && key === "d") {
      fillDown();
      return true;
    }
    if ((event.key === "Delete" || event.key === "Backspace") && selection.range) {
      emit(cleared(latest.current, { rows, columns }, selection.range));
      return true;
    }
    if (selection.extendByKey(event)) return true;
    const isMoved = moveInGrid(event);
    if (isMoved || event.key === "Escape" || event.key === "Tab") selection.clear();
    return isMoved;
  };
  const copy = (event: React.ClipboardEvent) => {
    if (!selection.range) return;
    event.clipboardData.setData("text/plain", copied(latest.current, { rows, columns }, selection.range));
    event.preventDefault();
  };
  return (
    <section className="allotment-grid" aria-label={caption}>
      <div className="table-bar">
        {isReadOnly ? (
          <span />
        ) : (
          <div className="grid-tools no-print">
            {/* The cursor stays in its cell while a button is pressed. */}
            <Tool label="撤销" hint="Ctrl+Z" isOff={!history.canUndo} onPress={history.undo} />
            <Tool label="重做" hint="Ctrl+Y" isOff={!history.canRedo} onPress={history.redo} />
            <Tool label="向下填充" hint="Ctrl+D" isOff={false} onPress={fillDown} />
            <p className="grid-help" id={help}>
              方向键、回车换格，Shift加方向键选块；可从Excel整块粘贴，首列为名称时按名称对应
            </p>
          </div>
        )}
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      {notice && <PasteNotice notice={notice} />}
      <ScrollBox label={`${caption}表格`} isTall>
        <table
          className="grid-table"
          {...(!isReadOnly && { "aria-describedby": help })}
          onKeyDown={(event) => onKey(event) && event.preventDefault()}
          onFocus={({ target }) => {
            active.current = cellOf(target) ?? active.current;
          }}
          onMouseDown={selection.pointDown}
          onMouseOver={selection.pointOver}
          onCopy={copy}
        >
          <thead>
            <tr>
              <th scope="col" className="grid-name">
                {rowTitle}
              </th>
              {columns.map(({ id, name, note }) => (
                <th scope="col" key={id} className="number">
                  {name}
                  {note !== undefined && <small>{note}</small>}
                </th>
              ))}
              <th scope="col" className="number">
                合计
              </th>
            </tr>
            <tr className="grid-left">
              <th scope="row" className="grid-name">
                {limitTitle}
              </th>
              {columns.map((column) => (
                <td key={column.id} className="number">
                  <Left column={column} given={sums.byColumn.get(column.id) ?? 0n} />
                </td>
              ))}
              <td className="number" />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <GridRow
                key={row.id}
                at={at}
                row={row}
                columns={columns}
                cells={texts[row.id]}
                wrong={columns
                  .filter(({ id }) => sums.wrong.has(`${row.id} ${id}`))
                  .map(({ id }) => id)
                  .join(" ")}
                contested={columns
                  .filter(({ id }) => contested.has(`${row.id} ${id}`))
                  .map(({ id }) => id)
                  .join(" ")}
                selected={selectedIn(selection.range, at)}
                unit={unit}
                total={sums.byRow.get(row.id) ?? 0n}
                isReadOnly={isReadOnly}
                onChange={change}
                onPaste={paste}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="grid-name">
                合计
              </th>
              {columns.map(({ id }) => (
                <td key={id} className="number">
                  <Amount fen={fen(sums.byColumn.get(id) ?? 0n)} strong />
                </td>
              ))}
              <td className="number">
                <Amount fen={fen(sums.total)} strong />
              </td>
            </tr>
          </tfoot>
        </table>
      </ScrollBox>
    </section>
  );
};

const selectedIn = (range: Range | undefined, row: number): string =>
  range && row >= range.top && row <= range.bottom ? `${range.left}-${range.right}` : "";

interface ToolProps {
  readonly label: string;
  readonly hint: string;
  readonly isOff: boolean;
  readonly onPress: () => unknown;
}

const Tool = ({ label, hint, isOff, onPress }: ToolProps) => (
  <Button size="small" title={hint} disabled={isOff} onMouseDown={(event) => event.preventDefault()} onClick={() => onPress()}>
    {label}
  </Button>
);

const PasteNotice = ({ notice: { filled, leftOver, sums } }: { notice: Notice }) => (
  <div className={leftOver.length > 0 ? "grid-notice grid-notice-warning" : "grid-notice"} role="status">
    已填入{filled}格{sums.map((text) => `；${text}`).join("")}
    {leftOver.length > 0 && (
      <>
        ，有{leftOver.length}处没有填入：
        <ul>
          {leftOver.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </>
    )}
  </div>
);

const Left = ({ column: { availableFen }, given }: { column: GridColumn; given: bigint }) => {
  if (availableFen === null) return <span>—</span>;
  const left = availableFen - given;
  return (
    <span className={left < 0n ? "grid-over" : ""}>
      <Amount fen={fen(availableFen)} />
      {" ／ "}
      <Amount fen={fen(left)} />
      {left < 0n && <span className="grid-over-text">超出</span>}
    </span>
  );
};
