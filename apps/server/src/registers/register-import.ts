import { display, type Field, type FieldValue, type PlainDate } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import { sql } from "kysely";
import type { Lookups, ReadRow, RowValues } from "../documents/index.ts";
import { type Actor, covers, type Tx, violatedConstraint, within } from "../platform/index.ts";
import { closedToRows } from "./closing.ts";
import { registerRevision } from "./engine-facts.ts";
import {
  addEntries,
  changeEntries,
  entriesAlike,
  keysTaken,
  lockEntries,
  lockForImport,
  reserveNumbers,
} from "./entries.store.ts";
import {
  documentFields,
  type Evidence,
  entryNoField,
  evidenceProblems,
  type FieldProblem,
  type InstitutionsById,
  keysOf,
  missingEvidence,
  placeOf,
  tidy,
  type Values,
  valueProblems,
} from "./entry.ts";
import {
  type ApplicableRow,
  type Difference,
  ImportCollision,
  type ImportTarget,
  type JudgedRow,
} from "./imports/import-target.ts";
import { allInstitutions, institutionIds, institutionsById } from "./institutions.store.ts";
import { breaksKept } from "./kept.ts";
import { rowsBeyondLimit, tooManyWritten } from "./limit.ts";
import { entryPage } from "./list-entries.ts";
import { mayConfirm, type Register } from "./register.ts";
import type { EntryRow } from "./tables.ts";

/** A register as a target of imports; its columns are its fields, the entry number before and the document behind them. */
export const registerImport = (register: Register): ImportTarget => ({
  template: { id: register.id, version: 1, title: register.title.slice(0, 28) },
  permission: "facts.write",
  fields: [entryNoField, ...register.fields, ...documentFields],
  lookups: lookupsOf,
  current: (tx, actor, year) => currentRows(tx, actor, register, year),
  revision: async (tx, actor) => String(await registerRevision(tx, actor, register.id)),
  lock: (tx, actor, keys) => lockForImport(tx, actor, register, keys),
  reserve: (tx, actor, howMany) => reserveNumbers(tx, actor, register, howMany),
  find: (tx, actor, rows, _, today) => judge(tx, actor, register, rows, today),
  apply: (tx, actor, rows, at, first) => write(tx, actor, register, rows, at, first),
});

const lookupsOf = async (tx: Tx, actor: Actor): Promise<Lookups> => ({
  institutions: await allInstitutions(tx, actor),
  regions: regions.map(({ code, name, parent }) => ({ code, name, ...(parent !== null && { parent }) })),
});

async function* currentRows(tx: Tx, actor: Actor, register: Register, year: number | undefined): AsyncGenerator<RowValues> {
  let after: string | undefined;
  do {
    const page = await entryPage(tx, actor, register, { year, sort: "date" }, 1_000, after);
    for (const row of page.rows) if (row.state !== "withdrawn") yield columnsOf(row);
    after = page.next ?? undefined;
  } while (after !== undefined);
}

const columnsOf = (row: Pick<EntryRow, "entry_no" | "data" | "document_number" | "document_date">): RowValues => ({
  entryNo: row.entry_no,
  ...row.data,
  ...(row.document_number !== null && { documentNumber: row.document_number }),
  ...(row.document_date !== null && { documentDate: row.document_date }),
});

interface Draft {
  readonly row: ReadRow;
  readonly entryNo: string | undefined;
  readonly values: Values;
  readonly evidence: Evidence;
}

const draftOf = (register: Register, row: ReadRow | ApplicableRow): Omit<Draft, "row"> => {
  const { entryNo, documentNumber, documentDate, ...values } = row.values;
  const text = (value: FieldValue | undefined) => (typeof value === "string" && value.trim() !== "" ? value.trim() : null);
  return {
    entryNo: text(entryNo)?.toUpperCase() ?? undefined,
    values: tidy(register, values),
    evidence: { documentNumber: text(documentNumber), documentDate: text(documentDate), attachment: null },
  };
};

