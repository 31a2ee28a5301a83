import { endMark, type InstitutionMark, listInstitutionChoices, listMarks, setMark } from "@qiangyi/api";
import { marks } from "@qiangyi/projects";
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { EmptyState, minuteOf, Pending, ProblemSummary, useAnswer, useSubmit } from "../../ui/index.ts";
import { Field } from "../calls/field.tsx";

/** 对机构的认定: where the text gives no criterion the organiser decides, with a reason that stays. */
export const Marks = ({ isOrganiser }: { isOrganiser: boolean }) => {
  const answer = useAnswer(listMarks, {});
  const [ending, setEnding] = useState<InstitutionMark>();
  if (!answer.data) return <Pending of={answer} />;
  const { items } = answer.data;
  return (
    <section className="panel">
      <h2>对机构的认定</h2>
      {items.length === 0 ? (
        <EmptyState text="还没有认定；实力较强的二级医院、市级二级名单和例外都在这里记" />
      ) : (
        <table className="call-table">
          <thead>
            <tr>
              {["机构", "认定", "理由", "认定人", "状态"].map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <td>{item.institution.name}</td>
                <td>{marks[item.mark]}</td>
                <td>{item.reason}</td>
                <td>
                  {item.setBy} <span className="call-muted">{minuteOf(item.setAt)}</span>
                </td>
                <td>
                  {item.endedReason !== null ? (
                    `已取消：${item.endedReason}`
                  ) : isOrganiser ? (
                    <Button size="small" aria-label={`取消认定：${item.institution.name}`} onClick={() => setEnding(item)}>
                      取消认定
                    </Button>
                  ) : (
                    "有效"
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isOrganiser && <SetMark />}
      {ending && <EndMark mark={ending} onClose={() => setEnding(undefined)} />}
    </section>
  );
};

const SetMark = () => {
  const [institution, setInstitution] = useState<string>();
  const [mark, setMarkKind] = useState<InstitutionMark["mark"]>("strong");
  const [reason, setReason] = useState("");
  const [q, setQ] = useState("");
  const choices = useAnswer(listInstitutionChoices, { query: { q, limit: 20 } }, { keepPrevious: true });
  const { submit, isSending, problem } = useSubmit(setMark, {
    onDone: () => {
      setInstitution(undefined);
      setReason("");
    },
  });
  return (
    <>
      <h3>新的认定</h3>
      <ProblemSummary problem={problem} fields={{ reason: { label: "理由", id: "mark-reason" } }} />
      <div className="editor-fields">
        <Field id="mark-institution" label="机构">
          <Select
            id="mark-institution"
            aria-label="机构"
            showSearch={{ filterOption: false, onSearch: setQ }}
            placeholder="按名称或首字母查找"
            value={institution ?? null}
            onChange={(next: string | null) => setInstitution(next ?? undefined)}
            options={(choices.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            style={{ width: "100%" }}
          />
        </Field>
        <Field id="mark-kind" label="认定">
          <Select
            id="mark-kind"
            aria-label="认定"
            value={mark}
            onChange={setMarkKind}
            options={Object.entries(marks).map(([value, label]) => ({ value: value as InstitutionMark["mark"], label }))}
            style={{ width: "100%" }}
          />
        </Field>
        <Field id="mark-reason" label="理由">
          <Input id="mark-reason" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
      <Button
        loading={isSending}
        disabled={institution === undefined || reason.trim().length < 2}
        onClick={() => institution !== undefined && submit({ body: { institution, mark, reason } })}
      >
        认定
      </Button>
    </>
  );
};

const EndMark = ({ mark, onClose }: { mark: InstitutionMark; onClose: () => void }) => {
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(endMark, { onDone: onClose });
  return (
    <Modal
      open
      title={`取消认定：${mark.institution.name}，${marks[mark.mark]}`}
      okText="取消认定"
      cancelText="返回"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { markId: mark.id }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "理由", id: "end-reason" } }} />
      <Field id="end-reason" label="理由">
        <Input id="end-reason" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
      </Field>
    </Modal>
  );
};
