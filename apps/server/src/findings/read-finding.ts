import { type FindingDetail, type FindingMeasure, type RouteAnswer, readFinding } from "@qiangyi/api";
import { type Fen, fen, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { clause } from "@qiangyi/policy/register";
import { sql } from "kysely";
import { type Actor, type Answers, handle, type Rooms } from "../platform/index.ts";
import { addresseesOf } from "./circulars.store.ts";
import { correctionTerm } from "./correction-days.ts";
import {
  correctionOf,
  filesOf,
  findFinding,
  findingsIn,
  type StoredFinding,
  type StoredStep,
  stepsOf,
} from "./findings.store.ts";
import { type Measure, measuresOf, returnsOf } from "./measures.store.ts";
import { departmentOf, levelOf, officeTitle } from "./office.ts";
import type { At } from "./opened.ts";
import type { Counted } from "./recoveries.ts";
import { dayOf, ownerOf, shownBy, shownFinding } from "./shown-finding.ts";
import { standingOf } from "./standing.ts";
import { advance, confirmedStates, type MovingAct, openStates, transitions } from "./transitions.ts";

type NotFound = Refusal<"finding-not-found">;
export const notFound: Answers<NotFound> = { "finding-not-found": [404, "没有这个问题，或不在您的查看范围"] };

export const readFindingRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    readFinding,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof readFinding>, NotFound>> => {
      const finding = await findFinding(tx, actor, params.findingId);
      return finding ? ok(await detailOf({ tx, actor, clock }, finding)) : refuse({ code: "finding-not-found" });
    },
    notFound,
  );

/** Everything that a reader may see of a finding, and what he may do now. */
export const detailOf = async (at: At, finding: StoredFinding): Promise<FindingDetail> => {
  const { tx, actor, clock } = at;
  const today = clock.today();
  const [correction, steps, files] = [await correctionOf(tx, finding), await stepsOf(tx, finding), await filesOf(tx, finding)];
  const measures = await measuresOf(tx, actor, [finding.id]);
  const standing = standingOf(actor, finding, correction, steps);
  const may = (act: MovingAct): boolean => advance(act, finding.state, standing).ok && holds(actor, act);
  const isDepartment = actor.permissions.has("findings.confirm") && departmentOf(actor) !== undefined;
  const takes = isDepartment && confirmedStates.includes(finding.state);
  const term = await correctionTerm(tx, today);
  const answered = new Set(steps.flatMap(({ act, files: ids }) => (act === "answer" ? ids : [])));
  return {
    ...shownFinding(finding, correction, measures, today),
    facts: finding.facts,
    clause: { id: finding.clause, ref: clause(finding.clause)?.ref ?? finding.clause },
    inspection: await inspectionOf(at, finding),
    auditMatters: await mattersOf(at, finding),
    evidence: files.map((file) => ({
      id: file.file,
      name: file.name,
      mediaType: file.media_type,
      sizeBytes: Number(file.size_bytes),
      sha256: file.sha256,
      by: shownBy(file.by_name, file.by_office, file.at),
      isAnswer: answered.has(file.file),
    })),
    correction: correction
      ? {
          owner: ownerOf(correction),
          keeper: correction.keeper_name,
          openedOn: correction.opened_on,
          dueOn: correction.due_on,
          dueSource: correction.due_source,
        }
      : null,
    measureList: await shownMeasures(at, measures),
    trail: steps.toReversed().map(trailLine),
    suggestion: {
      dueOn: term.dueOn,
      days: term.days,
      source: term.source,
      owner:
        finding.institution === null
          ? null
          : {
              institution: finding.institution,
              department: null,
              region: null,
              name: finding.institution_name ?? finding.institution,
            },
    },
    may: {
      addEvidence: openStates.includes(finding.state) && (standing.raiser || standing.owner || isDepartment),
      confirm: may("confirm"),
      dismiss: may("dismiss"),
      withdraw: may("withdraw"),
      answer: may("answer"),
      return: may("return"),
      verify: may("verify"),
      circular: takes,
      suspend: takes,
      recover: takes,
    },
  };
};

