import { date, type PlainDate } from "@qiangyi/kernel";
import { centreIds, nationalCentre } from "../functions/national-centres.ts";
import { regions } from "../regions.ts";
import { type Clause, clauses, type DocumentId, type ParameterValue } from "../register/index.ts";
import type { Strength } from "../service-system-2023/lights.ts";
import { type DueBasis, type LeadBasis, type LedgerTask, type TaskPart, wholeTask } from "./ledger-task.ts";
import { stagesOf } from "./life-stage-tags.ts";

const taskDocuments = ["service-system-2023", "regional-centres-2023", "linfen-2020"] as const satisfies readonly DocumentId[];

/** Linfen's plan is a city's own. */
const cityOfDocument: Readonly<Partial<Record<DocumentId, string>>> = { "linfen-2020": "141000" };

const taskOf = (clause: Clause): LedgerTask => {
  const answering = answeringUnits(clause);
  const isStanding = clause.parameters["character"] === "长期工作任务";
  return {
    code: clause.id,
    document: clause.document,
    ref: clause.ref,
    gist: clause.gist,
    ...answering,
    ...dueOf(clause, isStanding),
    strength: strengthOf(clause.parameters["strength"]),
    isStanding,
    parts: partsOf(clause, answering.leads, answering.mode),
    city: cityOfDocument[clause.document] ?? cityNamed(clause.actors),
    stages: stagesOf(clause.id),
  };
};

/** 排名第一为牵头 where the document tells leads apart; elsewhere the first of the printed units is presumed to lead, and screens say so. */
const answeringUnits = ({
  actors,
  leads,
  leadMode,
  parameters,
}: Clause): Pick<LedgerTask, "leads" | "supporting" | "mode" | "leadBasis"> => {
  if (leadMode !== undefined) {
    const known = leads ?? [];
    return {
      leads: known,
      supporting: actors.filter((unit) => !known.includes(unit)),
      mode: leadMode,
      leadBasis: known.length === 0 ? "none" : "stated",
    };
  }
  const [first] = actors;
  const lead = typeof parameters["lead"] === "string" ? parameters["lead"] : first;
  if (lead === undefined) return { leads: [], supporting: [], mode: "none-stated", leadBasis: "none" };
  return {
    leads: [lead],
    supporting: actors.filter((unit) => unit !== lead),
    mode: parameters["lead_basis"] === "text" ? "named-in-text" : "first-is-lead",
    leadBasis: basisOf(parameters["lead_basis"], actors.length),
  };
};

const basisOf = (printed: ParameterValue | undefined, units: number): LeadBasis =>
  printed === "text" ? "stated" : units === 1 ? "only" : "presumed";

const dueOf = ({ id, document, parameters }: Clause, isStanding: boolean): { due: PlainDate | null; dueBasis: DueBasis } => {
  const { due, due_basis: basis } = parameters;
  if (typeof due === "string") return { due: date(due), dueBasis: basis === "inferred" ? "inferred" : "stated" };
  const horizon = isStanding ? undefined : horizonOf(document, id);
  return horizon === undefined ? { due: null, dueBasis: "none" } : { due: horizon, dueBasis: "progressive" };
};

/** Goals of the same document name the parts that they rest on; the last of their days is the one a task without a date works towards. */
const horizonOf = (document: DocumentId, id: string): PlainDate | undefined =>
  clauses(document)
    .filter(({ kind, parameters }) => kind === "goal" && rollsUp(parameters["rolls_up"], document, id))
    .flatMap(({ parameters: { due } }) => (typeof due === "string" ? [date(due)] : []))
    .reduce<PlainDate | undefined>((last, day) => (last === undefined || day > last ? day : last), undefined);

const rollsUp = (parts: ParameterValue | undefined, document: DocumentId, id: string): boolean =>
  Array.isArray(parts) && parts.some((part) => id.startsWith(`${document}.${String(part)}.`));

const strengthOf = (value: ParameterValue | undefined): Strength =>
  value === "progressive" || value === "aspirational" || value === "encouraged" ? value : "binding";

/** 分别牵头: each lead its own; a measure: each centre that it is for; a list of pilots: each place. */
const partsOf = ({ parameters }: Clause, leads: readonly string[], mode: LedgerTask["mode"]): readonly TaskPart[] => {
  const unit = leads[0] ?? null;
  if (mode === "each-leads") return leads.map((lead, at) => ({ code: `lead${at + 1}`, title: lead, unit: lead }));
  const { measure, centres, places } = parameters;
  if (typeof measure === "number" && Array.isArray(centres))
    return centreIds
      .filter((id) => centres.includes(id))
      .map((id) => ({ code: id, title: nationalCentre(id).originalName, unit }));
  if (Array.isArray(places)) return places.map((place, at) => ({ code: `place${at + 1}`, title: String(place), unit }));
  return [{ code: wholeTask, title: "整项", unit }];
};

const cityNamed = (units: readonly string[]): string | null =>
  regions.find(({ level, name }) => level === 2 && units.some((unit) => unit.startsWith(name)))?.code ?? null;

/** In the order of the documents and of their text. */
export const ledgerTasks: readonly LedgerTask[] = taskDocuments.flatMap((document) =>
  clauses(document)
    .filter(({ kind }) => kind === "task")
    .map(taskOf),
);

const byCode: ReadonlyMap<string, LedgerTask> = new Map(ledgerTasks.map((task) => [task.code, task]));

export const ledgerTask = (code: string): LedgerTask | undefined => byCode.get(code);

export const lifeCycleGoal = "service-system-2023.overall.goal-2027-life-cycle";

/** Tasks that the goal of health over the whole life rests on: those of the parts it names that concern a stage of life. */
export const lifeCycleTasks: readonly LedgerTask[] = clauses("service-system-2023")
  .filter(({ id }) => id === lifeCycleGoal)
  .flatMap(({ parameters, document }) =>
    ledgerTasks.filter(({ code, stages }) => stages.length > 0 && rollsUp(parameters["rolls_up"], document, code)),
  );
