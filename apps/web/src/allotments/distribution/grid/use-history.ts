import { useCallback, useRef, useState } from "react";
import type { GridTexts } from "./cells.ts";
import { changesBetween, emptyHistory, type History, recorded, redo, undo } from "./changes.ts";

/** What was changed in a grid, step by step, so that it can be taken back. Texts of another unit are no way back: the history ends with its unit. */
export const useHistory = (texts: GridTexts, onChange: (texts: GridTexts) => void, unit: string) => {
  const [history, setHistory] = useState<History & { readonly unit: string }>({ ...emptyHistory, unit });
  const current = history.unit === unit ? history : { ...emptyHistory, unit };
  const held = useRef(current);
  held.current = current;
  const latest = useRef(texts);
  latest.current = texts;
  // The page hands over another function at every drawing; the rows keep theirs, or all 117 would be drawn again.
  const sent = useRef(onChange);
  sent.current = onChange;
  const become = useCallback((next: History, changed: GridTexts) => {
    held.current = { ...next, unit: held.current.unit };
    latest.current = changed;
    setHistory(held.current);
    sent.current(changed);
  }, []);
  const emit = useCallback(
    (changed: GridTexts, isTyping = false): void => {
      const changes = changesBetween(latest.current, changed);
      if (changes.length > 0) become(recorded(held.current, changes, isTyping), changed);
    },
    [become],
  );
  const step = (way: typeof undo): boolean => {
    const done = way(held.current, latest.current);
    if (done) become(done.history, done.texts);
    return true;
  };
  return {
    emit,
    latest,
    undo: () => step(undo),
    redo: () => step(redo),
    canUndo: current.done.length > 0,
    canRedo: current.undone.length > 0,
  };
};
