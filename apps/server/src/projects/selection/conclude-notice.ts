import { concludeNotice, type RouteAnswer } from "@qiangyi/api";
import { dateInShanghai, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { type StoreRefusal, storeAnswers, storeInLibrary } from "../library/store-in-library.ts";

import { contentOf } from "./notice.ts";
import { lockNotice, objectionsOf, setNoticeState } from "./notices.store.ts";
import { callToSelect } from "./selections.store.ts";

type ConcludeRefusal =
  | StoreRefusal
  | Refusal<"notice-not-found">
  | Refusal<"notice-closed">
  | Refusal<"NOTICE_RUNNING", { readonly closesOn: string }>
  | Refusal<"OBJECTION_OPEN", { readonly numbers: readonly string[] }>
  | Refusal<"objection-upheld", { readonly numbers: readonly string[] }>;

const answers: Answers<ConcludeRefusal> = {
  ...storeAnswers,
  "notice-not-found": [404, "没有这份公示，或不由您办理"],
  "notice-closed": [409, "这份公示已经结束或已被重新公示取代"],
  NOTICE_RUNNING: [409, ({ closesOn }) => `公示到${closesOn}为止，期满以前不能入库`, "期满次日再办"],
  OBJECTION_OPEN: [
    409,
    ({ numbers }) => `还有未办结的异议：${numbers.join("、")}；办结以前不能入库，也不能报财政部门`,
    "请先核查并写明结论",
  ],
  "objection-upheld": [409, ({ numbers }) => `异议${numbers.join("、")}已成立，须重新公示`, "请去掉相应项目后重新公示"],
};

/** Nothing goes to the library, and so nothing to finance, before the notice has run out without an open question. */
export const concludeNoticeRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    concludeNotice,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof concludeNotice>, ConcludeRefusal>> => {
      const notice = await lockNotice(tx, actor.province, params.noticeId);
      if (!notice || !(await callToSelect(tx, actor, notice.call))) return refuse({ code: "notice-not-found" });
      if (notice.state !== "open") return refuse({ code: "notice-closed" });
      if (dateInShanghai(clock.now()) <= notice.closes_on) return refuse({ code: "NOTICE_RUNNING", closesOn: notice.closes_on });
      const objections = await objectionsOf(tx, actor.province, notice.id);
      const open = objections.filter(({ state }) => state === "open");
      if (open.length > 0) return refuse({ code: "OBJECTION_OPEN", numbers: open.map(({ number }) => number) });
      const { projects } = contentOf(notice);
      const upheld = objections.filter(
        ({ state, project }) => state === "upheld" && project !== null && projects.includes(project),
      );
      if (upheld.length > 0) return refuse({ code: "objection-upheld", numbers: upheld.map(({ number }) => number) });
      for (const project of projects) {
        const stored = await storeInLibrary(tx, actor, clock, project, body.documentNumber);
        if (!stored.ok) return stored;
      }
      await setNoticeState(tx, notice, "concluded", clock.now());
      return ok({ stored: projects.length });
    },
    answers,
  );
