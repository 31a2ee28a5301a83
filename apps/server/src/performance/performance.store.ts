import type { Selectable } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { PerformanceTables } from "./tables.ts";

type Tables = PerformanceTables;
type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;

/** The records of one project, oldest first, without their lines. */
export interface PerformanceRecords {
  readonly sheets: readonly Row<"performance_sheet">[];
  readonly monitorings: readonly Row<"performance_monitoring">[];
  readonly selves: readonly Row<"performance_self">[];
  readonly signatures: readonly Row<"performance_signature">[];
  readonly reviews: readonly Row<"performance_review">[];
  readonly uses: readonly Row<"performance_use">[];
}

const tables = (tx: Tx) => tx.withTables<Tables>();

/** For each of the projects; within sight, as row-level security judges it by the project. */
export const recordsOf = async (
  tx: Tx,
  province: string,
  projects: readonly string[],
): Promise<ReadonlyMap<string, PerformanceRecords>> => {
  if (projects.length === 0) return new Map();
  const read = <
    Name extends
      | "performance_sheet"
      | "performance_monitoring"
      | "performance_self"
      | "performance_signature"
      | "performance_review"
      | "performance_use",
  >(
    name: Name,
  ) =>
    tables(tx)
      .selectFrom(name as "performance_sheet")
      .selectAll()
      .where("province", "=", province)
      .where("project", "in", projects)
      .orderBy("at")
      .execute() as unknown as Promise<Row<Name>[]>;
  const [sheets, monitorings, selves, signatures, reviews, uses] = await Promise.all([
    read("performance_sheet"),
    read("performance_monitoring"),
    read("performance_self"),
    read("performance_signature"),
    read("performance_review"),
    read("performance_use"),
  ]);
  const own = <R extends { project: string }>(rows: readonly R[], id: string) => rows.filter(({ project }) => project === id);
  return new Map(
    projects.map((id) => [
      id,
      {
        sheets: own(sheets, id),
        monitorings: own(monitorings, id),
        selves: own(selves, id),
        signatures: own(signatures, id),
        reviews: own(reviews, id),
        uses: own(uses, id),
      },
    ]),
  );
};

interface Of {
  readonly province: string;
  readonly project: string;
  readonly year: number;
}

/** Lines of everything of one year, in their order. */
export const linesOf = async (tx: Tx, { province, project, year }: Of) => {
  const read = <Name extends keyof Tables>(name: Name, ...order: readonly string[]) =>
    order
      .reduce(
        (query, column) => query.orderBy(column as "year"),
        tables(tx)
          .selectFrom(name as "performance_sheet_row")
          .selectAll()
          .where("province", "=", province)
          .where("project", "=", project)
          .where("year", "=", year),
      )
      .execute() as unknown as Promise<Row<Name>[]>;
  const [sheetRows, monitoringRows, selfRows, deductions] = await Promise.all([
    read("performance_sheet_row", "version", "seq"),
    read("performance_monitoring_row", "seq", "position"),
    read("performance_self_row", "version", "seq"),
    read("performance_deduction", "version", "seq"),
  ]);
  return { sheetRows, monitoringRows, selfRows, deductions };
};

/** Appends a record with its lines; nothing of it is ever changed. */
export const append = async <Name extends keyof Tables>(tx: Tx, name: Name, rows: readonly Tables[Name][]): Promise<void> => {
  if (rows.length > 0)
    await tables(tx)
      .insertInto(name)
      .values(rows as never)
      .execute();
};
