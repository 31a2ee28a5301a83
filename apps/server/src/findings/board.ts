import { type CountySafety, findingsBoard, type InspectionCoverage, listFindingPages, type RouteAnswer } from "@qiangyi/api";
import { endOfYear, fen, ok, type PlainDate, type Refusal, type Result, refuse, startOfYear, yearOf } from "@qiangyi/kernel";
import { percentText, regions } from "@qiangyi/policy";
import { sql } from "kysely";
import { type StoppedInPlace, stoppedByPlace, unitPages } from "../payments/index.ts";
import { type Actor, type Answers, handle, type Rooms, regionOfActor, type Tx, within } from "../platform/index.ts";
import { type FundProject, fundProjects } from "../projects/index.ts";
import { institutionPlace, regionName } from "../registry/index.ts";
import { mayRecord, openMatters } from "./audit-matters.ts";
import { overdueOn } from "./findings.store.ts";
import { type InspectedProject, inspectedProjects } from "./inspections.store.ts";
import { outstandingOf, recoveriesInSight, returnsOf } from "./measures.store.ts";
import { officeOf, regionOfPlace } from "./office.ts";
import { mayInspect } from "./plans.ts";
import { openStates } from "./transitions.ts";

type PagesRefusal = Refusal<"unit-not-found">;
const answers: Answers<PagesRefusal> = { "unit-not-found": [404, "找不到这个单位，或不在您的管理范围"] };

/** The board over plans, inspections, findings and measures of a year; and the pages that they may be about. */
export const boardRoutes = (rooms: Rooms): void => {
  handle(rooms, findingsBoard, async ({ tx, actor, clock, query }): Promise<Result<RouteAnswer<typeof findingsBoard>, never>> => {
    const today = clock.today();
    const year = query.year ?? yearOf(today);
    const known = await gather(tx, actor, year, today);
    const top = regionOfActor(actor) ?? `${actor.province}0000`;
    const safety = safetyOf(actor, known);
    return ok({
      year,
      today,
      total: coverageOf(top, known, () => true),
      places: placesBelow(actor, known).map((region) => coverageOf(region, known, (place) => lieIn(place, region, top))),
      openAuditMatters: await openMatters(tx, actor),
      outstandingFen: String(known.outstanding.reduce((so, { amount }) => so + amount, 0n)),
      safety,
      may: {
        plan: mayInspect(actor),
        inspect: mayInspect(actor),
        raise: actor.permissions.has("findings.raise") && officeOf(actor) !== undefined,
        recordAudit: mayRecord(actor),
      },
    });
  });

  handle(
    rooms,
    listFindingPages,
    async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listFindingPages>, PagesRefusal>> => {
      if (!(await institutionPlace(tx, actor, query.institution))) return refuse({ code: "unit-not-found" });
      const pages = await unitPages(tx, actor, query.institution);
      return ok({
        pages: pages.map(({ paid, available, payments, ...page }) => ({
          ...page,
          paidFen: String(paid),
          availableFen: String(available),
          payments: payments.map(({ amount, ...row }) => ({ ...row, amountFen: String(amount) })),
        })),
      });
    },
    answers,
  );
};

interface Placed {
  readonly city: string | null;
  readonly county: string | null;
}
interface OpenFinding extends Placed {
  readonly isOverdue: boolean;
}
interface Outstanding extends Placed {
  readonly amount: bigint;
}
interface Known {
  readonly projects: readonly FundProject[];
  readonly inspected: readonly InspectedProject[];
  readonly planned: ReadonlySet<string>;
  readonly open: readonly OpenFinding[];
  readonly outstanding: readonly Outstanding[];
  readonly stopped: readonly StoppedInPlace[];
}

const gather = async (tx: Tx, actor: Actor, year: number, today: PlainDate): Promise<Known> => {
  const recoveries = await recoveriesInSight(tx, actor);
  const standing = recoveries.filter(({ lifted }) => !lifted);
  const counted = await returnsOf(tx, actor, standing);
  return {
    projects: await fundProjects(tx, actor, { year }),
    inspected: await inspectedProjects(tx, actor, year),
    planned: await plannedProjects(tx, actor, year),
    open: await openFindings(tx, actor, today),
    outstanding: standing.flatMap(({ id, city, county }) => {
      const amount = outstandingOf(counted, id);
      return amount > 0n ? [{ city, county, amount }] : [];
    }),
    stopped: await stoppedByPlace(tx, actor, { from: startOfYear(year), to: endOfYear(year) }),
  };
};

