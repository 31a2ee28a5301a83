import { type EvaluatedView, goalResults } from "@qiangyi/api";
import { Link } from "react-router";

/** What the latest approved evaluation said of a goal, with the way to it. */
export const EvaluatedNote = ({ evaluated }: { evaluated: EvaluatedView }) => (
  <div className="evaluated">
    <p>
      <Link to={`/indicators/evaluations/${evaluated.evaluation}`}>{evaluated.title}</Link>（{evaluated.approvedOn}审定）：
      {evaluated.result === null ? "书面评判" : goalResults[evaluated.result]}
      {evaluated.reason !== null && `；理由：${evaluated.reason}`}
    </p>
    {evaluated.judgements.length > 0 && (
      <dl className="judged">
        {evaluated.judgements.map(({ attribute, rating, text }) => (
          <div key={attribute}>
            <dt>
              {attribute}
              {rating !== null && `（${rating}）`}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    )}
  </div>
);
