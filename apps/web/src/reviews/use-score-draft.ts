import { type Problem, type RouteAnswer, readReviewPaper, type ScoreEntries, saveScore } from "@qiangyi/api";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiProblem, call } from "../ui/index.ts";

export type DraftState = "saved" | "waiting" | "saving" | "offline" | "refused";

interface Start extends ScoreEntries {
  readonly version: number;
  readonly savedAt: string | null;
  readonly total: number | null;
}

const pauseMs = 700;
const retryMs = 4000;

/**
 * The draft of one sheet: every change is saved shortly after it was made, one request at a time, the latest state last. A broken connection is
 * tried again until it holds; a refusal (another window, a locked sheet) stops and is shown.
 */
export const useScoreDraft = (params: { panelId: string; projectId: string }, start: Start) => {
  const [entries, setEntries] = useState<ScoreEntries>({ items: start.items, vetoes: start.vetoes, comment: start.comment });
  const [state, setState] = useState<DraftState>("saved");
  const [saved, setSaved] = useState({ version: start.version, at: start.savedAt, total: start.total });
  const [problem, setProblem] = useState<Problem>();
  const latest = useRef(entries);
  const version = useRef(start.version);
  const isDirty = useRef(false);
  const running = useRef<Promise<void> | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const client = useQueryClient();

  const { panelId, projectId } = params;
  const send = useCallback(async (): Promise<number> => {
    clearTimeout(timer.current);
    if (running.current) await running.current;
    if (!isDirty.current) return version.current;
    isDirty.current = false;
    const sent = latest.current;
    setState("saving");
    running.current = call(saveScore, { params: { panelId, projectId }, body: { ...sent, version: version.current } }, {})
      .then((answer) => {
        version.current = answer.version;
        // The page that is opened again begins with what was saved, not with what it first read.
        client.setQueryData(
          [readReviewPaper.room, readReviewPaper.url, { params: { panelId, projectId } }],
          withScore({ ...sent, ...answer }),
        );
        setSaved({ version: answer.version, at: answer.savedAt, total: answer.total });
        setState(isDirty.current ? "waiting" : "saved");
        setProblem(undefined);
      })
      .catch((error: unknown) => {
        isDirty.current = true;
        const refused = error instanceof ApiProblem && error.problem.code !== "offline" ? error.problem : undefined;
        setProblem(refused);
        setState(refused ? "refused" : "offline");
      })
      .finally(() => {
        running.current = undefined;
      });
    await running.current;
    return version.current;
  }, [client, panelId, projectId]);

  const change = useCallback(
    (next: ScoreEntries) => {
      latest.current = next;
      isDirty.current = true;
      setEntries(next);
      setState("waiting");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), pauseMs);
    },
    [send],
  );

  useEffect(() => {
    if (state !== "offline") return undefined;
    const again = setTimeout(() => void send(), retryMs);
    return () => clearTimeout(again);
  }, [state, send]);

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isDirty.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
      void send();
    };
  }, [send]);

  return { entries, change, state, saved, problem, flush: send };
};

type Paper = RouteAnswer<typeof readReviewPaper>;

const withScore =
  (score: Omit<Paper["score"], "lockedAt">) =>
  (paper: Paper | undefined): Paper | undefined =>
    paper && { ...paper, score: { ...paper.score, ...score } };
