import { countersignBudgetShares, type RouteAnswer, readBudgetShares, saveBudgetShares } from "@qiangyi/api";
import { inWanYuan, ok, type Refusal, type Result, refuse, sum } from "@qiangyi/kernel";
import { fundingLinesById } from "@qiangyi/policy";
import { type Actor, type Answers, type Clock, handle, type Rooms, regionOfActor, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { regionName } from "../../registry/index.ts";
import { type Keeper, keeperOf, type OwnShare, ownShares } from "./own-shares.ts";
import { insertSheet, insertSignature, latestSheet, lockSheets, type Sheet, type SheetRow } from "./sheets.store.ts";

type ShareRefusal =
  | Refusal<"own-level-only">
  | Refusal<"nothing-published">
  | Refusal<"changed-meanwhile">
  | Refusal<"already-signed">
  | Refusal<
      "BUDGET_SHARE_SHORT",
      {
        readonly text: string;
        readonly clause: string;
        readonly problems: readonly { readonly path: string; readonly message: string }[];
      }
    >;
const answers: Answers<ShareRefusal> = {
  "own-level-only": [403, "本级预算由本市、本县的财政和卫生健康部门编列、会签"],
  "nothing-published": [409, "这一年省里还没有发布确定的项目", "等省卫生健康委发布分配方案后再编列"],
  "changed-meanwhile": [409, "编列已被他人更新，请刷新后再办"],
  "already-signed": [409, "这一版已经会签"],
  BUDGET_SHARE_SHORT: [422, ({ text }) => text, "请按负担办法编足；多编不受限制"],
};

const clause = "qiangyi-2024.art8.1.a";
/** A project of several counties is one of each of them. */
const keyOf = ({ line, subject, county }: Pick<SheetRow, "line" | "subject" | "county">): string =>
  `${line} ${subject} ${county ?? ""}`;

export const sheetRoutes = (rooms: Rooms): void => {
  handle(rooms, readBudgetShares, async ({ tx, actor, clock, query }) => {
    const region = query.region ?? regionOfActor(actor);
    const keeper = region === undefined ? undefined : keeperOf(region);
    if (keeper === undefined) return ok(nothing(query.year));
    return ok(await shown(tx, actor, clock, keeper, query.year));
  });

  handle(
    rooms,
    saveBudgetShares,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof saveBudgetShares>, ShareRefusal>> => {
      const keeper = ownKeeper(actor);
      if (keeper === undefined) return refuse({ code: "own-level-only" });
      await lockSheets(tx, actor.province, keeper.region, params.year);
      const before = await latestSheet(tx, actor, keeper.region, params.year);
      if ((before?.version ?? 0) !== body.base) return refuse({ code: "changed-meanwhile" });
      const { publishedOn, shares } = await ownShares(tx, actor, keeper, { year: params.year, today: clock.today() });
      if (publishedOn === null) return refuse({ code: "nothing-published" });
      const asked = new Map(body.rows.map((row) => [keyOf(row), BigInt(row.budgetedFen)]));
      const short = shares.filter((share) => (asked.get(keyOf(share)) ?? 0n) < share.share);
      if (short.length > 0) return refuse(shortOf(short, asked));
      const version = body.base + 1;
      await insertSheet(tx, actor, clock.now(), keeper, {
        year: params.year,
        version,
        documentNumber: body.documentNumber,
        rows: shares.map(({ line, subject, title, city, county, amountFen, share }) => ({
          line,
          subject,
          title,
          city,
          county,
          wholeFen: amountFen.toString(),
          shareFen: share.toString(),
          budgetedFen: (asked.get(keyOf({ line, subject, county })) ?? 0n).toString(),
        })),
      });
      return ok({ version, stateName: stateNames.unsigned });
    },
    answers,
  );

  handle(
    rooms,
    countersignBudgetShares,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof countersignBudgetShares>, ShareRefusal>> => {
      const keeper = ownKeeper(actor);
      if (keeper === undefined) return refuse({ code: "own-level-only" });
      await lockSheets(tx, actor.province, keeper.region, params.year);
      const sheet = await latestSheet(tx, actor, keeper.region, params.year);
      if (sheet === undefined || sheet.version !== body.version) return refuse({ code: "changed-meanwhile" });
      const isNew = await insertSignature(tx, actor, clock.now(), keeper, sheet.id);
      return isNew ? ok({ signedAt: clock.now().toISOString() }) : refuse({ code: "already-signed" });
    },
    answers,
  );
};

const stateNames = { unsigned: "待会签", signed: "已会签" } as const;

/** Only the city's and the county's own people keep its budget; the province and the readers look on. */
const ownKeeper = (actor: Actor): Keeper | undefined => {
  const region = actor.level === "city" || actor.level === "county" ? regionOfActor(actor) : undefined;
  return region === undefined ? undefined : keeperOf(region);
};

const shortOf = (short: readonly OwnShare[], asked: ReadonlyMap<string, bigint>): ShareRefusal => {
  const problems = short.map((share) => ({
    path: keyOf(share),
    message: `${share.title}：按负担办法本级应编${inWanYuan(share.share)}，编列${inWanYuan((asked.get(keyOf(share)) ?? 0n) as typeof share.share)}`,
  }));
  const text = `${problems[0]?.message ?? ""}${problems.length > 1 ? `等${problems.length}项不足` : ""}`;
  return { code: "BUDGET_SHARE_SHORT", text, clause, problems };
};

const nothing = (year: number): RouteAnswer<typeof readBudgetShares> => ({
  region: null,
  regionName: "",
  year,
  publishedOn: null,
  items: [],
  shareFen: "0",
  sheet: null,
  shortages: [],
  maySave: false,
  mayCountersign: false,
});

const shown = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  keeper: Keeper,
  year: number,
): Promise<RouteAnswer<typeof readBudgetShares>> => {
  const { publishedOn, shares } = await ownShares(tx, actor, keeper, { year, today: clock.today() });
  const sheet = await latestSheet(tx, actor, keeper.region, year);
  const kept = new Map(sheet?.rows.map((row) => [keyOf(row), row.budgetedFen]));
  const isOwn = ownKeeper(actor)?.region === keeper.region;
  const short = sheet ? shares.filter((share) => BigInt(kept.get(keyOf(share)) ?? "0") < share.share) : [];
  return {
    region: keeper.region,
    regionName: regionName(keeper.region),
    year,
    publishedOn,
    items: shares.map((share) => ({
      line: share.line,
      lineName: lineName(share.line),
      clause: fundingLinesById.get(share.line)?.clause ?? null,
      subject: share.subject,
      county: share.county,
      title: share.title,
      place: share.place,
      wholeFen: share.amountFen.toString(),
      percent: share.percent ?? null,
      source: share.method?.source ?? null,
      shareFen: share.share.toString(),
      budgetedFen: kept.get(keyOf(share)) ?? null,
    })),
    shareFen: sum(shares.map(({ share }) => share)).toString(),
    sheet: sheet ? shownSheet(sheet) : null,
    shortages: short.map((share) => ({
      title: share.title,
      expectedFen: share.share.toString(),
      budgetedFen: kept.get(keyOf(share)) ?? "0",
    })),
    maySave: isOwn && publishedOn !== null && actor.permissions.has("notices.draft"),
    mayCountersign: isOwn && sheet !== undefined && sheet.signedAt === null && actor.permissions.has("notices.countersign"),
  };
};

const shownSheet = ({ version, documentNumber, budgetedFen, savedName, savedAt, signedName, signedAt }: Sheet) => {
  const state: keyof typeof stateNames = signedAt === null ? "unsigned" : "signed";
  return {
    version,
    documentNumber,
    budgetedFen: budgetedFen.toString(),
    savedBy: savedName,
    savedAt: savedAt.toISOString(),
    state,
    stateName: stateNames[state],
    signedBy: signedName,
    signedAt: signedAt?.toISOString() ?? null,
  };
};
