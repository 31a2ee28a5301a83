import { proposeSelection, type RouteAnswer, type readSelection } from "@qiangyi/api";
import { departuresOf, type ProgrammeId } from "@qiangyi/projects";
import { Button, Checkbox, Input, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Amount, Light, ProblemSummary, ScrollBox, useSubmit, useUnit, WanInput } from "../../ui/index.ts";
import { ProposedAmount } from "./proposed-amount.tsx";
import { conclusionLights, conclusionNames, pointsText } from "./words.ts";

export type Candidate = RouteAnswer<typeof readSelection>["candidates"][number];

interface Choice {
  readonly isChosen: boolean;
  readonly supportFen: string;
  readonly reason: string;
  readonly clause: string;
}

interface ProposalTableProps {
  readonly callId: string;
  readonly programme: ProgrammeId;
  readonly candidates: readonly Candidate[];
  readonly quota: number | null;
}

/** Chosen by ticking; what departs from the rank shows at once and asks for its reason and clause. */
export const ProposalTable = ({ callId, programme, candidates, quota }: ProposalTableProps) => {
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>(() => firstChoices(candidates, quota));
  const { submit, isSending, problem } = useSubmit(proposeSelection);
  const { unit } = useUnit();
  const chosen = new Set(candidates.filter(({ project }) => choices[project.id]?.isChosen).map(({ project }) => project.id));
  const departing = departuresOf(
    candidates.map(({ project, rank, score, conclusion }) => ({
      project: project.id,
      rank,
      score,
      conclusion,
      isKey: project.isKey,
    })),
    chosen,
  );
  const change = (id: string, part: Partial<Choice>) =>
    setChoices((before) => ({ ...before, [id]: { ...(before[id] ?? empty), ...part } }));
  const total = [...chosen].reduce((sum, id) => sum + BigInt(choices[id]?.supportFen || "0"), 0n);
  const send = () =>
    submit({
      params: { callId },
      body: {
        rows: candidates.map(({ project }) => {
          const { isChosen, supportFen, reason, clause } = choices[project.id] ?? empty;
          return {
            project: project.id,
            isChosen,
            supportFen: isChosen ? supportFen || "0" : "0",
            ...(reason.trim() !== "" && { reason }),
            ...(clause.trim() !== "" && { clause }),
          };
        }),
      },
    });
  return (
    <>
      <ProblemSummary problem={problem && { ...problem, problems: undefined }} />
      <ScrollBox label="评审排序表格">
        <Table<Candidate>
          size="small"
          rowKey={({ project }) => project.id}
          dataSource={[...candidates]}
          pagination={false}
          rowClassName={({ project }) => (departing.has(project.id) ? "departing" : "")}
          columns={[
            { title: "排序", width: 60, align: "right", dataIndex: "rank" },
            {
              title: "项目",
              render: (_, { project, institution, missingArguments }) => (
                <>
                  <Link to={`/projects/${project.id}`}>{project.title}</Link>
                  {project.isKey && <Light state="open" text="重点" />}
                  <div className="sel-note">
                    {institution.name}　{project.number}
                  </div>
                  {missingArguments.length > 0 && <Light state="warning" text={`论证缺${missingArguments.join("、")}`} />}
                </>
              ),
            },
            { title: "得分", width: 70, align: "right", render: (_, { score }) => pointsText(score) },
            { title: "校正分", width: 70, align: "right", render: (_, { adjustedScore }) => pointsText(adjustedScore) },
            {
              title: "结论",
              width: 112,
              render: (_, { conclusion }) => <Light state={conclusionLights[conclusion]} text={conclusionNames[conclusion]} />,
            },
            {
              title: "申报资金",
              width: 96,
              align: "right",
              render: (_, { askedFen }) => <ProposedAmount programme={programme} fen={askedFen} />,
            },
            {
              title: "拟选",
              width: 60,
              align: "center",
              render: (_, { project }) => (
                <Checkbox
                  aria-label={`拟选${project.title}`}
                  checked={choices[project.id]?.isChosen ?? false}
                  onChange={({ target }) => change(project.id, { isChosen: target.checked })}
                />
              ),
            },
            {
              title: "拟支持（万元）",
              width: 120,
              render: (_, { project }) =>
                choices[project.id]?.isChosen ? (
                  <WanInput
                    label={`${project.title}拟支持金额（万元）`}
                    value={choices[project.id]?.supportFen ?? ""}
                    onChange={(supportFen) => change(project.id, { supportFen })}
                  />
                ) : (
                  "—"
                ),
            },
            {
              title: "理由与条款",
              width: 250,
              render: (_, { project }) => {
                const choice = choices[project.id] ?? empty;
                const departs = departing.has(project.id);
                if (choice.isChosen && !departs) return "按排序入选";
                return (
                  <div className="sel-reasons">
                    {departs && <Light state="warning" text="与排序不一致，会印在公示上" />}
                    <Input
                      aria-label={`${project.title}的理由`}
                      placeholder={choice.isChosen ? "越过排序的理由" : "不选的理由"}
                      maxLength={200}
                      value={choice.reason}
                      onChange={({ target }) => change(project.id, { reason: target.value })}
                    />
                    {departs && (
                      <Input
                        aria-label={`${project.title}的条款编号`}
                        placeholder="条款编号，如qiangyi-2024.art7.1.4.c"
                        maxLength={80}
                        value={choice.clause}
                        onChange={({ target }) => change(project.id, { clause: target.value })}
                      />
                    )}
                  </div>
                );
              },
            },
          ]}
        />
      </ScrollBox>
      <div className="proposal-foot">
        <span>
          拟选{chosen.size}项{quota !== null && `（名额还余${quota}项）`}，拟支持合计 <Amount fen={total} strong /> {unit}
        </span>
        <Button type="primary" loading={isSending} disabled={chosen.size === 0} onClick={send}>
          提出拟选名单
        </Button>
      </div>
    </>
  );
};

const empty: Choice = { isChosen: false, supportFen: "", reason: "", clause: "" };

/** The order of the review is the proposal to begin with: recommended, arguments complete, within the quota. */
const firstChoices = (candidates: readonly Candidate[], quota: number | null): Record<string, Choice> => {
  let left = quota ?? candidates.length;
  return Object.fromEntries(
    candidates.map(({ project, conclusion, missingArguments, askedFen }) => {
      const isChosen = left > 0 && conclusion === "recommended" && missingArguments.length === 0;
      if (isChosen) left -= 1;
      return [project.id, { ...empty, isChosen, supportFen: isChosen ? askedFen : "" }];
    }),
  );
};
