import {
  indicatorDirections,
  listProvinceRanking,
  type RankedSubject,
  type RegionFigure,
  type RouteAnswer,
  showProvinceBoard,
} from "@qiangyi/api";
import { Segmented, Select, Table, type TableProps } from "antd";
import { useState } from "react";
import {
  EmptyState,
  groupedDigits,
  KeysetTable,
  Pending,
  RegionMap,
  ScrollBox,
  useAnswer,
  useFilters,
  useSession,
} from "../../ui/index.ts";
import { BoardPage } from "./board-page.tsx";
import { NumberButton } from "./cell-table.tsx";
import { type Evidence, EvidenceDrawer } from "./evidence-drawer.tsx";

type Province = RouteAnswer<typeof showProvinceBoard>;

/** One indicator over the whole province: institutions ranked, by city as map and table, against the year before. */
export const ProvincePage = () => {
  const { values, set } = useFilters(["indicator", "of"]);
  const query = {
    ...(values.indicator !== undefined && { indicator: values.indicator }),
    ...(values.of !== undefined && { year: Number(values.of) }),
  };
  const answer = useAnswer(showProvinceBoard, { query }, { keepPrevious: true });
  const [open, setOpen] = useState<Evidence>();
  const { data } = answer;
  return (
    <BoardPage
      title={data?.indicator ? `${data.year}年${data.indicator.title}` : "全省按指标"}
      standing={data}
      sheet="province"
      query={query}
      hasDay={false}
    >
      {data === undefined ? (
        <Pending of={answer} />
      ) : data.indicator === null ? (
        <EmptyState text="还没有审定的数据。各机构报送并经审定后，这里按指标排名和比较。" />
      ) : (
        <>
          <Choices board={data} onChange={set} />
          <Total board={data} />
          <Cities board={data} />
          <Institutions board={data} onOpen={setOpen} />
        </>
      )}
      {open && <EvidenceDrawer of={open} onClose={() => setOpen(undefined)} />}
    </BoardPage>
  );
};

interface ChoicesProps {
  readonly board: Province;
  readonly onChange: (changes: { indicator?: string; of?: string | undefined }) => void;
}

const Choices = ({ board: { indicators, indicator, year, years }, onChange }: ChoicesProps) => (
  <div className="board-toolbar no-print">
    <Select
      aria-label="指标"
      showSearch={{ optionFilterProp: "label" }}
      value={indicator?.code ?? null}
      onChange={(code) => onChange({ indicator: code ?? "", of: undefined })}
      options={categories(indicators)}
      style={{ width: 300 }}
    />
    <Select
      aria-label="数据年度"
      value={year}
      onChange={(chosen) => onChange({ of: String(chosen) })}
      options={years.map((each) => ({ value: each, label: `${each}年` }))}
      style={{ width: 110 }}
    />
    {indicator && (
      <span className="board-note">
        {indicatorDirections[indicator.direction as keyof typeof indicatorDirections]}；公式：{indicator.formula}（口径第
        {indicator.definition}版）
      </span>
    )}
  </div>
);

const categories = (indicators: Province["indicators"]) =>
  [...new Set(indicators.map(({ category }) => category))].map((category) => ({
    label: category,
    options: indicators.filter((each) => each.category === category).map(({ code, title }) => ({ value: code, label: title })),
  }));

const Total = ({ board: { total, indicator, comparability } }: { board: Province }) => (
  <>
    {comparability !== null && <p role="note">{comparability}</p>}
    {total && (
      <section className="figures" aria-label="合计">
        <div className="figure">
          <div className="figure-label">
            {total.name}
            {indicator?.isAdded ? "合计" : "（分子、分母各自求和后相除）"}
          </div>
          <div className="figure-value">{total.display}</div>
          <div className="figure-note">{total.subjects}家机构已报送</div>
        </div>
        <div className="figure">
          <div className="figure-label">同比</div>
          <div className="figure-value">{total.yearOnYear.text}</div>
          <div className="figure-note">{total.yearOnYear.note ?? "与上年全年相比，两年各以当年已审定的数为准"}</div>
        </div>
      </section>
    )}
  </>
);

