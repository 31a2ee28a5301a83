import { copyAnswers, listCopySources } from "@qiangyi/api";
import { App, Button, Modal, Radio } from "antd";
import { useState } from "react";
import { EmptyState, Pending, ProblemSummary, useAnswer, useSubmit } from "../../ui/index.ts";
import { stateText } from "./state-text.ts";

/** 沿用往年: fills what is still empty from an earlier declaration, each answer with its origin. */
export const CopyFrom = ({ call, projectId }: { call: string; projectId: string }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>沿用往年内容</Button>
      {isOpen && <CopyDialog call={call} projectId={projectId} onClose={() => setOpen(false)} />}
    </>
  );
};

const CopyDialog = ({ call, projectId, onClose }: { call: string; projectId: string; onClose: () => void }) => {
  const { message } = App.useApp();
  const sources = useAnswer(listCopySources, { query: { call } });
  const [from, setFrom] = useState<string>();
  const copy = useSubmit(copyAnswers, {
    onDone: ({ copied }) => {
      void message.success(copied === 0 ? "没有可沿用的内容：空着的各项在那份申报里也没有" : `已沿用${copied}项，请逐项核对`);
      onClose();
    },
  });
  const items = sources.data?.items.filter(({ id }) => id !== projectId) ?? [];
  return (
    <Modal
      open
      title="沿用往年内容"
      okText="沿用到空着的各项"
      cancelText="取消"
      okButtonProps={{ disabled: from === undefined }}
      confirmLoading={copy.isSending}
      onOk={() => from !== undefined && copy.submit({ params: { projectId }, body: { from } })}
      onCancel={onClose}
    >
      <p>只填还空着的各项，并逐项注明来源；日期、承诺和证件号码不沿用，预算年度顺延。</p>
      <ProblemSummary problem={copy.problem} />
      {!sources.data ? (
        <Pending of={sources} />
      ) : items.length === 0 ? (
        <EmptyState text="本单位没有同一项目类别的其他申报" />
      ) : (
        <Radio.Group
          aria-label="沿用哪一份"
          value={from ?? null}
          onChange={(event) => setFrom(event.target.value)}
          options={items.map(({ id, year, title, number, state }) => ({
            value: id,
            label: `${year}年 ${title}（${number ?? stateText(state)}）`,
          }))}
          style={{ display: "flex", flexDirection: "column", gap: 6 }}
        />
      )}
    </Modal>
  );
};
