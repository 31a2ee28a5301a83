import { listTargetEvents } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { type Filter, FilterBar, knownWord, Page, Pending, useAnswer, useFilters } from "../../ui/index.ts";
import { EventTable } from "./event-table.tsx";
import { RecordEventDialog } from "./record-event-dialog.tsx";
import "../indicators.css";

const states = { waiting: "待确认", confirmed: "已确认", withdrawn: "已撤销" } as const;

const filters = [
  {
    kind: "choice",
    name: "state",
    label: "状态",
    placeholder: "全部状态",
    width: 150,
    options: Object.entries(states).map(([value, label]) => ({ value, label })),
  },
] as const satisfies readonly Filter[];

/** 逐项登记的事项: approvals and acceptances that stocks count, waiting for the second person or confirmed. */
export const EventsPage = () => {
  const { values, set } = useFilters(["state"]);
  const [isRecording, setRecording] = useState(false);
  const answer = useAnswer(listTargetEvents, { query: { state: knownWord(states, values.state) } }, { keepPrevious: true });
  const choices = answer.data?.choices ?? [];
  return (
    <Page
      title="逐项登记的事项"
      subtitle="获批、命名、验收逐项登记，上级另一人确认后计入目标；台账里有的由台账计数，不在这里登记"
      actions={
        choices.length > 0 && (
          <Button type="primary" onClick={() => setRecording(true)}>
            登记事项
          </Button>
        )
      }
    >
      <div className="table-bar">
        <div className="table-toolbar no-print">
          <FilterBar filters={filters} values={values} onChange={set} />
        </div>
        <div className="table-extra">{answer.data && `共${answer.data.items.length}项`}</div>
      </div>
      {answer.data === undefined ? <Pending of={answer} /> : <EventTable items={answer.data.items} isOfMany />}
      {isRecording && <RecordEventDialog choices={choices} onClose={() => setRecording(false)} />}
    </Page>
  );
};
