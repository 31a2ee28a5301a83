import { raiseObjection } from "@qiangyi/api";
import { Alert, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import type { Notice } from "./notice-page.tsx";

/** Anyone may object; name and contact are optional and seen by the organiser only, masked. */
export const ObjectionForm = ({ notice }: { notice: Notice }) => {
  const [values, setValues] = useState({ content: "", sender: "", contact: "" });
  const [projectNumber, setProject] = useState<string>();
  const { submit, isSending, problem, answer } = useSubmit(raiseObjection);
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  if (answer) {
    return (
      <Alert
        type="success"
        showIcon
        className="no-print"
        title={`异议已受理，编号${answer.number}，将在${answer.dueOn}前核查答复`}
        description="请记下编号，凭编号按公示上的联系方式查询"
      />
    );
  }
  const send = () =>
    submit({
      params: { noticeId: notice.id },
      body: {
        content: values.content,
        ...(projectNumber !== undefined && { projectNumber }),
        ...(values.sender !== "" && { sender: values.sender }),
        ...(values.contact !== "" && { contact: values.contact }),
      },
    });
  return (
    <section className="panel no-print" aria-label="提出异议">
      <h2>提出异议</h2>
      <Form layout="vertical" onFinish={send} aria-label="异议">
        <ProblemSummary problem={problem} fields={{ content: { label: "事实和理由", id: "objection-content" } }} />
        <Form.Item label="针对的项目（可不选）" htmlFor="objection-project">
          <Select
            id="objection-project"
            allowClear
            value={projectNumber}
            onChange={setProject}
            options={notice.rows
              .filter(({ isChosen }) => isChosen)
              .map(({ number, title }) => ({ value: number, label: `${number} ${title}` }))}
          />
        </Form.Item>
        <Form.Item label="事实和理由（至少十个字）" htmlFor="objection-content">
          <Input.TextArea
            id="objection-content"
            rows={4}
            maxLength={5000}
            showCount
            value={values.content}
            onChange={set("content")}
          />
        </Form.Item>
        <div className="sel-row">
          <Form.Item label="姓名（可不填）" htmlFor="objection-sender">
            <Input id="objection-sender" maxLength={50} value={values.sender} onChange={set("sender")} />
          </Form.Item>
          <Form.Item label="联系方式（可不填，只有核查人员可见且隐去大部分）" htmlFor="objection-contact" className="grow">
            <Input id="objection-contact" maxLength={100} value={values.contact} onChange={set("contact")} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={isSending} disabled={values.content.trim().length < 10}>
          提交异议
        </Button>
      </Form>
    </section>
  );
};
