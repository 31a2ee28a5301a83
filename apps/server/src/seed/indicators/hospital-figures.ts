import type { Institution } from "@qiangyi/policy";
import type { Course, Figure } from "./centre-figures.ts";

/** A number from 0 to 1 that the same words give everywhere. */
const chance = (...words: readonly (string | number)[]): number => {
  let hash = 2_166_136_261;
  for (const sign of words.join("/")) hash = Math.imul(hash ^ sign.charCodeAt(0), 16_777_619) >>> 0;
  return (Math.imul(hash ^ (hash >>> 15), 2_246_822_519) >>> 0) / 4_294_967_296;
};

const between = (from: number, to: number, ...words: readonly (string | number)[]): number =>
  from + (to - from) * chance(...words);

/** Made-up figures of every tertiary and secondary hospital of the demonstration: they grow slowly, each from where it stands. */
export const ofHospital = ({ id, tier, class: kind }: Institution): Readonly<Record<string, Course>> => {
  if ((tier !== "tertiary" && tier !== "secondary") || kind === "township-centre") return {};
  const isTertiary = tier === "tertiary";
  const discharges = isTertiary ? between(28_000, 76_000, id, "size") : between(3_800, 16_000, id, "size");
  const course = (figure: (at: number, grown: number) => Figure): Course => {
    const at = (year: number) => figure(year, discharges * (1 + 0.035 * year + 0.02 * chance(id, year)));
    const half = figure(4, (discharges * 1.14) / 2);
    // A few did not hand in one of the years: missing is not zero.
    const gone = chance(id, "gone") > 0.94 ? Math.floor(chance(id, "which") * 4) : -1;
    return [0, 1, 2, 3].map((year) => (year === gone ? null : at(year))).concat(half) as unknown as Course;
  };
  const part = (base: number, growth: number, of: number, name: string): Course =>
    course((year, grown) => {
      const whole = Math.round(grown * of);
      return [Math.round(whole * (base + growth * year) * between(0.97, 1.03, id, name, year)), whole];
    });
  const surgical = isTertiary ? between(0.3, 0.46, id, "surgery") : between(0.12, 0.26, id, "surgery");
  const level4 = isTertiary ? between(0.14, 0.27, id, "l4") : between(0.01, 0.06, id, "l4");
  const stay = isTertiary ? between(7.6, 9.8, id, "los") : between(6.4, 8.8, id, "los");
  return {
    outpatient_visits: course((_, grown) => Math.round(grown * between(13, 22, id, "visits"))),
    inpatient_discharges: course((_, grown) => Math.round(grown)),
    surgery_volume: course((_, grown) => Math.round(grown * surgical * 1.1)),
    rate_surgery_l4: part(level4, isTertiary ? 0.012 : 0.003, surgical, "l4"),
    rate_discharge_surgery: part(surgical, 0.006, 1, "surgery"),
    avg_los: part(stay, -0.22, 1, "los"),
    ...(isTertiary && {
      rate_minimally_invasive: part(between(0.16, 0.27, id, "mis"), 0.01, surgical, "mis"),
      cmi: part(between(0.92, 1.16, id, "cmi"), 0.015, 1, "cmi"),
    }),
  };
};
