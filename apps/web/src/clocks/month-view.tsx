import type { ClockView } from "@qiangyi/api";
import { Button } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { ScrollBox } from "../ui/index.ts";
import { ClockLight } from "./clock-light.tsx";

const weekdays = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];

/** The same clocks by their last day. Those whose last day is not known yet stand under it, so that none is missing. */
export const MonthView = ({ clocks, today }: { clocks: readonly ClockView[]; today: string }) => {
  const next = clocks.find(({ dueOn }) => dueOn !== null && dueOn >= today)?.dueOn ?? today;
  const [month, setMonth] = useState(() => dayjs(next).startOf("month"));
  const waiting = clocks.filter(({ dueOn }) => dueOn === null);
  return (
    <>
      <div className="table-toolbar no-print">
        <Button onClick={() => setMonth(month.subtract(1, "month"))}>上一月</Button>
        <Button onClick={() => setMonth(dayjs(today).startOf("month"))}>本月</Button>
        <Button onClick={() => setMonth(month.add(1, "month"))}>下一月</Button>
      </div>
      <ScrollBox label="期限月历">
        <table className="clock-month">
          <caption>{month.format("YYYY年M月")}</caption>
          <thead>
            <tr>
              {weekdays.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(month).map(([first, ...rest]) => (
              <tr key={first?.format("YYYY-MM-DD")}>
                {[first, ...rest].map(
                  (day) => day && <DayCell key={day.format("YYYY-MM-DD")} {...{ day, month, clocks, today }} />,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {waiting.length > 0 && (
        <section aria-labelledby="clocks-waiting">
          <h2 id="clocks-waiting">期限待定</h2>
          <Due clocks={waiting} />
        </section>
      )}
    </>
  );
};

/** Whole weeks from Monday on that cover the month. */
const weeksOf = (month: Dayjs): readonly (readonly Dayjs[])[] => {
  const first = month.subtract((month.day() + 6) % 7, "day");
  const count = Math.ceil((month.diff(first, "day") + month.daysInMonth()) / 7);
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_, day) => first.add(week * 7 + day, "day")));
};

interface DayCellProps {
  readonly day: Dayjs;
  readonly month: Dayjs;
  readonly clocks: readonly ClockView[];
  readonly today: string;
}

const DayCell = ({ day, month, clocks, today }: DayCellProps) => {
  const text = day.format("YYYY-MM-DD");
  const due = clocks.filter(({ dueOn }) => dueOn === text);
  if (!day.isSame(month, "month")) return <td />;
  return (
    <td aria-current={text === today ? "date" : undefined}>
      <span className="clock-date">{day.date()}</span>
      {due.length > 0 && <Due clocks={due} />}
    </td>
  );
};

const Due = ({ clocks }: { clocks: readonly ClockView[] }) => (
  <ul className="clock-day">
    {clocks.map((clock) => (
      <li key={clock.id}>
        <ClockLight {...clock} /> {clock.title}：{clock.subject}（{clock.holder.name}）
      </li>
    ))}
  </ul>
);
