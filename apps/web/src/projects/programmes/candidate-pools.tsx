import { closeCandidatePool, type ProgrammeRead } from "@qiangyi/api";
import { candidateCount } from "@qiangyi/projects";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { EmptyState, Light, minuteOf, ProblemSummary, useSubmit } from "../../ui/index.ts";

type Pool = ProgrammeRead["pools"][number];

const kinds: Readonly<Record<Pool["log"][number]["kind"], string>> = {
  added: "列入备选",
  withdrawn: "退出",
  replaced: "递补",
  closed: "关闭备选池",
};

/** 备选池 of each batch, with its log. */
export const CandidatePools = ({ pools, isOrganiser }: { pools: readonly Pool[]; isOrganiser: boolean }) => (
  <section>
    <h2>备选池</h2>
    {pools.length === 0 && <EmptyState text="还没有发布过申报通知" />}
    {pools.map((pool) => (
      <PoolPanel key={pool.call.id} pool={pool} isOrganiser={isOrganiser} />
    ))}
  </section>
);

const PoolPanel = ({ pool, isOrganiser }: { pool: Pool; isOrganiser: boolean }) => {
  const [isClosing, setClosing] = useState(false);
  const { call, candidates, isClosed, vacancies, log } = pool;
  const isFull = candidates === candidateCount;
  return (
    <div className="panel">
      <div className="editor-bar">
        <strong>{call.title}</strong>
        <Light
          state={isFull ? "good" : "warning"}
          text={`${isClosed ? "已关闭" : "遴选中"}，${candidates}个${isFull ? "" : `，缺${candidateCount - candidates}个`}`}
        />
        {isOrganiser && !isClosed && (
          <Button size="small" disabled={!isFull} onClick={() => setClosing(true)}>
            {isFull ? "关闭备选池" : `满${candidateCount}个才能关闭`}
          </Button>
        )}
      </div>
      {vacancies.length > 0 && (
        <p>
          <Light state="bad" text={`${vacancies.join("、")}退出后须在本批递补`} />
        </p>
      )}
      {log.length > 0 && (
        <details>
          <summary>记录{log.length}条</summary>
          <ul>
            {log.map(({ kind, title, replaces, reason, by, at }) => (
              <li key={`${at} ${kind} ${title ?? ""}`}>
                {minuteOf(at)} {kinds[kind]}
                {title !== null && `：${title}`}
                {replaces !== null && `，替换${replaces}`}　{reason}
                <span className="call-muted">（{by}）</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {isClosing && <CloseDialog callId={call.id} onClose={() => setClosing(false)} />}
    </div>
  );
};

const CloseDialog = ({ callId, onClose }: { callId: string; onClose: () => void }) => {
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(closeCandidatePool, { onDone: onClose });
  return (
    <Modal
      open
      title="关闭备选池"
      okText="关闭"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { callId }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "依据或理由", id: "pool-reason" } }} />
      <p>关闭后不再增加；有退出的，在本批递补并留记录。</p>
      <Form layout="vertical">
        <Form.Item label="依据或理由" htmlFor="pool-reason">
          <Input id="pool-reason" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
