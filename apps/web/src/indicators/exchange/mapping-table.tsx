import { exportMeasures, indicatorCycles, type MappedIndicator } from "@qiangyi/api";
import { Button, Input, Table } from "antd";
import { useState } from "react";
import { ScrollBox, useSave } from "../../ui/index.ts";
import type { Mapping } from "./exchange-page.tsx";

const scorings: Readonly<Record<string, string>> = {
  proportion: "占比（proportion）",
  ratio: "比值（ratio）",
  "continuous-variable": "数值（continuous-variable）",
};
const improvements: Readonly<Record<string, string>> = { increase: "越高越好（increase）", decrease: "越低越好（decrease）" };
const cycles: Readonly<Record<string, string>> = indicatorCycles;

/** What other systems write for our indicators and institutions. */
export const MappingTable = ({ mapping: { indicators, orgUnits } }: { mapping: Mapping }) => {
  const saveFile = useSave();
  const [word, setWord] = useState("");
  const found = indicators.filter(({ code, title }) => code.includes(word.trim()) || title.includes(word.trim()));
  return (
    <>
      <section className="panel" aria-label="指标对照">
        <div className="table-bar">
          <h2>指标（{found.length}项）</h2>
          <span className="table-extra">
            <Input
              aria-label="按名称或代码查指标"
              placeholder="名称或代码"
              style={{ width: 200 }}
              value={word}
              onChange={({ target }) => setWord(target.value)}
            />
            <Button onClick={() => saveFile(exportMeasures, {})}>下载Measure</Button>
          </span>
        </div>
        <ScrollBox label="指标对照表格">
          <Table<MappedIndicator>
            size="small"
            rowKey="code"
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={found}
            columns={[
              { title: "指标", render: (_, { title, unit }) => (unit === "" ? title : `${title}（${unit}）`) },
              { title: "周期", width: 60, render: (_, { cycle }) => cycles[cycle] ?? cycle },
              { title: "FHIR measure", width: 300, render: (_, { measure }) => <code>{measure}</code> },
              {
                title: "计分与方向",
                width: 190,
                render: (_, { scoring, improvement }) => (
                  <>
                    {scorings[scoring] ?? scoring}
                    <br />
                    {improvement === null ? "只监测" : (improvements[improvement] ?? improvement)}
                  </>
                ),
              },
              {
                title: "DHIS2 dataElement",
                width: 420,
                render: (_, { dataElements }) => (
                  <ul className="exchange-said">
                    {dataElements.map(({ id, means }) => (
                      <li key={id}>
                        <code>{id}</code> {means}
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        </ScrollBox>
      </section>
      <section className="panel" aria-label="机构对照">
        <h2>机构（orgUnit、reporter.identifier）</h2>
        <ScrollBox label="机构对照表格">
          <Table<Mapping["orgUnits"][number]>
            size="small"
            rowKey="id"
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={orgUnits}
            columns={[
              { title: "单位", dataIndex: "name" },
              { title: "代码", width: 240, render: (_, { orgUnit }) => <code>{orgUnit}</code> },
            ]}
          />
        </ScrollBox>
      </section>
    </>
  );
};
