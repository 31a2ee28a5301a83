import type { Field } from "@qiangyi/kernel";
import {
  type Answers,
  identitiesOf,
  isBlank,
  isEditable,
  isSameJson,
  misfitsOf,
  personProblems,
  projectStates,
} from "@qiangyi/projects";
import { sql } from "kysely";
import type { ReadRow, RowValues } from "../../documents/index.ts";
import { type Actor, type Clock, type Tx, within } from "../../platform/index.ts";
import { type ApplicableRow, ImportCollision, type ImportTarget, type JudgedRow } from "../../registers/index.ts";
import type { StoredProject } from "../project.store.ts";
import { closedFor, notEditable } from "./deadlines.ts";
import { findCall, type OpenCall, tablesIn } from "./declarations.store.ts";
import { contextOf } from "./declaring-institution.ts";
import { judgedAnswers, titleOf } from "./derived-columns.ts";
import { storedIdentity } from "./personal.ts";
import { type Column, columnsOf } from "./workbook-columns.ts";
import { type Change, writeChanges, writeNew } from "./write-in-bulk.ts";

export const importPrefix = "declarations";

const idField: Field = {
  name: "declaration",
  label: "填报编号",
  kind: "text",
  required: false,
  help: "已有的申报请保留；新增的行留空",
};

/**
 * All declarations of one unit under one call, a row each: for programmes in which a unit puts forward many (千名技术骨干). A row is the same
 * declaration as one before if it is about the same person or specialty, or carries the same title.
 */
export const declarationImport = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  callId: string,
): Promise<ImportTarget | undefined> => {
  if (actor.level !== "unit" || !/^[0-9a-f-]{36}$/.test(callId)) return undefined;
  const call = await findCall(tx, actor.province, callId);
  if (!call) return undefined;
  const columns = columnsOf(call.definition);
  return {
    template: { id: `${importPrefix}.${callId}`, version: 1, title: call.title.replace(/[\\/?*[\]:]/g, "").slice(0, 28) },
    permission: "projects.declare",
    fields: [idField, ...columns.map(({ field }) => field)],
    lookups: async () => ({ institutions: [], regions: [] }),
    current: (inTx, who) => currentRows(inTx, who, call, columns),
    revision: (inTx, who) => revisionOf(inTx, who, call),
    lock: (inTx, who) => lockOwn(inTx, who, call),
    find: (inTx, who, rows) => judge(inTx, who, clock, call, columns, rows),
    apply: (inTx, who, rows, at) => apply(inTx, who, clock, call, columns, rows, at),
  };
};

const revisionOf = async (tx: Tx, actor: Actor, { id }: OpenCall): Promise<string> => {
  const { rows } = await sql<{ revision: string }>`
    select count(*) || '/' || coalesce(sum(version), 0) as revision from project where ${within(actor, "project")} and call = ${id}`.execute(
    tx,
  );
  return rows[0]?.revision ?? "";
};

const lockOwn = (tx: Tx, actor: Actor, { id }: OpenCall) =>
  sql`select id from project where ${within(actor, "project")} and call = ${id} order by id for update`.execute(tx);

async function* currentRows(tx: Tx, actor: Actor, call: OpenCall, columns: readonly Column[]): AsyncGenerator<RowValues> {
  for (let after = ""; ; ) {
    const projects = await tablesIn(tx)
      .selectFrom("project")
      .selectAll()
      .where(within(actor, "project"))
      .where("call", "=", call.id)
      .where(sql<boolean>`id::text > ${after}`)
      .orderBy(sql`id::text`)
      .limit(500)
      .execute();
    const answers = await answersOfMany(tx, projects);
    for (const { id } of projects) yield { [idField.name]: id, ...cellsOf(columns, answers.get(id) ?? {}) };
    const last = projects.at(-1);
    if (!last) return;
    after = last.id;
  }
}

