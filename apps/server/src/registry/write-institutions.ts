import { changeInstitution, checkInstitution, createInstitution } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { handle, type Rooms } from "../platform/index.ts";
import { asCode, warningsOf } from "./institution.ts";
import { findTwins } from "./institutions.store.ts";
import { saveInstitution, saveInstitutionAnswers } from "./save-institution.ts";

export const writeInstitutionsRoutes = (rooms: Rooms): void => {
  handle(rooms, checkInstitution, async ({ tx, actor, query: { id, name, creditCode, licence, region } }) => {
    const doubtful = { name, creditCode: asCode(creditCode ?? null), licence: asCode(licence ?? null), region: region ?? null };
    return ok({ warnings: warningsOf(doubtful, await findTwins(tx, actor.province, doubtful, id ?? null)) });
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
