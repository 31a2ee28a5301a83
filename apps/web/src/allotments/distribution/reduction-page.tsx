import {
  cancelDistribution,
  issueReduction,
  printAllotmentNotice,
  type RouteAnswer,
  readReduction,
  signReduction,
} from "@qiangyi/api";
import { Button, Form, Input, Modal, Table } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import {
  Amount,
  Light,
  minuteOf,
  Page,
  PaperButton,
  Pending,
  ProblemSummary,
  ScrollBox,
  StatedAmount,
  UnitNote,
  useAnswer,
  useSession,
  useSubmit,
} from "../../ui/index.ts";
import "../receipts/receipts.css";
import "./distribution.css";

type Reduction = RouteAnswer<typeof readReduction>;
type Row = Reduction["rows"][number];

export const ReductionPage = () => {
  const { noticeId = "" } = useParams();
  const answer = useAnswer(readReduction, { params: { noticeId } });
  return answer.data === undefined ? <Pending of={answer} /> : <View key={noticeId} notice={answer.data} />;
};

/** One 追减: what each row takes from where, the joints it goes up, and who has signed. */
const View = ({ notice }: { notice: Reduction }) => {
  const { can } = useSession();
  const { noticeId, base, number, title, state, rows, totalFen } = notice;
  const sign = useSubmit(signReduction);
  const cancel = useSubmit(cancelDistribution);
  const [isIssuing, setIssuing] = useState(false);
  return (
    <Page
      title={number ?? title}
      subtitle={`${notice.issuerName}　${notice.year}年　${notice.reason}`}
      actions={
        <>
          <PaperButton route={printAllotmentNotice} inputOf={(format) => ({ params: { noticeId }, query: { format } })} />
          {state === "draft" && (
            <>
              {can("notices.draft") && (
                <Button loading={cancel.isSending} onClick={() => cancel.submit({ params: { noticeId }, body: {} })}>
                  撤销草稿
                </Button>
              )}
              {notice.canSign && (
                <Button
                  type="primary"
                  loading={sign.isSending}
                  onClick={() => sign.submit({ params: { noticeId }, body: { base } })}
                >
                  会签
                </Button>
              )}
              {notice.canIssue && (
                <Button type="primary" onClick={() => setIssuing(true)}>
                  签发
                </Button>
              )}
            </>
          )}
        </>
      }
    >
      <ProblemSummary problem={sign.problem ?? cancel.problem} />
      <div className="notice-columns">
        <section className="panel money-panel">
          <div className="table-bar">
            <h2>
              追减合计 <StatedAmount fen={totalFen} />
            </h2>
            <div className="table-extra">
              <UnitNote />
            </div>
          </div>
          <ScrollBox label="追减各行" isTall>
            <Table<Row>
              size="small"
              pagination={false}
              rowKey={({ rowNo }) => rowNo}
              dataSource={[...rows]}
              columns={[
                { title: "序号", dataIndex: "rowNo", className: "number" },
                {
                  title: "原下达",
                  render: (_, row) => (
                    <div className="row-text">
                      {row.number} 第{row.ofRow}行
                      <div className="unit-note">
                        {row.lineName}　{row.title}
                      </div>
                    </div>
                  ),
                },
                {
                  title: "逐级收回",
                  render: (_, { path }) => <div className="row-text">{[...path, notice.issuerName].join(" → ")}</div>,
                },
                { title: "原分配", className: "number", render: (_, { beforeFen }) => <Amount fen={beforeFen} /> },
                { title: "追减", className: "number", render: (_, { reducedFen }) => <Amount fen={reducedFen} strong /> },
                { title: "追减后", className: "number", render: (_, { afterFen }) => <Amount fen={afterFen} /> },
                { title: "账上未支付", className: "number", render: (_, { unpaidFen }) => <Amount fen={unpaidFen} /> },
              ]}
            />
          </ScrollBox>
        </section>
        <aside className="panel notice-side" aria-label="会签与签发">
          <h2>会签与签发</h2>
          <dl className="side-facts">
            <dt>起草</dt>
            <dd>{notice.draftedBy}</dd>
            <dt>卫生健康</dt>
            <dd>
              <HealthSignature notice={notice} />
            </dd>
            <dt>财政签发</dt>
            <dd>
              {notice.issuedBy === null ? (
                <Light state="neutral" text="待签发" />
              ) : (
                `${notice.issuedBy}　${notice.issuedOn ?? ""}`
              )}
            </dd>
          </dl>
        </aside>
      </div>
      {isIssuing && <IssueDialog notice={notice} onClose={() => setIssuing(false)} />}
    </Page>
  );
};

const HealthSignature = ({ notice: { signatures } }: { notice: Reduction }) => {
  const last = signatures.findLast(({ party }) => party === "health");
  return last?.isCurrent === true ? (
    <>
      <Light state="good" text={last.name} />
      <div className="unit-note">{minuteOf(last.at)}</div>
    </>
  ) : (
    <Light state="warning" text="待会签" />
  );
};

const IssueDialog = ({ notice, onClose }: { notice: Reduction; onClose: () => void }) => {
  const [number, setNumber] = useState(notice.nextNumber);
  const { submit, isSending, problem } = useSubmit(issueReduction, { invalidates: ["ledger"], onDone: onClose });
  return (
    <Modal
      open
      title="签发追减文件"
      okText="签发"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { noticeId: notice.noticeId }, body: { base: notice.base, number } })}
    >
      <ProblemSummary problem={problem} fields={{ number: { label: "文号", id: "reduction-number" } }} />
      <p>
        共{notice.rows.length}行，追减 <StatedAmount fen={notice.totalFen} />
        。签发即从下级账上逐级收回。
      </p>
      <Form layout="vertical">
        <Form.Item label="文号" htmlFor="reduction-number" required>
          <Input id="reduction-number" value={number} maxLength={40} onChange={({ target }) => setNumber(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
