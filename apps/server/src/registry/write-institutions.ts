import { changeInstitution, checkInstitution, createInstitution } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { handle, type Rooms } from "../platform/index.ts";
import { tidied, warningsOf } from "./institution.ts";
import { findTwins } from "./institutions.store.ts";
import { saveInstitution, saveInstitutionAnswers } from "./save-institution.ts";

export const writeInstitutionsRoutes = (rooms: Rooms): void => {
  handle(rooms, checkInstitution, async ({ tx, actor, body }) => {
    const record = tidied(body.record);
    return ok({ warnings: warningsOf(record, await findTwins(tx, actor.province, record, body.id)) });
  });

  handle(rooms, createInstitution, (call) => saveInstitution(call, { ...call.body, change: "created" }), saveInstitutionAnswers);

  handle(
    rooms,
    changeInstitution,
    (call) => {
      const { version, ...wish } = call.body;
      return saveInstitution(call, { ...wish, change: "changed", existing: { id: call.params.id, version } });
    },
    saveInstitutionAnswers,
  );
};
