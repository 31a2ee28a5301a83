import { attachEventFile, confirmTargetEvent, downloadEventFile, type TargetEventView } from "@qiangyi/api";
import { Button, Space, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Light, ProblemSummary, ScrollBox, useSave, useScoped, useSubmit } from "../../ui/index.ts";
import { AttachFile } from "./attach-file.tsx";
import { WithdrawDialog } from "./withdraw-dialog.tsx";

interface EventTableProps {
  readonly items: readonly TargetEventView[];
  /** Names subject and indicator where the page does not. */
  readonly isOfMany?: boolean;
}

/** Dated items: what they are, what they stand on, whether they count. */
export const EventTable = ({ items, isOfMany = false }: EventTableProps) => {
  const scoped = useScoped();
  const [withdrawn, setWithdrawn] = useState<TargetEventView>();
  const { submit, isSending, problem } = useSubmit(confirmTargetEvent);
  const attach = useSubmit(attachEventFile);
  const save = useSave();
  return (
    <>
      <ProblemSummary problem={problem ?? attach.problem} />
      <ScrollBox label="事项表格">
        <Table<TargetEventView>
          size="small"
          rowKey="id"
          tableLayout="fixed"
          dataSource={[...items]}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: <EmptyState text="没有登记过事项" /> }}
          columns={[
            ...(isOfMany
              ? [
                  {
                    title: "指标",
                    render: (_: unknown, { indicatorTitle, subjectName }: TargetEventView) => (
                      <>
                        {indicatorTitle}
                        <div className="indicator-code">{subjectName}</div>
                      </>
                    ),
                  },
                ]
              : []),
            {
              title: "事项",
              render: (_: unknown, { id, name, document, fromRegister, file }: TargetEventView) => (
                <>
                  {name}
                  <div className="indicator-code">
                    {fromRegister === null ? document : <Link to={scoped(`/registers/${fromRegister}`)}>{document}</Link>}
                  </div>
                  {file !== null && (
                    <Button
                      type="link"
                      size="small"
                      className="event-file"
                      onClick={() => save(downloadEventFile, { params: { id } })}
                    >
                      {file.name}
                    </Button>
                  )}
                </>
              ),
            },
            { title: "日期", width: 110, dataIndex: "happenedOn" },
            {
              title: "登记",
              width: 120,
              render: (_: unknown, { recordedBy, recordedOn }: TargetEventView) => (
                <>
                  {recordedOn}
                  <div className="indicator-code">{recordedBy}</div>
                </>
              ),
            },
            { title: "状态", width: 220, render: (_: unknown, event: TargetEventView) => <State event={event} /> },
            {
              title: "办理",
              width: 130,
              className: "no-print",
              render: (_: unknown, event: TargetEventView) => (
                <Space wrap>
                  {event.canAttach && (
                    <AttachFile
                      event={event}
                      isSending={attach.isSending}
                      onChoose={(file) => attach.submit({ params: { id: event.id } }, { file })}
                    />
                  )}
                  {event.canConfirm && (
                    <Button
                      size="small"
                      type="primary"
                      loading={isSending}
                      aria-label={`确认${event.name}`}
                      onClick={() => submit({ params: { id: event.id } })}
                    >
                      确认
                    </Button>
                  )}
                  {event.canWithdraw && (
                    <Button size="small" aria-label={`撤销${event.name}`} onClick={() => setWithdrawn(event)}>
                      撤销
                    </Button>
                  )}
                </Space>
              ),
            },
          ]}
        />
      </ScrollBox>
      {withdrawn && <WithdrawDialog event={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </>
  );
};

const State = ({ event: { confirmedOn, confirmedBy, withdrawnOn, withdrawalReason } }: { event: TargetEventView }) => {
  if (withdrawnOn !== null) return <Light state="neutral" text={`自${withdrawnOn}失效：${withdrawalReason ?? "见台账"}`} />;
  if (confirmedOn === null) return <Light state="open" text="待上级确认，不计数" />;
  return <Light state="good" text={`${confirmedOn} ${confirmedBy ?? ""}确认`} />;
};
