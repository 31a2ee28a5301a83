import { fen } from "@qiangyi/kernel";
import { memo, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { Amount, ScrollBox, UnitNote, useUnit } from "../../../ui/index.ts";
import { type GridColumn, type GridLine, type GridTexts, inUnit, sumsOf, textAt, withText } from "./cells.ts";
import { moveInGrid } from "./grid-keys.ts";
import { blockOf, pasteInto } from "./paste.ts";
import "./grid.css";

interface AllotmentGridProps {
  readonly caption: string;
  /** What the rows are: 县（市、区）或单位. */
  readonly rowTitle: string;
  readonly rows: readonly GridLine[];
  readonly columns: readonly GridColumn[];
  readonly texts: GridTexts;
  readonly onChange: (texts: GridTexts) => void;
  readonly isReadOnly?: boolean;
}

interface Notice {
  readonly filled: number;
  readonly leftOver: readonly string[];
}

/**
 * 分解表: amounts by receiver and line, for a dozen counties or for all 117. Arrow keys and Enter move, Esc gives back what stood there, a block
 * from Excel goes in where the cursor is; sums, what is left and what is wrong are shown while typing.
 */
export const AllotmentGrid = (props: AllotmentGridProps) => {
  const { caption, rowTitle, rows, columns, texts, onChange, isReadOnly = false } = props;
  const { unit } = useUnit();
  const [notice, setNotice] = useState<Notice>();
  const latest = useRef(texts);
  latest.current = texts;
  // The page hands over another function at every drawing; the rows keep theirs, or all 117 would be drawn again.
  const emit = useRef(onChange);
  emit.current = onChange;
  useConverted(unit, latest, emit);
  const sums = useMemo(() => sumsOf(texts, rows, columns, unit), [texts, rows, columns, unit]);
  const help = useId();
  const change = useCallback(
    (row: string, column: string, text: string) => emit.current(withText(latest.current, row, column, text)),
    [],
  );
  const paste = useCallback(
    (row: string, column: string, text: string): boolean => {
      const block = blockOf(text);
      if (!block) return false;
      const pasted = pasteInto(latest.current, { rows, columns, unit }, { row, column }, block);
      emit.current(pasted.texts);
      setNotice({ filled: pasted.filled, leftOver: pasted.leftOver });
      return true;
    },
    [rows, columns, unit],
  );
  return (
    <section className="allotment-grid" aria-label={caption}>
      <div className="table-bar">
        {isReadOnly ? (
          <span />
        ) : (
          <p className="grid-help no-print" id={help}>
            方向键和回车换格，Esc恢复；可从Excel整块粘贴（首列为名称时按名称对应）
          </p>
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
          onKeyDown={(event) => moveInGrid(event) && event.preventDefault()}
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
                可分解／还余
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

/** The switch of 万元 and 元 rewrites what has been typed, so that a figure never changes its meaning. */
const useConverted = (
  unit: "万元" | "元",
  latest: React.RefObject<GridTexts>,
  emit: React.RefObject<(texts: GridTexts) => void>,
): void => {
  const before = useRef(unit);
  useEffect(() => {
    if (before.current === unit) return;
    emit.current(inUnit(latest.current, before.current, unit));
    before.current = unit;
  }, [unit, latest, emit]);
};

const PasteNotice = ({ notice: { filled, leftOver } }: { notice: Notice }) => (
  <div className={leftOver.length > 0 ? "grid-notice grid-notice-warning" : "grid-notice"} role="status">
    已填入{filled}格
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

interface GridRowProps {
  readonly at: number;
  readonly row: GridLine;
  readonly columns: readonly GridColumn[];
  readonly cells: Readonly<Record<string, string>> | undefined;
  /** Ids of the columns whose text is no amount. */
  readonly wrong: string;
  readonly total: bigint;
  readonly isReadOnly: boolean;
  readonly onChange: (row: string, column: string, text: string) => void;
  readonly onPaste: (row: string, column: string, text: string) => boolean;
}

// One of 117 rows changes at a keystroke; the others are not drawn again.
const GridRow = memo(({ at, row, columns, cells, wrong, total, isReadOnly, onChange, onPaste }: GridRowProps) => {
  const before = useRef("");
  const misfits = wrong.split(" ");
  return (
    <tr>
      <th scope="row" className="grid-name">
        {row.name}
      </th>
      {columns.map(({ id, name }, index) => {
        const isWrong = misfits.includes(id);
        return (
          <td key={id} className={isWrong ? "grid-cell grid-cell-wrong" : "grid-cell"}>
            <input
              aria-label={`${row.name}，${name}`}
              aria-invalid={isWrong}
              {...(isWrong && { title: "不是金额：请填写数字，如1,234.56" })}
              data-row={at}
              data-column={index}
              inputMode="decimal"
              autoComplete="off"
              readOnly={isReadOnly}
              value={textAt({ [row.id]: cells ?? {} }, row.id, id)}
              onFocus={({ target }) => {
                before.current = target.value;
                target.select();
              }}
              onChange={({ target }) => onChange(row.id, id, target.value)}
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
          </td>
        );
      })}
      <td className="number">
        <Amount fen={fen(total)} />
      </td>
    </tr>
  );
});
