import { type RouteAnswer, readLibraryRecord } from "@qiangyi/api";
import { date, dateInShanghai, fen, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { effectOf, openActions } from "@qiangyi/projects";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { actorOn, positionOf } from "../position.ts";
import { findProject, type StoredProject, stepsOf } from "../project.store.ts";
import { changesOf, factsOfProject, type StoredChange, versionsOf } from "./library.store.ts";
import { registerTitle } from "./record-fact.ts";
import { isToMend, shownAcceptances } from "./shown-acceptances.ts";
import { constructionTermEnd, termLight } from "./term.ts";

export type LibraryRecord = RouteAnswer<typeof readLibraryRecord>;
export type ProjectUnknown = Refusal<"project-not-found">;
export const projectUnknown: Answers<ProjectUnknown> = { "project-not-found": [404, "没有这个项目，或不在您的查看范围"] };

export const readLibraryRecordRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    readLibraryRecord,
    async ({ tx, actor, clock, params }): Promise<Result<LibraryRecord, ProjectUnknown>> => {
      const project = await findProject(tx, actor, params.projectId);
      return project
        ? ok(await recordOf(tx, actor, project, dateInShanghai(clock.now())))
        : refuse({ code: "project-not-found" });
    },
    projectUnknown,
  );

/** Steps that the page of the library offers; the others belong to the desks of checks, review and selection. */
const ownSteps = new Set(["renew", "fund", "start", "reportMended", "close", "suspend", "resume", "terminate"]);

export const recordOf = async (tx: Tx, actor: Actor, project: StoredProject, today: PlainDate): Promise<LibraryRecord> => {
  const [steps, versions, changes, facts] = [
    await stepsOf(tx, project),
    await versionsOf(tx, project),
    await changesOf(tx, project),
    await factsOfProject(tx, project),
  ];
  const acceptances = await shownAcceptances(tx, project, steps, today);
  const open = openActions(positionOf(project, steps), actorOn(actor, project));
  const waitsForUnit = isToMend(acceptances);
  return {
    state: project.state,
    steps: open
      .filter(({ action }) => ownSteps.has(action) && (action !== "reportMended" || waitsForUnit))
      .map(({ action, label, needs }) => ({ action, label, needs: [...needs] })),
    reservedUntil: project.reserved_until,
    term: termOf(project, today),
    versions: versions.map(({ version, total_fen, support_fen, by_name, at, change }) => ({
      version,
      totalFen: String(total_fen),
      supportFen: String(support_fen),
      by: { name: by_name, at: at.toISOString() },
      changeId: change,
    })),
    changes: changes.map((change) => shownChange(change, project)),
    acceptances,
    mayAccept: open.some(({ action }) => action === "accept"),
    facts: facts.map(({ register, entry, entry_no }) => ({
      register,
      title: registerTitle(register),
      entryId: entry,
      entryNo: entry_no,
    })),
  };
};

const termOf = ({ programme, state, starts_on, ends_on }: StoredProject, today: PlainDate): LibraryRecord["term"] => {
  if (starts_on === null) return null;
  const startsOn = date(starts_on);
  const declared = ends_on === null ? null : date(ends_on);
  // An approved prolongation moves the declared end beyond the year.
  const year = constructionTermEnd(startsOn);
  const endsOn = programme === "5g-pilot" ? (declared !== null && declared > year ? declared : year) : declared;
  return endsOn === null ? null : { startsOn, endsOn, ...termLight(endsOn, state, today) };
};

export const shownChange = (change: StoredChange, project: Pick<StoredProject, "total_fen" | "support_fen">) => ({
  id: change.id,
  kind: change.kind,
  reason: change.reason,
  before: change.before as Record<string, unknown>,
  after: change.after as Record<string, unknown>,
  falls: change.falls,
  totalDifferenceFen: String(change.total_difference_fen),
  supportDifferenceFen: String(change.support_difference_fen),
  sentence: effectOf({
    kind: change.kind,
    totalBefore: fen(project.total_fen),
    totalAfter: fen(project.total_fen + change.total_difference_fen),
    supportBefore: fen(project.support_fen),
    supportAfter: fen(project.support_fen + change.support_difference_fen),
  }).sentence,
  state: change.state,
  requested: { name: change.requested_by_name, at: change.requested_at.toISOString() },
  signed:
    change.signed_by_name === null || change.signed_at === null || change.content_sha256 === null
      ? null
      : { name: change.signed_by_name, at: change.signed_at.toISOString(), sha256: change.content_sha256 },
  sentBack: change.sent_back,
  organiser: personOf(change.organiser_by_name, change.organiser_at),
  finance: personOf(change.finance_by_name, change.finance_at),
  opinion: change.opinion,
  basis: change.basis,
});

const personOf = (name: string | null, at: Date | null) => (name === null || at === null ? null : { name, at: at.toISOString() });
