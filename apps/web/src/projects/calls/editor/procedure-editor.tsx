import { InputNumber } from "antd";
import { Field } from "../field.tsx";
import type { EditorProps } from "./editor-props.ts";
import { withOptional } from "./with-optional.ts";

/** How long each step may take. */
export const ProcedureEditor = ({ definition, onChange }: EditorProps) => {
  const { correction, noticeWorkingDays, reserveYears } = definition;
  return (
    <div className="panel">
      <strong>办理期限</strong>
      <div className="editor-fields">
        <Field id="correction-days" label="退回补正（日）" path="correction.days">
          <InputNumber
            id="correction-days"
            min={1}
            max={60}
            precision={0}
            value={correction.days}
            onChange={(days) => onChange({ ...definition, correction: { ...correction, days: days ?? 1 } })}
          />
        </Field>
        <Field id="correction-times" label="每级至多退回（次）" path="correction.times">
          <InputNumber
            id="correction-times"
            min={1}
            max={10}
            precision={0}
            value={correction.times}
            onChange={(times) => onChange({ ...definition, correction: { ...correction, times: times ?? 1 } })}
          />
        </Field>
        <Field id="check-days" label="每级审核（日）" path="checkDays">
          <InputNumber
            id="check-days"
            min={1}
            max={60}
            precision={0}
            value={definition.checkDays ?? null}
            placeholder="不限"
            onChange={(days) => onChange(withOptional(definition, "checkDays", days ?? undefined))}
          />
        </Field>
        <Field id="notice-days" label="公示（工作日）" path="noticeWorkingDays">
          <InputNumber
            id="notice-days"
            min={1}
            max={30}
            precision={0}
            value={noticeWorkingDays}
            onChange={(days) => onChange({ ...definition, noticeWorkingDays: days ?? 5 })}
          />
        </Field>
        <Field id="reserve-years" label="储备有效期（年）" path="reserveYears">
          <InputNumber
            id="reserve-years"
            min={1}
            max={10}
            precision={0}
            value={reserveYears}
            onChange={(years) => onChange({ ...definition, reserveYears: years ?? 2 })}
          />
        </Field>
      </div>
    </div>
  );
};
