import { confirmRelease, listReleases, type RouteAnswer, releasePlan } from "@qiangyi/api";
import { Button, Form, Input, Modal, Select, Table } from "antd";
import { useState } from "react";
import {
  ClauseLink,
  EmptyState,
  minuteOf,
  Pending,
  ProblemSummary,
  ScrollBox,
  useAnswer,
  useSession,
  useSubmit,
  useWorkScope,
} from "../ui/index.ts";

type Answer = RouteAnswer<typeof listReleases>;
type Kind = Answer["items"][number]["kind"];
const kinds: Readonly<Record<Kind, string>> = { plan: "实施方案", performance: "绩效管理要求" };

/** 5G试点: plan and performance requirements are released by the province and confirmed by each unit before it may be paid. */
export const Releases = () => {
  const { can } = useSession();
  const answer = useAnswer(listReleases, {});
  const confirm = useSubmit(confirmRelease);
  const [isAdding, setAdding] = useState(false);
  if (answer.data === undefined) return <Pending of={answer} />;
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>
          实施方案与绩效管理要求
          <span className="after-link">
            <ClauseLink id="5g-2022.art11.d" />
          </span>
        </h2>
        <div className="table-extra">{can("plans.publish") && <Button onClick={() => setAdding(true)}>下达</Button>}</div>
      </div>
      <ProblemSummary problem={confirm.problem} />
      <ScrollBox label="实施方案与绩效要求表格">
        <Table<Answer["items"][number]>
          size="small"
          pagination={false}
          rowKey={({ id }) => id}
          dataSource={[...answer.data.items]}
          locale={{ emptyText: <EmptyState text="还没有下达，5G试点资金不得支付" /> }}
          columns={[
            { title: "年度", dataIndex: "year" },
            { title: "种类", render: (_, { kind }) => kinds[kind] },
            { title: "标题", render: (_, { title }) => <div className="wrapping">{title}</div> },
            { title: "文号", dataIndex: "documentNumber" },
            { title: "下达", render: (_, { releasedBy, releasedAt }) => `${minuteOf(releasedAt)}　${releasedBy}` },
            {
              title: "已确认单位",
              render: (_, { confirmed }) => (
                <div className="wrapping">{confirmed.map(({ name, by }) => `${name}（${by}）`).join("、") || "—"}</div>
              ),
            },
            {
              title: "本单位",
              render: (_, { mayConfirm, id, title }) =>
                mayConfirm ? (
                  <Button
                    size="small"
                    loading={confirm.isSending}
                    aria-label={`确认已阅：${title}`}
                    onClick={() => confirm.submit({ params: { releaseId: id } })}
                  >
                    确认已阅
                  </Button>
                ) : (
                  "—"
                ),
            },
          ]}
        />
      </ScrollBox>
      {isAdding && <ReleaseDialog onClose={() => setAdding(false)} />}
    </section>
  );
};

const ReleaseDialog = ({ onClose }: { onClose: () => void }) => {
  const { year } = useWorkScope();
  const { submit, isSending, problem } = useSubmit(releasePlan, { onDone: onClose });
  const [kind, setKind] = useState<Kind>("plan");
  const [title, setTitle] = useState("");
  const [documentNumber, setNumber] = useState("");
  return (
    <Modal
      open
      title={`下达${year}年5G试点文件`}
      okText="下达"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ body: { fund: "5g-2022", year, kind, title, documentNumber } })}
    >
      <ProblemSummary
        problem={problem}
        fields={{ title: { label: "标题", id: "release-title" }, documentNumber: { label: "文号", id: "release-number" } }}
      />
      <Form layout="vertical">
        <Form.Item label="种类" htmlFor="release-kind" required>
          <Select
            id="release-kind"
            aria-label="种类"
            value={kind}
            onChange={setKind}
            options={Object.entries(kinds).map(([value, label]) => ({ value: value as Kind, label }))}
          />
        </Form.Item>
        <Form.Item label="标题" htmlFor="release-title" required>
          <Input id="release-title" maxLength={200} value={title} onChange={({ target }) => setTitle(target.value)} />
        </Form.Item>
        <Form.Item label="文号" htmlFor="release-number" required>
          <Input id="release-number" maxLength={100} value={documentNumber} onChange={({ target }) => setNumber(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
