import type { DrawRecordAnswer } from "@qiangyi/api";
import { type DrawOutcome, exclusionCounts, orderOf, outcomesOf, outcomeText } from "@qiangyi/projects";
import { Table } from "antd";
import { Light, ScrollBox } from "../ui/index.ts";

/** Experts by their number in the pool; a record that was stored without numbers has only ids. */
export const namesIn = ({ candidates }: DrawRecordAnswer): ((id: string) => string) => {
  const numbers = new Map(candidates.map(({ id, number }) => [id, number]));
  return (id) => numbers.get(id) ?? id;
};

interface Row {
  readonly id: string;
  readonly place: number | null;
  readonly fields: readonly string[];
  readonly outcome: DrawOutcome | undefined;
}

/** Who was on the list and what became of each of them, drawn again from the record. */
export const DrawnList = ({ record, nameOf }: { record: DrawRecordAnswer; nameOf: (id: string) => string }) => {
  const { candidates } = record;
  const outcomes = outcomesOf(record);
  const places = new Map(orderOf(record).map((id, at) => [id, at + 1]));
  const rows: Row[] = candidates
    .map(({ id, fields }) => ({ id, fields, place: places.get(id) ?? null, outcome: outcomes.get(id) }))
    .toSorted((a, b) => (a.place ?? 9999) - (b.place ?? 9999) || (nameOf(a.id) < nameOf(b.id) ? -1 : 1));
  return (
    <>
      <h3>候选人的去向</h3>
      <p>{countsOf(record)}</p>
      <ScrollBox label="候选人的去向表格" isTall>
        <Table<Row>
          size="small"
          pagination={false}
          rowKey={({ id }) => id}
          dataSource={rows}
          columns={[
            { title: "次序", className: "number", render: (_, { place }) => place ?? "—" },
            { title: "专家编号", render: (_, { id }) => nameOf(id) },
            { title: "领域", render: (_, { fields }) => fields.join("、") },
            {
              title: "去向",
              render: (_, { outcome }) =>
                outcome === undefined ? (
                  <Light state="neutral" text="可抽取，尚未抽取" />
                ) : (
                  <Light state={lights[outcome.kind]} text={outcomeText(outcome, nameOf)} />
                ),
            },
          ]}
        />
      </ScrollBox>
    </>
  );
};

const lights: Readonly<Record<DrawOutcome["kind"], "good" | "bad" | "neutral">> = {
  drawn: "good",
  replacement: "good",
  excluded: "bad",
  "late-conflict": "bad",
  "same-unit": "neutral",
  "kept-for-field": "neutral",
  "not-reached": "neutral",
};

const countsOf = ({ candidates, experts, fields }: DrawRecordAnswer): string => {
  const free = candidates.filter(({ excluded }) => excluded.length === 0);
  const units = new Set(free.map(({ unit }) => unit)).size;
  const reasons = exclusionCounts(candidates).map(({ title, people }) => `${title}${people}人`);
  const out = candidates.length - free.length;
  return [
    `名单${candidates.length}人`,
    out === 0 ? "没有人须回避或不可用" : `其中${out}人须回避或不可用（${reasons.join("、")}；一人有几种情形的分别计数）`,
    `可抽${free.length}人，分属${units}个单位`,
    `抽${experts}人${fields.length > 0 ? `，须覆盖${fields.join("、")}` : ""}`,
  ].join("；");
};
