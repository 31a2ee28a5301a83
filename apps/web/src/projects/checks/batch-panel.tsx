import { type CheckItem, type CheckVerdicts, checkInBatch, type RouteAnswer } from "@qiangyi/api";
import { faultSentence, verdictFaults } from "@qiangyi/projects";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { Light, ProblemSummary, useSubmit } from "../../ui/index.ts";
import { stateText } from "../project/words.ts";
import { VerdictFields } from "./verdict-fields.tsx";

type Result = RouteAnswer<typeof checkInBatch>["rows"][number];

/** One set of conclusions for many projects, and what came of each. */
export const BatchPanel = ({ selected, onDone }: { selected: readonly CheckItem[]; onDone: () => void }) => {
  const [action, setAction] = useState<"pass" | "return">();
  return (
    <div className="batch-bar panel" role="group" aria-label="批量办理">
      <strong>已选{selected.length}件</strong>
      <Button type="primary" onClick={() => setAction("pass")}>
        批量通过
      </Button>
      <Button onClick={() => setAction("return")}>批量退回补正</Button>
      <Button type="text" onClick={onDone}>
        取消选择
      </Button>
      {action !== undefined && (
        <BatchDialog
          action={action}
          selected={selected}
          onClose={(isDone) => {
            setAction(undefined);
            if (isDone) onDone();
          }}
        />
      )}
    </div>
  );
};

interface BatchDialogProps {
  readonly action: "pass" | "return";
  readonly selected: readonly CheckItem[];
  readonly onClose: (isDone: boolean) => void;
}

const BatchDialog = ({ action, selected, onClose }: BatchDialogProps) => {
  const [verdicts, setVerdicts] = useState<CheckVerdicts>({});
  const [opinion, setOpinion] = useState("");
  const batch = useSubmit(checkInBatch, { invalidates: ["workbench"] });
  const results = batch.answer?.rows;
  const faults = action === "pass" ? verdictFaults(verdicts) : [];
  const isReady = action === "pass" ? faults.length === 0 : opinion.trim().length >= 2;
  const title = action === "pass" ? `批量通过${selected.length}件` : `批量退回补正${selected.length}件`;
  return (
    <Modal
      title={title}
      open
      width={720}
      onCancel={() => onClose(results !== undefined)}
      footer={
        results === undefined ? (
          <>
            <Button onClick={() => onClose(false)}>取消</Button>
            <Button
              type="primary"
              disabled={!isReady}
              loading={batch.isSending}
              onClick={() =>
                batch.submit({
                  body: {
                    action,
                    rows: selected.map(({ id, version }) => ({ projectId: id, version })),
                    opinion: opinion.trim(),
                    ...(action === "pass" && { verdicts }),
                  },
                })
              }
            >
              {title}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={() => onClose(true)}>
            知道了
          </Button>
        )
      }
    >
      <ProblemSummary problem={batch.problem} />
      {results === undefined ? (
        <>
          <p>下面的结论将分别记录到每一个项目；有一件办不成，其余照办，并逐件给出结果。</p>
          {action === "pass" && <VerdictFields idPrefix="batch" value={verdicts} onChange={setVerdicts} />}
          <label htmlFor="batch-opinion">{action === "pass" ? "意见（选填）" : "退回意见（必填）"}</label>
          <Input.TextArea
            id="batch-opinion"
            rows={3}
            maxLength={2000}
            value={opinion}
            onChange={({ target }) => setOpinion(target.value)}
          />
          {faults.length > 0 && <p className="form-note">{faults.map(faultSentence).join("，")}，还不能通过</p>}
        </>
      ) : (
        <Results results={results} />
      )}
    </Modal>
  );
};

const Results = ({ results }: { results: readonly Result[] }) => (
  <div role="status">
    <p>
      办成{results.filter(({ isDone }) => isDone).length}件，没有办成{results.filter(({ isDone }) => !isDone).length}件。
    </p>
    <table className="answer-table">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">结果</th>
        </tr>
      </thead>
      <tbody>
        {results.map(({ projectId, number, title, isDone, state, message }) => (
          <tr key={projectId}>
            <td>{`${title === "" ? "（不在查看范围）" : title}　${number ?? ""}`}</td>
            <td>
              {isDone ? (
                <Light state="good" text={state === null ? "已办" : stateText(state)} />
              ) : (
                <Light state="bad" text={message ?? "没有办成"} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
