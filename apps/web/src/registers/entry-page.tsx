import { confirmEntries, type RouteAnswer, readEntry, readEvidence, returnEntry, withdrawEntry } from "@qiangyi/api";
import type { Field } from "@qiangyi/kernel";
import { Alert, App, Button, Input } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import {
  ApiProblem,
  ClauseLink,
  Light,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  save,
  shownValue,
  useAnswer,
  useScoped,
  useSubmit,
} from "../ui/index.ts";
import { changesBetween, stateLights, stateNames } from "./shown-value.ts";
import { useRegister } from "./use-register.ts";
import "./registers.css";

type Read = RouteAnswer<typeof readEntry>;

export const EntryPage = () => {
  const { id: registerId, answer, register, fields } = useRegister();
  const { id = "" } = useParams();
  const scoped = useScoped();
  const read = useAnswer(readEntry, { params: { register: registerId, id } });
  if (!register) return <Pending of={answer} />;
  if (!read.data) return <Pending of={read} />;
  const { entry, missingEvidence, history, names } = read.data;
  const isOpen = entry.state !== "withdrawn" && (entry.state === "submitted" || register.canConfirm);
  return (
    <Page
      title={`${register.title} ${entry.entryNo}`}
      subtitle={
        <>
          <Link to={scoped(`/registers/${registerId}`)}>返回台账</Link>　第{entry.version}版，{entry.changedBy}，
          {minuteOf(entry.changedAt)}
        </>
      }
      actions={
        register.canWrite && isOpen ? (
          <Link to={scoped(`/registers/${registerId}/${id}/change`)}>
            <Button>修改</Button>
          </Link>
        ) : undefined
      }
    >
      <section className="panel">
        <h2>
          登记内容
          <span className="entry-state">
            <Light state={stateLights[entry.state]} text={stateNames[entry.state]} />
          </span>
        </h2>
        <dl className="entry-facts">
          {fields.map((field) => (
            <Fact key={field.name} field={field} entry={entry} />
          ))}
        </dl>
        {fields.some(({ kind }) => kind === "money") && <p className="unit-note">金额单位：元</p>}
      </section>
      <EvidencePanel entry={entry} clause={register.evidence.clause} sentence={register.evidence.sentence} />
      {register.canWrite && isOpen && (
        <Settle register={registerId} entry={entry} missing={missingEvidence} canConfirm={register.canConfirm} />
      )}
      <History fields={fields} history={history} names={names} />
    </Page>
  );
};

const Fact = ({ field, entry }: { field: Field; entry: Read["entry"] }) => (
  <>
    <dt>{field.label}</dt>
    <dd>{shownValue(field, entry.values[field.name], entry.names)}</dd>
  </>
);

const EvidencePanel = ({ entry, clause, sentence }: { entry: Read["entry"]; clause: string; sentence: string }) => {
  const { message } = App.useApp();
  const { documentNumber, documentDate, attachment } = entry.evidence;
  const open = () =>
    attachment &&
    save(readEvidence, { params: { file: attachment.id } }).catch((error: unknown) =>
      message.error(error instanceof ApiProblem ? error.problem.detail : "附件没有取到，请重试"),
    );
  return (
    <section className="panel">
      <h2>佐证</h2>
      <dl className="entry-facts">
        <dt>文号</dt>
        <dd>{documentNumber ?? "—"}</dd>
        <dt>文件日期</dt>
        <dd>{documentDate ?? "—"}</dd>
        <dt>附件</dt>
        <dd>
          {attachment ? (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => void open()}>
              {attachment.name}（{Math.max(1, Math.round(attachment.sizeBytes / 1024))}KB）
            </Button>
          ) : (
            "—"
          )}
        </dd>
        <dt>要求</dt>
        <dd>
          {sentence} <ClauseLink id={clause} />
        </dd>
      </dl>
    </section>
  );
};

interface SettleProps {
  readonly register: string;
  readonly entry: Read["entry"];
  /** Without it the entry cannot be confirmed; the server would refuse. */
  readonly missing: Read["missingEvidence"];
  readonly canConfirm: boolean;
}

/** 确认、退回、撤销: each with what it needs, the reason beside the button that asks for it. */
const Settle = ({ register, entry, missing, canConfirm }: SettleProps) => {
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const invalidates = ["workbench", "allocations"];
  const confirm = useSubmit(confirmEntries, {
    invalidates,
    onDone: ({ results }) => setRefusal(results.find(({ outcome }) => outcome === "refused")?.message),
  });
  const withdraw = useSubmit(withdrawEntry, { invalidates });
  const back = useSubmit(returnEntry, { invalidates });
  const { id, version } = entry;
  const body = { version, reason: reason.trim() };
  const isTooShort = reason.trim().length < 2;
  return (
    <section className="panel no-print">
      <h2>办理</h2>
      <ProblemSummary problem={confirm.problem ?? withdraw.problem ?? back.problem} />
      {refusal !== undefined && <Alert role="alert" type="warning" showIcon title={refusal} style={{ marginBottom: 8 }} />}
      {canConfirm && entry.state === "submitted" && (
        <p>
          <Button
            type="primary"
            disabled={missing !== null}
            aria-describedby="confirm-note"
            loading={confirm.isSending}
            onClick={() => confirm.submit({ params: { register }, body: { entries: [{ id, version }] } })}
          >
            确认
          </Button>
          <span id="confirm-note" className="after-button">
            {missing === null ? "确认后参与测算" : `${missing}，补齐后才能确认`}
          </span>
        </p>
      )}
      <label htmlFor="settle-reason">理由（退回、撤销必填）</label>
      <div className="batch-bar">
        <Input
          id="settle-reason"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          style={{ maxWidth: 520 }}
        />
        {canConfirm && entry.state === "confirmed" && (
          <Button disabled={isTooShort} loading={back.isSending} onClick={() => back.submit({ params: { register, id }, body })}>
            退回
          </Button>
        )}
        <Button
          danger
          disabled={isTooShort}
          loading={withdraw.isSending}
          onClick={() => withdraw.submit({ params: { register, id }, body })}
        >
          撤销
        </Button>
      </div>
    </section>
  );
};

const comparable = ({ values, evidence }: Read["history"][number]) => ({ values, ...evidence });

const History = ({ fields, history, names }: { fields: readonly Field[]; history: Read["history"]; names: Read["names"] }) => (
  <section className="panel">
    <h2>各版本</h2>
    <ol className="version-list">
      {history.map((version, index) => {
        const earlier = history[index + 1];
        const changes = earlier ? changesBetween(fields, comparable(earlier), comparable(version), names) : [];
        return (
          <li key={version.version}>
            <strong>第{version.version}版</strong>　{minuteOf(version.changedAt)}　{version.changedBy}
            <span className="entry-state">
              <Light state={stateLights[version.state]} text={stateNames[version.state]} />
            </span>
            {version.note !== null && <div>说明：{version.note}</div>}
            {!earlier && <div>首次登记</div>}
            {changes.length > 0 && (
              <ul>
                {changes.map(({ label, before, after }) => (
                  <li key={label}>
                    {label}：<del>{before}</del> 改为 <ins>{after}</ins>
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  </section>
);
