import type { PanelCandidate } from "@qiangyi/api";
import { Segmented, Table } from "antd";
import { useState } from "react";
import { ClauseLink, EmptyState, Light, ScrollBox } from "../ui/index.ts";
import type { PanelDetails } from "./panel-page.tsx";

type Shown = "all" | "free" | "excluded";

/** Everyone of the pool: who may be drawn, in the order of the draw once there is one, and every reason against the others. */
export const CandidateTable = ({ panel }: { panel: PanelDetails }) => {
  const [shown, setShown] = useState<Shown>("all");
  const isFree = ({ exclusions }: PanelCandidate) => exclusions.length === 0;
  const rows = panel.candidates
    .filter((candidate) => shown === "all" || isFree(candidate) === (shown === "free"))
    .toSorted(
      (a, b) =>
        (a.place ?? 9999) - (b.place ?? 9999) || Number(!isFree(a)) - Number(!isFree(b)) || (a.number < b.number ? -1 : 1),
    );
  const inProof = new Set(panel.proof?.candidates ?? []);
  const seated = new Set(panel.seats.map(({ expert }) => expert));
  return (
    <>
      <div className="table-bar no-print">
        <Segmented<Shown>
          aria-label="显示哪些候选人"
          size="small"
          value={shown}
          onChange={setShown}
          options={[
            { value: "all", label: "全部" },
            { value: "free", label: "可抽取" },
            { value: "excluded", label: "回避或不可用" },
          ]}
        />
      </div>
      <ScrollBox label="候选人表格" isTall>
        <Table<PanelCandidate>
          size="small"
          pagination={false}
          rowKey={({ expert }) => expert}
          dataSource={rows}
          rowClassName={({ expert }) => (inProof.has(expert) ? "is-in-proof" : "")}
          locale={{ emptyText: <EmptyState text="没有这样的候选人。专家库为空时请先登记专家" /> }}
          columns={[
            { title: "次序", className: "number", render: (_, { place }) => place ?? "—" },
            { title: "专家", render: (_, { number, name }) => `${number}　${name}` },
            { title: "职称", dataIndex: "title" },
            { title: "单位", dataIndex: "unitName" },
            { title: "领域", render: (_, { fields }) => fields.join("、") },
            { title: "本年任务（项）", className: "number", render: (_, { load, maxLoad }) => `${load} / ${maxLoad}` },
            {
              title: panel.seed === null ? "能否抽取" : "抽取结果",
              render: (_, candidate) =>
                !isFree(candidate) ? (
                  <Light state="bad" text="不能抽取" />
                ) : seated.has(candidate.expert) ? (
                  <Light state="good" text="已抽中" />
                ) : panel.seed === null ? (
                  <Light state="neutral" text="可抽取" />
                ) : (
                  <Light state="neutral" text="未抽中" />
                ),
            },
            { title: panel.seed === null ? "回避与不可用情形" : "原因", render: (_, candidate) => <Why candidate={candidate} /> },
          ]}
        />
      </ScrollBox>
    </>
  );
};

/** Why somebody was not drawn: what excludes him, else what the walk down the order did with him. */
const Why = ({ candidate: { exclusions, outcome } }: { candidate: PanelCandidate }) =>
  exclusions.length > 0 ? (
    <Reasons exclusions={exclusions} />
  ) : (
    <div className="reasons-text">{outcome === null || outcome.sentence === "抽中" ? "—" : outcome.sentence}</div>
  );

/** The same reason against several projects is one line with their numbers. */
const Reasons = ({ exclusions }: { exclusions: PanelCandidate["exclusions"] }) => {
  const lines = new Map<string, { numbers: string[]; clause: string | null }>();
  for (const { sentence, clause } of exclusions) {
    const [number, reason] = sentence.includes("：")
      ? [sentence.slice(0, sentence.indexOf("：")), sentence.slice(sentence.indexOf("：") + 1)]
      : ["", sentence];
    const line = lines.get(reason) ?? { numbers: [], clause };
    if (number !== "") line.numbers.push(number);
    lines.set(reason, line);
  }
  return (
    <ul className="reasons">
      {[...lines].map(([reason, { numbers, clause }]) => (
        <li key={reason}>
          {reason}
          {numbers.length > 0 &&
            `（${numbers.length > 3 ? `${numbers.slice(0, 3).join("、")}等${numbers.length}项` : numbers.join("、")}）`}
          {clause !== null && (
            <span className="after-link">
              <ClauseLink id={clause} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
};
