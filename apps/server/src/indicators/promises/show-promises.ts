import { type PromiseBoard, type PromiseCard, showPromises } from "@qiangyi/api";
import { ok, type PlainDate } from "@qiangyi/kernel";
import { type PlanPromise, type PromiseFinding, promises } from "@qiangyi/policy/service-system";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { coverageFindings } from "./coverage-findings.ts";
import { directionFindings } from "./direction-findings.ts";
import { quotaFindings } from "./quota-findings.ts";

export const showPromisesRoute = (rooms: Rooms): void =>
  handle(rooms, showPromises, async ({ tx, actor, clock, query }) => {
    const today = clock.today();
    const asked = (query.asOf ?? today) as PlainDate;
    return ok(await promiseBoard(tx, actor, asked < today ? asked : today, today));
  });

type Finder = (tx: Tx, actor: Actor, asOf: PlainDate) => Promise<readonly PromiseFinding[]>;

/** Who finds what; each reads its own rosters and values. */
const finders: readonly Finder[] = [quotaFindings, coverageFindings, directionFindings];

/** Findings by clause. What a reader may not see is not counted for him: a part would pass for the whole. */
const promiseFindings = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<ReadonlyMap<string, PromiseFinding>> => {
  if (actor.level !== "province" && actor.level !== "system") return new Map();
  const found = new Map<string, PromiseFinding>();
  for (const find of finders) for (const finding of await find(tx, actor, asOf)) found.set(finding.clause, finding);
  return found;
};

const parts = [
  ["s1", "二（一）", "强化基层，均衡布局"],
  ["s2", "二（二）", "强化协作，分工合作"],
  ["s3", "二（三）", "提高质量，优质服务"],
  ["s4", "二（四）", "强化管理，精细运行"],
  ["s5", "二（五）", "深化改革，协同治理"],
] as const;

export const promiseBoard = async (tx: Tx, actor: Actor, asOf: PlainDate, today: PlainDate): Promise<PromiseBoard> => {
  const isVisible = actor.level === "province" || actor.level === "system";
  const findings = await promiseFindings(tx, actor, asOf);
  return {
    asOf,
    today,
    isVisible,
    parts: parts.map(([key, part, title]) => ({
      part,
      title,
      cards: promises
        .filter(({ clause }) => clause.startsWith(`service-system-2023.${key}.`))
        .map((promise) => cardOf(promise, findings.get(promise.clause))),
    })),
  };
};

const cardOf = (promise: PlanPromise, finding: PromiseFinding | undefined): PromiseCard => ({
  clause: promise.clause,
  ref: promise.ref,
  title: promise.title,
  unit: promise.unit,
  asked: promise.asked,
  lead: [...promise.lead],
  strength: promise.strength,
  due: promise.due,
  isInferredDate: promise.isInferredDate,
  finding: finding === undefined ? null : viewOf(finding),
});

const viewOf = ({ figures, verdict, shortBy, remark, light, because, open, rows = [] }: PromiseFinding) => ({
  figures: figures.map((each) => ({ ...each })),
  verdict,
  shortBy,
  remark,
  light,
  because,
  open: [...open],
  rows: rows.map((row) => ({ ...row, figures: row.figures.map((each) => ({ ...each })) })),
});
