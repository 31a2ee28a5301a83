import { policySettings, type RouteAnswer, recordSetting, type SettingValue } from "@qiangyi/api";
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { ClauseLink, Light, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../ui/index.ts";
import { DecisionFields, decisionFields, decisionOf, sourceOf, TextField, useDecisionDraft } from "./decision-fields.tsx";
import { DecisionHistory } from "./decision-history.tsx";
import { PolicyPage } from "./policy-page.tsx";
import { useHashScroll } from "./use-hash-scroll.ts";

type Answer = RouteAnswer<typeof policySettings>;
type Setting = Answer["settings"][number];

const unsetWords: Readonly<Record<string, string>> = {
  POLICY_DATE_UNSET: "录入前办法的施行日期不明，据此的结果都待决定",
  EVIDENCE_REQUIRED: "录入前凭这些认定的成果不能确认",
};

/** What the texts leave to other papers or to events: nothing stands until a person records it with its source. */
export const SettingsPage = () => {
  const answer = useAnswer(policySettings, {});
  const [recording, setRecording] = useState<Setting>();
  const { can } = useSession();
  useHashScroll(answer.data !== undefined);
  if (!answer.data) return <Pending of={answer} />;
  return (
    <PolicyPage title="须录入事项" subtitle="条文未载、须据其他文件或事实录入的值；每个值都有出处和决定记录">
      {answer.data.settings.map((setting) => (
        <section className="panel policy-question" id={setting.key} key={setting.key} aria-label={setting.title}>
          <h2>{setting.title}</h2>
          <p className="policy-meta">
            {setting.clauses.map((id) => (
              <ClauseLink key={id} id={id} />
            ))}
            <span>{setting.help}</span>
          </p>
          <p>
            {setting.inForce === null ? <Light state="open" text="未录入" /> : <strong>{setting.inForceText}</strong>}
            {setting.unsetCode !== null && (
              <span className="figure-note">　{unsetWords[setting.unsetCode] ?? "录入前相关结果待决定"}</span>
            )}
          </p>
          {can("policy.manage") && (
            <Button size="small" className="no-print" onClick={() => setRecording(setting)}>
              录入
            </Button>
          )}
          <DecisionHistory decisions={setting.decisions} />
        </section>
      ))}
      {recording && <RecordDialog setting={recording} cities={answer.data.cities} close={() => setRecording(undefined)} />}
    </PolicyPage>
  );
};

const RecordDialog = ({ setting, cities, close }: { setting: Setting; cities: Answer["cities"]; close: () => void }) => {
  const [value, setValue] = useState<SettingValue>(
    setting.inForce ?? (setting.form === "texts" || setting.form === "cities" ? [] : ""),
  );
  const { draft, change } = useDecisionDraft();
  const record = useSubmit(recordSetting, { invalidates: ["allocations", "workbench"], onDone: close });
  return (
    <Modal
      title={`录入：${setting.title}`}
      open
      width={680}
      okText="记录"
      cancelText="取消"
      confirmLoading={record.isSending}
      onCancel={close}
      onOk={() =>
        record.submit({
          params: { key: setting.key },
          body: { value, effectiveFrom: draft.effectiveFrom, source: sourceOf(draft), decision: decisionOf(draft) },
        })
      }
    >
      <ProblemSummary problem={record.problem} fields={{ ...decisionFields, value: { label: "值", id: "setting-value" } }} />
      <p className="policy-notice">{setting.help}。记录后不可修改，只能以新的记录取代或撤回。</p>
      <div className="policy-form">
        <div className="wide">
          <ValueField form={setting.form} value={value} cities={cities} onChange={setValue} />
        </div>
        <DecisionFields draft={draft} change={change} />
      </div>
    </Modal>
  );
};

interface ValueFieldProps {
  readonly form: Setting["form"];
  readonly value: SettingValue;
  readonly cities: Answer["cities"];
  readonly onChange: (value: SettingValue) => void;
}

const ValueField = ({ form, value, cities, onChange }: ValueFieldProps) => {
  if (form === "cities" || form === "texts") {
    return (
      <>
        <label htmlFor="setting-value">{form === "cities" ? "市" : "名单（每项回车）"}</label>
        <Select
          id="setting-value"
          style={{ width: "100%" }}
          mode={form === "cities" ? "multiple" : "tags"}
          optionFilterProp="label"
          value={Array.isArray(value) ? value : []}
          options={form === "cities" ? cities.map(({ code, name }) => ({ value: code, label: name })) : []}
          onChange={(chosen: string[]) => onChange(chosen)}
        />
      </>
    );
  }
  return (
    <TextField
      id="setting-value"
      label="值"
      type={form === "date" ? "date" : form === "integer" ? "number" : "text"}
      value={String(value)}
      onChange={(text) => onChange(form === "integer" && text !== "" ? Number(text) : text)}
    />
  );
};
