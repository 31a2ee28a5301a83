import type { previewWhatIf, RouteAnswer } from "@qiangyi/api";
import { Table, Tabs } from "antd";
import { Amount, ScrollBox, UnitNote, useUnit } from "../ui/index.ts";
import { RegionMap } from "../ui/region-map.tsx";
import { wanOf, wanText } from "./plan-map.tsx";

type Result = RouteAnswer<typeof previewWhatIf>;
type Pair = Result["lines"][number];
type Moved = Result["winners"][number];

/** Totals before and after, who gains, who loses, and where. */
export const WhatIfResult = ({ result }: { result: Result }) => {
  const { unit } = useUnit();
  return (
    <>
      <section className="figures" aria-label="试算结果">
        <Figure label={`合计（${unit}）`} fen={result.afterFen} before={result.beforeFen} />
        <Figure label={`增减（${unit}）`} fen={result.changeFen} />
        <Figure label={`挂起（${unit}）`} fen={result.heldAfterFen} before={result.heldBeforeFen} />
        <div className="figure">
          <div className="figure-label">受益 / 受损（条）</div>
          <div className="figure-value">
            {result.winnerCount.toLocaleString("zh-CN")} / {result.loserCount.toLocaleString("zh-CN")}
          </div>
          <div className="figure-note">
            待决定由{result.decisionsBefore}条变为{result.decisionsAfter}条
          </div>
        </div>
      </section>
      <Tabs
        size="small"
        tabBarExtraContent={<UnitNote />}
        items={[
          { key: "lines", label: "按项目", children: <Pairs rows={result.lines} title="支持项目" /> },
          { key: "cities", label: "按市", children: <Pairs rows={result.cities} title="地区" /> },
          {
            key: "winners",
            label: `受益（${result.winnerCount}）`,
            children: <MovedTable rows={result.winners} count={result.winnerCount} />,
          },
          {
            key: "losers",
            label: `受损（${result.loserCount}）`,
            children: <MovedTable rows={result.losers} count={result.loserCount} />,
          },
          { key: "counties", label: "按县", children: <Pairs rows={result.counties} title="地区" /> },
          { key: "map", label: "地图", children: <ChangeMap counties={result.counties} /> },
        ]}
      />
    </>
  );
};

const Figure = ({ label, fen, before }: { label: string; fen: string; before?: string }) => (
  <div className="figure">
    <div className="figure-label">{label}</div>
    <div className="figure-value">
      <Amount fen={fen} />
    </div>
    {before !== undefined && (
      <div className="figure-note">
        原 <Amount fen={before} />
      </div>
    )}
  </div>
);

const size = (fen: string): bigint => (fen.startsWith("-") ? -BigInt(fen) : BigInt(fen));

const Pairs = ({ rows, title }: { rows: readonly Pair[]; title: string }) => (
  <ScrollBox isTall label={`${title}对照`}>
    <Table<Pair>
      size="small"
      pagination={false}
      rowKey="key"
      dataSource={[...rows]}
      rowClassName={({ changeFen }) => (changeFen === "0" ? "" : "is-changed")}
      columns={[
        { title, dataIndex: "name" },
        { title: "原方案", className: "number", render: (_, row) => <Amount fen={row.beforeFen} /> },
        { title: "试算", className: "number", render: (_, row) => <Amount fen={row.afterFen} strong /> },
        {
          title: "增减",
          className: "number",
          sorter: (a, b) => (size(a.changeFen) < size(b.changeFen) ? -1 : 1),
          render: (_, row) => (row.changeFen === "0" ? "" : <Amount fen={row.changeFen} />),
        },
      ]}
    />
  </ScrollBox>
);

const MovedTable = ({ rows, count }: { rows: readonly Moved[]; count: number }) => (
  <>
    <ScrollBox isTall label="变化最大的结果">
      <Table<Moved>
        size="small"
        pagination={false}
        rowKey={({ line, year, subject }) => `${line} ${year} ${subject}`}
        dataSource={[...rows]}
        locale={{ emptyText: "没有" }}
        columns={[
          { title: "支持项目", dataIndex: "lineName" },
          { title: "名称", dataIndex: "title" },
          { title: "地区", dataIndex: "place" },
          { title: "年度", dataIndex: "year", width: 64 },
          { title: "原金额", className: "number", render: (_, row) => <Amount fen={row.beforeFen} /> },
          { title: "试算", className: "number", render: (_, row) => <Amount fen={row.afterFen} strong /> },
          { title: "增减", className: "number", render: (_, row) => <Amount fen={row.changeFen} /> },
        ]}
      />
    </ScrollBox>
    {count > rows.length && (
      <p className="figure-note">
        只列金额变化最大的{rows.length}条，共{count}条。
      </p>
    )}
  </>
);

const ChangeMap = ({ counties }: { counties: readonly Pair[] }) => (
  <RegionMap
    title="各县金额增减"
    quantity="金额增减"
    unit="万元"
    level="county"
    values={counties.map(({ key, name, changeFen }) => ({ code: key, label: name, value: wanOf(changeFen) }))}
    format={wanText}
  />
);
