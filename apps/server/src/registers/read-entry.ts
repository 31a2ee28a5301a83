import { type RouteAnswer, readEntry } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { handle, type Rooms, within } from "../platform/index.ts";
import { registersById } from "./declarations.ts";
import { findEntry } from "./entries.store.ts";
import { missingEvidence } from "./entry.ts";
import { institutionIds, institutionsById } from "./institutions.store.ts";
import { readAnswers, type UnknownEntry, type UnknownRegister } from "./refusals.ts";
import { evidenceOf } from "./settle-entries.ts";
import { attachmentsById, namesBy, shownEntries } from "./shown-entry.ts";
import type { RegisterTables } from "./tables.ts";

export const readEntryRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    readEntry,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readEntry>, UnknownRegister | UnknownEntry>> => {
      const register = registersById.get(params.register);
      if (!register) return refuse({ code: "register-not-found" });
      const row = await findEntry(tx, actor, register, params.id);
      if (!row) return refuse({ code: "entry-not-found" });
      const versions = await tx
        .withTables<RegisterTables>()
        .selectFrom("register_entry_history as kept")
        .selectAll("kept")
        .where("kept.id", "=", row.id)
        .where(within(actor, "kept"))
        .orderBy("kept.version", "desc")
        .execute();
      const files = await attachmentsById(
        tx,
        actor,
        versions.flatMap(({ attachment }) => attachment ?? []),
      );
      const all = versions.map(({ data }) => data);
      const institutions = await institutionsById(
        tx,
        actor,
        all.flatMap((values) => institutionIds(register, values)),
      );
      const [entry] = await shownEntries(tx, actor, register, [row]);
      if (!entry) return refuse({ code: "entry-not-found" });
      return ok({
        entry,
        missingEvidence: missingEvidence(register, row.data, evidenceOf(row)) ?? null,
        names: namesBy(register, (id) => institutions.get(id)?.name)(all, []),
        history: versions.map((version) => ({
          version: version.version,
          state: version.state,
          values: version.data,
          evidence: {
            documentNumber: version.document_number,
            documentDate: version.document_date,
            attachmentName: version.attachment === null ? null : (files.get(version.attachment)?.name ?? "附件"),
          },
          note: version.note,
          changedBy: version.changed_by_name,
          changedAt: version.changed_at.toISOString(),
        })),
      });
    },
    readAnswers,
  );
