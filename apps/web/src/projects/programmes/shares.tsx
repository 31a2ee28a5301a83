import { listRegions, type ProgrammeRead, recordShare } from "@qiangyi/api";
import { Button, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { EmptyState, ProblemSummary, useAnswer, useSubmit } from "../../ui/index.ts";
import { Field } from "../calls/field.tsx";

const titles = {
  "linfen-ten-specialties": "就医流向",
  "linfen-hundred-leaders": "大病不出市：重大疾病患者在市内就医的比例",
  "linfen-thousand-staff": "小病不出县：患者在本县就医的比例",
} as const;

/** A yearly share as a trend; the text sets no figure, so there is no verdict. */
export const Shares = ({ data: { shares, programme, isOrganiser } }: { data: ProgrammeRead }) => (
  <section className="panel">
    <h2>{titles[programme]}</h2>
    {shares.length === 0 ? (
      <EmptyState text="还没有登记" />
    ) : (
      <table className="call-table">
        <thead>
          <tr>
            <th scope="col">范围</th>
            <th scope="col">各年比例</th>
            <th scope="col" className="number">
              首末年变化
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ place, years, trend }) => (
            <tr key={place}>
              <th scope="row">{place}</th>
              <td>{years.map(({ year, text }) => `${year}年${text}`).join("，")}</td>
              <td className="number">{trend ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <p className="call-muted">文件没有定数，只看变化，不作结论。</p>
    {isOrganiser && <RecordShare programme={programme} />}
  </section>
);

const blank = { county: null as string | null, year: null as number | null, percent: null as number | null, source: "" };

const RecordShare = ({ programme }: { programme: ProgrammeRead["programme"] }) => {
  const [share, setShare] = useState(blank);
  const regions = useAnswer(listRegions, {});
  const { submit, isSending, problem } = useSubmit(recordShare, { onDone: () => setShare(blank) });
  const counties = (regions.data?.items ?? []).filter(({ parent }) => parent === "141000");
  const { county, year, percent, source } = share;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (year === null || percent === null) return;
        submit({ params: { programme }, body: { county, year, basisPoints: Math.round(percent * 100), source } });
      }}
    >
      <ProblemSummary problem={problem} fields={{ source: { label: "数据来源", id: "share-source" } }} />
      <div className="editor-fields">
        {programme === "linfen-thousand-staff" && (
          <Field id="share-county" label="县（市、区）">
            <Select
              id="share-county"
              aria-label="县（市、区）"
              allowClear
              placeholder="全市"
              value={county}
              onChange={(next: string | null | undefined) => setShare({ ...share, county: next ?? null })}
              options={counties.map(({ code, name }) => ({ value: code, label: name }))}
              style={{ width: "100%" }}
            />
          </Field>
        )}
        <Field id="share-year" label="年度">
          <InputNumber
            id="share-year"
            min={2000}
            max={2199}
            value={year}
            onChange={(next) => setShare({ ...share, year: next })}
          />
        </Field>
        <Field id="share-percent" label="比例（%）">
          <InputNumber
            id="share-percent"
            min={0}
            max={100}
            precision={2}
            value={percent}
            onChange={(next) => setShare({ ...share, percent: next })}
          />
        </Field>
        <Field id="share-source" label="数据来源">
          <Input
            id="share-source"
            value={source}
            maxLength={200}
            onChange={({ target }) => setShare({ ...share, source: target.value })}
          />
        </Field>
      </div>
      <Button htmlType="submit" loading={isSending} disabled={year === null || percent === null || source.trim().length < 2}>
        登记
      </Button>
    </form>
  );
};
