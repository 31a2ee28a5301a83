import {
  CheckCircleFilled,
  ClockCircleFilled,
  ExclamationCircleFilled,
  MinusCircleFilled,
  QuestionCircleFilled,
} from "@ant-design/icons";

type State = "good" | "warning" | "bad" | "neutral" | "open";

const icons = {
  good: <CheckCircleFilled />,
  warning: <ExclamationCircleFilled />,
  bad: <MinusCircleFilled />,
  neutral: <ClockCircleFilled />,
  open: <QuestionCircleFilled />,
} as const;

/** A state by shape, colour and word: never by colour alone (black-and-white prints, colour-blind readers). */
export const Light = ({ state, text }: { state: State; text: string }) => (
  <span className={`light light-${state}`}>
    <span aria-hidden="true">{icons[state]}</span>
    {text}
  </span>
);
