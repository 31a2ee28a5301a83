import { createHash } from "node:crypto";
import type { PlainDate } from "@qiangyi/kernel";
import { type LedgerTask, ledgerTask, periodEndOf, wholeTask } from "@qiangyi/policy/tasks";
import { sql } from "kysely";
import { type Actor, type Clock, newId, type Tx } from "../../platform/index.ts";
import { storeLoadedFile } from "../../registers/index.ts";
import { insertAct } from "../../tasks/acts.store.ts";
import { insertClosure, markDecided } from "../../tasks/closures.store.ts";
import { insertLiaison } from "../../tasks/liaisons.store.ts";
import { insertAssignment, movePart, openPart } from "../../tasks/parts.store.ts";
import { insertReport } from "../../tasks/reports.store.ts";
import { type ReportStory, type TaskStory, taskStories } from "./stories.ts";

/** Two persons of the ledger office: nobody accepts his own. */
const asking = { userId: "demo-recorder", name: "演示数据" };
const deciding = { userId: "demo-checker", name: "演示复核" };

/** What happened by today; a demonstration that is started earlier knows less. */
export const seedDemoTasks = async (tx: Tx, clock: Clock, actor: Actor): Promise<void> => {
  const today = clock.today();
  const [recorder, checker]: readonly Actor[] = [
    { ...actor, ...asking },
    { ...actor, ...deciding },
  ];
  if (recorder === undefined || checker === undefined) return;
  await seedLiaison(tx, recorder, clock.now());
  for (const story of taskStories) {
    const task = ledgerTask(story.task);
    if (task === undefined) throw new Error(`no task ${story.task}`);
    if (story.startsOn <= today) await tell(tx, { recorder, checker, today }, task, story);
  }
};

/** The demonstration's account of a department speaks for 省医保局. */
const seedLiaison = async (tx: Tx, actor: Actor, at: Date): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select id::text as id from account where province = ${actor.province} and login_name = 'prov_department' and is_demo`.execute(
    tx,
  );
  for (const { id } of rows) await insertLiaison(tx, actor, { user: id, unit: "省医保局", at });
};

interface Office {
  readonly recorder: Actor;
  readonly checker: Actor;
  readonly today: PlainDate;
}

const morning = (day: string): Date => new Date(`${day}T02:00:00Z`);

const tell = async (tx: Tx, office: Office, task: LedgerTask, story: TaskStory): Promise<void> => {
  const { recorder, today } = office;
  const part = story.part ?? wholeTask;
  const place = { task: task.code, part, city: task.city };
  const began = { onDay: story.startsOn as PlainDate, at: morning(story.startsOn) };
  await openPart(tx, recorder, place);
  await insertAssignment(tx, recorder, {
    ...place,
    ...began,
    unit: story.unit,
    person: story.person,
    startsOn: story.startsOn,
    dueOn: story.dueOn ?? null,
    target: story.target,
    everyMonths: story.every ?? 6,
    reason: null,
  });
  await insertAct(tx, recorder, { ...place, ...began, kind: "assigned", note: `${story.unit}，${story.person}` });
  for (const report of story.reports ?? []) if (report.onDay <= today) await tellReport(tx, office, story, place, report);
  const { pressed } = story;
  if (pressed !== undefined && pressed.onDay <= today)
    await insertAct(tx, recorder, {
      ...place,
      kind: "escalated",
      level: pressed.level,
      note: pressed.note,
      onDay: pressed.onDay as PlainDate,
      at: morning(pressed.onDay),
    });
  await tellClosure(tx, office, story, place);
};

interface Place {
  readonly task: string;
  readonly part: string;
  readonly city: string | null;
}

const tellReport = async (tx: Tx, { recorder }: Office, story: TaskStory, place: Place, report: ReportStory): Promise<void> => {
  const at = morning(report.onDay);
  const onDay = report.onDay as PlainDate;
  const periodEnd = periodEndOf(report.period);
  await insertReport(tx, recorder, {
    ...place,
    period: report.period,
    periodEnd,
    unit: story.unit,
    progress: report.progress,
    done: report.done,
    problems: report.problems ?? "",
    nextStep: report.nextStep ?? "",
    needs: report.needs ?? "",
    files: story.every === 12 ? [await tellFile(tx, recorder, place, at)] : [],
    sourceDocument: report.source ?? null,
    onDay,
    at,
  });
  await insertAct(tx, recorder, { ...place, kind: "reported", note: `${story.unit}，进展${report.progress}%`, onDay, at });
};

const tellClosure = async (tx: Tx, { recorder, checker, today }: Office, story: TaskStory, place: Place): Promise<void> => {
  const { closure } = story;
  if (closure === undefined || closure.askedOn > today) return;
  const askedAt = morning(closure.askedOn);
  const id = await insertClosure(tx, recorder, {
    ...place,
    unit: story.unit,
    statement: closure.statement,
    documentNumber: closure.document,
    issuer: closure.issuer,
    issuedOn: closure.askedOn,
    address: null,
    files: [await tellFile(tx, recorder, place, askedAt)],
    sourceDocument: closure.source ?? null,
    onDay: closure.askedOn as PlainDate,
    at: askedAt,
  });
  await insertAct(tx, recorder, {
    ...place,
    kind: "closure-asked",
    note: `${story.unit}，${closure.document}`,
    onDay: closure.askedOn as PlainDate,
    at: askedAt,
  });
  const isDecided = closure.decidedOn !== undefined && closure.decidedOn <= today;
  await movePart(tx, recorder, place, isDecided ? (closure.returnedFor === undefined ? "closed" : "open") : "closing");
  if (!isDecided || closure.decidedOn === undefined) return;
  const decision = closure.returnedFor === undefined ? "accepted" : "returned";
  const onDay = closure.decidedOn as PlainDate;
  const at = morning(closure.decidedOn);
  await markDecided(tx, checker, id, { decision, reason: closure.returnedFor ?? "", onDay, at });
  await insertAct(tx, checker, {
    ...place,
    kind: decision === "accepted" ? "closure-accepted" : "closure-returned",
    note: closure.returnedFor ?? closure.document,
    onDay,
    at,
  });
};

const tellFile = async (tx: Tx, actor: Actor, { task, part, city }: Place, at: Date): Promise<string> => {
  const content = Buffer.from(
    `%PDF-1.4\n% ${newId()}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
  );
  const sha256 = createHash("sha256").update(content).digest("hex");
  const name = "佐证（演示）.pdf";
  const id = await storeLoadedFile(tx, actor, { name, contentType: "application/pdf", content, sha256 }, at);
  await sql`
    insert into task_file (province, id, task, part, city, name, by_user, by_name, at)
    values (${actor.province}, ${id}, ${task}, ${part}, ${city}, ${name}, ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
  return id;
};
