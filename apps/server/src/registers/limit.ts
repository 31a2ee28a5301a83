import { type Actor, type Tx, within } from "../platform/index.ts";
import { lockKey } from "./entries.store.ts";
import type { Values } from "./entry.ts";
import type { SaveRefusal } from "./refusals.ts";
import type { LimitRule, Register } from "./register.ts";
import type { EntryRow, RegisterTables } from "./tables.ts";

/** Entries by the key under which the limit counts them, those left out that a document of their own allows. */
const countedBeside = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  limit: LimitRule,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await tx
    .withTables<RegisterTables>()
    .selectFrom("register_entry as entry")
    .select(["entry.id", "entry.repeat_key", "entry.data"])
    .where("entry.register", "=", register.id)
    .where("entry.repeat_key", "in", [...keys])
    .where("entry.state", "<>", "withdrawn")
    .where(within(actor, "entry"))
    .execute();
  const beside = new Map<string, string[]>();
  for (const { id, repeat_key, data } of rows) {
    if (isApproved(limit, data)) continue;
    beside.set(repeat_key ?? "", [...(beside.get(repeat_key ?? "") ?? []), id]);
  }
  return beside;
};

const isApproved = ({ approval }: LimitRule, values: Values): boolean => typeof values[approval] === "string";

/** Whoever does not see all entries that are counted together cannot tell whether one more is allowed. */
const seesAllCounted = ({ level }: Actor, { fields }: LimitRule, { place }: Register): boolean => {
  if (level === "province" || level === "system") return true;
  if (level === "city" || level === "county") return place.county !== undefined && fields.includes(place.county);
  return false;
};

interface Asked {
  readonly values: Values;
  readonly key: string | null;
  /** The stored entry that is being changed. */
  readonly current?: Pick<EntryRow, "id"> | undefined;
}

/** Why one more is not allowed. From here on to the end of the transaction nobody else is judged by the same key. */
export const beyondLimit = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  { values, key, current }: Asked,
): Promise<SaveRefusal | undefined> => {
  const { limit } = register;
  if (!limit || key === null || isApproved(limit, values)) return undefined;
  if (!seesAllCounted(actor, limit, register)) return { code: "limit-judged-above" };
  await lockKey(tx, actor, register, key);
  const beside = (await countedBeside(tx, actor, register, limit, [key])).get(key) ?? [];
  if (beside.filter((id) => id !== current?.id).length < limit.most) return undefined;
  const { code, sentence, clause, approval } = limit;
  return { code, sentence, clause, problems: [{ path: approval, message: `${sentence}，须填写批准文号` }] };
};

/** Of rows in the order of a file, those that come too late: their place in the list. */
export const rowsBeyondLimit = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  rows: readonly Asked[],
): Promise<ReadonlySet<number>> => {
  const { limit } = register;
  const keys = [...new Set(rows.flatMap(({ key }) => key ?? []))];
  if (!limit || keys.length === 0) return new Set();
  const beside = new Map([...(await countedBeside(tx, actor, register, limit, keys))].map(([key, ids]) => [key, new Set(ids)]));
  const isBlind = !seesAllCounted(actor, limit, register);
  const late = rows.flatMap(({ values, key, current }, nth) => {
    if (key === null || isApproved(limit, values)) return [];
    const counted = beside.get(key) ?? new Set();
    beside.set(key, counted.add(current?.id ?? `row ${nth}`));
    return isBlind || counted.size > limit.most ? [nth] : [];
  });
  return new Set(late);
};

/** Looks once more after many entries were written at once: the sentence when they are too many. */
export const tooManyWritten = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  keys: readonly (string | null)[],
): Promise<string | undefined> => {
  const { limit } = register;
  const asked = [...new Set(keys.flatMap((key) => key ?? []))];
  if (!limit || asked.length === 0) return undefined;
  const beside = await countedBeside(tx, actor, register, limit, asked);
  return [...beside.values()].some(({ length }) => length > limit.most) ? limit.sentence : undefined;
};
