import type { EvaluateOutput } from "../contract.ts";
import { exampleInstitutions, type Row } from "./example-province.ts";

/** A sequence of its own, so that no new version of a library ever draws another province. */
const drawer = (seed: number) => {
  let state = seed;
  const below = (count: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % count;
  };
  const pick = <Value>(...values: readonly Value[]): Value => values[below(values.length)] as Value;
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = (): string => `${2022 + below(6)}-${two(1 + below(12))}-${two(1 + below(28))}`;
  const year = (): number => 2022 + below(6);
  return { below, pick, day, year };
};

type Drawer = ReturnType<typeof drawer>;

const hospital = ({ pick }: Drawer) => pick("P1", "P2", "P-tcm", "P-private", "C1", "C-tcm", "C-integrated", "D1");
const county = ({ pick }: Drawer) => pick("140121", "140121", "140122", "140105");
const countyHospital = ({ pick }: Drawer) => pick("K1", "K2", "K3", "K4", "K-tcm", "K-maternal", "K-private");

const centre = (draw: Drawer): Row => ({
  county: county(draw),
  institution: countyHospital(draw),
  recognisedBy: draw.pick("national", "national", "city"),
  recognised: draw.pick(draw.day(), draw.day(), null),
});

const ranking = (draw: Drawer): Row => ({
  type: "national-ranking",
  institution: draw.pick("P1", "P2", hospital(draw)),
  list: draw.pick("general", "general", "tcm"),
  year: draw.year(),
  rank: draw.pick(60 + draw.below(60), 90, 90, 90, 90, null),
  published: draw.day(),
});

const regionalCentre = (draw: Drawer): Row => ({
  type: "regional-centre",
  institution: hospital(draw),
  field: draw.pick("trauma", "critical-care", "其他"),
  completed: draw.pick(draw.day(), null),
  ...(draw.below(3) === 0 && { centre: "甲" }),
});

const specialty = (draw: Drawer): Row => ({
  type: "key-specialty",
  institution: hospital(draw),
  specialty: draw.pick("甲", "乙", "丙"),
  selected: draw.day(),
  ...draw.pick<Row>({ level: "provincial" }, { level: "national", nationalSubsidy: draw.pick("5000000.00", null) }),
});

const discipline = (draw: Drawer): Row => ({
  type: "discipline",
  institution: draw.pick("P1", "P2", "P-private"),
  discipline: draw.pick("甲", "乙"),
  tier: draw.pick("top", "key"),
  year: draw.year(),
});

const tcmSpecialty = (draw: Drawer): Row => ({
  type: "tcm-specialty",
  institution: draw.pick(hospital(draw), countyHospital(draw), "P-tcm-secondary"),
  specialty: draw.pick("甲", "乙", "丙"),
  selected: draw.day(),
  ...(draw.below(4) === 0 && { classAtSelection: { affiliation: "city", tier: "tertiary", class: "tcm" } }),
});

const townshipCentre = (draw: Drawer): Row => ({
  type: "township-centre",
  institution: draw.pick("T1", "T2", "K1"),
  county: county(draw),
  accepted: draw.pick(draw.day(), draw.day(), null),
  agriculturalCounty: draw.below(2) === 0,
});

const countyTertiary = (draw: Drawer): Row => ({
  type: "county-tertiary",
  institution: countyHospital(draw),
  county: county(draw),
  qualified: draw.pick(draw.day(), draw.day(), draw.day(), null),
  ...(draw.below(3) === 0 && { lost: draw.pick(draw.day(), "2026-08-01") }),
});

const secondment = (draw: Drawer): Row => ({
  type: "secondment",
  person: draw.pick("甲", "乙", "丙"),
  sender: draw.pick(hospital(draw), "K1"),
  host: draw.pick(countyHospital(draw), countyHospital(draw), "T1"),
  from: `${2023 + draw.below(3)}-0${1 + draw.below(9)}-${draw.pick("01", "15", "28")}`,
  to: `2026-0${1 + draw.below(9)}-14`,
  title: draw.pick("junior", "senior", "senior"),
});

const workshop = (draw: Drawer): Row => ({
  type: "expert-workshop",
  institution: draw.pick(hospital(draw), "K1"),
  from: draw.day(),
  ...(draw.below(4) === 0 && { terminated: "2026-11-30" }),
});

