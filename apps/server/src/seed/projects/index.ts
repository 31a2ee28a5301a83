import { decideReading } from "@qiangyi/api";
import { date, daysBetween, type PlainDate, yearOf } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Clock, type Database, homeProvince, systemActor, type Tx } from "../../platform/index.ts";
import { type Chapter, fillIn, openCall, type Story, signedDay } from "./calls.ts";
import { centre, pilot, specialty, techniques } from "./chapters.ts";
import type { DemoCall } from "./demo-call.ts";
import { openDesk, together } from "./desk.ts";
import { fillPool } from "./experts.ts";
import { firstLeaders, firstSpecialties, firstStaff, markInstitutions, staff } from "./linfen.ts";
import { demoPeople } from "./people.ts";
import { walk } from "./road.ts";
import { demoCalls } from "./story.ts";

/**
 * 项目库的演示: eleven calls and some hundred and forty declarations in every state, each brought there by the product's own routes, by the accounts of the
 * demonstration, on days of the past year, Linfen's first batches on days of 2024. Whatever an account must do next lies on its workbench.
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
    const since = (day: string) => daysBetween(date(day), today);
    await tell({ database, desk, people: found.people, ago, since, today, year: Math.max(2026, yearOf(today)) });
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
  await settleWindow(story);
  for (const call of demoCalls(story.since)) {
    const opened = await openCall(story, call);
    const declared = await fillIn(story, call, opened);
    await together(declared, (project, nth) => walk({ ...story, signed: signedDay(call), nth }, project));
    await chapters[call.key]?.(story, opened, declared);
  }
};

/** What is finished in the demonstration's own year counts: without this decision it would wait for one as outside the three years. */
const settleWindow = async ({ desk, people, ago, since }: Story): Promise<void> => {
  await desk.send({ actor: people("prov_health_dept"), at: ago(since("2025-01-20")) }, decideReading, {
    params: { key: "programmeWindow" },
    body: {
      value: "2023-01-01/2026-12-31",
      effectiveFrom: "2025-01-20",
      source: { kind: "own-decision" },
      decision: {
        decidedBy: "演示省卫生健康委、演示省财政厅",
        decidedOn: "2025-01-16",
        documentNumber: "演示卫财函〔2025〕2号",
        reason: "工程2023年启动，部分项目跨年建设，实施期延至2026年底（演示）",
      },
    },
  });
};

const chapters: Readonly<Record<DemoCall["key"], Chapter>> = {
  firstSpecialties,
  firstLeaders,
  firstStaff,
  pilot,
  specialty,
  centre,
  staff,
  techniques,
};
