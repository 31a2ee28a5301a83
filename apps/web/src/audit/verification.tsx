import { verifyAudit } from "@qiangyi/api";
import { Button, Input } from "antd";
import { useState } from "react";
import { Light, Pending, secondOf, useAnswer } from "../ui/index.ts";
import "./audit.css";

/** Reads the whole chain anew each time it is asked: an answer from memory would prove nothing. */
export const Verification = () => {
  const [isAsked, setAsked] = useState(false);
  const [kept, setKept] = useState({ sequence: "", hash: "" });
  const isWhole = /^[1-9]\d{0,15}$/.test(kept.sequence) && /^[0-9a-f]{64}$/.test(kept.hash);
  const query = isWhole ? { sequence: kept.sequence, hash: kept.hash } : {};
  const answer = useAnswer(verifyAudit, { query }, { enabled: false });
  const ask = () => {
    setAsked(true);
    void answer.refetch();
  };
  return (
    <section className="panel audit-verification" aria-label="日志核验">
      <div className="audit-kept">
        <Button onClick={ask} loading={answer.isFetching}>
          核验全部日志
        </Button>
        <label>
          留存的序号{" "}
          <Input
            value={kept.sequence}
            inputMode="numeric"
            onChange={({ target }) => setKept({ ...kept, sequence: target.value.trim() })}
            style={{ width: 110 }}
          />
        </label>
        <label>
          留存的校验值{" "}
          <Input
            value={kept.hash}
            maxLength={64}
            onChange={({ target }) => setKept({ ...kept, hash: target.value.trim().toLowerCase() })}
            style={{ width: 330 }}
          />
        </label>
        <span className="unit-note">{keptText(kept, isWhole)}</span>
      </div>
      {answer.data ? <Outcome {...answer.data} isKept={isWhole} /> : isAsked && <Pending of={answer} />}
    </section>
  );
};

const keptText = ({ sequence, hash }: { readonly sequence: string; readonly hash: string }, isWhole: boolean): string => {
  if (isWhole) return "连同留存的一条一起对照";
  return sequence === "" && hash === "" ? "从第一条起逐条核对；有留存的可填入对照" : "序号为数字，校验值为64位，填齐才对照";
};

type Answer = NonNullable<ReturnType<typeof useAnswer<typeof verifyAudit>>["data"]>;

const Outcome = ({
  isIntact,
  checked,
  checkedAt,
  lastSequence,
  lastHash,
  broken,
  isKept,
}: Answer & { readonly isKept: boolean }) => (
  <div role="status">
    {isIntact ? (
      <Light state="good" text={`完整：${checked.toLocaleString("zh-CN")}条，逐条相扣${isKept ? "，与留存的一条一致" : ""}`} />
    ) : (
      <Light state="bad" text={`第${broken?.sequence}条有问题：${broken?.reason}`} />
    )}
    <p>
      核验时间{secondOf(checkedAt)}；末条第{lastSequence}条，校验值<span className="audit-hash">{lastHash}</span>
      。将序号和校验值留存在系统之外，日后可证明末尾没有被截去。
    </p>
  </div>
);
