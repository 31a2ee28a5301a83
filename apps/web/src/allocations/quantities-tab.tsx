import { Table } from "antd";
import { Light } from "../ui/index.ts";
import type { PlanDetails } from "./plan-answers.ts";
import { quantityGroups, quantityKinds } from "./words.ts";

type Quantity = PlanDetails["quantities"][number];

/** 至少 warns below, 计划数 and 左右 both ways, 力争 never: four kinds of number that officials must not mix. */
const verdictOf = ({ kind, difference }: Quantity) => {
  if (difference === null) return <Light state="neutral" text="供参考" />;
  if (kind === "floor")
    return difference < 0 ? <Light state="warning" text={`尚差${-difference}`} /> : <Light state="good" text="已达到" />;
  if (kind === "aspiration")
    return difference < 0 ? <Light state="neutral" text={`距目标${-difference}`} /> : <Light state="good" text="已达到" />;
  if (difference > 0) return <Light state="warning" text={`超出${difference}`} />;
  return difference < 0 ? <Light state="neutral" text={`尚余${-difference}`} /> : <Light state="good" text="正好" />;
};

export const QuantitiesTab = ({ plan }: { plan: PlanDetails }) => (
  <section className="keyset-table" aria-label="数量与目标">
    <Table<Quantity>
      size="small"
      pagination={false}
      rowKey={({ line, kind, group, year }) => `${line} ${kind} ${group} ${year}`}
      dataSource={plan.quantities}
      scroll={{ x: "max-content" }}
      columns={[
        { title: "支持项目", dataIndex: "name" },
        { title: "性质", render: (_, { kind }) => quantityKinds[kind] ?? kind },
        { title: "分组", render: (_, { group }) => (group === null ? "" : (quantityGroups[group] ?? group)) },
        { title: "期间", render: (_, { year }) => (year === null ? "实施期" : `${year}年`) },
        { title: "目标", className: "number", render: (_, { target, whole }) => target ?? whole },
        { title: "实际", className: "number", render: (_, { actual, part }) => actual ?? part },
        { title: "占比", className: "number", render: (_, { percent }) => (percent === null ? "" : `${percent}%`) },
        { title: "对照", render: (_, quantity) => verdictOf(quantity) },
      ]}
    />
    {plan.warnings.length > 0 && (
      <>
        <h2>计算提示（{plan.warnings.length}）</h2>
        <ul>
          {plan.warnings.slice(0, 100).map(({ code, line, year, subject, text }) => (
            <li key={`${code} ${line} ${year} ${subject}`}>{text}</li>
          ))}
        </ul>
      </>
    )}
  </section>
);
