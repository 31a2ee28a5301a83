import { confirmEntries, type EntryState, type RouteAnswer, returnEntry, withdrawEntry } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Clock, handle, type Rooms, type Tx, wordsOf } from "../platform/index.ts";
import { registersById } from "./declarations.ts";
import { lockEntries, moveEntries } from "./entries.store.ts";
import { missingEvidence } from "./entry.ts";
import { keptAgainst } from "./kept.ts";
import { type SaveRefusal, saveAnswers, type UnknownRegister, unknownRegister } from "./refusals.ts";
import { mayConfirm, type Register } from "./register.ts";
import { obstacleTo } from "./save-entry.ts";
import type { EntryRow } from "./tables.ts";

export const settleEntriesRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    withdrawEntry,
    ({ tx, actor, clock, params, body }) => settle({ tx, actor, clock }, params, { ...body, to: "withdrawn" }),
    saveAnswers,
  );
  handle(
    rooms,
    returnEntry,
    ({ tx, actor, clock, params, body }) => settle({ tx, actor, clock }, params, { ...body, to: "submitted" }),
    saveAnswers,
  );
  handle(
    rooms,
    confirmEntries,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof confirmEntries>, UnknownRegister>> => {
      const register = registersById.get(params.register);
      if (!register) return refuse({ code: "register-not-found" });
      return ok(await confirm({ tx, actor, clock }, register, body.entries));
    },
    unknownRegister,
  );
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** 撤销 and 退回: the content stays, the reason is kept with the version. */
const settle = async (
  { tx, actor, clock }: At,
  { register: registerId, id }: { register: string; id: string },
  { version, reason, to }: { version: number; reason: string; to: EntryState },
): Promise<Result<{ id: string; entryNo: string; version: number; state: EntryState }, SaveRefusal>> => {
  const register = registersById.get(registerId);
  if (!register) return refuse({ code: "register-not-found" });
  const [current] = await lockEntries(tx, actor, register, [id]);
  const obstacle = obstacleTo(actor, register, current, version);
  if (!current || obstacle) return refuse(obstacle ?? { code: "entry-not-found" });
  if (to === "submitted" && current.state !== "confirmed") return refuse({ code: "entry-not-confirmed" });
  if (to === "submitted" && !mayConfirm(actor, register)) return refuse({ code: "confirmed-above" });
  const kept = await keptAgainst(tx, actor, register, current, null);
  if (kept) return refuse(kept);
  await moveEntries(tx, { actor, at: clock.now(), ids: [id], state: to, note: reason });
  return ok({ id, entryNo: current.entry_no, version: version + 1, state: to });
};

type Outcome = RouteAnswer<typeof confirmEntries>["results"][number];

/** Each entry has its own result; those that can be confirmed are, whatever becomes of the others. */
const confirm = async (
  { tx, actor, clock }: At,
  register: Register,
  asked: readonly { id: string; version: number }[],
): Promise<RouteAnswer<typeof confirmEntries>> => {
  const rows = await lockEntries(tx, actor, register, [...new Set(asked.map(({ id }) => id))]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const results = asked.map(({ id, version }) => outcomeOf(register, actor, byId.get(id), id, version));
  const ids = [...new Set(results.filter(({ outcome }) => outcome === "confirmed").map(({ id }) => id))];
  await moveEntries(tx, { actor, at: clock.now(), ids, state: "confirmed", note: null });
  return { confirmed: ids.length, results };
};

const outcomeOf = (register: Register, actor: Actor, row: EntryRow | undefined, id: string, version: number): Outcome => {
  const entryNo = row?.entry_no ?? null;
  if (row?.state === "confirmed") return { id, entryNo, outcome: "already-confirmed" };
  const missing = row && missingEvidence(register, row.data, evidenceOf(row));
  const refusal: SaveRefusal | undefined =
    obstacleTo(actor, register, row, version) ??
    (mayConfirm(actor, register) ? undefined : { code: "confirmed-above" }) ??
    (missing === undefined ? undefined : { code: "EVIDENCE_REQUIRED", missing, clause: register.evidence.clause });
  if (!refusal) return { id, entryNo, outcome: "confirmed" };
  return {
    id,
    entryNo,
    outcome: "refused",
    code: refusal.code,
    message: wordsOf(refusal, saveAnswers).sentence,
    ...("clause" in refusal && refusal.clause !== undefined && { clause: refusal.clause }),
  };
};

export const evidenceOf = ({ document_number, document_date, attachment }: EntryRow) => ({
  documentNumber: document_number,
  documentDate: document_date,
  attachment,
});
