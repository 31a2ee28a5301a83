import { drawPanel, freezeCandidates, refillPanel, voidPanel } from "@qiangyi/api";
import { Button, Form, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";
import type { PanelDetails } from "./panel-page.tsx";

/** The next step of the panel; each says what it fixes before it does. */
export const PanelActions = ({ panel }: { panel: PanelDetails }) => {
  const [open, setOpen] = useState<"freeze" | "draw" | "refill" | "void">();
  const close = () => setOpen(undefined);
  return (
    <>
      {panel.state !== "void" && panel.state !== "closed" && <Button onClick={() => setOpen("void")}>作废</Button>}
      {panel.state === "forming" && (
        <Button type="primary" disabled={panel.proof !== null} onClick={() => setOpen("freeze")}>
          锁定候选名单
        </Button>
      )}
      {panel.state === "frozen" && (
        <Button type="primary" onClick={() => setOpen("draw")}>
          抽取专家
        </Button>
      )}
      {panel.state === "drawn" && panel.vacant > 0 && (
        <Button type="primary" onClick={() => setOpen("refill")}>
          补抽{panel.vacant}席
        </Button>
      )}
      {open === "freeze" && <FreezeDialog panel={panel} onClose={close} />}
      {open === "draw" && <DrawDialog panel={panel} onClose={close} />}
      {open === "refill" && <RefillDialog panel={panel} onClose={close} />}
      {open === "void" && <VoidDialog panel={panel} onClose={close} />}
    </>
  );
};

interface DialogProps {
  readonly panel: PanelDetails;
  readonly onClose: () => void;
}

interface FrameProps {
  readonly title: string;
  readonly okText: string;
  readonly isSending: boolean;
  readonly onOk: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const Frame = ({ title, okText, isSending, onOk, onClose, children }: FrameProps) => (
  <Modal open title={title} okText={okText} cancelText="取消" confirmLoading={isSending} onOk={onOk} onCancel={onClose}>
    {children}
  </Modal>
);

const FreezeDialog = ({ panel, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(freezeCandidates, { onDone: onClose });
  const free = panel.candidates.filter(({ exclusions }) => exclusions.length === 0).length;
  return (
    <Frame
      title="锁定候选名单"
      okText="锁定并公布哈希"
      isSending={isSending}
      onClose={onClose}
      onOk={() => submit({ params: { panelId: panel.id } })}
    >
      <ProblemSummary problem={problem} />
      <p>
        候选{panel.candidates.length}人，可抽{free}
        人。锁定后名单、回避情形、人数和领域要求不能再改，平台同时公布名单哈希和一个随机数的承诺。
      </p>
      <p>请核对回避情形是否齐全；锁定后出现新的回避情形，须作废重组。</p>
    </Frame>
  );
};

const DrawDialog = ({ panel, onClose }: DialogProps) => {
  const [words, setWords] = useState("");
  const { submit, isSending, problem } = useSubmit(drawPanel, { onDone: onClose });
  return (
    <Frame
      title="抽取专家"
      okText={`抽取${panel.experts}人`}
      isSending={isSending}
      onClose={onClose}
      onOk={() => submit({ params: { panelId: panel.id }, body: { words } })}
    >
      <ProblemSummary problem={problem} fields={{ words: { label: "监督人报出的内容", id: "draw-words" } }} />
      <Form layout="vertical">
        <Form.Item
          label="监督人报出的内容"
          htmlFor="draw-words"
          required
          extra="由在场的监督人当场报出，至少6个字符，如一串数字。它与已承诺的随机数一起决定种子，原样公布。一个名单只抽取一次。"
        >
          <Input
            id="draw-words"
            value={words}
            maxLength={100}
            autoComplete="off"
            onChange={({ target }) => setWords(target.value)}
          />
        </Form.Item>
      </Form>
    </Frame>
  );
};

const RefillDialog = ({ panel, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(refillPanel, { onDone: onClose });
  return (
    <Frame
      title={`补抽${panel.vacant}席`}
      okText="补抽"
      isSending={isSending}
      onClose={onClose}
      onOk={() => submit({ params: { panelId: panel.id } })}
    >
      <ProblemSummary problem={problem} />
      <p>按原抽取次序递补，不另设种子；同一单位至多1人和领域要求照旧。补抽记入公布的抽取记录。</p>
    </Frame>
  );
};

const VoidDialog = ({ panel, onClose }: DialogProps) => {
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(voidPanel, { onDone: onClose });
  return (
    <Frame
      title="作废评审组"
      okText="作废"
      isSending={isSending}
      onClose={onClose}
      onOk={() => submit({ params: { panelId: panel.id }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "理由", id: "void-reason" } }} />
      <p>项目退回待分组；名单、抽取和已提交的评分全部保留备查，不再计入结果。</p>
      <Form layout="vertical">
        <Form.Item label="理由" htmlFor="void-reason" required>
          <Input.TextArea
            id="void-reason"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
    </Frame>
  );
};
