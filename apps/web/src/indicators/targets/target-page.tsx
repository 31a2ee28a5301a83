import { type RouteAnswer, readTarget } from "@qiangyi/api";
import { Button, Descriptions, Table } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { ClauseLink, groupedDigits, Page, Pending, ScrollBox, useAnswer, useFilters, useScoped } from "../../ui/index.ts";
import { FlagMarks, SignalMark, VerdictMark } from "../boards/marks.tsx";
import { AmendDialog } from "./amend-dialog.tsx";
import { EventTable } from "./event-table.tsx";
import { ObservationTable } from "./observation-table.tsx";
import { PathDialog } from "./path-dialog.tsx";
import "../indicators.css";

type Told = RouteAnswer<typeof readTarget>;
type Results = NonNullable<Told["results"]>;

const missing = { title: "找不到这个目标", back: "/indicators/targets", backText: "回到目标列表" };

export const TargetPage = () => {
  const { target = "" } = useParams();
  const { values } = useFilters(["asOf"]);
  const [dialog, setDialog] = useState<"amend" | "path">();
  const answer = useAnswer(readTarget, { params: { target }, query: values });
  if (answer.data === undefined) {
    return (
      <Page title="目标">
        <Pending of={answer} missing={missing} />
      </Page>
    );
  }
  const told = answer.data;
  const close = () => setDialog(undefined);
  return (
    <Page
      title={`${told.target.indicatorTitle}：${told.target.wording}`}
      subtitle={`${told.target.subjectName}，${told.target.by}；数据截至${told.asOf}`}
      actions={
        told.canAmend && (
          <>
            <Button onClick={() => setDialog("path")}>登记基期值和阶段目标</Button>
            <Button onClick={() => setDialog("amend")}>按后来的文件调整</Button>
          </>
        )
      }
    >
      <Asked told={told} />
      {told.results === null ? (
        <section className="panel" aria-label="结果">
          <h2>结果</h2>
          <p>目标公开；这个单位（地区）的结果不在您的查看范围内。</p>
        </section>
      ) : (
        <Outcome results={told.results} />
      )}
      <Versions told={told} />
      {dialog === "amend" && <AmendDialog target={told.target} onClose={close} />}
      {dialog === "path" && <PathDialog target={told.target} onClose={close} />}
    </Page>
  );
};

const Asked = ({ told }: { told: Told }) => {
  const scoped = useScoped();
  const { target } = told;
  return (
    <section className="panel" aria-label="要求">
      <h2>要求</h2>
      <Descriptions
        size="small"
        column={2}
        bordered
        items={[
          { key: "wording", label: "限值", children: `${target.wording}${target.isRollUp ? "（汇总行，不计入达标率）" : ""}` },
          { key: "by", label: "期限", children: target.isInferred ? `${target.by}（文件没有写明，推定）` : target.by },
          { key: "clause", label: "条款", children: <ClauseLink id={target.clause} /> },
          {
            key: "definition",
            label: "口径",
            children: (
              <Link to={scoped(`/indicators/dictionary/${target.indicator}`)}>
                {target.indicatorTitle}（第{told.definition}版）
              </Link>
            ),
          },
          { key: "formula", label: "公式", span: 2, children: told.formula },
        ]}
      />
    </section>
  );
};

const Outcome = ({ results }: { results: Results }) => (
  <>
    <section className="panel" aria-label="结果">
      <h2>结果</h2>
      <Evaluations evaluations={results.evaluations} />
      <ol className="target-steps">
        {results.evaluations
          .flatMap(({ explanation }) => explanation)
          .map(({ text, clause }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences may repeat from year to year and never move.
            <li key={at}>
              {text} {clause !== null && <ClauseLink id={clause} />}
            </li>
          ))}
      </ol>
    </section>
    {results.years.length > 0 && <Years years={results.years} />}
    {results.observations.length > 0 && (
      <section className="panel" aria-label="所依据的数据">
        <h2>所依据的数据（审定值，各版本）</h2>
        <ObservationTable items={results.observations} used={results.evaluations.flatMap(({ used }) => used)} />
      </section>
    )}
    {results.events.length > 0 && (
      <section className="panel" aria-label="逐项事项">
        <h2>逐项事项（确认后计数）</h2>
        <EventTable items={results.events} />
      </section>
    )}
  </>
);