const Cities = ({ board: { cities, indicator, year, total } }: { board: Province }) => {
  const { account } = useSession();
  if (cities.length === 0 || indicator === null) return null;
  const isCity = account?.level === "city";
  const display = new Map(cities.map((each) => [Number(each.value), each.display]));
  return (
    <section aria-label="分地区">
      <h2>{isCity ? "分县（市、区）" : "分市"}</h2>
      {(total?.subjects ?? 0) > cities.reduce((sum, { subjects }) => sum + subjects, 0) && (
        <p className="board-note">省属医院计入全省，不计入所在的市；白色为没有审定的数据。</p>
      )}
      <RegionMap
        title={`${year}年${indicator.title}`}
        quantity={indicator.title}
        unit={indicator.unit || "无单位"}
        level={isCity ? "county" : "city"}
        within={isCity ? account?.regionCode : undefined}
        values={cities.map(({ code, name, value }) => ({ code, label: name, value: value === null ? null : Number(value) }))}
        format={(value) => withoutUnit(display.get(value) ?? String(value), indicator.unit)}
      />
      <h3>分地区同比</h3>
      <ScrollBox label="分地区同比表">
        <Table<RegionFigure>
          size="small"
          rowKey="code"
          pagination={false}
          dataSource={cities}
          columns={[
            { title: "地区", dataIndex: "name" },
            { title: "机构数", dataIndex: "subjects", className: "number" },
            { title: `数值（${indicator.unit || "无单位"}）`, dataIndex: "display", className: "number" },
            { title: "同比", className: "number", render: (_, { yearOnYear }) => yearOnYear.text },
            { title: "可比性", render: (_, { yearOnYear }) => yearOnYear.note ?? "可比" },
          ]}
        />
      </ScrollBox>
    </section>
  );
};

/** The map and its legend name the unit once. */
const withoutUnit = (text: string, unit: string): string =>
  unit !== "" && text.endsWith(unit) ? text.slice(0, -unit.length) : text;

const Institutions = ({ board, onOpen }: { board: Province; onOpen: (evidence: Evidence) => void }) => {
  const [order, setOrder] = useState<"best" | "worst">("best");
  const { indicator, year } = board;
  if (indicator === null) return null;
  return (
    <>
      <h2>机构排名</h2>
      <KeysetTable<RankedSubject>
        caption="机构排名"
        route={listProvinceRanking}
        input={{ query: { indicator: indicator.code, year, order } }}
        rowKey={({ subject }) => subject}
        emptyText="这一年没有审定的数据"
        toolbar={
          <Segmented
            aria-label="排列次序"
            value={order}
            onChange={setOrder}
            options={[
              { value: "best", label: "名次靠前的在前" },
              { value: "worst", label: "名次靠后的在前" },
            ]}
          />
        }
        columns={subjectColumns(indicator, onOpen)}
      />
    </>
  );
};

const subjectColumns = (
  indicator: NonNullable<Province["indicator"]>,
  onOpen: (evidence: Evidence) => void,
): NonNullable<TableProps<RankedSubject>["columns"]> => [
  { title: "名次", width: 64, className: "number", render: (_, { rank }) => rank ?? "—" },
  { title: "机构", dataIndex: "name" },
  { title: "市", dataIndex: "cityName", width: 90 },
  {
    title: `数值${indicator.unit ? `（${indicator.unit}）` : ""}`,
    className: "number",
    render: (_, { subject, name, display }) => (
      <NumberButton
        text={display}
        label={name}
        onClick={() => onOpen({ kind: "indicator", indicator: indicator.code, subject, title: `${name}：${indicator.title}` })}
      />
    ),
  },
  ...(indicator.hasParts
    ? [
        { title: "分子", className: "number", render: (_: unknown, { numerator }: RankedSubject) => groupedDigits(numerator) },
        {
          title: "分母",
          className: "number",
          render: (_: unknown, { denominator }: RankedSubject) => groupedDigits(denominator),
        },
      ]
    : []),
  { title: "月数", width: 64, className: "number", render: (_, { isMissing, months }) => (isMissing ? "—" : months) },
  { title: "同比", className: "number", render: (_, { yearOnYear }) => yearOnYear.text },
  { title: "可比性", render: (_, { yearOnYear }) => <span className="board-note">{yearOnYear.note ?? "可比"}</span> },
];
