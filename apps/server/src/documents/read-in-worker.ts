import type { Result } from "@qiangyi/kernel";
import { defaultLimits } from "./limits.ts";
import type { WorkbookRefusal } from "./refusals.ts";
import { runWorker } from "./run-worker.ts";
import type { MarkRequest, ReadRequest, ReadRow, ReadSummary, ReadWorkbook } from "./workbook.ts";

/**
 * Reads a workbook in batches and bounded memory: the next rows are unpacked only after the promise for the last ones has settled. On a
 * refusal, and when `onRows` throws, the rows handed out so far must be dropped; a transaction around the call does that.
 */
export const streamWorkbook = async (
  request: ReadRequest,
  onRows: (rows: readonly ReadRow[]) => Promise<void>,
): Promise<Result<ReadSummary, WorkbookRefusal>> => {
  const limits = { ...defaultLimits, ...request.limits };
  const { source, template, fields, lookups, columnNames = [], onProgress } = request;
  const answer = await runWorker(
    { kind: "read", request: { source, template, fields, columnNames, lookups, limits } },
    limits,
    async ({ rows, progress }) => {
      await onRows(rows);
      onProgress?.(progress);
    },
  );
  if ("kind" in answer) return answer.result as Result<ReadSummary, WorkbookRefusal>;
  return answer;
};

/** Reads a workbook whole, for uploads that are shown before they are applied. */
export const readWorkbook = async (request: ReadRequest): Promise<Result<ReadWorkbook, WorkbookRefusal>> => {
  const rows: ReadRow[] = [];
  const result = await streamWorkbook(request, async (batch) => {
    for (const row of batch) rows.push(row);
  });
  return result.ok ? { ok: true, value: { ...result.value, rows } } : result;
};

/** Hands the uploaded workbook back with its errors marked; refuses the same files that reading refuses. */
export const writeErrors = async (request: MarkRequest): Promise<Result<Uint8Array, WorkbookRefusal>> => {
  const limits = { ...defaultLimits, ...request.limits };
  const { source, template, fields, columnNames = [], errors, warnings = [] } = request;
  const answer = await runWorker(
    { kind: "mark", request: { source, template, fields, columnNames, errors, warnings, limits } },
    limits,
    async () => {},
  );
  if ("kind" in answer) return answer.result as Result<Uint8Array, WorkbookRefusal>;
  return answer;
};
