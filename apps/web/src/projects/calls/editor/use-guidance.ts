import { type CallDefinition, parseDefinition } from "@qiangyi/projects";
import { useCallback, useEffect, useMemo, useState } from "react";
import { focusAt } from "./misfits.tsx";
import { type EditorTab, tabOf } from "./places.ts";

/** What is wrong with the call as it stands now, and the way to each place. */
export const useGuidance = (definition: CallDefinition, openTab: (tab: EditorTab) => void) => {
  const [target, setTarget] = useState<{ path: string; turn: number }>();
  const misfits = useMemo(() => {
    const judged = parseDefinition(definition);
    return judged.ok ? [] : judged.refusal.problems;
  }, [definition]);
  const goTo = useCallback(
    (path: string) => {
      openTab(tabOf(path));
      setTarget((before) => ({ path, turn: (before?.turn ?? 0) + 1 }));
    },
    [openTab],
  );
  useEffect(() => {
    if (!target) return;
    // The tab and what is folded in it open first.
    const later = setTimeout(() => focusAt(target.path), 120);
    return () => clearTimeout(later);
  }, [target]);
  return useMemo(() => ({ misfits, target, goTo }), [misfits, target, goTo]);
};
