import {
  type CheckVerdicts,
  notRecommendProject,
  type ProjectPage,
  passProject,
  returnProject,
  verdictKindIds,
  verdictKinds,
} from "@qiangyi/api";
import { faultSentence, verdictFaults } from "@qiangyi/projects";
import { Button, Input, Popconfirm } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import { useKeys } from "./use-keys.ts";
import { usualReasons, VerdictFields } from "./verdict-fields.tsx";

const fields = {
  opinion: { label: "意见", id: "check-opinion" },
  ...Object.fromEntries(
    verdictKindIds.map((kind) => [`verdicts.${kind}.reason`, { label: verdictKinds[kind], id: `check-${kind}` }]),
  ),
};

/** The conclusion of this level: pass, return, not recommended; with the keys that spare the mouse. */
export const VerdictForm = ({ page, onDone }: { page: ProjectPage; onDone: (done: string) => void }) => {
  const { project, correction, actions } = page;
  const [verdicts, setVerdicts] = useState<CheckVerdicts>({});
  const [opinion, setOpinion] = useState("");
  const invalidates = ["workbench"];
  const pass = useSubmit(passProject, { invalidates, onDone: () => onDone("已审核通过") });
  const giveBack = useSubmit(returnProject, {
    invalidates,
    onDone: ({ correctBy }) => onDone(`已退回补正，期限${correctBy ?? "未定"}`),
  });
  const reject = useSubmit(notRecommendProject, { invalidates, onDone: () => onDone("已记录不予推荐") });
  const input = { params: { projectId: project.id } };
  const body = { version: project.version, verdicts, opinion: opinion.trim() };
  const faults = verdictFaults(verdicts);
  const isSending = pass.isSending || giveBack.isSending || reject.isSending;
  const forName = actions.find(({ action }) => action === "pass")?.forName ?? null;
  const isSaid = opinion.trim().length >= 2;
  const sendPass = () => {
    if (faults.length === 0 && !isSending) pass.submit({ ...input, body });
  };
  useKeys({
    ...Object.fromEntries(
      verdictKindIds.map((kind, index) => [
        String(index + 1),
        () =>
          setVerdicts((before) => ({ ...before, [kind]: { passes: true, reason: before[kind]?.reason || usualReasons[kind] } })),
      ]),
    ),
    o: () => document.getElementById("check-opinion")?.focus(),
    "ctrl+Enter": sendPass,
  });
  return (
    <form
      className="verdict-form"
      onSubmit={(event) => {
        event.preventDefault();
        sendPass();
      }}
    >
      <h2>
        本级审核{project.round > 1 && `（第${project.round}轮）`}
        {forName !== null && `：代${forName}`}
      </h2>
      <ProblemSummary problem={pass.problem ?? giveBack.problem ?? reject.problem} fields={fields} />
      <VerdictFields idPrefix="check" hasKeys value={verdicts} onChange={setVerdicts} />
      <label htmlFor="check-opinion">
        意见<span className="row-note">（退回、不予推荐必填）</span>
        <kbd aria-hidden="true">o</kbd>
      </label>
      <Input.TextArea
        id="check-opinion"
        rows={3}
        maxLength={2000}
        value={opinion}
        onChange={({ target }) => setOpinion(target.value)}
      />
      <p className="verdict-state" aria-live="polite">
        {faults.length === 0 ? "三项结论齐全，可以通过" : `${faults.map(faultSentence).join("，")}，还不能通过`}
      </p>
      <div className="verdict-buttons">
        <Button type="primary" htmlType="submit" disabled={faults.length > 0} loading={pass.isSending}>
          通过<kbd aria-hidden="true">Ctrl+Enter</kbd>
        </Button>
        <Button disabled={!isSaid} loading={giveBack.isSending} onClick={() => giveBack.submit({ ...input, body })}>
          退回补正
        </Button>
        <Popconfirm
          title="不予推荐后项目流程结束，确定吗？"
          okText="确定不予推荐"
          cancelText="再看看"
          onConfirm={() => reject.submit({ ...input, body })}
          disabled={!isSaid}
        >
          <Button danger disabled={!isSaid} loading={reject.isSending}>
            不予推荐
          </Button>
        </Popconfirm>
      </div>
      <p className="form-note">
        退回补正期限{correction.days}天，本级最多退回{correction.times}次；同一人不能审核自己填报、签批或会审过的项目。
      </p>
    </form>
  );
};
