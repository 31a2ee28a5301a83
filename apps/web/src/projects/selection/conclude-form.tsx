import { concludeNotice } from "@qiangyi/api";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import type { Notice } from "./notice-page.tsx";

/** The end of a notice: everything that it named enters the library on one document. */
export const ConcludeForm = ({ notice }: { notice: Notice }) => {
  const [documentNumber, setNumber] = useState("");
  const { submit, isSending, problem, answer } = useSubmit(concludeNotice, { invalidates: ["registers"] });
  if (answer) return <Alert type="success" showIcon title={`${answer.stored}个项目已入库`} />;
  return (
    <section className="panel no-print" aria-label="结束公示并入库">
      <h2>结束公示并入库</h2>
      <p className="sel-note">
        公示期满（{notice.closesOn}之后）且没有未办结的异议才能入库；入库结果自动登入相应台账，不再重复填报。
      </p>
      <Form
        layout="vertical"
        className="sel-row"
        onFinish={() => submit({ params: { noticeId: notice.id }, body: { documentNumber } })}
      >
        <ProblemSummary problem={problem} />
        <Form.Item label="入库文号" htmlFor="conclude-number" className="grow">
          <Input
            id="conclude-number"
            placeholder="晋卫函〔2026〕12号"
            value={documentNumber}
            onChange={({ target }) => setNumber(target.value)}
          />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          loading={isSending}
          disabled={documentNumber.trim() === "" || notice.acceptsObjections}
        >
          项目入库
        </Button>
      </Form>
    </section>
  );
};
