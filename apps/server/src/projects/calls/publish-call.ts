import { cancelCall, extendCall, publishCall, type RouteAnswer } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { parseDefinition } from "@qiangyi/projects";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { type CallRefusal, callAnswers, type DraftRefusal, draftAnswers } from "./call.ts";
import { insertChange, markCancelled, markPublished, moveEnd } from "./calls.store.ts";
import { changeableCall } from "./changeable-call.ts";

type PublishRefusal =
  | CallRefusal
  | Extract<DraftRefusal, { code: "DEFINITION_MISFIT" }>
  | Refusal<"DOCUMENT_NUMBER_REQUIRED", { readonly problems: readonly { path: string; message: string }[] }>
  | Refusal<"CALL_OVER", { readonly closesOn: PlainDate }>;

const publishAnswers: Answers<PublishRefusal> = {
  ...callAnswers,
  DEFINITION_MISFIT: draftAnswers.DEFINITION_MISFIT,
  DOCUMENT_NUMBER_REQUIRED: [422, "发布申报通知须有文号"],
  CALL_OVER: [409, ({ closesOn }) => `截止日期${closesOn}已过，不能发布`, "请先改截止日期"],
};

type ExtendRefusal = CallRefusal | Refusal<"END_NOT_LATER", { readonly problems: readonly { path: string; message: string }[] }>;

const extendAnswers: Answers<ExtendRefusal> = {
  ...callAnswers,
  END_NOT_LATER: [422, "新的截止日期应晚于原定日期，且不早于今天"],
};

const documentNumberForm = /^[一-龥]{2,10}〔\d{4}〕\d+号$/;

/** 发布、延期、撤销: after publication nothing else changes, and each of the two leaves its reason for everybody to read. */
export const publishCallRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    publishCall,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof publishCall>, PublishRefusal>> => {
      const found = await changeableCall(tx, actor, params.callId, body.version, "draft");
      if (!found.ok) return found;
      const call = found.value;
      if (!documentNumberForm.test(body.documentNumber)) {
        const message = "文号写作“晋卫函〔2026〕12号”，年份用六角括号，序号不加“第”";
        return refuse({ code: "DOCUMENT_NUMBER_REQUIRED", problems: [{ path: "documentNumber", message }] });
      }
      if (call.closesOn < clock.today()) return refuse({ code: "CALL_OVER", closesOn: call.closesOn });
      const parsed = parseDefinition(call.definition);
      if (!parsed.ok) return parsed;
      const at = clock.now();
      await markPublished(tx, actor, call.id, body.documentNumber, at);
      return ok({ version: call.version + 1, publishedAt: at.toISOString() });
    },
    publishAnswers,
  );

  handle(
    rooms,
    extendCall,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof extendCall>, ExtendRefusal>> => {
      const found = await changeableCall(tx, actor, params.callId, body.version, "published");
      if (!found.ok) return found;
      const call = found.value;
      const { closesOn, reason } = body;
      if (closesOn <= call.closesOn || closesOn < clock.today()) {
        const message = `原定${call.closesOn}，应改为其后且不早于今天的日期`;
        return refuse({ code: "END_NOT_LATER", problems: [{ path: "closesOn", message }] });
      }
      await moveEnd(tx, actor, call.id, closesOn, clock.now());
      await insertChange(tx, actor, call.id, { kind: "extended", closesOn, reason, at: clock.now() });
      return ok({ version: call.version + 1, closesOn });
    },
    extendAnswers,
  );

  handle(
    rooms,
    cancelCall,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof cancelCall>, CallRefusal>> => {
      const found = await changeableCall(tx, actor, params.callId, body.version, "draft", "published");
      if (!found.ok) return found;
      await markCancelled(tx, actor, found.value.id, clock.now());
      await insertChange(tx, actor, found.value.id, { kind: "cancelled", closesOn: null, reason: body.reason, at: clock.now() });
      return ok({ version: found.value.version + 1 });
    },
    callAnswers,
  );
};
