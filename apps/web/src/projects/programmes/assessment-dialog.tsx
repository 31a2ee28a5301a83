import { type AssessedLeader, recordAssessment } from "@qiangyi/api";
import { type EvidenceKind, evidenceKinds, type InfluenceCriterion, influenceCriteria } from "@qiangyi/projects";
import { Button, Checkbox, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

export const criteria: Readonly<Record<InfluenceCriterion, string>> = influenceCriteria;
export const evidenceNames: Readonly<Record<EvidenceKind, string>> = evidenceKinds;

interface EvidenceDraft {
  readonly key: string;
  readonly criterion: InfluenceCriterion;
  readonly kind: EvidenceKind;
  readonly text: string;
}
interface ExpertDraft {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
}
const newExpert = (): ExpertDraft => ({ key: crypto.randomUUID(), name: "", unit: "" });

interface AssessmentDialogProps {
  readonly leader: AssessedLeader;
  readonly kind: "中期" | "终期";
  readonly onClose: () => void;
}

/** 登记考核: the two findings, each with its evidence, and the experts who confirmed them. */
export const AssessmentDialog = ({ leader, kind, onClose }: AssessmentDialogProps) => {
  const [assessedOn, setDay] = useState(dayjs().format("YYYY-MM-DD"));
  const [documentNumber, setNumber] = useState("");
  const [opinion, setOpinion] = useState("");
  const [influence, setInfluence] = useState({ inProvince: false, inCountry: false });
  const [evidence, setEvidence] = useState<readonly EvidenceDraft[]>([]);
  const [experts, setExperts] = useState<readonly ExpertDraft[]>(() => [newExpert()]);
  const { submit, isSending, problem } = useSubmit(recordAssessment, { onDone: onClose });
  const send = () =>
    submit({
      params: { projectId: leader.project.id },
      body: {
        assessedOn,
        documentNumber,
        opinion,
        ...influence,
        evidence: evidence
          .filter(({ text }) => text.trim() !== "")
          .map(({ criterion, kind: of, text }) => ({ criterion, kind: of, text })),
        experts: experts.filter(({ name, unit }) => name !== "" || unit !== "").map(({ name, unit }) => ({ name, unit })),
      },
    });
  return (
    <Modal
      open
      width={760}
      title={`登记考核：${leader.name}（${leader.institution.name}）`}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      okButtonProps={{ disabled: documentNumber === "" || opinion.trim().length < 2 }}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p className="call-muted">今天登记的考核为{kind}考核；登记后不能改，更正的另记一次，以后一次为准。</p>
      <Form layout="vertical">
        <div className="editor-fields">
          <Form.Item label="考核日期" htmlFor="assess-day">
            <DatePicker
              id="assess-day"
              value={dayjs(assessedOn)}
              allowClear={false}
              onChange={(day) => day && setDay(day.format("YYYY-MM-DD"))}
            />
          </Form.Item>
          <Form.Item label="考核文号" htmlFor="assess-number">
            <Input
              id="assess-number"
              placeholder="临卫函〔2026〕9号"
              value={documentNumber}
              onChange={({ target }) => setNumber(target.value)}
            />
          </Form.Item>
        </div>
        {(Object.keys(criteria) as InfluenceCriterion[]).map((criterion) => (
          <Finding
            key={criterion}
            criterion={criterion}
            isConfirmed={influence[criterion]}
            onConfirm={(isConfirmed) => setInfluence((before) => ({ ...before, [criterion]: isConfirmed }))}
            evidence={evidence}
            onEvidence={setEvidence}
          />
        ))}
        <Experts experts={experts} onChange={setExperts} />
        <Form.Item label="考核意见" htmlFor="assess-opinion">
          <Input.TextArea
            id="assess-opinion"
            rows={2}
            maxLength={500}
            value={opinion}
            onChange={({ target }) => setOpinion(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const fields = {
  assessedOn: { label: "考核日期", id: "assess-day" },
  documentNumber: { label: "考核文号", id: "assess-number" },
  opinion: { label: "考核意见", id: "assess-opinion" },
  inProvince: { label: influenceCriteria.inProvince, id: "assess-inProvince" },
  inCountry: { label: influenceCriteria.inCountry, id: "assess-inCountry" },
};

interface FindingProps {
  readonly criterion: InfluenceCriterion;
  readonly isConfirmed: boolean;
  readonly onConfirm: (isConfirmed: boolean) => void;
  readonly evidence: readonly EvidenceDraft[];
  readonly onEvidence: (evidence: readonly EvidenceDraft[]) => void;
}

/** One of the two findings with what proves it. */
const Finding = ({ criterion, isConfirmed, onConfirm, evidence, onEvidence }: FindingProps) => {
  const change = (key: string, part: Partial<EvidenceDraft>) =>
    onEvidence(evidence.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const name = criteria[criterion];
  return (
    <fieldset className="acceptance-members assessment-rows">
      <legend>
        <Checkbox
          id={`assess-${criterion}`}
          checked={isConfirmed}
          onChange={({ target }) => {
            onConfirm(target.checked);
            if (target.checked && !evidence.some((one) => one.criterion === criterion))
              onEvidence([...evidence, { key: crypto.randomUUID(), criterion, kind: "office", text: "" }]);
          }}
        >
          专家认定“{name}”
        </Checkbox>
      </legend>
      {evidence
        .filter((one) => one.criterion === criterion)
        .map(({ key, kind, text }, index) => (
          <div className="sel-row" key={key}>
            <Select
              aria-label={`${name}第${index + 1}条证据的种类`}
              style={{ width: 130 }}
              value={kind}
              options={Object.entries(evidenceKinds).map(([value, label]) => ({ value: value as EvidenceKind, label }))}
              onChange={(next) => change(key, { kind: next })}
            />
            <Input
              className="grow"
              aria-label={`${name}第${index + 1}条证据`}
              maxLength={300}
              value={text}
              onChange={({ target }) => change(key, { text: target.value })}
            />
            <Button
              aria-label={`移除${name}第${index + 1}条证据`}
              onClick={() => onEvidence(evidence.filter((one) => one.key !== key))}
            >
              移除
            </Button>
          </div>
        ))}
      <div>
        <Button
          size="small"
          aria-label={`增加证据：${name}`}
          onClick={() => onEvidence([...evidence, { key: crypto.randomUUID(), criterion, kind: "paper", text: "" }])}
        >
          增加证据
        </Button>
      </div>
    </fieldset>
  );
};

const Experts = ({
  experts,
  onChange,
}: {
  experts: readonly ExpertDraft[];
  onChange: (experts: readonly ExpertDraft[]) => void;
}) => {
  const change = (key: string, part: Partial<ExpertDraft>) =>
    onChange(experts.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <fieldset className="acceptance-members assessment-rows">
      <legend>认定专家</legend>
      {experts.map(({ key, name, unit }, index) => (
        <div className="sel-row" key={key}>
          <Input
            aria-label={`第${index + 1}名专家姓名`}
            placeholder="姓名"
            style={{ width: 130 }}
            maxLength={30}
            value={name}
            onChange={({ target }) => change(key, { name: target.value })}
          />
          <Input
            className="grow"
            aria-label={`第${index + 1}名专家单位`}
            placeholder="单位"
            maxLength={100}
            value={unit}
            onChange={({ target }) => change(key, { unit: target.value })}
          />
          <Button
            disabled={experts.length === 1}
            aria-label={`移除第${index + 1}名专家`}
            onClick={() => onChange(experts.filter((one) => one.key !== key))}
          >
            移除
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...experts, newExpert()])}>
          增加一名专家
        </Button>
      </div>
    </fieldset>
  );
};
