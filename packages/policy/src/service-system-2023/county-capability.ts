import type { PlainDate } from "@qiangyi/kernel";
import type { HospitalClass } from "../contract.ts";
import type { PromiseFinding } from "./promise.ts";
import { figure, firstHorizon, type QuotaPromise, quotaFinding, quotaPromise, stands } from "./quota.ts";

/** 二（一）4: county hospitals that reach the capability of the tertiary level, three kinds, each with a number of its own. */

export type CapabilityKind = "general" | "tcm" | "maternal";

interface CapabilityPromise extends QuotaPromise {
  readonly kind: CapabilityKind;
  readonly classes: readonly HospitalClass["class"][];
}

const promiseOf = (
  name: string,
  kind: CapabilityKind,
  { title, lower, classes }: { title: string; lower: number; classes: readonly HospitalClass["class"][] },
): CapabilityPromise => ({
  ...quotaPromise({
    name,
    ref: "二（一）4",
    title,
    unit: "所",
    asked: `力争${lower}所`,
    strength: "aspirational",
    due: firstHorizon,
    lower,
    upper: null,
  }),
  kind,
  classes,
});

export const capabilityPromises: readonly CapabilityPromise[] = [
  promiseOf("s1.4.tertiary-capability-37", "general", {
    title: "达三级能力的县级综合医院",
    lower: 37,
    classes: ["general", "integrated"],
  }),
  promiseOf("s1.4.tertiary-capability-10", "tcm", { title: "达三级能力的县级中医院", lower: 10, classes: ["tcm"] }),
  promiseOf("s1.4.tertiary-capability-3", "maternal", {
    title: "达三级能力的县级妇幼保健院",
    lower: 3,
    classes: ["maternal-child"],
  }),
];

export interface CapabilityEntry {
  readonly hospital: string;
  readonly class: string;
  /** Day of the certificate; null while nothing is confirmed. */
  readonly qualified: PlainDate | null;
  readonly lost?: PlainDate | null | undefined;
}

const reached = (entries: readonly CapabilityEntry[], { classes }: CapabilityPromise, asOf: PlainDate) =>
  entries.filter(
    (entry) => classes.some((each) => each === entry.class) && stands({ from: entry.qualified, until: entry.lost }, asOf),
  );

/** The three sums stand side by side; their total is told and never judged. */
export const capabilityFindings = (entries: readonly CapabilityEntry[], asOf: PlainDate): readonly PromiseFinding[] => {
  const counts = capabilityPromises.map((promise) => reached(entries, promise, asOf).length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const asked = capabilityPromises.reduce((sum, { lower }) => sum + lower, 0);
  return capabilityPromises.map((promise, at) =>
    quotaFinding(promise, {
      counted: { achieved: entries.length === 0 ? null : (counts[at] ?? 0), asOf },
      countedAs: "已确认",
      figures: [figure(`三类合计（要求之和${asked}，不作目标）`, entries.length === 0 ? null : total, "所")],
    }),
  );
};
