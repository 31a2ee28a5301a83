import {
  linkExpertAccount,
  listExpertAccounts,
  type RouteAnswer,
  readExpert,
  relationWords,
  setExpertState,
  titleLevelWords,
} from "@qiangyi/api";
import { Button, Form, Input, Modal, Select, Table } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import {
  EmptyState,
  Light,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  useAnswer,
  useScoped,
  useSubmit,
} from "../ui/index.ts";
import "./reviews.css";
import { seatWords } from "./words.ts";

type Expert = RouteAnswer<typeof readExpert>;

export const ExpertPage = () => {
  const { expertId = "" } = useParams();
  const answer = useAnswer(readExpert, { params: { expertId } });
  const [open, setOpen] = useState<"account" | "state">();
  const scoped = useScoped();
  if (answer.data === undefined)
    return (
      <Page title="专家">
        <Pending of={answer} />
      </Page>
    );
  const expert = answer.data;
  const isActive = expert.state === "active";
  return (
    <Page
      title={`${expert.name}（${expert.number}）`}
      subtitle={<Light state={isActive ? "good" : "neutral"} text={isActive ? "在库" : `已暂停：${expert.stateReason ?? ""}`} />}
      actions={
        <>
          <Button onClick={() => setOpen("state")}>{isActive ? "暂停" : "恢复"}</Button>
          <Button onClick={() => setOpen("account")}>{expert.account ? "更换账号" : "关联账号"}</Button>
          <Link to={scoped(`/reviews/experts/${expert.id}/change`)}>
            <Button type="primary">修改</Button>
          </Link>
        </>
      }
    >
      <section className="panel">
        <h2>基本信息</h2>
        <dl className="facts">
          <dt>职称</dt>
          <dd>
            {expert.title}（{titleLevelWords[expert.titleLevel]}）
          </dd>
          <dt>单位</dt>
          <dd>
            {expert.unitName}
            {expert.groupName !== null && `（${expert.groupName}）`}，{expert.regionName}
          </dd>
          <dt>专业领域</dt>
          <dd>{expert.fields.join("、")}</dd>
          <dt>本年任务</dt>
          <dd>
            {expert.load}项，上限{expert.maxLoad}项
          </dd>
          <dt>专家账号</dt>
          <dd>{expert.account ? `${expert.account.name}（${expert.account.loginName}）` : "未关联，不能参加抽取"}</dd>
          <dt>最近修改</dt>
          <dd>
            {minuteOf(expert.changedAt)}　{expert.changedBy}
          </dd>
        </dl>
      </section>
      <Ties expert={expert} />
      <History expert={expert} />
      {open === "account" && <AccountDialog expert={expert} onClose={() => setOpen(undefined)} />}
      {open === "state" && <StateDialog expert={expert} onClose={() => setOpen(undefined)} />}
    </Page>
  );
};

const Ties = ({ expert: { employments, relations } }: { expert: Expert }) => (
  <section className="panel">
    <h2>任职经历与利害关系</h2>
    <ScrollBox label="任职经历表格">
      <Table
        size="small"
        pagination={false}
        rowKey={({ name, from }) => `${name} ${from}`}
        dataSource={employments}
        locale={{ emptyText: <EmptyState text="没有登记任职经历" /> }}
        columns={[
          { title: "任职单位", dataIndex: "name" },
          { title: "起", dataIndex: "from" },
          { title: "止", render: (_, { to }) => to ?? "至今" },
        ]}
      />
    </ScrollBox>
    <ScrollBox label="利害关系表格">
      <Table
        size="small"
        pagination={false}
        rowKey={({ kind, name }) => `${kind} ${name}`}
        dataSource={relations}
        locale={{ emptyText: <EmptyState text="没有登记利害关系" /> }}
        columns={[
          { title: "关系", render: (_, { kind }) => relationWords[kind] },
          { title: "对方单位或人员", dataIndex: "name" },
          { title: "最近一次", render: (_, { lastOn }) => lastOn ?? "—" },
        ]}
      />
    </ScrollBox>
  </section>
);

const History = ({ expert: { history } }: { expert: Expert }) => (
  <section className="panel">
    <h2>评审经历</h2>
    <ScrollBox label="评审经历表格">
      <Table
        size="small"
        pagination={false}
        rowKey={({ panel }) => panel}
        dataSource={history}
        locale={{ emptyText: <EmptyState text="还没有被抽中过" /> }}
        columns={[
          { title: "邀请", render: (_, { invitedAt }) => minuteOf(invitedAt) },
          { title: "年度", dataIndex: "year" },
          { title: "评审组", dataIndex: "title" },
          { title: "项目（项）", className: "number", dataIndex: "projects" },
          {
            title: "答复",
            render: (_, { state }) => {
              const [light, word] = seatWords[state as keyof typeof seatWords];
              return <Light state={light} text={word} />;
            },
          },
          { title: "原因", render: (_, { reason }) => reason ?? "—" },
        ]}
      />
    </ScrollBox>
  </section>
);

interface DialogProps {
  readonly expert: Expert;
  readonly onClose: () => void;
}

const AccountDialog = ({ expert, onClose }: DialogProps) => {
  const accounts = useAnswer(listExpertAccounts, {});
  const [account, setAccount] = useState<string | null>(null);
  const { submit, isSending, problem } = useSubmit(linkExpertAccount, { onDone: onClose });
  return (
    <Modal
      open
      title="关联专家账号"
      okText="关联"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { expertId: expert.id }, body: { account, version: expert.version } })}
    >
      <ProblemSummary problem={problem} />
      <Form layout="vertical">
        <Form.Item
          label="专家账号"
          htmlFor="expert-account"
          extra="只列尚未关联的专家账号；账号由系统管理员开设、安全管理员启用。不选为取消关联"
        >
          <Select
            id="expert-account"
            aria-label="专家账号"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            value={account}
            loading={accounts.isFetching}
            onChange={(value: string | undefined) => setAccount(value ?? null)}
            options={(accounts.data?.items ?? []).map(({ id, name, loginName }) => ({
              value: id,
              label: `${name}（${loginName}）`,
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const StateDialog = ({ expert, onClose }: DialogProps) => {
  const [reason, setReason] = useState("");
  const next = expert.state === "active" ? "paused" : "active";
  const { submit, isSending, problem } = useSubmit(setExpertState, { onDone: onClose });
  return (
    <Modal
      open
      title={next === "paused" ? "暂停专家" : "恢复专家"}
      okText={next === "paused" ? "暂停" : "恢复"}
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { expertId: expert.id }, body: { state: next, reason, version: expert.version } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "原因", id: "state-reason" } }} />
      <Form layout="vertical">
        <Form.Item label="原因" htmlFor="state-reason" required>
          <Input id="state-reason" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
