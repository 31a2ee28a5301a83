import { listProcurementRules, type RouteAnswer, recordProcurementRules } from "@qiangyi/api";
import { Button, Form, Input, Modal, Select, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  EmptyState,
  minuteOf,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSession,
  useSubmit,
  useWorkScope,
  WanInput,
} from "../ui/index.ts";

type Answer = RouteAnswer<typeof listProcurementRules>;

/** 采购目录及限额标准 by year with their source; the text has neither, so nothing is assumed. */
export const ProcurementRules = () => {
  const { can } = useSession();
  const answer = useAnswer(listProcurementRules, {});
  const [isAdding, setAdding] = useState(false);
  if (answer.data === undefined) return <Pending of={answer} />;
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>各年采购目录和限额标准</h2>
        <div className="table-extra">
          <UnitNote />
          {can("budgets.write") && <Button onClick={() => setAdding(true)}>登记</Button>}
        </div>
      </div>
      <p>没有登记的年度，资本性支出（309、310类）不论金额都须有采购记录。</p>
      <ScrollBox label="采购目录和限额表格">
        <Table<Answer["items"][number]>
          size="small"
          pagination={false}
          rowKey={({ year }) => year}
          dataSource={[...answer.data.items]}
          locale={{ emptyText: <EmptyState text="还没有登记" /> }}
          columns={[
            { title: "年度", dataIndex: "year" },
            { title: "限额标准", className: "number", render: (_, { thresholdFen }) => <Amount fen={thresholdFen} strong /> },
            {
              title: "集中采购目录",
              render: (_, { catalogue }) => (
                <div className="wrapping">{catalogue.map(({ label }) => label).join("、") || "—"}</div>
              ),
            },
            { title: "来源", dataIndex: "source" },
            { title: "登记", render: (_, { by, at }) => `${minuteOf(at)}　${by}` },
          ]}
        />
      </ScrollBox>
      {isAdding && <RuleDialog categories={answer.data.categories} onClose={() => setAdding(false)} />}
    </section>
  );
};

const RuleDialog = ({ categories, onClose }: { categories: Answer["categories"]; onClose: () => void }) => {
  const scope = useWorkScope();
  const { submit, isSending, problem } = useSubmit(recordProcurementRules, { onDone: onClose });
  const [year, setYear] = useState(String(scope.year));
  const [thresholdFen, setThreshold] = useState("");
  const [catalogue, setCatalogue] = useState<string[]>([]);
  const [source, setSource] = useState("");
  return (
    <Modal
      open
      title="登记采购目录和限额标准"
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ body: { year: Number(year), thresholdFen, catalogue, source } })}
    >
      <ProblemSummary
        problem={problem}
        fields={{
          year: { label: "年度", id: "rule-year" },
          thresholdFen: { label: "限额标准", id: "rule-amount" },
          source: { label: "来源", id: "rule-source" },
        }}
      />
      <Form layout="vertical">
        <Form.Item label="年度" htmlFor="rule-year" required>
          <Input id="rule-year" inputMode="numeric" value={year} onChange={({ target }) => setYear(target.value)} />
        </Form.Item>
        <Form.Item label="限额标准" htmlFor="rule-amount" required>
          <WanInput id="rule-amount" label="限额标准" hasUnit value={thresholdFen} onChange={setThreshold} />
        </Form.Item>
        <Form.Item label="集中采购目录内的支出类别" htmlFor="rule-catalogue">
          <Select
            id="rule-catalogue"
            aria-label="集中采购目录"
            mode="multiple"
            value={catalogue}
            onChange={setCatalogue}
            options={categories}
            optionFilterProp="label"
          />
        </Form.Item>
        <Form.Item label="文号或来源" htmlFor="rule-source" required>
          <Input id="rule-source" maxLength={200} value={source} onChange={({ target }) => setSource(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
