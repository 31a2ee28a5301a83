import { listSharingMethods, type RouteAnswer, recordSharingMethod, type ShareRoute, shareRoutes } from "@qiangyi/api";
import { Button, Form, Input, Select, Table } from "antd";
import { useState } from "react";
import {
  ClauseLink,
  EmptyState,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  useAnswer,
  useSubmit,
  useWorkScope,
} from "../../ui/index.ts";

type Methods = RouteAnswer<typeof listSharingMethods>;
type Item = Methods["items"][number];

/** 负担办法 is not in this regulation: what is recorded here, with its source, is what the shares are reckoned by. */
export const SharingMethodsPage = () => {
  const answer = useAnswer(listSharingMethods, {});
  return (
    <Page
      title="负担办法"
      subtitle={
        <>
          各级负担比例，须有来源文件；没有登记的由省级全额负担
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art8.1.a" />
          </span>
        </>
      }
    >
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <>
          {answer.data.mayRecord && <RecordForm lines={answer.data.lines} />}
          <section className="panel" aria-label="已登记的负担办法">
            <h2>已登记的负担办法</h2>
            <ScrollBox label="负担办法表">
              <Table<Item>
                size="small"
                pagination={false}
                rowKey="id"
                dataSource={[...answer.data.items]}
                locale={{ emptyText: <EmptyState text="还没有登记；现在全部由省级负担" /> }}
                columns={[
                  { title: "支持项目", dataIndex: "lineName" },
                  { title: "项目类别", render: (_, { route }) => shareRoutes[route] },
                  { title: "起始年度", dataIndex: "fromYear" },
                  { title: "省级（%）", className: "number", dataIndex: "provincePercent" },
                  { title: "市级（%）", className: "number", dataIndex: "cityPercent" },
                  { title: "县级（%）", className: "number", dataIndex: "countyPercent" },
                  { title: "来源", dataIndex: "source" },
                  { title: "登记", render: (_, { by, recordedAt }) => `${minuteOf(recordedAt)}　${by}` },
                ]}
              />
            </ScrollBox>
          </section>
        </>
      )}
    </Page>
  );
};

const fields = {
  line: { label: "支持项目", id: "method-line" },
  fromYear: { label: "起始年度", id: "method-year" },
  provincePercent: { label: "省级（%）", id: "method-province" },
  cityPercent: { label: "市级（%）", id: "method-city" },
  countyPercent: { label: "县级（%）", id: "method-county" },
  source: { label: "来源文件", id: "method-source" },
} as const;

const percents = ["provincePercent", "cityPercent", "countyPercent"] as const;

const RecordForm = ({ lines }: Pick<Methods, "lines">) => {
  const { year } = useWorkScope();
  const empty = { line: "", fromYear: String(year), provincePercent: "", cityPercent: "", countyPercent: "", source: "" };
  const [values, setValues] = useState(empty);
  const [route, setRoute] = useState<ShareRoute>("county");
  const { submit, isSending, problem } = useSubmit(recordSharingMethod, { onDone: () => setValues(empty) });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const text = (name: Exclude<keyof typeof fields, "line">, width: number) => (
    <Form.Item label={fields[name].label} htmlFor={fields[name].id} key={name}>
      <Input
        id={fields[name].id}
        style={{ width }}
        value={values[name]}
        inputMode={name === "source" ? "text" : "decimal"}
        maxLength={name === "source" ? 200 : 6}
        onChange={({ target }) => set({ [name]: target.value })}
      />
    </Form.Item>
  );
  return (
    <section className="panel no-print" aria-label="登记负担办法">
      <h2>登记</h2>
      <ProblemSummary problem={problem} fields={fields} />
      <Form layout="inline" style={{ rowGap: 10 }} onFinish={() => submit({ body: { ...values, route } })}>
        <Form.Item label="支持项目" htmlFor="method-line">
          <Select
            id="method-line"
            style={{ width: 260 }}
            showSearch={{ optionFilterProp: "label" }}
            value={values.line || null}
            onChange={(line: string) => set({ line })}
            options={lines}
            placeholder="请选择"
          />
        </Form.Item>
        <Form.Item label="项目类别" htmlFor="method-route">
          <Select
            id="method-route"
            style={{ width: 200 }}
            value={route}
            onChange={setRoute}
            options={Object.entries(shareRoutes).map(([value, label]) => ({ value: value as ShareRoute, label }))}
          />
        </Form.Item>
        {text("fromYear", 90)}
        {percents.map((name) => text(name, 80))}
        {text("source", 320)}
        <Button type="primary" htmlType="submit" loading={isSending}>
          登记
        </Button>
      </Form>
    </section>
  );
};
