import { type Declaration, saveAnswer } from "@qiangyi/api";
import type { CallDefinition } from "@qiangyi/projects";
import { questionOf } from "@qiangyi/projects";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { ApiProblem, call } from "../../ui/index.ts";
import { AnswerKeeper } from "./answer-keeper.ts";

const keyOf = (account: string, project: string): string => `qiangyi.answers.${account}.${project}`;

/** The keeper of one declaration in this tab, fed with what the server has whenever that is read again. */
export const useKeeper = (declaration: Declaration, definition: CallDefinition, account: string) => {
  const projectId = declaration.summary.id;
  const client = useQueryClient();
  const [keeper] = useState(() => {
    const isSecret = (question: string) => questionOf(definition, question)?.personal === "id-number";
    const made = new AnswerKeeper({
      send: async (question, value, version) => {
        const body = isSecret(question) ? { secretValue: String(value ?? ""), version } : { value, version };
        const saved = await call(saveAnswer, { params: { projectId, question }, body });
        // Its mask comes from the server: the page does not make one from the number.
        if (isSecret(question)) void client.invalidateQueries({ queryKey: ["projects"] });
        return { version: saved.answer.version, savedAt: saved.answer.savedAt };
      },
      problemOf: (error) => {
        if (error instanceof ApiProblem) return error.problem;
        throw error;
      },
      storage: unsentOf(`${keyOf(account, projectId)}.`),
      isSecret,
      delay: 800,
      retryEvery: 5_000,
    });
    made.absorb(storedOf(declaration));
    made.restore();
    return made;
  });
  useEffect(() => {
    keeper.absorb(storedOf(declaration));
  }, [keeper, declaration]);
  useEffect(() => {
    const resume = () => keeper.resume();
    const ask = (event: BeforeUnloadEvent) => {
      if (keeper.unsent > 0) event.preventDefault();
    };
    // Another tab or a colleague may have written while this page was out of sight.
    const look = () => {
      if (document.visibilityState === "visible") void client.invalidateQueries({ queryKey: ["projects"] });
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
      void keeper.flush().then(() => client.invalidateQueries({ queryKey: ["projects"] }));
      keeper.stop();
    };
  }, [keeper, client]);
  const answers = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  return { keeper, answers };
};

/**
 * Unsent answers of this tab under a name of its own, so that two tabs do not wipe each other's. What earlier tabs left behind is taken over; a
 * tab that still lives sends the same text once more, which changes nothing.
 */
const unsentOf = (prefix: string) => {
  const own = `${prefix}${crypto.randomUUID().slice(0, 8)}`;
  return {
    read: () => {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== own);
      const kept = names.flatMap((name): unknown[] => listOf(localStorage.getItem(name)));
      for (const name of names) localStorage.removeItem(name);
      const text = JSON.stringify(kept);
      if (kept.length > 0) tryTo(() => localStorage.setItem(own, text));
      return text;
    },
    write: (text: string | undefined) => {
      if (text === undefined) localStorage.removeItem(own);
      // A full store of the browser: the page still holds everything.
      else tryTo(() => localStorage.setItem(own, text));
    },
  };
};

const listOf = (text: string | null): unknown[] => {
  try {
    const parsed: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
};

const storedOf = ({ answers }: Declaration) =>
  answers.map(({ question, value, masked, version, savedAt }) => ({ question, value: value ?? masked, version, savedAt }));

const tryTo = (work: () => void): void => {
  try {
    work();
  } catch {
    // Said by the save state: it stays 未保存.
  }
};
