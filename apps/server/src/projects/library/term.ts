import { addDays, addYears, daysBetween, type PlainDate } from "@qiangyi/kernel";
import type { ProjectState } from "@qiangyi/projects";

/** 建设期 of the 5G pilot: one year from the approved planned start (晋财社〔2022〕32号 第五条); others run as declared. */
export const constructionTermEnd = (startsOn: PlainDate): PlainDate => addDays(addYears(startsOn, 1), -1);

const remindDays = 30;

export interface TermLight {
  readonly light: "good" | "warning" | "bad" | "neutral";
  readonly text: string;
}

/** Light of a construction term as of a day; the day after its end it is overdue until it is accepted or prolonged. */
export const termLight = (endsOn: PlainDate, state: ProjectState, today: PlainDate): TermLight => {
  if (state === "accepted" || state === "closed") return { light: "neutral", text: "已验收" };
  if (state === "terminated" || state === "rejected") return { light: "neutral", text: "已终止" };
  const left = daysBetween(today, endsOn);
  if (left < 0) return { light: "bad", text: `已超期${-left}天，须验收或办理延期` };
  if (left <= remindDays) return { light: "warning", text: `还有${left}天到期` };
  return { light: "good", text: `${endsOn}到期` };
};
