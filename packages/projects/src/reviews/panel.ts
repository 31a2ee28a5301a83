import { grouped } from "@qiangyi/kernel";

/** Somebody who could sit on the panel. `excluded` holds the kinds of reasons against him; empty: he may be drawn. */
export interface DrawCandidate {
  readonly id: string;
  /** One per unit: the same text is the same unit. */
  readonly unit: string;
  readonly fields: readonly string[];
  readonly excluded: readonly string[];
}

export interface PanelLimits {
  /** Odd, five or more. */
  readonly experts: number;
  /** Fields of which at least one expert each must sit on the panel. */
  readonly fields: readonly string[];
}

/** Why no panel can be formed: one limit, and the candidates and counts that show it. */
export interface DrawProof {
  readonly limit: "size" | "candidates" | "units" | "field" | "fields";
  readonly sentence: string;
  readonly needed: number;
  readonly available: number;
  readonly fields: readonly string[];
  readonly candidates: readonly string[];
}

export const isPanelSize = (experts: number): boolean => Number.isInteger(experts) && experts >= 5 && experts % 2 === 1;

/**
 * Whether `held` can be completed to a panel out of `free`, without choosing yet. Exact: over units, in any order, which fields can be covered
 * with how many seats. A panel exists exactly if all open fields are covered by at most the open seats and there are as many units as open seats.
 */
export const canComplete = (held: readonly DrawCandidate[], free: readonly DrawCandidate[], limits: PanelLimits): boolean => {
  const seats = limits.experts - held.length;
  const taken = new Set(held.map(({ unit }) => unit));
  const units = byUnit(free.filter(({ unit }) => !taken.has(unit)));
  const open = limits.fields.filter((field) => !held.some(({ fields }) => fields.includes(field)));
  return seats >= 0 && units.length >= seats && seatsToCover(units, open) <= seats;
};

/** The fewest seats that cover all fields with one expert per unit; infinite if no choice does. */
const seatsToCover = (units: readonly (readonly DrawCandidate[])[], fields: readonly string[]): number => {
  const all = 2 ** fields.length - 1;
  const maskOf = (candidate: DrawCandidate): number =>
    fields.reduce((mask, field, at) => (candidate.fields.includes(field) ? mask | (1 << at) : mask), 0);
  let fewest = new Map([[0, 0]]);
  for (const unit of units) {
    const masks = new Set(unit.map(maskOf));
    const next = new Map(fewest);
    for (const [covered, seats] of fewest)
      for (const mask of masks)
        next.set(covered | mask, Math.min(next.get(covered | mask) ?? Number.POSITIVE_INFINITY, seats + 1));
    fewest = next;
  }
  return fewest.get(all) ?? Number.POSITIVE_INFINITY;
};

/** The proof that no panel exists; undefined when one does. `held`: seats that are taken already. */
export const proofOf = (
  candidates: readonly DrawCandidate[],
  limits: PanelLimits,
  held: readonly DrawCandidate[] = [],
): DrawProof | undefined => {
  if (!isPanelSize(limits.experts)) return sizeProof(limits);
  const isHeld = new Set(held.map(({ id }) => id));
  const free = candidates.filter(({ id, excluded }) => excluded.length === 0 && !isHeld.has(id));
  if (canComplete(held, free, limits)) return undefined;
  return countProof(candidates, free, held, limits) ?? fieldProof(candidates, free, held, limits);
};

const sizeProof = ({ experts }: PanelLimits): DrawProof => ({
  limit: "size",
  sentence: `评审专家须为5人以上单数，现为${experts}人`,
  needed: 5,
  available: experts,
  fields: [],
  candidates: [],
});

const countProof = (
  candidates: readonly DrawCandidate[],
  free: readonly DrawCandidate[],
  held: readonly DrawCandidate[],
  { experts }: PanelLimits,
): DrawProof | undefined => {
  const seats = experts - held.length;
  const taken = new Set(held.map(({ unit }) => unit));
  const units = byUnit(free.filter(({ unit }) => !taken.has(unit)));
  const common = { needed: seats, fields: [], candidates: free.map(({ id }) => id) };
  const already = held.length > 0 ? `已在席${held.length}人，` : "";
  if (free.length < seats) {
    const excluded = candidates.filter((one) => one.excluded.length > 0).length;
    const sentence = `${already}还需${seats}人；候选${candidates.length}人中${excluded}人须回避或不可用，只余${free.length}人`;
    return { ...common, limit: "candidates", sentence, available: free.length };
  }
  if (units.length < seats) {
    const sentence = `${already}还需${seats}人，同一单位至多1人；可用${free.length}人分属${units.length}个未在席单位，至多${units.length}人`;
    return { ...common, limit: "units", sentence, available: units.length };
  }
  return undefined;
};

/** The smallest set of fields that cannot be had together, smaller sets first: each is a proof that can be checked by hand. */
const fieldProof = (
  candidates: readonly DrawCandidate[],
  free: readonly DrawCandidate[],
  held: readonly DrawCandidate[],
  limits: PanelLimits,
): DrawProof => {
  const open = limits.fields.filter((field) => !held.some(({ fields }) => fields.includes(field)));
  const stuck = subsetsBySize(open).find((fields) => !canComplete(held, free, { ...limits, fields })) ?? open;
  const about = free.filter(({ fields }) => fields.some((field) => stuck.includes(field)));
  const taken = new Set(held.map(({ unit }) => unit));
  const usable = about.filter(({ unit }) => !taken.has(unit));
  const [only] = stuck;
  const common = { needed: stuck.length, fields: stuck, candidates: about.map(({ id }) => id) };
  if (stuck.length === 1 && only !== undefined) {
    const all = candidates.filter(({ fields }) => fields.includes(only));
    const sentence = `“${only}”至少须有1人；候选名单中${all.length}人，回避、不可用或单位已在席的除外后${usable.length}人`;
    return { ...common, limit: "field", sentence, available: usable.length, candidates: all.map(({ id }) => id) };
  }
  const units = byUnit(usable).length;
  const seats = limits.experts - held.length;
  const sentence = `${stuck.map((field) => `“${field}”`).join("、")}须各有1人，同一单位至多1人、空缺${seats}席；可用${usable.length}人分属${units}个单位，无论怎样选都不能同时覆盖`;
  return { ...common, limit: "fields", sentence, available: units };
};

const subsetsBySize = (fields: readonly string[]): string[][] =>
  Array.from({ length: 2 ** fields.length - 1 }, (_, at) => fields.filter((_field, bit) => ((at + 1) >> bit) & 1)).toSorted(
    (a, b) => a.length - b.length,
  );

const byUnit = (candidates: readonly DrawCandidate[]): (readonly DrawCandidate[])[] => [
  ...grouped(candidates, ({ unit }) => unit).values(),
];
