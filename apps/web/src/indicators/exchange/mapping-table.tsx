import { exportMeasures, indicatorCycles, type MappedIndicator } from "@qiangyi/api";
import { Button, Input, Table } from "antd";
import { useState } from "react";
import { ScrollBox, useSave } from "../../ui/index.ts";
import type { Mapping } from "./exchange-page.tsx";

const scorings: Readonly<Record<string, string>> = { proportion: "占比", ratio: "比值", "continuous-variable": "数值" };
const improvements: Readonly<Record<string, string>> = { increase: "越高越好", decrease: "越低越好" };
const cycles: Readonly<Record<string, string>> = indicatorCycles;

/** What other systems write for our indicators and institutions. */
export const MappingTable = ({ mapping: { indicators, orgUnits } }: { mapping: Mapping }) => {
  const saveFile = useSave();
  const [word, setWord] = useState("");
  const found = indicators.filter(({ code, title }) => code.includes(word.trim()) || title.includes(word.trim()));
  return (
    <>
      <section className="panel exchange-panel" aria-label="指标对照">
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
              {
                title: "FHIR measure",
                width: 330,
                render: (_, { measure, scoring, improvement }) => (
                  <>
                    <code className="exchange-code">{measure}</code>
                    <small className="exchange-means">
                      {scoring}（{scorings[scoring]}）
                      {improvement === null ? "，只监测" : `，${improvement}（${improvements[improvement] ?? ""}）`}
                    </small>
                  </>
                ),
              },
              {
                title: "DHIS2 dataElement",
                width: 380,
                render: (_, { dataElements }) =>
                  dataElements.map(({ id, means }) => (
                    <div key={id}>
                      <code className="exchange-code">{id}</code>
                      <small className="exchange-means">{means}</small>
                    </div>
                  )),
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
              { title: "代码", width: 240, render: (_, { orgUnit }) => <code className="exchange-code">{orgUnit}</code> },
            ]}
          />
        </ScrollBox>
      </section>
    </>
  );
};
