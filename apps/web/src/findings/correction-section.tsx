import { answerCorrection, type FindingDetail } from "@qiangyi/api";
import { Button, Checkbox, Form, Input, Modal } from "antd";
import { useState } from "react";
import { Light, ProblemSummary, useSubmit } from "../ui/index.ts";
import { FileUpload } from "./file-upload.tsx";
import { FindingState } from "./finding-columns.tsx";

/** 整改: who owes it, by when, who verifies; the owner answers here. */
export const CorrectionSection = ({ finding }: { finding: FindingDetail }) => {
  const { correction, may } = finding;
  const [isAnswering, setAnswering] = useState(false);
  if (correction === null) return null;
  return (
    <section className="panel" aria-label="整改">
      <div className="table-bar">
        <h2>整改</h2>
        <div className="table-extra no-print">
          {may.answer && (
            <Button type="primary" onClick={() => setAnswering(true)}>
              报告整改情况
            </Button>
          )}
        </div>
      </div>
      <dl className="finding-facts">
        <dt>责任方</dt>
        <dd>{correction.owner.name}</dd>
        <dt>验收部门</dt>
        <dd>{correction.keeper}</dd>
        <dt>下达</dt>
        <dd>{correction.openedOn}</dd>
        <dt>期限</dt>
        <dd>
          {correction.dueOn}
          <div className="finding-note">{correction.dueSource}</div>
        </dd>
        <dt>进展</dt>
        <dd className="is-wide">
          {finding.state === "settled" ? <Light state="good" text="已验收销号" /> : <FindingState finding={finding} />}
        </dd>
      </dl>
      {isAnswering && <AnswerDialog finding={finding} onClose={() => setAnswering(false)} />}
    </section>
  );
};

const fields = {
  note: { label: "整改情况", id: "answer-note" },
  files: { label: "佐证", id: "answer-files" },
} as const;

/** What was done, with at least one file that was not part of an answer before. */
const AnswerDialog = ({ finding, onClose }: { finding: FindingDetail; onClose: () => void }) => {
  const [note, setNote] = useState("");
  const [added, setAdded] = useState<readonly string[]>([]);
  const { submit, isSending, problem } = useSubmit(answerCorrection, { invalidates: ["workbench", "clocks"], onDone: onClose });
  const fresh = finding.evidence.filter(({ id, isAnswer }) => !isAnswer && added.includes(id));
  return (
    <Modal
      open
      width={620}
      title="报告整改情况"
      okText="提交验收"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { findingId: finding.id }, body: { note, files: fresh.map(({ id }) => id) } })}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p>由{finding.correction?.keeper}验收；没有整改到位的会退回。</p>
      <Form layout="vertical">
        <Form.Item label="整改情况" htmlFor={fields.note.id} required>
          <Input.TextArea
            id={fields.note.id}
            rows={5}
            maxLength={2000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Form.Item>
        <div id={fields.files.id} tabIndex={-1}>
          <FileUpload findingId={finding.id} label="上传整改佐证" onAdded={({ id }) => setAdded((before) => [...before, id])} />
          <ul className="finding-files">
            {fresh.map(({ id, name }) => (
              <li key={id}>
                <Checkbox checked onChange={() => setAdded((before) => before.filter((each) => each !== id))}>
                  {name}
                </Checkbox>
              </li>
            ))}
          </ul>
        </div>
      </Form>
    </Modal>
  );
};
