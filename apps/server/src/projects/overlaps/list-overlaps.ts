import { listOverlaps, type Overlap, type RouteAnswer } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import {
  type Answers,
  type CallDefinition,
  identityKey,
  nearIdentical,
  programmeOf,
  projectStates,
  questionsOf,
  resemblance,
} from "@qiangyi/projects";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { answersOf, callOf } from "../declarations/declarations.store.ts";
import { judgedAnswers } from "../declarations/derived-columns.ts";
import { findProject, type StoredProject } from "../project.store.ts";
import {
  entriesOfSpecialty,
  projectsAlike,
  type SameIdentity,
  type SimilarText,
  textsAlike,
  visibleProjects,
} from "./overlaps.store.ts";
import { sketchesOf } from "./sketches.ts";

export const overlapRoutes = (rooms: Rooms): void =>
  handle(
    rooms,
    listOverlaps,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof listOverlaps>, Refusal<"project-not-found">>> => {
      const project = await findProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      const { definition } = await callOf(tx, project);
      const answers = judgedAnswers(await answersOf(tx, project));
      return ok({ items: await overlapsOf(tx, actor, project, definition, answers) });
    },
    { "project-not-found": [404, "没有这个项目，或不在您的查看范围"] },
  );

type Kind = Overlap["kind"];
const kinds: Readonly<Record<Kind, { readonly what: string; readonly clause: string }>> = {
  specialty: { what: "同一单位的同一专科", clause: "qiangyi-2024.art7.1.4.c" },
  centre: { what: "同一单位的同一中心", clause: "qiangyi-2024.art7.3.2.d" },
  person: { what: "同一人员", clause: "qiangyi-2024.art7.3.4.e" },
  equipment: { what: "同一单位的同一设备", clause: "5g-2022.art6.a" },
  text: { what: "同名项目", clause: "5g-2022.art6.a" },
};

/** Everything that this declaration shares with others: across calls, funds and years. */
const overlapsOf = async (
  tx: Tx,
  actor: Actor,
  project: StoredProject,
  definition: CallDefinition,
  answers: Answers,
): Promise<Overlap[]> => {
  const same = await projectsAlike(tx, project);
  const similar: { mine: string; found: SimilarText; percent: number }[] = [];
  for (const [question, sketch] of sketchesOf(definition, answers)) {
    for (const found of await textsAlike(tx, project, sketch)) {
      const percent = resemblance(sketch, found.sketch);
      if (percent >= nearIdentical) similar.push({ mine: question, found, percent });
    }
  }
  const names = await visibleProjects(
    tx,
    actor,
    [...same, ...similar.map(({ found }) => found)].map(({ project: id }) => id),
  );
  return [
    ...same.map((one) => sameThing(one, definition, answers, names)),
    ...(await entriesAlike(tx, project, definition, answers)),
    ...similar
      .toSorted((a, b) => b.percent - a.percent)
      .map(({ mine, found, percent }) => ({
        kind: "text" as const,
        question: mine,
        sentence: `与${whichOf(found, names)}的内容有${percent}%相同`,
        clause: kinds.text.clause,
        project: names.get(found.project) ?? null,
        entry: null,
        percent,
      })),
  ];
};

type Names = Awaited<ReturnType<typeof visibleProjects>>;

const whichOf = (
  { project, year, programme, state }: Pick<SameIdentity, "project" | "year" | "programme" | "state">,
  names: Names,
): string => {
  const known = names.get(project);
  const call = `${year}年${programmeOf(programme).title}`;
  return known ? `${call}“${known.title}”（${projectStates[state]}）` : `${call}的另一项申报`;
};

const sameThing = (one: SameIdentity, definition: CallDefinition, answers: Answers, names: Names): Overlap => {
  const kind = (one.key.split(":")[0] ?? "text") as Kind;
  const { what, clause } = kinds[kind];
  const question = questionsOf(definition).find(({ identity, id }) => identity === kind && answers[id] !== undefined);
  return {
    kind,
    question: question?.id ?? null,
    sentence: `${what}已在${whichOf(one, names)}中，请核实是否重复支持`,
    clause,
    project: names.get(one.project) ?? null,
    entry: null,
    percent: null,
  };
};

const entriesAlike = async (tx: Tx, project: StoredProject, definition: CallDefinition, answers: Answers): Promise<Overlap[]> => {
  const question = questionsOf(definition).find(({ identity }) => identity === "specialty");
  const own = question && answers[question.id];
  if (!question || typeof own !== "string" || own.trim() === "") return [];
  const entries = await entriesOfSpecialty(tx, project);
  return entries
    .filter(({ name }) => identityKey(name) === identityKey(own))
    .map(({ register, id, entry_no, document_number, year }) => ({
      kind: "specialty" as const,
      question: question.id,
      sentence: `台账已有${year ?? ""}年同一专科的支持记录${entry_no}${document_number === null ? "" : `（${document_number}）`}，能否叠加须作决定`,
      clause: kinds.specialty.clause,
      project: null,
      entry: { register, id, entryNo: entry_no },
      percent: null,
    }));
};
