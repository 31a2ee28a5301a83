/** Mixed claims of an invented province, the same for the same seed: no line is left out and every check fails now and then. */
export interface Claims {
  readonly decisionDate: string;
  readonly institutions: readonly Readonly<Record<string, string>>[];
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  readonly allocated: readonly Readonly<Record<string, unknown>>[];
}

const counties = ["140121", "140122", "140123", "140181", "140221", "140222", "140321", "140423", "140581", "140621", "140105"];

export const mixedClaims = (count: number, seed = 20_240_401): Claims => {
  const random = generator(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const chance = (share: number): boolean => random() < share;
  const day = (): string =>
    `${pick([2023, 2024, 2025])}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
  const institutions = makeInstitutions(Math.max(200, Math.floor(count / 5)), pick, chance);
  const ofKind = (test: (each: (typeof institutions)[number]) => boolean) =>
    institutions.filter(test).map(({ id }) => id as string);
  const tertiary = ofKind(({ tier }) => tier === "tertiary");
  const county = ofKind(({ affiliation }) => affiliation === "county");
  const township = ofKind(({ class: kind }) => kind === "township-centre");
  const facts = Array.from({ length: count }, (_, index) => {
    const id = `f${index}`;
    const level = pick(["national", "provincial"]);
    const rows = [
      {
        id,
        type: "national-ranking",
        institution: pick(tertiary),
        list: "general",
        year: pick([2023, 2024, 2025]),
        rank: 1 + Math.floor(random() * 130),
        published: day(),
      },
      {
        id,
        type: "regional-centre",
        institution: pick(tertiary),
        field: pick(["critical-care", "trauma", "infectious-disease", "other"]),
        completed: day(),
      },
      {
        id,
        type: "key-specialty",
        institution: pick(tertiary),
        specialty: `专科${index % 997}`,
        level,
        selected: day(),
        ...(level === "national" && { nationalSubsidy: "5000000.00" }),
      },
      {
        id,
        type: "discipline",
        institution: pick(tertiary),
        discipline: `学科${index % 211}`,
        tier: pick(["top", "key"]),
        year: pick([2024, 2025]),
      },
      { id, type: "tcm-specialty", institution: pick(tertiary), specialty: `中医${index % 499}`, selected: day() },
      { id, type: "township-centre", institution: pick(township), county: pick(counties), accepted: chance(0.9) ? day() : null },
      { id, type: "county-tertiary", county: pick(counties), institution: pick(county), qualified: chance(0.9) ? day() : null },
      {
        id,
        type: "emergency-centre",
        county: pick(counties),
        institution: pick(county),
        kind: pick(["stroke", "chest-pain", "trauma"]),
        recognisedBy: chance(0.8) ? "national" : "city",
        recognised: day(),
      },
      {
        id,
        type: "maternal-newborn-centre",
        county: pick(counties),
        institution: pick(county),
        kind: pick(["maternal", "child-newborn"]),
        recognisedBy: chance(0.8) ? "national" : "city",
        recognised: day(),
      },
      secondment(id, {
        person: `P${index}`,
        sender: pick(tertiary),
        host: pick(county),
        from: day(),
        months: 3 + Math.floor(random() * 10),
      }),
      { id, type: "expert-workshop", institution: pick(tertiary), from: day() },
      { id, type: "appropriate-technique", institution: pick(county), project: `技术${index % 307}`, year: pick([2024, 2025]) },
      {
        id,
        type: "visiting-scholar",
        person: `S${index}`,
        institution: pick(county),
        year: pick([2024, 2025]),
        tuition: "12000.00",
        listed: chance(0.95),
      },
    ];
    // A real year is mostly doctors and scholars; the other lines share the rest.
    const share = random();
    return share < 0.35 ? rows[9] : share < 0.5 ? rows[12] : rows[Math.floor(random() * rows.length)];
  }) as Claims["facts"];
  const allocated = facts
    .filter(({ type }) => type === "secondment" && chance(0.1))
    .map(({ id, from }) => ({
      line: "doctor-secondment",
      subject: id,
      year: Number(String(from).slice(0, 4)),
      amount: "2000.00",
    }));
  return { decisionDate: "2026-03-01", institutions, facts, allocated };
};

const secondment = (
  id: string,
  {
    months,
    ...rest
  }: { readonly person: string; readonly sender: string; readonly host: string; readonly from: string; readonly months: number },
) => {
  const [year = 0, month = 1, day = 1] = rest.from.split("-").map(Number);
  const to = new Date(Date.UTC(year, month - 1 + months, day - 1)).toISOString().slice(0, 10);
  return { id, type: "secondment", ...rest, to, title: "intermediate" };
};

const makeInstitutions = (count: number, pick: <T>(values: readonly T[]) => T, chance: (share: number) => boolean) =>
  Array.from({ length: count }, (_, index) => {
    const affiliation = pick(["province", "city", "county", "county", "township"]);
    const isTownship = affiliation === "township";
    return {
      id: `H${index}`,
      name: `第${index}号机构`,
      ownership: chance(0.95) ? "public" : "private",
      affiliation,
      tier: isTownship ? "primary" : affiliation === "county" ? "secondary" : "tertiary",
      class: isTownship ? "township-centre" : pick(["general", "general", "tcm", "maternal-child"]),
      region: pick(counties),
    };
  });

const two = (n: number): string => String(n).padStart(2, "0");

/** mulberry32: small, seeded, good enough to mix claims. */
const generator = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};