const plannedProjects = async (tx: Tx, actor: Actor, year: number): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ project: string }>`
    select distinct s.project from inspection_sample s join inspection_plan p on p.province = s.province and p.id = s.plan
    where s.province = ${actor.province} and p.year = ${year}`.execute(tx);
  return new Set(rows.map(({ project }) => project));
};

/** Open today, whichever year they are of: what is not settled does not end with the year. */
const openFindings = async (tx: Tx, actor: Actor, today: PlainDate): Promise<readonly OpenFinding[]> =>
  (
    await sql<OpenFinding>`
      select f.city, f.county, ${overdueOn(today)} as "isOverdue"
      from finding f left join finding_correction c on c.province = f.province and c.finding = f.id
      where ${within(actor, "f")} and f.state = any(${[...openStates]}::text[])`.execute(tx)
  ).rows;

const coverageOf = (region: string, known: Known, isHere: (place: Placed) => boolean): InspectionCoverage => {
  const projects = known.projects.filter(isHere);
  const ids = new Set(projects.map(({ id }) => id));
  const here = known.inspected.filter(({ project }) => ids.has(project));
  const by = (department: string): number => here.filter((one) => one.department === department).length;
  const inspected = new Set(here.map(({ project }) => project)).size;
  const open = known.open.filter(isHere);
  return {
    region,
    name: regionName(region),
    projects: projects.length,
    inspected,
    byFinance: by("finance"),
    byHealth: by("health"),
    planned: projects.filter(({ id }) => known.planned.has(id)).length,
    percent: percentText(BigInt(inspected), BigInt(projects.length)),
    openFindings: open.length,
    overdue: open.filter(({ isOverdue }) => isOverdue).length,
  };
};

const isCity = (code: string): boolean => code.endsWith("00") && !code.endsWith("0000");

/** Cities of the province or counties of a city; what belongs to the upper place itself stands apart, where there is any. */
const placesBelow = (actor: Actor, { projects, open }: Known): readonly string[] => {
  const top = regionOfActor(actor);
  if (top === undefined || actor.level === "county") return [];
  const below =
    actor.level === "city"
      ? regions.filter(({ parent, code }) => parent === top && !isCity(code))
      : regions.filter(({ code }) => isCity(code));
  const isOfTop = ({ city, county }: Placed): boolean => (actor.level === "city" ? county === null : city === null);
  return [...([...projects, ...open].some(isOfTop) ? [top] : []), ...below.map(({ code }) => code)];
};

/** In a list below `top`, the top itself stands for what belongs to none of the places below. */
const lieIn = ({ city, county }: Placed, region: string, top: string): boolean => {
  if (region === top) return isCity(top) ? county === null : city === null;
  return isCity(region) ? city === region : county === region;
};

/** 资金安全: every county, those with money outstanding first (5g-2022.art19.d); cities and the province where something of their own is open. */
const safetyOf = (actor: Actor, known: Known): CountySafety[] => {
  const own = (place: Placed): string => regionOfPlace(actor.province, place);
  const touched = [...known.open.map(own), ...known.outstanding.map(own), ...known.stopped.map(({ region }) => region)];
  const counties = actor.level === "unit" ? [] : regions.flatMap(({ code }) => (isCountyWithin(actor, code) ? [code] : []));
  const rows = [...new Set([...counties, ...touched])].map((region): CountySafety => {
    const open = known.open.filter((one) => own(one) === region);
    const amount = known.outstanding.filter((one) => own(one) === region).reduce((so, one) => so + one.amount, 0n);
    const stopped = known.stopped.find((one) => one.region === region);
    return {
      region,
      name: regionName(region),
      cityName: isCity(region) ? "" : regionName(`${region.slice(0, 4)}00`),
      blocked: stopped?.blocked ?? 0,
      blockedFen: String(stopped?.blockedAmount ?? fen(0n)),
      suspensions: stopped?.suspensions ?? 0,
      openFindings: open.length,
      overdue: open.filter(({ isOverdue }) => isOverdue).length,
      outstandingFen: String(amount),
    };
  });
  return rows.sort(byDanger);
};

const byDanger = (a: CountySafety, b: CountySafety): number =>
  Number(BigInt(b.outstandingFen) > BigInt(a.outstandingFen)) - Number(BigInt(b.outstandingFen) < BigInt(a.outstandingFen)) ||
  b.overdue - a.overdue ||
  b.openFindings - a.openFindings ||
  b.blocked - a.blocked ||
  a.region.localeCompare(b.region);

const isCountyWithin = (actor: Actor, code: string): boolean => {
  if (code.endsWith("00")) return false;
  if (actor.level === "city") return code.slice(0, 4) === actor.city?.slice(0, 4);
  return actor.level === "county" ? code === actor.county : true;
};
