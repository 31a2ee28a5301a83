import { verifyAudit } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { Light, Pending, secondOf, useAnswer } from "../ui/index.ts";
import "./audit.css";

/** Reads the whole chain anew each time it is asked: an answer from memory would prove nothing. */
export const Verification = () => {
  const [isAsked, setAsked] = useState(false);
  const answer = useAnswer(verifyAudit, {}, { enabled: isAsked });
  const ask = () => (isAsked ? void answer.refetch() : setAsked(true));
  return (
    <section className="panel audit-verification" aria-label="日志核验">
      <Button onClick={ask} loading={answer.isFetching}>
        核验全部日志
      </Button>
      {answer.data ? <Outcome {...answer.data} /> : isAsked ? <Pending of={answer} /> : <p>从第一条起逐条核对校验值。</p>}
    </section>
  );
};

type Answer = NonNullable<ReturnType<typeof useAnswer<typeof verifyAudit>>["data"]>;

const Outcome = ({ isIntact, checked, checkedAt, lastSequence, lastHash, broken }: Answer) => (
  <div role="status">
    {isIntact ? (
      <Light state="good" text={`完整：${checked.toLocaleString("zh-CN")}条，逐条相扣`} />
    ) : (
      <Light state="bad" text={`第${broken?.sequence}条有问题：${broken?.reason}`} />
    )}
    <p>
      核验时间{secondOf(checkedAt)}；末条第{lastSequence}条，校验值<span className="audit-hash">{lastHash}</span>
      。将序号和校验值留存在系统之外，日后可证明末尾没有被截去。
    </p>
  </div>
);
