import { addDays, monthOf, type PlainDate, yearOf } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import {
  beforePilot,
  countyGroupNode,
  type GoalSource,
  goalSources,
  groupPoints,
  lifeStagesNode,
  type NodeFigures,
  patientsNode,
  pilotCities,
  pilotNode,
  planNodes,
  reportedByUnitNode,
  settlementNode,
  type ToldNode,
  yearOfQuarters,
} from "@qiangyi/policy/targets";
import { groupedNumber, periodTitle, roundedNumber } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { entriesAsOf } from "../../registers/index.ts";
import { institutionsOn } from "../../registry/index.ts";
import { stagedTasks } from "../../tasks/index.ts";
import { ratioOf } from "../exchange/ratio.ts";
import { observationsFor } from "../observations/index.ts";

interface Asked {
  readonly asOf: PlainDate;
  /** The year that is over and looked at; it is compared with the one before. */
  readonly year: number;
  /** The quarter whose reports are due. */
  readonly quarter: string;
}

/** The latest year and quarter that are over at the end of a day. */
export const closedPeriods = (asOf: PlainDate): Pick<Asked, "year" | "quarter"> => {
  const next = addDays(asOf, 1);
  const at = yearOf(next) * 4 + Math.floor((monthOf(next) - 1) / 3) - 1;
  return { year: yearOf(next) - 1, quarter: `${Math.floor(at / 4)}-Q${(at % 4) + 1}` };
};

const lifeCycle = "service-system-2023.overall.goal-2027-life-cycle";

/** What stands beside each goal in figures, by clause, from what was approved by the as-of day. */
export const nodeFigures = async (tx: Tx, actor: Actor, asked: Asked): Promise<ReadonlyMap<string, ToldNode>> => {
  const figures: Readonly<Record<NodeFigures, ToldNode>> = {
    settlement: await settlement(tx, actor, asked),
    "pilot-cities": await pilots(tx, actor, asked),
    "county-groups": await countyGroups(tx, actor, asked),
    patients: await patients(tx, actor, asked),
    "record-sharing": await sharing(tx, actor, asked),
  };
  return new Map([
    [lifeCycle, lifeStagesNode(await stagedTasks(tx, actor, asked.asOf))],
    ...planNodes.flatMap(({ clause, figures: kind }) => (kind === null ? [] : [[clause, figures[kind]] as const])),
  ]);
};

/** The value of a subject in a period as it was approved by the as-of day. */
const valuesOf = async (
  tx: Tx,
  actor: Actor,
  { asOf }: Asked,
  { subjects, sources }: { readonly subjects: readonly string[]; readonly sources: readonly GoalSource[] },
) => {
  const rows = await observationsFor(tx, actor, { subjects, indicators: sources.map(({ code }) => code), asOf });
  const current = new Map(
    rows.filter(({ isCurrent }) => isCurrent).map((row) => [`${row.subject} ${row.indicator} ${row.period}`, row]),
  );
  return (subject: string, { code }: GoalSource, period: string | number) => current.get(`${subject} ${code} ${period}`);
};

const settlement = async (tx: Tx, actor: Actor, asked: Asked): Promise<ToldNode> => {
  const province = `${actor.province}0000`;
  const sources = goalSources.settlement;
  const valueIn = await valuesOf(tx, actor, asked, { subjects: [province], sources });
  return settlementNode(
    sources.map((source) => ({
      title: source.title,
      year: asked.year,
      current: valueIn(province, source, asked.year),
      previous: valueIn(province, source, asked.year - 1),
    })),
  );
};

const pilots = async (tx: Tx, actor: Actor, asked: Asked): Promise<ToldNode> => {
  const cities = regions.filter(({ level }) => level === 2);
  const source = goalSources.visits;
  const valueIn = await valuesOf(tx, actor, asked, { subjects: cities.map(({ code }) => code), sources: [source] });
  return pilotNode(
    cities.map(({ code, name }) => ({
      name,
      isPilot: pilotCities.includes(code),
      before: yearOfQuarters((period) => valueIn(code, source, period), beforePilot),
      after: yearOfQuarters((period) => valueIn(code, source, period), asked.year),
    })),
    asked.year,
  );
};

const countyGroups = async (tx: Tx, actor: Actor, { asOf, year }: Asked): Promise<ToldNode> => {
  const entries = (await entriesAsOf(tx, actor, ["plan-group-assessment"], asOf)).filter(({ values }) => values.year === year);
  const byCounty = new Map(
    entries.map(({ county, values }) => [county, Object.keys(groupPoints).map((field) => String(values[field]))]),
  );
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  return countyGroupNode(
    regions
      .filter(({ level }) => level === 3)
      .map(({ code, name, parent }) => ({
        county: name,
        city: names.get(parent ?? "") ?? "",
        points: byCounty.get(code) ?? null,
      })),
    year,
  );
};

const patients = async (tx: Tx, actor: Actor, asked: Asked): Promise<ToldNode> => {
  const hospitals = (await institutionsOn(tx, actor, asked.asOf)).filter(
    ({ tier }) => tier === "tertiary" || tier === "secondary",
  );
  const { satisfaction, disputes } = goalSources;
  const sources = [satisfaction, disputes];
  const valueIn = await valuesOf(tx, actor, asked, { subjects: hospitals.map(({ id }) => id), sources });
  const pair = (id: string, source: GoalSource) => ({
    previous: valueIn(id, source, asked.year - 1)?.value ?? null,
    current: valueIn(id, source, asked.year)?.value ?? null,
  });
  return patientsNode(
    hospitals.map(({ id, name }) => ({ hospital: name, satisfaction: pair(id, satisfaction), disputes: pair(id, disputes) })),
    asked.year,
    sources.map(({ unit }) => unit).join("、"),
  );
};

const sharing = async (tx: Tx, actor: Actor, asked: Asked): Promise<ToldNode> => {
  const province = `${actor.province}0000`;
  const sources = goalSources.sharing;
  const valueIn = await valuesOf(tx, actor, asked, { subjects: [province], sources });
  return reportedByUnitNode(
    sources.map((source) => ({
      title: source.title,
      unit: source.unit,
      value: shownValue(valueIn(province, source, asked.quarter)),
    })),
    periodTitle(asked.quarter),
  );
};

interface Reported {
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** Parts of which one is missing are no report of a ratio. */
const shownValue = (reported: Reported | undefined): string | null => {
  if (reported === undefined) return null;
  if (reported.value !== null) return groupedNumber(reported.value);
  const ratio = ratioOf(reported.numerator, reported.denominator, "100");
  return ratio === undefined ? null : `${roundedNumber(ratio, 1)}%`;
};
