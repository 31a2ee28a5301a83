import { date, type FieldValue } from "@qiangyi/kernel";
import { evaluateTargets, indicatorOfTarget, parseTargetsInput, registerTarget } from "@qiangyi/policy/targets";
import { expect, it } from "vitest";
import { factsFromRegisters } from "./register-facts.ts";

const asOf = date("2026-03-31");
type Row = Readonly<Record<string, FieldValue>>;
const many = (count: number, row: (nth: number) => Row): Row[] => Array.from({ length: count }, (_, nth) => row(nth));

const institutions = new Map([
  ["G", { name: "甲县人民医院", affiliation: "county", class: "general" }],
  ["T", { name: "甲县中医医院", affiliation: "county", class: "tcm" }],
  ["C", { name: "市创伤中心", affiliation: "city", class: "general" }],
] as const);

const judged = (name: string, lists: Readonly<Record<string, readonly Row[]>>) => {
  const id = `service-system-2023.${name}`;
  const terms = registerTarget(id) ?? expect.fail("no target");
  const entries = Object.entries(lists).flatMap(([register, rows]) =>
    rows.map((values, nth) => ({ register, entryNo: `${register}-${nth}`, values })),
  );
  const facts = factsFromRegisters(
    indicatorOfTarget(terms),
    { target: id, subject: "140000", day: date("2025-12-31") },
    { entries, institutions, asOf },
  );
  const input = parseTargetsInput({ asOf, targets: [id], ...facts });
  if (!input.ok) throw new Error(JSON.stringify(input.refusal.problems));
  return evaluateTargets(input.value).evaluations;
};
const last = (...asked: Parameters<typeof judged>) => judged(...asked).at(-1) ?? expect.fail("no evaluation");

it("县级中医院12所达到三级能力:超出2所,不计入综合医院的37所 [service-system-2023.s1.4.tertiary-capability-10]", () => {
  const lists = { "county-tertiary": many(12, () => ({ institution: "T", qualified: "2025-06-18" })) };
  expect(last("s1.4.tertiary-capability-10", lists)).toMatchObject({ verdict: "met", value: "12", rawRatio: "120.00" });
  expect(last("s1.4.tertiary-capability-37", lists).value).toBeNull();
});

it("省级专科90个、中医优势专科98个,再添一个中医专科为90和99 [service-system-2023.s3.3.provincial-specialties-100]", () => {
  const lists = (tcm: number) => ({
    "key-specialty": many(90, (nth) => ({
      institution: "G",
      specialty: `专科${nth}`,
      level: "provincial",
      selected: "2025-01-08",
    })),
    "tcm-specialty": many(tcm, (nth) => ({ institution: "T", specialty: `中医专科${nth}`, selected: "2025-01-08" })),
  });
  const values = (tcm: number) => [
    last("s3.3.provincial-specialties-100", lists(tcm)).value,
    last("s2.7.provincial-tcm-100", lists(tcm)).value,
  ];
  expect(values(98)).toEqual(["90", "98"]);
  expect(values(99)).toEqual(["90", "99"]);
});

it("综合医院第96名计入百强,103名不计,中医榜第90名不计 [service-system-2023.s4.1.top-100-hospitals]", () => {
  const rank = (list: string, n: number): Row => ({ institution: "G", list, rank: n, year: 2025, published: "2026-02-20" });
  const lists = { "national-ranking": [rank("general", 96), rank("general", 103), rank("tcm", 90)] };
  expect(last("s4.1.top-100-hospitals", lists)).toMatchObject({ verdict: "met", value: "1" });
});

it("千名医师按人计:980人派出1,040次仍是980 [service-system-2023.s1.1.thousand-doctors-quota]", () => {
  const postings = (count: number, doctors: number) => ({
    secondment: many(count, (nth) => ({ person: `P${nth % doctors}`, from: "2024-03-01", to: "2024-12-31" })),
  });
  const in2024 = (count: number, doctors: number) =>
    judged("s1.1.thousand-doctors-quota", postings(count, doctors)).find(({ year }) => year === 2024);
  expect(in2024(1_000, 1_000)?.verdict).toBe("met");
  expect(in2024(999, 999)).toMatchObject({ verdict: "not-met", gap: { value: "1" } });
  expect(in2024(1_040, 980)?.value).toBe("980");
});
