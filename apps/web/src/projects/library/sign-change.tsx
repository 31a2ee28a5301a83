import { readChangeContent, sendBackChange, signChange } from "@qiangyi/api";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Light, Pending, ProblemSummary, useAnswer, useSubmit } from "../../ui/index.ts";
import { useReckoned } from "../declarations/use-reckoned.ts";

/** 签批变更: the head signs exactly what stands above, as he signs a declaration, or sends it back to the clerk. */
export const SignChange = ({ changeId }: { changeId: string }) => {
  const [opinion, setOpinion] = useState("");
  const params = { changeId };
  const content = useAnswer(readChangeContent, { params });
  const sign = useSubmit(signChange, { invalidates: ["workbench"] });
  const back = useSubmit(sendBackChange, { invalidates: ["workbench"] });
  const isSame = useReckoned(content.data?.content, content.data?.sha256 ?? "");
  if (!content.data) return <Pending of={content} />;
  const { sha256 } = content.data;
  return (
    <Form layout="vertical" className="sel-form no-print" aria-label="签批变更申请">
      <ProblemSummary problem={sign.problem ?? back.problem} />
      {sign.problem?.code === "CONTENT_CHANGED" && <Button onClick={() => void content.refetch()}>重新阅看内容</Button>}
      <p>签批的对象是以上全部变更内容、理由和影响。任何一处不同都会使校验值改变，签批即告无效。</p>
      <p>
        内容校验值（SHA-256）：<code className="hash">{sha256}</code>{" "}
        {isSame !== undefined && (
          <Light state={isSame ? "good" : "bad"} text={isSame ? "本机复算一致" : "本机复算不一致，请勿签批"} />
        )}
      </p>
      <div className="sel-row">
        <Button
          type="primary"
          loading={sign.isSending}
          disabled={isSame === false}
          onClick={() => sign.submit({ params, body: { sha256 } })}
        >
          签批上报
        </Button>
        <Form.Item label="退回经办的理由（退回时必填）" htmlFor={`back-${changeId}`} className="grow">
          <Input id={`back-${changeId}`} maxLength={2000} value={opinion} onChange={({ target }) => setOpinion(target.value)} />
        </Form.Item>
        <Button
          loading={back.isSending}
          disabled={opinion.trim().length < 2}
          onClick={() => back.submit({ params, body: { opinion: opinion.trim() } })}
        >
          退回经办
        </Button>
      </div>
    </Form>
  );
};
