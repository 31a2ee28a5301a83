import { discardPlan, freezePlan, previewRebuild, publishPlan, rebuildPlan, verifyPlan } from "@qiangyi/api";
import { Button, Checkbox, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Light, Pending, ProblemSummary, useAnswer, useSubmit } from "../ui/index.ts";
import { ChangesTable } from "./changes-table.tsx";
import type { PlanDetails } from "./plan-answers.ts";

export interface DialogProps {
  readonly plan: PlanDetails;
  readonly onClose: () => void;
}

export const RebuildDialog = ({ plan, onClose }: DialogProps) => {
  const params = { planId: plan.id };
  const preview = useAnswer(previewRebuild, { params });
  const rebuild = useSubmit(rebuildPlan, { onDone: onClose });
  return (
    <Modal
      open
      width={900}
      title="按现在的台账、口径和决定重建"
      okText="重建"
      cancelText="取消"
      confirmLoading={rebuild.isSending}
      onOk={() => rebuild.submit({ params, body: {} })}
      onCancel={onClose}
    >
      <ProblemSummary problem={rebuild.problem} />
      {preview.data ? <ChangesTable changes={preview.data} /> : <Pending of={preview} />}
    </Modal>
  );
};

export const FreezeDialog = ({ plan, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(freezePlan, { onDone: onClose });
  const [title, setTitle] = useState(plan.title);
  const [note, setNote] = useState("");
  const [acceptStale, setAcceptStale] = useState(false);
  return (
    <Modal
      open
      title="定稿为一个版本"
      okText="定稿"
      cancelText="取消"
      confirmLoading={isSending}
      onOk={() => submit({ params: { planId: plan.id }, body: { title, acceptStale, ...(note !== "" && { note }) } })}
      onCancel={onClose}
    >
      <p>定稿后不能再改动；保存输入和结果及其sha256摘要，以后可逐字节重算核对。</p>
      <ProblemSummary problem={problem} />
      <Form layout="vertical">
        <Form.Item label="名称" htmlFor="freeze-title">
          <Input id="freeze-title" value={title} maxLength={100} onChange={({ target }) => setTitle(target.value)} />
        </Form.Item>
        <Form.Item label="说明（可不填）" htmlFor="freeze-note">
          <Input.TextArea
            id="freeze-note"
            rows={2}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Form.Item>
        {plan.stale.length > 0 && (
          <Checkbox checked={acceptStale} onChange={({ target }) => setAcceptStale(target.checked)}>
            方案生成后数据有变化，确认仍按生成时的数据定稿
          </Checkbox>
        )}
      </Form>
    </Modal>
  );
};

/** Who will see what, before it is done: a publication is taken back only by another one. */
export const PublishDialog = ({ plan, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(publishPlan, { invalidates: ["workbench"], onDone: onClose });
  const [note, setNote] = useState("");
  return (
    <Modal
      open
      title={`把第${plan.version}版发布给市县`}
      okText="发布"
      cancelText="取消"
      confirmLoading={isSending}
      onOk={() => submit({ params: { planId: plan.id }, body: note.trim() === "" ? {} : { note } })}
      onCancel={onClose}
    >
      <p>
        发布后，市、县和单位在“应补明细”里各看本级的部分：每条的金额、步骤、条款和本级的事实。{plan.year}
        年先前发布的版本随即被取代。草稿、情景和其他口径下的结果不发布。
      </p>
      <ProblemSummary problem={problem} />
      <Form layout="vertical">
        <Form.Item label="给市县的说明（可不填）" htmlFor="publish-note">
          <Input.TextArea
            id="publish-note"
            rows={2}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

export const DiscardDialog = ({ plan, onClose }: DialogProps) => {
  const navigate = useNavigate();
  const { submit, isSending, problem } = useSubmit(discardPlan, { onDone: () => void navigate("/allocations/plans") });
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={`废弃“${plan.title}”`}
      okText="废弃"
      okButtonProps={{ danger: true, disabled: reason.trim() === "" }}
      cancelText="取消"
      confirmLoading={isSending}
      onOk={() => submit({ params: { planId: plan.id }, body: { reason } })}
      onCancel={onClose}
    >
      <p>废弃后从列表消失，审计日志保留。</p>
      <ProblemSummary problem={problem} />
      <Form layout="vertical">
        <Form.Item label="原因" htmlFor="discard-reason" required>
          <Input id="discard-reason" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

export const VerifyDialog = ({ plan, onClose }: DialogProps) => {
  const answer = useAnswer(verifyPlan, { params: { planId: plan.id } });
  return (
    <Modal open width={720} title="重算核对" footer={<Button onClick={onClose}>关闭</Button>} onCancel={onClose}>
      {answer.data ? (
        <>
          <p>
            {answer.data.isIdentical ? (
              <Light state="good" text="用保存的输入重新计算，结果逐字节一致" />
            ) : (
              <Light
                state="bad"
                text="重新计算的结果与保存的不一致。程序升级后规则有变时会这样：草稿请重建，定稿请保留现场并联系系统管理员"
              />
            )}
          </p>
          <dl className="digests">
            {plan.rulesVersion !== null && (
              <>
                <dt>规则版本</dt>
                <dd>{plan.rulesVersion}</dd>
              </>
            )}
            <dt>输入摘要</dt>
            <dd>{answer.data.inputSha256}</dd>
            <dt>结果摘要</dt>
            <dd>{answer.data.outputSha256}</dd>
            <dt>重算摘要</dt>
            <dd>{answer.data.recomputedSha256}</dd>
            <dt>结果大小</dt>
            <dd>{answer.data.bytes.toLocaleString("zh-CN")}字节</dd>
          </dl>
        </>
      ) : (
        <Pending of={answer} />
      )}
    </Modal>
  );
};
