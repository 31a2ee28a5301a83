import { useState } from "react";
import { type Cell, type Range, rangeOf } from "./changes.ts";
import { staysInside } from "./grid-keys.ts";

interface Selection {
  readonly anchor: Cell;
  readonly head: Cell;
}

export const cellOf = (target: EventTarget): Cell | undefined =>
  target instanceof HTMLInputElement && target.dataset["row"] !== undefined
    ? { row: Number(target.dataset["row"]), column: Number(target.dataset["column"]) }
    : undefined;

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A block of cells, chosen with Shift and the arrows, with Shift and a click, or by drawing over them; the cursor stays where it began. */
export const useSelection = (size: { readonly rows: number; readonly columns: number }) => {
  const [selection, setSelection] = useState<Selection>();
  const range: Range | undefined = selection && rangeOf(selection.anchor, selection.head);
  const limited = ({ row, column }: Cell): Cell => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  return {
    range,
    clear: () => setSelection(undefined),
    /** True when the key was used. */
    extendByKey: (event: React.KeyboardEvent<HTMLElement>): boolean => {
      const [at, step] = [cellOf(event.target), steps[event.key]];
      if (!at || !step || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
      if (selection === undefined && staysInside(event.target as HTMLInputElement, event.key)) return false;
      const head = selection?.head ?? at;
      setSelection({
        anchor: selection?.anchor ?? at,
        head: limited({ row: head.row + step[0], column: head.column + step[1] }),
      });
      return true;
    },
    pointDown: (event: React.MouseEvent<HTMLElement>): void => {
      const at = cellOf(event.target);
      if (!at) return;
      const active = document.activeElement && cellOf(document.activeElement);
      if (event.shiftKey && active) {
        event.preventDefault();
        setSelection({ anchor: active, head: at });
      } else setSelection(undefined);
    },
    pointOver: (event: React.MouseEvent<HTMLElement>): void => {
      const [at, active] = [cellOf(event.target), document.activeElement && cellOf(document.activeElement)];
      if (event.buttons !== 1 || !at || !active) return;
      if (selection === undefined && at.row === active.row && at.column === active.column) return;
      setSelection({ anchor: active, head: at });
    },
  };
};
