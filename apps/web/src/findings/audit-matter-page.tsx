import { closeAuditMatter, linkAuditMatter, listFindings, type RouteAnswer, readAuditMatter } from "@qiangyi/api";
import { Button, Form, Modal, Select, Table } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import {
  EmptyState,
  Light,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSession,
  useSubmit,
} from "../ui/index.ts";
import { findingColumns } from "./finding-columns.tsx";
import { FindingsNav } from "./findings-nav.tsx";
import { RaiseDialog } from "./raise-dialog.tsx";
import { SayDialog } from "./say-dialog.tsx";
import "./findings.css";

type Matter = RouteAnswer<typeof readAuditMatter>;

/** One matter with an audit authority: what was shared, which findings belong to it, how it ended. */
export const AuditMatterPage = () => {
  const { matterId = "" } = useParams();
  const answer = useAnswer(readAuditMatter, { params: { matterId } });
  if (!answer.data)
    return (
      <Pending of={answer} missing={{ title: "找不到这个审计事项", back: "/findings/audit-matters", backText: "回到审计事项" }} />
    );
  const matter = answer.data;
  return (
    <Page
      title={matter.matter}
      subtitle={
        <span className="finding-gaps">
          <span>{matter.number}</span>
          <span>{matter.authority}</span>
          <Light state={matter.state === "open" ? "warning" : "good"} text={matter.state === "open" ? "未办结" : "已办结"} />
        </span>
      }
      actions={<Actions matter={matter} />}
    >
      <FindingsNav />
      <section className="panel" aria-label="事项">
        <dl className="finding-facts">
          <dt>日期</dt>
          <dd>{matter.happenedOn}</dd>
          <dt>登记</dt>
          <dd>
            {matter.by.office}　{matter.by.name}　{minuteOf(matter.by.at)}
          </dd>
          <dt>共享的情况</dt>
          <dd className="is-wide">{matter.shared}</dd>
          {matter.closed !== null && (
            <>
              <dt>办结</dt>
              <dd className="is-wide">
                {matter.closed.conclusion}
                <div className="finding-note">
                  {matter.closed.office}　{matter.closed.name}　{minuteOf(matter.closed.at)}
                </div>
              </dd>
            </>
          )}
        </dl>
      </section>
      <section className="keyset-table" aria-label="关联的问题">
        <div className="table-bar">
          <h2>关联的问题</h2>
          <div className="table-extra">
            <UnitNote />
          </div>
        </div>
        <ScrollBox label="关联的问题表格">
          <Table
            size="small"
            pagination={false}
            rowKey={({ id }) => id}
            dataSource={[...matter.linked]}
            columns={findingColumns}
            locale={{ emptyText: <EmptyState text="没有关联的问题" /> }}
          />
        </ScrollBox>
      </section>
    </Page>
  );
};

const Actions = ({ matter }: { matter: Matter }) => {
  const { can } = useSession();
  const [dialog, setDialog] = useState<"link" | "raise" | "close">();
  const close = () => setDialog(undefined);
  const closing = useSubmit(closeAuditMatter, { invalidates: ["workbench"], onDone: close });
  return (
    <>
      <Button onClick={() => window.print()}>打印</Button>
      {matter.may.close && <Button onClick={() => setDialog("close")}>办结</Button>}
      {matter.may.link && <Button onClick={() => setDialog("link")}>关联问题</Button>}
      {matter.may.link && can("findings.raise") && (
        <Button type="primary" onClick={() => setDialog("raise")}>
          登记问题
        </Button>
      )}
      {dialog === "raise" && <RaiseDialog auditMatter={matter.id} onClose={close} />}
      {dialog === "link" && <LinkDialog matter={matter} onClose={close} />}
      {dialog === "close" && (
        <SayDialog
          title="办结审计事项"
          okText="办结"
          label="结果"
          note="办结后不再关联问题；已关联的问题按各自的整改办理。"
          isSending={closing.isSending}
          problem={closing.problem}
          onSay={(conclusion) => closing.submit({ params: { matterId: matter.id }, body: { conclusion } })}
          onClose={close}
        />
      )}
    </>
  );
};

const LinkDialog = ({ matter, onClose }: { matter: Matter; onClose: () => void }) => {
  const [typed, setTyped] = useState("");
  const [finding, setFinding] = useState<string>();
  const found = useAnswer(listFindings, { query: { limit: 50, ...(typed !== "" && { text: typed }) } }, { keepPrevious: true });
  const { submit, isSending, problem } = useSubmit(linkAuditMatter, { onDone: onClose });
  const linked = new Set(matter.linked.map(({ id }) => id));
  return (
    <Modal
      open
      width={620}
      title="关联问题"
      okText="关联"
      cancelText="取消"
      confirmLoading={isSending}
      okButtonProps={{ disabled: finding === undefined }}
      onCancel={onClose}
      onOk={() => finding !== undefined && submit({ params: { matterId: matter.id }, body: { finding } })}
    >
      <ProblemSummary problem={problem} fields={{ finding: { label: "问题", id: "link-finding" } }} />
      <Form layout="vertical">
        <Form.Item label="问题" htmlFor="link-finding" required>
          <Select
            id="link-finding"
            aria-label="问题"
            placeholder="编号、标题或事实"
            showSearch={{ filterOption: false, onSearch: setTyped }}
            value={finding ?? null}
            loading={found.isFetching}
            onChange={(next: string) => setFinding(next)}
            options={(found.data?.items ?? [])
              .filter(({ id }) => !linked.has(id))
              .map(({ id, number, title, subject }) => ({ value: id, label: `${number}　${title}　${subject}` }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
