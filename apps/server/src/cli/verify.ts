import { resolve } from "node:path";
import { verifyAllotments } from "../allotments/index.ts";
import { verifyChain } from "../audit/index.ts";
import { verifyLedger } from "../ledger/index.ts";
import { verifyPayments } from "../payments/index.ts";
import { readConfig } from "../platform/config.ts";
import { systemActor } from "../platform/index.ts";
import type { Command } from "./command.ts";
import { withDatabase } from "./console-database.ts";
import { parseArguments } from "./options.ts";

/** The chain of the log, the invariants of the ledger (I1 to I11) and the documents that they speak of, over everything stored: 0 when all of it holds, 1 when something does not. */
export const verifyCommand: Command = async (args, terminal) => {
  const { operands, problems } = parseArguments(args, {});
  for (const operand of operands) problems.push(`verify不需要参数，多出“${operand}”`);
  const read = readConfig(process.env, resolve(import.meta.dirname, "../../../.."), false);
  if ("problems" in read) problems.push(...read.problems);
  if (problems.length > 0 || "problems" in read) {
    for (const problem of problems) terminal.problem(problem);
    return 2;
  }
  const outcome = await withDatabase(read.config, (database) =>
    database.transaction(systemActor, async (tx) => ({
      log: await verifyChain(tx, systemActor.province),
      ledger: await verifyLedger(tx, systemActor),
      documents: [...(await verifyAllotments(tx, systemActor)), ...(await verifyPayments(tx, systemActor))],
    })),
  ).catch((error: unknown) => `连不上数据库或数据库还没有建好：${error instanceof Error ? error.message : String(error)}`);
  if (typeof outcome === "string") {
    terminal.problem(outcome);
    return 2;
  }
  const { log, ledger } = outcome;
  const violations = [...ledger.violations, ...outcome.documents];
  if (log.broken) terminal.problem(`审计日志第${log.broken.sequence}条：${log.broken.reason}`);
  else terminal.print(`审计日志${log.checked}条，前后相接\n`);
  for (const violation of violations) terminal.problem(`指标账 ${violation}`);
  if (violations.length === 0) terminal.print(`指标账${ledger.earmarks}个用途、${ledger.transfers}笔分录，不变量全部成立\n`);
  return log.broken || violations.length > 0 ? 1 : 0;
};
