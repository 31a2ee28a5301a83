import { type InstitutionDraft, institutionDraft } from "@qiangyi/api";
import { type Region, regions } from "@qiangyi/policy";
import { creditCodeCheck, organisationCheck } from "./credit-code.ts";

export interface DemoInstitution {
  readonly id: string;
  readonly record: InstitutionDraft;
}

/** A small reproducible generator (mulberry32): the same seed gives the same province everywhere. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
};

/** Names of townships that no atlas has. */
const townships = ["东演示镇", "西演示镇", "南演示乡", "北演示乡", "上演示镇", "下演示镇", "新演示乡"];

type Plan = Pick<InstitutionDraft, "name" | "affiliation" | "tier" | "class" | "region"> & Partial<InstitutionDraft>;

/**
 * The fictional institutions of the demonstration: every name says 演示, every credit code is well formed and belongs to nobody
 * (organisation numbers beginning with 9999). Numbers run per place, so that adding a county shifts no other.
 */
export const demoInstitutions = (seed: number): DemoInstitution[] => {
  const random = randomFrom(seed);
  const counts = new Map<string, number>();
  let running = 0;
  return regions
    .flatMap((region) => plansFor(region, random))
    .map((plan): DemoInstitution => {
      const number = (counts.get(plan.region) ?? 0) + 1;
      counts.set(plan.region, number);
      running += 1;
      return {
        id: `${plan.region}-${String(number).padStart(3, "0")}`,
        record: institutionDraft.parse({
          ownership: "public",
          creditCode: demoCreditCode(plan.region, running),
          validFrom: "2015-01-01",
          ...plan,
        }),
      };
    });
};

const demoCreditCode = (region: string, running: number): string => {
  const eight = String(99_990_000 + running);
  const first17 = `12${region}${eight}${organisationCheck(eight)}`;
  return first17 + creditCodeCheck(first17);
};

type Random = (below: number) => number;

const plansFor = (region: Region, random: Random): Plan[] => {
  if (region.kind === "province") return provincialHospitals(random);
  return region.kind === "city" ? cityHospitals(region, random) : countyInstitutions(region, random);
};

const provincialHospitals = (random: Random): Plan[] => {
  const seat = "140105";
  const plan = (name: string, kind: Plan["class"], beds: number): Plan => ({
    name,
    affiliation: "province",
    tier: "tertiary",
    class: kind,
    region: seat,
    beds: beds + random(20) * 10,
  });
  return [
    plan("演示省第一医院", "general", 2000),
    plan("演示省第二医院", "general", 1800),
    plan("演示省心血管病医院", "specialised", 900),
    plan("演示省肿瘤医院", "specialised", 1200),
    plan("演示省中医医院", "tcm", 1000),
    plan("演示省儿童医院", "specialised", 800),
    plan("演示省妇幼保健院", "maternal-child", 600),
    plan("演示省中西医结合医院", "integrated", 500),
  ];
};

const cityHospitals = ({ code, name }: Region, random: Random): Plan[] => {
  const short = name.replace(/市$/, "");
  const plan = (title: string, kind: Plan["class"], beds: number, more: Partial<Plan> = {}): Plan => ({
    name: `${short}市${title}（演示）`,
    affiliation: "city",
    tier: "tertiary",
    class: kind,
    region: code,
    beds: beds + random(30) * 10,
    ...more,
  });
  const membership = (role: "lead" | "member") => ({
    membership: { kind: "city" as const, group: `${short}城市医疗集团（演示）`, role, from: "2021-07-01" },
  });
  return [
    plan("人民医院", "general", 1000, membership("lead")),
    plan("第二人民医院", "general", 600, membership("member")),
    plan("中医医院", "tcm", 400, membership("member")),
    plan("妇幼保健院", "maternal-child", 300),
    plan("传染病医院", "specialised", 200, { tier: "secondary" }),
    plan("康宁民营医院", "general", 150, { tier: "secondary", ownership: "private" }),
  ];
};

const countyInstitutions = ({ code, name, parent, kind }: Region, random: Random): Plan[] => {
  // 城区 occurs in two cities, so districts carry the name of their city.
  const city = regions.find((region) => region.code === parent)?.name ?? "";
  const place = kind === "district" ? `${city}${name}` : name;
  const group = `${place}医疗集团（演示）`;
  const member = (role: "lead" | "member") => ({ membership: { kind: "county" as const, group, role, from: "2018-01-01" } });
  const hospital = (title: string, hospitalClass: Plan["class"], beds: number, role: "lead" | "member"): Plan => ({
    name: `${place}${title}（演示）`,
    affiliation: "county",
    tier: hospitalClass === "general" && random(8) === 0 ? "tertiary" : "secondary",
    class: hospitalClass,
    region: code,
    beds: beds + random(20) * 10,
    ...member(role),
  });
  const first = random(townships.length);
  const centres = Array.from(
    { length: 3 + random(3) },
    (_, index): Plan => ({
      name: `${place}${townships[(first + index) % townships.length]}中心卫生院`,
      affiliation: "township",
      tier: "primary",
      class: "township-centre",
      region: code,
      beds: 20 + random(9) * 10,
      ...member("member"),
    }),
  );
  return [
    hospital("人民医院", "general", 200, "lead"),
    hospital("中医医院", "tcm", 100, "member"),
    hospital("妇幼保健院", "maternal-child", 60, "member"),
    ...centres,
  ];
};