const cellsOf = (columns: readonly Column[], answers: Answers): RowValues =>
  Object.fromEntries(
    columns.flatMap(({ field, write }) => {
      const value = write(answers[field.name]);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );

/** Of many declarations at once, by project and question. */
const answersOfMany = async (tx: Tx, projects: readonly StoredProject[]): Promise<Map<string, Answers>> => {
  const byProject = new Map<string, { question: string; value: unknown }[]>();
  if (projects.length === 0) return new Map();
  const { rows } = await sql<{ project: string; question: string; value: unknown }>`
    select project, question, value from project_answer
    where province = ${projects[0]?.province} and project = any (${projects.map(({ id }) => id)}::uuid[])`.execute(tx);
  for (const row of rows) byProject.set(row.project, [...(byProject.get(row.project) ?? []), row]);
  return new Map([...byProject].map(([id, answers]) => [id, judgedAnswers(answers)]));
};

interface Draft {
  readonly row: ReadRow;
  readonly answers: Answers;
  readonly id: string | undefined;
  readonly key: string | undefined;
}

const draftOf = (call: OpenCall, columns: readonly Column[], row: ReadRow): Draft => {
  const answers = answersOfRow(columns, row.values);
  const id = row.values[idField.name];
  return { row, answers, id: typeof id === "string" ? id.trim() : undefined, key: keyOf(call, answers) };
};

/** An empty cell leaves what is stored. */
const answersOfRow = (columns: readonly Column[], values: RowValues): Answers =>
  Object.fromEntries(
    columns.flatMap(({ field, read }) => {
      const value = values[field.name];
      return value === undefined || value === null || value === "" ? [] : [[field.name, read(value)]];
    }),
  );

const keyOf = ({ definition }: OpenCall, answers: Answers): string | undefined => {
  const [identity] = identitiesOf(definition, answers);
  if (identity !== undefined) return storedIdentity(identity);
  const title = titleOf(definition, answers);
  return title === "" ? undefined : `title:${title}`;
};

const judge = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  call: OpenCall,
  columns: readonly Column[],
  rows: readonly ReadRow[],
): Promise<readonly JudgedRow[]> => {
  const drafts = rows.map((row) => draftOf(call, columns, row));
  const known = await knownTo(tx, actor, call, drafts);
  const today = clock.today();
  const closed = closedFor(call, today) ? [{ reason: "这份通知不在受理期内" }] : [];
  return drafts.map((draft): JudgedRow => {
    const existing = draft.id === undefined ? known.byKey.get(draft.key ?? "") : known.byId.get(draft.id);
    const before = existing ? (known.answers.get(existing.id) ?? {}) : {};
    const differences = existing ? differencesOf(columns, before, draft.answers) : [];
    const shut = existing && differences.length > 0 ? notEditable(existing, today) : undefined;
    const errors = [
      ...closed,
      ...(draft.id !== undefined && !existing
        ? [{ column: idField.label, field: idField.name, reason: "本单位在这份通知下没有这个编号；新增的行请留空" }]
        : []),
      ...(draft.key === undefined ? [{ reason: "须填写项目名称或申报对象，否则无法与其他行区分" }] : []),
      ...(shut ? [{ reason: `这一份现在是“${projectStates[existing?.state ?? "draft"]}”，不能修改` }] : []),
      ...problemsOf(call, columns, draft.answers),
    ];
    const verdict = errors.length > 0 ? "wrong" : !existing ? "new" : differences.length > 0 ? "changed" : "unchanged";
    return {
      rowNumber: draft.row.rowNumber,
      verdict,
      identity: existing?.id ?? draft.key,
      key: existing?.id ?? null,
      values: draft.row.values,
      errors,
      warnings: [],
      differences: verdict === "changed" ? differences : [],
    };
  });
};

/** What would hinder this row for good: shapes, and the limits of age and title. What is merely missing may follow. */
const problemsOf = ({ definition, reference_on }: OpenCall, columns: readonly Column[], answers: Answers) => {
  const labelOf = (path: string) => columns.find(({ field }) => field.name === path)?.field.label;
  const misfits = Object.entries(answers).flatMap(([question, value]) => misfitsOf(definition, question, value));
  const person = personProblems(definition, answers, reference_on as never).filter(({ severity }) => severity === "error");
  return [...misfits, ...person].map(({ path, message }) => {
    const label = labelOf(path);
    return { reason: message, ...(label !== undefined && { column: label, field: path }) };
  });
};

const differencesOf = (columns: readonly Column[], before: Answers, after: Answers) =>
  columns.flatMap(({ field, write }) => {
    const [was, is] = [write(before[field.name]), write(after[field.name])];
    if (is === undefined || isSameJson(was, is)) return [];
    const shown = (value: unknown) => field.choices?.find((choice) => choice.value === value)?.label ?? String(value ?? "—");
    return [{ field: field.name, label: field.label, before: shown(was), after: shown(is) }];
  });

interface Known {
  readonly byId: ReadonlyMap<string, StoredProject>;
  readonly byKey: ReadonlyMap<string, StoredProject>;
  readonly answers: ReadonlyMap<string, Answers>;
}

/** Only the declarations that the rows may be about. */
const knownTo = async (tx: Tx, actor: Actor, call: OpenCall, drafts: readonly Draft[]): Promise<Known> => {
  const keys = drafts.flatMap(({ key }) => key ?? []);
  const titles = keys.flatMap((key) => (key.startsWith("title:") ? key.slice(6) : []));
  const ids = drafts.flatMap(({ id }) => (id !== undefined && /^[0-9a-f-]{36}$/.test(id) ? id : []));
  const projects = await tablesIn(tx)
    .selectFrom("project")
    .selectAll()
    .where(within(actor, "project"))
    .where("call", "=", call.id)
    .where(sql<boolean>`(identities && ${keys}::text[] or title = any (${titles}::text[]) or id = any (${ids}::uuid[]))`)
    .where("state", "not in", ["rejected", "terminated"])
    .orderBy("created_at")
    .execute();
  const byKey = new Map<string, StoredProject>();
  for (const project of projects)
    for (const key of [...project.identities, `title:${project.title}`]) if (!byKey.has(key)) byKey.set(key, project);
  return { byId: new Map(projects.map((project) => [project.id, project])), byKey, answers: await answersOfMany(tx, projects) };
};

const apply = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  call: OpenCall,
  columns: readonly Column[],
  rows: readonly ApplicableRow[],
  at: Date,
): Promise<void> => {
  if (closedFor(call, clock.today())) throw new ImportCollision("这份通知已不在受理期内");
  const context = await contextOf(tx, actor, call, actor.institution ?? "");
  if (!context) throw new ImportCollision("找不到本单位的机构登记");
  const by = { actor, at, institution: context.institution, call };
  const fresh = rows.filter(({ key }) => key === null).map(({ values }) => answersOfRow(columns, values));
  await writeNew(tx, by, fresh);
  const known = rows.filter(({ key }) => key !== null);
  if (known.length === 0) return;
  const projects = await tablesIn(tx)
    .selectFrom("project")
    .selectAll()
    .where(within(actor, "project"))
    .where(
      "id",
      "in",
      known.flatMap(({ key }) => key ?? []),
    )
    .execute();
  const answers = await answersOfMany(tx, projects);
  const changes = known.flatMap(({ key, rowNumber, values }): Change[] => {
    const project = projects.find(({ id }) => id === key);
    if (!project || !isEditable(project.state)) throw new ImportCollision(`第${rowNumber}行：这一份已不能修改`);
    const before = answers.get(project.id) ?? {};
    const given = answersOfRow(columns, values);
    const changed = Object.fromEntries(
      columns.flatMap(({ field, write }) => {
        const value = given[field.name];
        return isBlank(value) || isSameJson(write(before[field.name]), write(value)) ? [] : [[field.name, value]];
      }),
    );
    return [{ project, changed, answers: { ...before, ...changed } }];
  });
  await writeChanges(tx, by, changes);
};
