import { dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import { type ArgumentPoint, argumentPoints, type ProjectState, programmes, type TargetRow, targetsOf } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import { argumentsOf, inForceOf, type StoredArgument } from "../selection/arguments.store.ts";
import { type ProjectPage, projectPage } from "./project-list.store.ts";

export interface FundProjects {
  readonly text?: string | undefined;
  readonly programme?: StoredProject["programme"] | undefined;
  readonly state?: ProjectState | undefined;
  readonly region?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

const ofFund = programmes.flatMap(({ id, organiser }) => (organiser === "province" ? [id] : []));
const stored = ["in_library", "funded", "implementing", "suspended", "accepted", "closed"] as const;

/** Projects of the provincial fund from the library on, the newest change first: what its performance is kept of. */
export const fundProjectPage = (tx: Tx, actor: Actor, asked: FundProjects): Promise<ProjectPage> =>
  projectPage(tx, actor, { ...asked, programmes: ofFund, states: stored, sort: "-changed" });

/** A project of the fund with the place of its seat: its own columns name only the authorities on its route. */
export interface FundProject {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string;
}

/**
 * Every project of the fund with its seat in the actor's place, whichever road it took into the library: of a year those that ran in it (of it or
 * an earlier one, and not closed before it), with `ids` those alone.
 */
export const fundProjects = async (
  tx: Tx,
  actor: Actor,
  { year, ids }: { readonly year?: number; readonly ids?: readonly string[] },
): Promise<readonly FundProject[]> =>
  (
    await sql<FundProject>`
      select id, number, title, institution, case when seat not like '%0000' then left(seat, 4) || '00' end as city,
        case when seat not like '%00' then seat end as county
      from projects_of_place(${actor.province}, ${[...ofFund]}::text[], ${[...stored]}::text[])
      where (${ids === undefined} or id = any(${[...(ids ?? [])]}::uuid[]))
        and (${year === undefined} or (year <= ${year ?? 0}
          and (state <> 'closed' or extract(year from changed_at at time zone 'Asia/Shanghai') >= ${year ?? 0})))
      order by number, id`.execute(tx)
  ).rows;

/** What the library already holds of a project's performance: nobody records it twice. */
export interface PerformanceGrounds {
  /** 必要性、可行性、规范性 all concluded in favour: the day of the last of them. */
  readonly argued: { readonly on: PlainDate; readonly record: string } | undefined;
  /** The day on which its content was approved for the library. */
  readonly approved: { readonly on: PlainDate; readonly by: string } | undefined;
  /** Targets of the content in force. */
  readonly targets: readonly TargetRow[];
}

export const performanceGrounds = async (
  tx: Tx,
  province: string,
  projects: readonly string[],
): Promise<ReadonlyMap<string, PerformanceGrounds>> => {
  if (projects.length === 0) return new Map();
  const [all, contents] = [await argumentsOf(tx, province, projects), await approvedContents(tx, province, projects)];
  return new Map(
    projects.map((id) => {
      const content = contents.get(id);
      return [
        id,
        {
          argued: arguedOn(all.filter(({ project }) => project === id)),
          approved: content && { on: dateInShanghai(content.at), by: content.by_name },
          targets: targetsOf(content?.targets),
        },
      ] as const;
    }),
  );
};

/** The day on which the last of the three points was first concluded in favour; a later word against one of them takes it back. */
const arguedOn = (all: readonly StoredArgument[]): PerformanceGrounds["argued"] => {
  const inForce = inForceOf(all);
  const first = (Object.keys(argumentPoints) as ArgumentPoint[]).map((point) =>
    inForce.get(point)?.passes ? all.find((one) => one.point === point && one.passes)?.at : undefined,
  );
  const days = first.flatMap((at) => (at === undefined ? [] : [at.getTime()]));
  return days.length < first.length
    ? undefined
    : { on: dateInShanghai(new Date(Math.max(...days))), record: `${Object.values(argumentPoints).join("、")}论证` };
};

interface ApprovedContent {
  readonly project: string;
  readonly at: Date;
  readonly by_name: string;
  readonly targets: unknown;
}

/** When each was first approved, and the targets of its latest version. */
const approvedContents = async (tx: Tx, province: string, projects: readonly string[]) => {
  const { rows } = await sql<ApprovedContent>`
    select first.project, first.at, first.by_name, latest.content -> 'answers' -> 'targets' as targets
    from project_version first join lateral (
      select v.content from project_version v where v.province = first.province and v.project = first.project
      order by v.version desc limit 1) latest on true
    where first.province = ${province} and first.project = any(${projects}::uuid[]) and first.version = 1`.execute(tx);
  return new Map(rows.map((row) => [row.project, row]));
};
