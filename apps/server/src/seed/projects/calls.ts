import { createCall, editCall, publishCall, readCall } from "@qiangyi/api";
import { addDays, type PlainDate } from "@qiangyi/kernel";
import type { BudgetSource, CallDefinition } from "@qiangyi/projects";
import { type Actor, type Database } from "../../platform/index.ts";
import { findCall } from "../../projects/declarations/declarations.store.ts";
import { contextOf } from "../../projects/declarations/declaring-institution.ts";
import { routeOf } from "../../projects/declarations/route-of.ts";
import { writeNew } from "../../projects/declarations/write-in-bulk.ts";
import type { DemoCall, DemoProject } from "./demo-call.ts";
import type { Desk } from "./desk.ts";
import { type People, unitOf } from "./people.ts";
import type { Ago, Declared } from "./road.ts";
import { answersOf } from "./wording.ts";

export interface Story {
  readonly database: Database;
  readonly desk: Desk;
  readonly people: People;
  readonly ago: Ago;
  /** The day on which the story ends: that of the first start. */
  readonly today: PlainDate;
  /** How many days ago a fixed day lies. */
  readonly since: (day: string) => number;
  /** Year of the calls: one of which the demonstration's registers know nothing, so that no fact of theirs waits for the library. */
  readonly year: number;
}

export interface OpenedCall {
  readonly id: string;
  readonly definition: CallDefinition;
  readonly organiser: Actor;
}

/** What becomes of a call after its declarations went their way. */
export type Chapter = (story: Story, call: OpenedCall, projects: readonly Declared[]) => Promise<void>;

export const openCall = async (story: Story, call: DemoCall): Promise<OpenedCall> => {
  const { desk, people, ago, today } = story;
  const isLinfens = call.programme.startsWith("linfen-");
  const organiser = people(isLinfens ? "city_health_bureau_141000" : "prov_health_dept");
  const at = ago(Math.max(1, call.opened + 3));
  const [opensOn, closesOn] = [addDays(today, -call.opened), addDays(today, -call.closed)];
  const dates = { opensOn, closesOn, referenceOn: closesOn };
  const { id, version } = await desk.send({ actor: organiser, at }, createCall, {
    body: { programme: call.programme, year: yearOf(story, call), title: call.title, ...dates },
  });
  const drafted = await desk.send({ actor: organiser, at }, readCall, { params: { callId: id } });
  const kept = await desk.send({ actor: organiser, at }, editCall, {
    params: { callId: id },
    body: {
      version,
      batch: call.batch ?? "",
      title: call.title,
      ...dates,
      definition: { ...changed(call, drafted.definition as unknown as CallDefinition) },
    },
  });
  const documentNumber = `${isLinfens ? "演示临卫函" : "演示卫函"}〔${opensOn.slice(0, 4)}〕${call.number}号`;
  await desk.send({ actor: organiser, at }, publishCall, {
    params: { callId: id },
    body: { version: kept.version, documentNumber },
  });
  const { definition } = await desk.send({ actor: organiser, at }, readCall, { params: { callId: id } });
  return { id, definition: definition as unknown as CallDefinition, organiser };
};

const yearOf = ({ year }: Pick<Story, "year">, call: DemoCall): number => call.year ?? year;

/** What the organiser writes otherwise than the template: who judges, and how many may be chosen. */
const changed = ({ isJudgedInMeeting, isBlind, atMost }: DemoCall, definition: CallDefinition): CallDefinition => ({
  ...definition,
  ...(isJudgedInMeeting && { review: { ...definition.review, kind: "decision-only", experts: 0, items: [] } }),
  ...(isBlind && {
    review: { ...definition.review, isBlind },
    materials: definition.materials.map((material) => ({ ...material, readInBlind: true })),
  }),
  ...(atMost !== undefined && {
    quotas: definition.quotas.map((quota) => (quota.of === "chosen" && quota.per === "call" ? { ...quota, atMost } : quota)),
  }),
});

/** What the units of a call fill in, each unit's in one go as from a workbook; in the order of the story. */
export const fillIn = async (story: Story, call: DemoCall, { id, definition }: OpenedCall): Promise<Declared[]> => {
  const { database, people, ago } = story;
  const units = [...new Set(call.declared.map(({ unit }) => unit))];
  const made = new Map<DemoProject, Pick<Declared, "id" | "people" | "answers" | "route">>();
  for (const unit of units) {
    const own = call.declared.filter((project) => project.unit === unit);
    const all = own.map((project) => answersFor(story, call, project));
    const persons = unitOf(people)(unit);
    const { ids, route } = await database.transaction(persons.clerk, async (tx) => {
      const open = await findCall(tx, persons.clerk.province, id);
      const context = open && (await contextOf(tx, persons.clerk, open, unit));
      if (!open || !context) throw new Error(`the demonstration has no institution ${unit}`);
      const at = ago(signedDay(call) + 3);
      const { institution } = context;
      const drafts = await writeNew(tx, { actor: persons.clerk, at, institution, call: open }, all);
      return { ids: drafts, route: routeOf(open, institution).route };
    });
    for (const [nth, project] of own.entries()) {
      made.set(project, { id: ids[nth] ?? "", people: persons, answers: all[nth] ?? {}, route });
    }
  }
  return call.declared.map((project) => {
    const written = made.get(project);
    if (!written) throw new Error(`${project.name} was not written`);
    return { ...project, ...written, definition };
  });
};

/** Days ago on which the units of a call sign: in good time, and not before it opened. */
export const signedDay = ({ opened, closed }: DemoCall): number => {
  const from = Math.max(closed, 0);
  return from + Math.min(15, Math.floor((opened - from) / 2));
};

const answersFor = (story: Story, call: DemoCall, project: DemoProject) => {
  const { today } = story;
  const nth = call.declared.indexOf(project);
  const answers = answersOf({
    programme: call.programme,
    name: project.name,
    nth: nth + call.number,
    startsOn: addDays(today, -(Math.max(call.closed, 0) - 60)),
    // The third pilot is near its end.
    endsOn: addDays(today, call.programme === "5g-pilot" && nth === 2 ? 12 : 240 + nth * 9),
    year: yearOf(story, call),
    wan: fundsAsked[call.programme] ?? 0,
    fund: fundOf(call, project),
  });
  // A clerk at the beginning: half of it is still open.
  return project.until === "draft" ? Object.fromEntries(Object.entries(answers).slice(0, 5)) : answers;
};

/** Equipment of a county's medical group is the county's own burden (5g-2022.art2.h); Linfen pays for its programmes. */
const fundOf = ({ programme }: DemoCall, { unit }: DemoProject): BudgetSource => {
  if (programme.startsWith("linfen-")) return "city";
  const isCountys = !unit.startsWith("140105") && !unit.slice(0, 6).endsWith("00");
  return programme === "5g-pilot" && isCountys ? "county" : "province";
};

/** Asked of the fund, 万元. */
const fundsAsked: Readonly<Record<string, number>> = {
  "5g-pilot": 60,
  "provincial-key-specialty": 200,
  "provincial-discipline": 15,
  "appropriate-technique": 5,
  "linfen-ten-specialties": 120,
};
