import { actOnUndistributed, listUndistributed, printReturns, type RouteAnswer } from "@qiangyi/api";
import { Button, Form, Input, Modal, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  Page,
  PaperButton,
  Pending,
  ProblemSummary,
  ScrollBox,
  StatedAmount,
  UnitNote,
  useAnswer,
  useSubmit,
  useWorkScope,
} from "../../ui/index.ts";
import "../receipts/receipts.css";

type Item = RouteAnswer<typeof listUndistributed>["items"][number];

const acts = {
  explain: { title: "说明原因", label: "原因" },
  limit: { title: "另定时限", label: "依据（文号及条款）" },
  accept: { title: "认可原因，不收回", label: "意见" },
  reject: { title: "不认可原因", label: "意见" },
  recall: { title: "收回统筹", label: "意见" },
} as const;
type Act = keyof typeof acts;

const lights = {
  running: ["neutral", "时限内"],
  late: ["bad", "已到期，未说明"],
  explained: ["warning", "已说明，待认可"],
  accepted: ["good", "原因已认可"],
  recalled: ["neutral", "已收回"],
} as const;

/** 到期未分配 (5g-2022.art14.c): what lies undistributed after its limit, why, and what the province decides. */
export const UndistributedPage = () => {
  const { year } = useWorkScope();
  const answer = useAnswer(listUndistributed, { query: { year } }, { keepPrevious: true });
  const [doing, setDoing] = useState<{ readonly item: Item; readonly act: Act }>();
  return (
    <Page
      title="到期未分配"
      subtitle={
        <>
          规定时限内没有分配完、又无正当理由的，由省财政厅收回统筹
          <span className="after-link">
            <ClauseLink id="5g-2022.art14.c" />
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
              到期未分配 <StatedAmount fen={answer.data.lateFen} />
            </h2>
            <div className="table-extra">
              <UnitNote />
            </div>
          </div>
          <ScrollBox label="到期未分配资金" isTall>
            <Table<Item>
              size="small"
              pagination={answer.data.items.length > 100 ? { pageSize: 100 } : false}
              rowKey={({ noticeId, rowNo }) => `${noticeId} ${rowNo}`}
              dataSource={[...answer.data.items]}
              locale={{ emptyText: <EmptyState text="已接收的资金都已分配" /> }}
              columns={[
                { title: "持有机关", dataIndex: "bookName" },
                {
                  title: "项目",
                  render: (_, { lineName, title, number, rowNo }) => (
                    <div className="row-text">
                      <strong>{lineName}</strong>　{title}
                      <div className="unit-note">
                        {number} 第{rowNo}行
                      </div>
                    </div>
                  ),
                },
                {
                  title: "收到、时限",
                  render: (_, { receivedOn, limitOn, limitBasis }) => (
                    <>
                      {receivedOn}
                      <div className="unit-note" title={limitBasis}>
                        时限{limitOn}
                      </div>
                    </>
                  ),
                },
                { title: "未分配", className: "number", render: (_, { remainingFen }) => <Amount fen={remainingFen} strong /> },
                { title: "已收回", className: "number", render: (_, { recalledFen }) => <Amount fen={recalledFen} /> },
                {
                  title: "情况",
                  render: (_, { state, daysLate, explanation }) => (
                    <div className="row-text">
                      <Light
                        state={lights[state][0]}
                        text={`${lights[state][1]}${state === "late" || state === "explained" ? `，超${daysLate}天` : ""}`}
                      />
                      {explanation !== null && <div>{explanation}</div>}
                    </div>
                  ),
                },
                {
                  title: "办理",
                  render: (_, item) => (
                    <>
                      <Acts item={item} onAct={(act) => setDoing({ item, act })} />
                      {item.recalledFen !== "0" && (
                        <PaperButton
                          size="small"
                          label="收回通知"
                          route={printReturns}
                          inputOf={(format) => ({
                            params: { noticeId: item.noticeId },
                            query: { kind: "recalled" as const, book: item.book, format },
                          })}
                        />
                      )}
                    </>
                  ),
                },
              ]}
            />
          </ScrollBox>
        </section>
      )}
      {doing !== undefined && <ActDialog {...doing} onClose={() => setDoing(undefined)} />}
    </Page>
  );
};

const actsFor = ({ canExplain, canDecide, state, explanation }: Item): readonly Act[] => {
  if (state === "recalled") return [];
  if (canExplain) return ["explain"];
  if (!canDecide) return [];
  if (state === "running") return ["limit"];
  if (state === "accepted") return ["reject"];
  return explanation === null ? ["limit", "recall"] : ["accept", "reject", "recall"];
};

const Acts = ({ item, onAct }: { item: Item; onAct: (act: Act) => void }) => (
  <>
    {actsFor(item).map((act) => (
      <Button
        key={act}
        size="small"
        style={{ marginRight: 6 }}
        onClick={() => onAct(act)}
        aria-label={`${acts[act].title}：${item.bookName}${item.number}第${item.rowNo}行`}
      >
        {acts[act].title}
      </Button>
    ))}
  </>
);

const fields = {
  reason: { label: "意见", id: "undistributed-reason" },
  limitOn: { label: "时限", id: "undistributed-limit" },
  number: { label: "收回文号", id: "undistributed-number" },
};

const ActDialog = ({ item, act, onClose }: { item: Item; act: Act; onClose: () => void }) => {
  const [values, setValues] = useState({ reason: "", limitOn: "", number: "" });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { submit, isSending, problem } = useSubmit(actOnUndistributed, { invalidates: ["ledger"], onDone: onClose });
  const { reason, limitOn, number } = values;
  const body = act === "limit" ? { act, reason, limitOn } : act === "recall" ? { act, reason, number } : { act, reason };
  return (
    <Modal
      open
      title={acts[act].title}
      okText="确定"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { noticeId: item.noticeId, rowNo: item.rowNo }, body })}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p>
        {item.bookName}　{item.number}第{item.rowNo}行，未分配
        <StatedAmount fen={item.remainingFen} />
        （时限{item.limitOn}：{item.limitBasis}）
      </p>
      <Form layout="vertical">
        <Form.Item label={acts[act].label} htmlFor={fields.reason.id} required>
          <Input.TextArea
            id={fields.reason.id}
            rows={2}
            value={reason}
            maxLength={500}
            onChange={({ target }) => set({ reason: target.value })}
          />
        </Form.Item>
        {act === "limit" && (
          <Form.Item label="时限" htmlFor={fields.limitOn.id} required>
            <Input id={fields.limitOn.id} type="date" value={limitOn} onChange={({ target }) => set({ limitOn: target.value })} />
          </Form.Item>
        )}
        {act === "recall" && (
          <Form.Item label="收回文号" htmlFor={fields.number.id} required>
            <Input
              id={fields.number.id}
              value={number}
              maxLength={100}
              onChange={({ target }) => set({ number: target.value })}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
};
