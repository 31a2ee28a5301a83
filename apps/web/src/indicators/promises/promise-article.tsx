import {
  type PromiseCard,
  type PromiseFigure,
  type PromiseFindingView,
  type PromiseLight,
  type PromiseRowView,
  promiseLights,
  promiseStrengths,
  promiseVerdicts,
} from "@qiangyi/api";
import { Table, type TableProps } from "antd";
import { ClauseLink, Light, ScrollBox } from "../../ui/index.ts";

const states = { green: "good", yellow: "warning", red: "bad", grey: "open", none: "neutral" } as const;

const LightOf = ({ light, text = promiseLights[light] }: { light: PromiseLight; text?: string }) => (
  <Light state={states[light]} text={text} />
);

/** One promise: what is asked, the figures side by side, what is concluded from them, and who is missing. */
export const PromiseArticle = ({ card }: { card: PromiseCard }) => {
  const { clause, ref, title, asked, lead, strength, due, isInferredDate, unit, finding } = card;
  const dated = due === null ? (isInferredDate ? "到2025年（推定）" : null) : `到${due}${isInferredDate ? "（推定）" : ""}`;
  return (
    <article className="promise">
      <div className="promise-head">
        <h3>{title}</h3>
        {finding && <LightOf light={finding.light} text={lightText(finding, unit)} />}
        <span className="board-note">
          {ref}；要求：{asked}；{promiseStrengths[strength]}
          {dated !== null && `；${dated}`}；牵头：{lead.join("、")}
        </span>
        <ClauseLink id={clause}>条款</ClauseLink>
      </div>
      {finding && <Finding title={title} finding={finding} />}
    </article>
  );
};

/** The light says its colour, the conclusion and the gap: nothing rests on colour alone. */
const lightText = ({ light, verdict, shortBy }: PromiseFindingView, unit: string): string =>
  [
    promiseLights[light],
    // While the period runs a green light says that what should be there by now is there.
    verdict === null ? "" : verdict === "short" && light === "green" ? "进度正常" : promiseVerdicts[verdict],
    shortBy === null ? "" : `${light === "green" ? "尚差" : "差"}${shortBy}${unit.split("/")[0]}`,
  ]
    .filter(Boolean)
    .join("，");

const Finding = ({ title, finding }: { title: string; finding: PromiseFindingView }) => (
  <>
    <dl className="promise-figures">
      {finding.figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd className={figure.value === null ? "promise-none" : ""}>{shownValue(figure)}</dd>
        </div>
      ))}
    </dl>
    <p className="board-note">
      {finding.because}
      {finding.remark !== null && `；${finding.remark}`}
    </p>
    {finding.open.length > 0 && (
      <details className="promise-open">
        <summary>未到位{finding.open.length}个</summary>
        <p>{finding.open.join("、")}</p>
      </details>
    )}
    {finding.rows.length > 0 && (
      <details className="promise-open" open={finding.rows.length <= shownAtOnce}>
        <summary>明细{finding.rows.length}行</summary>
        <ScrollBox label={`${title}明细`}>
          <Table<PromiseRowView>
            size="small"
            rowKey="name"
            pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={finding.rows}
            columns={columnsOf(finding.rows)}
          />
        </ScrollBox>
      </details>
    )}
  </>
);

const shownAtOnce = 4;

const shownValue = ({ value, unit }: PromiseFigure): string => (value === null ? "无数据" : `${value}${unit && ` ${unit}`}`);

/** One column for each figure that a row has, by its label. */
const columnsOf = (rows: readonly PromiseRowView[]): NonNullable<TableProps<PromiseRowView>["columns"]> => {
  const labels = [...new Map(rows.flatMap(({ figures }) => figures.map(({ label, unit }) => [label, unit] as const)))];
  return [
    { title: "名称", dataIndex: "name", width: 240 },
    ...labels.map(([label, unit]) => ({
      title: unit ? `${label}（${unit}）` : label,
      key: label,
      className: unit ? "number" : "",
      render: (_: unknown, { figures }: PromiseRowView) => figures.find((each) => each.label === label)?.value ?? "—",
    })),
    { title: "灯", key: "light", width: 90, render: (_, { light }) => (light === "none" ? "—" : <LightOf light={light} />) },
    { title: "说明", key: "remark", render: (_, { remark }) => remark ?? "" },
  ];
};
