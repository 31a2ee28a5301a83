import type { Chapter } from "./calls.ts";
import { admitOwnExpert, ownField } from "./experts.ts";
import { accept, announce, askForLongerTerm, chosen, move, object, planSupport, propose, store } from "./library.ts";
import { evaluated, selfEvaluated, watched } from "./performance.ts";
import { acceptSeat, composePanel, conclude, scoreAll, scoreSheet, seatedIn } from "./reviews.ts";

/* What becomes of each call of the province after the checks. */

const sure = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new RangeError("the story lacks a project");
  return value;
};

/** 5G: reviewed, announced, stored; one waits for a change, one is funded, one is near its end; a second panel waits for its draw. */
export const pilot: Chapter = async (story, call, projects) => {
  const [changing, funded, ending, stored, fifth, sixth, ...late] = projects;
  const first = [changing, funded, ending, stored, fifth, sixth].map(sure);
  const shares = [0.92, 0.9, 0.86, 0.83, 0.72, 0.56];
  const panel = await composePanel(story, call, { title: "5G远程医疗第一组", projects: first, day: 190, fields: ["卫生信息化"] });
  await scoreAll(story, call, panel, { shares, day: 188 });
  for (const [nth, project] of first.entries()) await conclude(story, call, project, shares[nth] ?? 0, 180);
  const choices = [
    ...[changing, funded, ending, stored].map(sure).map(chosen),
    { project: sure(fifth), isChosen: false, reason: "评审意见为修改后支持，预算尚未修改" },
    { project: sure(sixth), isChosen: false, reason: "评审未推荐" },
  ];
  const decider = story.people("prov_health_finance");
  const selection = await propose(story, call, choices, 50, 172);
  const notice = await announce(story, call, selection, decider, { decided: 170, published: 166 });
  await store(story, call, notice.id, 150);
  await planSupport(story, call, [changing, funded, ending, stored].map(sure), 140);
  for (const project of [funded, ending]) await move(story, call.organiser, sure(project), "fund", 130);
  await move(story, sure(ending).people.head, sure(ending), "start", 120);
  await selfEvaluated(story, call, sure(ending), 16);
  await watched(story, call, sure(funded), 14);
  await askForLongerTerm(story, sure(changing), 4);
  await composePanel(story, call, { title: "5G远程医疗第二组", projects: late, day: 3, fields: ["卫生信息化"], isDrawn: false });
};

/** 重点专科: a running notice with an open objection; panels with all sheets in, with sheets open, and with open invitations. */
export const specialty: Chapter = async (story, call, projects) => {
  const first = projects.slice(0, 5);
  const shares = [0.93, 0.89, 0.86, 0.835, 0.825];
  const panel = await composePanel(story, call, { title: "综合专科组", projects: first, day: 50, fields: ["临床医学"] });
  await scoreAll(story, call, panel, { shares, day: 48 });
  for (const [nth, project] of first.entries()) await conclude(story, call, project, shares[nth] ?? 0, 40);
  const [one, two, three, passedOver, preferred] = first;
  const clause = "qiangyi-2024.art5.a";
  const choices = [
    ...[one, two, three].map(sure).map(chosen),
    {
      project: sure(passedOver),
      isChosen: false,
      reason: "该院近三年已获两项省级重点专科，骨科病源与市内两家医院重叠，本年缓列",
      clause,
    },
    { ...chosen(sure(preferred)), reason: "所在县尚无省级重点专科，消化道早癌筛查由该科牵头，按布局均衡列入", clause },
  ];
  const selection = await propose(story, call, choices, 200, 20);
  const notice = await announce(story, call, selection, story.people("prov_health_finance"), { decided: 12, published: 2 });
  await object(story, notice.id, notice.rows.find(({ isChosen }) => isChosen)?.number ?? "", 1);
  await admitOwnExpert(story, 35);
  const scored = await composePanel(story, call, {
    title: "内科组",
    projects: projects.slice(5, 8),
    day: 30,
    fields: [ownField],
  });
  await scoreAll(story, call, scored, { shares: [0.88, 0.79, 0.74], day: 28, wide: sure(projects[7]) });
  await conclude(story, call, sure(projects[5]), 0.88, 5);
  await openPanels(story, call, projects);
};

const openPanels: Chapter = async (story, call, projects) => {
  const open = await composePanel(story, call, {
    title: "外科与儿科组",
    projects: projects.slice(8, 11),
    day: 7,
    fields: [ownField],
  });
  const [expert, quick] = (await seatedIn(story, call.organiser, open)).map(sure);
  for (const actor of [expert, quick]) await acceptSeat(story, sure(actor), open, 6);
  await scoreSheet(story, call, sure(expert), open, { project: sure(projects[8]), share: 0.84, day: 4, isLocked: false });
  for (const project of open.projects) await scoreSheet(story, call, sure(quick), open, { project, share: 0.81, day: 4 });
  await composePanel(story, call, { title: "中医康复组", projects: projects.slice(11, 12), day: 2, fields: [ownField] });
};

/** 适宜技术, read blind: one expert has begun, the others have their invitations. */
export const techniques: Chapter = async (story, call, projects) => {
  const panel = await composePanel(story, call, { title: "适宜技术匿名评审组", projects, day: 16, fields: ["临床医学"] });
  const [expert] = await seatedIn(story, call.organiser, panel);
  await acceptSeat(story, sure(expert), panel, 14);
};

/** 次中心: decided without scores; accepted and entered in the register, closed, suspended, terminated. */
export const centre: Chapter = async (story, call, projects) => {
  const [accepted, closed, suspended, terminated, refused] = projects.map(sure);
  for (const project of [accepted, closed, suspended, terminated]) await conclude(story, call, sure(project), 0.9, 165);
  await conclude(story, call, sure(refused), 0.5, 165);
  const choices = [
    ...[accepted, closed, suspended, terminated].map(sure).map(chosen),
    { project: sure(refused), isChosen: false, reason: "服务人口不足，评审未推荐" },
  ];
  const decider = story.people("prov_health_finance");
  const notice = await announce(story, call, await propose(story, call, choices, 0, 160), decider, {
    decided: 158,
    published: 155,
  });
  await store(story, call, notice.id, 138);
  for (const project of [accepted, closed, suspended]) await move(story, call.organiser, sure(project), "fund", 130);
  for (const project of [accepted, closed]) {
    await move(story, sure(project).people.head, sure(project), "start", 120);
    await accept(story, call.organiser, sure(project), 25, { conclusion: "对照建设标准逐项查验，达到县域医疗次中心要求" });
  }
  await evaluated(story, call, sure(closed), 18);
  await move(story, call.organiser, sure(closed), "close", 10);
  await watched(story, call, sure(accepted), 20);
  await move(story, call.organiser, sure(suspended), "suspend", 40);
  await move(story, call.organiser, sure(terminated), "terminate", 60);
};
