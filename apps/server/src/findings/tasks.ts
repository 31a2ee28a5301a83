import type { Task } from "@qiangyi/api";
import { date, dateInShanghai, daysBetween, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { addressedTo } from "./circulars.ts";
import type { StoredCorrection, StoredFinding } from "./findings.store.ts";
import { departmentOf, levelOf } from "./office.ts";
import { owns } from "./standing.ts";

type Open = Pick<StoredFinding, "id" | "number" | "title" | "state" | "amount_fen" | "raised_by" | "raised_at"> &
  Pick<StoredCorrection, "owner_name" | "keeper_name" | "due_on"> & { readonly correction: StoredCorrection | null };

/** What waits for somebody: questions to judge, corrections to answer, answers to verify, and whatever is late, for owner and department alike. */
export const findingTasks = async (tx: Tx, actor: Actor, today: PlainDate): Promise<Task[]> => {
  if (!actor.permissions.has("findings.read")) return [];
  const open =
    actor.permissions.has("findings.confirm") || actor.permissions.has("findings.answer") ? await openOnes(tx, actor) : [];
  return [...open.flatMap((one) => taskOf(actor, one, today) ?? []), ...(await circularTasks(tx, actor))];
};

const openOnes = async (tx: Tx, actor: Actor): Promise<readonly Open[]> =>
  (
    await sql<Open>`
      select f.id, f.number, f.title, f.state, f.amount_fen, f.raised_by, f.raised_at, c.owner_name, c.keeper_name, c.due_on, to_jsonb(c) as correction
      from finding f left join finding_correction c on c.province = f.province and c.finding = f.id
      where ${within(actor, "f")} and f.state in ('raised', 'correcting', 'answered') order by c.due_on nulls last, f.id limit 500`.execute(
      tx,
    )
  ).rows;

const taskOf = (actor: Actor, one: Open, today: PlainDate): Task | undefined => {
  const turn = turnOf(actor, one, today);
  if (!turn) return undefined;
  return {
    group: turn.group,
    title: `${one.number} ${one.title}${turn.mark}`,
    from: turn.from,
    amountFen: one.amount_fen === null ? null : String(one.amount_fen),
    since: dateInShanghai(one.raised_at),
    due: one.correction?.due_on ?? null,
    step: turn.step,
    path: `/findings/${one.id}`,
  };
};

interface Turn {
  readonly group: Task["group"];
  readonly from: string;
  readonly step: string;
  readonly mark: string;
}

const turnOf = (actor: Actor, { state, raised_by, correction }: Open, today: PlainDate): Turn | undefined => {
  const isDepartment = actor.permissions.has("findings.confirm") && departmentOf(actor) !== undefined;
  if (correction === null)
    return isDepartment && raised_by !== actor.userId
      ? { group: "todo", from: "监督检查", step: "核实是否属实", mark: "" }
      : undefined;
  const late = daysBetween(date(correction.due_on), today);
  const mark = late > 0 ? `（整改逾期${late}日）` : "";
  if (state === "correcting" && actor.permissions.has("findings.answer") && owns(actor, correction))
    return { group: "todo", from: correction.keeper_name, step: "报告整改情况，附佐证", mark };
  const isKeeper =
    isDepartment && levelOf(actor) === correction.keeper_level && departmentOf(actor) === correction.keeper_department;
  if (!isKeeper) return undefined;
  if (state === "answered") return { group: "todo", from: correction.owner_name, step: "验收整改或退回", mark };
  return late > 0 ? { group: "due", from: correction.owner_name, step: "督促整改责任单位", mark } : undefined;
};

const circularTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const unread = (await addressedTo(tx, actor)).filter(({ readAt }) => readAt === null);
  if (unread.length === 0) return [];
  const { rows } = await sql<{ id: string; title: string; document: string; sentOn: string }>`
    select id, title, document_number as document, set_on::text as "sentOn" from finding_measure
    where province = ${actor.province} and id = any(${unread.map(({ measure }) => measure)}::uuid[])
      and not exists (select from finding_lifting l where l.province = finding_measure.province and l.measure = finding_measure.id)
    order by id desc`.execute(tx);
  return rows.map(({ title, document, sentOn }) => ({
    group: "toRead",
    title: `${document} ${title}`,
    from: "通报",
    amountFen: null,
    since: sentOn,
    due: null,
    step: "阅后签收",
    path: "/findings/circulars",
  }));
};
