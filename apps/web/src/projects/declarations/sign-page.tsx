import { type Declaration, readDeclaration, readDeclarationContent, sendBackDeclaration, signDeclaration } from "@qiangyi/api";
import { Alert, Button, Input, Result, Space } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Light, Page, Pending, ProblemSummary, useAnswer, useSubmit } from "../../ui/index.ts";
import { DeclarationContent } from "./declaration-content.tsx";
import { stateText } from "./state-text.ts";
import { useReckoned } from "./use-reckoned.ts";
import "./declarations.css";

/** 签批: the head reads the whole, sees the hash of exactly this content, and signs it or sends it back. */
export const SignPage = () => {
  const { projectId = "" } = useParams();
  const declaration = useAnswer(readDeclaration, { params: { projectId } });
  const content = useAnswer(readDeclarationContent, { params: { projectId } });
  const sign = useSubmit(signDeclaration, { invalidates: ["workbench"] });
  if (sign.answer) {
    return (
      <Page title="签批完成">
        <Result
          status="success"
          title={`已上报，编号${sign.answer.number}`}
          subTitle={`第${sign.answer.round}轮。下一步由审核部门办理；对方打开之前可在项目页撤回。`}
          extra={
            <Space>
              <Link to={`/projects/${projectId}`}>
                <Button type="primary">查看办理进度</Button>
              </Link>
              <Link to={`/projects/declarations/${projectId}/print`}>
                <Button>打印申报书</Button>
              </Link>
            </Space>
          }
        />
      </Page>
    );
  }
  if (!declaration.data) return <Pending of={declaration} />;
  if (!content.data) return <Pending of={content} />;
  const { summary, call, actions, findings } = declaration.data;
  const errors = findings.filter(({ severity }) => severity === "error");
  return (
    <Page
      title={`签批：${summary.title}`}
      subtitle={
        <>
          {call.title} · {stateText(summary.state)} · <Link to={`/projects/declarations/${projectId}`}>返回申报书</Link>
        </>
      }
    >
      <ProblemSummary problem={sign.problem} />
      {sign.problem?.code === "CONTENT_CHANGED" && (
        <p>
          <Button
            onClick={() => {
              sign.reset();
              void declaration.refetch();
              void content.refetch();
            }}
          >
            重新阅看全部内容
          </Button>
        </p>
      )}
      {errors.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`内容还有${errors.length}处不符合要求，不能上报`}
          description={errors.map(({ path, message }) => <div key={`${path} ${message}`}>{message}</div>)}
          style={{ marginBottom: 12 }}
        />
      )}
      <DeclarationContent declaration={declaration.data} />
      <SignatureBox
        declaration={declaration.data}
        sha256={content.data.sha256}
        content={content.data.content}
        canSign={actions.includes("sign")}
        isSigning={sign.isSending}
        onSign={() => sign.submit({ params: { projectId }, body: { sha256: content.data.sha256 } })}
      />
    </Page>
  );
};

interface SignatureBoxProps {
  readonly declaration: Declaration;
  readonly sha256: string;
  readonly content: unknown;
  readonly canSign: boolean;
  readonly isSigning: boolean;
  readonly onSign: () => void;
}

const SignatureBox = ({ declaration, sha256, content, canSign, isSigning, onSign }: SignatureBoxProps) => {
  const [opinion, setOpinion] = useState("");
  const { id } = declaration.summary;
  const sendBack = useSubmit(sendBackDeclaration, { invalidates: ["workbench"], onDone: () => setOpinion("") });
  const isSame = useReckoned(content, sha256);
  return (
    <section className="panel signature-box" aria-labelledby="signature-title">
      <h2 id="signature-title">签批</h2>
      <p>签批的对象是以上全部答案和附件。任何一处改动都会使下面的校验值改变，签批即告无效。</p>
      <p>
        内容校验值（SHA-256）：<code className="hash">{sha256}</code>{" "}
        {isSame !== undefined && (
          <Light state={isSame ? "good" : "bad"} text={isSame ? "本机复算一致" : "本机复算不一致，请勿签批"} />
        )}
      </p>
      {canSign ? (
        <>
          <ProblemSummary problem={sendBack.problem} />
          <label htmlFor="back-opinion">退回经办的理由（退回时必填）</label>
          <Input.TextArea
            id="back-opinion"
            value={opinion}
            maxLength={1_000}
            autoSize={{ minRows: 2 }}
            onChange={(event) => setOpinion(event.target.value)}
          />
          <Space style={{ marginTop: 12 }}>
            <Button type="primary" loading={isSigning} disabled={isSame === false} onClick={onSign}>
              签批上报
            </Button>
            <Button
              loading={sendBack.isSending}
              disabled={opinion.trim().length < 2}
              onClick={() => sendBack.submit({ params: { projectId: id }, body: { opinion: opinion.trim() } })}
            >
              退回经办
            </Button>
          </Space>
        </>
      ) : (
        <p>当前不由您签批，或已经签批。</p>
      )}
    </section>
  );
};
