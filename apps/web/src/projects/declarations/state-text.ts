import { type ProjectState, projectStates } from "@qiangyi/projects";

export const stateText = (state: ProjectState): string => projectStates[state];

/** How a state looks in a list: who must act is warning, an end is neutral or bad. */
export const stateLight = (state: ProjectState): "good" | "warning" | "bad" | "neutral" | "open" => {
  if (state === "returned" || state === "to_sign") return "warning";
  if (state === "rejected" || state === "terminated") return "bad";
  if (state === "draft") return "neutral";
  return state === "submitted" || state.endsWith("_passed") || state === "reviewed" ? "open" : "good";
};
