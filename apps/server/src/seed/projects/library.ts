import {
  acceptProject,
  addAcceptanceFile,
  concludeNotice,
  confirmSupportPlan,
  decideSelection,
  moveProject,
  proposeSelection,
  publishNotice,
  raiseObjection,
  readChangeContent,
  requestChange,
  saveSupportPlan,
  signChange,
} from "@qiangyi/api";
import { addDays, type PlainDate } from "@qiangyi/kernel";
import { supportOf } from "@qiangyi/projects";
import type { Actor } from "../../platform/index.ts";
import type { OpenedCall, Story } from "./calls.ts";
import { commitCounties } from "./commitments.ts";
import { demoPdf } from "./demo-pdf.ts";
import { argue } from "./reviews.ts";
import { type Declared, versionOf } from "./road.ts";

interface Choice {
  readonly project: Declared;
  readonly isChosen: boolean;
  readonly reason?: string;
  readonly clause?: string;
}

export const chosen = (project: Declared) => ({ project, isChosen: true });

/** The list that the organiser proposes, arguments first; 万元 for each that is chosen. */
export const propose = async (story: Story, call: OpenedCall, choices: readonly Choice[], wan: number, day: number) => {
  const chosen = choices.filter(({ isChosen }) => isChosen);
  for (const { project } of chosen) await argue(story, call, project, day + 1);
  const rows = choices.map(({ project, isChosen, reason, clause }) => ({
    project: project.id,
    isChosen,
    supportFen: isChosen ? supportOfProject(project, wan) : "0",
    ...(reason !== undefined && { reason }),
    ...(clause !== undefined && { clause }),
  }));
  const params = { callId: call.id };
  return (await story.desk.send({ actor: call.organiser, at: story.ago(day) }, proposeSelection, { params, body: { rows } })).id;
};

/** So much, and not more than was asked: a county's 5G equipment asks the province for nothing. */
const supportOfProject = ({ definition, answers }: Declared, wan: number): string => {
  const asked = definition.budget === null ? 0n : supportOf(definition.budget, answers["budget"]);
  const proposed = BigInt(wan) * 1_000_000n;
  return String(asked < proposed ? asked : proposed);
};

/** Decided by another person, with minutes, and put on public notice. */
export const announce = async (
  story: Story,
  call: OpenedCall,
  selectionId: string,
  decider: Actor,
  day: { decided: number; published: number },
) => {
  const { desk, ago, today } = story;
  const params = { selectionId };
  const isLinfens = call.organiser.level === "city";
  const minutes = {
    minutesNumber: `${isLinfens ? "演示临汾委" : "演示委"}党组会议纪要第${day.decided % 60}号`,
    minutesOn: addDays(today, -day.decided),
  };
  await desk.send({ actor: decider, at: ago(day.decided) }, decideSelection, {
    params,
    body: { decision: "decide", ...minutes },
  });
  return desk.send({ actor: call.organiser, at: ago(day.published) }, publishNotice, {
    params,
    body: {
      publishedOn: addDays(today, -day.published),
      contact: isLinfens ? "演示临汾市卫生健康委医政科 0357-0000000" : "演示省卫生健康委医政处 0351-0000000",
    },
  });
};

const documentNumber = ({ level }: Actor, day: PlainDate, number: number): string =>
  `${level === "city" ? "演示临卫函" : "演示卫函"}〔${day.slice(0, 4)}〕${number}号`;

export const store = ({ desk, ago, today }: Story, call: OpenedCall, noticeId: string, day: number) =>
  desk.send({ actor: call.organiser, at: ago(day) }, concludeNotice, {
    params: { noticeId },
    body: { documentNumber: documentNumber(call.organiser, addDays(today, -day), 100 + (day % 90)) },
  });

export const object = ({ desk, ago }: Story, noticeId: string, projectNumber: string, day: number) =>
  desk.send({ actor: undefined, at: ago(day) }, raiseObjection, {
    params: { noticeId },
    body: {
      projectNumber,
      content: "该项目申报材料所列设备中有两台与去年其他专项购置的设备型号相同，请核查是否重复申报。（演示）",
    },
  });

type Move = "fund" | "start" | "reportMended" | "close" | "suspend" | "terminate";

