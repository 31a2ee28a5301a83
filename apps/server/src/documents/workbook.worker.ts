import { readFile as readBytes } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { markFile } from "./mark-workbook.ts";
import { type RowSink, readFile } from "./read-workbook.ts";
import type { WorkbookSource } from "./workbook.ts";
import type { WorkerAnswer, WorkerTask } from "./worker-messages.ts";

/** Thread in which files of strangers are parsed: it may be stopped at any moment without harm to the server. */
const port = parentPort;
if (!port) throw new Error("this file runs as a worker thread");

const answer = (message: WorkerAnswer): void => port.postMessage(message);

const sink: RowSink = {
  rows: async (rows, progress) => {
    const taken = new Promise<void>((resolve) => {
      port.once("message", () => resolve());
    });
    answer({ kind: "rows", rows, progress });
    await taken;
  },
};

const load = async (source: WorkbookSource): Promise<Buffer> => {
  if ("path" in source) return readBytes(source.path);
  return Buffer.from(source.buffer, source.byteOffset, source.byteLength);
};

const task = workerData as WorkerTask;
const file = await load(task.request.source);
if (task.kind === "mark") answer({ kind: "marked", result: await markFile(file, task.request) });
else answer({ kind: "read", result: await readFile(file, task.request, sink) });
port.close();
