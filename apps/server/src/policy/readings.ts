import { decideReading, policyReadings } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { acceptsReading, checkConduct, type Reading, readings, readingsByKey } from "@qiangyi/policy";
import { type Actor, handle, newId, type Rooms } from "../platform/index.ts";
import { type RecordedValue, recordedValues, recordValue, type StoredValue } from "./decisions.store.ts";
import { describeDecision } from "./describe-decision.ts";
import { inForceOn } from "./in-force.ts";
import { linesTouchedBy } from "./where-it-acts.ts";

type DecideRefusal =
  | Refusal<"reading-not-found">
  | Refusal<"reading-value-unknown", { hint: string; clause: string }>
  | Refusal<"SOURCE_REQUIRED", { clause: string }>;

export const readingRoutes = (rooms: Rooms): void => {
  handle(rooms, policyReadings, async ({ tx, actor, clock, query }) => {
    const day = (query.on as PlainDate | undefined) ?? clock.today();
    const recorded = await recordedValues(tx, "reading");
    return ok({
      on: day,
      readings: readings.map((reading) =>
        describeReading(
          reading,
          recorded.filter(({ key }) => key === reading.key),
          day,
          actor,
        ),
      ),
    });
  });

  handle(
    rooms,
    decideReading,
    async ({ tx, actor, clock, params, body }) => {
      const reading = readingsByKey.get(params.key);
      if (!reading) return refuse<DecideRefusal>({ code: "reading-not-found" });
      if (!acceptsReading(reading, body.value)) {
        return refuse<DecideRefusal>({ code: "reading-value-unknown", hint: hintOf(reading), clause: reading.clauses[0] ?? "" });
      }
      if (!isSourceNamed(body.source)) return refuse<DecideRefusal>({ code: "SOURCE_REQUIRED", clause: "qiangyi-2024.notice.2" });
      const id = newId();
      await recordValue(tx, actor, clock.now(), { id, subject: "reading", key: reading.key, ...body });
      return ok({ id });
    },
    {
      "reading-not-found": [404, "没有这个口径"],
      "reading-value-unknown": [422, ({ hint }) => `这个口径不能取此值：${hint}`],
      SOURCE_REQUIRED: sourceRequired,
    },
  );
};

export const sourceRequired = [422, "取自其他文件的值须写明是哪份文件", "请填写文件的文号或名称"] as const;

/** A value drawn from a parent document, or another one, names it (qiangyi-2024.notice.2). */
export const isSourceNamed = ({ kind, document }: { kind: string; document?: string | undefined }): boolean =>
  checkConduct("configuration", {
    fromParentDocument: kind === "parent-document" || kind === "other-document",
    sourceDocument: document === "" ? undefined : document,
  }).accepted;

const hintOf = (reading: Reading): string =>
  reading.form?.hint ?? `可取${reading.values.map(({ label, value }) => `${label}（${value}）`).join("；")}`;

const textOf = (reading: Reading, value: StoredValue): string =>
  reading.values.find((option) => option.value === String(value))?.label ?? String(value);

const describeReading = (reading: Reading, recorded: readonly RecordedValue[], day: PlainDate, actor: Actor) => {
  const standing = inForceOn(recorded, day);
  const inForce = standing === undefined ? reading.default : String(standing.value);
  return {
    key: reading.key,
    question: reading.question,
    clauses: [...reading.clauses],
    values: [...reading.values],
    hint: reading.form?.hint ?? null,
    default: reading.default,
    inForce,
    inForceText: textOf(reading, inForce),
    isDefault: standing === undefined,
    touches: linesTouchedBy(reading.clauses).map(({ id, shortName }) => ({ id, name: shortName })),
    decisions: recorded.map((entry) => describeDecision(entry, recorded, day, actor, (value) => textOf(reading, value))),
  };
};
