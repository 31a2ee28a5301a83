/**
 * Five rules of 第七条 that every engine of this comparison can express, with inputs drawn from one seeded sequence, so that each
 * engine decides the same cases. Amounts in 万元, except for the doctors, in 元, because 2.4万元 is no whole number.
 */
export interface Cases {
  readonly specialties: readonly { readonly isPublic: boolean; readonly isSelected: boolean }[];
  readonly ladders: readonly { readonly qualified: number; readonly allocated: number }[];
  readonly tcm: readonly { readonly affiliation: string; readonly tier: string; readonly class: string }[];
  readonly doctors: readonly { readonly months: number; readonly overlapping: number }[];
  readonly rankings: readonly { readonly rank: number; readonly step: number }[];
}

export const makeCases = (count: number): Cases => {
  let state = 20_240_401;
  const pick = <Value>(values: readonly Value[]): Value => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return values[state % values.length] as Value;
  };
  const each = <Value>(make: () => Value): Value[] => Array.from({ length: count }, make);
  return {
    specialties: each(() => ({ isPublic: pick([true, true, true, false]), isSelected: pick([true, true, false]) })),
    ladders: each(() => ({ qualified: pick([0, 1, 2, 3, 4]), allocated: pick([0, 1000, 1500]) })),
    tcm: each(() => ({
      affiliation: pick(["province", "city", "county"]),
      tier: pick(["tertiary", "secondary"]),
      class: pick(["tcm", "general"]),
    })),
    doctors: each(() => {
      const months = pick([1, 5, 7, 12]);
      return { months, overlapping: Math.min(months, pick([0, 0, 4, 12])) };
    }),
    rankings: each(() => ({ rank: pick([50, 99, 100, 101, 300]), step: pick([1, 2, 3]) })),
  };
};

/** What an engine answers to each case, rule by rule: what all of them must agree on. */
export type Answers = Readonly<Record<keyof Cases, readonly number[]>>;

/** The same five rules written by hand: the yardstick for correctness and the ceiling for speed. */
const byHand = {
  specialty: ({ isPublic, isSelected }: Cases["specialties"][number]): number => (isPublic && isSelected ? 200 : 0),
  ladder: ({ qualified, allocated }: Cases["ladders"][number]): number =>
    Math.max(0, ([0, 1000, 1500, 1800][Math.min(qualified, 3)] ?? 0) - allocated),
  tcm: ({ affiliation, tier, class: kind }: Cases["tcm"][number]): number => {
    if (kind === "general") return 30;
    if (tier === "tertiary") return affiliation === "province" ? 100 : affiliation === "city" ? 50 : 0;
    return affiliation === "province" ? 0 : 30;
  },
  doctor: ({ months, overlapping }: Cases["doctors"][number]): number => (months - overlapping) * 2000,
  ranking: ({ rank, step }: Cases["rankings"][number]): number => (rank <= 100 ? ([3000, 3000, 4000][step - 1] ?? 0) : 0),
} as const;

export const answersByHand = (cases: Cases): Answers => ({
  specialties: cases.specialties.map(byHand.specialty),
  ladders: cases.ladders.map(byHand.ladder),
  tcm: cases.tcm.map(byHand.tcm),
  doctors: cases.doctors.map(byHand.doctor),
  rankings: cases.rankings.map(byHand.ranking),
});

/** The first cases of each rule, for an engine that would take minutes over all of them. */
export const firstOf = (cases: Cases, count: number): Cases => ({
  specialties: cases.specialties.slice(0, count),
  ladders: cases.ladders.slice(0, count),
  tcm: cases.tcm.slice(0, count),
  doctors: cases.doctors.slice(0, count),
  rankings: cases.rankings.slice(0, count),
});
