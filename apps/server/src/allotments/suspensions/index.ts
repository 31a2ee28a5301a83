import { liftLineSuspension, listLineSuspensions, pilotLine, type RouteAnswer, suspendLine } from "@qiangyi/api";
import { date, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { fundingLines, type Region, regions, regionsByCode } from "@qiangyi/policy";
import { type Actor, type Answers, handle, newId, type Rooms, violatedConstraint } from "../../platform/index.ts";
import { isLine, lineName } from "../../policy/index.ts";
import { institutionPlace, officeName } from "../../registry/index.ts";
import { concerns, reaches, stateOf } from "./suspension.ts";
import { findOpenSuspension, insertSuspension, markLifted, type Suspension, suspensionsInSight } from "./suspensions.store.ts";

export { lineSuspensionOver } from "./suspension.ts";

type SuspensionRefusal =
  | Refusal<"unit-not-found">
  | Refusal<"line-unknown">
  | Refusal<"region-elsewhere">
  | Refusal<"end-passed">
  | Refusal<"already-suspended">
  | Refusal<"suspension-not-found">
  | Refusal<"other-setter", { readonly office: string }>;

const answers: Answers<SuspensionRefusal> = {
  "unit-not-found": [404, "找不到这个单位，或不在您的管理范围"],
  "line-unknown": [422, "没有这个支持项目", "请从列表选择支持项目"],
  "region-elsewhere": [403, "只能在本级所辖的范围内暂停拨付", "请选择本级或所辖的市、县"],
  "end-passed": [422, "截止日期不能早于今天", "请改为今天或以后的日期，或者留空"],
  "already-suspended": [409, "这份文件已经在同一范围暂停了这个支持项目"],
  "suspension-not-found": [404, "没有这条暂停，或已经恢复"],
  "other-setter": [403, ({ office }) => `这是${office}作出的暂停，只有作出暂停的部门可以恢复`],
};

/** 暂停拨付 of a whole line, set by a finance bureau for its own place or a part of it, lifted by the level that set it (5g-2022.art19.b). */
export const suspensionRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    listLineSuspensions,
    async ({ tx, actor, clock, query }): Promise<Result<RouteAnswer<typeof listLineSuspensions>, SuspensionRefusal>> => {
      const { line, region, institution, state } = query;
      const unit = institution === undefined ? undefined : await institutionPlace(tx, actor, institution);
      if (institution !== undefined && !unit) return refuse({ code: "unit-not-found" });
      const today = clock.today();
      const shown = (await suspensionsInSight(tx, actor)).filter(
        (each) =>
          (line === undefined || each.line === line) &&
          (unit === undefined || reaches(each, unit)) &&
          (region === undefined || concerns(each, placeOf(region))) &&
          (state === "all" || stateOf(each, today) === "open"),
      );
      return ok({ items: shown.map((each) => view(actor, each, today)), choices: choicesOf(actor) });
    },
    answers,
  );

  handle(
    rooms,
    suspendLine,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof suspendLine>, SuspensionRefusal>> => {
      const today = clock.today();
      if (!isLine(body.line) && body.line !== pilotLine) return refuse({ code: "line-unknown" });
      if (!isOwn(actor, body.region)) return refuse({ code: "region-elsewhere" });
      if (body.endsOn !== undefined && body.endsOn < today) return refuse({ code: "end-passed" });
      const id = newId();
      const { line, reason, documentNumber } = body;
      const endsOn = body.endsOn === undefined ? null : date(body.endsOn);
      try {
        await insertSuspension(tx, actor, clock.now(), {
          id,
          line,
          reason,
          documentNumber,
          startsOn: today,
          endsOn,
          ...placeOf(body.region),
        });
      } catch (error) {
        if (violatedConstraint(error) === "line_suspension_once") return refuse({ code: "already-suspended" });
        throw error;
      }
      return ok({ id });
    },
    answers,
  );

  handle(
    rooms,
    liftLineSuspension,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof liftLineSuspension>, SuspensionRefusal>> => {
      const held = await findOpenSuspension(tx, actor, params.suspensionId);
      if (!held) return refuse({ code: "suspension-not-found" });
      if (held.setLevel !== actor.level) return refuse({ code: "other-setter", office: setterOf(actor, held) });
      const isDone = await markLifted(tx, actor, clock.now(), held.id, body.reason);
      return isDone ? ok({ id: held.id }) : refuse({ code: "suspension-not-found" });
    },
    answers,
  );
};

const provinceRegion = ({ province }: Actor): string => `${province}0000`;

const placeOf = (region: string): { readonly city: string | null; readonly county: string | null } => {
  if (region.endsWith("0000")) return { city: null, county: null };
  if (region.endsWith("00")) return { city: region, county: null };
  return { city: regionsByCode.get(region)?.parent ?? null, county: region };
};

/** A region that is the actor's own place or lies in it. */
const isOwn = (actor: Actor, region: string): boolean => {
  if (!region.startsWith(actor.province) || !regionsByCode.has(region)) return false;
  const { city, county } = placeOf(region);
  if (actor.level === "province") return true;
  if (actor.level === "city") return city === actor.city;
  return actor.level === "county" && county === actor.county;
};

const regionTitle = (code: string): string => {
  const region = regionsByCode.get(code);
  if (region === undefined) return code;
  const { county } = placeOf(code);
  return county === null ? region.name : `${regionsByCode.get(region.parent ?? "")?.name ?? ""}${region.name}`;
};

const choicesOf = (actor: Actor): RouteAnswer<typeof listLineSuspensions>["choices"] => {
  if (!actor.permissions.has("payments.pay")) return null;
  return {
    lines: [...fundingLines.map(({ id }) => id), pilotLine].map((value) => ({ value, label: lineName(value) })),
    regions: regions
      .filter(({ code }) => isOwn(actor, code))
      .map(({ code }: Region) => ({ value: code, label: code.endsWith("0000") ? "全省" : regionTitle(code) })),
  };
};

/** The bureau that set it: of the place itself, or of the level above that stopped a part of its own. */
const setterOf = (actor: Actor, { setLevel, city, county }: Suspension): string => {
  const region = { province: provinceRegion(actor), city, county }[setLevel];
  return officeName("finance", region ?? provinceRegion(actor));
};

const view = (actor: Actor, each: Suspension, today: PlainDate): RouteAnswer<typeof listLineSuspensions>["items"][number] => {
  const region = each.county ?? each.city ?? provinceRegion(actor);
  const state = stateOf(each, today);
  return {
    id: each.id,
    line: each.line,
    lineName: lineName(each.line),
    region,
    regionName: region === provinceRegion(actor) ? "全省" : regionTitle(region),
    reason: each.reason,
    documentNumber: each.documentNumber,
    startsOn: each.startsOn,
    endsOn: each.endsOn,
    setBy: each.setName,
    setByOffice: setterOf(actor, each),
    setAt: each.setAt.toISOString(),
    state,
    liftedBy: each.liftedName,
    liftedAt: each.liftedAt?.toISOString() ?? null,
    liftedReason: each.liftedReason,
    mayLift: state === "open" && actor.permissions.has("payments.pay") && each.setLevel === actor.level,
  };
};
