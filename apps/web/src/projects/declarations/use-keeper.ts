import { type Declaration, saveAnswer } from "@qiangyi/api";
import type { CallDefinition } from "@qiangyi/projects";
import { questionOf } from "@qiangyi/projects";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ApiProblem, call } from "../../ui/index.ts";
import { AnswerKeeper } from "../../ui/saving/answer-keeper.ts";
import { unsentOf } from "../../ui/saving/unsent.ts";
import { useKeeping } from "../../ui/saving/use-keeping.ts";

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
  const stored = useMemo(() => storedOf(declaration), [declaration]);
  const answers = useKeeping(keeper, stored, "projects");
  return { keeper, answers };
};

const storedOf = ({ answers }: Declaration) =>
  answers.map(({ question, value, masked, version, savedAt }) => ({ question, value: value ?? masked, version, savedAt }));
