import { liftSuspension, listSuspendablePages, listSuspensions, type RouteAnswer, suspendPayments } from "@qiangyi/api";
import { Button, Form, Input, Modal, Select, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  minuteOf,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSession,
  useSubmit,
} from "../ui/index.ts";
import { UnitSelect } from "./unit-select.tsx";

type Answer = RouteAnswer<typeof listSuspensions>;

export const Suspensions = () => {
  const { can } = useSession();
  const answer = useAnswer(listSuspensions, {});
  const [isSetting, setSetting] = useState(false);
  const [lifting, setLifting] = useState<string>();
  if (answer.data === undefined) return <Pending of={answer} />;
  const { suspensions, refusals } = answer.data;
  return (
    <>
      <section className="panel">
        <div className="table-bar">
          <h2>暂停支付（生效{suspensions.filter(({ liftedAt }) => liftedAt === null).length}项）</h2>
          {can("payments.pay") && (
            <div className="table-extra">
              <Button onClick={() => setSetting(true)}>暂停支付</Button>
            </div>
          )}
        </div>
        <ScrollBox label="暂停支付表格">
          <Table<Answer["suspensions"][number]>
            size="small"
            pagination={false}
            rowKey={({ id }) => id}
            dataSource={[...suspensions]}
            locale={{ emptyText: <EmptyState text="没有暂停支付的单位" /> }}
            columns={[
              { title: "单位", dataIndex: "institutionName" },
              { title: "范围", render: (_, { scope }) => <div className="wrapping">{scope}</div> },
              { title: "原因", render: (_, { reason }) => <div className="wrapping">{reason}</div> },
              { title: "依据", dataIndex: "documentNumber" },
              { title: "暂停", render: (_, { setBy, setAt }) => `${minuteOf(setAt)}　${setBy}` },
              {
                title: "状态",
                render: (_, { liftedAt, liftedBy, mayLift, id, institutionName }) =>
                  liftedAt !== null ? (
                    <Light state="neutral" text={`${minuteOf(liftedAt)} ${liftedBy ?? ""}恢复`} />
                  ) : mayLift ? (
                    <Button size="small" aria-label={`恢复支付：${institutionName}`} onClick={() => setLifting(id)}>
                      恢复支付
                    </Button>
                  ) : (
                    <Light state="bad" text="暂停中" />
                  ),
              },
            ]}
          />
        </ScrollBox>
      </section>
      <section className="panel">
        <div className="table-bar">
          <h2>被拦截的支付（{refusals.length}笔）</h2>
          <div className="table-extra">
            <UnitNote />
          </div>
        </div>
        <ScrollBox label="拦截记录表格">
          <Table<Answer["refusals"][number]>
            size="small"
            pagination={refusals.length > 50 ? { pageSize: 50 } : false}
            rowKey={({ id }) => id}
            dataSource={[...refusals]}
            locale={{ emptyText: <EmptyState text="没有被拦截的支付" /> }}
            columns={[
              { title: "时间", render: (_, { at }) => minuteOf(at) },
              { title: "单位", dataIndex: "institutionName" },
              { title: "用途", render: (_, { purpose }) => <div className="wrapping">{purpose}</div> },
              { title: "金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} /> },
              { title: "拦截原因", render: (_, { sentence }) => <div className="wrapping">{sentence}</div> },
              { title: "条款", render: (_, { clause }) => (clause === null ? "—" : <ClauseLink id={clause} />) },
              { title: "代码", render: (_, { code }) => <span className="digest">{code}</span> },
              { title: "申请人", dataIndex: "by" },
            ]}
          />
        </ScrollBox>
      </section>
      {isSetting && <SuspendDialog onClose={() => setSetting(false)} />}
      {lifting !== undefined && <LiftDialog suspensionId={lifting} onClose={() => setLifting(undefined)} />}
    </>
  );
};

const SuspendDialog = ({ onClose }: { onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(suspendPayments, { onDone: onClose });
  const [values, setValues] = useState({ institution: "", earmark: "", reason: "", documentNumber: "" });
  const { earmark, ...rest } = values;
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const pages = useAnswer(
    listSuspendablePages,
    { query: { institution: values.institution } },
    { enabled: values.institution !== "" },
  );
  return (
    <Modal
      open
      title="暂停支付"
      okText="暂停"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ body: { ...rest, ...(earmark !== "" && { earmark }) } })}
    >
      <ProblemSummary
        problem={problem}
        fields={{
          institution: { label: "单位", id: "stop-unit" },
          earmark: { label: "范围", id: "stop-scope" },
          reason: { label: "原因", id: "stop-reason" },
          documentNumber: { label: "依据文号", id: "stop-document" },
        }}
      />
      <Form layout="vertical">
        <Form.Item label="单位" htmlFor="stop-unit" required>
          <UnitSelect id="stop-unit" value={values.institution} onChange={(institution) => set({ institution, earmark: "" })} />
        </Form.Item>
        <Form.Item label="范围" htmlFor="stop-scope">
          <Select
            id="stop-scope"
            disabled={values.institution === ""}
            loading={pages.isFetching}
            value={earmark}
            onChange={(value) => set({ earmark: value })}
            options={[
              { value: "", label: "全部账页" },
              ...(pages.data?.pages ?? []).map((page) => ({ value: page.earmark, label: page.title })),
            ]}
          />
        </Form.Item>
        <Form.Item label="原因" htmlFor="stop-reason" required>
          <Input
            id="stop-reason"
            maxLength={500}
            value={values.reason}
            onChange={({ target }) => set({ reason: target.value })}
          />
        </Form.Item>
        <Form.Item label="依据文号" htmlFor="stop-document" required>
          <Input
            id="stop-document"
            maxLength={100}
            value={values.documentNumber}
            onChange={({ target }) => set({ documentNumber: target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const LiftDialog = ({ suspensionId, onClose }: { suspensionId: string; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(liftSuspension, { onDone: onClose });
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title="恢复支付"
      okText="恢复"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { suspensionId }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "恢复的理由", id: "lift-reason" } }} />
      <Form layout="vertical">
        <Form.Item label="恢复的理由" htmlFor="lift-reason" required>
          <Input id="lift-reason" maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
