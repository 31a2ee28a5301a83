import { type TaskDocument, type TaskLight, type TaskSummary, taskDocuments } from "@qiangyi/api";
import { leadModes } from "@qiangyi/policy/register";
import { dueBases, escalationOf, leadBases } from "@qiangyi/policy/tasks";
import type { StandingTask } from "./standings.ts";

/** A task in the words of a list. */
export const summaryOf = ({ task, standing, assignments, updatedOn }: StandingTask): TaskSummary => {
  const step = standing.state === "done" ? null : escalationOf(standing);
  const { light, state, because, done, of, daysLate, parts } = standing;
  return {
    code: task.code,
    document: documentOf(task.document),
    ref: task.ref,
    gist: task.gist,
    leads: [...task.leads],
    supporting: [...task.supporting],
    mode: leadModes[task.mode],
    leadBasis: leadBases[task.leadBasis],
    due: earliest(parts.filter((part) => part.state !== "done").map((part) => part.due)) ?? task.due,
    dueBasis: dueBasisOf(
      assignments.some(({ dueOn }) => dueOn !== null && dueOn !== task.due),
      task.dueBasis,
    ),
    stages: [...task.stages],
    isStanding: task.isStanding,
    assigned: distinct(assignments.map(({ unit, person }) => ({ unit, person }))),
    startsOn: earliest(assignments.map(({ startsOn }) => startsOn)),
    progress: progressOf(parts.map((part) => (part.state === "done" ? 100 : part.progress))),
    state,
    light: light === "none" ? "grey" : (light satisfies TaskLight),
    because,
    done,
    of,
    daysLate,
    escalation: step === null ? null : { level: step.level, title: step.title, asks: step.asks },
    updatedOn,
  };
};

const dueBasisOf = (isSet: boolean, basis: keyof typeof dueBases): string => (isSet ? "督办机构确定" : dueBases[basis]);

/** Documents of tasks are those of the contract: the register and the contract are compared by a test. */
const documentOf = (id: string): TaskDocument => {
  if (Object.hasOwn(taskDocuments, id)) return id as TaskDocument;
  throw new Error(`document ${id} has no tasks`);
};

const earliest = <Day extends string>(days: readonly (Day | null)[]): Day | null =>
  days.reduce<Day | null>((first, day) => (first === null || (day !== null && day < first) ? day : first), null);

/** Parts without a report count as nothing reached; a task without any report has no progress to tell. */
const progressOf = (parts: readonly (number | null)[]): number | null =>
  parts.every((part) => part === null)
    ? null
    : Math.floor(parts.reduce<number>((all, part) => all + (part ?? 0), 0) / parts.length);

const distinct = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];
