import type { Institution } from "@qiangyi/policy";
import { coreSystems } from "@qiangyi/policy/service-system";
import type { Actor, Tx } from "../platform/index.ts";
import { type LoadedEntry, loadEntries, repeatEntries } from "../registers/index.ts";
import { document } from "./demo-province.ts";

const register = "plan-core-system";
const checked = "2024-11-20";

/**
 * Self-checks of the eighteen core systems: those of one hospital and whatever is not fulfilled go through the checks of a form, all others are the first
 * one's repeated in one statement. Eighteen rows of every hospital, each by itself, would be the longest part of the start.
 */
export const seedCoreSystemChecks = async (
  tx: Tx,
  actor: Actor,
  institutions: readonly Institution[],
  { at, attachment }: { readonly at: Date; readonly attachment: string },
): Promise<void> => {
  const hospitals = institutions.filter(
    ({ class: kind, affiliation }) => kind !== "township-centre" && affiliation !== "township",
  );
  const [pattern, ...others] = hospitals.map(({ id }) => id);
  if (pattern === undefined) return;
  const whole = coreSystems.map(({ code }) => check(pattern, code));
  await loadEntries(tx, actor, [...whole, ...others.flatMap(lackingOf)], { at, attachment });
  await repeatEntries(tx, actor, { register, from: pattern, to: others, at });
};

/** Every seventh hospital lacks one, every other of these a second. */
const lackingOf = (hospital: string, nth: number): LoadedEntry[] => {
  if (nth % 7 !== 3) return [];
  const lacking = [nth, ...(nth % 2 === 0 ? [nth * 5 + 1] : [])].map((at) => coreSystems[at % coreSystems.length]?.code ?? "");
  return [...new Set(lacking)].map((code) => check(hospital, code, "制度已修订，培训未完成（演示）"));
};

const check = (institution: string, system: string, remark?: string): LoadedEntry => ({
  register,
  values: {
    institution,
    year: 2024,
    system,
    basis: "self-check",
    fulfilled: remark === undefined,
    checked,
    ...(remark !== undefined && { remark }),
  },
  evidence: document(2024, 118, checked),
});
