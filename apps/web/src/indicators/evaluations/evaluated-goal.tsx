import { attributeRatings, type EvaluatedGoalView, type GoalFinding, goalResults } from "@qiangyi/api";
import { Table } from "antd";
import { ClauseLink, ScrollBox } from "../../ui/index.ts";
import { JudgementForm } from "./judgement-form.tsx";
import { ResultForm } from "./result-form.tsx";
import { OpenNames, ToldTable } from "./told-table.tsx";

interface GoalProps {
  readonly id: string;
  readonly goal: EvaluatedGoalView;
  readonly mayWrite: boolean;
}

/** A goal: what is computed, the figures beside it, the written judgements, the evaluators' result. */
export const EvaluatedGoal = ({ id, goal, mayWrite }: GoalProps) => {
  const { clause, title, finding, judgements, isRated } = goal;
  return (
    <section className="evaluation-goal" aria-label={title}>
      <h2>{title}</h2>
      <p>
        平台计算：<strong>{computedText(finding)}</strong>。{finding.because}。<ClauseLink id={clause}>条款</ClauseLink>
      </p>
      {finding.measures.length > 0 && <Measures title={title} measures={finding.measures} />}
      {finding.told !== null && <ToldTable told={finding.told} label={title} />}
      {mayWrite ? (
        judgements.map((judgement) => (
          <JudgementForm
            key={`${judgement.attribute} ${judgement.version}`}
            id={id}
            clause={clause}
            judgement={judgement}
            isRated={isRated}
          />
        ))
      ) : (
        <Judgements judgements={judgements} />
      )}
      {mayWrite && goal.isScored ? <ResultForm key={goal.resultVersion} id={id} goal={goal} /> : <Result goal={goal} />}
    </section>
  );
};

const computedText = ({ result, isPreview }: GoalFinding): string =>
  result === null ? "不打分" : `${goalResults[result]}${isPreview ? "（到期前的预览）" : ""}`;

const Measures = ({ title, measures }: { title: string; measures: GoalFinding["measures"] }) => (
  <ScrollBox label={`${title}的指标`}>
    <Table<GoalFinding["measures"][number]>
      className="board-table"
      size="small"
      rowKey="title"
      pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={measures}
      columns={[
        { title: "由什么实现", width: 320, dataIndex: "title" },
        { title: "要求", width: 160, dataIndex: "asked" },
        { title: "现值", width: 120, dataIndex: "display", className: "number" },
        { title: "结论", width: 110, dataIndex: "standing" },
        { title: "所缺", render: (_, { open }) => <OpenNames names={open} /> },
      ]}
    />
  </ScrollBox>
);

const Judgements = ({ judgements }: { judgements: EvaluatedGoalView["judgements"] }) =>
  judgements.length === 0 ? null : (
    <dl className="judged">
      {judgements.map(({ attribute, rating, text, written }) => (
        <div key={attribute}>
          <dt>
            {attribute}
            {rating !== null && `（${attributeRatings[rating]}）`}
          </dt>
          <dd>
            {text === "" ? "还没有评判" : text}
            {written !== null && text !== "" && (
              <span className="board-note">
                　{written.by}，{written.at.slice(0, 10)}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );

const Result = ({ goal: { result, reason, isScored, finding, decided } }: { goal: EvaluatedGoalView }) => {
  if (!isScored) return <p>评估结果：2035年以前只书面评判，不给结果。</p>;
  const computed = finding.result === null ? "见书面评判" : `${goalResults[finding.result]}（同计算）`;
  return (
    <p>
      评估结果：<strong>{result === null ? computed : goalResults[result]}</strong>
      {reason !== null && `；理由：${reason}`}
      {decided !== null && result !== null && (
        <span className="board-note">
          　{decided.by}，{decided.at.slice(0, 10)}
        </span>
      )}
    </p>
  );
};
