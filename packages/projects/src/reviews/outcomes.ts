import { conflictKinds } from "./conflicts.ts";
import { type DrawRecord, draw, drawOrder, type WalkStep, walk } from "./draw.ts";

/** Everything that keeps a candidate out of a draw, in words that tell no more of a person than the kind. */
export const exclusionTitles: Readonly<Record<string, string>> = {
  ...conflictKinds,
  "judged-before": "参加过前一轮评审",
  load: "工作量达到上限",
  "no-account": "未开通专家账号",
  paused: "已暂停",
};

/** What became of one candidate in a draw and in the refills after it. */
export type DrawOutcome =
  | { readonly kind: "drawn"; readonly place: number; readonly hasLeft: boolean }
  | { readonly kind: "replacement"; readonly nth: number; readonly hasLeft: boolean }
  | { readonly kind: "excluded"; readonly reasons: readonly string[] }
  /** In conflict only after the list was frozen, and passed over by a refill for that. */
  | { readonly kind: "late-conflict" }
  | Exclude<WalkStep, { kind: "taken" }>;

type Drawn = Pick<DrawRecord, "seed" | "candidates" | "experts" | "fields" | "replacements">;

/** Drawn again from the record; before the draw it is known only who is excluded. */
export const outcomesOf = ({ seed, candidates, replacements, ...limits }: Drawn): ReadonlyMap<string, DrawOutcome> => {
  const outcomes = new Map<string, DrawOutcome>();
  for (const { id, excluded } of candidates) if (excluded.length > 0) outcomes.set(id, { kind: "excluded", reasons: excluded });
  const first = seed === null ? undefined : draw(seed, candidates, limits);
  if (seed === null || !first?.ok) return outcomes;
  let seated = first.value.map(({ id }) => id);
  for (const [at, id] of seated.entries()) outcomes.set(id, { kind: "drawn", place: at + 1, hasLeft: false });
  const note = (held: readonly string[], open: Drawn["candidates"], taken: (id: string) => DrawOutcome) => {
    for (const { candidate, step } of walk(seed, open, limits, held))
      outcomes.set(candidate.id, step.kind === "taken" ? taken(candidate.id) : step);
  };
  note([], candidates, (id) => outcomes.get(id) ?? { kind: "not-reached" });
  const gone = new Set<string>();
  for (const [at, { unavailable, added }] of replacements.entries()) {
    for (const id of unavailable) {
      gone.add(id);
      outcomes.set(id, leaving(outcomes.get(id)));
    }
    seated = seated.filter((id) => !gone.has(id));
    const open = candidates.filter(({ id }) => !gone.has(id));
    note(seated, open, () => ({ kind: "replacement", nth: at + 1, hasLeft: false }));
    seated = [...seated, ...added];
  }
  return outcomes;
};

const leaving = (before: DrawOutcome | undefined): DrawOutcome =>
  before?.kind === "drawn" || before?.kind === "replacement" ? { ...before, hasLeft: true } : { kind: "late-conflict" };

/** "与ZJ-00012同单位，每个单位至多一人": `nameOf` says how a candidate is called where it is shown. */
export const outcomeText = (outcome: DrawOutcome, nameOf: (id: string) => string): string => {
  switch (outcome.kind) {
    case "drawn":
      return outcome.hasLeft ? "抽中，后退出" : "抽中";
    case "replacement":
      return `第${outcome.nth}次补抽抽中${outcome.hasLeft ? "，后退出" : ""}`;
    case "excluded":
      return `未参加抽取：${outcome.reasons.map((kind) => exclusionTitles[kind] ?? kind).join("、")}`;
    case "late-conflict":
      return "名单锁定后出现回避情形，补抽时跳过";
    case "same-unit":
      return `与${nameOf(outcome.seated)}同单位，每个单位至多一人`;
    case "kept-for-field":
      return "席位须留给尚缺的专业领域";
    case "not-reached":
      return "席位已满，按次序未抽到";
  }
};

/** How many of the list are excluded, by reason; somebody with two reasons counts under both. */
export const exclusionCounts = (candidates: Drawn["candidates"]): { readonly title: string; readonly people: number }[] => {
  const kinds = candidates.flatMap(({ excluded }) => excluded);
  return [...new Set(kinds)]
    .map((kind) => ({ title: exclusionTitles[kind] ?? kind, people: kinds.filter((one) => one === kind).length }))
    .toSorted((a, b) => b.people - a.people || (a.title < b.title ? -1 : 1));
};

/** Ids of those who could be drawn, in the order of the draw. */
export const orderOf = ({ seed, candidates }: Pick<DrawRecord, "seed" | "candidates">): readonly string[] =>
  seed === null
    ? []
    : drawOrder(
        seed,
        candidates.filter(({ excluded }) => excluded.length === 0),
      ).map(({ id }) => id);
