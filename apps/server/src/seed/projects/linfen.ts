import {
  closeCandidatePool,
  nameResponsibleOfHospital,
  nameResponsibleOfProject,
  recordAssessment,
  recordShare,
  setMark,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import type { Chapter, Story } from "./calls.ts";
import { accept, announce, chosen, move, propose, store } from "./library.ts";
import { conclude } from "./reviews.ts";
import type { Declared } from "./road.ts";

/* 临汾十百千工程: marks of institutions, the first batches from their decision on, the yearly shares, and the second batch of the thousand. */

/** A county hospital that the city holds for strong, a city hospital on its list, and units outside the focus with the note that the plan asks for. */
export const markInstitutions = async ({ desk, people, ago, since }: Story): Promise<void> => {
  const moment = { actor: people("city_health_bureau_141000"), at: ago(since("2024-01-05")) };
  const note = "十百千工程以综合、专科医院为重点，该院业务量达到同级综合医院，说明后纳入（演示）";
  for (const [institution, mark, reason] of [
    ["141024-001", "strong", "三年连续在全市二级医院考核中居前，认定为实力较强（演示）"],
    ["141000-005", "city-list", "列入市级二级医院名单（演示）"],
    ["141000-003", "non-focus-note", note],
    ["141000-004", "non-focus-note", note],
    ["141024-002", "non-focus-note", note],
    ["141024-003", "non-focus-note", note],
  ] as const) {
    await desk.send(moment, setMark, { body: { institution, mark, reason } });
  }
};

/** From the city's list to the library; the second person of the city decides. Days are those of the first batches. */
const choose = async (story: Story, call: Parameters<Chapter>[1], projects: readonly Declared[], places: number, wan: number) => {
  const { since } = story;
  for (const [nth, project] of projects.entries())
    await conclude(story, call, project, nth < places ? 0.88 : 0.5, since("2024-02-19"));
  const choices = projects.map((project, nth) =>
    nth < places ? chosen(project) : { project, isChosen: false, reason: "评议得票未过半，列入下一批" },
  );
  const selection = await propose(story, call, choices, wan, since("2024-02-20"));
  const decider = story.people("city_health_bureau_141000_2");
  const notice = await announce(story, call, selection, decider, {
    decided: since("2024-02-22"),
    published: since("2024-02-26"),
  });
  await store(story, call, notice.id, since("2024-03-08"));
};

/** Twelve candidates of fourteen; ten are built, four of them accepted within the plan's term, two told to mend and one failed. */
export const firstSpecialties: Chapter = async (story, call, projects) => {
  const { desk, ago, since } = story;
  await choose(story, call, projects, 12, 120);
  const closing = { actor: call.organiser, at: ago(since("2024-03-11")) };
  await desk.send(closing, closeCandidatePool, {
    params: { callId: call.id },
    body: { reason: "备选已满十二个，公示无异议（演示）" },
  });
  for (const [nth, project] of projects.slice(0, 10).entries()) {
    await move(story, call.organiser, project, "fund", since("2024-03-20"));
    const { head } = project.people;
    const body = { name: `${"韩杨赵钱孙李周吴郑王"[nth]}示八`, post: "科主任", startsOn: "2024-03-25" };
    await desk.send({ actor: head, at: ago(since("2024-03-25")) }, nameResponsibleOfProject, {
      params: { projectId: project.id },
      body,
    });
    await move(story, head, project, "start", since("2024-04-01"));
  }
  for (const project of projects.slice(0, 4)) {
    await accept(story, call.organiser, project, since("2024-12-18"), {
      conclusion: "逐项对照建设任务书，设备、人员、技术和绩效目标均已完成",
      comparison: "本专科年诊疗例数在全省同类专科二十四家中列第七位，疑难病例占比高于全省平均数",
    });
  }
  await inspectTheRest(story, call, projects);
};

/** One has mended and waits to be inspected again, one lets its day pass, and what failed stands still until a person decides. */
const inspectTheRest: Chapter = async (story, call, projects) => {
  const [mended, late, failed] = projects.slice(4, 7);
  if (!mended || !late || !failed) throw new RangeError("the story lacks a specialty");
  const day = story.since("2025-12-10");
  const comparison = "本专科年诊疗例数在全省同类专科二十四家中列第十三位（演示）";
  const mend = { result: "mend", mendBy: date("2026-03-10"), comparison } as const;
  await accept(story, call.organiser, mended, day, {
    ...mend,
    conclusion: "任务书所列设备缺一台，随访登记不全",
    order: "补齐一台设备并检定；随访登记按月补录（演示）",
  });
  await accept(story, call.organiser, late, day - 1, {
    ...mend,
    conclusion: "两项新技术没有病例支撑",
    order: "补报两项新技术的病例和伦理审查材料（演示）",
  });
  await accept(story, call.organiser, failed, day - 2, {
    conclusion: "主要设备未到位，绩效目标完成不足一半（演示）",
    comparison,
    result: "failed",
  });
  await move(story, mended.people.head, mended, "reportMended", story.since("2026-02-26"));
};

export const firstLeaders: Chapter = async (story, call, projects) => {
  await choose(story, call, projects, 14, 0);
  await recordShares(story, "linfen-hundred-leaders", [[null, [8120, 8265, 8410, 8530]]]);
  await assessLeaders(story, call, projects);
};

/** 中期 for six, 终期 for four of them: three reach the goal, one lacks a name beyond the province. */
const assessLeaders: Chapter = async ({ desk, ago, since }, call, projects) => {
  const experts = [
    { name: "演示评定甲", unit: "演示省医学会" },
    { name: "演示评定乙", unit: "演示医科大学" },
  ];
  const inProvince = { criterion: "inProvince", kind: "office", text: "演示省医学会专业委员会副主任委员" } as const;
  const inCountry = { criterion: "inCountry", kind: "paper", text: "核心期刊论著两篇，被引一百二十次（演示）" } as const;
  const assess = (project: Declared, assessedOn: string, isKnown: boolean) =>
    desk.send({ actor: call.organiser, at: ago(since(assessedOn), 120) }, recordAssessment, {
      params: { projectId: project.id },
      body: {
        assessedOn,
        inProvince: true,
        inCountry: isKnown,
        evidence: [inProvince, ...(isKnown ? [inCountry] : [])],
        experts,
        opinion: isKnown ? "两项影响都有依据，同意认定" : "省内影响已认定，国内影响依据不足",
        documentNumber: `演示临卫函〔${assessedOn.slice(0, 4)}〕95号`,
      },
    });
  for (const [nth, project] of projects.slice(0, 6).entries()) await assess(project, "2025-03-20", nth < 2);
  for (const [nth, project] of projects.slice(0, 4).entries()) await assess(project, "2026-01-15", nth < 3);
};

export const firstStaff: Chapter = async (story, call, projects) => {
  const { desk, ago, since } = story;
  await choose(story, call, projects, projects.length, 0);
  const hospitals = new Map(projects.map(({ unit, people }) => [unit, people.head]));
  // Two hospitals have not said yet who looks after their people.
  for (const [nth, head] of [...hospitals.values()].slice(0, -2).entries()) {
    await desk.send({ actor: head, at: ago(since("2024-03-20")) }, nameResponsibleOfHospital, {
      params: { programme: "linfen-thousand-staff" },
      body: { name: `${"冯陈褚卫蒋沈韩杨"[nth % 8]}演${"一二三"[nth % 3]}`, post: "科教科科长", startsOn: "2024-03-20" },
    });
  }
  await recordShares(story, "linfen-thousand-staff", [
    [null, [8730, 8815, 8890, 8975]],
    ["141024", [8610, 8795, 8880, 8990]],
    ["141002", [9015, 9040, 9060, 9105]],
    ["141034", [8120, 8205, 8170, 8260]],
  ]);
};

type Percent = readonly [county: string | null, basisPoints: readonly number[]];

const recordShares = async (
  { desk, people, ago, since }: Story,
  programme: "linfen-hundred-leaders" | "linfen-thousand-staff",
  rows: readonly Percent[],
): Promise<void> => {
  const moment = { actor: people("city_health_bureau_141000"), at: ago(since("2025-02-10")) };
  for (const [county, figures] of rows) {
    for (const [nth, basisPoints] of figures.entries()) {
      const body = { county, year: 2021 + nth, basisPoints, source: "演示市医保结算数据年报" };
      await desk.send(moment, recordShare, { params: { programme }, body });
    }
  }
};

/** 千名技术骨干, second batch: a list that waits for the second person of the city. */
export const staff: Chapter = async (story, call, projects) => {
  const reviewed = projects.slice(0, 5);
  for (const project of reviewed) await conclude(story, call, project, 0.85, 5);
  const choices = reviewed.map((project, nth) =>
    nth < 4 ? chosen(project) : { project, isChosen: false, reason: "本县名额已满，列入下一批" },
  );
  await propose(story, call, choices, 0, 2);
};
