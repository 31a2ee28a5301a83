import type { Permission, Verdict } from "@qiangyi/api";
import type { Field, PlainDate } from "@qiangyi/kernel";
import type { Lookups, ReadRow, RowValues, TemplateIdentity } from "../../documents/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";

/** A row of the workbook beside what is stored: `find` gives the verdict, the flow keeps it for the preview and for `apply`. */
export interface JudgedRow {
  readonly rowNumber: number;
  readonly verdict: Verdict;
  /** Identifies the thing in the file, so that a second row about the same thing is refused: "与第N行重复". */
  readonly identity: string | undefined;
  /** Of the stored thing that the row changes. */
  readonly key: string | null;
  readonly values: RowValues;
  readonly errors: readonly { readonly column?: string; readonly field?: string; readonly reason: string }[];
  readonly warnings: readonly string[];
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly field: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** A new or changed row of a preview, about to be written. */
export interface ApplicableRow {
  readonly rowNumber: number;
  readonly verdict: "new" | "changed";
  readonly key: string | null;
  readonly values: RowValues;
}

/** Something that a room lets people fill from a workbook. */
export interface ImportTarget {
  readonly template: TemplateIdentity;
  /** Who may import it, besides being in scope of what he writes. */
  readonly permission: Permission;
  /** Columns of the workbook. */
  readonly fields: readonly Field[];
  /** What the drop-downs offer and names are understood by. */
  readonly lookups: (tx: Tx, actor: Actor) => Promise<Lookups>;
  /** Existing rows for "下载现有数据". */
  readonly current: (tx: Tx, actor: Actor, year: number | undefined) => AsyncIterable<RowValues>;
  /** Changes whenever stored data that `find` looks at change: a preview of an older revision is not applied. */
  readonly revision: (tx: Tx, actor: Actor) => Promise<string>;
  /** Compares a batch of well-formed rows with what is stored. Rows with errors of their own never get here. */
  readonly find: (
    tx: Tx,
    actor: Actor,
    rows: readonly ReadRow[],
    lookups: Lookups,
    today: PlainDate,
  ) => Promise<readonly JudgedRow[]>;
  /**
   * Takes numbers for so many new rows, in a transaction of its own: the next one who needs a number must not wait for the end of the import.
   * Numbers of an import that then fails are not given again.
   */
  readonly reserve?: (tx: Tx, actor: Actor, howMany: number) => Promise<bigint>;
  /**
   * Writes a batch, its new rows by the numbers from `first` on where they were reserved. All batches of a run share one transaction. Throws
   * ImportCollision where the database objects to a row.
   */
  readonly apply: (tx: Tx, actor: Actor, rows: readonly ApplicableRow[], at: Date, first?: bigint) => Promise<void>;
  /**
   * Taken first when applying, with the keys of the rows that will be changed: if the revision then still is that of the preview, these stay as they
   * were compared until the end. Everybody else goes on writing.
   */
  readonly lock: (tx: Tx, actor: Actor, keys: readonly string[]) => Promise<unknown>;
}

/** The stored data hold something against the import that the preview could not see. Nothing is written. */
export class ImportCollision extends Error {}
