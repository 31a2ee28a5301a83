import { concludeReview, orderSecondReview, type ProjectResult } from "@qiangyi/api";
import { Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Light, ProblemSummary, useScoped, useSubmit } from "../ui/index.ts";
import { conclusionWords, pointsText } from "./words.ts";

interface DialogProps {
  readonly project: ProjectResult;
  readonly onClose: () => void;
}

type Conclusion = keyof typeof conclusionWords;

/** 评审结论 on top of the scores; a recommendation against a veto needs the decision that it rests on. */
export const ConcludeDialog = ({ project, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(concludeReview, { invalidates: ["projects"], onDone: onClose });
  const hasVeto = project.vetoes.length > 0;
  const [conclusion, setConclusion] = useState<Conclusion>(
    hasVeto || project.suggestion === "fail" ? "not-recommended" : project.suggestion === "revise" ? "revise" : "recommended",
  );
  const [reason, setReason] = useState("");
  const [override, setOverride] = useState("");
  const asksOverride = hasVeto && (conclusion === "recommended" || conclusion === "revise");
  return (
    <Modal
      open
      title={`${project.number} 评审结论`}
      okText="作出结论"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() =>
        submit({ params: { projectId: project.id }, body: { conclusion, reason, ...(override !== "" && { override }) } })
      }
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p>
        {project.title}　均值{pointsText(project.mean)}分，第{project.rank}名。结论记入流程轨迹，作出后不能更改。
      </p>
      {project.vetoes.map(({ id, title, against }) => (
        <p key={id}>
          <Light state="bad" text={`${against}名专家认为不符合：${title}`} />
        </p>
      ))}
      <Form layout="vertical" className="conclude-form">
        <Form.Item label="结论">
          <Radio.Group
            aria-label="结论"
            value={conclusion}
            onChange={({ target }) => setConclusion(target.value as Conclusion)}
            options={Object.entries(conclusionWords).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item label="理由" htmlFor="conclusion-reason" required>
          <Input.TextArea
            id="conclusion-reason"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
        {asksOverride && (
          <Form.Item
            label="推翻一票否决项的决定文号或会议纪要号"
            htmlFor="conclusion-override"
            required
            extra="有专家认为不符合必备条件，没有决定不能推荐"
          >
            <Input
              id="conclusion-override"
              maxLength={200}
              value={override}
              onChange={({ target }) => setOverride(target.value)}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
};

export const SecondReviewDialog = ({ project, onClose }: DialogProps) => {
  const navigate = useNavigate();
  const scoped = useScoped();
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(orderSecondReview, {
    onDone: ({ panel }) => void navigate(scoped(`/reviews/panels/${panel}`)),
  });
  return (
    <Modal
      open
      title={`${project.number} 复评`}
      okText="组建复评组"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { projectId: project.id }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p>
        极差{pointsText(project.rounds.at(-1)?.spread)}
        分超过限值。复评另组一轮，参加过初评的专家不再参加，以复评结果为准，初评评分保留。
      </p>
      <Form layout="vertical">
        <Form.Item label="理由" htmlFor="second-reason" required>
          <Input id="second-reason" maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const fields = {
  reason: { label: "理由", id: "conclusion-reason" },
  override: { label: "决定文号或会议纪要号", id: "conclusion-override" },
};
