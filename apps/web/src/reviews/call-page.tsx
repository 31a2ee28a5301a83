import { createPanel, type RouteAnswer, readReviewCall } from "@qiangyi/api";
import { Button, Form, Input, InputNumber, Modal, Select, Table } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import {
  ClauseLink,
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
import { limitText, panelWords, regionRuleWords } from "./words.ts";

type CallDetails = RouteAnswer<typeof readReviewCall>;

/** One call: the projects that wait for a panel, and the panels. */
export const ReviewCallPage = () => {
  const { callId = "" } = useParams();
  const answer = useAnswer(readReviewCall, { params: { callId } });
  const [chosen, setChosen] = useState<string[]>([]);
  const [isForming, setForming] = useState(false);
  const scoped = useScoped();
  if (answer.data === undefined)
    return (
      <Page title="评审组织">
        <Pending of={answer} missing={{ title: "找不到这次申报通知的评审", back: "/reviews/calls", backText: "查看全部评审" }} />
      </Page>
    );
  const call = answer.data;
  return (
    <Page
      title={call.title}
      subtitle={`${call.programmeTitle}　${call.year}年　${call.isBlind ? "盲评：隐去单位和人员" : "实名评审"}　每组专家${call.experts}人`}
      actions={
        <>
          <Link to={scoped(`/reviews/calls/${callId}/results`)}>
            <Button>评审结果</Button>
          </Link>
          <Button type="primary" disabled={chosen.length === 0} onClick={() => setForming(true)}>
            为所选{chosen.length}项组建评审组
          </Button>
        </>
      }
    >
      <section className="panel">
        <h2>评审组</h2>
        <PanelTable call={call} />
      </section>
      <section className="panel">
        <h2>待分组项目（{call.waiting.length}项）</h2>
        <ScrollBox label="待分组项目表格">
          <Table
            size="small"
            pagination={false}
            rowKey={({ id }) => id}
            dataSource={call.waiting}
            locale={{ emptyText: <EmptyState text="没有形式审查通过、尚未分组的项目" /> }}
            rowSelection={{
              selectedRowKeys: chosen,
              onChange: (keys) => setChosen(keys.map(String)),
              getCheckboxProps: ({ number }) => ({ "aria-label": `选择${number}` }) as object,
              getTitleCheckboxProps: () => ({ "aria-label": "选择全部待分组项目" }) as object,
            }}
            columns={[
              { title: "编号", dataIndex: "number" },
              { title: "项目", dataIndex: "title" },
              { title: "申报单位", dataIndex: "institutionName" },
            ]}
          />
        </ScrollBox>
      </section>
      <SheetSection call={call} />
      {isForming && <FormingDialog call={call} chosen={chosen} callId={callId} onClose={() => setForming(false)} />}
    </Page>
  );
};

const PanelTable = ({ call }: { call: CallDetails }) => {
  const scoped = useScoped();
  return (
    <ScrollBox label="评审组表格">
      <Table
        size="small"
        pagination={false}
        rowKey={({ id }) => id}
        dataSource={call.panels}
        locale={{ emptyText: <EmptyState text="还没有评审组。在下面选择项目后组建" /> }}
        columns={[
          { title: "评审组", render: (_, { id, title }) => <Link to={scoped(`/reviews/panels/${id}`)}>{title}</Link> },
          { title: "轮次", render: (_, { round }) => (round === 1 ? "初评" : `第${round}轮（复评）`) },
          { title: "状态", render: (_, { state }) => <Light state={panelWords[state][0]} text={panelWords[state][1]} /> },
          { title: "项目（项）", className: "number", dataIndex: "projects" },
          { title: "专家接受（人）", className: "number", render: (_, { accepted, experts }) => `${accepted} / ${experts}` },
          { title: "空缺（席）", className: "number", dataIndex: "vacant" },
          {
            title: "已提交评分（份）",
            className: "number",
            render: (_, { lockedSheets, allSheets }) => `${lockedSheets} / ${allSheets}`,
          },
          { title: "组建", render: (_, { createdAt }) => minuteOf(createdAt) },
        ]}
      />
    </ScrollBox>
  );
};

const SheetSection = ({ call: { sheet } }: { call: CallDetails }) => (
  <section className="panel">
    <h2>评分表</h2>
    <p>
      {limitText(sheet.pass)}分及以上推荐，{limitText(sheet.revise)}分至{limitText(sheet.pass)}
      分修改后推荐；最高分与最低分相差超过{sheet.spread}
      分须复评；专家5人以上时去掉一个最高分和一个最低分后取均值。
    </p>
    <div className="sheet-columns">
      <ol>
        {sheet.items.map(({ id, title, maxPoints, clause }) => (
          <li key={id}>
            {title}　{maxPoints}分{clause !== undefined && <ClauseOf id={clause} />}
          </li>
        ))}
      </ol>
      <ul>
        {sheet.vetoes.map(({ id, title, clause }) => (
          <li key={id}>
            必答：{title}
            <ClauseOf id={clause} />
          </li>
        ))}
      </ul>
    </div>
  </section>
);

const ClauseOf = ({ id }: { id: string }) => (
  <span className="after-link">
    <ClauseLink id={id} />
  </span>
);

interface DialogProps {
  readonly call: CallDetails;
  readonly callId: string;
  readonly chosen: readonly string[];
  readonly onClose: () => void;
}

const FormingDialog = ({ call, callId, chosen, onClose }: DialogProps) => {
  const navigate = useNavigate();
  const scoped = useScoped();
  const { submit, isSending, problem } = useSubmit(createPanel, {
    onDone: ({ id }) => void navigate(scoped(`/reviews/panels/${id}`)),
  });
  const [title, setTitle] = useState(`第${call.panels.length + 1}组`);
  const [experts, setExperts] = useState(call.experts);
  const [fields, setFields] = useState<string[]>([...call.fields]);
  const [regionRule, setRegionRule] = useState<keyof typeof regionRuleWords>("county");
  return (
    <Modal
      open
      title={`为${chosen.length}项组建评审组`}
      okText="组建"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ body: { call: callId, title, projects: [...chosen], experts, fields, regionRule } })}
    >
      <ProblemSummary problem={problem} />
      <Form layout="vertical">
        <Form.Item label="评审组名称" htmlFor="panel-title">
          <Input id="panel-title" value={title} maxLength={100} onChange={({ target }) => setTitle(target.value)} />
        </Form.Item>
        <Form.Item label="专家人数" htmlFor="panel-experts" extra="5人以上单数；同一单位至多1人">
          <InputNumber
            id="panel-experts"
            min={5}
            max={99}
            step={2}
            value={experts}
            onChange={(value) => setExperts(value ?? 5)}
          />
        </Form.Item>
        <Form.Item label="须有专家的领域" htmlFor="panel-fields" extra="每个领域至少1人；可不选">
          <Select
            id="panel-fields"
            aria-label="须有专家的领域"
            mode="tags"
            value={fields}
            onChange={setFields}
            options={call.fields.map((field) => ({ value: field, label: field }))}
          />
        </Form.Item>
        <Form.Item label="地区回避" htmlFor="panel-region">
          <Select
            id="panel-region"
            aria-label="地区回避"
            value={regionRule}
            onChange={setRegionRule}
            options={Object.entries(regionRuleWords).map(([value, label]) => ({
              value: value as keyof typeof regionRuleWords,
              label,
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
