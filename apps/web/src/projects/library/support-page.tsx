import {
  confirmSupportPlan,
  listFundRequests,
  listProjects,
  listSupportPlans,
  type RouteAnswer,
  saveSupportPlan,
  submitFundRequest,
} from "@qiangyi/api";
import { Button, Form, Input, InputNumber, Select, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  Amount,
  EmptyState,
  Light,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  UnitNote,
  useAnswer,
  useSession,
  useSubmit,
  useWorkScope,
  WanInput,
} from "../../ui/index.ts";
import "../selection/selection.css";

type Plan = RouteAnswer<typeof listSupportPlans>["items"][number];
type Part = Plan["rows"][number]["part"];
const parts: Readonly<Record<Part, string>> = {
  "tertiary-hospital": "示范三级医院",
  "county-group": "试点县医疗集团",
  "township-centre": "乡镇卫生院",
};
const programme = "5g-pilot";

/** 5G试点: the support plan of a year with its three lists, in versions, and what was asked of 省财政厅. */
export const SupportPage = () => {
  const { year } = useWorkScope();
  const { can, account } = useSession();
  const plans = useAnswer(listSupportPlans, { query: { programme, year } });
  if (!plans.data) return <Pending of={plans} />;
  const mayEdit = account?.level === "province" && can("projects.select");
  const { items } = plans.data;
  return (
    <Page
      title="5G试点支持计划与名单"
      subtitle={`${year}年；只有名单内的入库项目才能列入资金申报，县级医疗集团在名单内但不列省级设备资金`}
    >
      {items.length === 0 && !mayEdit && <EmptyState text="这一年还没有确定名单" />}
      {mayEdit && items[0]?.state !== "draft" && <NewDraft year={year} latest={items[0]} />}
      {items.map((plan) => (
        <PlanCard key={plan.id} plan={plan} mayEdit={mayEdit} />
      ))}
      {can("plans.read") && (
        <FundRequests year={year} plan={items.find(({ state }) => state === "confirmed")} mayEdit={mayEdit} />
      )}
    </Page>
  );
};

const PlanCard = ({ plan, mayEdit }: { plan: Plan; mayEdit: boolean }) => (
  <section className="panel" aria-label={`第${plan.version}版`}>
    <div className="table-bar">
      <h2>
        第{plan.version}版{" "}
        <Light
          state={plan.state === "confirmed" ? "good" : "open"}
          text={plan.state === "confirmed" ? `已确定 ${plan.documentNumber ?? ""}` : "草稿"}
        />
      </h2>
      <UnitNote />
    </div>
    {plan.confirmed && (
      <p className="sel-note">
        {plan.confirmed.name}于{minuteOf(plan.confirmed.at)}确定
      </p>
    )}
    {(Object.keys(parts) as Part[]).map((part) => {
      const rows = plan.rows.filter((row) => row.part === part);
      return (
        <section key={part} aria-label={parts[part]}>
          <h3>
            {parts[part]} {rows.length}家
          </h3>
          {rows.length > 0 && (
            <Table<Plan["rows"][number]>
              size="small"
              rowKey={({ project }) => project.id}
              dataSource={rows}
              pagination={false}
              columns={[
                { title: "项目编号", width: 150, render: (_, { project }) => project.number },
                { title: "项目", render: (_, { project }) => <Link to={`/projects/${project.id}`}>{project.title}</Link> },
                { title: "单位", render: (_, { institution }) => institution.name },
                { title: "金额", width: 120, align: "right", render: (_, { amountFen }) => <Amount fen={amountFen} /> },
                { title: "目标", width: 260, dataIndex: "targets" },
              ]}
            />
          )}
        </section>
      );
    })}
    <p>
      合计 <Amount fen={plan.totalFen} strong />
    </p>
    <h3>计划目标</h3>
    <Table<Plan["targets"][number]>
      size="small"
      rowKey="name"
      dataSource={plan.targets}
      pagination={false}
      columns={[
        { title: "目标", dataIndex: "name" },
        { title: "单位", width: 80, dataIndex: "unit" },
        { title: "基期", width: 100, align: "right", render: (_, { base }) => base ?? "—" },
        { title: "计划", width: 100, align: "right", render: (_, { planned }) => planned ?? "待填" },
        { title: "实际", width: 100, align: "right", render: (_, { actual }) => actual ?? "无数据" },
      ]}
    />
    {mayEdit && plan.state === "draft" && (
      <>
        <DraftEditor plan={plan} />
        <ConfirmForm plan={plan} />
      </>
    )}
  </section>
);

