import type { Quota } from "@qiangyi/projects";
import { Button, InputNumber, Select } from "antd";
import { Field } from "../field.tsx";
import { quotaText } from "../words.ts";
import { ClauseSelect } from "./clause-select.tsx";
import { replaceAt } from "./edit-list.ts";
import type { EditorProps } from "./editor-props.ts";
import { MisfitsOf } from "./misfits.tsx";
import { RowButtons } from "./row-buttons.tsx";
import { withOptional } from "./with-optional.ts";

/** How many may be declared or chosen, and by which clause. */
export const QuotasEditor = ({ definition, onChange }: EditorProps) => {
  const { quotas } = definition;
  const put = (next: readonly Quota[]) => onChange({ ...definition, quotas: next });
  return (
    <div className="panel" data-path="quotas">
      <div className="editor-bar">
        <strong>名额</strong>
        <Button size="small" onClick={() => put([...quotas, { of: "declared", per: "unit", atMost: 1 }])}>
          加一种名额
        </Button>
      </div>
      <MisfitsOf places={["quotas"]} />
      {quotas.length === 0 && <p className="call-muted">不限。</p>}
      {quotas.map((quota, index) => (
        <div className="editor-row" key={`quota ${index}`} data-path={`quotas.${index}`}>
          <div className="editor-row-head">
            <Select
              aria-label="范围"
              value={quota.per}
              style={{ width: 130 }}
              onChange={(per) => put(replaceAt(quotas, index, { ...quota, per }))}
              options={[
                { value: "call", label: "全部" },
                { value: "city", label: "每市" },
                { value: "county", label: "每县（市、区）" },
                { value: "unit", label: "每家单位" },
              ]}
            />
            <Select
              aria-label="申报或支持"
              value={quota.of}
              style={{ width: 110 }}
              onChange={(of) => put(replaceAt(quotas, index, { ...quota, of }))}
              options={[
                { value: "declared", label: "至多申报" },
                { value: "chosen", label: "至多支持" },
              ]}
            />
            <InputNumber
              aria-label="名额数"
              min={1}
              max={100_000}
              suffix="项"
              value={quota.atMost}
              onChange={(atMost) => put(replaceAt(quotas, index, { ...quota, atMost: atMost ?? 1 }))}
            />
            <span className="spring" />
            <RowButtons name={quotaText(quota)} items={quotas} index={index} onChange={put} />
          </div>
          <MisfitsOf places={[`quotas.${index}`, `quotas.${index}.atMost`]} />
          <Field id={`quota-${index}-clause`} label="依据条款" path={`quotas.${index}.clause`}>
            <ClauseSelect
              id={`quota-${index}-clause`}
              value={quota.clause}
              onChange={(clause) => put(replaceAt(quotas, index, withOptional(quota, "clause", clause)))}
            />
          </Field>
        </div>
      ))}
    </div>
  );
};
