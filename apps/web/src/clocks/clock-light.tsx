import { type ClockStateName, type ClockView, clockStates } from "@qiangyi/api";
import { Light } from "../ui/index.ts";

const lights = { green: "good", yellow: "warning", red: "bad", grey: "open" } as const;

export const ClockLight = ({ state, light, daysLeft, daysLate }: ClockView) => (
  <Light state={lights[light]} text={`${clockStates[state]}${sayDays(state, daysLeft, daysLate)}`} />
);

const sayDays = (state: ClockStateName, daysLeft: number | null, daysLate: number): string => {
  if (state === "overdue" || state === "met-late") return `${daysLate}日`;
  return daysLeft === null ? "" : `，余${daysLeft}日`;
};
