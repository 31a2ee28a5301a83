import {
  type BookLevel,
  bookLevelNames,
  bookLevels,
  type FunnelStage,
  type RouteAnswer,
  showClauseMoney,
  showFunnel,
} from "@qiangyi/api";
import { ok, type Result } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, handle, type Rooms, type Tx, within } from "../platform/index.ts";
import { lineName, lineOrder, linesRestingOn } from "../policy/index.ts";
import { regionChoices, regionName } from "../registry/index.ts";
import { booksIn, type FigureRow, figureColumns, figuresOf, levelColumn, sourcesOf, sumOfFigures, usesOf } from "./figures.ts";

interface Asked {
  readonly year: number;
  readonly line?: string | undefined;
  readonly region: string;
}

/** 资金漏斗: how far the money of a year has come, out of the kept balances. */
export const showFunnelRoute = (rooms: Rooms): void => {
  handle(rooms, showFunnel, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof showFunnel>, never>> => {
    const region = query.region ?? actor.county ?? actor.city ?? `${actor.province}0000`;
    const asked = { ...query, region };
    const [groups, joints, regions] = await Promise.all([
      groupsOf(tx, actor, asked),
      jointsOf(tx, actor, asked),
      regionChoices(tx, actor),
    ]);
    const total = sumOfFigures(groups);
    const flow = (rows: readonly Group[]) => stagesOf(rows, topOf(actor, region), joints);
    const all = flow(groups);
    return ok({
      year: query.year,
      region,
      regionName: regions.find(({ code }) => code === region)?.name ?? region,
      stages: (Object.keys(stageWords) as FunnelStage[]).map((stage) => ({
        stage,
        title: stageWords[stage].title,
        basis: stageWords[stage].basis,
        amountFen: String(all[stage]),
        share: shareOf(all[stage], all.arranged),
      })),
      levels: bookLevels.flatMap((level) => {
        const rows = groups.filter((row) => row.level === level);
        if (rows.length === 0) return [];
        const books = new Set(rows.flatMap((row) => row.books)).size;
        return [{ level, title: bookLevelNames[level], books, ...figuresOf(sumOfFigures(rows)) }];
      }),
      total: figuresOf(total),
      lines: lineFlows(groups, flow, all.issued),
      inTransitFen: String(groups.reduce((sum, { inTransit }) => sum + inTransit, 0n)),
      checks: checksOf(total, joints),
    });
  });
};

type Flow = (rows: readonly Group[]) => Record<FunnelStage, bigint>;

const lineFlows = (groups: readonly Group[], flow: Flow, allIssued: bigint) =>
  [...new Set(groups.map(({ line }) => line))]
    .sort((a, b) => lineOrder(a) - lineOrder(b) || (a < b ? -1 : 1))
    .map((line) => {
      const { arranged, issued, received, atUnits, paid } = flow(groups.filter((row) => row.line === line));
      return {
        line,
        title: lineName(line),
        arrangedFen: String(arranged),
        issuedFen: String(issued),
        issuedShare: shareOf(issued, allIssued),
        receivedFen: String(received),
        atUnitsFen: String(atUnits),
        paidFen: String(paid),
        paidShare: shareOf(paid, atUnits),
      };
    });

/** 资金去向: the same figures for the lines of one clause, year by year; budget years are few. */
export const showClauseMoneyRoute = (rooms: Rooms): void =>
  handle(rooms, showClauseMoney, async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof showClauseMoney>, never>> => {
    const lines = linesRestingOn(params.clause);
    const region = actor.county ?? actor.city ?? `${actor.province}0000`;
    const items = [];
    for (const year of await yearsOf(tx, actor, lines)) {
      const groups = await groupsOf(tx, actor, { year, region });
      const joints = await jointsOf(tx, actor, { year, region });
      const flow: Flow = (rows) => stagesOf(rows, topOf(actor, region), joints);
      const own = lineFlows(groups, flow, flow(groups).issued).filter(({ line }) => lines.includes(line));
      items.push(...own.map((each) => ({ ...each, year })));
    }
    return ok({ regionName: regionName(region), lines: lines.map((line) => ({ line, title: lineName(line) })), items });
  });

/** Budget years in which the actor sees money of these lines, the latest first. */
const yearsOf = async (tx: Tx, actor: Actor, lines: readonly string[]): Promise<readonly number[]> => {
  if (lines.length === 0) return [];
  const { rows } = await sql<{ year: number }>`
    select distinct e.year from ledger_earmark e
    where e.province = ${actor.province} and e.line = any(${[...lines]}::text[]) and exists (
      select from ledger_cell c join ledger_book b on b.province = c.province and b.id = c.book
      where c.province = e.province and c.earmark = e.id and ${within(actor, "b")})
    order by e.year desc`.execute(tx);
  return rows.map(({ year }) => year);
};

type Group = FigureRow & {
  readonly level: BookLevel;
  readonly line: string;
  readonly books: readonly string[];
  readonly inTransit: bigint;
};

const groupsOf = async (tx: Tx, actor: Actor, { year, line, region }: Asked): Promise<readonly Group[]> => {
  const { rows } = await sql<Group>`
    select ${levelColumn} as level, e.line, array_agg(distinct b.id) as books, ${figureColumns},
      coalesce(sum(c.balance_fen) filter (where c.account = '9901' and b.keeper = 'unit'), 0)::bigint as "inTransit"
    from ledger_cell c
    join ledger_earmark e on e.province = c.province and e.id = c.earmark
    join ledger_book b on b.province = c.province and b.id = c.book
    where ${within(actor, "b")} and ${booksIn(region)} and e.year = ${year} and ${lineIs(line)}
    group by 1, 2`.execute(tx);
  return rows;
};

