import { type CheckVerdicts, type VerdictKind, verdictKindIds, verdictKinds } from "@qiangyi/api";
import { Button, Input, Radio } from "antd";

/** Phrases that officials write daily; put in by a click or a key, and read as such. */
export const usualReasons: Readonly<Record<VerdictKind, string>> = {
  truthfulness: "经核对，申报材料与实际情况相符",
  compliance: "经核对，符合申报通知和资金管理规定",
  feasibility: "经核对，建设条件具备，方案可行",
};

interface VerdictFieldsProps {
  readonly idPrefix: string;
  /** Whether the keys 1 to 3 put the usual phrases in here. */
  readonly hasKeys?: boolean;
  readonly value: CheckVerdicts;
  readonly onChange: (value: CheckVerdicts) => void;
}

/** Three conclusions, each with its own reason; none is filled in beforehand. */
export const VerdictFields = ({ idPrefix, hasKeys = false, value, onChange }: VerdictFieldsProps) => {
  const put = (kind: VerdictKind, changed: { passes?: boolean; reason?: string }) => {
    const before = value[kind];
    const passes = changed.passes ?? before?.passes;
    onChange({ ...value, [kind]: passes === undefined ? null : { passes, reason: changed.reason ?? before?.reason ?? "" } });
  };
  return verdictKindIds.map((kind, index) => {
    const id = `${idPrefix}-${kind}`;
    const verdict = value[kind];
    return (
      <fieldset key={kind} className="verdict">
        <legend>
          {verdictKinds[kind]}
          {hasKeys && <kbd aria-hidden="true">{index + 1}</kbd>}
        </legend>
        <div className="form-row">
          <Radio.Group
            name={id}
            value={verdict?.passes}
            onChange={({ target }) => put(kind, { passes: target.value === true })}
            options={[
              { value: true, label: "是" },
              { value: false, label: "否" },
            ]}
            aria-label={`${verdictKinds[kind]}结论`}
          />
          <Button
            size="small"
            type="link"
            className="text-button"
            onClick={() => put(kind, { passes: true, reason: usualReasons[kind] })}
          >
            用常用语
          </Button>
        </div>
        <label className="visually-hidden" htmlFor={id}>
          {verdictKinds[kind]}的理由
        </label>
        <Input.TextArea
          id={id}
          placeholder={verdict === null || verdict === undefined ? "先选是或否，再写理由" : "理由（必填）"}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={1000}
          disabled={verdict === null || verdict === undefined}
          value={verdict?.reason ?? ""}
          onChange={({ target }) => put(kind, { reason: target.value })}
        />
      </fieldset>
    );
  });
};
