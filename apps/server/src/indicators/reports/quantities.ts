import type { PartOfEntry, Quantity } from "@qiangyi/projects";

/** Which numbers of the discharge register the parts of an indicator are, so that rows of one report can be held against each other. */
type Parts = Readonly<Partial<Record<PartOfEntry, Quantity>>>;
const perDischarge: Parts = { denominator: "discharges" };

const known: Readonly<Record<string, Parts>> = {
  inpatient_discharges: { value: "discharges" },
  rate_surgery_l4: { numerator: "level4-surgery", denominator: "surgery" },
  rate_minimally_invasive: { denominator: "surgery" },
  rate_discharge_surgery: { numerator: "surgery", denominator: "discharges" },
  avg_los: perDischarge,
  referral_out_rate: perDischarge,
  out_of_province_share: perDischarge,
  tcm_nondrug_discharge: perDischarge,
  tcm_pieces_discharge: perDischarge,
  tcm_led_discharge: perDischarge,
};

export const quantitiesOf = (code: string): Parts => known[code] ?? {};
