import { defineIndicator, defineIndicatorVersion, type IndicatorKind } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms, violatedConstraint } from "../../platform/index.ts";
import type { IndicatorTables } from "../tables.ts";
import { definitionsOf } from "./versions.store.ts";

interface Misfit {
  readonly path: string;
  readonly message: string;
}

type DefineRefusal =
  | Refusal<"indicator-incomplete", { readonly problems: readonly Misfit[] }>
  | Refusal<"code-in-use">
  | Refusal<"title-in-use">;
type VersionRefusal =
  | Refusal<"indicator-not-found">
  | Refusal<"indicator-incomplete", { readonly problems: readonly Misfit[] }>
  | Refusal<"not-later", { readonly latest: string }>;

const defineAnswers: Answers<DefineRefusal> = {
  "indicator-incomplete": [422, "指标没有写全", "按提示补齐后再保存"],
  "code-in-use": [409, "这个代码已经有指标了", "换一个代码，或在原指标下登记新的定义版本"],
  "title-in-use": [409, "已有同名的指标", "在原指标下登记新的定义版本"],
};
const versionAnswers: Answers<VersionRefusal> = {
  "indicator-not-found": [404, "词典里没有这个指标"],
  "indicator-incomplete": [422, "定义没有写全", "按提示补齐后再保存"],
  "not-later": [422, ({ latest }) => `生效日期应晚于现有版本的${latest}`, "以前的时期按当时的定义，不改写"],
};

export const defineIndicatorRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    defineIndicator,
    async ({ tx, actor, body, clock }): Promise<Result<{ code: string }, DefineRefusal>> => {
      const problems = [...partProblems(body.kind, body), ...kindProblems(body)];
      if (problems.length > 0) return refuse({ code: "indicator-incomplete", problems });
      const db = tx.withTables<IndicatorTables>();
      const recorded = { recorded_by: actor.userId, recorded_name: actor.name, recorded_at: clock.now() };
      const taken = await db
        .selectFrom("indicator")
        .select(["code"])
        .where("province", "=", actor.province)
        .where((eb) => eb.or([eb("code", "=", body.code), eb("title", "=", body.title)]))
        .execute();
      if (taken.length > 0)
        return refuse({ code: taken.some(({ code }) => code === body.code) ? "code-in-use" : "title-in-use" });
      try {
        await db
          .insertInto("indicator")
          .values({
            province: actor.province,
            code: body.code,
            title: body.title,
            unit: body.unit,
            direction: body.direction,
            kind: body.kind,
            per: body.per,
            scale: body.scale,
            category: body.category,
            cycle: body.cycle,
            part_of_whole: body.partOfWhole,
            plausible_min: body.plausible?.min ?? null,
            plausible_max: body.plausible?.max ?? null,
            printed_in_ten_thousands: false,
            source: body.source,
            source_register: null,
            asked_of: [...body.askedOf],
            ...recorded,
          })
          .execute();
      } catch (error) {
        // Somebody else was faster between the look and the write.
        const violated = violatedConstraint(error);
        if (violated === "indicator_pkey") return refuse({ code: "code-in-use" });
        if (violated === "indicator_title_once") return refuse({ code: "title-in-use" });
        throw error;
      }
      await db
        .insertInto("indicator_definition")
        .values({
          province: actor.province,
          indicator: body.code,
          version: 1,
          effective_from: body.effectiveFrom,
          formula: body.formula,
          numerator: body.numerator,
          denominator: body.denominator,
          is_break: false,
          list_name: body.listName,
          reason: null,
          document: null,
          ...recorded,
        })
        .execute();
      return ok({ code: body.code });
    },
    defineAnswers,
  );

  handle(
    rooms,
    defineIndicatorVersion,
    async ({ tx, actor, params: { code }, body, clock }): Promise<Result<{ version: number }, VersionRefusal>> => {
      const db = tx.withTables<IndicatorTables>();
      const indicator = await db
        .selectFrom("indicator")
        .select(["kind"])
        .where("province", "=", actor.province)
        .where("code", "=", code)
        .executeTakeFirst();
      if (indicator === undefined) return refuse({ code: "indicator-not-found" });
      const problems = partProblems(indicator.kind, body);
      if (problems.length > 0) return refuse({ code: "indicator-incomplete", problems });
      const [latest] = await definitionsOf(tx, actor, code);
      if (latest !== undefined && body.effectiveFrom <= latest.effectiveFrom)
        return refuse({ code: "not-later", latest: latest.effectiveFrom });
      const version = (latest?.version ?? 0) + 1;
      await db
        .insertInto("indicator_definition")
        .values({
          province: actor.province,
          indicator: code,
          version,
          effective_from: body.effectiveFrom,
          formula: body.formula,
          numerator: body.numerator,
          denominator: body.denominator,
          is_break: body.isBreak,
          list_name: body.listName,
          reason: body.reason,
          document: body.document,
          recorded_by: actor.userId,
          recorded_name: actor.name,
          recorded_at: clock.now(),
        })
        .execute();
      return ok({ version });
    },
    versionAnswers,
  );
};

interface Parts {
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** A ratio says what it divides; nothing else has parts. */
const partProblems = (kind: IndicatorKind, { numerator, denominator }: Parts): Misfit[] => {
  const isRatio = kind === "ratio" || kind === "share";
  return [
    ...(isRatio && numerator === null ? [{ path: "numerator", message: "比率须写明分子" }] : []),
    ...(isRatio && denominator === null ? [{ path: "denominator", message: "比率须写明分母" }] : []),
    ...(!isRatio && numerator !== null ? [{ path: "numerator", message: "这类指标没有分子" }] : []),
    ...(!isRatio && denominator !== null ? [{ path: "denominator", message: "这类指标没有分母" }] : []),
  ];
};

interface Kinds {
  readonly kind: IndicatorKind;
  readonly scale: readonly string[] | null;
  readonly plausible: { readonly min: string; readonly max: string } | null;
  readonly per: string;
}

const kindProblems = ({ kind, scale, plausible, per }: Kinds): Misfit[] => {
  const isOrdinal = kind === "level" || kind === "grade";
  return [
    ...(isOrdinal && scale === null ? [{ path: "scale", message: "请从低到高列出各个级别" }] : []),
    ...(!isOrdinal && scale !== null ? [{ path: "scale", message: "这类指标没有级别" }] : []),
    ...(scale !== null && new Set(scale).size < scale.length ? [{ path: "scale", message: "级别不能重复" }] : []),
    ...(Number(per) > 0 ? [] : [{ path: "per", message: "应大于0" }]),
    ...(plausible !== null && Number(plausible.min) > Number(plausible.max)
      ? [{ path: "plausible.max", message: "上限不能小于下限" }]
      : []),
  ];
};
