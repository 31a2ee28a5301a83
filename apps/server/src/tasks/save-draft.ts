import { saveTaskDraft, taskDraftFields } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { draftsOf, saveDraft } from "./drafts.store.ts";
import { type FoundRefusal, foundAnswers, foundTask } from "./opened-part.ts";

interface Other {
  readonly value: unknown;
  readonly masked: null;
  readonly version: number;
  readonly by: string;
  readonly at: string;
}
type SaveRefusal = FoundRefusal | Refusal<"FIELD_UNKNOWN"> | Refusal<"ANSWER_CHANGED", { readonly current: Other }>;

const answers: Answers<SaveRefusal> = {
  ...foundAnswers,
  FIELD_UNKNOWN: [404, "表里没有这一格"],
  ANSWER_CHANGED: [409, "您在另一个页面改过这一格", "请在两份内容中选择一份"],
};

/** 自动保存: one field of a form that is still being written. */
export const saveDraftRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    saveTaskDraft,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ version: number; savedAt: string }, SaveRefusal>> => {
      const task = foundTask(actor, params.task);
      if (task === undefined) return refuse({ code: "TASK_NOT_FOUND" });
      if (!task.parts.some(({ code }) => code === params.part)) return refuse({ code: "PART_NOT_FOUND" });
      const known: readonly string[] = taskDraftFields[params.form];
      if (!known.includes(params.field)) return refuse({ code: "FIELD_UNKNOWN" });
      const at = clock.now();
      const version = await saveDraft(tx, actor, { ...params, ...body, at });
      if (version !== undefined) return ok({ version, savedAt: at.toISOString() });
      const now = (await draftsOf(tx, actor, task.code)).find(
        ({ part, form, field }) => part === params.part && form === params.form && field === params.field,
      );
      return refuse({
        code: "ANSWER_CHANGED",
        current: {
          value: now?.value ?? "",
          masked: null,
          version: now?.version ?? 0,
          by: actor.name,
          at: (now?.savedAt ?? at).toISOString(),
        },
      });
    },
    answers,
  );
