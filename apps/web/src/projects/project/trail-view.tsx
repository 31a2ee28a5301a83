import type { CheckVerdicts, TrailEntry } from "@qiangyi/api";
import { verdictKindIds, verdictKinds } from "@qiangyi/api";
import { Amount, EmptyState, Light, minuteOf } from "../../ui/index.ts";
import { stateText } from "./words.ts";

/** 流程轨迹: who, for whom, from which office, when, with which conclusions; the newest first. */
export const TrailView = ({ trail }: { trail: readonly TrailEntry[] }) => {
  if (trail.length === 0) return <EmptyState text="还没有办理记录" />;
  return (
    <ol className="trail">
      {trail.toReversed().map((entry) => (
        <li key={`${entry.at} ${entry.kind} ${entry.label} ${entry.office}`} className={`trail-${entry.kind}`}>
          <div className="trail-head">
            <strong>{entry.label}</strong>
            <span>
              {`${entry.office}　${entry.byName}`}
              {entry.forName !== null && `（代${entry.forName}）`}
            </span>
            <time dateTime={entry.at}>{minuteOf(entry.at)}</time>
          </div>
          {entry.kind === "step" && (
            <p className="trail-note">
              {entry.round !== null && `第${entry.round}轮`}
              {entry.toState !== null && `　办理后：${stateText(entry.toState)}`}
              {entry.correctBy !== null && `　${entry.toState === "returned" ? "补正" : "整改"}期限：${entry.correctBy}`}
            </p>
          )}
          {entry.verdicts !== null && <Verdicts verdicts={entry.verdicts} />}
          {entry.isPositive !== null && (
            <p className="trail-note">
              核实到位资金 <Amount fen={entry.amountFen} />
            </p>
          )}
          {entry.opinion !== null && <p className="trail-opinion">{entry.opinion}</p>}
          {entry.basis !== null && <p className="trail-note">依据：{entry.basis}</p>}
        </li>
      ))}
    </ol>
  );
};

const Verdicts = ({ verdicts }: { verdicts: CheckVerdicts }) => (
  <ul className="trail-verdicts">
    {verdictKindIds.map((kind) => {
      const verdict = verdicts[kind];
      return verdict ? (
        <li key={kind}>
          <Light state={verdict.passes ? "good" : "bad"} text={`${verdictKinds[kind]}：${verdict.passes ? "是" : "否"}`} />
          <span>{verdict.reason}</span>
        </li>
      ) : null;
    })}
  </ul>
);
