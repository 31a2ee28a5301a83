import type { DraftEntry, DraftEntryValue, SavedEntry, SentEntry } from "@qiangyi/api";

/** Who changed a place of a draft last. */
export interface DraftMark {
  readonly version: number;
  readonly by: string;
  readonly at: Date;
}

interface Draft {
  /** What every place says now; a place that is missing says nothing. */
  readonly values: ReadonlyMap<string, DraftEntryValue>;
  readonly marks: ReadonlyMap<string, DraftMark>;
  /** Why a value may not stand at a place. */
  readonly misfit: (entry: SentEntry) => string | undefined;
  readonly now: Date;
}

export interface JudgedEntries {
  readonly results: readonly SavedEntry[];
  /** What is to be written, by place. */
  readonly accepted: ReadonlyMap<string, DraftEntryValue>;
}

/**
 * Each entry by itself: what was typed over the newest version is taken, what says the same already counts as saved (a repetition after a lost
 * answer), and where somebody else was faster his value goes back, for a person to choose.
 */
export const judgeEntries = (entries: readonly SentEntry[], { values, marks, misfit, now }: Draft): JudgedEntries => {
  const accepted = new Map<string, DraftEntryValue>();
  const results = entries.map((entry): SavedEntry => {
    const { place, value, version } = entry;
    const mark = marks.get(place);
    const stands = values.get(place) ?? (typeof value === "boolean" ? false : null);
    const reason = misfit(entry);
    const stored = { place, version: mark?.version ?? 0, savedAt: (mark?.at ?? now).toISOString() };
    if (reason !== undefined) return { ...stored, problem: { code: "entry-refused", detail: reason, current: null } };
    if (accepted.has(place)) return { ...stored, problem: { code: "entry-refused", detail: "同一格写了两次", current: null } };
    if (stands === value) return { ...stored, problem: null };
    if (mark !== undefined && mark.version !== version) {
      const current = { value: stands, version: mark.version, by: mark.by, at: mark.at.toISOString() };
      return { ...stored, problem: { code: "ANSWER_CHANGED", detail: `${mark.by}已经改过这一格`, current } };
    }
    accepted.set(place, value);
    return { place, version: (mark?.version ?? 0) + 1, savedAt: now.toISOString(), problem: null };
  });
  return { results, accepted };
};

/** Every place that says something or was ever changed. */
export const draftEntries = (values: ReadonlyMap<string, DraftEntryValue>, marks: ReadonlyMap<string, DraftMark>): DraftEntry[] =>
  [...new Set([...values.keys(), ...marks.keys()])].map((place) => ({
    place,
    value: values.get(place) ?? null,
    version: marks.get(place)?.version ?? 0,
    savedAt: marks.get(place)?.at.toISOString() ?? null,
  }));

/** Places that say something else than before: a draft that is saved as a whole raises their versions too. */
export const changedPlaces = (
  before: ReadonlyMap<string, DraftEntryValue>,
  after: ReadonlyMap<string, DraftEntryValue>,
): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((place) => (before.get(place) ?? null) !== (after.get(place) ?? null));

/** "cell/3/F141024" → ["3", "F141024"]. */
export const cellAt = (place: string): readonly [column: string, row: string] | undefined => {
  const [, column, row] = /^cell\/([^/]+)\/(.+)$/.exec(place) ?? [];
  return column === undefined || row === undefined ? undefined : [column, row];
};

export const isAmountText = (value: DraftEntryValue): boolean =>
  value === null || (typeof value === "string" && /^[1-9]\d{0,17}$/.test(value));
