import type { PaymentRowResult } from "@qiangyi/api";
import { Light } from "../ui/index.ts";

/** What became of each row of a batch: the ones that failed say why. */
export const RowResults = ({ rows }: { rows: readonly PaymentRowResult[] }) => (
  <div role="status">
    <p>
      办成{rows.filter(({ isDone }) => isDone).length}笔，未办{rows.filter(({ isDone }) => !isDone).length}笔
    </p>
    <ul className="check-list">
      {rows.map(({ id, number, isDone, message }) => (
        <li key={id}>
          <Light state={isDone ? "good" : "bad"} text={isDone ? "已办" : "未办"} />
          <span>
            {number ?? id}
            {message !== null && `：${message}`}
          </span>
        </li>
      ))}
    </ul>
  </div>
);