const Evaluations = ({ evaluations }: Pick<Results, "evaluations">) => (
  <ScrollBox label="评价表格">
    <Table
      size="small"
      rowKey={({ year }) => String(year)}
      pagination={false}
      dataSource={evaluations}
      columns={[
        { title: "年度", width: 90, render: (_, { year }) => (year === null ? "整体" : `${year}年`) },
        { title: "结论", width: 100, render: (_, { verdict }) => <VerdictMark verdict={verdict} /> },
        { title: "数值", width: 130, className: "number", render: (_, { display }) => display },
        {
          title: "完成率",
          width: 90,
          className: "number",
          render: (_, { completion }) => (completion === null ? "—" : `${completion}%`),
        },
        {
          title: "差距",
          width: 130,
          className: "number",
          render: (_, { gap }) =>
            gap === null ? "—" : `${groupedDigits(shortened(gap.value))}${gap.unit}${gap.strict ? "以上" : ""}`,
        },
        {
          title: "应到（路径）",
          width: 110,
          className: "number",
          render: (_, { required }) => groupedDigits(shortened(required)),
        },
        { title: "预计", width: 110, className: "number", render: (_, { projected }) => groupedDigits(shortened(projected)) },
        { title: "信号（预测）", width: 120, render: (_, { signal }) => <SignalMark signal={signal} /> },
        { title: "标记", render: (_, { flags, lateDays }) => <FlagMarks flags={flags} lateDays={lateDays} /> },
      ]}
    />
  </ScrollBox>
);

const Years = ({ years }: Pick<Results, "years">) => (
  <section className="panel" aria-label="历年数值">
    <h2>历年数值（按现在审定的数据）</h2>
    <ScrollBox label="历年数值表格">
      <Table
        size="small"
        rowKey="year"
        pagination={false}
        dataSource={years}
        columns={[
          { title: "年度", width: 90, render: (_, { year }) => `${year}年` },
          { title: "覆盖", width: 90, render: (_, { months }) => (months === 12 ? "全年" : `${months}个月`) },
          { title: "分子", className: "number", render: (_, { numerator }) => groupedDigits(numerator) },
          { title: "分母", className: "number", render: (_, { denominator }) => groupedDigits(denominator) },
          { title: "数值", className: "number", render: (_, { value, label }) => label ?? groupedDigits(shortened(value)) },
          {
            title: "说明",
            render: (_, { hasBreak, isCorrected }) =>
              [hasBreak && "年内口径有变化", isCorrected && "有更正"].filter(Boolean).join("，") || "—",
          },
        ]}
      />
    </ScrollBox>
  </section>
);

/** Four decimals are enough to read; the exact parts stand beside it. */
const shortened = (value: string | null): string | null => value?.replace(/(\.\d{4})\d+$/, "$1…") ?? null;

const Versions = ({ told }: { told: Told }) => (
  <section className="panel" aria-label="版本和路径">
    <h2>版本</h2>
    <ScrollBox label="版本表格">
      <Table
        size="small"
        rowKey="version"
        pagination={false}
        dataSource={told.versions}
        columns={[
          { title: "版本", width: 80, render: (_, { version }) => `第${version}版` },
          { title: "限值", dataIndex: "wording" },
          { title: "期限", width: 110, dataIndex: "by" },
          { title: "文件", render: (_, { document, documentDate }) => `${document}（${documentDate}）` },
          { title: "生效", width: 110, dataIndex: "effectiveFrom" },
          { title: "原因", render: (_, { reason }) => reason ?? "文件原文" },
          { title: "登记", width: 90, dataIndex: "recordedBy" },
        ]}
      />
    </ScrollBox>
    {told.paths.length > 0 && (
      <>
        <h2>基期值和阶段目标</h2>
        <ul>
          {told.paths.map(({ baseline, milestones, effectiveFrom, document, approvedBy }) => (
            <li key={`${effectiveFrom} ${document}`}>
              自{effectiveFrom}起：{baseline && `基期${baseline.year}年${baseline.value}`}
              {milestones.map(({ year, value }) => `；${year}年${value}`).join("")}（{document}，{approvedBy}）
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
);