const NewDraft = ({ year, latest }: { year: number; latest: Plan | undefined }) => {
  const { submit, isSending, problem } = useSubmit(saveSupportPlan);
  const rows = (latest?.rows ?? []).map(({ project, part, amountFen, targets }) => ({
    project: project.id,
    part,
    amountFen,
    targets,
  }));
  return (
    <>
      <ProblemSummary problem={problem} />
      <Button
        loading={isSending}
        onClick={() => submit({ params: { programme, year }, body: { targets: latest?.targets ?? [], rows } })}
      >
        {latest ? "编制下一版" : "编制支持计划"}
      </Button>
    </>
  );
};

const DraftEditor = ({ plan }: { plan: Plan }) => {
  const { submit, isSending, problem } = useSubmit(saveSupportPlan);
  const projects = useAnswer(listProjects, { query: { programme: plan.programme, phase: "library", limit: 200 } });
  const [project, setProject] = useState<string>();
  const [part, setPart] = useState<Part>("tertiary-hospital");
  const [amountFen, setAmount] = useState("");
  const [targets, setTargets] = useState("");
  const [target, setTarget] = useState<Plan["targets"][number]>({
    name: "",
    unit: "个",
    base: null,
    planned: null,
    actual: null,
  });
  const rows = plan.rows.map((row) => ({
    project: row.project.id,
    part: row.part,
    amountFen: row.amountFen,
    targets: row.targets,
  }));
  const save = (change: { rows?: typeof rows; targets?: Plan["targets"] }) =>
    submit({ params: { programme: plan.programme, year: plan.year }, body: { rows, targets: plan.targets, ...change } });
  return (
    <div className="sel-form no-print">
      <ProblemSummary problem={problem} />
      <Form
        layout="vertical"
        className="sel-row"
        aria-label="加入项目"
        onFinish={() =>
          project &&
          save({
            rows: [
              ...rows.filter((row) => row.project !== project),
              { project, part, amountFen: part === "county-group" ? "0" : amountFen || "0", targets },
            ],
          })
        }
      >
        <Form.Item label="入库项目" htmlFor="plan-project" className="grow">
          <Select
            id="plan-project"
            value={project}
            onChange={setProject}
            options={(projects.data?.items ?? []).map(({ id, number, title, institution }) => ({
              value: id,
              label: `${number ?? ""} ${title}（${institution.name}）`,
            }))}
          />
        </Form.Item>
        <Form.Item label="名单" htmlFor="plan-part">
          <Select
            id="plan-part"
            style={{ width: 160 }}
            value={part}
            onChange={setPart}
            options={(Object.keys(parts) as Part[]).map((value) => ({ value, label: parts[value] }))}
          />
        </Form.Item>
        {part !== "county-group" && (
          <Form.Item label="金额（万元）" htmlFor="plan-amount">
            <WanInput id="plan-amount" value={amountFen} onChange={setAmount} />
          </Form.Item>
        )}
        <Form.Item label="目标" htmlFor="plan-targets" className="grow">
          <Input id="plan-targets" maxLength={500} value={targets} onChange={({ target: { value } }) => setTargets(value)} />
        </Form.Item>
        <Button htmlType="submit" loading={isSending} disabled={!project || targets.trim().length < 2}>
          加入名单
        </Button>
      </Form>
      <Form
        layout="vertical"
        className="sel-row"
        aria-label="加入目标"
        onFinish={() => save({ targets: [...plan.targets.filter(({ name }) => name !== target.name), target] })}
      >
        <Form.Item label="计划目标" htmlFor="plan-target" className="grow">
          <Input
            id="plan-target"
            maxLength={60}
            value={target.name}
            onChange={({ target: { value } }) =>
              // A target that stands already is taken up with its figures: what changes from year to year is the actual one.
              setTarget((old) => plan.targets.find(({ name }) => name === value) ?? { ...old, name: value })
            }
          />
        </Form.Item>
        <Form.Item label="单位" htmlFor="plan-target-unit">
          <Input
            id="plan-target-unit"
            maxLength={10}
            style={{ width: 80 }}
            value={target.unit}
            onChange={({ target: { value } }) => setTarget((old) => ({ ...old, unit: value }))}
          />
        </Form.Item>
        {figures.map(({ key, label }) => (
          <Form.Item key={key} label={label} htmlFor={`plan-target-${key}`}>
            <InputNumber
              id={`plan-target-${key}`}
              style={{ width: 88 }}
              value={target[key]}
              onChange={(value) => setTarget((old) => ({ ...old, [key]: value }))}
            />
          </Form.Item>
        ))}
        <Button htmlType="submit" loading={isSending} disabled={target.name.trim().length < 2}>
          加入目标
        </Button>
      </Form>
    </div>
  );
};

