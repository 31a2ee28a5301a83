import { addDays, addMonths, date, type PlainDate } from "@qiangyi/kernel";
import { type CountVerdict, countVerdict } from "./counts.ts";

/** 十大专科 and 百名带头人 end with the fourteenth plan; 千名骨干 prints no date and follows its siblings (推定). */
export const linfenDeadline = date("2025-12-31");
export const specialtyTarget = 10;

/** "未达标，完成90.0%，在建3": what is accepted counts, what is chosen or under construction stands beside it. */
export const specialtyVerdict = ({
  accepted,
  building,
}: {
  readonly accepted: number;
  readonly building: number;
}): CountVerdict => {
  const verdict = countVerdict(accepted, specialtyTarget);
  return verdict.isReached || building === 0 ? verdict : { ...verdict, text: `${verdict.text}，在建${building}` };
};

/** Reminders 12, 6 and 3 months before the deadline; a month counts from its day on, the last of a month from its last day on. */
export const reminderOn = (today: PlainDate): string | undefined => {
  if (today > linfenDeadline) return "已过期限";
  const months = [3, 6, 12].find((count) => today >= monthsBefore(count));
  return months === undefined ? undefined : `剩余${months}个月`;
};

/** The deadline is the last day of a month: so is each day of a reminder (2025-09-30, not 10-01). */
const monthsBefore = (count: number): PlainDate => addDays(addMonths(addDays(linfenDeadline, 1), -count), -1);

export interface DiseaseCoverage {
  readonly covered: readonly string[];
  readonly missing: readonly string[];
  /** "覆盖12/15". */
  readonly text: string;
}

/** Which diseases of the city's list the chosen specialties cover together; informative, it refuses nobody. */
export const diseaseCoverage = (list: readonly string[], covers: readonly (readonly string[])[]): DiseaseCoverage => {
  const all = new Set(covers.flat());
  const covered = list.filter((disease) => all.has(disease));
  return { covered, missing: list.filter((disease) => !all.has(disease)), text: `覆盖${covered.length}/${list.length}` };
};
