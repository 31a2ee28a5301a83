import { setMark } from "@qiangyi/api";
import { date, type PlainDate, yearOf } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Clock, type Database, homeProvince, systemActor, type Tx } from "../../platform/index.ts";
import { fillIn, type OpenedCall, openCall, type Story, signedDay } from "./calls.ts";
import { openDesk, together } from "./desk.ts";
import { fillPool } from "./experts.ts";
import { accept, announce, askForLongerTerm, move, object, planSupport, propose, store } from "./library.ts";
import { demoPeople } from "./people.ts";
import { acceptSeat, composePanel, conclude, scoreAll, scoreSheet, seatedIn } from "./reviews.ts";
import { type Declared, walk } from "./road.ts";
import { type DemoCall, demoCalls } from "./story.ts";

/**
 * 项目库的演示: seven calls and some sixty declarations in every state, each brought there by the product's own routes, by the accounts of the
 * demonstration, on days of the past year. Whatever an account must do next lies on its workbench.
 */
export const seedDemoProjects = async (database: Database, clock: Clock): Promise<void> => {
  const found = await database.transaction(systemActor, async (tx) =>
    (await isThere(tx)) ? undefined : { people: await demoPeople(tx), lastYear: await lastKnownYear(tx) },
  );
  // A first start that was broken off: what it wrote stays, nothing is written twice.
  if (!found) return;
  const today = lastDayOfStory(clock.today(), found.lastYear);
  const desk = await openDesk(database);
  try {
    const ago = (days: number, minutes = 0) =>
      new Date(Date.parse(`${today}T09:00:00+08:00`) - days * 86_400_000 + minutes * 60_000);
    await tell({ database, desk, people: found.people, ago, today, year: Math.max(2026, yearOf(today)) });
  } finally {
    await desk.close();
  }
};

const isThere = async (tx: Tx): Promise<boolean> =>
  (await sql`select from call where province = ${homeProvince} limit 1`.execute(tx)).rows.length > 0;

const lastKnownYear = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{
    year: number;
  }>`select max(year) as year from work_calendar where province = ${homeProvince}`.execute(tx);
  return rows[0]?.year ?? 0;
};

/** Notices count working days, and the holidays of a year that is not recorded are not guessed: the story ends before. */
const lastDayOfStory = (today: PlainDate, lastYear: number): PlainDate => {
  const last = date(`${lastYear}-12-01`);
  return today < last ? today : last;
};

const tell = async (story: Story): Promise<void> => {
  await markInstitutions(story);
  await fillPool(story);
  for (const call of demoCalls) {
    const opened = await openCall(story, call);
    const declared = await fillIn(story, call, opened);
    await together(declared, (project, nth) => walk({ ...story, signed: signedDay(call), nth }, project));
    await chapters[call.key]?.(story, opened, declared);
  }
};

/** Linfen: a county hospital that the city holds for strong, and units outside the focus with the note that the plan asks for. */
const markInstitutions = async ({ desk, people, ago }: Story): Promise<void> => {
  const moment = { actor: people("city_health_bureau_141000"), at: ago(80) };
  const note = "十百千工程以综合、专科医院为重点，该院业务量达到同级综合医院，说明后纳入（演示）";
  for (const [institution, mark, reason] of [
    ["141024-001", "strong", "三年连续在全市二级医院考核中居前，认定为实力较强（演示）"],
    ["141000-003", "non-focus-note", note],
    ["141024-002", "non-focus-note", note],
    ["141024-003", "non-focus-note", note],
  ] as const) {
    await desk.send(moment, setMark, { body: { institution, mark, reason } });
  }
};

type Chapter = (story: Story, call: OpenedCall, projects: readonly Declared[]) => Promise<void>;

const chosen = (project: Declared | undefined) => ({ project: sure(project), isChosen: true });
const sure = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new RangeError("the story lacks a project");
  return value;
};