/** What crosses the border of the region and what is passed on inside it, by line. */
interface Joint {
  readonly line: string;
  /** Came from a book outside. */
  readonly inflow: bigint;
  /** Came from a book inside; the upper books say how much they passed down to books inside. */
  readonly arrivedInside: bigint;
  readonly passedInside: bigint;
}

const jointsOf = async (tx: Tx, actor: Actor, { year, line, region }: Asked): Promise<readonly Joint[]> => {
  const { rows } = await sql<Joint>`
    with chosen as (select b.province, b.id from ledger_book b where ${within(actor, "b")} and ${booksIn(region)})
    select e.line,
      coalesce(sum(case when c.account = '2109' then -c.balance_fen else c.balance_fen end) filter (where c.account in ('2101', '2109') and p.id is null), 0)::bigint as inflow,
      coalesce(sum(case when c.account = '2109' then -c.balance_fen else c.balance_fen end) filter (where c.account in ('2101', '2109') and p.id is not null), 0)::bigint as "arrivedInside",
      coalesce(sum(c.balance_fen) filter (where c.account in ('1103', '1104') and p.id is not null), 0)::bigint as "passedInside"
    from ledger_cell c
    join ledger_earmark e on e.province = c.province and e.id = c.earmark
    join chosen b on b.province = c.province and b.id = c.book
    left join chosen p on p.province = c.province and p.id = c.counterpart
    where c.account in ('2101', '2109', '1103', '1104') and e.year = ${year} and ${lineIs(line)}
    group by 1`.execute(tx);
  return rows;
};

const lineIs = (line: string | undefined) => (line === undefined ? sql`true` : sql`e.line = ${line}`);

/** The level that stands at the top of what is looked at. */
const topOf = (actor: Actor, region: string): BookLevel => {
  if (actor.level === "unit") return "unit";
  if (region.endsWith("0000")) return "province";
  return region.endsWith("00") ? "city" : "county";
};

const stageWords: Readonly<Record<FunnelStage, { readonly title: string; readonly basis: string }>> = {
  arranged: { title: "安排", basis: "本级安排、收回统筹与调剂，加范围以外上级下达" },
  issued: { title: "下达", basis: "最上一级账簿已签发的（已签发待接收、已下达）" },
  received: { title: "接收", basis: "最上一级账簿已下达且下级或单位已接收的" },
  atUnits: { title: "到单位", basis: "各单位账簿的上级下达减核减" },
  paid: { title: "支付", basis: "各单位账簿的已支付" },
};

/** How far the money came. A county's own units are its next level, as the cities are the province's. */
const stagesOf = (rows: readonly Group[], top: BookLevel, joints: readonly Joint[]): Record<FunnelStage, bigint> => {
  const lines = new Set(rows.map(({ line }) => line));
  const inflow = joints.filter(({ line }) => lines.has(line)).reduce((sum, joint) => sum + joint.inflow, 0n);
  const all = sumOfFigures(rows);
  const upper = sumOfFigures(rows.filter(({ level }) => level === top));
  const units = sumOfFigures(rows.filter(({ level }) => level === "unit"));
  // A unit that looks at itself has no one below it: what it has was issued to it and received.
  const [issued, received] =
    top === "unit" ? [units.fromAboveFen, units.fromAboveFen] : [upper.awaitingFen + upper.passedDownFen, upper.passedDownFen];
  return {
    arranged: all.arrangedFen + all.reassignedFen + inflow,
    issued,
    received,
    atUnits: units.fromAboveFen,
    paid: units.paidFen,
  };
};

/** One decimal, rounded half up; nothing of nothing is no share. */
const shareOf = (part: bigint, whole: bigint): string | null => {
  if (whole <= 0n) return null;
  const tenths = (part * 2000n + whole) / (2n * whole);
  return `${tenths / 10n}.${tenths % 10n}%`;
};

const checksOf = (total: FigureRow, joints: readonly Joint[]) => {
  const sum = (read: (joint: Joint) => bigint) => joints.reduce((amount, joint) => amount + read(joint), 0n);
  const check = (title: string, left: bigint, right: bigint) => ({
    title,
    leftFen: String(left),
    rightFen: String(right),
    holds: left === right,
  });
  const entered = total.arrangedFen + total.reassignedFen + sum(({ inflow }) => inflow);
  const outside = total.passedDownFen - sum(({ passedInside }) => passedInside);
  const lies =
    total.undistributedFen +
    total.awaitingFen +
    total.availableFen +
    total.frozenFen +
    total.paidFen +
    total.carriedOutFen -
    total.carriedInFen +
    total.recoveredFen +
    outside;
  return [
    check("各账簿来源合计＝去向合计", sourcesOf(total), usesOf(total)),
    check(
      "上级账上已下达＝下级账上上级下达",
      sum(({ passedInside }) => passedInside),
      sum(({ arrivedInside }) => arrivedInside),
    ),
    check("安排合计＝各处余额、支付、结转与收回合计", entered, lies),
  ];
};
