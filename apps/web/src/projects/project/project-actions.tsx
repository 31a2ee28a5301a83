import { flagKeyProject, type ProjectPage, withdrawProject } from "@qiangyi/api";
import { isInLibrary, programmeOf } from "@qiangyi/projects";
import { Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { Link } from "react-router";
import { AuditFileButton, ProblemSummary, useSubmit } from "../../ui/index.ts";

const unitActions = ["submit", "takeBack", "sendBack", "sign"];
const checkActions = ["pass", "return", "notRecommend"];

/** What the reader may do with this project now; each with a page or a dialog of its own. */
export const ProjectActions = ({ page }: { page: ProjectPage }) => {
  const { project, actions, mayMarkKey, mayCheckFunds } = page;
  const may = (names: readonly string[]) => actions.some(({ action }) => names.includes(action));
  const forName = actions.find(({ action }) => checkActions.includes(action))?.forName ?? null;
  return (
    <>
      {(may(checkActions) || mayCheckFunds) && (
        <Link to={`/projects/checks/${project.id}`}>
          <Button type="primary">
            {may(checkActions) ? "审核" : "会审筹资"}
            {forName !== null && `（代${forName}）`}
          </Button>
        </Link>
      )}
      {may(unitActions) && (
        <Link to={`/projects/declarations/${project.id}${may(["sign"]) ? "/sign" : ""}`}>
          <Button type="primary">{may(["sign"]) ? "核对并签批" : "填报"}</Button>
        </Link>
      )}
      {may(["withdraw"]) && !project.isRead && <Withdraw page={page} />}
      {hasPerformance(project) && (
        <Link to={`/performance/projects/${project.id}`}>
          <Button>绩效</Button>
        </Link>
      )}
      {(isInLibrary(project.state) || project.state === "suspended") && <AuditFileButton project={project.id} />}
      {mayMarkKey && <MarkKey page={page} />}
      <Button onClick={() => window.print()}>打印</Button>
    </>
  );
};

/** The fund's projects have a page of their stages from the library on. */
const hasPerformance = ({ programme, state }: ProjectPage["project"]): boolean =>
  programmeOf(programme).organiser === "province" && (isInLibrary(state) || state === "suspended");

const Withdraw = ({ page: { project } }: { page: ProjectPage }) => {
  const [isOpen, setOpen] = useState(false);
  const withdraw = useSubmit(withdrawProject, { invalidates: ["workbench"], onDone: () => setOpen(false) });
  return (
    <>
      <Button onClick={() => setOpen(true)}>撤回</Button>
      <ReasonDialog
        title="撤回申报"
        note="审核部门还没有打开，可以撤回修改后重新签批上报。"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isSending={withdraw.isSending}
        problem={withdraw.problem}
        onSubmit={(opinion) =>
          withdraw.submit({ params: { projectId: project.id }, body: { version: project.version, opinion } })
        }
      />
    </>
  );
};

const MarkKey = ({ page: { project } }: { page: ProjectPage }) => {
  const [isOpen, setOpen] = useState(false);
  const mark = useSubmit(flagKeyProject, { onDone: () => setOpen(false) });
  const title = project.isKey ? "取消重点项目" : "标注为重点项目";
  return (
    <>
      <Button onClick={() => setOpen(true)}>{title}</Button>
      <ReasonDialog
        title={title}
        note="预算不足时先保障重点项目；标注和取消都写明理由，进入流程轨迹。"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isSending={mark.isSending}
        problem={mark.problem}
        onSubmit={(reason) => mark.submit({ params: { projectId: project.id }, body: { isKey: !project.isKey, reason } })}
      />
    </>
  );
};

interface ReasonDialogProps {
  readonly title: string;
  readonly note: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly isSending: boolean;
  readonly problem: Parameters<typeof ProblemSummary>[0]["problem"];
  readonly onSubmit: (reason: string) => void;
}

const ReasonDialog = ({ title, note, isOpen, onClose, isSending, problem, onSubmit }: ReasonDialogProps) => {
  const id = useId();
  const [reason, setReason] = useState("");
  return (
    <Modal
      title={title}
      open={isOpen}
      onCancel={onClose}
      onOk={() => onSubmit(reason.trim())}
      okText="确定"
      cancelText="取消"
      okButtonProps={{ loading: isSending, disabled: reason.trim().length < 2 }}
      destroyOnHidden
    >
      <ProblemSummary problem={problem} />
      <p>{note}</p>
      <label htmlFor={id}>理由（必填）</label>
      <Input.TextArea id={id} rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  );
};
