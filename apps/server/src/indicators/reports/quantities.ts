import type { PartOfEntry, Quantity } from "@qiangyi/projects";

/** Which numbers of the discharge register the parts of an indicator are, so that rows of one report can be held against each other. */
const known: Readonly<Record<string, Readonly<Partial<Record<PartOfEntry, Quantity>>>>> = {
  rate_surgery_l4: { numerator: "level4-surgery", denominator: "surgery" },
  rate_minimally_invasive: { denominator: "surgery" },
  avg_los: { denominator: "discharges" },
  referral_out_rate: { denominator: "discharges" },
};

export const quantitiesOf = (code: string): Readonly<Partial<Record<PartOfEntry, Quantity>>> => known[code] ?? {};
