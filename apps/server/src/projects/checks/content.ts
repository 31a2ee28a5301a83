import type { ProjectPage } from "@qiangyi/api";
import { type CallDefinition, canonicalJson, type DeclarationContent, isWithUnit } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { answersOf, attachmentsOf } from "../declarations/declarations.store.ts";
import { shownValue, signedValue } from "../declarations/personal.ts";
import type { DeclarationTables } from "../declarations/tables.ts";
import type { StoredProject } from "../project.store.ts";

type Content = ProjectPage["content"];

interface Version {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly attachments: DeclarationContent["attachments"];
  readonly signed: Content["signed"];
}

const nothing: Version = { answers: {}, attachments: [], signed: null };

/**
 * What the reader judges: above the unit the content of the last signature, never what the unit is writing just now; at the unit its
 * present draft while it has one. Beside it, what was different in the version before.
 */
export const contentOf = async (tx: Tx, actor: Actor, project: StoredProject, definition: CallDefinition): Promise<Content> => {
  const isOwn = actor.level === "unit";
  const isDraft = isOwn && isWithUnit(project.state);
  const signed = await signedVersions(tx, project);
  const current = isDraft ? await presentDraft(tx, project) : (signed.get(project.signed_round) ?? nothing);
  const earlier = signed.get(isDraft ? project.signed_round : project.signed_round - 1);
  const shown = ([question, value]: readonly [string, unknown]) =>
    [question, readable(definition, question, value, isOwn)] as const;
  const known = new Set(earlier?.attachments.map(({ sha256 }) => sha256));
  const kept = new Set(current.attachments.map(({ sha256 }) => sha256));
  return {
    definition,
    answers: Object.fromEntries(Object.entries(current.answers).map(shown)),
    before: earlier === undefined ? {} : Object.fromEntries(differences(earlier.answers, current.answers).map(shown)),
    attachments: current.attachments.map(({ id, material, name, sizeBytes, sha256 }) => ({
      id,
      material,
      name,
      sizeBytes,
      sha256,
      isNew: earlier !== undefined && !known.has(sha256),
    })),
    removed: (earlier?.attachments ?? [])
      .filter(({ sha256 }) => !kept.has(sha256))
      .map(({ material, name }) => ({ material, name })),
    round: isDraft ? project.signed_round + 1 : project.signed_round,
    signed: current.signed,
  };
};

/** The last two signatures: the content in force and the one it replaced. */
const signedVersions = async (tx: Tx, { province, id, signed_round }: StoredProject): Promise<ReadonlyMap<number, Version>> => {
  const rows = await tx
    .withTables<DeclarationTables>()
    .selectFrom("project_signing")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .where("round", ">=", signed_round - 1)
    .execute();
  return new Map(
    rows.map((row) => {
      const { answers, attachments } = row.content as unknown as DeclarationContent;
      const signed = { byName: row.signed_by_name, at: row.signed_at.toISOString(), sha256: row.sha256 };
      return [row.round, { answers, attachments, signed }];
    }),
  );
};

const presentDraft = async (tx: Tx, project: StoredProject): Promise<Version> => {
  const [answers, attachments] = await Promise.all([answersOf(tx, project), attachmentsOf(tx, project)]);
  return {
    answers: Object.fromEntries(answers.map(({ question, value }) => [question, signedValue(value)])),
    attachments: attachments.map(({ id, material, name, media_type, size_bytes, sha256 }) => ({
      id,
      material,
      name,
      mediaType: media_type,
      sizeBytes: Number(size_bytes),
      sha256,
    })),
    signed: null,
  };
};

/** Earlier values of what differs now; null where the question had no answer. */
const differences = (earlier: Version["answers"], current: Version["answers"]): [string, unknown][] =>
  [...new Set([...Object.keys(earlier), ...Object.keys(current)])]
    .filter((question) => canonicalJson(earlier[question] ?? null) !== canonicalJson(current[question] ?? null))
    .map((question) => [question, earlier[question] ?? null]);

/** Personal data stay masked; a number stands in a signature as its hash, beside the mask that people may see. */
const readable = (definition: CallDefinition, question: string, value: unknown, isOwn: boolean): unknown => {
  if (typeof value === "object" && value !== null && "hash" in value && "masked" in value) return value.masked;
  const { value: shown, masked } = shownValue(definition, question, value, isOwn);
  return masked ?? shown ?? null;
};
