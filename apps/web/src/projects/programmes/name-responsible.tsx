import { nameResponsibleOfHospital, nameResponsibleOfProject, type ProgrammeRead } from "@qiangyi/api";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

type Of = { readonly projectId: string } | { readonly programme: ProgrammeRead["programme"] };

const fields = {
  name: { label: "姓名", id: "responsible-name" },
  post: { label: "职务", id: "responsible-post" },
  startsOn: { label: "开始日期", id: "responsible-starts" },
} as const;

/** 指定专人: the one before ends on the day before, so no day is without. */
export const NameResponsible = ({ title, ...of }: Of & { title: string }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        指定负责人
      </Button>
      {isOpen && <Dialog of={of as Of} title={title} onClose={() => setOpen(false)} />}
    </>
  );
};

const Dialog = ({ of, title, onClose }: { of: Of; title: string; onClose: () => void }) => {
  const [person, setPerson] = useState({ name: "", post: "", startsOn: "" });
  const ofProject = useSubmit(nameResponsibleOfProject, { onDone: onClose });
  const ofHospital = useSubmit(nameResponsibleOfHospital, { onDone: onClose });
  const send = () =>
    "projectId" in of
      ? ofProject.submit({ params: { projectId: of.projectId }, body: person })
      : ofHospital.submit({ params: { programme: of.programme }, body: person });
  return (
    <Modal
      open
      title={`指定负责人：${title}`}
      okText="指定"
      cancelText="取消"
      confirmLoading={ofProject.isSending || ofHospital.isSending}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary problem={ofProject.problem ?? ofHospital.problem} fields={fields} />
      <p>换人时，前一位的任期到新负责人开始的前一日为止，历任都保留。</p>
      <Form layout="vertical">
        {(["name", "post", "startsOn"] as const).map((field) => (
          <Form.Item key={field} label={fields[field].label} htmlFor={fields[field].id}>
            <Input
              id={fields[field].id}
              type={field === "startsOn" ? "date" : "text"}
              maxLength={40}
              value={person[field]}
              onChange={({ target }) => setPerson((before) => ({ ...before, [field]: target.value }))}
            />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
};
