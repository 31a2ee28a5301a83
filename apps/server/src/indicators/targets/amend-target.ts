import { amendTarget, recordTargetPath } from "@qiangyi/api";
import { date, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { clauseOf, fallingStep } from "@qiangyi/policy/service-system";
import { askedOf, parseTargetsInput, type RegisterTarget } from "@qiangyi/policy/targets";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx, violatedConstraint } from "../../platform/index.ts";
import type { IndicatorTables } from "../tables.ts";

interface Misfit {
  readonly path: string;
  readonly message: string;
}

type AmendRefusal =
  | Refusal<"target-not-found">
  | Refusal<"document-not-later", { readonly latest: string }>
  | Refusal<"effective-before-document">
  | Refusal<"terms-misfit", { readonly problems: readonly Misfit[] }>;

type PathRefusal =
  | Refusal<"target-not-found">
  | Refusal<"path-empty">
  | Refusal<"STEP_DECREASES", { readonly year: number; readonly problems: readonly Misfit[] }>
  | Refusal<"terms-misfit", { readonly problems: readonly Misfit[] }>;

const amendAnswers: Answers<AmendRefusal> = {
  "target-not-found": [404, "找不到这个目标", "从目标列表进入"],
  "document-not-later": [422, ({ latest }) => `目标只能由后来的文件调整：文件日期和生效日期都应晚于${latest}`, "核对文件的日期"],
  "effective-before-document": [422, "生效日期不能早于文件日期"],
  "terms-misfit": [422, "调整后的限值不成立", "按提示改正"],
};
const pathAnswers: Answers<PathRefusal> = {
  "target-not-found": [404, "找不到这个目标", "从目标列表进入"],
  "path-empty": [422, "请填写基期值或至少一个阶段目标"],
  STEP_DECREASES: [422, ({ year }) => `逐步提高的要求，阶段目标不能下降：${year}年低于上一个阶段`, "请核对各年的阶段目标"],
  "terms-misfit": [422, "基期值或阶段目标不成立", "按提示改正"],
};

export const amendTargetRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    amendTarget,
    async ({ tx, actor, params: { target }, body, clock }): Promise<Result<{ version: number }, AmendRefusal>> => {
      const latest = await latestVersion(tx, actor, target);
      if (latest === undefined) return refuse({ code: "target-not-found" });
      const { documentDate, effectiveFrom, document, reason, ...asked } = body;
      if (documentDate <= latest.document_date || effectiveFrom <= latest.effective_from)
        return refuse({ code: "document-not-later", latest: laterOf(latest.document_date, latest.effective_from) });
      if (effectiveFrom < documentDate) return refuse({ code: "effective-before-document" });
      const terms: RegisterTarget = {
        ...latest.terms,
        op: asked.op,
        value: asked.value,
        min: asked.min,
        max: asked.max,
        by: typeof asked.by === "number" ? asked.by : date(asked.by),
      };
      const problems = misfitsOf(terms, clock.today());
      if (problems.length > 0) return refuse({ code: "terms-misfit", problems });
      const version = latest.version + 1;
      const wording = askedOf(terms).asked;
      const row = { ...latest, version, terms: JSON.stringify(terms), wording, document, reason };
      try {
        await tx
          .withTables<IndicatorTables>()
          .insertInto("target_version")
          .values({
            ...row,
            document_date: documentDate,
            effective_from: effectiveFrom,
            recorded_by: actor.userId,
            recorded_name: actor.name,
            recorded_on: clock.today(),
            recorded_at: clock.now(),
          })
          .execute();
      } catch (error) {
        // Another amendment came in between.
        if (!amendedMeanwhile.has(violatedConstraint(error) ?? "")) throw error;
        return refuse({ code: "document-not-later", latest: documentDate });
      }
      return ok({ version });
    },
    amendAnswers,
  );

  handle(
    rooms,
    recordTargetPath,
    async ({ tx, actor, params: { target }, body, clock }): Promise<Result<{ id: string }, PathRefusal>> => {
      const latest = await latestVersion(tx, actor, target);
      if (latest === undefined) return refuse({ code: "target-not-found" });
      const { baseline, milestones, effectiveFrom, document } = body;
      if (baseline === null && milestones.length === 0) return refuse({ code: "path-empty" });
      const problems = misfitsOf({ ...latest.terms, baseline, milestones }, clock.today());
      if (problems.length > 0) return refuse({ code: "terms-misfit", problems });
      const falling = risesByStep.has(target) ? fallingStep(milestones) : undefined;
      if (falling) {
        const path = `milestones.${milestones.findIndex(({ year }) => year === falling.year)}.value`;
        return refuse({ code: "STEP_DECREASES", year: falling.year, problems: [{ path, message: "不能低于上一个阶段" }] });
      }
      const id = newId();
      await tx
        .withTables<IndicatorTables>()
        .insertInto("target_path")
        .values({
          province: actor.province,
          target,
          id,
          baseline: baseline === null ? null : JSON.stringify(baseline),
          milestones: JSON.stringify(milestones),
          effective_from: effectiveFrom,
          document,
          approved_by: actor.userId,
          approved_name: actor.name,
          recorded_on: clock.today(),
          recorded_at: clock.now(),
        })
        .execute();
      return ok({ id });
    },
    pathAnswers,
  );
};

const amendedMeanwhile: ReadonlySet<string> = new Set(["target_version_pkey", "target_version_by_later_document"]);

/** 逐步提高: the plan itself says that the yearly numbers go up step by step. */
const risesByStep: ReadonlySet<string> = new Set([clauseOf("s1.1.agp-quota")]);

const laterOf = (one: string, other: string): string => (one > other ? one : other);

const latestVersion = async (tx: Tx, { province }: Actor, target: string) =>
  await tx
    .withTables<IndicatorTables>()
    .selectFrom("target_version")
    .selectAll()
    .where("province", "=", province)
    .where("target", "=", target)
    .orderBy("version", "desc")
    .executeTakeFirst();

/** What only the register says of a target is none of an inline target's properties. */
const remarks: ReadonlySet<string> = new Set([
  "isInferred",
  "tolerancePercent",
  "isPrintedInTenThousands",
  "isPartOfWhole",
  "plausible",
  "isRollUp",
]);

/** The engine's own reader says what is wrong with terms. */
const misfitsOf = (terms: RegisterTarget, asOf: PlainDate): Misfit[] => {
  const inline = Object.fromEntries(Object.entries(terms).filter(([name]) => !remarks.has(name)));
  const parsed = parseTargetsInput({ asOf, targets: [{ ...inline, id: "asked" }] });
  if (parsed.ok) return [];
  return parsed.refusal.problems.map(({ path, message }) => ({ path: path.replace(/^\$\.targets\[0\]\.?/, ""), message }));
};
