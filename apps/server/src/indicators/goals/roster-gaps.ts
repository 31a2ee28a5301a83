import type { PlainDate } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import type { Actor, Tx } from "../../platform/index.ts";
import { entriesAsOf } from "../../registers/index.ts";
import { institutionsOf } from "../../registry/index.ts";

const townshipCentres = "plan-centre-township";
const departments = "plan-ph-department";

/**
 * Counties without a chosen township centre and hospitals without a department of public health, by the target that asks for them. A roster that
 * nobody keeps says nothing: then not everybody is missing, but nothing is known.
 */
export const rosterGaps = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<ReadonlyMap<string, readonly string[]>> => {
  const entries = await entriesAsOf(tx, actor, [townshipCentres, departments], asOf);
  const institutions = await institutionsOf(tx, actor);
  const of = (register: string) => entries.filter((entry) => entry.register === register);
  const gaps = new Map<string, readonly string[]>();
  const chosen = of(townshipCentres).filter(({ values }) => isBy(values.selected, asOf));
  if (chosen.length > 0) {
    const covered = new Set(chosen.map(({ county }) => county));
    gaps.set("service-system-2023.s1.3.centre-township-quota", countiesWithout(covered, institutions));
  }
  const opened = of(departments);
  if (opened.length > 0) {
    const withOne = new Set(
      opened
        .filter(({ values }) => isBy(values.opened, asOf) && !isBy(values.closed, asOf))
        .map(({ institution }) => institution),
    );
    const asked = institutions.filter(({ tier }) => tier === "secondary" || tier === "tertiary");
    gaps.set(
      "service-system-2023.s2.5.ph-department-required",
      asked.filter(({ id }) => !withOne.has(id)).map(({ name }) => name),
    );
  }
  return gaps;
};

const isBy = (day: unknown, asOf: PlainDate): boolean => typeof day === "string" && day <= asOf;

/** Counties that have no township hospital at all are not asked for one, as far as the registry knows township hospitals. */
const countiesWithout = (
  covered: ReadonlySet<string | null>,
  institutions: readonly { readonly class: string; readonly region: string }[],
): readonly string[] => {
  const withTownships = new Set(institutions.filter((each) => each.class === "township-centre").map(({ region }) => region));
  return regions
    .filter(({ level, code }) => level === 3 && !covered.has(code) && (withTownships.size === 0 || withTownships.has(code)))
    .map(({ name, parent }) => `${regions.find(({ code }) => code === parent)?.name ?? ""}${name}`);
};
