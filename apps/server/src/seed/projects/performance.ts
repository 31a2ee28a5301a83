import {
  laySheet,
  type PerformanceSheetSent,
  readPerformance,
  recordMonitoring,
  recordReview,
  recordSelfEvaluation,
  recordUse,
  signSelfEvaluation,
} from "@qiangyi/api";
import { addDays, monthOf, yearOf } from "@qiangyi/kernel";
import type { OpenedCall, Story } from "./calls.ts";
import type { Declared } from "./road.ts";

/* 绩效: how far the projects of the story came on their five stages. Days are those of the unit's report; all of it lies in one year. */

type Chapter = (story: Story, call: OpenedCall, project: Declared, day: number) => Promise<void>;

/** What a 次中心 is judged by: its call asks for a result and not for targets. It has no budget of its own to spend. */
const centreSheet: PerformanceSheetSent = {
  executionWeight: 0,
  rows: [
    { level: "output", name: "达到建设标准的条目", operator: ">=", target: "95", unit: "%", weight: 4000 },
    { level: "output", name: "年急诊急救人次", operator: ">=", target: "1200", unit: "人次", weight: 2000 },
    { level: "benefit", name: "辖区外转病例比例", operator: "<=", target: "12", unit: "%", weight: 3000 },
    { level: "satisfaction", name: "群众满意度", operator: ">=", target: "90", unit: "%", weight: 1000 },
  ],
};
const centreResults = ["97", "1310", "12.6", "93.4"];
const pilotResults = ["268", "44", "88.9", "92.5"];

const yearOfStory = ({ today }: Story, day: number): number => yearOf(addDays(today, -day));

/** The sheet is laid down and the unit has reported once: the evaluation comes next. */
export const watched: Chapter = async (story, call, project, day) => {
  const { desk, ago, today } = story;
  const year = yearOfStory(story, day);
  const params = { projectId: project.id, year };
  const hasTargets = Array.isArray(project.answers["targets"]);
  const asked = { params: { projectId: project.id }, query: { year } };
  const { suggested } = await desk.send({ actor: call.organiser, at: ago(day + 1) }, readPerformance, asked);
  await desk.send({ actor: call.organiser, at: ago(day + 1, 30) }, laySheet, {
    params,
    body: hasTargets ? suggested : centreSheet,
  });
  const results = hasTargets ? pilotResults : centreResults;
  await desk.send({ actor: project.people.clerk, at: ago(day, 20) }, recordMonitoring, {
    params,
    body: {
      month: monthOf(addDays(today, -day)),
      budgetFen: hasTargets ? "75000000" : null,
      spentFen: hasTargets ? "69000000" : null,
      rows: results.map((actual, at) =>
        at === 0 && hasTargets
          ? { actual, likelihood: "possible" as const, cause: "hardware" as const }
          : { actual, likelihood: "certain" as const },
      ),
      measures: hasTargets ? "终端供货推迟两周，已协调供应商分批到货（演示）" : "",
    },
  });
};

/** Reported and signed: for the 5G fund the re-evaluation comes next. */
export const selfEvaluated: Chapter = async (story, call, project, day) => {
  const { desk, ago } = story;
  await watched(story, call, project, day);
  const year = yearOfStory(story, day);
  const params = { projectId: project.id, year };
  const hasTargets = Array.isArray(project.answers["targets"]);
  const money = hasTargets ? { initialFen: "75000000", spentFen: "69000000" } : { initialFen: "0", spentFen: "0" };
  const results = hasTargets ? pilotResults : centreResults;
  const kept = await desk.send({ actor: project.people.clerk, at: ago(day - 1) }, recordSelfEvaluation, {
    params,
    body: {
      execution: { adjustedFen: "0", carriedFen: "0", ...money },
      entries: results.map((actual, at) => ({
        actual,
        ...(hasTargets && at === 0 && { reason: "设备到货推迟，上半年业务量偏低（演示）" }),
        ...(!hasTargets && at === 2 && { reason: "秋季呼吸道疾病高发，危重患者转诊偏多（演示）" }),
        ...(at === results.length - 1 && { sampleSize: 240, method: "出院患者电话随访" }),
      })),
      explanation: "建设任务按计划完成，资金单列核算（演示）",
    },
  });
  const [own] = kept.selfEvaluations;
  await desk.send({ actor: project.people.head, at: ago(day - 1, 90) }, signSelfEvaluation, {
    params: { ...params, version: own?.version ?? 1 },
    body: { sha256: own?.sha256 ?? "" },
  });
};

/** All five: re-evaluated, and what follows is recorded. */
export const evaluated: Chapter = async (story, call, project, day) => {
  const { desk, ago, today } = story;
  await selfEvaluated(story, call, project, day);
  const params = { projectId: project.id, year: yearOfStory(story, day) };
  await desk.send({ actor: call.organiser, at: ago(day - 4) }, recordReview, {
    params,
    body: {
      phase: "finished",
      deductions: [
        {
          dimension: "benefit",
          item: "辖区外转病例比例未达目标",
          points: 260,
          reason: "目标不高于12%，全年12.6%",
          evidence: "县医保结算年报第4表（演示）",
          clause: "qiangyi-2024.art9.1.c",
        },
      ],
      conclusion: "建设标准全部达到，外转比例略高于目标（演示）",
    },
  });
  await desk.send({ actor: call.organiser, at: ago(day - 5) }, recordUse, {
    params,
    body: {
      use: "improve",
      what: "下年与县医院共建急诊转诊绿色通道，外转比例降到目标以内（演示）",
      owner: "县卫生健康局、项目单位",
      dueOn: addDays(today, 180),
    },
  });
};
