import { ok, type Result, refuse } from "@qiangyi/kernel";
import type { InputRefusal } from "../parse-input.ts";
import { type AskedTerms, checkEvent, checkObservation } from "./check-facts.ts";
import { checkPath, checkTerms, yearBy } from "./check-terms.ts";
import type { TargetsInput } from "./contract.ts";
import { fieldOf, type Json, Problems } from "./problems.ts";
import { registerTarget } from "./register/index.ts";
import type { RegisterTarget } from "./target.ts";

/** Reads the input of the contract and reports all problems at once. What it returns is the input itself: nothing is filled in. */
export const parseTargetsInput = (json: unknown): Result<TargetsInput, InputRefusal> => {
  const problems = new Problems();
  if (problems.object(json, "$")) checkInput(json, problems);
  return problems.found.length === 0
    ? ok(json as TargetsInput)
    : refuse({ code: "input-not-well-formed", problems: problems.found });
};

const checkInput = (json: Json, problems: Problems): void => {
  problems.onlyKnown(json, "$", ["asOf", "targets", "observations", "events"]);
  problems.field(json, "$", fieldOf("asOf", "截止日期", "date"));
  if (json["targets"] === undefined || json["targets"] === null) problems.report("$.targets", "必填");
  const targets = checkTargets(problems.list(json["targets"], "$.targets"), problems);
  const observed = new Set<unknown>();
  const versions = new Set<string>();
  for (const [index, row] of problems.list(json["observations"], "$.observations").entries()) {
    const path = `$.observations[${index}]`;
    if (!problems.object(row, path)) continue;
    checkObservation(row, path, targets, problems);
    observed.add(row["target"]);
    const key = JSON.stringify([row["target"], row["period"], row["version"]]);
    if (versions.has(key)) problems.report(path, "同一目标、期间和版本已有一条，请删去一条或写明更高的版本");
    versions.add(key);
  }
  for (const [index, row] of problems.list(json["events"], "$.events").entries()) {
    const path = `$.events[${index}]`;
    if (!problems.object(row, path)) continue;
    checkEvent(row, path, targets, problems);
    if (observed.has(row["target"])) problems.report(`${path}.target`, "同一目标不能既有observations又有events");
  }
};

/** Each target once; the terms of those whose shape is right, for the facts that name them. */
const checkTargets = (rows: readonly unknown[], problems: Problems): AskedTerms => {
  const targets = new Map<string, RegisterTarget | undefined>();
  for (const [index, row] of rows.entries()) {
    const path = `$.targets[${index}]`;
    const before = problems.found.length;
    const id = typeof row === "string" ? row : checkTarget(row, path, problems);
    if (id === undefined) continue;
    if (typeof row === "string" && registerTarget(id) === undefined)
      problems.report(path, `指标登记中没有“${id}”；登记的目标写条款编号，其他目标写全各项`);
    if (targets.has(id)) problems.report(typeof row === "string" ? path : `${path}.id`, `“${id}”已列过，请删去一个`);
    const isSound = problems.found.length === before;
    targets.set(id, isSound ? (registerTarget(id) ?? (row as RegisterTarget)) : undefined);
  }
  return targets;
};

const checkTarget = (row: unknown, path: string, problems: Problems): string | undefined => {
  if (!problems.object(row, path)) return undefined;
  const hasId = problems.field(row, path, fieldOf("id", "编号", "text"));
  const registered = hasId ? registerTarget(String(row["id"])) : undefined;
  if (registered === undefined) checkTerms(row, path, problems);
  else {
    for (const name of Object.keys(row))
      if (!["id", "baseline", "milestones"].includes(name))
        problems.report(`${path}.${name}`, "登记的目标只能另写baseline和milestones，其余以登记为准");
    checkPath(row, path, problems, yearBy(registered as unknown as Json));
  }
  return hasId ? String(row["id"]) : undefined;
};
