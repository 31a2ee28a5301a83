import { type AuditMatter, listAuditMatters, recordAuditMatter } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { Button, Form, Input, Modal, Table } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import {
  EmptyState,
  FilterBar,
  knownWord,
  Light,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  useAnswer,
  useFilters,
  useScoped,
  useSubmit,
} from "../ui/index.ts";
import { FindingsNav } from "./findings-nav.tsx";
import { optionsOf } from "./words.ts";
import "./findings.css";

const states = { open: "未办结", closed: "已办结" } as const;

/** 审计事项: what was told to and heard from the audit authorities. */
export const AuditMattersPage = () => {
  const { values, set } = useFilters(["state"]);
  const scoped = useScoped();
  const state = knownWord(states, values.state);
  const answer = useAnswer(listAuditMatters, { query: state === undefined ? {} : { state } }, { keepPrevious: true });
  const [isRecording, setRecording] = useState(false);
  return (
    <Page
      title="审计事项"
      subtitle="与审计机关的沟通：事项、共享的情况和由此发现的问题"
      actions={
        <>
          <Button onClick={() => window.print()}>打印</Button>
          {answer.data?.mayRecord && (
            <Button type="primary" onClick={() => setRecording(true)}>
              登记审计事项
            </Button>
          )}
        </>
      }
    >
      <FindingsNav />
      {answer.data ? (
        <section className="keyset-table" aria-label="审计事项">
          <div className="table-bar">
            <div className="table-toolbar no-print">
              <FilterBar
                values={values}
                onChange={set}
                filters={[
                  {
                    kind: "choice",
                    name: "state",
                    label: "状态",
                    placeholder: "全部状态",
                    width: 130,
                    options: optionsOf(states),
                  },
                ]}
              />
            </div>
          </div>
          <ScrollBox label="审计事项表格">
            <Table<AuditMatter>
              size="small"
              pagination={false}
              rowKey={({ id }) => id}
              dataSource={[...answer.data.items]}
              locale={{ emptyText: <EmptyState text="没有审计事项" /> }}
              columns={[
                { title: "编号", dataIndex: "number", key: "number" },
                {
                  title: "事项",
                  key: "matter",
                  render: (_, { id, matter }) => (
                    <div className="finding-wrap">
                      <Link to={scoped(`/findings/audit-matters/${id}`)}>{matter}</Link>
                    </div>
                  ),
                },
                { title: "审计机关", dataIndex: "authority", key: "authority" },
                { title: "日期", dataIndex: "happenedOn", key: "on" },
                { title: "关联问题", key: "findings", className: "number", render: (_, { findings }) => findings },
                {
                  title: "状态",
                  key: "state",
                  render: (_, row) => <Light state={row.state === "open" ? "warning" : "good"} text={states[row.state]} />,
                },
                { title: "登记", key: "by", render: (_, { by }) => `${by.office} ${by.name}` },
              ]}
            />
          </ScrollBox>
        </section>
      ) : (
        <Pending of={answer} />
      )}
      {isRecording && <RecordDialog onClose={() => setRecording(false)} />}
    </Page>
  );
};

const fields = {
  authority: { label: "审计机关", id: "matter-authority" },
  matter: { label: "事项", id: "matter-matter" },
  happenedOn: { label: "日期", id: "matter-on" },
  shared: { label: "共享的情况", id: "matter-shared" },
} as const;

const RecordDialog = ({ onClose }: { onClose: () => void }) => {
  const navigate = useNavigate();
  const [values, setValues] = useState({
    authority: "",
    matter: "",
    happenedOn: dateInShanghai(new Date()) as string,
    shared: "",
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { submit, isSending, problem } = useSubmit(recordAuditMatter, {
    onDone: ({ id }) => {
      onClose();
      void navigate(`/findings/audit-matters/${id}`);
    },
  });
  return (
    <Modal
      open
      width={620}
      title="登记审计事项"
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ body: values })}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <Form layout="vertical">
        <div className="finding-pair">
          <Form.Item label="审计机关" htmlFor={fields.authority.id} required>
            <Input
              id={fields.authority.id}
              maxLength={200}
              value={values.authority}
              onChange={({ target }) => set({ authority: target.value })}
            />
          </Form.Item>
          <Form.Item label="日期" htmlFor={fields.happenedOn.id} required>
            <Input
              id={fields.happenedOn.id}
              type="date"
              value={values.happenedOn}
              onChange={({ target }) => set({ happenedOn: target.value })}
            />
          </Form.Item>
        </div>
        <Form.Item label="事项" htmlFor={fields.matter.id} required>
          <Input
            id={fields.matter.id}
            maxLength={200}
            value={values.matter}
            onChange={({ target }) => set({ matter: target.value })}
          />
        </Form.Item>
        <Form.Item label="共享的情况" htmlFor={fields.shared.id} required>
          <Input.TextArea
            id={fields.shared.id}
            rows={4}
            maxLength={2000}
            value={values.shared}
            onChange={({ target }) => set({ shared: target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
