import { sql } from "kysely";
import { type Actor, type Tx, violatedConstraint } from "../../platform/index.ts";
import type { StoredCall } from "./call.ts";

const columns = sql`province, id, organiser, city, programme, year, batch, title, document_number as "documentNumber", opens_on as "opensOn",
  closes_on as "closesOn", reference_on as "referenceOn", definition, state, version, published_at as "publishedAt"`;

/** Published calls are public; a draft is its organiser's. The row policies say the same again. */
const visibleTo = (actor: Actor) => sql`province = ${actor.province} and (published_at is not null
  or (${actor.level} in ('province', 'system') and organiser = 'province')
  or (${actor.level} = 'city' and organiser = 'city' and city = ${actor.city}))`;

export const findCall = async (tx: Tx, actor: Actor, id: string): Promise<StoredCall | undefined> =>
  (await sql<StoredCall>`select ${columns} from call where ${visibleTo(actor)} and id = ${id}`.execute(tx)).rows[0];

/** Locked until the transaction ends: whoever changes it waits for the one before. */
export const lockCall = async (tx: Tx, actor: Actor, id: string): Promise<StoredCall | undefined> =>
  (await sql<StoredCall>`select ${columns} from call where ${visibleTo(actor)} and id = ${id} for update`.execute(tx)).rows[0];

export interface CallFilter {
  readonly phase?: string | undefined;
  readonly programme?: string | undefined;
  readonly year?: number | undefined;
  readonly q?: string | undefined;
}

const filtered = (actor: Actor, { phase, programme, year, q }: CallFilter, today: string) => sql`
  ${visibleTo(actor)}
  and (${programme ?? null}::text is null or programme = ${programme ?? null})
  and (${year ?? null}::int is null or year = ${year ?? null}::int)
  and (${q ?? null}::text is null or position(lower(${q ?? ""}) in lower(title || ' ' || coalesce(document_number, ''))) > 0)
  and case ${phase ?? null}::text
    when 'draft' then state = 'draft'
    when 'cancelled' then state = 'cancelled'
    when 'coming' then state = 'published' and opens_on > ${today}::date
    when 'open' then state = 'published' and ${today}::date between opens_on and closes_on
    when 'closed' then state = 'published' and closes_on < ${today}::date
    else state <> 'cancelled' or published_at is not null end`;

export interface CallPage {
  readonly items: StoredCall[];
  readonly next: string | null;
  readonly total: number;
}

/** The latest first; `after` is the opening day and id of the last row of the page before. */
export const pageOfCalls = async (
  tx: Tx,
  actor: Actor,
  filter: CallFilter,
  { today, limit, after }: { readonly today: string; readonly limit: number; readonly after: string | undefined },
): Promise<CallPage> => {
  const [day = null, id = null] = after?.split("_") ?? [];
  const { rows } = await sql<StoredCall>`
    select ${columns} from call where ${filtered(actor, filter, today)}
      and (${day}::date is null or (opens_on, id) < (${day}::date, ${id}::uuid))
    order by opens_on desc, id desc limit ${limit + 1}`.execute(tx);
  const counted = await sql<{ count: bigint }>`select count(*) from call where ${filtered(actor, filter, today)}`.execute(tx);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next: rows.length > limit && last ? `${last.opensOn}_${last.id}` : null,
    total: Number(counted.rows[0]?.count ?? 0n),
  };
};

export type CallDraft = Pick<
  StoredCall,
  "id" | "organiser" | "city" | "programme" | "year" | "batch" | "title" | "opensOn" | "closesOn" | "referenceOn" | "definition"
>;

/** Inserts a draft; false when its programme, year and batch have one already. */
export const insertCall = async (tx: Tx, actor: Actor, draft: CallDraft, at: Date): Promise<boolean> =>
  once(() =>
    sql`insert into call (province, id, organiser, city, programme, year, batch, title, opens_on, closes_on, reference_on, definition, state,
      created_by, created_at, changed_by, changed_at)
    values (${actor.province}, ${draft.id}::uuid, ${draft.organiser}, ${draft.city}, ${draft.programme}, ${draft.year}, ${draft.batch}, ${draft.title},
      ${draft.opensOn}::date, ${draft.closesOn}::date, ${draft.referenceOn}::date, ${JSON.stringify(draft.definition)}::jsonb, 'draft',
      ${actor.userId}, ${at}, ${actor.userId}, ${at})`.execute(tx),
  );

export const updateDraft = async (
  tx: Tx,
  actor: Actor,
  id: string,
  draft: Omit<CallDraft, "id" | "organiser" | "city" | "programme" | "year">,
  at: Date,
): Promise<boolean> =>
  once(() =>
    sql`update call set batch = ${draft.batch}, title = ${draft.title}, opens_on = ${draft.opensOn}::date, closes_on = ${draft.closesOn}::date,
      reference_on = ${draft.referenceOn}::date, definition = ${JSON.stringify(draft.definition)}::jsonb, version = version + 1,
      changed_by = ${actor.userId}, changed_at = ${at}
    where province = ${actor.province} and id = ${id}`.execute(tx),
  );

const once = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (error) {
    if (violatedConstraint(error) === "call_once") return false;
    throw error;
  }
};

export const markPublished = async (tx: Tx, actor: Actor, id: string, documentNumber: string, at: Date): Promise<void> => {
  await sql`update call set state = 'published', document_number = ${documentNumber}, published_by = ${actor.userId}, published_at = ${at},
    version = version + 1, changed_by = ${actor.userId}, changed_at = ${at} where province = ${actor.province} and id = ${id}`.execute(
    tx,
  );
};

export const moveEnd = async (tx: Tx, actor: Actor, id: string, closesOn: string, at: Date): Promise<void> => {
  await sql`update call set closes_on = ${closesOn}::date, version = version + 1, changed_by = ${actor.userId}, changed_at = ${at}
    where province = ${actor.province} and id = ${id}`.execute(tx);
};

export const markCancelled = async (tx: Tx, actor: Actor, id: string, at: Date): Promise<void> => {
  await sql`update call set state = 'cancelled', version = version + 1, changed_by = ${actor.userId}, changed_at = ${at}
    where province = ${actor.province} and id = ${id}`.execute(tx);
};

export interface CallChange {
  readonly kind: "extended" | "cancelled";
  readonly closesOn: string | null;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

export const changesOf = async (tx: Tx, { province, id }: Pick<StoredCall, "province" | "id">): Promise<CallChange[]> =>
  (
    await sql<CallChange>`select kind, closes_on as "closesOn", reason, by_name as "byName", at from call_change
      where province = ${province} and call = ${id} order by seq`.execute(tx)
  ).rows;

export const insertChange = async (tx: Tx, actor: Actor, call: string, change: Omit<CallChange, "byName">): Promise<void> => {
  await sql`insert into call_change (province, call, seq, kind, closes_on, reason, by_user, by_name, at)
    select ${actor.province}, ${call}::uuid, coalesce(max(seq), 0) + 1, ${change.kind}, ${change.closesOn}::date, ${change.reason}, ${actor.userId},
      ${actor.name}, ${change.at}::timestamptz from call_change where province = ${actor.province} and call = ${call}`.execute(
    tx,
  );
};
