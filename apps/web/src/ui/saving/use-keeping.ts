import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { AnswerKeeper, KeptAnswer } from "./answer-keeper.ts";

type Stored = Parameters<AnswerKeeper["absorb"]>[0];

/**
 * The life of a keeper on its page: fed with what the server has, sent on when the connection is back, on Ctrl+S and when the page is left.
 * `room` is where the stored answers were read from.
 */
export const useKeeping = (keeper: AnswerKeeper, stored: Stored, room: string): ReadonlyMap<string, KeptAnswer> => {
  const client = useQueryClient();
  useEffect(() => {
    keeper.absorb(stored);
  }, [keeper, stored]);
  useEffect(() => {
    const resume = () => keeper.resume();
    const ask = (event: BeforeUnloadEvent) => {
      if (keeper.unsent > 0) event.preventDefault();
    };
    // Another tab or a colleague may have written while this page was out of sight.
    const look = () => {
      if (document.visibilityState === "visible") void client.invalidateQueries({ queryKey: [room] });
    };
    const saveByKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
      event.preventDefault();
      void keeper.flush();
    };
    document.addEventListener("keydown", saveByKey);
    window.addEventListener("online", resume);
    window.addEventListener("beforeunload", ask);
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("keydown", saveByKey);
      window.removeEventListener("online", resume);
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("visibilitychange", look);
      // The next page reads what was saved here, not what was read before.
      void keeper.flush().then(() => client.invalidateQueries({ queryKey: [room] }));
      keeper.stop();
    };
  }, [keeper, client, room]);
  return useSyncExternalStore(keeper.subscribe, keeper.snapshot);
};
