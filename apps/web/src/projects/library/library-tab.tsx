import { moveProject, type RouteAnswer, readLibraryRecord } from "@qiangyi/api";
import { changeKinds } from "@qiangyi/projects";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Amount, Light, minuteOf, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../../ui/index.ts";
import type { ProjectTabProps } from "../project/tabs.tsx";
import { AcceptForm } from "./accept-form.tsx";
import { AcceptanceList, AcceptanceSummary } from "./acceptance-list.tsx";
import { ChangeForm } from "./change-form.tsx";
import { ChangeList } from "./change-list.tsx";
import "../selection/selection.css";

type Record = RouteAnswer<typeof readLibraryRecord>;

/** What the library keeps of a project: validity, term, versions, changes, acceptance, and what its result became. */
export const LibraryTab = ({ projectId, page }: ProjectTabProps) => {
  const { can, account } = useSession();
  const answer = useAnswer(readLibraryRecord, { params: { projectId } });
  if (!answer.data) return <Pending of={answer} />;
  const record = answer.data;
  const isOwnUnit = account?.level === "unit" && can("projects.declare");
  const pending = record.changes.find(({ state }) => waiting.has(state));
  const isOpen = ["in_library", "funded", "implementing"].includes(record.state);
  return (
    <>
      <section className="panel" aria-label="库内情况">
        <h2>库内情况</h2>
        <dl className="library-facts">
          <dt>储备期</dt>
          <dd>{record.reservedUntil === null ? "未储备" : `至${record.reservedUntil}，到期须重审续期`}</dd>
          <dt>建设期</dt>
          <dd>
            {record.term ? (
              <>
                {record.term.startsOn}至{record.term.endsOn}　<Light state={record.term.light} text={record.term.text} />
              </>
            ) : (
              "未填写"
            )}
          </dd>
          <dt>验收</dt>
          <dd>
            <AcceptanceSummary acceptances={record.acceptances} />
          </dd>
          <dt>登入台账</dt>
          <dd>
            {record.facts.length === 0
              ? "还没有"
              : record.facts.map(({ register, title, entryId, entryNo }) => (
                  <Link key={entryId} to={`/registers/${register}/${entryId}`}>
                    {title} {entryNo}
                  </Link>
                ))}
          </dd>
        </dl>
        {record.steps.length > 0 && <StepForm projectId={projectId} version={page.project.version} steps={record.steps} />}
      </section>
      <section className="panel" aria-label="批准的版本">
        <h2>批准的版本</h2>
        {record.versions.length === 0 ? (
          <p className="sel-note">入库时存第一版，每批准一次变更增加一版</p>
        ) : (
          <ol>
            {record.versions.map(({ version, totalFen, supportFen, by }) => (
              <li key={version}>
                第{version}版　专项资金 <Amount fen={supportFen} />
                {"　"}总预算 <Amount fen={totalFen} />
                <span className="sel-note">
                  （{by.name}，{minuteOf(by.at)}）
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
      {record.acceptances.length > 0 && <AcceptanceList projectId={projectId} acceptances={record.acceptances} />}
      <ChangeList changes={record.changes} page={page} />
      {isOwnUnit && isOpen && (pending ? <PendingChange change={pending} /> : <ChangeForm projectId={projectId} page={page} />)}
      {record.mayAccept && (
        <AcceptForm
          key={record.acceptances.length}
          projectId={projectId}
          version={page.project.version}
          programme={page.project.programme}
        />
      )}
    </>
  );
};

/** One change at a time: while one waits, there is nothing to fill in but something to look at. */
const waiting: ReadonlySet<string> = new Set(["to_sign", "requested", "with_finance"]);

const PendingChange = ({ change }: { change: Record["changes"][number] }) => (
  <section className="panel no-print" aria-label="申请变更">
    <h2>申请变更</h2>
    <p>
      已有一项{changeKinds[change.kind]}变更在办（见上，{minuteOf(change.requested.at)}申请），办理完成或撤回之后才能再申请。
    </p>
  </section>
);

type Step = Record["steps"][number];

const StepForm = ({ projectId, version, steps }: { projectId: string; version: number; steps: readonly Step[] }) => {
  const [action, setAction] = useState<string>();
  const [opinion, setOpinion] = useState("");
  const [basis, setBasis] = useState("");
  const { submit, isSending, problem } = useSubmit(moveProject);
  const step = steps.find((one) => one.action === action);
  const send = () =>
    step &&
    submit({
      params: { projectId },
      body: {
        action: step.action as "renew",
        version,
        ...(opinion !== "" && { opinion }),
        ...(basis !== "" && { basis }),
      },
    });
  return (
    <Form layout="vertical" className="sel-row no-print" aria-label="库内流程" onFinish={send}>
      <ProblemSummary problem={problem} />
      <Form.Item label="办理" htmlFor="library-step">
        <Select
          id="library-step"
          style={{ width: 160 }}
          value={action}
          onChange={setAction}
          options={steps.map(({ action: value, label }) => ({ value, label }))}
        />
      </Form.Item>
      {step?.needs.includes("basis") && (
        <Form.Item label="依据的文号" htmlFor="library-basis">
          <Input id="library-basis" value={basis} onChange={({ target }) => setBasis(target.value)} />
        </Form.Item>
      )}
      {step?.needs.includes("opinion") && (
        <Form.Item label={step.action === "reportMended" ? "整改情况" : "理由"} htmlFor="library-opinion" className="grow">
          <Input id="library-opinion" maxLength={2000} value={opinion} onChange={({ target }) => setOpinion(target.value)} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={isSending} disabled={!step}>
        确定
      </Button>
    </Form>
  );
};
