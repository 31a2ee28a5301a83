import { acceptProject } from "@qiangyi/api";
import { dateInShanghai, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { type KeepRefusal, keepAnswers, keepFile } from "../declarations/keep-file.ts";
import { lockProject } from "../project.store.ts";
import { takeStep } from "../take-step.ts";
import { insertAcceptance } from "./library.store.ts";
import { type LibraryRecord, recordOf } from "./read-record.ts";
import { recordFact } from "./record-fact.ts";
import { type StoreRefusal, storeAnswers } from "./store-in-library.ts";

type AcceptRefusal =
  | StoreRefusal
  | KeepRefusal
  | Refusal<"acceptance-in-future">
  | Refusal<"COMPARISON_REQUIRED", { readonly clause: string }>;

const answers: Answers<AcceptRefusal> = {
  ...storeAnswers,
  ...keepAnswers,
  "acceptance-in-future": [422, "验收日期晚于今天", "请核对验收文件的日期"],
  COMPARISON_REQUIRED: [422, "重点专科验收须写明与全省同专科的比较（位次或同行数据）", "请补充比较内容后提交"],
};

/** 验收: with a document and its file; a reward that follows the result becomes an entry of its register here. */
export const acceptProjectRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    acceptProject,
    async ({ tx, actor, clock, params, query, file }): Promise<Result<LibraryRecord, AcceptRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      const today = dateInShanghai(clock.now());
      if (query.acceptedOn > today) return refuse({ code: "acceptance-in-future" });
      if (project.programme === "linfen-ten-specialties" && !query.comparison) {
        return refuse({ code: "COMPARISON_REQUIRED", clause: "linfen-2020.tenspecialties.purpose" });
      }
      const { version, acceptedOn, documentNumber, conclusion, comparison } = query;
      const step = await takeStep(tx, actor, clock, project.id, {
        action: "accept",
        version,
        opinion: conclusion,
        basis: documentNumber,
      });
      if (!step.ok) return step;
      const kept = await keepFile({ tx, actor, clock }, project, file);
      if (!kept.ok) return kept;
      await insertAcceptance(tx, {
        province: project.province,
        project: project.id,
        accepted_on: acceptedOn,
        document_number: documentNumber,
        conclusion,
        comparison: comparison ?? null,
        attachment: kept.value.id,
        by_user: actor.userId,
        by_name: actor.name,
        at: clock.now(),
      });
      const recorded = await recordFact(tx, actor, clock, step.value, "accepted", {
        on: acceptedOn,
        documentNumber,
        attachment: kept.value.id,
      });
      return recorded.ok ? ok(await recordOf(tx, actor, step.value, today)) : recorded;
    },
    answers,
  );
