import { type DeclarationAnswer, revealAnswer } from "@qiangyi/api";
import { App, Button, Input } from "antd";
import { ApiProblem, call } from "../../ui/index.ts";
import type { AnswerKeeper, KeptAnswer } from "../../ui/saving/answer-keeper.ts";

interface SecretInputProps {
  readonly projectId: string;
  readonly question: string;
  readonly id: string;
  readonly stored: DeclarationAnswer | undefined;
  readonly kept: KeptAnswer | undefined;
  readonly keeper: AnswerKeeper;
  readonly onLeave: () => void;
}

/** An ID number: shown masked, stored sealed, never kept on this computer. The full number can be looked at, which the log records. */
export const SecretInput = ({ projectId, question, id, stored, kept, keeper, onLeave }: SecretInputProps) => {
  const { modal, message } = App.useApp();
  const isTyping = kept !== undefined && kept.state !== "saved";
  const reveal = async () => {
    try {
      const { secretValue } = await call(revealAnswer, { params: { projectId, question } });
      void modal.info({ title: "完整证件号码", content: secretValue, okText: "关闭" });
    } catch (error) {
      void message.error(error instanceof ApiProblem ? error.problem.detail : "没有取到，请重试");
    }
  };
  return (
    <div className="secret-input">
      <Input
        id={id}
        aria-describedby={`${id}-help`}
        autoComplete="off"
        maxLength={18}
        placeholder={stored?.masked ?? "18位公民身份号码"}
        value={isTyping && typeof kept.value === "string" ? kept.value : ""}
        onChange={(event) => keeper.put(question, event.target.value)}
        onBlur={onLeave}
      />
      {stored?.masked && (
        <>
          <span>{stored.masked}</span>
          <Button size="small" onClick={() => void reveal()}>
            查看完整号码（留痕）
          </Button>
        </>
      )}
    </div>
  );
};
