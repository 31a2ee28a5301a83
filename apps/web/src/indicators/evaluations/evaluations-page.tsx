import { type EvaluationSummary, evaluationStates, listEvaluations, type RouteAnswer } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Light, Page, Pending, ScrollBox, useAnswer } from "../../ui/index.ts";
import { OpenDialog } from "./open-dialog.tsx";

type List = RouteAnswer<typeof listEvaluations>;

export const stateLights = { draft: "open", submitted: "warning", approved: "good" } as const;

/** 规划评估: 中期2025, 终期2027 and 2035, and a report each year. */
export const EvaluationsPage = () => {
  const answer = useAnswer(listEvaluations, {});
  const [isOpening, setOpening] = useState(false);
  const { data } = answer;
  return (
    <Page
      title="规划评估"
      subtitle="晋政发〔2023〕15号：2025年中期、2027年和2035年终期、每年一份体系绩效报告；平台计算在前，人书面评判，另一人审定"
      actions={
        data?.mayWrite && (
          <Button type="primary" onClick={() => setOpening(true)}>
            开始一份评估
          </Button>
        )
      }
    >
      {data === undefined ? <Pending of={answer} /> : <Evaluations data={data} />}
      {isOpening && data !== undefined && <OpenDialog today={data.today} onClose={() => setOpening(false)} />}
    </Page>
  );
};

const Evaluations = ({ data: { items, isVisible, mayWrite } }: { data: List }) => {
  if (!isVisible) return <EmptyState text="全省规划的评估由省级查看" />;
  if (items.length === 0) return <EmptyState text={mayWrite ? "还没有评估。到期的目标可以开始评估" : "还没有评估"} />;
  return (
    <ScrollBox label="规划评估列表">
      <Table<EvaluationSummary>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={items}
        columns={[
          {
            title: "评估",
            render: (_, { id, title, version }) => (
              <Link to={`/indicators/evaluations/${id}`}>
                {title}
                {version > 1 && `（第${version}版）`}
              </Link>
            ),
          },
          { title: "数据截止日", dataIndex: "asOf", width: 120 },
          {
            title: "状态",
            width: 120,
            render: (_, { state }) => <Light state={stateLights[state]} text={evaluationStates[state]} />,
          },
          { title: "编写", width: 200, render: (_, { drafted }) => signed(drafted) },
          { title: "送审", width: 200, render: (_, { submitted }) => signed(submitted) },
          { title: "审定", width: 200, render: (_, { approved }) => signed(approved) },
        ]}
      />
    </ScrollBox>
  );
};

export const signed = (act: EvaluationSummary["drafted"]): string => (act === null ? "—" : `${act.by}，${act.at.slice(0, 10)}`);
