import type { TableColumnsType } from "antd";
import { Amount } from "../ui/index.ts";

interface Sums {
  readonly allocatedFen: string | null;
  readonly heldFen: string;
}

/** The last two figures of a result, in 方案明细 and 应补明细 alike; a cell is empty where nothing was allocated or held. */
export const sumColumns = <Row,>(sumsOf: (row: Row) => Sums): TableColumnsType<Row> => [
  { title: "此前已分配", className: "number", render: (_, row) => <AmountOrNothing fen={sumsOf(row).allocatedFen} /> },
  { title: "挂起", className: "number", render: (_, row) => <AmountOrNothing fen={sumsOf(row).heldFen} /> },
];

const AmountOrNothing = ({ fen }: { fen: string | null }) => (fen === null || fen === "0" ? null : <Amount fen={fen} />);
