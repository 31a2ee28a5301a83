import { pilotLine } from "@qiangyi/api";
import { addDays, date, type Fen, fen, type PlainDate, sum, zero } from "@qiangyi/kernel";
import { sql } from "kysely";
import { yearBudgets, yearsOfPlans } from "../allocations/index.ts";
import type { Actor, Tx } from "../platform/index.ts";
import { settingInForce } from "../policy/index.ts";
import type { ClockEvent } from "./clock-events.ts";
import { standingSubmissions } from "./decision/decisions.store.ts";
import { earlyFloorFor } from "./notices/early-floor.ts";
import { type YearEvent, yearEvents } from "./notices/settings.store.ts";

/**
 * 省人大批准 starts the two clocks of 第八条第三款, and the fourth quarter that of the early issue. They bind the fund of that regulation alone:
 * the pilot's (5g-2022.art11.c) names no limit, so its money has a reminder where somebody has set one.
 */
export const provincialEvents = async (tx: Tx, actor: Actor, today: PlainDate): Promise<ClockEvent[]> => {
  const region = `${actor.province}0000`;
  const recorded = (await yearEvents(tx, actor.province)).filter((event) => event.region === region);
  const issues = await issuedByProvince(tx, actor.province);
  const events: ClockEvent[] = [];
  for (const event of recorded) {
    const ofYear = issues.filter(({ fund, year }) => fund === event.fund && year === event.year);
    const started = event.kind === "budget-approved" ? approvalEvents : earlyEvents;
    events.push(...(await started({ tx, actor, today, event, region, issues: ofYear })));
  }
  return events.filter(({ startedOn }) => startedOn <= today);
};

interface Issue {
  readonly fund: string;
  readonly year: number;
  readonly kind: "early" | "final";
  readonly on: PlainDate;
  readonly amount: Fen;
}

interface Started {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly today: PlainDate;
  readonly event: YearEvent;
  readonly region: string;
  /** What the province has issued of this fund and year, in its order. */
  readonly issues: readonly Issue[];
}

const issuedByProvince = async (tx: Tx, province: string): Promise<readonly Issue[]> =>
  (
    await sql<Issue>`
      select fund, year, kind, issued_on as on, total_fen as amount from allotment_notice
      where province = ${province} and issuer_city is null and state = 'issued' and kind in ('early', 'final') order by issued_on, issued_at`.execute(
      tx,
    )
  ).rows;

const fundTitles: Readonly<Record<string, string>> = { "qiangyi-2024": "强医工程", "5g-2022": "5G试点" };
const common = ({ fund, year }: YearEvent) => ({
  subject: `${fund}:${year}`,
  title: `${year}年度${fundTitles[fund] ?? fund}补助资金`,
  city: null,
  county: null,
  startPath: "/allotments/notices",
});

const earlyEvents = async ({ event, region, issues }: Started): Promise<readonly ClockEvent[]> => {
  if (event.fund !== "qiangyi-2024" || event.amount === null) return [];
  const floor = earlyFloorFor(event.amount);
  const reached = reachedOn(
    issues.filter(({ kind }) => kind === "early"),
    floor,
  );
  return [
    {
      ...common(event),
      rule: "early-issue",
      holder: { side: "finance", region },
      startedOn: date(`${event.year - 1}-10-01`),
      startTitle: "进入第四季度",
      endsOn: date(`${event.year - 1}-11-30`),
      stoppedOn: reached.on,
      stopTitle: "提前下达达到下限",
      left: reached.left,
    },
  ];
};

const approvalEvents = async ({ tx, actor, today, event, region, issues }: Started): Promise<readonly ClockEvent[]> => {
  const { whole, byLine } = await yearBudgets(tx, actor.province, event.year);
  const isPilot = event.fund === "5g-2022";
  const rest = restOf(isPilot ? byLine.get(pilotLine) : whole, issues);
  if (rest === undefined) return [];
  const started = { ...common(event), startedOn: event.happenedOn, startTitle: "省人民代表大会批准预算" };
  const issuing = { ...started, holder: { side: "finance", region } as const, stopTitle: "已全部下达", ...rest };
  if (isPilot) {
    const days = await settingInForce(tx, "5g.issueReminderDays", today);
    return typeof days === "number" ? [{ ...issuing, rule: "pilot-issue", endsOn: addDays(event.happenedOn, days) }] : [];
  }
  return [
    {
      ...started,
      rule: "plan-report",
      holder: { side: "health", region },
      stoppedOn: await submittedOn(tx, actor.province, event.year),
      stopTitle: "分配建议已报送",
      left: null,
      ...(rest.leftNote !== undefined && { leftNote: rest.leftNote }),
    },
    { ...issuing, rule: "provincial-issue" },
  ];
};

type Rest = Pick<ClockEvent, "stoppedOn" | "left" | "leftNote">;

/**
 * 第八条: the clocks run for what was not issued early; undefined where all of it was. Without a budget on record nobody can say what is left,
 * and the limit holds all the same.
 */
const restOf = (budget: Fen | undefined, issues: readonly Issue[]): Rest | undefined => {
  if (budget === undefined) return { stoppedOn: null, left: null, leftNote: "额度未登记" };
  const [early, final] = [issues.filter(({ kind }) => kind === "early"), issues.filter(({ kind }) => kind === "final")];
  const remainder = fen(budget - sum(early.map(({ amount }) => amount)));
  if (remainder <= 0n) return undefined;
  const { on, left } = reachedOn(final, remainder);
  return { stoppedOn: on, left };
};

/** The day on which the parts, in their order, came to the whole; and what is left. */
const reachedOn = (parts: readonly Issue[], whole: Fen): { on: PlainDate | null; left: Fen } => {
  let reached = 0n;
  for (const { on, amount } of parts) {
    reached += amount;
    if (reached >= whole) return { on, left: zero };
  }
  return { on: null, left: fen(whole - reached) };
};

/** The first 报送 of a plan of the year that was not taken back or sent back. */
const submittedOn = async (tx: Tx, province: string, year: number): Promise<PlainDate | null> => {
  const submissions = await standingSubmissions(tx, province);
  const years = await yearsOfPlans(
    tx,
    province,
    submissions.map(({ planId }) => planId),
  );
  const days = submissions.filter(({ planId }) => years.get(planId) === year).map(({ on }) => on);
  return days.toSorted()[0] ?? null;
};
