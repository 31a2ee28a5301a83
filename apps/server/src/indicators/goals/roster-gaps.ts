import type { PlainDate } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { departmentGap, townshipsChosen } from "@qiangyi/policy/service-system";
import type { Actor, Tx } from "../../platform/index.ts";
import { coverageLists } from "../targets/coverage-lists.ts";

/**
 * Counties without a chosen township centre and hospitals without a department of public health, by the target that asks for them: from the lists that
 * the targets themselves are counted from. A roster that nobody keeps says nothing: then not everybody is missing, but nothing is known.
 */
export const rosterGaps = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<ReadonlyMap<string, readonly string[]>> => {
  const lists = await coverageLists(tx, actor, asOf, ["plan-centre-township", "plan-ph-department"]);
  const gaps = new Map<string, readonly string[]>();
  if (lists.townships.length > 0) {
    const chosen = townshipsChosen(lists.townships, asOf);
    const without = lists.counties.filter(({ code, hasTownshipHospital }) => hasTownshipHospital && !chosen.has(code));
    gaps.set(
      "service-system-2023.s1.3.centre-township-quota",
      without.map(({ code }) => countyInFull(code)),
    );
  }
  if (lists.departments.length > 0)
    gaps.set(
      "service-system-2023.s2.5.ph-department-required",
      departmentGap(lists.institutions, lists.departments, asOf).missing.map(({ name }) => name),
    );
  return gaps;
};

/** Several counties of the province have the same name. */
const countyInFull = (code: string): string => {
  const county = regionsByCode.get(code);
  return `${regionsByCode.get(county?.parent ?? "")?.name ?? ""}${county?.name ?? code}`;
};
