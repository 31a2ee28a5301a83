import { stat } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { type Result, refuse } from "@qiangyi/kernel";
import type { WorkbookRefusal } from "./refusals.ts";
import type { WorkbookLimits, WorkbookSource } from "./workbook.ts";
import type { WorkerAnswer, WorkerTask } from "./worker-messages.ts";

type RowsAnswer = Extract<WorkerAnswer, { kind: "rows" }>;
type FinalAnswer = Exclude<WorkerAnswer, { kind: "rows" }>;

/** Beside this file in the sources and in the bundle alike; only the ending differs. */
const workerFile = new URL(import.meta.url.endsWith(".ts") ? "./workbook.worker.ts" : "./workbook.worker.js", import.meta.url);

/**
 * Runs one task in a thread of its own with a limit on memory and time. The clock stands still while the taker of rows is at work: a slow
 * database is no fault of the file.
 */
export const runWorker = async (
  task: WorkerTask,
  limits: WorkbookLimits,
  onRows: (answer: RowsAnswer) => Promise<void>,
): Promise<FinalAnswer | Result<never, WorkbookRefusal>> => {
  const bytes = await sizeOf(task.request.source);
  if (bytes > limits.fileBytes) return refuse({ code: "workbook-too-large", bytes, limit: limits.fileBytes });
  const worker = new Worker(workerFile, {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMegabytes, maxYoungGenerationSizeMb: 64 },
  });
  const answers = makeMailbox(worker);
  let remaining = limits.milliseconds;
  try {
    for (;;) {
      const started = performance.now();
      const answer = await answers.next(remaining);
      remaining -= performance.now() - started;
      if (answer === "late") return refuse({ code: "workbook-took-too-long", seconds: Math.round(limits.milliseconds / 1000) });
      if (answer === "out-of-memory") return refuse({ code: "workbook-took-too-much-memory", megabytes: limits.memoryMegabytes });
      if (answer.kind !== "rows") return answer;
      await onRows(answer);
      worker.postMessage("taken");
    }
  } finally {
    await worker.terminate();
  }
};

const sizeOf = async (source: WorkbookSource): Promise<number> =>
  "path" in source ? (await stat(source.path)).size : source.byteLength;

type Letter = WorkerAnswer | "out-of-memory";

interface Mailbox {
  /** The next answer, in the order of arrival; "late" when none came in time. Rejects when the worker failed through a fault of ours. */
  readonly next: (milliseconds: number) => Promise<Letter | "late">;
}

const makeMailbox = (worker: Worker): Mailbox => {
  const arrived: Letter[] = [];
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const arrive = (letter: Letter): void => {
    arrived.push(letter);
    wake?.();
  };
  const fail = (error: Error): void => {
    failure ??= error;
    wake?.();
  };
  worker.on("message", arrive);
  worker.on("error", (error: Error & { code?: string }) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY") arrive("out-of-memory");
    else fail(error);
  });
  worker.on("exit", (code) => fail(new Error(`the workbook worker ended with ${code}`)));
  return {
    async next(milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      if (arrived.length === 0 && !failure) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, Math.max(0, milliseconds));
        });
        clearTimeout(timer);
      }
      const letter = arrived.shift();
      if (letter !== undefined) return letter;
      if (failure) throw failure;
      return "late";
    },
  };
};
