import type { GoalLight, ToldNodeView } from "@qiangyi/api";
import { Table } from "antd";
import { Light, ScrollBox } from "../../ui/index.ts";
import "./evaluations.css";

const states: Readonly<Record<Exclude<GoalLight, "none">, "good" | "warning" | "bad" | "neutral">> = {
  green: "good",
  yellow: "warning",
  red: "bad",
  grey: "neutral",
};
const words: Readonly<Record<Exclude<GoalLight, "none">, string>> = { green: "绿灯", yellow: "黄灯", red: "红灯", grey: "灰灯" };

/** A light of the plan with its word, and more words where there is something to say. */
export const PlanLight = ({ light, text }: { light: GoalLight; text?: string }) =>
  light === "none" ? (
    <span>{text ?? "不亮灯"}</span>
  ) : (
    <Light state={states[light]} text={text === undefined ? words[light] : `${words[light]}：${text}`} />
  );

const foldedFrom = 8;

/** Who is missing, by name; a long list is folded on screen and whole on paper. */
export const OpenNames = ({ names }: { names: readonly string[] }) => {
  if (names.length === 0) return <>—</>;
  if (names.length <= foldedFrom) return <>{names.join("、")}</>;
  return (
    <>
      <details className="open-names">
        <summary>
          {names.slice(0, 3).join("、")}等{names.length}个
        </summary>
        {names.join("、")}
      </details>
      <span className="print-only">{names.join("、")}</span>
    </>
  );
};

interface ToldProps {
  readonly told: ToldNodeView;
  readonly label: string;
}

/** The figures beside a goal: a sentence, a table, and who is missing. */
export const ToldTable = ({ told: { light, told, open, columns, rows }, label }: ToldProps) => (
  <div className="told">
    <p>
      {light !== "none" && <PlanLight light={light} />} {told}
    </p>
    {rows.length > 0 && (
      <ScrollBox label={`${label}的数据`}>
        <Table<{ key: number; cells: readonly string[] }>
          size="small"
          rowKey="key"
          pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={rows.map((cells, key) => ({ key, cells }))}
          columns={columns.map(({ title, isNumber }, at) => ({
            title,
            key: title,
            ...(isNumber && { className: "number" }),
            render: (_: unknown, { cells }: { cells: readonly string[] }) => cells[at],
          }))}
        />
      </ScrollBox>
    )}
    {open.length > 0 && (
      <p className="board-note">
        所缺：
        <OpenNames names={open} />
      </p>
    )}
  </div>
);
