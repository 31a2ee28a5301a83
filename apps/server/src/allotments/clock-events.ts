import { dateInShanghai, type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import type { ClockRuleId } from "@qiangyi/policy/clocks";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { heldRows } from "./distribution/held-rows.store.ts";
import { provincialEvents } from "./provincial-events.ts";

/** What starts a clock and what has stopped it, from the record of this room. */
export interface ClockEvent {
  readonly rule: ClockRuleId;
  /** With the rule it names the clock. */
  readonly subject: string;
  readonly title: string;
  readonly holder:
    | { readonly side: "finance" | "health"; readonly region: string }
    | { readonly side: "unit"; readonly institution: string; readonly region: string };
  readonly city: string | null;
  readonly county: string | null;
  readonly startedOn: PlainDate;
  readonly startTitle: string;
  readonly startPath: string | null;
  readonly endsOn?: PlainDate | null;
  readonly stoppedOn: PlainDate | null;
  readonly stopTitle?: string;
  readonly stopPath?: string | null;
  readonly left: Fen | null;
  /** Why the amount is not known, where the clock is about one. */
  readonly leftNote?: string;
}

/** Every event of this room that a clock runs from, within the actor's scope. */
export const allotmentClockEvents = async (tx: Tx, actor: Actor, today: PlainDate): Promise<readonly ClockEvent[]> => [
  ...(actor.level === "province" || actor.level === "system" ? await provincialEvents(tx, actor, today) : []),
  ...(await distributionEvents(tx, actor)),
  ...(await incorporationEvents(tx, actor)),
  ...(await queryEvents(tx, actor)),
  ...(await disclosureEvents(tx, actor)),
];

interface ReceivedRow {
  readonly noticeId: string;
  readonly rowNo: number;
  readonly number: string;
  readonly receiver: string;
  readonly city: string;
  readonly county: string | null;
  readonly receivedOn: PlainDate;
  /** Last day on which the receiver issued something that draws on the notice. */
  readonly passedOn: PlainDate | null;
}

/** A bureau has received: the city must pass on to its counties, a county to its units. What is left of each row is said by the documents. */
const distributionEvents = async (tx: Tx, actor: Actor): Promise<ClockEvent[]> => {
  if (actor.level === "unit") return [];
  const { rows } = await sql<ReceivedRow>`
    select r.notice_id as "noticeId", r.row_no as "rowNo", n.number, r.receiver, r.city, r.county, c.received_on::text as "receivedOn",
      (select max(d.issued_on)::text from allotment_notice d
        where d.province = r.province and d.issuer = r.receiver and d.kind = 'distribution' and d.state = 'issued'
          and (d.upstream_id = r.notice_id or exists (select from allotment_row p where p.province = d.province and p.notice_id = d.id
            and p.from_pool @> jsonb_build_array(jsonb_build_object('notice', r.notice_id))))) as "passedOn"
    from allotment_row r
    join allotment_notice n on n.province = r.province and n.id = r.notice_id
    join allotment_receipt c on c.province = r.province and c.notice_id = r.notice_id and c.row_no = r.row_no and c.state = 'verified'
    where ${within(actor, "r")} and r.institution is null and r.city is not null and r.this_fen > 0
      and (r.county is not null or r.destination_county is not null or r.destination_institution is null)`.execute(tx);
  const held = new Map((await heldRows(tx, actor, {})).map((row) => [`${row.noticeId} ${row.rowNo}`, row.remainingFen]));
  const events = new Map<string, ClockEvent>();
  for (const { noticeId, rowNo, number, receiver, city, county, receivedOn, passedOn } of rows) {
    const subject = `${noticeId}:${receiver}`;
    const before = events.get(subject);
    const left = fen((before?.left ?? 0n) + (held.get(`${noticeId} ${rowNo}`) ?? 0n));
    const startedOn = before && before.startedOn < receivedOn ? before.startedOn : receivedOn;
    events.set(subject, {
      rule: county === null ? "county-distribution" : "distribution",
      subject,
      title: number,
      holder: { side: "finance", region: county ?? city },
      city,
      county,
      startedOn,
      startTitle: `收到${number}`,
      startPath: `/allotments/notices/${noticeId}`,
      // Nothing left without a notice of one's own: it went back, or was recalled, before it was passed on.
      stoppedOn: left === 0n ? (passedOn ?? receivedOn) : null,
      stopTitle: "已全部分配下达",
      left,
    });
  }
  return [...events.values()];
};

/** What arrived early belongs into the own budget by the day on which it is approved. */
const incorporationEvents = async (tx: Tx, actor: Actor): Promise<ClockEvent[]> => {
  const { rows } = await sql<{
    noticeId: string;
    number: string;
    city: string;
    county: string | null;
    receivedOn: PlainDate;
    received: string;
    approvedOn: PlainDate | null;
    incorporated: string | null;
    recordedOn: PlainDate | null;
  }>`
    select r.notice_id as "noticeId", n.number, r.city, r.county, min(c.received_on)::text as "receivedOn", sum(r.this_fen)::text as received,
      (select e.happened_on::text from fund_year_event e where e.province = n.province and e.fund = n.fund and e.year = n.year
        and e.kind = 'budget-approved' and e.region = coalesce(r.county, r.city) order by e.corrections desc limit 1) as "approvedOn",
      (select b.amount_fen::text from budget_incorporation b where b.province = n.province and b.notice_id = n.id and b.book = r.receiver
        order by b.corrections desc limit 1) as incorporated,
      (select (b.recorded_at at time zone 'Asia/Shanghai')::date::text from budget_incorporation b where b.province = n.province and b.notice_id = n.id
        and b.book = r.receiver order by b.corrections desc limit 1) as "recordedOn"
    from allotment_row r
    join allotment_notice n on n.province = r.province and n.id = r.notice_id and n.kind = 'early'
    join allotment_receipt c on c.province = r.province and c.notice_id = r.notice_id and c.row_no = r.row_no and c.state = 'verified'
    where ${within(actor, "r")} and r.institution is null
    group by r.notice_id, n.number, n.province, n.fund, n.year, n.id, r.city, r.county, r.receiver`.execute(tx);
  return rows.map(
    ({ noticeId, number, city, county, receivedOn, received, approvedOn, incorporated, recordedOn }): ClockEvent => {
      const left = fen(BigInt(received) - BigInt(incorporated ?? "0"));
      return {
        rule: "incorporation",
        subject: `${noticeId}:${county ?? city}`,
        title: number,
        holder: { side: "finance", region: county ?? city },
        city,
        county,
        startedOn: receivedOn,
        startTitle: `收到${number}`,
        startPath: `/allotments/notices/${noticeId}`,
        endsOn: approvedOn,
        stoppedOn: left === 0n ? recordedOn : null,
        stopTitle: "已编入本级预算",
        left,
      };
    },
  );
};

const queryEvents = async (tx: Tx, actor: Actor): Promise<ClockEvent[]> => {
  const { rows } = await sql<{
    id: string;
    number: string;
    side: string;
    discoveredAt: Date;
    toldAt: Date | null;
    amount: string;
    city: string | null;
    county: string | null;
  }>`
    select q.id, n.number, q.raised_side as side, q.discovered_at as "discoveredAt", q.amount_fen::text as amount, q.city, q.county,
      (select max(d.delivered_at) from fund_query_delivery d where d.province = q.province and d.query_id = q.id) as "toldAt"
    from fund_query q join allotment_notice n on n.province = q.province and n.id = q.notice_id
    where ${within(actor, "q")}`.execute(tx);
  return rows.map(
    ({ id, number, side, discoveredAt, toldAt, amount, city, county }): ClockEvent => ({
      rule: "query-report",
      subject: id,
      title: number,
      holder: { side: side === "health" ? "health" : "finance", region: county ?? city ?? `${actor.province}0000` },
      city,
      county,
      startedOn: dateInShanghai(discoveredAt),
      startTitle: "发现资金存疑",
      startPath: `/allotments/queries/${id}`,
      stoppedOn: toldAt === null ? null : dateInShanghai(toldAt),
      stopTitle: "已报告",
      stopPath: `/allotments/queries/${id}`,
      left: fen(BigInt(amount)),
    }),
  );
};

/** Every issued notice is to be made public by its issuer; the day and address are recorded with the clock. */
const disclosureEvents = async (tx: Tx, actor: Actor): Promise<ClockEvent[]> => {
  const { rows } = await sql<{
    id: string;
    number: string;
    region: string;
    city: string | null;
    county: string | null;
    issuedOn: PlainDate;
  }>`
    select n.id, n.number, n.issuer_region as region, n.issuer_city as city, n.issuer_county as county, n.issued_on::text as "issuedOn"
    from allotment_notice n where n.province = ${actor.province} and n.state = 'issued'
      and ${issuedWithin(actor)}`.execute(tx);
  return rows.map(
    ({ id, number, region, city, county, issuedOn }): ClockEvent => ({
      rule: "disclosure",
      subject: id,
      title: number,
      holder: { side: "finance", region },
      city,
      county,
      startedOn: issuedOn,
      startTitle: `${number}签发`,
      startPath: `/allotments/notices/${id}`,
      stoppedOn: null,
      left: null,
    }),
  );
};

/** One's own notices and those of the regions below, not those that one receives. */
const issuedWithin = (actor: Actor) => {
  if (actor.level === "province" || actor.level === "system") return sql<boolean>`true`;
  if (actor.level === "city") return sql<boolean>`n.issuer_city = ${actor.city}`;
  return actor.level === "county" ? sql<boolean>`n.issuer_county = ${actor.county}` : sql<boolean>`false`;
};