export const move = async (
  { desk, ago, today }: Story,
  actor: Actor,
  project: Declared,
  action: Move,
  day: number,
): Promise<void> => {
  const at = ago(day, 60);
  const said = {
    fund: { basis: `演示财社〔${addDays(today, -day).slice(0, 4)}〕18号` },
    start: {},
    reportMended: { opinion: "设备已补齐并通过计量检定，随访登记已按月补录（演示）" },
    close: { opinion: "资料归档，按期结项" },
    suspend: { opinion: "场地改造遇阻，暂停三个月" },
    terminate: { opinion: "承担科室撤并，不再具备建设条件", basis: documentNumber(actor, addDays(today, -day), 77) },
  }[action];
  const version = await versionOf(desk, actor, at, project.id);
  await desk.send({ actor, at }, moveProject, { params: { projectId: project.id }, body: { action, version, ...said } });
};

/** What the group that inspects a project finds; a specialty of Linfen is compared with its kind in the province. Passed unless it says otherwise. */
interface Finding {
  readonly conclusion: string;
  readonly comparison?: string;
  readonly result?: "mend" | "failed";
  readonly order?: string;
  readonly mendBy?: PlainDate;
}

export const accept = async (
  { desk, ago, today }: Story,
  actor: Actor,
  project: Declared,
  day: number,
  said: Finding,
): Promise<void> => {
  const at = ago(day, 90);
  const params = { projectId: project.id };
  const report = { name: "验收意见（演示）.pdf", content: demoPdf(`acceptance ${project.id}`) };
  const { id } = await desk.send({ actor, at }, addAcceptanceFile, { params }, report);
  const body = {
    version: await versionOf(desk, actor, at, project.id),
    acceptedOn: addDays(today, -day),
    documentNumber: documentNumber(actor, addDays(today, -day), 200 + (day % 90)),
    result: "passed" as const,
    ...said,
    members: inspectors.map((member) => ({
      ...member,
      ...(said.result && member.post === "组长" && { result: said.result, opinion: said.conclusion }),
    })),
    files: [id],
  };
  await desk.send({ actor, at }, acceptProject, { params, body });
};

const inspectors = [
  { name: "演示验收甲", unit: "演示省卫生健康委基层处", post: "组长", result: "passed" as const },
  { name: "演示验收乙", unit: "演示医科大学附属医院", post: "主任医师", result: "passed" as const },
  {
    name: "演示验收丙",
    unit: "演示会计师事务所",
    post: "注册会计师",
    result: "passed" as const,
    opinion: "资金使用与预算一致，建议尽快办理固定资产登记",
  },
];

/** A change that the head has signed and the organiser has to judge. */
export const askForLongerTerm = async ({ desk, ago, today }: Story, { id, people, answers }: Declared, day: number) => {
  const asked = await desk.send({ actor: people.clerk, at: ago(day) }, requestChange, {
    params: { projectId: id },
    body: {
      kind: "period",
      startsOn: String(answers["startsOn"]),
      endsOn: addDays(today, 420),
      reason: "机房供电改造推迟，申请顺延完成时间",
    },
  });
  const head = { actor: people.head, at: ago(day, 60) };
  const params = { changeId: asked.id };
  const { sha256 } = await desk.send(head, readChangeContent, { params });
  await desk.send(head, signChange, { params, body: { sha256 } });
};

/** 项目支持计划 of the pilot; a county's medical group is on it without provincial money (5g-2022.art2.h). */
export const planSupport = async (story: Story, call: OpenedCall, projects: readonly Declared[], day: number) => {
  const { desk, ago, today, year } = story;
  await commitCounties(story, projects, day + 1);
  const moment = { actor: call.organiser, at: ago(day) };
  const params = { programme: "5g-pilot" as const, year };
  const rows = projects.map(({ id, unit }) => {
    const isCounty = !unit.startsWith("140105") && !unit.slice(0, 6).endsWith("00");
    return {
      project: id,
      part: isCounty ? ("county-group" as const) : ("tertiary-hospital" as const),
      amountFen: isCounty ? "0" : "50000000",
      targets: "年内完成300例远程会诊",
    };
  });
  const targets = [{ name: "接入5G远程医疗的医疗机构", unit: "家", base: 12, planned: 20, actual: null }];
  await desk.send(moment, saveSupportPlan, { params, body: { targets, rows } });
  const body = { documentNumber: documentNumber(call.organiser, addDays(today, -day), 66) };
  await desk.send(moment, confirmSupportPlan, { params, body });
};
