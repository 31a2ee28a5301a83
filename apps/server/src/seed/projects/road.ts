import {
  addAttachment,
  notRecommendProject,
  passProject,
  readDeclarationContent,
  readProject,
  returnProject,
  saveAnswer,
  signDeclaration,
  submitDeclaration,
} from "@qiangyi/api";
import { type CallDefinition, type CheckLevel, isMaterialDue } from "@qiangyi/projects";
import type { Actor } from "../../platform/index.ts";
import type { DemoProject } from "./demo-call.ts";
import { demoPdf } from "./demo-pdf.ts";
import type { Desk } from "./desk.ts";
import { countyOffice, type People, type Unit } from "./people.ts";

/** A draft of the story with everything that moves it on. */
export interface Declared extends DemoProject {
  readonly id: string;
  readonly people: Unit;
  readonly definition: CallDefinition;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly route: readonly CheckLevel[];
}

/** Days and minutes before the day of the story's end, in working hours. */
export type Ago = (days: number, minutes?: number) => Date;

interface Way {
  readonly desk: Desk;
  readonly ago: Ago;
  readonly people: People;
  /** Days ago on which the unit signs. */
  readonly signed: number;
  readonly nth: number;
}

/** The files that the call asks for; what the head signs covers them. */
const attach = async (
  { desk, ago, signed, nth }: Way,
  { id, people: { clerk }, definition, answers }: Declared,
): Promise<void> => {
  const due = definition.materials.filter((material) => isMaterialDue(material, definition, answers));
  for (const material of due) {
    const file = {
      name: `${material.title.replace(/[（(].*$/, "").slice(0, 20)}（演示）.pdf`,
      content: demoPdf(`${id} ${material.id}`),
    };
    await desk.send(
      { actor: clerk, at: ago(signed + 1, nth * 3) },
      addAttachment,
      { params: { projectId: id }, query: { material: material.id } },
      file,
    );
  }
};

/** From the draft through unit and checks, as far as the story goes. */
export const walk = async (way: Way, project: Declared): Promise<void> => {
  const { desk, ago, signed, nth } = way;
  const { id, until, people, returnedBy, route } = project;
  if (until === "draft") return;
  await attach(way, project);
  await desk.send({ actor: people.clerk, at: ago(signed, nth * 3) }, submitDeclaration, { params: { projectId: id }, body: {} });
  if (until === "to_sign") return;
  let version = await sign(way, project, ago(signed, 60 + nth * 3));
  for (const [nthOffice, level] of route.entries()) {
    if (until === "submitted") return;
    const day = Math.max(1, signed - 4 * (nthOffice + 1));
    const check: Check = { actor: officeOf(way, project, level), at: ago(day, 30 + nth * 5), version };
    if (until === "returned") return giveBack(way, project, check);
    if (until === "rejected") return refuse(way, project, check);
    if (returnedBy === level) {
      await giveBack(way, project, check);
      version = await mend(way, project, ago(day - 1, nth * 5));
      for (const below of route.slice(0, nthOffice + 1)) {
        version = await pass(way, project, { actor: officeOf(way, project, below), at: ago(day - 2, 90 + nth * 4), version });
      }
    } else {
      version = await pass(way, project, check);
    }
    if (until === `${level}_passed`) return;
  }
};

interface Check {
  readonly actor: Actor;
  readonly at: Date;
  readonly version: number;
}

const returning = "预算测算依据过于笼统，请补充询价材料；绩效目标请分年度填写。";
const refusing = "同一科室已获其他专项支持，本次不予推荐。";
const verdicts = {
  truthfulness: { passes: true, reason: "已与病案首页和财务凭证核对，材料属实" },
  compliance: { passes: true, reason: "申报主体、用途和预算科目符合通知要求" },
  feasibility: { passes: true, reason: "人员、场地和自筹资金已落实，进度可行" },
};

const pass = async ({ desk }: Way, { id }: Declared, { actor, at, version }: Check): Promise<number> => {
  const body = { version, verdicts, opinion: "同意上报" };
  return (await desk.send({ actor, at }, passProject, { params: { projectId: id }, body })).version;
};

const giveBack = async ({ desk }: Way, { id }: Declared, { actor, at, version }: Check): Promise<void> => {
  await desk.send({ actor, at }, returnProject, { params: { projectId: id }, body: { version, opinion: returning } });
};

const refuse = async ({ desk }: Way, { id }: Declared, { actor, at, version }: Check): Promise<void> => {
  await desk.send({ actor, at }, notRecommendProject, { params: { projectId: id }, body: { version, opinion: refusing } });
};

const sign = async ({ desk }: Way, { id, people: { head } }: Declared, at: Date): Promise<number> => {
  const { sha256 } = await desk.send({ actor: head, at }, readDeclarationContent, { params: { projectId: id } });
  return (await desk.send({ actor: head, at }, signDeclaration, { params: { projectId: id }, body: { sha256 } })).version;
};

/** The clerk answers the return: a fuller text where the programme has one, and the head signs anew. */
const mend = async (way: Way, project: Declared, at: Date): Promise<number> => {
  const { desk } = way;
  const { id, answers, people } = project;
  const question = "necessity" in answers ? "necessity" : "basics";
  const value = `${String(answers[question])}已按退回意见补充三家询价材料，绩效目标按年度分列。`;
  await desk.send({ actor: people.clerk, at }, saveAnswer, { params: { projectId: id, question }, body: { value, version: 1 } });
  await desk.send({ actor: people.clerk, at }, submitDeclaration, { params: { projectId: id }, body: {} });
  return sign(way, project, at);
};

/** The page of a project, as its reader opens it before he acts: from then on it counts as read. */
export const versionOf = async (desk: Desk, actor: Actor, at: Date, projectId: string): Promise<number> =>
  (await desk.send({ actor, at }, readProject, { params: { projectId } })).project.version;

const officeOf = ({ people }: Way, { unit }: Declared, level: CheckLevel): Actor => {
  const region = unit.slice(0, 6);
  if (level === "province") return people("prov_health_dept");
  if (level === "county") return countyOffice(people, region);
  return people(region.startsWith("1401") ? "city_health_bureau" : `city_health_bureau_${region.slice(0, 4)}00`);
};
