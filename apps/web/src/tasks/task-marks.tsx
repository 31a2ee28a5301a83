import { type TaskLight, type TaskStateName, taskLights, taskStates } from "@qiangyi/api";
import { Light } from "../ui/index.ts";

const lights: Readonly<Record<TaskLight, "good" | "warning" | "bad" | "neutral">> = {
  green: "good",
  yellow: "warning",
  red: "bad",
  grey: "neutral",
};

/** A light with its word; the reason beside it may be long and wraps. */
export const TaskLightMark = ({ light, because }: { light: TaskLight; because?: string }) => (
  <>
    <Light state={lights[light]} text={taskLights[light]} />
    {because !== undefined && <span className="task-because"> {because}</span>}
  </>
);

const states: Readonly<Record<TaskStateName, "good" | "bad" | "neutral">> = { done: "good", open: "neutral", late: "bad" };

export const TaskStateMark = ({ state, of, done }: { state: TaskStateName; of: number; done: number }) => (
  <Light state={states[state]} text={of > 1 ? `${taskStates[state]} ${done}/${of}` : taskStates[state]} />
);

/** Progress as a number and a bar that prints. */
export const ProgressMark = ({ progress }: { progress: number | null }) =>
  progress === null ? (
    <>—</>
  ) : (
    <span className="task-progress">
      <span>{progress}%</span>
      <span className="task-bar" aria-hidden="true">
        <span style={{ width: `${progress}%` }} />
      </span>
    </span>
  );