const judge = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  rows: readonly ReadRow[],
  today: PlainDate,
): Promise<JudgedRow[]> => {
  if (rows.length === 0) return [];
  const drafts = rows.map((row): Draft => ({ row, ...draftOf(register, row) }));
  const institutions = await institutionsById(
    tx,
    actor,
    drafts.flatMap(({ values }) => institutionIds(register, values)),
  );
  const keys = drafts.map(({ values, evidence }) => keysOf(register, values, evidence, institutions));
  const stored = await storedEntries(
    tx,
    actor,
    register,
    drafts.flatMap(({ entryNo }) => entryNo ?? []),
    keys.map(({ uniqueKey }) => uniqueKey),
  );
  // A row may move a named entry to another institution: the one it stands at has to be known too.
  const homes = register.kept
    ? [...stored.byNo.values(), ...stored.byKey.values()].flatMap(({ data }) => institutionIds(register, data))
    : [];
  const known = homes.length === 0 ? institutions : new Map([...institutions, ...(await institutionsById(tx, actor, homes))]);
  const taken = await keysTaken(
    tx,
    actor,
    register,
    keys.map(({ uniqueKey }) => uniqueKey),
  );
  const alike = await entriesAlike(
    tx,
    actor,
    register,
    keys.flatMap(({ repeatKey }) => repeatKey ?? []),
  );
  const storedBehind = (draft: Draft, index: number): EntryRow | undefined =>
    draft.entryNo === undefined ? stored.byKey.get(keys[index]?.uniqueKey ?? "") : stored.byNo.get(draft.entryNo);
  const crowding = await rowsBeyondLimit(
    tx,
    actor,
    register,
    drafts.map((draft, index) => {
      const existing = storedBehind(draft, index);
      const { values } = existing ? mergedWith(existing, draft) : draft;
      return { values, key: keys[index]?.repeatKey ?? null, current: existing };
    }),
  );
  return drafts.map((draft, index) => {
    const { uniqueKey = "", repeatKey = null } = keys[index] ?? {};
    const existing = storedBehind(draft, index);
    const others = repeatKey === null ? [] : (alike.get(repeatKey) ?? []).filter(({ id }) => id !== existing?.id);
    const isTaken = taken.has(uniqueKey) && existing?.unique_key !== uniqueKey;
    return judged(register, actor, draft, {
      existing,
      institutions: known,
      uniqueKey,
      isTaken,
      isCrowding: crowding.has(index),
      closed: closedToRows(register, today),
      others: others.map(({ entryNo }) => entryNo),
    });
  });
};

interface Surroundings {
  readonly existing: EntryRow | undefined;
  readonly institutions: InstitutionsById;
  readonly uniqueKey: string;
  /** Another entry, in or out of sight, holds the key. */
  readonly isTaken: boolean;
  /** More than the plan allows, counted with what is stored and the rows before it. */
  readonly isCrowding: boolean;
  /** Why the list takes neither new rows nor changed ones. */
  readonly closed: string | undefined;
  readonly others: readonly string[];
}

const judged = (register: Register, actor: Actor, draft: Draft, around: Surroundings): JudgedRow => {
  const { existing, uniqueKey, others } = around;
  const merged = existing ? mergedWith(existing, draft) : draft;
  const differences = existing ? differencesOf(register, existing, merged, around.institutions) : [];
  const problems = problemsOf(register, actor, draft, merged, around, differences.length > 0);
  const errors = problems.map(({ path, message }) => {
    const label = labelOf(register, path);
    return { reason: message, ...(label !== undefined && { column: label, field: path }) };
  });
  const verdict = errors.length > 0 ? "wrong" : !existing ? "new" : differences.length > 0 ? "changed" : "unchanged";
  return {
    rowNumber: draft.row.rowNumber,
    verdict,
    identity: existing?.id ?? uniqueKey,
    key: existing?.id ?? null,
    values: verdict === "wrong" || !existing ? draft.row.values : { ...merged.values, ...documentValues(merged.evidence) },
    errors,
    warnings: others.length > 0 && register.repeat ? [`${register.repeat.sentence}（${others.join("、")}）`] : [],
    differences: verdict === "changed" ? differences : [],
  };
};

const documentValues = ({ documentNumber, documentDate }: Evidence): Values => ({
  ...(documentNumber !== null && { documentNumber }),
  ...(documentDate !== null && { documentDate }),
});

/** An empty cell leaves what is stored: a workbook without some optional column must not erase that column. */
const mergedWith = (existing: EntryRow, { values, evidence }: Draft): { values: Values; evidence: Evidence } => ({
  values: { ...existing.data, ...values },
  evidence: {
    documentNumber: evidence.documentNumber ?? existing.document_number,
    documentDate: evidence.documentDate ?? existing.document_date,
    attachment: existing.attachment,
  },
});

const problemsOf = (
  register: Register,
  actor: Actor,
  { entryNo }: Draft,
  { values, evidence }: { values: Values; evidence: Evidence },
  { existing, institutions, isTaken, isCrowding, closed }: Surroundings,
  isChange: boolean,
): FieldProblem[] => {
  if (closed !== undefined && (!existing || isChange)) return [{ path: "entryNo", message: closed }];
  if (entryNo !== undefined && !existing) {
    return [{ path: "entryNo", message: "找不到这个编号的记录，或不在您的管理范围；新增的行请留空" }];
  }
  if (existing?.state === "withdrawn") return [{ path: "entryNo", message: "这条记录已撤销，不能再改" }];
  const problems = [...valueProblems(register, values, institutions), ...evidenceProblems(evidence)];
  if (problems.length > 0) return problems;
  const placeField = register.place.institution ?? register.place.county ?? register.dateField;
  if (!covers(actor, placeOf(register, values, institutions))) return [{ path: placeField, message: "不在您的管理范围" }];
  if (isTaken) return [{ path: register.unique.fields[0] ?? placeField, message: `与已有记录重复：${register.unique.sentence}` }];
  if (isCrowding && register.limit) {
    return [{ path: register.limit.approval, message: `${register.limit.sentence}，须填写批准文号` }];
  }
  if (existing && isChange && breaksKept(register, existing, values, institutions)) {
    return [{ path: "entryNo", message: register.kept?.sentence ?? "" }];
  }
  if (existing?.state === "confirmed" && isChange) {
    if (!mayConfirm(actor, register)) return [{ path: "entryNo", message: "已确认的记录不能由本级修改，请联系省级退回" }];
    const missing = missingEvidence(register, values, evidence);
    if (missing !== undefined) return [{ path: "documentNumber", message: `${missing}，已确认的记录不能缺少` }];
  }
  return [];
};

