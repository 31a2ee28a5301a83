import { saveTaskDraft, type TaskDetail } from "@qiangyi/api";
import { useMemo, useState } from "react";
import { ApiProblem, call, useSession } from "../ui/index.ts";
import { AnswerKeeper } from "../ui/saving/answer-keeper.ts";
import { unsentOf } from "../ui/saving/unsent.ts";
import { useKeeping } from "../ui/saving/use-keeping.ts";

interface DraftOf {
  readonly task: TaskDetail;
  readonly part: string;
  readonly form: "report" | "closure";
}

/** A form that is saved field by field while it is written, and lost by nothing until it is handed in. */
export const useDrafts = ({ task, part, form }: DraftOf) => {
  const { account } = useSession();
  const stored = useMemo(
    () =>
      task.drafts
        .filter((draft) => draft.part === part && draft.form === form)
        .map(({ field, value, version, savedAt }) => ({ question: field, value, version, savedAt })),
    [task.drafts, part, form],
  );
  const [keeper] = useState(() => {
    const made = new AnswerKeeper({
      send: async (field, value, version) =>
        call(saveTaskDraft, {
          params: { task: task.code, part, form, field },
          body: { value: String(value ?? ""), version },
        }),
      problemOf: (error) => {
        if (error instanceof ApiProblem) return error.problem;
        throw error;
      },
      storage: unsentOf(`qiangyi.tasks.${account?.id ?? ""}.${task.code}.${part}.${form}.`),
      isSecret: () => false,
      delay: 800,
      retryEvery: 5_000,
    });
    made.absorb(stored);
    made.restore();
    return made;
  });
  const kept = useKeeping(keeper, stored, "tasks");
  return {
    keeper,
    kept,
    textOf: (field: string, otherwise = ""): string => {
      const value = kept.get(field)?.value;
      return typeof value === "string" && value !== "" ? value : otherwise;
    },
    put: (field: string, value: string) => keeper.put(field, value),
  };
};
