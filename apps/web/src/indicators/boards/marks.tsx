import { ArrowRightOutlined, DoubleLeftOutlined, QuestionOutlined, WarningOutlined } from "@ant-design/icons";
import { type FlagName, flagWords, type SignalName, signalWords, type VerdictName, verdictWords } from "@qiangyi/api";
import { Light } from "../../ui/index.ts";
import "./boards.css";

const states = { met: "good", "not-met": "bad", pending: "neutral", "no-data": "open", "no-target": "neutral" } as const;

/** 结论: a filled shape and its word. */
export const VerdictMark = ({ verdict }: { verdict: VerdictName }) => (
  <Light state={states[verdict]} text={verdictWords[verdict]} />
);

const arrows: Readonly<Record<SignalName, React.ReactNode>> = {
  "on-track": <ArrowRightOutlined />,
  "at-risk": <WarningOutlined />,
  behind: <DoubleLeftOutlined />,
  unpredictable: <QuestionOutlined />,
};

/** 信号: a forecast in a dashed frame with an arrow, so that nobody takes it for a verdict. */
export const SignalMark = ({ signal }: { signal: SignalName | null }) =>
  signal === null ? (
    <span className="board-none">—</span>
  ) : (
    <span className={`signal signal-${signal}`}>
      <span aria-hidden="true">{arrows[signal]}</span>
      <span className="visually-hidden">预测：</span>
      {signalWords[signal]}
    </span>
  );

export const FlagMarks = ({ flags, lateDays }: { flags: readonly FlagName[]; lateDays: number | null }) =>
  flags.length === 0 ? null : (
    <span className="flags">
      {flags.map((flag) => (
        <span key={flag} className="flag">
          {flagWords[flag]}
          {flag === "late-report" && lateDays !== null && `${lateDays}日`}
        </span>
      ))}
    </span>
  );