/** 5G: reviewed, announced, stored; one waits for a change, one is funded, one is near its end; a second panel waits for its draw. */
const pilot: Chapter = async (story, call, projects) => {
  const [changing, funded, ending, stored, fifth, sixth, ...late] = projects;
  const first = [changing, funded, ending, stored, fifth, sixth].map(sure);
  const shares = [0.92, 0.9, 0.86, 0.83, 0.72, 0.56];
  const panel = await composePanel(story, call, { title: "5G远程医疗第一组", projects: first, day: 190 });
  await scoreAll(story, call, panel, { shares, day: 188 });
  for (const [nth, project] of first.entries()) await conclude(story, call, project, shares[nth] ?? 0, 180);
  const choices = [
    ...[changing, funded, ending, stored].map(chosen),
    { project: sure(fifth), isChosen: false, reason: "评审意见为修改后支持，预算尚未修改" },
    { project: sure(sixth), isChosen: false, reason: "评审未推荐" },
  ];
  const decider = story.people("prov_health_finance");
  const selection = await propose(story, call, choices, 50, 172);
  const notice = await announce(story, call, selection, decider, { decided: 170, published: 166 });
  await store(story, call, notice.id, 150);
  await planSupport(story, call, [changing, funded, ending].map(sure), 140);
  for (const project of [funded, ending]) await move(story, call.organiser, sure(project), "fund", 130);
  await move(story, sure(ending).people.head, sure(ending), "start", 120);
  await askForLongerTerm(story, sure(changing), 4);
  await composePanel(story, call, { title: "5G远程医疗第二组", projects: late, day: 3, isDrawn: false });
};

/** 重点专科: a running notice with an open objection; panels with all sheets in, with sheets open, and with open invitations. */
const specialty: Chapter = async (story, call, projects) => {
  const first = projects.slice(0, 5);
  const shares = [0.93, 0.89, 0.86, 0.835, 0.825];
  const panel = await composePanel(story, call, { title: "综合专科组", projects: first, day: 50 });
  await scoreAll(story, call, panel, { shares, day: 48 });
  for (const [nth, project] of first.entries()) await conclude(story, call, project, shares[nth] ?? 0, 40);
  const [one, two, three, passedOver, preferred] = first;
  const departure = { reason: "所在县尚无省级重点专科，按布局均衡的会议意见调整", clause: "qiangyi-2024.art5.a" };
  const choices = [
    ...[one, two, three].map(chosen),
    { project: sure(passedOver), isChosen: false, ...departure },
    { ...chosen(preferred), ...departure },
  ];
  const selection = await propose(story, call, choices, 200, 20);
  const notice = await announce(story, call, selection, story.people("prov_health_finance"), { decided: 12, published: 2 });
  await object(story, notice.id, notice.rows.find(({ isChosen }) => isChosen)?.number ?? "", 1);
  const scored = await composePanel(story, call, { title: "内科组", projects: projects.slice(5, 8), day: 30 });
  await scoreAll(story, call, scored, { shares: [0.88, 0.79, 0.74], day: 28, wide: sure(projects[7]) });
  await conclude(story, call, sure(projects[5]), 0.88, 5);
  await openPanels(story, call, projects);
};

const openPanels: Chapter = async (story, call, projects) => {
  const open = await composePanel(story, call, { title: "外科与儿科组", projects: projects.slice(8, 11), day: 7 });
  const [expert, quick] = (await seatedIn(story, call.organiser, open)).map(sure);
  for (const actor of [expert, quick]) await acceptSeat(story, sure(actor), open, 6);
  await scoreSheet(story, call, sure(expert), open, { project: sure(projects[8]), share: 0.84, day: 4, isLocked: false });
  for (const project of open.projects) await scoreSheet(story, call, sure(quick), open, { project, share: 0.81, day: 4 });
  await composePanel(story, call, { title: "中医康复组", projects: projects.slice(11, 12), day: 2 });
};

/** 次中心: decided without scores; accepted and entered in the register, closed, suspended, terminated. */
const centre: Chapter = async (story, call, projects) => {
  const [accepted, closed, suspended, terminated, refused] = projects.map(sure);
  for (const project of [accepted, closed, suspended, terminated]) await conclude(story, call, sure(project), 0.9, 165);
  await conclude(story, call, sure(refused), 0.5, 165);
  const choices = [
    ...[accepted, closed, suspended, terminated].map(chosen),
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
    await accept(story, call.organiser, sure(project), 25);
  }
  await move(story, call.organiser, sure(closed), "close", 10);
  await move(story, call.organiser, sure(suspended), "suspend", 40);
  await move(story, call.organiser, sure(terminated), "terminate", 60);
};

/** 千名技术骨干: a list that waits for the second person of the city. */
const staff: Chapter = async (story, call, projects) => {
  const reviewed = projects.slice(0, 5);
  for (const project of reviewed) await conclude(story, call, project, 0.85, 5);
  const choices = reviewed.map((project, nth) =>
    nth < 4 ? chosen(project) : { project, isChosen: false, reason: "本县名额已满，列入下一批" },
  );
  await propose(story, call, choices, 0, 2);
};

const chapters: Readonly<Record<DemoCall["key"], Chapter>> = { pilot, specialty, centre, staff };
