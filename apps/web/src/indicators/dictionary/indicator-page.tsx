import {
  askedKinds,
  type IndicatorView,
  indicatorCycles,
  indicatorDirections,
  indicatorKinds,
  type RouteAnswer,
  readIndicator,
} from "@qiangyi/api";
import { Button, Descriptions, Table } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Page, Pending, ScrollBox, useAnswer, useScoped, useSession } from "../../ui/index.ts";
import { DefinitionDialog } from "./definition-dialog.tsx";
import { ListDialog } from "./list-dialog.tsx";
import "../indicators.css";

type Told = RouteAnswer<typeof readIndicator>;

const missing = { title: "词典里没有这个指标", back: "/indicators/dictionary", backText: "回到指标词典" };

export const IndicatorPage = () => {
  const { code = "" } = useParams();
  const { can } = useSession();
  const [dialog, setDialog] = useState<"definition" | "list">();
  const answer = useAnswer(readIndicator, { params: { code } });
  if (answer.data === undefined) {
    return (
      <Page title="指标">
        <Pending of={answer} missing={missing} />
      </Page>
    );
  }
  const { indicator, definitions, lists, targets } = answer.data;
  const close = () => setDialog(undefined);
  return (
    <Page
      title={indicator.title}
      subtitle={`${indicator.code}，${indicator.category}，单位：${indicator.unit || "无"}`}
      actions={
        can("indicators.define") && (
          <>
            {indicator.listName !== null && <Button onClick={() => setDialog("list")}>登记清单新版本</Button>}
            <Button type="primary" onClick={() => setDialog("definition")}>
              登记新的口径
            </Button>
          </>
        )
      }
    >
      <Current indicator={indicator} />
      <Definitions definitions={definitions} />
      {lists.length > 0 && <Lists lists={lists} />}
      <Targets targets={targets} />
      {dialog === "definition" && <DefinitionDialog indicator={indicator} onClose={close} />}
      {dialog === "list" && <ListDialog name={indicator.listName ?? ""} onClose={close} />}
    </Page>
  );
};

const Current = ({ indicator }: { indicator: IndicatorView }) => (
  <section className="panel" aria-label="现行口径">
    <h2>现行口径（第{indicator.definition}版）</h2>
    <Descriptions
      size="small"
      column={2}
      bordered
      items={[
        { key: "formula", label: "公式", span: 2, children: indicator.formula },
        ...(indicator.numerator === null ? [] : [{ key: "n", label: "分子", span: 2, children: indicator.numerator }]),
        ...(indicator.denominator === null ? [] : [{ key: "d", label: "分母", span: 2, children: indicator.denominator }]),
        { key: "kind", label: "算法", children: indicatorKinds[indicator.kind] },
        { key: "direction", label: "方向", children: indicatorDirections[indicator.direction] },
        { key: "cycle", label: "报送周期", children: indicatorCycles[indicator.cycle] },
        { key: "source", label: "数据来源", children: indicator.source },
        {
          key: "asked",
          label: "填报对象",
          children:
            indicator.askedOf.length === 0
              ? "有这项目标的单位和地区"
              : `${indicator.askedOf.map((kind) => askedKinds[kind]).join("、")}，以及有这项目标的单位和地区`,
        },
        {
          key: "limits",
          label: "合理范围",
          children:
            indicator.plausible !== null
              ? `${indicator.plausible.min}至${indicator.plausible.max}`
              : indicator.partOfWhole
                ? "分子不大于分母"
                : "不限",
        },
        ...(indicator.scale === null
          ? []
          : [{ key: "scale", label: "级别", span: 2, children: `${indicator.scale.join("、")}（从低到高）` }]),
      ]}
    />
  </section>
);

const Definitions = ({ definitions }: Pick<Told, "definitions">) => (
  <section className="panel" aria-label="口径版本">
    <h2>口径版本</h2>
    <ScrollBox label="口径版本表格">
      <Table
        size="small"
        rowKey="version"
        pagination={false}
        dataSource={definitions}
        columns={[
          { title: "版本", width: 80, render: (_, { version }) => `第${version}版` },
          { title: "生效日期", dataIndex: "effectiveFrom", width: 110 },
          { title: "公式", dataIndex: "formula" },
          { title: "报送", width: 130, render: (_, { cycle, source }) => `按${indicatorCycles[cycle]}，${source}` },
          { title: "可比性", width: 160, render: (_, { isBreak }) => (isBreak ? "与以前的数值不比较" : "与以前的数值可比") },
          { title: "修改原因", width: 150, render: (_, { reason }) => reason ?? "—" },
          { title: "文件", width: 110, render: (_, { document }) => document ?? "—" },
          { title: "登记", width: 90, dataIndex: "recordedBy" },
        ]}
      />
    </ScrollBox>
  </section>
);

const Lists = ({ lists }: Pick<Told, "lists">) => (
  <section className="panel" aria-label="所用清单">
    <h2>所用清单</h2>
    <ScrollBox label="清单表格">
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={lists}
        expandable={{
          expandedRowRender: ({ items }) => <p className="indicator-formula">{items.join("、")}</p>,
        }}
        columns={[
          { title: "清单", dataIndex: "name" },
          { title: "版本", width: 80, render: (_, { version }) => `第${version}版` },
          { title: "医院", render: (_, { institution }) => institution?.name ?? "全省" },
          { title: "生效日期", dataIndex: "effectiveFrom", width: 110 },
          { title: "项数", width: 80, className: "number", render: (_, { items }) => items.length },
          { title: "来源", dataIndex: "source" },
          { title: "登记", width: 90, dataIndex: "recordedBy" },
        ]}
      />
    </ScrollBox>
  </section>
);

const Targets = ({ targets }: Pick<Told, "targets">) => {
  const scoped = useScoped();
  return (
    <section className="panel" aria-label="用到它的目标">
      <h2>用到它的目标（{targets.length}个）</h2>
      {targets.length === 0 ? (
        <p>没有文件对这个指标提出目标；数值照常收集和比较。</p>
      ) : (
        <ScrollBox label="目标表格">
          <Table
            size="small"
            rowKey="target"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={targets}
            columns={[
              { title: "单位或地区", dataIndex: "subjectName" },
              {
                title: "目标",
                render: (_, { target, wording }) => (
                  <Link to={scoped(`/indicators/targets/${encodeURIComponent(target)}`)}>{wording}</Link>
                ),
              },
              { title: "期限", dataIndex: "by", width: 120 },
            ]}
          />
        </ScrollBox>
      )}
    </section>
  );
};
