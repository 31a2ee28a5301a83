import { listIncorporations, type RouteAnswer, recordIncorporation } from "@qiangyi/api";
import { Button, Form, Input, Modal, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSession,
  useSubmit,
  useWorkScope,
  WanInput,
} from "../../ui/index.ts";
import "./receipts.css";

type Item = RouteAnswer<typeof listIncorporations>["items"][number];

const lights = {
  incorporated: ["good", "已列入，金额一致"],
  mismatch: ["bad", "金额不一致"],
  missing: ["bad", "本级预算已批准，尚未列入"],
  waiting: ["neutral", "待本级预算批准"],
} as const;

/** 列入本级预算: each early issue beside the item of the own budget that contains it. */
export const IncorporationsPage = () => {
  const { year } = useWorkScope();
  const { can } = useSession();
  const answer = useAnswer(listIncorporations, { query: { year } }, { keepPrevious: true });
  const [recording, setRecording] = useState<Item>();
  return (
    <Page
      title="列入本级预算"
      subtitle={
        <>
          上级提前下达的预计数应编入本级预算，金额一致
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art8.3.e" />
          </span>
        </>
      }
    >
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <section className="panel money-panel">
          <div className="table-bar">
            <h2>
              {year}年
              {answer.data.budgetApprovedOn === null
                ? "（本级预算批准日期未登记）"
                : `（本级预算${answer.data.budgetApprovedOn}批准）`}
            </h2>
            <div className="table-extra">
              <UnitNote />
            </div>
          </div>
          <ScrollBox label="列入本级预算情况">
            <Table<Item>
              size="small"
              pagination={false}
              rowKey={({ noticeId, book }) => `${noticeId} ${book}`}
              dataSource={[...answer.data.items]}
              locale={{ emptyText: <EmptyState text="这一年没有提前下达" /> }}
              columns={[
                { title: "接收机关", dataIndex: "bookName" },
                { title: "提前下达文号", dataIndex: "number" },
                { title: "提前下达", className: "number", render: (_, { earlyFen }) => <Amount fen={earlyFen} strong /> },
                { title: "本级预算项目", render: (_, { recorded }) => recorded?.item ?? "—" },
                { title: "列入金额", className: "number", render: (_, { recorded }) => <Amount fen={recorded?.amountFen} /> },
                { title: "差额", className: "number", render: (_, { missingFen }) => <Amount fen={missingFen} /> },
                { title: "批准文号", render: (_, { recorded }) => recorded?.documentNumber ?? "—" },
                { title: "情况", render: (_, { state }) => <Light state={lights[state][0]} text={lights[state][1]} /> },
                {
                  title: "操作",
                  render: (_, item) =>
                    item.isOwn && can("receipts.verify") ? (
                      <Button size="small" onClick={() => setRecording(item)} aria-label={`登记${item.number}列入本级预算`}>
                        {item.recorded === null ? "登记" : "更正"}
                      </Button>
                    ) : null,
                },
              ]}
            />
          </ScrollBox>
        </section>
      )}
      {recording !== undefined && <RecordDialog item={recording} onClose={() => setRecording(undefined)} />}
    </Page>
  );
};

const fields = {
  item: { label: "预算项目", id: "incorporation-item" },
  amountFen: { label: "金额", id: "incorporation-amount" },
  documentNumber: { label: "批准文号", id: "incorporation-document" },
  approvedOn: { label: "批准日期", id: "incorporation-date" },
};

const RecordDialog = ({ item: { noticeId, number, earlyFen, recorded }, onClose }: { item: Item; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(recordIncorporation, { onDone: onClose });
  const [values, setValues] = useState({
    item: recorded?.item ?? "",
    amountFen: recorded?.amountFen ?? earlyFen,
    documentNumber: recorded?.documentNumber ?? "",
    approvedOn: recorded?.approvedOn ?? "",
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  return (
    <Modal
      open
      title={`${number}列入本级预算`}
      okText={recorded === null ? "登记" : "更正"}
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { noticeId }, body: values })}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <Form layout="vertical">
        <Form.Item label="预算项目" htmlFor={fields.item.id} required>
          <Input id={fields.item.id} value={values.item} maxLength={500} onChange={({ target }) => set({ item: target.value })} />
        </Form.Item>
        <Form.Item label="金额（万元）" htmlFor={fields.amountFen.id} required>
          <WanInput id={fields.amountFen.id} value={values.amountFen} isRequired onChange={(amountFen) => set({ amountFen })} />
        </Form.Item>
        <Form.Item label="批准文号" htmlFor={fields.documentNumber.id} required>
          <Input
            id={fields.documentNumber.id}
            value={values.documentNumber}
            maxLength={100}
            onChange={({ target }) => set({ documentNumber: target.value })}
          />
        </Form.Item>
        <Form.Item label="批准日期" htmlFor={fields.approvedOn.id} required>
          <Input
            id={fields.approvedOn.id}
            type="date"
            value={values.approvedOn}
            onChange={({ target }) => set({ approvedOn: target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
