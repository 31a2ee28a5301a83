import type { Result } from "@qiangyi/kernel";
import type { Marking } from "./mark-workbook.ts";
import type { Reading } from "./read-workbook.ts";
import type { WorkbookRefusal } from "./refusals.ts";
import type { ReadProgress, ReadRow, ReadSummary, WorkbookSource } from "./workbook.ts";

/** What the server asks of the worker; everything in it can be cloned between threads. */
export type WorkerTask =
  | { readonly kind: "read"; readonly request: Reading & { readonly source: WorkbookSource } }
  | { readonly kind: "mark"; readonly request: Marking & { readonly source: WorkbookSource } };

export type WorkerAnswer =
  /** Answered by any message once the rows are taken; until then the worker reads no further. */
  | { readonly kind: "rows"; readonly rows: readonly ReadRow[]; readonly progress: ReadProgress }
  | { readonly kind: "read"; readonly result: Result<ReadSummary, WorkbookRefusal> }
  | { readonly kind: "marked"; readonly result: Result<Uint8Array, WorkbookRefusal> };