const permissionOf = {
  confirm: "findings.confirm",
  dismiss: "findings.confirm",
  withdraw: "findings.raise",
  answer: "findings.answer",
  return: "findings.confirm",
  verify: "findings.confirm",
} as const;
const holds = (actor: Actor, act: MovingAct): boolean => actor.permissions.has(permissionOf[act]);

const others = { raise: "提出", circular: "通报", suspend: "暂停拨付", recover: "收回资金", lift: "解除措施" } as const;
const labelOf = (act: StoredStep["act"]): string =>
  act in others ? others[act as keyof typeof others] : (transitions.find((row) => row.act === act)?.label ?? act);

const trailLine = ({ act, note, files, by_name, by_office, at }: StoredStep): FindingDetail["trail"][number] => ({
  act,
  label: labelOf(act),
  note,
  files,
  by: shownBy(by_name, by_office, at),
});

const inspectionOf = async ({ tx }: At, { province, inspection }: StoredFinding) =>
  inspection === null
    ? null
    : ((await findingsIn(tx)
        .selectFrom("inspection")
        .select(["id", "title"])
        .where("province", "=", province)
        .where("id", "=", inspection)
        .executeTakeFirst()) ?? null);

const mattersOf = async ({ tx }: At, { province, id }: StoredFinding) =>
  (
    await sql<{ id: string; number: string; matter: string }>`
      select m.id, m.number, m.matter from audit_matter m
      join audit_matter_finding l on l.province = m.province and l.matter = m.id and l.finding = ${id}::uuid
      where m.province = ${province} order by m.id`.execute(tx)
  ).rows;

const shownMeasures = async (at: At, measures: readonly Measure[]): Promise<FindingMeasure[]> => {
  const { tx, actor, clock } = at;
  const counted = await returnsOf(
    tx,
    actor,
    measures.filter(({ kind }) => kind === "recovery"),
  );
  const addressees = await addresseesOf(
    tx,
    actor,
    measures.map(({ id }) => id),
  );
  return measures.map((row) => ({
    id: row.id,
    kind: row.kind,
    office: officeTitle(row.set_department, row.set_region),
    documentNumber: row.document_number,
    reason: row.reason,
    by: shownBy(row.by_name, officeTitle(row.set_department, row.set_region), row.at),
    lifted: row.lifted
      ? {
          ...shownBy(row.lifted.name, row.lifted.office || officeTitle(row.set_department, row.set_region), row.lifted.at),
          reason: row.lifted.reason,
        }
      : null,
    mayLift: !row.lifted && isSetter(actor, row),
    circular:
      row.kind === "circular"
        ? { title: row.title ?? "", text: row.body ?? "", addressees: [...(addressees.get(row.id) ?? [])] }
        : null,
    suspension: row.kind === "suspension" ? { institutionName: row.institution_name ?? "", scope: row.scope ?? "" } : null,
    recovery: row.kind === "recovery" ? shownRecovery(row, counted.get(row.id), clock.today()) : null,
  }));
};

/** Only the department that set it may lift it; its place is the same, for nobody else of that level sees the finding. */
export const isSetter = (actor: Actor, { set_level, set_department, set_region }: Measure): boolean =>
  actor.permissions.has("findings.confirm") &&
  levelOf(actor) === set_level &&
  departmentOf(actor) === set_department &&
  (set_level === "province" || set_region === (set_level === "city" ? actor.city : actor.county));

const shownRecovery = (row: Measure, counted: Counted | undefined, today: PlainDate): NonNullable<FindingMeasure["recovery"]> => {
  const amount: Fen = fen(row.amount_fen ?? 0n);
  const outstanding = counted?.outstanding ?? amount;
  return {
    institutionName: row.institution_name ?? "",
    scope: row.scope ?? "",
    of: row.recovery_of ?? "paid",
    amountFen: String(amount),
    dueOn: row.due_on ?? dayOf(row.at),
    returnedFen: String(counted?.returned ?? 0n),
    outstandingFen: String(outstanding),
    isOverdue: outstanding > 0n && (row.due_on ?? today) < today,
    returns: (counted?.returns ?? []).map(({ on, document, amount: part }) => ({ on, document, amountFen: String(part) })),
  };
};
