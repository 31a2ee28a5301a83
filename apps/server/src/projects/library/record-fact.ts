import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Clock, Tx } from "../../platform/index.ts";
import { recordResult, registers } from "../../registers/index.ts";
import { answersOf } from "../declarations/declarations.store.ts";
import { judgedAnswers } from "../declarations/derived-columns.ts";
import type { StoredProject } from "../project.store.ts";
import { type ResultMoment, resultFact } from "./result-fact.ts";
import type { LibraryTables } from "./tables.ts";

export type FactRefusal = Refusal<
  "RESULT_NOT_RECORDED",
  { readonly register: string; readonly title: string; readonly why: string }
>;

interface Evidence {
  readonly on: string;
  readonly documentNumber: string;
  readonly attachment: string | null;
}

/** 结果入台账: the entry of the register, confirmed, with the document that decided it, and the link back to the project. */
export const recordFact = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  project: StoredProject,
  moment: ResultMoment,
  { on, documentNumber, attachment }: Evidence,
): Promise<Result<undefined, FactRefusal>> => {
  const { province, institution, seat, year, starts_on: startsOn } = project;
  const answers = judgedAnswers(await answersOf(tx, project));
  const fact = resultFact(project.programme, moment, { institution, seat, year, answers, on, startsOn });
  if (!fact) return ok(undefined);
  const saved = await recordResult({ tx, actor, clock }, fact.register, fact.values, {
    documentNumber,
    documentDate: on,
    attachmentId: attachment,
  });
  if (!saved.ok) {
    const { refusal } = saved;
    const why =
      "sentence" in refusal
        ? refusal.sentence
        : "problems" in refusal
          ? refusal.problems.map(({ message }) => message).join("；")
          : refusal.code;
    return refuse({ code: "RESULT_NOT_RECORDED", register: registerTitle(fact.register), title: project.title, why });
  }
  await tx
    .withTables<LibraryTables>()
    .insertInto("project_fact")
    .values({
      province,
      project: project.id,
      register: fact.register,
      entry: saved.value.id,
      entry_no: saved.value.entryNo,
      at: clock.now(),
    })
    .execute();
  return ok(undefined);
};

export const registerTitle = (id: string): string => registers.find((register) => register.id === id)?.title ?? id;
