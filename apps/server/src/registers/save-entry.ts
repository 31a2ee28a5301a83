import { addEntry, changeEntry, type EntryState } from "@qiangyi/api";
import { minuteInShanghai, ok, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Clock, covers, handle, type Rooms, type Tx, violatedConstraint } from "../platform/index.ts";
import { closedAgainst } from "./closing.ts";
import { registersById } from "./declarations.ts";
import { addEntries, changeEntries, entriesAlike, keysTaken, lockEntries, lockKey } from "./entries.store.ts";
import {
  type Evidence,
  evidenceProblems,
  type InstitutionsById,
  keysOf,
  missingEvidence,
  placeOf,
  tidy,
  type Values,
  valueProblems,
} from "./entry.ts";
import { institutionIds, institutionsById } from "./institutions.store.ts";
import { keptAgainst } from "./kept.ts";
import { beyondLimit } from "./limit.ts";
import { type SaveRefusal, saveAnswers } from "./refusals.ts";
import { mayConfirm, type Register } from "./register.ts";
import { attachmentsById } from "./shown-entry.ts";
import type { EntryRow } from "./tables.ts";

export const saveEntryRoutes = (rooms: Rooms): void => {
  handle(rooms, addEntry, ({ tx, actor, clock, params, body }) => add({ tx, actor, clock }, params.register, body), saveAnswers);
  handle(rooms, changeEntry, ({ tx, actor, clock, params, body }) => change({ tx, actor, clock }, params, body), saveAnswers);
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

interface Input {
  readonly values: Values;
  readonly evidence: { documentNumber: string | null; documentDate: string | null; attachmentId: string | null };
  readonly acceptRepetition: boolean;
}

interface Saved {
  readonly id: string;
  readonly entryNo: string;
  readonly version: number;
  readonly state: EntryState;
}

/** What another room has decided, with the document that decided it: an entry that is confirmed from the first day. */
export const recordResult = (
  at: At,
  registerId: string,
  values: Values,
  evidence: Input["evidence"],
): Promise<Result<Saved, SaveRefusal>> => add(at, registerId, { values, evidence, acceptRepetition: true }, "confirmed");

/** 登记: a province's own entry is confirmed at once when its evidence is complete; everyone else's waits. */
const add = async (
  { tx, actor, clock }: At,
  registerId: string,
  input: Input,
  decided?: EntryState,
): Promise<Result<Saved, SaveRefusal>> => {
  const register = registersById.get(registerId);
  if (!register) return refuse({ code: "register-not-found" });
  const checked = await check(tx, actor, register, input);
  if (!checked.ok) return checked;
  const { values, evidence, institutions } = checked.value;
  const clash =
    closedAgainst(register, clock.today()) ?? (await findClash(tx, actor, register, checked.value, input.acceptRepetition));
  if (clash) return refuse(clash);
  const isComplete = missingEvidence(register, values, evidence) === undefined;
  const state = isComplete ? (decided ?? (mayConfirm(actor, register) ? "confirmed" : "submitted")) : "submitted";
  return guarded(register, async () => {
    const [added] = await addEntries(tx, register, [{ values, evidence, state }], { actor, at: clock.now(), institutions });
    return { id: added?.id ?? "", entryNo: added?.entryNo ?? "", version: 1, state };
  });
};

const change = async (
  { tx, actor, clock }: At,
  { register: registerId, id }: { register: string; id: string },
  input: Input & { version: number; note?: string | undefined },
): Promise<Result<Saved, SaveRefusal>> => {
  const register = registersById.get(registerId);
  if (!register) return refuse({ code: "register-not-found" });
  const [current] = await lockEntries(tx, actor, register, [id]);
  const obstacle = obstacleTo(actor, register, current, input.version);
  if (!current || obstacle) return refuse(obstacle ?? { code: "entry-not-found" });
  const checked = await check(tx, actor, register, input);
  if (!checked.ok) return checked;
  const { values, evidence, institutions } = checked.value;
  const clash =
    closedAgainst(register, clock.today(), input) ??
    (await keptAgainst(tx, actor, register, current, values)) ??
    (await findClash(tx, actor, register, checked.value, input.acceptRepetition, current));
  if (clash) return refuse(clash);
  const missing = missingEvidence(register, values, evidence);
  if (current.state === "confirmed" && missing !== undefined) {
    return refuse({ code: "EVIDENCE_REQUIRED", missing, clause: register.evidence.clause });
  }
  const isOwn = mayConfirm(actor, register) && current.created_by === actor.userId;
  const state = current.state === "submitted" && isOwn && missing === undefined ? "confirmed" : current.state;
  return guarded(register, async () => {
    await changeEntries(tx, register, [{ id, version: current.version, note: input.note ?? null, values, evidence, state }], {
      actor,
      at: clock.now(),
      institutions,
    });
    return { id, entryNo: current.entry_no, version: current.version + 1, state };
  });
};

/** Why an entry may not be changed by this actor now; the version first, because the rest may have been told from an old one. */
export const obstacleTo = (
  actor: Actor,
  register: Register,
  current: EntryRow | undefined,
  version: number,
): SaveRefusal | undefined => {
  if (!current) return { code: "entry-not-found" };
  if (current.version !== version) {
    const at = minuteInShanghai(current.changed_at);
    return { code: "entry-changed-meanwhile", by: current.changed_by_name, at, version: current.version };
  }
  if (current.state === "withdrawn") return { code: "entry-already-withdrawn" };
  if (current.state === "confirmed" && !mayConfirm(actor, register)) return { code: "entry-already-confirmed" };
  return undefined;
};

interface Checked {
  readonly values: Values;
  readonly evidence: Evidence;
  readonly institutions: InstitutionsById;
}

const check = async (tx: Tx, actor: Actor, register: Register, input: Input): Promise<Result<Checked, SaveRefusal>> => {
  const values = tidy(register, input.values);
  const evidence: Evidence = {
    documentNumber: input.evidence.documentNumber?.trim() || null,
    documentDate: input.evidence.documentDate?.trim() || null,
    attachment: input.evidence.attachmentId,
  };
  const institutions = await institutionsById(tx, actor, institutionIds(register, values));
  const problems = [...valueProblems(register, values, institutions), ...evidenceProblems(evidence)];
  if (problems.length > 0) return refuse({ code: "entry-misfits", problems });
  if (!covers(actor, placeOf(register, values, institutions))) {
    const path = register.place.institution ?? register.place.county ?? register.dateField;
    return refuse({ code: "entry-out-of-scope", problems: [{ path, message: "不在您的管理范围" }] });
  }
  if (evidence.attachment !== null && !(await attachmentsById(tx, actor, [evidence.attachment])).has(evidence.attachment)) {
    return refuse({ code: "attachment-not-found" });
  }
  return ok({ values, evidence, institutions });
};

const findClash = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  { values, evidence, institutions }: Checked,
  acceptRepetition: boolean,
  current?: EntryRow,
): Promise<SaveRefusal | undefined> => {
  const { uniqueKey, repeatKey } = keysOf(register, values, evidence, institutions);
  if (uniqueKey !== current?.unique_key && (await keysTaken(tx, actor, register, [uniqueKey])).has(uniqueKey)) {
    return repetition(register);
  }
  const crowd = await beyondLimit(tx, actor, register, { values, key: repeatKey, current });
  if (crowd) return crowd;
  if (!register.repeat || repeatKey === null || repeatKey === current?.repeat_key) return undefined;
  await lockKey(tx, actor, register, repeatKey);
  if (acceptRepetition) return undefined;
  const alike = (await entriesAlike(tx, actor, register, [repeatKey])).get(repeatKey) ?? [];
  if (alike.length === 0) return undefined;
  const { sentence, clause } = register.repeat;
  return {
    code: "entry-resembles",
    sentence,
    entryNos: alike.map(({ entryNo }) => entryNo),
    ...(clause !== undefined && { clause }),
  };
};

const repetition = ({ unique: { fields, sentence, clause } }: Register): SaveRefusal => ({
  code: "entry-repeats",
  sentence,
  problems: fields.map((path) => ({ path, message: sentence })),
  ...(clause !== undefined && { clause }),
});

/** The index has the last word: two people may have sent the same thing at the same moment. */
const guarded = async (register: Register, write: () => Promise<Saved>): Promise<Result<Saved, SaveRefusal>> => {
  try {
    return ok(await write());
  } catch (error) {
    if (violatedConstraint(error) === "register_entry_unique_key") return refuse(repetition(register));
    throw error;
  }
};
