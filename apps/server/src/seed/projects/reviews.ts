import {
  answerInvitation,
  concludeReview,
  createPanel,
  drawPanel,
  freezeCandidates,
  listExperts,
  lockScore,
  readPanel,
  recordArgument,
  saveScore,
  signPledge,
} from "@qiangyi/api";
import type { Actor } from "../../platform/index.ts";
import type { OpenedCall, Story } from "./calls.ts";
import { together } from "./desk.ts";
import type { Declared } from "./road.ts";

export interface PanelOfStory {
  readonly id: string;
  readonly projects: readonly Declared[];
}

interface Composing {
  readonly title: string;
  readonly projects: readonly Declared[];
  readonly day: number;
  /** Somebody of each field sits on it. */
  readonly fields?: readonly string[];
  readonly isDrawn?: boolean;
}

/** Composed, its candidates frozen, and drawn unless it still waits for its draw. */
export const composePanel = async (
  { desk, ago }: Story,
  call: OpenedCall,
  { title, projects, day, fields = [], isDrawn = true }: Composing,
): Promise<PanelOfStory> => {
  const moment = { actor: call.organiser, at: ago(day) };
  const ids = projects.map(({ id }) => id);
  const body = { call: call.id, title, projects: ids, experts: 5, fields: [...fields], regionRule: "county" as const };
  const { id } = await desk.send(moment, createPanel, { body });
  await desk.send(moment, freezeCandidates, { params: { panelId: id } });
  if (isDrawn) {
    const words = "监督人现场报数：三七二十一";
    await desk.send({ ...moment, at: ago(day, 40) }, drawPanel, { params: { panelId: id }, body: { words } });
  }
  return { id, projects };
};

/** The accounts behind the seats of a panel; the account `expert` first. */
export const seatedIn = async ({ desk, people, ago }: Story, organiser: Actor, panel: PanelOfStory): Promise<Actor[]> => {
  const moment = { actor: organiser, at: ago(1) };
  const { items } = await desk.send(moment, listExperts, { query: { limit: 100 } });
  const { seats } = await desk.send(moment, readPanel, { params: { panelId: panel.id } });
  const logins = seats.flatMap(({ expert }) => items.find(({ id }) => id === expert)?.account?.loginName ?? []);
  return logins.sort((one, other) => one.length - other.length || one.localeCompare(other)).map(people);
};

export const acceptSeat = async ({ desk, ago }: Story, actor: Actor, panel: PanelOfStory, day: number): Promise<void> => {
  const moment = { actor, at: ago(day, 20) };
  const params = { panelId: panel.id };
  await desk.send(moment, answerInvitation, { params, body: { answer: "accept" } });
  await desk.send(moment, signPledge, { params, body: { agrees: true } });
};

/** One sheet with the given share of every item; in hundredths of a point. */
export const scoreSheet = async (
  { desk, ago }: Story,
  { definition }: OpenedCall,
  actor: Actor,
  panel: PanelOfStory,
  { project, share, day, isLocked = true }: { project: Declared; share: number; day: number; isLocked?: boolean },
): Promise<void> => {
  const { items, vetoes } = definition.review;
  const params = { panelId: panel.id, projectId: project.id };
  const moment = { actor, at: ago(day, 100) };
  const points = items.map(({ id, maxPoints }, nth) => [id, Math.round(maxPoints * 100 * (share + (nth % 2 ? 0.01 : -0.01)))]);
  const body = {
    items: Object.fromEntries(points),
    vetoes: Object.fromEntries(vetoes.map(({ id }) => [id, true])),
    comment: share < 0.7 ? "基础较弱，设备配置超前于业务量，建议先培养人员。" : "目标清楚，预算与任务对应，建议支持。",
    version: 0,
  };
  const { version } = await desk.send(moment, saveScore, { params, body });
  if (isLocked) await desk.send({ actor, at: ago(day, 130) }, lockScore, { params, body: { version } });
};

/** All five accept, pledge, score and lock. `shares` has one number per project; experts differ by a point or two, or by `wide`. */
export const scoreAll = async (
  story: Story,
  call: OpenedCall,
  panel: PanelOfStory,
  { shares, day, wide }: { shares: readonly number[]; day: number; wide?: Declared },
): Promise<void> => {
  const seated = await seatedIn(story, call.organiser, panel);
  await together(seated, async (actor, seat) => {
    await acceptSeat(story, actor, panel, day);
    for (const [nth, project] of panel.projects.entries()) {
      const step = project === wide ? 0.07 : 0.012;
      await scoreSheet(story, call, actor, panel, { project, share: (shares[nth] ?? 0.8) + (seat - 2) * step, day: day - 2 });
    }
  });
};

export const conclude = async ({ desk, ago }: Story, call: OpenedCall, project: Declared, share: number, day: number) => {
  const conclusion = share >= 0.8 ? "recommended" : share >= 0.6 ? "revise" : "not-recommended";
  const reason = { recommended: "专家意见一致，推荐支持", revise: "修改预算后可予支持", "not-recommended": "建设条件不足" }[
    conclusion
  ];
  await desk.send({ actor: call.organiser, at: ago(day, 200) }, concludeReview, {
    params: { projectId: project.id },
    body: { conclusion, reason },
  });
};

/** 必要性、可行性、规范性 of a project that is to be chosen. */
export const argue = async ({ desk, ago }: Story, call: OpenedCall, project: Declared, day: number): Promise<void> => {
  const reasons = {
    necessity: "外转病例集中，确有建设必要",
    feasibility: "人员、场地、自筹资金已经落实",
    standardisation: "申报程序完整，预算科目符合规定",
  };
  for (const [point, reason] of Object.entries(reasons) as [keyof typeof reasons, string][]) {
    await desk.send({ actor: call.organiser, at: ago(day, 30) }, recordArgument, {
      params: { projectId: project.id },
      body: { point, passes: true, reason },
    });
  }
};
