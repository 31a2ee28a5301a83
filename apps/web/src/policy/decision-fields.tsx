import type { PolicySource } from "@qiangyi/api";
import { Input, Select } from "antd";
import { useId, useState } from "react";

export interface DecisionDraft {
  readonly effectiveFrom: string;
  readonly decidedBy: string;
  readonly decidedOn: string;
  readonly documentNumber: string;
  readonly reason: string;
  readonly sourceKind: PolicySource["kind"];
  readonly sourceDocument: string;
  readonly article: string;
}

const emptyDraft: DecisionDraft = {
  effectiveFrom: "",
  decidedBy: "",
  decidedOn: "",
  documentNumber: "",
  reason: "",
  sourceKind: "own-decision",
  sourceDocument: "",
  article: "",
};

export const useDecisionDraft = () => {
  const [draft, setDraft] = useState(emptyDraft);
  return {
    draft,
    change: (part: Partial<DecisionDraft>) => setDraft((before) => ({ ...before, ...part })),
    reset: () => setDraft(emptyDraft),
  };
};

/** The record as the contract takes it; fields left empty are left out. */
export const decisionOf = ({ decidedBy, decidedOn, documentNumber, reason }: DecisionDraft) => ({
  decidedBy,
  decidedOn,
  reason,
  ...(documentNumber !== "" && { documentNumber }),
});

export const sourceOf = ({ sourceKind, sourceDocument, article }: DecisionDraft): PolicySource => ({
  kind: sourceKind,
  ...(sourceDocument !== "" && { document: sourceDocument }),
  ...(article !== "" && { article }),
});

/** Labels by path, so that the summary of errors leads to the field. */
export const decisionFields = {
  effectiveFrom: { label: "生效日期", id: "decision-effectiveFrom" },
  from: { label: "生效日期", id: "decision-effectiveFrom" },
  "decision.decidedBy": { label: "决定机关", id: "decision-decidedBy" },
  "decision.decidedOn": { label: "决定日期", id: "decision-decidedOn" },
  "decision.reason": { label: "理由", id: "decision-reason" },
  "decision.documentNumber": { label: "文号", id: "decision-documentNumber" },
  "source.document": { label: "来源文件", id: "decision-sourceDocument" },
} as const;

const sourceKinds = [
  { value: "own-decision", label: "本次决定自定" },
  { value: "this-document", label: "本文件" },
  { value: "parent-document", label: "上位文件" },
  { value: "other-document", label: "其他文件" },
];

interface Props {
  readonly draft: DecisionDraft;
  readonly change: (part: Partial<DecisionDraft>) => void;
  readonly withSource?: boolean;
}

export const DecisionFields = ({ draft, change, withSource = true }: Props) => (
  <>
    <TextField
      id="decision-effectiveFrom"
      label="自何日起生效"
      type="date"
      value={draft.effectiveFrom}
      onChange={(effectiveFrom) => change({ effectiveFrom })}
    />
    <TextField id="decision-decidedBy" label="决定机关" value={draft.decidedBy} onChange={(decidedBy) => change({ decidedBy })} />
    <TextField
      id="decision-decidedOn"
      label="决定日期"
      type="date"
      value={draft.decidedOn}
      onChange={(decidedOn) => change({ decidedOn })}
    />
    <TextField
      id="decision-documentNumber"
      label="文号或会议纪要（可不填）"
      value={draft.documentNumber}
      onChange={(documentNumber) => change({ documentNumber })}
    />
    {withSource && (
      <>
        <div>
          <label htmlFor="decision-sourceKind">值的来源</label>
          <Select
            id="decision-sourceKind"
            style={{ width: "100%" }}
            value={draft.sourceKind}
            options={sourceKinds}
            onChange={(sourceKind: PolicySource["kind"]) => change({ sourceKind })}
          />
        </div>
        <TextField
          id="decision-sourceDocument"
          label={
            draft.sourceKind.endsWith("-document") && draft.sourceKind !== "this-document"
              ? "来源文件（必填）"
              : "来源文件（可不填）"
          }
          value={draft.sourceDocument}
          onChange={(sourceDocument) => change({ sourceDocument })}
        />
      </>
    )}
    <div className="wide">
      <label htmlFor="decision-reason">理由</label>
      <Input.TextArea
        id="decision-reason"
        rows={3}
        maxLength={2000}
        value={draft.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </div>
  </>
);

interface TextFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly type?: "text" | "date" | "number";
  readonly onChange: (value: string) => void;
}

export const TextField = ({ id, label, value, type = "text", onChange }: TextFieldProps) => {
  const own = useId();
  return (
    <div>
      <label htmlFor={id ?? own}>{label}</label>
      <Input id={id ?? own} type={type} value={value} onChange={({ target }) => onChange(target.value)} />
    </div>
  );
};
