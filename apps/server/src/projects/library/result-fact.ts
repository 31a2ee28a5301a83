import type { FieldValue } from "@qiangyi/kernel";
import type { FactTypeId } from "@qiangyi/policy";
import { type Answers, isRewardedAfterwards, type ProgrammeId } from "@qiangyi/projects";

/** When the result of a programme becomes a fact: what is paid by plan when it is stored, what is rewarded afterwards when it is accepted. */
export type ResultMoment = "stored" | "accepted";

export interface ResultFact {
  readonly register: FactTypeId;
  readonly values: Readonly<Record<string, FieldValue>>;
}

interface Given {
  readonly institution: string;
  readonly seat: string;
  readonly year: number;
  readonly answers: Answers;
  /** Day of the decision or of the acceptance. */
  readonly on: string;
  readonly startsOn: string | null;
}

type ResultRule = (given: Given) => ResultFact;

const text = (answers: Answers, question: string): string => (typeof answers[question] === "string" ? answers[question] : "");

/** One row per programme that has a register; the values are those that the declaration already holds. */
const rules: Readonly<Partial<Record<ProgrammeId, ResultRule>>> = {
  "provincial-key-specialty": ({ institution, answers, on }) => ({
    register: "key-specialty",
    values: { institution, specialty: text(answers, "specialty"), level: "provincial", selected: on },
  }),
  "provincial-discipline": ({ institution, answers, year }) => ({
    register: "discipline",
    values: { institution, discipline: text(answers, "specialty"), tier: text(answers, "grade"), year },
  }),
  "tcm-specialty": ({ institution, answers, on }) => ({
    register: "tcm-specialty",
    values: { institution, specialty: text(answers, "specialty"), selected: on },
  }),
  "township-centre": ({ institution, seat, on }) => ({
    register: "township-centre",
    values: { institution, county: seat, accepted: on },
  }),
  "appropriate-technique": ({ institution, answers, year }) => ({
    register: "appropriate-technique",
    values: { institution, project: text(answers, "technique"), year, selectedYear: year },
  }),
  "expert-workshop": ({ institution, year, on, startsOn }) => ({
    register: "expert-workshop",
    values: { institution, from: startsOn ?? on, batch: String(year) },
  }),
};

/** The entry that a project becomes at this moment; undefined when it becomes none. */
export const resultFact = (programme: ProgrammeId, at: ResultMoment, given: Given): ResultFact | undefined => {
  const own: ResultMoment = isRewardedAfterwards(programme) ? "accepted" : "stored";
  return at === own ? rules[programme]?.(given) : undefined;
};
