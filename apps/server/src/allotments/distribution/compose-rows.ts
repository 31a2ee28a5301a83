import type { DraftRow } from "./draft.store.ts";
import type { Receiver } from "./receivers.ts";
import type { Source } from "./sources.ts";

export interface Asked {
  /** Upstream rows whose destination is fixed and that go with this document. */
  readonly fixedRows: readonly number[];
  readonly cells: readonly { readonly upstreamRow: number; readonly receiver: string; readonly amountFen: bigint }[];
}

/** Rows of the document, in the order of the upstream rows and of the receivers; empty cells are none. */
export const composeRows = (sources: readonly Source[], receivers: readonly Receiver[], asked: Asked): readonly DraftRow[] => {
  const place = new Map(receivers.map((each, at) => [each.book, { ...each, at }]));
  const fixed = new Set(asked.fixedRows);
  const rows = sources.flatMap((source): Omit<DraftRow, "rowNo">[] => {
    if (source.receiver !== undefined) {
      const receiver = place.get(source.receiver);
      return fixed.has(source.row.rowNo) && receiver ? [fixedRow(source, receiver)] : [];
    }
    return asked.cells
      .filter(({ upstreamRow, amountFen }) => upstreamRow === source.row.rowNo && amountFen > 0n)
      .flatMap((cell) => {
        const receiver = place.get(cell.receiver);
        return receiver ? [{ receiver, amountFen: cell.amountFen }] : [];
      })
      .toSorted((a, b) => a.receiver.at - b.receiver.at)
      .map(({ receiver, amountFen }) => freeRow(source, receiver, amountFen));
  });
  return rows.map((row, at) => ({ ...row, rowNo: at + 1 }));
};

const placeOf = ({ book, city, county, institution }: Receiver) => ({ receiver: book, city, county, institution });

const commonOf = ({ row }: Source) => ({
  line: row.line,
  project: row.project,
  title: row.title,
  planLineNo: row.planLineNo,
  nature: row.nature,
  sourceLevel: row.sourceLevel,
  functionClass: row.functionClass,
  upstreamRow: row.rowNo,
  targets: row.targets,
  note: row.note,
});

/** 项目资金: everything that is here of it, with what was issued early and still lies here; the amount is the plan's, not the drafter's. */
const fixedRow = (source: Source, receiver: Receiver): Omit<DraftRow, "rowNo"> => {
  const { row, availableFen, pool } = source;
  const fromPool = pool.reduce((sum, { fen }) => sum + fen, 0n);
  const earlierFen = row.earlierFen - fromPool;
  const thisFen = availableFen + fromPool;
  return {
    ...placeOf(receiver),
    ...commonOf(source),
    destinationCity: row.destinationCity,
    destinationCounty: row.destinationCounty,
    destinationInstitution: row.destinationInstitution,
    destinationName: row.destinationName,
    quantity: row.quantity,
    standardFen: row.standardFen,
    allocatedFen: thisFen + earlierFen,
    earlierFen,
    thisFen,
    fromPool: pool,
  };
};

const freeRow = (source: Source, receiver: Receiver, amountFen: bigint): Omit<DraftRow, "rowNo"> => ({
  ...placeOf(receiver),
  ...commonOf(source),
  destinationCity: receiver.city,
  destinationCounty: receiver.county,
  destinationInstitution: receiver.institution,
  destinationName: receiver.name,
  quantity: null,
  standardFen: null,
  allocatedFen: amountFen,
  earlierFen: 0n,
  thisFen: amountFen,
  fromPool: [],
});
