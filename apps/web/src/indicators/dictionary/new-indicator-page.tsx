import {
  type AskedKind,
  askedKinds,
  defineIndicator,
  type IndicatorCycle,
  type IndicatorDirection,
  type IndicatorKind,
  indicatorCycles,
  indicatorDirections,
  indicatorKinds,
} from "@qiangyi/api";
import { Button, Checkbox, DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useNavigate } from "react-router";
import { Page, ProblemSummary, useScoped, useSubmit } from "../../ui/index.ts";
import "../indicators.css";

interface Entered {
  readonly code: string;
  readonly title: string;
  readonly unit?: string;
  readonly direction: IndicatorDirection;
  readonly kind: IndicatorKind;
  readonly category: string;
  readonly cycle: IndicatorCycle;
  readonly source: string;
  readonly askedOf?: AskedKind[];
  readonly effectiveFrom: Dayjs;
  readonly formula: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly partOfWhole?: boolean;
  readonly scale?: string;
}

const options = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const labels = {
  code: "代码",
  title: "名称",
  unit: "单位",
  numerator: "分子",
  denominator: "分母",
  scale: "级别",
  formula: "公式",
  category: "类别",
  source: "数据来源",
} as const;
const fields = Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, { label, id: `indicator_${name}` }]));

const textOf = (entered: string | undefined): string | null => (entered === undefined || entered.trim() === "" ? null : entered);

/** 新增指标: a row of the dictionary; nothing else has to be changed before it can be reported and shown. */
export const NewIndicatorPage = () => {
  const [form] = Form.useForm<Entered>();
  const kind = Form.useWatch("kind", form);
  const navigate = useNavigate();
  const scoped = useScoped();
  const { submit, isSending, problem } = useSubmit(defineIndicator, {
    onDone: ({ code }) => void navigate(scoped(`/indicators/dictionary/${code}`)),
  });
  const isRatio = kind === "ratio" || kind === "share";
  const isOrdinal = kind === "level" || kind === "grade";
  const send = (entered: Entered) =>
    submit({
      body: {
        code: entered.code,
        title: entered.title,
        unit: entered.unit ?? "",
        direction: entered.direction,
        kind: entered.kind,
        per: entered.unit === "%" ? "100" : "1",
        scale: isOrdinal ? (entered.scale ?? "").split(/[、,，\s]+/).filter((label) => label !== "") : null,
        category: entered.category,
        cycle: entered.cycle,
        partOfWhole: isRatio && (entered.partOfWhole ?? false),
        plausible: null,
        source: entered.source,
        askedOf: entered.askedOf ?? [],
        effectiveFrom: entered.effectiveFrom.format("YYYY-MM-DD"),
        formula: entered.formula,
        numerator: isRatio ? textOf(entered.numerator) : null,
        denominator: isRatio ? textOf(entered.denominator) : null,
        listName: null,
      },
    });
  const required = (message: string) => [{ required: true, whitespace: true, message }];
  return (
    <Page title="新增指标" subtitle="保存后即可填报、评价和上看板，不需要改程序">
      <ProblemSummary problem={problem} fields={fields} />
      <Form<Entered>
        form={form}
        name="indicator"
        layout="vertical"
        className="indicator-form panel"
        initialValues={{ direction: "up", kind: "ratio", cycle: "quarter", unit: "%" }}
        onFinish={send}
      >
        <div className="indicator-fields">
          <Form.Item name="title" label="名称" rules={required("请填写名称")}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item
            name="code"
            label="代码"
            extra="小写英文字母、数字和下划线，以后不变"
            rules={[
              { required: true, message: "请填写代码" },
              { pattern: /^[a-z][a-z0-9_]{1,59}$/, message: "由小写英文字母、数字和下划线组成，以字母开头" },
            ]}
          >
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="category" label="类别" rules={required("请填写类别")}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="unit" label="单位" extra="百分数填%">
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="kind" label="算法" rules={[{ required: true }]}>
            <Select options={options(indicatorKinds)} />
          </Form.Item>
          <Form.Item name="direction" label="方向" rules={[{ required: true }]}>
            <Select options={options(indicatorDirections)} />
          </Form.Item>
          <Form.Item name="cycle" label="报送周期" rules={[{ required: true }]}>
            <Select options={options(indicatorCycles)} />
          </Form.Item>
          <Form.Item name="effectiveFrom" label="生效日期" rules={[{ required: true, message: "请选择生效日期" }]}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
        </div>
        <Form.Item name="formula" label="公式" rules={required("请填写公式")}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        {isRatio && (
          <>
            <Form.Item name="numerator" label="分子" rules={required("比率须写明分子")}>
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="denominator" label="分母" rules={required("比率须写明分母")}>
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="partOfWhole" valuePropName="checked">
              <Checkbox>分子是分母的一部分，不会大于分母</Checkbox>
            </Form.Item>
          </>
        )}
        {isOrdinal && (
          <Form.Item name="scale" label="级别" extra="从低到高，用顿号隔开" rules={required("请从低到高列出各个级别")}>
            <Input maxLength={300} placeholder="未建设、市级、省级" />
          </Form.Item>
        )}
        <div className="indicator-fields">
          <Form.Item name="source" label="数据来源" rules={required("请填写数据来源")}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="askedOf" label="填报对象" extra="不选即只由有这项目标的单位填报">
            <Select mode="multiple" options={options(askedKinds)} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={isSending}>
          保存
        </Button>
      </Form>
    </Page>
  );
};
