import { type Fund, fundNames, type NoticeWording, pilotLine } from "@qiangyi/api";
import { fen, ok, type Result, refuse, zero } from "@qiangyi/kernel";
import { fundingLinesById, regionsByCode } from "@qiangyi/policy";
import { placeName } from "../../allocations/index.ts";
import { type Actor, type Clock, newId, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import type { Drafted } from "./draft-final.ts";
import { routeOf, sumOf } from "./final-rows.ts";
import type { NoticeRow } from "./notice.ts";
import { insertNotice, setTotals } from "./notices.store.ts";
import { issuerOf } from "./offices.ts";
import { enterBudgets, poolsOf } from "./pools.ts";
import type { NoticeRefusal } from "./refusals.ts";
import { replaceRows } from "./rows.store.ts";
import { directCounties } from "./settings.store.ts";

export interface EarlyRow {
  readonly region: string;
  readonly line: string;
  readonly amountFen: string;
}

export interface EarlyDraft {
  readonly fund: Fund;
  readonly year: number;
  readonly title?: string | undefined;
  readonly trackTag?: string | null | undefined;
  readonly unit?: NoticeWording["unit"];
  readonly rows: readonly EarlyRow[];
}

/** 提前下达 of next year's money, by region and line: what a region will be given is forecast, its projects are not fixed yet (qiangyi-2024.art8.2.a). */
export const draftEarly = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  draft: EarlyDraft,
): Promise<Result<Drafted, NoticeRefusal>> => {
  const issuer = issuerOf(actor);
  if (!issuer || issuer.issuerCity !== null) return refuse({ code: "FORBIDDEN_SCOPE" });
  const made = await earlyRows(tx, actor, clock, draft);
  if (!made.ok) return made;
  const id = newId();
  const { fund, year, unit } = draft;
  await insertNotice(tx, actor, clock.now(), {
    ...issuer,
    id,
    kind: "early",
    fund,
    year,
    planId: null,
    upstreamId: null,
    title: draft.title ?? `关于提前下达${year}年${fundNames[fund]}的通知`,
    trackTag: draft.trackTag || null,
    wording: unit === undefined ? {} : { unit },
    note: null,
  });
  await replaceRows(tx, actor.province, { ...issuer, id }, made.value);
  const total = sumOf(made.value, "now");
  await setTotals(tx, actor.province, id, { rowCount: made.value.length, total });
  return ok({ id, rowCount: made.value.length, total });
};

/** Rows with an amount, in place order; all that is wrong with any is told at once. */
export const earlyRows = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { fund, year, rows }: Pick<EarlyDraft, "fund" | "year" | "rows">,
): Promise<Result<NoticeRow[], NoticeRefusal>> => {
  const problems = earlyMisfits(rows, fund, actor.province).map(({ index, message }) => ({ path: `rows.${index}`, message }));
  if (problems.length > 0) return refuse({ code: "early-rows-refused", problems });
  await enterBudgets(
    tx,
    actor,
    clock,
    year,
    rows.map(({ line }) => line),
  );
  const pool = await poolsOf(tx, actor.province, year);
  const direct = await directCounties(tx, actor.province, clock.today());
  const made = rows
    .filter(({ amountFen }) => BigInt(amountFen) > 0n)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map((row, index): NoticeRow => {
      const place = placeOf(row.region);
      const route = routeOf({ ...place, institution: null }, direct);
      if (!route) throw new Error(`no receiver for ${row.region}`);
      const earmark = pool(row.line);
      const amount = fen(BigInt(row.amountFen));
      return {
        ...route,
        rowNo: index + 1,
        destinationCity: place.city,
        destinationCounty: place.county,
        destinationInstitution: null,
        destinationName: placeName(place),
        line: row.line,
        project: null,
        planLineNo: null,
        decisionId: null,
        quantity: null,
        standard: null,
        title: lineName(row.line),
        allocated: amount,
        earlier: zero,
        now: amount,
        nature: earmark?.nature ?? "general",
        sourceLevel: earmark?.sourceLevel ?? "province",
        functionClass: earmark?.functionClass ?? "21002",
        upstreamRow: null,
        targets: [],
        note: null,
        fromPool: [],
      };
    });
  return ok(made);
};

/** What is wrong with each row by itself or against those above it. */
export const earlyMisfits = (
  rows: readonly EarlyRow[],
  fund: Fund,
  province: string,
): readonly { readonly index: number; readonly message: string }[] => {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const message = misfitOf(row, fund, province) ?? (seen.has(keyOf(row)) ? "与上面的一行重复" : undefined);
    seen.add(keyOf(row));
    return message === undefined ? [] : [{ index, message }];
  });
};

const keyOf = ({ region, line }: EarlyRow): string => `${region}\n${line}`;

const misfitOf = ({ region, line }: EarlyRow, fund: Fund, province: string): string | undefined => {
  const known = regionsByCode.get(region);
  if (!known || !region.startsWith(province)) return `没有${region}这个地区`;
  if (known.level === 1) return "提前下达到市、县，不能列省本级";
  const isOfFund = fund === "5g-2022" ? line === pilotLine : fundingLinesById.has(line);
  return isOfFund ? undefined : "没有这个支持项目";
};

/** A city stands for 市本级, or for the city as a whole where it distributes itself. */
const placeOf = (region: string): { city: string; county: string | null } => {
  const known = regionsByCode.get(region);
  return known?.level === 3 && known.parent !== null ? { city: known.parent, county: region } : { city: region, county: null };
};
