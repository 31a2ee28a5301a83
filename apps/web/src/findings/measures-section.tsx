import { type FindingDetail, type FindingMeasure, liftMeasure, measureKinds } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import { Amount, Light, minuteOf, ScrollBox, StatedAmount, UnitNote, useSubmit } from "../ui/index.ts";
import { CircularDialog, RecoverDialog, SuspendDialog } from "./measure-dialogs.tsx";
import { SayDialog } from "./say-dialog.tsx";

/** 措施: made known, stopped, taken back; combined freely, each lifted by the department that took it. */
export const MeasuresSection = ({ finding }: { finding: FindingDetail }) => {
  const { measureList, may } = finding;
  const [dialog, setDialog] = useState<"circular" | "suspend" | "recover">();
  const [lifting, setLifting] = useState<FindingMeasure>();
  const close = () => setDialog(undefined);
  if (measureList.length === 0 && !may.circular && !may.suspend && !may.recover) return null;
  return (
    <section className="panel" aria-label="措施">
      <div className="table-bar">
        <h2>措施</h2>
        <div className="table-extra no-print">
          {may.circular && <Button onClick={() => setDialog("circular")}>通报</Button>}
          {may.suspend && <Button onClick={() => setDialog("suspend")}>暂停拨付</Button>}
          {may.recover && <Button onClick={() => setDialog("recover")}>收回资金</Button>}
        </div>
      </div>
      {measureList.length === 0 && <p className="finding-note">还没有采取措施</p>}
      {measureList.map((measure) => (
        <Measure key={measure.id} measure={measure} onLift={() => setLifting(measure)} />
      ))}
      {dialog === "circular" && <CircularDialog finding={finding} onClose={close} />}
      {dialog === "suspend" && <SuspendDialog finding={finding} onClose={close} />}
      {dialog === "recover" && <RecoverDialog finding={finding} onClose={close} />}
      {lifting && <LiftDialog finding={finding} measure={lifting} onClose={() => setLifting(undefined)} />}
    </section>
  );
};

const Measure = ({ measure, onLift }: { measure: FindingMeasure; onLift: () => void }) => {
  const { kind, office, documentNumber, reason, by, lifted, mayLift } = measure;
  return (
    <div className="finding-measure">
      <h3>
        {measureKinds[kind]}
        {lifted === null ? (
          <Light state={kind === "circular" ? "neutral" : "bad"} text="执行中" />
        ) : (
          <Light state="neutral" text={`${minuteOf(lifted.at).slice(0, 10)}解除`} />
        )}
        <span className="finding-note">
          {documentNumber}　{office}　{by.name}　{minuteOf(by.at)}
        </span>
        {mayLift && (
          <Button size="small" className="no-print" onClick={onLift} aria-label={`解除${measureKinds[kind]}`}>
            解除
          </Button>
        )}
      </h3>
      <div>理由：{reason}</div>
      {measure.suspension !== null && (
        <div>
          {measure.suspension.institutionName}　{measure.suspension.scope}
        </div>
      )}
      {measure.circular !== null && <Circular circular={measure.circular} />}
      {measure.recovery !== null && <Recovery recovery={measure.recovery} />}
      {lifted !== null && (
        <div className="finding-note">
          解除：{lifted.reason}（{lifted.office}　{lifted.name}　{minuteOf(lifted.at)}）
        </div>
      )}
    </div>
  );
};

const Circular = ({ circular }: { circular: NonNullable<FindingMeasure["circular"]> }) => (
  <>
    <div className="finding-text">
      <strong>{circular.title}</strong>
      {"\n"}
      {circular.text}
    </div>
    <ul className="finding-parties" aria-label="通报对象">
      {circular.addressees.map(({ name, readBy, readAt }) => (
        <li key={name}>
          {readAt === null ? (
            <Light state="warning" text={`${name} 未签阅`} />
          ) : (
            <Light state="good" text={`${name} ${readBy ?? ""} ${minuteOf(readAt)}签阅`} />
          )}
        </li>
      ))}
    </ul>
  </>
);

const recoveryOf = { paid: "已支付的，退回后计入", unspent: "未支付的，收回后计入" } as const;

const Recovery = ({ recovery }: { recovery: NonNullable<FindingMeasure["recovery"]> }) => (
  <>
    <p>
      {recovery.institutionName}　{recovery.scope}（{recoveryOf[recovery.of]}）
    </p>
    <p className="finding-gaps">
      <span>
        应收回 <StatedAmount fen={recovery.amountFen} />
      </span>
      <span>
        已收回 <StatedAmount fen={recovery.returnedFen} />
      </span>
      <span>
        待收回 <StatedAmount fen={recovery.outstandingFen} />
      </span>
      {recovery.outstandingFen === "0" ? (
        <Light state="good" text="已收齐" />
      ) : (
        <Light
          state={recovery.isOverdue ? "bad" : "warning"}
          text={`${recovery.dueOn}前${recovery.isOverdue ? "，已超期" : ""}`}
        />
      )}
    </p>
    {recovery.returns.length > 0 && (
      <>
        <div className="table-bar">
          <span>收回记录</span>
          <div className="table-extra">
            <UnitNote />
          </div>
        </div>
        <ScrollBox label="收回记录表格">
          <Table
            size="small"
            pagination={false}
            rowKey={({ on, document, amountFen }) => `${on} ${document} ${amountFen}`}
            dataSource={[...recovery.returns]}
            columns={[
              { title: "日期", dataIndex: "on", key: "on" },
              { title: "凭证或文件", dataIndex: "document", key: "document" },
              { title: "金额", key: "amount", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} /> },
            ]}
          />
        </ScrollBox>
      </>
    )}
  </>
);

interface LiftProps {
  readonly finding: FindingDetail;
  readonly measure: FindingMeasure;
  readonly onClose: () => void;
}

const LiftDialog = ({ finding, measure, onClose }: LiftProps) => {
  const { submit, isSending, problem } = useSubmit(liftMeasure, {
    invalidates: ["payments", "ledger", "allotments", "workbench"],
    onDone: onClose,
  });
  const kind = measureKinds[measure.kind];
  return (
    <SayDialog
      title={`解除${kind}`}
      okText="解除"
      label="解除的理由"
      note={measure.kind === "suspension" ? "解除后这个单位（账页）可以继续支付。" : `解除后这项${kind}不再执行，记录保留。`}
      isSending={isSending}
      problem={problem}
      onSay={(reason) => submit({ params: { findingId: finding.id, measureId: measure.id }, body: { reason } })}
      onClose={onClose}
    />
  );
};
