import { createCall, editCall, type RouteAnswer } from "@qiangyi/api";
import { date, ok, type Result, refuse } from "@qiangyi/kernel";
import { type CallDefinition, parseDefinition, programmeOf, templateOf } from "@qiangyi/projects";
import { type Answers, handle, newId, type Rooms } from "../../platform/index.ts";
import {
  type CallRefusal,
  callAnswers,
  type DraftRefusal,
  dateProblems,
  draftAnswers,
  notOrganiser,
  organises,
  type StoredCall,
} from "./call.ts";
import { findCall, insertCall, updateDraft } from "./calls.store.ts";
import { changeableCall } from "./changeable-call.ts";

type Refusals = CallRefusal | DraftRefusal;
const answers: Answers<Refusals> = { ...callAnswers, ...draftAnswers };

/** 起草: from the programme's template, or from an earlier call of it with its years moved along. */
export const draftCallRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    createCall,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof createCall>, Refusals>> => {
      const { programme, year, copyOf } = body;
      if (!organises(actor, programme)) return refuse(notOrganiser(programme));
      const problems = dateProblems(body);
      if (problems.length > 0) return refuse({ code: "DATE_ORDER", problems });
      const earlier = copyOf === undefined ? undefined : await findCall(tx, actor, copyOf);
      if (copyOf !== undefined && earlier?.programme !== programme) return refuse({ code: "call-not-found" });
      const { organiser, city = null } = programmeOf(programme);
      const definition = earlier ? movedTo(earlier, year) : templateOf(programme, year);
      const { title, batch } = body;
      const id = newId();
      const isNew = await insertCall(
        tx,
        actor,
        { id, organiser, city, programme, year, batch, title, definition, ...datesOf(body) },
        clock.now(),
      );
      return isNew ? ok({ id, version: 1 }) : refuse({ code: "call-exists" });
    },
    answers,
  );

  handle(
    rooms,
    editCall,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof editCall>, Refusals>> => {
      const found = await changeableCall(tx, actor, params.callId, body.version, "draft");
      if (!found.ok) return found;
      const call = found.value;
      const problems = dateProblems(body);
      if (problems.length > 0) return refuse({ code: "DATE_ORDER", problems });
      const parsed = parseDefinition(body.definition);
      if (!parsed.ok) return parsed;
      if (parsed.value.programme !== call.programme)
        return refuse({ code: "DEFINITION_MISFIT", problems: [{ path: "programme", message: "通知的项目不能改，请另起一份" }] });
      const { title, batch } = body;
      const isKept = await updateDraft(
        tx,
        actor,
        call.id,
        { title, batch, definition: parsed.value, ...datesOf(body) },
        clock.now(),
      );
      return isKept ? ok({ version: call.version + 1 }) : refuse({ code: "call-exists" });
    },
    answers,
  );
};

const datesOf = (body: { readonly opensOn: string; readonly closesOn: string; readonly referenceOn: string }) => ({
  opensOn: date(body.opensOn),
  closesOn: date(body.closesOn),
  referenceOn: date(body.referenceOn),
});

const movedTo = ({ definition, year: from }: StoredCall, year: number): CallDefinition => ({
  ...definition,
  budget: definition.budget && { ...definition.budget, years: definition.budget.years.map((one) => one + year - from) },
});
