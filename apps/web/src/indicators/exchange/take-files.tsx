import { exportDataValueSets, exportMeasureReports, exportValuesCsv } from "@qiangyi/api";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { EmptyState, useSave } from "../../ui/index.ts";
import type { Mapping } from "./exchange-page.tsx";

/** Approved values of one subject, in the version that stood on a day. */
export const TakeFiles = ({ mapping: { orgUnits, indicators } }: { mapping: Mapping }) => {
  const saveFile = useSave();
  const [subject, setSubject] = useState(orgUnits[0]?.id);
  const [indicator, setIndicator] = useState<string>();
  const [from, setFrom] = useState("");
  const [asOf, setAsOf] = useState("");
  if (subject === undefined) return <EmptyState text="没有可以取数据的单位" />;
  const query = { subject, indicator, from: from || undefined, asOf: asOf || undefined };
  return (
    <section className="panel" aria-label="取数据">
      <h2>取已审定的数值</h2>
      <div className="exchange-form">
        <label htmlFor="take-subject">单位</label>
        <Select
          id="take-subject"
          showSearch={{ optionFilterProp: "label" }}
          value={subject}
          onChange={setSubject}
          options={orgUnits.map(({ id, name, orgUnit }) => ({ value: id, label: `${name}（${orgUnit}）` }))}
        />
        <label htmlFor="take-indicator">指标</label>
        <Select
          id="take-indicator"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder="全部指标"
          value={indicator ?? null}
          onChange={(value: string | undefined) => setIndicator(value ?? undefined)}
          options={indicators.map(({ code, title }) => ({ value: code, label: title }))}
        />
        <label htmlFor="take-from">期间从</label>
        <Input id="take-from" type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        <label htmlFor="take-asof">截至日（不填为今天）</label>
        <Input id="take-asof" type="date" value={asOf} onChange={({ target }) => setAsOf(target.value)} />
      </div>
      <div className="exchange-bar">
        <Button onClick={() => saveFile(exportMeasureReports, { query })}>下载MeasureReport</Button>
        <Button onClick={() => saveFile(exportDataValueSets, { query })}>下载dataValueSets</Button>
        <Button onClick={() => saveFile(exportValuesCsv, { query })}>下载CSV</Button>
      </div>
      <p>
        截至某日的文件以后再取也一样，不受以后更正的影响。其他系统可用同一账号调用：
        <code className="exchange-code">/api/exchange/measure-reports</code>、
        <code className="exchange-code">/api/exchange/data-value-sets</code>、
        <code className="exchange-code">/api/exchange/values.csv</code>。
      </p>
    </section>
  );
};
