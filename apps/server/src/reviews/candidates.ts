import type { PlainDate } from "@qiangyi/kernel";
import {
  type Conflict,
  conflictsOf,
  type DrawCandidate,
  type ExpertFacts,
  type ProjectFacts,
  personsOf,
} from "@qiangyi/projects";
import type { Actor, Tx } from "../platform/index.ts";
import { type InstitutionTies, institutionTies } from "../registry/index.ts";
import { answersOf, type DeclaredProject, declaredProjects, preparersOf, type ReviewedCall } from "./declared.store.ts";
import { allOfPool, loadsOf, reviewsIn, type StoredExpert } from "./experts.store.ts";
import { projectsOfPanel, type StoredPanel } from "./panels.store.ts";

export interface Exclusion {
  readonly kind: string;
  readonly sentence: string;
  readonly clause: string | null;
}

export interface Candidate {
  readonly expert: StoredExpert;
  readonly unit: string;
  readonly load: number;
  readonly exclusions: readonly Exclusion[];
}

type PanelPlan = Pick<StoredPanel, "province" | "id" | "round" | "region_rule" | "year">;

/** Everyone of the pool with every reason against him: conflicts with any project of the panel, earlier rounds, load, no account, paused. */
export const candidatesFor = async (
  tx: Tx,
  actor: Actor,
  panel: PanelPlan,
  { call, today }: { call: ReviewedCall; today: PlainDate },
): Promise<Candidate[]> => {
  const experts = await allOfPool(tx, actor);
  const before = (await projectsOfPanel(tx, panel)).map(({ project }) => project);
  const projects = await declaredProjects(tx, actor, { ids: before });
  const facts = await projectFacts(tx, actor, projects, { call, regionRule: panel.region_rule, asOf: today });
  const ties = await tiesOf(tx, actor, experts);
  const loads = await loadsOf(tx, actor.province, panel.year);
  const judged = await judgedBefore(tx, panel, before);
  return experts.map((expert) => {
    const load = loads.get(expert.id) ?? 0;
    const exclusions = [
      ...conflictsWith(expertFacts(expert, ties), facts, call),
      ...(judged.has(expert.id) ? [plainly("judged-before", "参加过本项目前一轮评审")] : []),
      ...(load + projects.length > expert.max_load
        ? [plainly("load", `本年已承担${load}项，再评${projects.length}项超过上限${expert.max_load}项`)]
        : []),
      ...(expert.account === null ? [plainly("no-account", "尚未开通专家账号")] : []),
      ...(expert.state === "paused" ? [plainly("paused", `已暂停：${expert.state_reason ?? ""}`)] : []),
    ];
    return { expert, unit: unitKeyOf(expert), load, exclusions };
  });
};

/** The conflicts of one expert with the projects of a panel, as they stand today. */
export const conflictsOnPanel = async (
  tx: Tx,
  actor: Actor,
  expert: StoredExpert,
  panel: StoredPanel,
  { call, today }: { call: ReviewedCall; today: PlainDate },
): Promise<Exclusion[]> => {
  const ids = (await projectsOfPanel(tx, panel)).filter(({ is_void }) => !is_void).map(({ project }) => project);
  const projects = await declaredProjects(tx, actor, { ids });
  const facts = await projectFacts(tx, actor, projects, { call, regionRule: panel.region_rule, asOf: today });
  return conflictsWith(expertFacts(expert, await tiesOf(tx, actor, [expert])), facts, call);
};

/** As the draw knows a candidate: by id and unit, reasons by their kind. */
export const drawCandidateOf = ({ expert, unit, exclusions }: Candidate): DrawCandidate => ({
  id: expert.id,
  unit,
  fields: expert.fields,
  excluded: [...new Set(exclusions.map(({ kind }) => kind))].toSorted(),
});

interface NamedFacts extends ProjectFacts {
  readonly number: string;
}

const conflictsWith = (expert: ExpertFacts, projects: readonly NamedFacts[], { programme }: ReviewedCall): Exclusion[] =>
  projects.flatMap((project) =>
    conflictsOf(expert, project).map(({ kind, sentence }: Conflict) => ({
      kind,
      sentence: `${project.number}：${sentence}`,
      clause: programme === "5g-pilot" ? "5g-2022.art9.a" : null,
    })),
  );

const plainly = (kind: string, sentence: string): Exclusion => ({ kind, sentence, clause: null });

const unitKeyOf = ({ institution, unit_name }: StoredExpert): string => institution ?? unit_name.replace(/\s/g, "");

const tiesOf = (tx: Tx, actor: Actor, experts: readonly StoredExpert[]) =>
  institutionTies(
    tx,
    actor,
    experts.flatMap(({ institution }) => institution ?? []),
  );

const expertFacts = (expert: StoredExpert, ties: ReadonlyMap<string, InstitutionTies>): ExpertFacts => {
  const known = expert.institution === null ? undefined : ties.get(expert.institution);
  return {
    personName: expert.name,
    institution: expert.institution,
    name: expert.unit_name,
    group: known?.group ?? expert.group_name,
    region: known?.region ?? expert.region,
    employments: expert.employments,
    relations: expert.relations,
  };
};

const projectFacts = async (
  tx: Tx,
  actor: Actor,
  projects: readonly DeclaredProject[],
  { call, regionRule, asOf }: { call: ReviewedCall; regionRule: ProjectFacts["regionRule"]; asOf: PlainDate },
): Promise<NamedFacts[]> => {
  const ties = await institutionTies(
    tx,
    actor,
    projects.map(({ institution }) => institution),
  );
  const facts: NamedFacts[] = [];
  for (const project of projects) {
    const unit = ties.get(project.institution);
    facts.push({
      number: project.number,
      institution: project.institution,
      unitNames: unit ? [unit.name, ...unit.formerNames] : [],
      group: unit?.group ?? null,
      region: project.seat,
      persons: personsOf(call.definition, await answersOf(tx, actor, project.id)),
      preparedBy: await preparersOf(tx, actor, project.id),
      regionRule,
      asOf,
    });
  }
  return facts;
};

/** Experts with a seat in another panel that stood before one of these projects. */
const judgedBefore = async (tx: Tx, panel: PanelPlan, projects: readonly string[]): Promise<ReadonlySet<string>> => {
  if (projects.length === 0) return new Set();
  const rows = await reviewsIn(tx)
    .selectFrom("review_seat as s")
    .innerJoin("review_panel_project as j", (join) =>
      join.onRef("j.province", "=", "s.province").onRef("j.panel", "=", "s.panel"),
    )
    .select("s.expert")
    .where("s.province", "=", panel.province)
    .where("j.project", "in", [...projects])
    .where("j.round", "<", panel.round)
    .where("s.pledged_at", "is not", null)
    .execute();
  return new Set(rows.map(({ expert }) => expert));
};
