import { dateInShanghai } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Clock, Tx } from "../platform/index.ts";
import { ImportCollision, type ImportTarget } from "../registers/index.ts";
import { draftOf, institutionFields, institutionTemplate, rowOf } from "./institution-workbook.ts";
import { findAllInstitutions, findInstitution, lockRegistry } from "./institutions.store.ts";
import { regionChoices } from "./institutions-for-rooms.ts";
import { judgeRow, KnownInstitutions } from "./judge-institution-rows.ts";
import { saveInstitution, sentenceOf } from "./save-institution.ts";

/** Every write raises the version of one institution or adds one, so the two numbers together never come back. */
const revisionOf = async (tx: Tx, province: string): Promise<string> => {
  const { rows } = await sql<{ revision: string }>`
    select count(*) || '/' || coalesce(sum(version), 0) as revision from institution where province = ${province}`.execute(tx);
  return rows[0]?.revision ?? "";
};

/** The institutions of a province by workbook: the shared import flow asks, this answers. */
export const institutionImport: ImportTarget = {
  template: institutionTemplate,
  permission: "registry.write",
  fields: institutionFields,
  lookups: async (tx, actor) => ({ institutions: [], regions: await regionChoices(tx, actor) }),
  async *current(tx, actor) {
    for (const { id, record, warningReason } of await findAllInstitutions(tx, actor)) yield rowOf(id, record, warningReason);
  },
  revision: (tx, actor) => revisionOf(tx, actor.province),
  find: async (tx, actor, rows) => {
    const known = new KnownInstitutions(await findAllInstitutions(tx, actor));
    return rows.map((row) => judgeRow(row, known));
  },
  apply: async (tx, actor, rows, at) => {
    const clock: Clock = { now: () => at, today: () => dateInShanghai(at) };
    for (const { rowNumber, key, values } of rows) {
      const before = key === null ? undefined : await findInstitution(tx, actor, key);
      const record = draftOf(values, before?.record);
      if (Array.isArray(record)) throw new ImportCollision(`第${rowNumber}行：${record.map(({ reason }) => reason).join("；")}`);
      const reason = typeof values["reason"] === "string" ? values["reason"] : null;
      const saved = await saveInstitution(
        { tx, actor, clock },
        { record, reason, change: "imported", ...(before && { existing: { id: before.id, version: before.version } }) },
      );
      if (!saved.ok) throw new ImportCollision(`第${rowNumber}行“${record.name}”：${sentenceOf(saved.refusal)}`);
    }
  },
  lock: (tx, actor) => lockRegistry(tx, actor.province),
};
