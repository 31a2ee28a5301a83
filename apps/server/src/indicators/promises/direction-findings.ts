import type { PlainDate } from "@qiangyi/kernel";
import { regions, regionsByCode } from "@qiangyi/policy";
import {
  healthCardFinding,
  lowLevelSurgeryFinding,
  outpatientShareFinding,
  type PromiseFinding,
  primaryFundFinding,
  primaryVolumeFinding,
  professionalShareFinding,
  type Reports,
  standardisationFinding,
} from "@qiangyi/policy/service-system";
import { pilotCities } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import { institutionsOn } from "../../registry/index.ts";
import { observationsFor } from "../observations/index.ts";

const names = (list: readonly { readonly code: string; readonly name: string }[]): ReadonlyMap<string, string> =>
  new Map(list.map(({ code, name }) => [code, name]));
const province = names(regions.filter(({ level }) => level === 1));
const counties = names(regions.filter(({ level }) => level === 3));
const ofPilotCities = names(pilotCities.flatMap((code) => regionsByCode.get(code) ?? []));
/** Province, cities and counties each report the institutions that they run. */
const everyRegion = names(regions);

/** Findings of the clauses that name a direction, from approved counts. */
export const directionFindings = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<readonly PromiseFinding[]> => {
  const pilotHospitals = await tertiaryInPilotCities(tx, actor, asOf);
  const reportsOf = await approvedCounts(tx, actor, asOf, new Map([...pilotHospitals, ...everyRegion]));
  return [
    lowLevelSurgeryFinding(reportsOf("low_level_surgery_share", pilotHospitals)),
    outpatientShareFinding(reportsOf("tertiary_outpatient_share", ofPilotCities)),
    professionalShareFinding(reportsOf("public_health_professionals", everyRegion)),
    standardisationFinding({
      township: reportsOf("township_standardisation", counties),
      village: reportsOf("village_standardisation", counties),
    }),
    primaryVolumeFinding(reportsOf("primary_visit_share", province)),
    primaryFundFinding(reportsOf("primary_fund_share", province), reportsOf("primary_visit_share", province)),
    healthCardFinding({
      residents: reportsOf("health_card_residents", counties),
      institutions: reportsOf("health_card_institutions", counties),
    }),
  ];
};

const cityOf = (region: string): string => `${region.slice(0, 4)}00`;

const tertiaryInPilotCities = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await institutionsOn(tx, actor, asOf))
      .filter(({ tier, region }) => tier === "tertiary" && pilotCities.includes(cityOf(region)))
      .map(({ id, name }) => [id, name]),
  );

const indicators = [
  "low_level_surgery_share",
  "tertiary_outpatient_share",
  "public_health_professionals",
  "township_standardisation",
  "village_standardisation",
  "primary_fund_share",
  "primary_visit_share",
  "health_card_residents",
  "health_card_institutions",
] as const;

/** Current versions by quarter and year; a ready-made ratio has no counts and is left out, because nobody can add it up. */
const approvedCounts = async (
  tx: Tx,
  actor: Actor,
  asOf: PlainDate,
  subjects: ReadonlyMap<string, string>,
): Promise<(indicator: (typeof indicators)[number], reporters: ReadonlyMap<string, string>) => Reports> => {
  const observed = await observationsFor(tx, actor, { subjects: [...subjects.keys()], indicators, asOf });
  const counted = observed.filter(
    ({ isCurrent, value, period }) => isCurrent && value === null && /^\d{4}(-Q[1-4])?$/.test(period),
  );
  return (indicator, reporters) => ({
    reporters,
    rows: counted
      .filter((each) => each.indicator === indicator && reporters.has(each.subject))
      .map(({ subject, period, numerator, denominator }) => ({
        subject,
        name: reporters.get(subject) ?? subject,
        period,
        numerator,
        denominator,
      })),
  });
};
