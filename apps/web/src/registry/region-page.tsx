import { fiscalModes, listInstitutions, type RouteAnswer, recordRegionDecision, regionKinds, showRegion } from "@qiangyi/api";
import { Breadcrumb, Button, Descriptions, Form, Input, Radio, Select, Table } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { KeysetTable, Page, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../ui/index.ts";
import { institutionColumns } from "./institution-columns.tsx";
import { useRegions } from "./use-regions.ts";

type Answer = RouteAnswer<typeof showRegion>;

export const RegionPage = () => {
  const { code = "" } = useParams();
  const answer = useAnswer(showRegion, { params: { code } });
  const { can } = useSession();
  if (!answer.data) return <Pending of={answer} />;
  const { region, above, history, decisions } = answer.data;
  const isCounty = !code.endsWith("00");
  return (
    <Page
      title={region.name}
      subtitle={
        <Breadcrumb
          items={[
            { title: <Link to="/registry/regions">区划</Link> },
            ...above.map((place) => ({ title: <Link to={`/registry/regions/${place.code}`}>{place.name}</Link> })),
            { title: region.name },
          ]}
        />
      }
    >
      <section className="panel">
        <Descriptions
          size="small"
          column={4}
          items={[
            { key: "code", label: "代码", children: region.code },
            { key: "kind", label: "类别", children: regionKinds[region.kind] },
            { key: "from", label: "启用", children: region.validFrom ?? "日期未登记" },
            { key: "to", label: "终止", children: region.validTo ?? "—" },
            ...(isCounty
              ? [
                  { key: "mode", label: "管理体制", children: fiscalModes[region.fiscalMode] },
                  {
                    key: "agricultural",
                    label: "农业县",
                    children: region.isAgricultural === null ? "未登记" : region.isAgricultural ? "是" : "否",
                  },
                ]
              : []),
          ]}
        />
      </section>
      {history.length > 0 && <History history={history} />}
      {isCounty && <Decisions code={code} decisions={decisions} />}
      {can("registry.read") && <Institutions code={code} />}
    </Page>
  );
};

const changes = { renamed: "更名、改设", merged: "并入", split: "分划" } as const;

const History = ({ history }: { history: Answer["history"] }) => (
  <section className="panel">
    <h2>沿革</h2>
    <Table
      size="small"
      pagination={false}
      rowKey="code"
      dataSource={history}
      columns={[
        { title: "原代码", dataIndex: "code", width: 100 },
        { title: "原名称", dataIndex: "name", width: 180 },
        { title: "变更", dataIndex: "change", width: 120, render: (change: keyof typeof changes) => changes[change] },
        { title: "止于", dataIndex: "until", width: 120, render: (day: string | null) => day ?? "日期未登记" },
        { title: "来源", dataIndex: "source" },
      ]}
    />
  </section>
);

const Decisions = ({ code, decisions }: { code: string; decisions: Answer["decisions"] }) => {
  const { can } = useSession();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="panel">
      <h2>管理体制与农业县的决定</h2>
      <p>没有决定时按市管县处理，农业县视为未登记。决定只增不改：情况变化时再登记一条。</p>
      <Table
        size="small"
        pagination={false}
        rowKey="id"
        dataSource={decisions}
        locale={{ emptyText: "没有登记过决定" }}
        columns={[
          {
            title: "决定",
            key: "value",
            render: (_, { fiscalMode, isAgricultural }) =>
              fiscalMode !== null ? fiscalModes[fiscalMode] : isAgricultural ? "是农业县" : "不是农业县",
          },
          { title: "生效", dataIndex: "effectiveFrom", width: 110 },
          { title: "终止", dataIndex: "effectiveTo", width: 110, render: (day: string | null) => day ?? "—" },
          { title: "依据", dataIndex: "basisDoc" },
          { title: "说明", dataIndex: "reason" },
          { title: "登记人", dataIndex: "decidedBy", width: 120 },
          { title: "登记日期", dataIndex: "recordedAt", width: 110, render: (at: string) => at.slice(0, 10) },
        ]}
      />
      {can("registry.write") && !isOpen && (
        <Button style={{ marginTop: 8 }} onClick={() => setOpen(true)}>
          登记决定
        </Button>
      )}
      {isOpen && <DecisionForm code={code} onDone={() => setOpen(false)} />}
    </section>
  );
};

interface DecisionValues {
  readonly value: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly basisDoc: string;
  readonly reason: string;
}

const agricultural = { yes: "是农业县", no: "不是农业县" } as const;

const DecisionForm = ({ code, onDone }: { code: string; onDone: () => void }) => {
  const { submit, problem, isSending } = useSubmit(recordRegionDecision, { onDone });
  const [subject, setSubject] = useState<"fiscal-mode" | "agricultural">("fiscal-mode");
  const send = ({ value, effectiveFrom, effectiveTo, basisDoc, reason }: DecisionValues) => {
    const basis = {
      effectiveFrom,
      effectiveTo: effectiveTo === undefined || effectiveTo === "" ? null : effectiveTo,
      basisDoc,
      reason,
    };
    submit({
      params: { code },
      body:
        subject === "fiscal-mode"
          ? { subject, fiscalMode: value as keyof typeof fiscalModes, ...basis }
          : { subject, isAgricultural: value === "yes", ...basis },
    });
  };
  const options = Object.entries(subject === "fiscal-mode" ? fiscalModes : agricultural).map(([value, label]) => ({
    value,
    label,
  }));
  return (
    <Form<DecisionValues>
      key={subject}
      layout="vertical"
      style={{ maxWidth: 640, marginTop: 12 }}
      onFinish={send}
      name="decision"
    >
      <ProblemSummary problem={problem} />
      <Form.Item label="决定事项">
        <Radio.Group
          value={subject}
          onChange={({ target }) => setSubject(target.value)}
          options={[
            { value: "fiscal-mode", label: "管理体制" },
            { value: "agricultural", label: "农业县" },
          ]}
        />
      </Form.Item>
      <Form.Item name="value" label="决定内容" rules={[{ required: true, message: "请选择决定内容" }]}>
        <Select options={options} />
      </Form.Item>
      <Form.Item name="effectiveFrom" label="生效日期" rules={[{ required: true, message: "请填写生效日期" }]}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="effectiveTo" label="终止日期（可不填）">
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="basisDoc" label="依据文号" rules={[{ required: true, whitespace: true, message: "请填写依据的文号" }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="reason" label="说明" rules={[{ required: true, whitespace: true, message: "请填写说明" }]}>
        <Input.TextArea maxLength={500} rows={2} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isSending}>
        登记
      </Button>
      <Button style={{ marginLeft: 8 }} onClick={onDone}>
        取消
      </Button>
    </Form>
  );
};

const Institutions = ({ code }: { code: string }) => {
  const { nameOf } = useRegions();
  const navigate = useNavigate();
  return (
    <>
      <h2>机构</h2>
      <KeysetTable
        caption="本区划的机构"
        route={listInstitutions}
        input={{ query: { region: code, state: "open" } }}
        columns={institutionColumns(nameOf)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(`/registry/institutions/${id}`)}
        emptyText="本区划没有您可以查看的机构"
      />
    </>
  );
};