const figures = [
  { key: "base", label: "基期值" },
  { key: "planned", label: "计划值" },
  { key: "actual", label: "实际值" },
] as const;

const ConfirmForm = ({ plan }: { plan: Plan }) => {
  const [documentNumber, setNumber] = useState("");
  const { submit, isSending, problem } = useSubmit(confirmSupportPlan);
  return (
    <Form
      layout="vertical"
      className="sel-row no-print"
      aria-label="确定名单"
      onFinish={() => submit({ params: { programme: plan.programme, year: plan.year }, body: { documentNumber } })}
    >
      <ProblemSummary problem={problem} />
      <Form.Item label="确定名单的文号" htmlFor="plan-number">
        <Input
          id="plan-number"
          placeholder="晋卫函〔2026〕88号"
          value={documentNumber}
          onChange={({ target }) => setNumber(target.value)}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isSending} disabled={documentNumber === ""}>
        确定名单和计划
      </Button>
    </Form>
  );
};

const FundRequests = ({ year, plan, mayEdit }: { year: number; plan: Plan | undefined; mayEdit: boolean }) => {
  const requests = useAnswer(listFundRequests, { query: { programme, year } });
  const [values, setValues] = useState({ reason: "", documentNumber: "" });
  const { submit, isSending, problem } = useSubmit(submitFundRequest);
  const rows = (plan?.rows ?? []).filter(({ amountFen }) => amountFen !== "0");
  const send = () =>
    submit({
      body: { programme, year, ...values, rows: rows.map(({ project, amountFen }) => ({ project: project.id, amountFen })) },
    });
  return (
    <section className="panel" aria-label="资金申报">
      <h2>向省财政厅申报资金</h2>
      {!requests.data ? (
        <Pending of={requests} />
      ) : requests.data.items.length === 0 ? (
        <p className="sel-note">这一年还没有申报</p>
      ) : (
        <ul>
          {requests.data.items.map(({ id, documentNumber, totalFen, reason, submitted, rows: asked }) => (
            <li key={id}>
              {documentNumber}　{asked.length}个项目，合计 <Amount fen={totalFen} strong />　{reason}
              <span className="sel-note">
                （{submitted.name}，{minuteOf(submitted.at)}）
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && plan && rows.length > 0 && (
        <Form layout="vertical" className="sel-row no-print" aria-label="提交资金申报" onFinish={send}>
          <ProblemSummary problem={problem} />
          <Form.Item label="申报文号" htmlFor="request-number">
            <Input
              id="request-number"
              placeholder="晋卫财函〔2026〕9号"
              value={values.documentNumber}
              onChange={({ target: { value } }) => setValues((old) => ({ ...old, documentNumber: value }))}
            />
          </Form.Item>
          <Form.Item label="申报理由（上级要求、发展实际）" htmlFor="request-reason" className="grow">
            <Input
              id="request-reason"
              maxLength={500}
              value={values.reason}
              onChange={({ target: { value } }) => setValues((old) => ({ ...old, reason: value }))}
            />
          </Form.Item>
          <Button
            type="primary"
            htmlType="submit"
            loading={isSending}
            disabled={values.documentNumber === "" || values.reason.trim().length < 2}
          >
            按名单提交{rows.length}个项目
          </Button>
        </Form>
      )}
    </section>
  );
};
