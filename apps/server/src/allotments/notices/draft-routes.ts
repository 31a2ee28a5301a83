import {
  cancelNotice,
  checkNotice,
  countersignNotice,
  draftEarlyNotice,
  draftFinalNotice,
  editNotice,
  issueNotice as issueNoticeRoute,
  listTargetCatalogue,
  type RouteAnswer,
  replaceEarlyRows,
  setNoticeTargets,
  signNotice,
} from "@qiangyi/api";
import { ok, type PlainDate, type Result, refuse } from "@qiangyi/kernel";
import { ledgerAnswers, type PostRefusal } from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { obstaclesOfNotice } from "./checks.ts";
import { draftEarly } from "./draft-early.ts";
import { type Drafted, draftFinal } from "./draft-final.ts";
import { earlyFloorOf } from "./early-floor.ts";
import { cancel, editWording, putTargets, replaceEarly } from "./edit-draft.ts";
import { issueNotice } from "./issue-notice.ts";
import type { Notice, NoticeRow } from "./notice.ts";
import { findNotice } from "./notices.store.ts";
import { nextNumber } from "./numbers.ts";
import { openNotice } from "./own-notice.ts";
import { type NoticeRefusal, noticeAnswers } from "./refusals.ts";
import { sign } from "./sign-notice.ts";
import { targetCatalogue } from "./target-catalogue.ts";

const issueAnswers: Answers<NoticeRefusal | PostRefusal> = { ...ledgerAnswers, ...noticeAnswers };

const draftView = (made: Result<Drafted, NoticeRefusal>): Result<RouteAnswer<typeof draftEarlyNotice>, NoticeRefusal> =>
  made.ok ? ok({ id: made.value.id, rowCount: made.value.rowCount, totalFen: String(made.value.total) }) : made;

export const draftRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    draftFinalNotice,
    async ({ tx, actor, clock, body }) => draftView(await draftFinal(tx, actor, clock, body)),
    noticeAnswers,
  );
  handle(
    rooms,
    draftEarlyNotice,
    async ({ tx, actor, clock, body }) => draftView(await draftEarly(tx, actor, clock, body)),
    noticeAnswers,
  );
  handle(
    rooms,
    replaceEarlyRows,
    ({ tx, actor, clock, params, body }) => replaceEarly(tx, actor, clock, { ...params, ...body }),
    noticeAnswers,
  );
  handle(rooms, editNotice, ({ tx, actor, params, body }) => editWording(tx, actor, params.noticeId, body), noticeAnswers);
  handle(rooms, setNoticeTargets, ({ tx, actor, params, body }) => putTargets(tx, actor, { ...params, ...body }), noticeAnswers);
  handle(rooms, cancelNotice, ({ tx, actor, params, body }) => cancel(tx, actor, { ...params, ...body }), noticeAnswers);
  handle(rooms, listTargetCatalogue, async () =>
    ok({ items: targetCatalogue().map((item) => ({ ...item, targets: [...item.targets] })) }),
  );
  handle(rooms, checkNotice, ({ tx, actor, clock, params }) => check(tx, actor, clock, params.noticeId), noticeAnswers);
  handle(
    rooms,
    signNotice,
    ({ tx, actor, clock, params }) => sign(tx, actor, clock, { ...params, party: "finance" }),
    noticeAnswers,
  );
  handle(
    rooms,
    countersignNotice,
    ({ tx, actor, clock, params }) => sign(tx, actor, clock, { ...params, party: "health" }),
    noticeAnswers,
  );
  handle(
    rooms,
    issueNoticeRoute,
    ({ tx, actor, clock, params, body }) => {
      const { issuedOn, ...rest } = body;
      return issueNotice(tx, actor, clock, { ...params, ...rest, issuedOn: issuedOn as PlainDate | undefined });
    },
    issueAnswers,
  );
};

const check = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  noticeId: string,
): Promise<Result<RouteAnswer<typeof checkNotice>, NoticeRefusal>> => {
  const notice = await findNotice(tx, actor.province, noticeId);
  if (!notice) return refuse({ code: "notice-not-found" });
  const opened = await openNotice(tx, actor.province, notice);
  return ok({
    obstacles:
      notice.state === "draft" && (notice.kind === "early" || notice.kind === "final")
        ? await obstaclesOfNotice(tx, actor, { ...opened, today: clock.today() })
        : [],
    proposedNumber: notice.number ?? (await nextNumber(tx, actor.province, notice, clock.today())),
    floor: notice.kind === "early" ? await floorView(tx, actor, notice, opened.rows) : null,
  });
};

const floorView = async (tx: Tx, actor: Actor, notice: Notice, rows: readonly NoticeRow[]) => {
  const floor = await earlyFloorOf(tx, actor.province, notice);
  const regions = new Map<string, { name: string; amount: bigint }>();
  for (const { destinationCity, destinationCounty, destinationName, now } of rows) {
    const region = destinationCounty ?? destinationCity ?? "";
    regions.set(region, { name: destinationName, amount: (regions.get(region)?.amount ?? 0n) + now });
  }
  return {
    expectedExecutionFen: floor.expected === null ? null : String(floor.expected),
    floorFen: String(floor.floor),
    legalFloorFen: floor.legalFloor === null ? null : String(floor.legalFloor),
    proposedFen: String(floor.proposed),
    gapFen: String(floor.gap),
    notice: floor.notice,
    steps: floor.steps.map((step) => ({ ...step })),
    byRegion: [...regions].map(([region, { name, amount }]) => ({ region, name, amountFen: String(amount) })),
  };
};
