import type { GivenRecord, Verdict } from "./requirement.ts";
import { checkConduct } from "./requirements.ts";

export interface ClosedSecondment extends GivenRecord {
  readonly id: string;
  readonly result: string | null;
}

/** 第七条（三）4: a posting without a record of its result does not count in a positive evaluation of the line. */
export const countedInEvaluation = (closed: readonly ClosedSecondment[]): readonly string[] =>
  closed.filter((each) => !lacksResult(checkConduct("secondment-closure", each, "doctor-secondment"))).map(({ id }) => id);

const lacksResult = ({ findings }: Verdict): boolean => findings.some(({ code }) => code === "RESULT_MISSING");
