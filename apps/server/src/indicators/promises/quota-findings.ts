import type { PlainDate } from "@qiangyi/kernel";
import {
  assistantGpFinding,
  cancerPilotFinding,
  capabilityFindings,
  capitationFinding,
  clauseOf,
  countySpecialtyFindings,
  type DisciplineGrants,
  daySurgeryFinding,
  disciplineFinding,
  disciplineListYear,
  expertWorkshopFinding,
  firstHorizon,
  groupsConnectedFinding,
  type InfluenceValue,
  influenceFinding,
  influenceIndicators,
  integrationPilotFinding,
  leadingSpecialtyFinding,
  nationalCentreFinding,
  nationalSpecialtyFinding,
  type PromiseFinding,
  promises,
  provincialCentreFinding,
  tcmSpecialtyFinding,
  villageDoctorFinding,
  visitingScholarFinding,
  type YearStep,
} from "@qiangyi/policy/service-system";
import { frozenPlans, linesWithMoney } from "../../allocations/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import { entriesByFactIds } from "../../registers/index.ts";
import { institutionsAsOf } from "../../registry/index.ts";
import { observationsFor } from "../observations/index.ts";
import { targetsOf } from "../targets/index.ts";
import { type QuotaLists, quotaLists } from "./quota-lists.ts";

/** Findings of the clauses that ask for numbers of people, places and things. */
export const quotaFindings = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<readonly PromiseFinding[]> => {
  const lists = await quotaLists(tx, actor, asOf);
  const known: Known = {
    lists,
    steps: await assistantGpSteps(tx, actor, asOf),
    grants: await disciplineGrants(tx, actor, lists.disciplines, asOf),
    influence: await influenceValues(tx, actor, asOf),
  };
  const findings = findingsOn(known, asOf);
  if (asOf <= firstHorizon) return findings;
  // A target with a day is judged on that day for ever; the card tells both what stood then and what stands now.
  const onTime = new Map(findingsOn(known, firstHorizon).map((finding) => [finding.clause, finding]));
  return findings.map((finding) =>
    dueClauses.has(finding.clause) ? withDueFigure(finding, onTime.get(finding.clause)) : finding,
  );
};

const dueClauses: ReadonlySet<string> = new Set(promises.filter(({ due }) => due === firstHorizon).map(({ clause }) => clause));

const withDueFigure = (finding: PromiseFinding, onTime: PromiseFinding | undefined): PromiseFinding => {
  const [counted] = onTime?.figures ?? [];
  if (!counted) return finding;
  return { ...finding, figures: [...finding.figures, { ...counted, label: `期限日（${firstHorizon}）${counted.label}` }] };
};

interface Known {
  readonly lists: QuotaLists;
  readonly steps: readonly YearStep[];
  readonly grants: DisciplineGrants | null;
  readonly influence: readonly InfluenceValue[];
}

const findingsOn = ({ lists, steps, grants, influence }: Known, asOf: PlainDate): readonly PromiseFinding[] => [
  assistantGpFinding(lists.trainees, steps, asOf),
  villageDoctorFinding(lists.villageDoctors, asOf),
  ...countySpecialtyFindings(lists.countySpecialties, asOf),
  tcmSpecialtyFinding(lists.tcmSpecialties, asOf),
  visitingScholarFinding(lists.scholars, asOf),
  expertWorkshopFinding(lists.workshops, asOf),
  ...capabilityFindings(lists.capabilities, asOf),
  cancerPilotFinding(lists.cancerPilots, asOf),
  nationalCentreFinding(lists.centres, lists.professionalCentres, asOf),
  provincialCentreFinding(lists.centres, asOf),
  disciplineFinding("top", lists.disciplines, grants, asOf),
  disciplineFinding("key", lists.disciplines, grants, asOf),
  influenceFinding(influence, asOf),
  integrationPilotFinding(lists.integrationCounties, asOf),
  groupsConnectedFinding(lists.groups, lists.consultations, asOf),
  leadingSpecialtyFinding(lists.leadingSpecialties, asOf),
  nationalSpecialtyFinding(lists.nationalSpecialties, asOf),
  daySurgeryFinding(lists.daySurgeryItems, lists.daySurgeryUses, asOf),
  capitationFinding(lists.capitationCounties, lists.integrationCounties, asOf, lists.capitationReports),
];

/** The stages that the lead unit recorded with the target: the board of targets and this page read the same ones. */
const assistantGpSteps = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<readonly YearStep[]> => {
  const [target] = await targetsOf(tx, actor, { targets: [clauseOf("s1.1.agp-quota")], asOf });
  return (target?.terms.milestones ?? []).map(({ year, value }) => ({ year, value: Number(value) }));
};

/**
 * What the newest frozen plans of payments grant to the list in force, by tier. A list of a year is paid from the plan of that year or of the next;
 * while no plan grants it anything there is nothing to compare.
 */
const disciplineGrants = async (
  tx: Tx,
  actor: Actor,
  disciplines: QuotaLists["disciplines"],
  asOf: PlainDate,
): Promise<DisciplineGrants | null> => {
  const year = disciplineListYear(disciplines, asOf);
  if (year === null) return null;
  const granted = new Set<string>();
  for (const planYear of [year, year + 1]) {
    const [newest] = (await frozenPlans(tx, actor.province, planYear)).toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0));
    const lines = newest ? await linesWithMoney(tx, actor.province, newest.id) : [];
    for (const line of lines) if (line.line === "provincial-discipline" && line.year === year) granted.add(line.subject);
  }
  if (granted.size === 0) return null;
  // A discipline may have left the list since: its grant stays a grant of its tier.
  const entries = await entriesByFactIds(tx, [...granted], actor);
  const of = (tier: "top" | "key"): number => entries.filter(({ values }) => values["tier"] === tier).length;
  return { year, top: of("top"), key: of("key") };
};

const influenceValues = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<readonly InfluenceValue[]> => {
  const hospitals = new Map((await institutionsAsOf(tx, actor, asOf)).map(({ id, name }) => [id, name]));
  const observed = await observationsFor(tx, actor, {
    subjects: [...hospitals.keys()],
    indicators: Object.keys(influenceIndicators),
    asOf,
  });
  return observed
    .filter(({ isCurrent, period }) => isCurrent && /^\d{4}$/.test(period))
    .map(({ subject, indicator, period, value, numerator, denominator }) => ({
      hospital: hospitals.get(subject) ?? subject,
      indicator,
      year: Number(period),
      value,
      numerator,
      denominator,
    }));
};
