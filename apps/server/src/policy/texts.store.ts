import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { type Actor, containing, newId, type Tx, type UploadedFile } from "../platform/index.ts";
import type { Part, PartKind } from "./official-text/split.ts";
import { fold } from "./search-text.ts";

export interface TextHead {
  readonly id: string;
  readonly document: string;
  readonly state: "draft" | "published";
  readonly version: number | null;
  readonly title: string;
  readonly fileName: string;
  readonly format: "txt" | "docx" | "pdf";
  readonly notes: readonly string[];
  readonly loadedBy: string;
  readonly loadedAt: Date;
  readonly publishedAt: Date | null;
}

export interface StoredPart extends Part {
  readonly position: number;
}

const heads = sql`select id, document, state, version, title, file_name as "fileName", format, notes, loaded_by_name as "loadedBy",
  loaded_at as "loadedAt", published_at as "publishedAt" from policy_text where province = current_setting('qiangyi.province')`;

/** Newest first; drafts, where the actor may see them, before the published versions. */
export const textsOf = async (tx: Tx, document: string): Promise<readonly TextHead[]> =>
  (await sql<TextHead>`${heads} and document = ${document} order by version desc nulls first, loaded_at desc`.execute(tx)).rows;

export const findText = async (tx: Tx, id: string): Promise<TextHead | undefined> =>
  (await sql<TextHead>`${heads} and id = ${id}`.execute(tx)).rows[0];

/** The version that is shown, by document: the newest published one. */
export const currentTexts = async (tx: Tx): Promise<ReadonlyMap<string, TextHead>> => {
  const { rows } = await sql<TextHead>`${heads} and state = 'published' order by document, version`.execute(tx);
  return new Map(rows.map((row) => [row.document, row]));
};

export const partsOf = async (tx: Tx, textId: string): Promise<readonly StoredPart[]> =>
  (
    await sql<StoredPart & { kind: PartKind }>`select position, kind, ref, label, body from policy_text_part
      where province = current_setting('qiangyi.province') and text_id = ${textId} order by position`.execute(tx)
  ).rows;

export interface Draft {
  readonly document: string;
  readonly format: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly parts: readonly Part[];
}

/** Keeps the file as it came and the split beside it. */
export const saveDraft = async (tx: Tx, actor: Actor, at: Date, file: UploadedFile, draft: Draft): Promise<string> => {
  const [fileId, id] = [newId(), newId()];
  await sql`insert into stored_file (province, id, name, content_type, size_bytes, sha256, content, uploaded_by, uploaded_at)
    values (${actor.province}, ${fileId}, ${file.name}, ${file.contentType}, ${file.sizeBytes}, ${file.sha256}, ${await readFile(file.path)},
      ${actor.userId}, ${at})`.execute(tx);
  await sql`insert into policy_text (province, id, document, file_id, file_name, format, title, notes, loaded_by, loaded_by_name, loaded_at)
    values (${actor.province}, ${id}, ${draft.document}, ${fileId}, ${file.name}, ${draft.format}, ${draft.title},
      ${JSON.stringify(draft.notes)}::jsonb, ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
  await writeParts(tx, actor.province, id, draft.parts);
  return id;
};

const writeParts = async (tx: Tx, province: string, textId: string, parts: readonly Part[]): Promise<void> => {
  const rows = parts.map((part, position) => ({ ...part, position, folded: fold(part.body) }));
  await sql`insert into policy_text_part (province, text_id, position, kind, ref, label, body, folded)
    select ${province}, ${textId}, part.position, part.kind, part.ref, part.label, part.body, part.folded
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as part (position integer, kind text, ref text, label text, body text, folded text)`.execute(tx);
};

/** Replaces the split of a draft; the database refuses it for a published version (policy_text_immutable). */
export const replaceParts = async (tx: Tx, text: TextHead, title: string, parts: readonly Part[]): Promise<void> => {
  await sql`update policy_text set title = ${title} where province = current_setting('qiangyi.province') and id = ${text.id}`.execute(
    tx,
  );
  await sql`delete from policy_text_part where province = current_setting('qiangyi.province') and text_id = ${text.id}`.execute(
    tx,
  );
  const { rows } = await sql<{ province: string }>`select current_setting('qiangyi.province') as province`.execute(tx);
  await writeParts(tx, rows[0]?.province ?? "", text.id, parts);
};

export const discardText = async (tx: Tx, id: string): Promise<void> => {
  await sql`delete from policy_text where province = current_setting('qiangyi.province') and id = ${id}`.execute(tx);
};

/** Gives the draft the next version number of its document. Two publications at once are taken one after the other. */
export const publishText = async (tx: Tx, actor: Actor, at: Date, text: TextHead): Promise<number> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`policy-text/${actor.province}/${text.document}`}, 0))`.execute(tx);
  const { rows } = await sql<{ version: number }>`
    update policy_text set state = 'published', published_by = ${actor.userId}, published_by_name = ${actor.name}, published_at = ${at},
      version = 1 + coalesce((select max(version) from policy_text t where t.province = ${actor.province} and t.document = ${text.document}), 0)
    where province = ${actor.province} and id = ${text.id} returning version`.execute(tx);
  return rows[0]?.version ?? 0;
};

export interface FoundPart {
  readonly document: string;
  readonly textId: string;
  readonly position: number;
  readonly ref: string;
  readonly label: string;
  readonly kind: PartKind;
  readonly body: string;
}

/** Passages of the newest published versions that hold every word, in the order of the texts. */
export const searchParts = async (tx: Tx, words: readonly string[]): Promise<readonly FoundPart[]> => {
  const conditions = words.map((word) => sql`p.folded like ${containing(word)}`);
  const { rows } = await sql<FoundPart>`
    select t.document, p.text_id as "textId", p.position, p.ref, p.label, p.kind, p.body
    from policy_text_part p join policy_text t on t.province = p.province and t.id = p.text_id
    where p.province = current_setting('qiangyi.province') and t.state = 'published' and p.kind <> 'residue'
      and not exists (select from policy_text newer where newer.province = t.province and newer.document = t.document
        and newer.state = 'published' and newer.version > t.version)
      and ${sql.join(conditions, sql` and `)}
    order by t.document, p.position limit 2000`.execute(tx);
  return rows;
};
