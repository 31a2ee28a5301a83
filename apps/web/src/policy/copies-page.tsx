import { acknowledgeCopy, type CopyDelivery, copyDeliveries, recordDelivery, registerDocument } from "@qiangyi/api";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { EmptyState, Light, minuteOf, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../ui/index.ts";
import { TextField } from "./decision-fields.tsx";
import { PolicyPage } from "./policy-page.tsx";

/** Which supervision offices have got their copy, and which are missing by name. */
export const CopiesPage = () => {
  const { document = "" } = useParams();
  const params = { document };
  const answer = useAnswer(copyDeliveries, { params });
  const [delivering, setDelivering] = useState<CopyDelivery>();
  const { can } = useSession();
  const registration = useSubmit(registerDocument);
  const acknowledgement = useSubmit(acknowledgeCopy, { invalidates: ["workbench"] });
  if (!answer.data) return <Pending of={answer} />;
  const { number, progress, isComplete, missing, deliveries } = answer.data;
  return (
    <PolicyPage
      title="抄送与签收"
      subtitle={number}
      actions={
        can("policy.manage") && (
          <Button loading={registration.isSending} onClick={() => registration.submit({ params })}>
            登记抄送单位
          </Button>
        )
      }
    >
      <ProblemSummary problem={registration.problem ?? acknowledgement.problem} />
      {deliveries.length === 0 ? (
        <EmptyState text="尚未登记抄送单位" />
      ) : (
        <>
          <p>
            <Light state={isComplete ? "good" : "warning"} text={`已送达或签收${progress}`} />
            {missing.length > 0 && `　尚缺：${missing.join("、")}`}
          </p>
          <table className="policy-table">
            <caption className="visually-hidden">各监管处的送达和签收</caption>
            <thead>
              <tr>
                <th scope="col">监管处</th>
                <th scope="col">送达日期</th>
                <th scope="col">签收</th>
                <th scope="col">办理</th>
              </tr>
            </thead>
            <tbody>
              {deliveries.map((delivery) => (
                <tr key={delivery.city}>
                  <th scope="row">{delivery.office}</th>
                  <td>
                    {delivery.deliveredOn ?? "—"}
                    {delivery.note !== null && `（${delivery.note}）`}
                  </td>
                  <td>
                    {delivery.acknowledgedAt === null
                      ? "—"
                      : `${delivery.acknowledgedBy ?? ""} ${minuteOf(delivery.acknowledgedAt)}`}
                  </td>
                  <td>
                    {can("policy.manage") && (
                      <Button size="small" aria-label={`记录送达${delivery.office}`} onClick={() => setDelivering(delivery)}>
                        记录送达
                      </Button>
                    )}
                    {delivery.isMine && delivery.acknowledgedAt === null && (
                      <Button
                        size="small"
                        type="primary"
                        loading={acknowledgement.isSending}
                        onClick={() => acknowledgement.submit({ params })}
                      >
                        签收
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {delivering && <DeliverDialog document={document} delivery={delivering} close={() => setDelivering(undefined)} />}
    </PolicyPage>
  );
};

const DeliverDialog = ({ document, delivery, close }: { document: string; delivery: CopyDelivery; close: () => void }) => {
  const [deliveredOn, setDeliveredOn] = useState(delivery.deliveredOn ?? "");
  const [note, setNote] = useState(delivery.note ?? "");
  const submission = useSubmit(recordDelivery, { onDone: close });
  return (
    <Modal
      title={`记录送达：${delivery.office}`}
      open
      okText="记录"
      cancelText="取消"
      confirmLoading={submission.isSending}
      onCancel={close}
      onOk={() =>
        submission.submit({ params: { document, city: delivery.city }, body: { deliveredOn, ...(note !== "" && { note }) } })
      }
    >
      <ProblemSummary problem={submission.problem} fields={{ deliveredOn: { label: "送达日期", id: "delivered-on" } }} />
      <div className="policy-form">
        <TextField id="delivered-on" label="送达日期" type="date" value={deliveredOn} onChange={setDeliveredOn} />
        <TextField label="送达方式（可不填）" value={note} onChange={setNote} />
      </div>
    </Modal>
  );
};