const importFields = (register: Register): readonly Field[] => [entryNoField, ...register.fields, ...documentFields];
const labelOf = (register: Register, path: string): string | undefined =>
  importFields(register).find(({ name }) => name === path)?.label;

const differencesOf = (
  register: Register,
  existing: EntryRow,
  merged: { values: Values; evidence: Evidence },
  institutions: InstitutionsById,
): Difference[] => {
  const before: Values = { ...existing.data, documentNumber: existing.document_number, documentDate: existing.document_date };
  const after: Values = {
    ...merged.values,
    documentNumber: merged.evidence.documentNumber,
    documentDate: merged.evidence.documentDate,
  };
  const shown = (field: Field, value: FieldValue | undefined) =>
    (field.kind === "institution" ? institutions.get(String(value))?.name : undefined) ?? display(field, value);
  return [...register.fields, ...documentFields]
    .filter(({ name }) => (before[name] ?? null) !== (after[name] ?? null))
    .map((field) => ({
      field: field.name,
      label: field.label,
      before: shown(field, before[field.name]),
      after: shown(field, after[field.name]),
    }));
};

const storedEntries = async (tx: Tx, actor: Actor, register: Register, numbers: readonly string[], keys: readonly string[]) => {
  const { rows } = await sql<EntryRow>`
    select entry.* from register_entry entry
    where ${within(actor, "entry")} and entry.register = ${register.id}
      and (entry.entry_no = any (${numbers}::text[]) or (entry.unique_key = any (${keys}::text[]) and entry.state <> 'withdrawn'))`.execute(
    tx,
  );
  return {
    byNo: new Map(rows.map((row) => [row.entry_no, row])),
    byKey: new Map(rows.filter(({ state }) => state !== "withdrawn").map((row) => [row.unique_key, row])),
  };
};

const write = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  rows: readonly ApplicableRow[],
  at: Date,
  first: bigint | undefined,
): Promise<void> => {
  const drafts = rows.map((row) => ({ row, ...draftOf(register, row) }));
  const institutions = await institutionsById(
    tx,
    actor,
    drafts.flatMap(({ values }) => institutionIds(register, values)),
  );
  const isConfirmer = mayConfirm(actor, register);
  const stored = await lockEntries(
    tx,
    actor,
    register,
    rows.flatMap(({ key }) => key ?? []),
  );
  const byId = new Map(stored.map((entry) => [entry.id, entry]));
  const by = { actor, at, institutions };
  const isComplete = (values: Values, evidence: Evidence) => missingEvidence(register, values, evidence) === undefined;
  try {
    await changeEntries(
      tx,
      register,
      drafts.flatMap(({ row, values, evidence: given }) => {
        const current = row.key === null ? undefined : byId.get(row.key);
        if (!current) return [];
        const evidence = { ...given, attachment: current.attachment };
        const isOwn = isConfirmer && current.created_by === actor.userId;
        const state = current.state === "submitted" && isOwn && isComplete(values, evidence) ? "confirmed" : current.state;
        return [{ id: current.id, version: current.version, note: "工作簿导入", values, evidence, state }];
      }),
      by,
    );
    await addEntries(
      tx,
      register,
      drafts
        .filter(({ row }) => row.key === null)
        .map(({ values, evidence }) => ({
          values,
          evidence,
          state: isConfirmer && isComplete(values, evidence) ? ("confirmed" as const) : ("submitted" as const),
        })),
      { ...by, first },
    );
  } catch (error) {
    if (violatedConstraint(error) !== "register_entry_unique_key") throw error;
    throw new ImportCollision(
      `第${rows[0]?.rowNumber}至${rows.at(-1)?.rowNumber}行中有与已有记录重复的：${register.unique.sentence}`,
    );
  }
  const tooMany = await tooManyWritten(
    tx,
    actor,
    register,
    drafts.map(({ values, evidence }) => keysOf(register, values, evidence, institutions).repeatKey),
  );
  if (tooMany !== undefined) throw new ImportCollision(`第${rows[0]?.rowNumber}至${rows.at(-1)?.rowNumber}行：${tooMany}`);
};
