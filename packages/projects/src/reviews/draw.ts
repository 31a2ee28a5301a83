import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { canComplete, type DrawCandidate, type DrawProof, type PanelLimits, proofOf } from "./panel.ts";
import { sha256 } from "./sha256.ts";

/** The whole of a draw, as published. Named by id only, so that it can be given to anyone. */
export interface DrawRecord extends PanelLimits {
  readonly algorithm: "qiangyi-draw-1";
  readonly panel: string;
  readonly candidates: readonly DrawCandidate[];
  readonly candidateHash: string;
  /** SHA-256 of the nonce, published with the candidates before the draw. */
  readonly commitment: string;
  readonly nonce: string | null;
  /** Given by the witness at the draw. */
  readonly words: string | null;
  readonly seed: string | null;
  readonly drawn: readonly string[];
  readonly replacements: readonly { readonly unavailable: readonly string[]; readonly added: readonly string[] }[];
}

/**
 * The frozen list as one text, one line a candidate, sorted by id: what is hashed. Tab and line feed stand between the parts, so neither may
 * occur in them; fields and reasons are sorted, so that the same list always gives the same text.
 */
export const candidateText = (panel: string, { experts, fields }: PanelLimits, candidates: readonly DrawCandidate[]): string =>
  [
    ["qiangyi-draw-1", panel, String(experts), sorted(fields).join(",")],
    ...candidates
      .toSorted(byId)
      .map(({ id, unit, fields: own, excluded }) => [id, unit, sorted(own).join(","), sorted(excluded).join(",")]),
  ]
    .map((parts) => parts.map((part) => part.replace(/[\t\n]/g, " ")).join("\t"))
    .join("\n");

export const candidateHashOf = (panel: string, limits: PanelLimits, candidates: readonly DrawCandidate[]): string =>
  sha256(candidateText(panel, limits, candidates));

/** Nobody can choose it: the nonce is fixed by its published hash before the words are spoken, and the words come from another person. */
export const seedOf = ({ nonce, candidateHash, words }: { nonce: string; candidateHash: string; words: string }): string =>
  sha256(`${nonce}\n${candidateHash}\n${words}`);

/** The order of a draw: by SHA-256 of seed and id, smallest first. */
export const drawOrder = (seed: string, candidates: readonly DrawCandidate[]): DrawCandidate[] =>
  candidates
    .map((candidate) => ({ candidate, key: sha256(seed + candidate.id) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ candidate }) => candidate);

/**
 * Walks the order and takes everyone with whom the panel can still be completed: of all panels that keep the limits, the first in this order.
 * `held` stays; `unavailable` declined or is in conflict. A panel is found whenever one exists; otherwise the proof says why none does.
 */
export const draw = (
  seed: string,
  candidates: readonly DrawCandidate[],
  limits: PanelLimits,
  { held = [], unavailable = [] }: { held?: readonly string[]; unavailable?: readonly string[] } = {},
): Result<DrawCandidate[], Refusal<"DRAW_IMPOSSIBLE", { readonly proof: DrawProof }>> => {
  const panel = candidates.filter(({ id }) => held.includes(id));
  const open = candidates.map((one) =>
    unavailable.includes(one.id) ? { ...one, excluded: [...one.excluded, "unavailable"] } : one,
  );
  const proof = proofOf(open, limits, panel);
  if (proof) return refuse({ code: "DRAW_IMPOSSIBLE", proof });
  return ok(walk(seed, open, limits, held).flatMap(({ candidate, step }) => (step.kind === "taken" ? [candidate] : [])));
};

/** What the walk down the order did with one candidate; `same-unit` names who has the seat of his unit. */
export type WalkStep =
  | { readonly kind: "taken" }
  | { readonly kind: "same-unit"; readonly seated: string }
  /** Passed over, because with him a field that is still missing could not be covered any more. */
  | { readonly kind: "kept-for-field" }
  | { readonly kind: "not-reached" };

/** Everybody who may be drawn and has no seat yet, in the order of the draw. */
export const walk = (
  seed: string,
  candidates: readonly DrawCandidate[],
  limits: PanelLimits,
  held: readonly string[] = [],
): { readonly candidate: DrawCandidate; readonly step: WalkStep }[] => {
  const panel = candidates.filter(({ id }) => held.includes(id));
  const order = drawOrder(
    seed,
    candidates.filter(({ id, excluded }) => excluded.length === 0 && !held.includes(id)),
  );
  return order.map((candidate, at) => {
    if (panel.length === limits.experts) return { candidate, step: { kind: "not-reached" } };
    const seated = panel.find(({ unit }) => unit === candidate.unit);
    if (seated) return { candidate, step: { kind: "same-unit", seated: seated.id } };
    if (!canComplete([...panel, candidate], order.slice(at + 1), limits)) return { candidate, step: { kind: "kept-for-field" } };
    panel.push(candidate);
    return { candidate, step: { kind: "taken" } };
  });
};

/** What a stranger checks about a record, in the order in which it was made. */
export interface RecordCheck {
  readonly what: string;
  readonly isRight: boolean;
  /** Both texts are ids of experts with spaces between them. */
  readonly isOfExperts: boolean;
  readonly published: string;
  readonly computed: string;
}

/** Draws again from the record alone and compares every step. */
export const checkRecord = (record: DrawRecord): RecordCheck[] => {
  const checks: RecordCheck[] = [];
  const compare = (what: string, published: string, computed: string, isOfExperts = false) =>
    void checks.push({ what, isRight: published === computed, isOfExperts, published, computed });
  compare("候选名单哈希", record.candidateHash, candidateHashOf(record.panel, record, record.candidates));
  if (record.nonce === null || record.words === null || record.seed === null) return checks;
  compare("预先承诺的随机数", record.commitment, sha256(record.nonce));
  compare("抽取种子", record.seed, seedOf({ nonce: record.nonce, candidateHash: record.candidateHash, words: record.words }));
  compare("抽取结果", record.drawn.join(" "), idsOf(draw(record.seed, record.candidates, record)), true);
  let seated = record.drawn;
  const unavailable: string[] = [];
  for (const [at, step] of record.replacements.entries()) {
    unavailable.push(...step.unavailable);
    seated = seated.filter((id) => !unavailable.includes(id));
    const added = idsOf(draw(record.seed, record.candidates, record, { held: seated, unavailable }));
    compare(`第${at + 1}次补抽`, step.added.join(" "), added, true);
    seated = [...seated, ...step.added];
  }
  return checks;
};

const idsOf = (result: ReturnType<typeof draw>): string =>
  result.ok ? result.value.map(({ id }) => id).join(" ") : result.refusal.proof.sentence;

const sorted = (texts: readonly string[]): string[] => texts.toSorted();
const byId = (a: DrawCandidate, b: DrawCandidate): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
