import type { Question } from "@qiangyi/projects";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { minuteOf, useSession } from "../../ui/index.ts";
import type { KeptAnswer } from "../../ui/saving/answer-keeper.ts";
import { ShownAnswer } from "./shown-answer.tsx";

interface ConflictChoiceProps {
  readonly mine: unknown;
  readonly other: NonNullable<KeptAnswer["other"]>;
  /** Absent for the budget and the targets, which are too large to lay side by side. */
  readonly question?: Question;
  readonly onChoose: (which: "mine" | "theirs") => void;
}

/** Two people, or two tabs, wrote in one place: both texts side by side, and a person decides. */
export const ConflictChoice = ({ mine, other, question, onChoose }: ConflictChoiceProps) => {
  const { account } = useSession();
  // Two tabs of one person are the commonest case.
  const who = other.by === account?.name ? "您在另一页面" : other.by;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div className="conflict" role="alert" ref={box}>
      <strong>
        {who}已于{minuteOf(other.at)}改过这一项，请选择保留哪一份
      </strong>
      <div className="conflict-sides">
        <section aria-label="我的内容">
          <h3>我的内容</h3>
          {question ? <ShownAnswer question={question} value={mine} /> : <p>本页现在显示的内容</p>}
          <Button size="small" type="primary" onClick={() => onChoose("mine")}>
            用我的
          </Button>
        </section>
        <section aria-label={`${who}的内容`}>
          <h3>{who}的内容</h3>
          {question ? <ShownAnswer question={question} value={other.value} /> : <p>选择后可在本页查看</p>}
          <Button size="small" onClick={() => onChoose("theirs")}>
            用{other.by === account?.name ? "另一页面" : other.by}的
          </Button>
        </section>
      </div>
    </div>
  );
};
