import type { ClockView } from "@qiangyi/api";
import { Calendar } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { ClockLight } from "./clock-light.tsx";

/** The same clocks by their last day. Those whose last day is not known yet stand under it, so that none is missing. */
export const MonthView = ({ clocks, today }: { clocks: readonly ClockView[]; today: string }) => {
  const waiting = clocks.filter(({ dueOn }) => dueOn === null);
  return (
    <>
      <Calendar
        fullscreen
        defaultValue={dayjs(clocks.find(({ dueOn }) => dueOn !== null && dueOn >= today)?.dueOn ?? today)}
        cellRender={(day: Dayjs, { type }) => (type === "date" ? <Day clocks={dueOn(clocks, day)} /> : null)}
      />
      {waiting.length > 0 && (
        <section aria-labelledby="clocks-waiting">
          <h2 id="clocks-waiting">期限待定</h2>
          <Day clocks={waiting} />
        </section>
      )}
    </>
  );
};

const dueOn = (clocks: readonly ClockView[], day: Dayjs): readonly ClockView[] => {
  const text = day.format("YYYY-MM-DD");
  return clocks.filter((clock) => clock.dueOn === text);
};

const Day = ({ clocks }: { clocks: readonly ClockView[] }) => (
  <ul className="clock-day">
    {clocks.map((clock) => (
      <li key={clock.id}>
        <ClockLight {...clock} /> {clock.title}：{clock.subject}（{clock.holder.name}）
      </li>
    ))}
  </ul>
);