const technique = (draw: Drawer): Row => ({
  type: "appropriate-technique",
  institution: draw.pick("K1", "K2"),
  project: draw.pick("甲", "乙"),
  year: draw.year(),
  ...(draw.below(2) === 0 && { selectedYear: draw.year() }),
});

const scholar = (draw: Drawer): Row => ({
  type: "visiting-scholar",
  person: draw.pick("甲", "乙", "丙"),
  institution: countyHospital(draw),
  year: draw.year(),
  tuition: draw.pick("12000.00", "12000.00", "0.00", null),
  listed: draw.below(5) > 0,
});

const kinds: readonly ((draw: Drawer) => Row)[] = [
  ranking,
  regionalCentre,
  specialty,
  discipline,
  tcmSpecialty,
  townshipCentre,
  countyTertiary,
  (draw) => ({
    type: "emergency-centre",
    ...centre(draw),
    kind: draw.pick("stroke", "trauma"),
    recertification: draw.below(5) === 0,
  }),
  (draw) => ({ type: "maternal-newborn-centre", ...centre(draw), kind: draw.pick("maternal", "child-newborn") }),
  secondment,
  (draw) => ({
    type: "national-rural-programme",
    person: draw.pick("甲", "丁"),
    year: 2025,
    from: "2025-02-10",
    to: "2025-06-30",
  }),
  workshop,
  technique,
  scholar,
];

const provinceOf = (rows: readonly Row[]): Row => ({
  institutions: exampleInstitutions,
  facts: rows.map((row, index) => ({ id: `f${index}`, ...row })),
  decisionDate: "2027-06-30",
});

/** More of each limited thing than there are places for, each with a name of its own. */
export const crowdedProvince = (): Row => {
  const rows = (count: number, row: (name: string) => Row) => Array.from({ length: count }, (_, index) => row(`第${index}个`));
  const selected = "2024-06-01";
  return provinceOf([
    ...rows(27, (name) => ({
      type: "key-specialty",
      institution: "P1",
      specialty: name,
      level: "national",
      selected,
      nationalSubsidy: "1.00",
    })),
    ...rows(102, (name) => ({ type: "key-specialty", institution: "P2", specialty: name, level: "provincial", selected })),
    ...rows(102, (name) => ({ type: "tcm-specialty", institution: "P-tcm", specialty: name, selected })),
    ...rows(12, (name) => ({ type: "discipline", institution: "P1", discipline: name, tier: "top", year: 2025 })),
    ...rows(52, (name) => ({ type: "discipline", institution: "P2", discipline: name, tier: "key", year: 2025 })),
    ...rows(57, () => ({ type: "expert-workshop", institution: "P1", from: "2024-07-01", batch: "第一批" })),
    ...rows(57, (name) => ({ type: "appropriate-technique", institution: "K1", project: name, year: 2025 })),
    ...rows(497, (name) => ({
      type: "visiting-scholar",
      person: name,
      institution: "K1",
      year: 2025,
      tuition: "100.00",
      listed: true,
    })),
  ]);
};

/** An invented province that meets nearly every branch of every rule, the same for the same seed. */
export const sampledProvince = (seed: number): Row => {
  const draw = drawer(seed);
  return provinceOf(Array.from({ length: 280 }, (_, index) => kinds[index % kinds.length]?.(draw) ?? {}));
};

/** Money and decisions on results of that province: what was allocated, decided, budgeted and proposed before. */
export const sampledMoney = ({ results }: EvaluateOutput, seed: number): Row => {
  const draw = drawer(seed);
  const rows = results
    .filter(() => draw.below(3) === 0)
    .map(({ line, subject, year, amount, held }) => ({
      line,
      subject,
      year,
      amount: draw.pick(amount, held, "10000.00", "30000000.00"),
    }));
  const decisions = results
    .filter(({ status }) => status === "decision_required" && draw.below(2) === 0)
    .map(({ line, subject, year, held }) => ({
      line,
      subject,
      year,
      amount: draw.pick(held, held, "0.00"),
      by: "省卫生健康委",
      on: draw.pick("2025-01-10", "2029-02-01"),
      reason: "审定意见",
    }));
  const proposed = rows.map((row, index) => ({
    ...row,
    id: `x${index}`,
    ...(draw.below(2) === 0 && { payee: "P1" }),
    ...(row.line === "visiting-scholar" && { item: draw.pick("tuition", "travel") }),
  }));
  return { allocated: rows, decisions, proposed, budgets: rows.map(({ line, year, amount }) => ({ line, year, amount })) };
};
