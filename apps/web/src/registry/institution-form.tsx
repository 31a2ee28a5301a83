import {
  affiliations,
  checkInstitution,
  groupKinds,
  groupRoles,
  type InstitutionDraft,
  institutionClasses,
  institutionDraft,
  ownerships,
  type Problem,
  tiers,
} from "@qiangyi/api";
import { Alert, Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { call, ProblemSummary } from "../ui/index.ts";
import "./registry.css";
import { findsRegion, regionOptions, useRegions } from "./use-regions.ts";

/** What stands in the form: empty fields are undefined, the group lies flat, former names are one per line. */
type Values = Partial<Omit<InstitutionDraft, "membership" | "formerNames">> & {
  formerNames?: string;
  group?: string;
  groupKind?: keyof typeof groupKinds;
  groupRole?: keyof typeof groupRoles;
  groupFrom?: string;
  reason?: string;
};

interface InstitutionFormProps {
  readonly id: string | null;
  readonly initial?: InstitutionDraft;
  readonly problem: Problem | undefined;
  readonly isSending: boolean;
  readonly onSubmit: (record: InstitutionDraft, reason: string | null) => void;
}

const choicesOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const orNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === "" ? null : text.trim();

const valuesOf = ({ membership, formerNames, ...plain }: InstitutionDraft): Values => ({
  ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== null)),
  formerNames: formerNames.map(({ name }) => name).join("\n"),
  ...(membership && {
    group: membership.group,
    groupKind: membership.kind,
    groupRole: membership.role,
    ...(membership.from !== null && { groupFrom: membership.from }),
  }),
});

/** The record that the form describes; undefined while it is not complete. */
const draftOf = (values: Values, initial: InstitutionDraft | undefined): InstitutionDraft | undefined => {
  const { formerNames, group, groupKind, groupRole, groupFrom, reason: _reason, ...plain } = values;
  const parsed = institutionDraft.safeParse({
    ...plain,
    beds: plain.beds ?? null,
    creditCode: orNull(plain.creditCode),
    licence: orNull(plain.licence),
    validFrom: orNull(plain.validFrom),
    validTo: orNull(plain.validTo),
    formerNames: (formerNames ?? "")
      .split("\n")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => initial?.formerNames.find((known) => known.name === name) ?? { name }),
    membership: orNull(group) === null ? null : { group, kind: groupKind, role: groupRole, from: orNull(groupFrom) },
  });
  return parsed.success ? parsed.data : undefined;
};

const problemFields = Object.fromEntries(
  [
    ["name", "机构名称"],
    ["region", "所在区划"],
    ["creditCode", "统一社会信用代码"],
    ["licence", "医疗机构登记号"],
    ["validTo", "终止日期"],
    ["beds", "编制床位"],
  ].flatMap(([name, label]) =>
    ["record.", "body.record."].map((path) => [`${path}${name}`, { label: label ?? "", id: `institution_${name}` }]),
  ),
);

export const InstitutionForm = ({ id, initial, problem, isSending, onSubmit }: InstitutionFormProps) => {
  const [form] = Form.useForm<Values>();
  const [warnings, setWarnings] = useState<readonly { field: string; message: string }[]>([]);
  const { items, nameOf } = useRegions();
  const check = async () => {
    const { name = "", creditCode, licence, region } = form.getFieldsValue();
    const codes = Object.fromEntries(Object.entries({ id, creditCode, licence, region }).filter(([, value]) => value));
    const query = { name, ...codes };
    // The server checks again on saving; a check that does not come through stops nobody.
    setWarnings((await call(checkInstitution, { query }).catch(() => ({ warnings: [] }))).warnings);
  };
  const send = (values: Values) => {
    const record = draftOf(values, initial);
    if (record) onSubmit(record, orNull(values.reason));
  };
  const warned = (field: string) => {
    const found = warnings.filter((warning) => warning.field === field);
    return found.length === 0 ? {} : { validateStatus: "warning" as const, help: found.map(({ message }) => message).join("；") };
  };
  const needsReason = warnings.length > 0 || problem?.code === "warnings-need-reason";
  return (
    <Form<Values>
      form={form}
      name="institution"
      layout="vertical"
      initialValues={initial ? valuesOf(initial) : { ownership: "public", affiliation: "county" }}
      onFinish={send}
      onBlur={() => void check()}
      scrollToFirstError
      style={{ maxWidth: 900 }}
    >
      <ProblemSummary problem={problem} fields={problemFields} />
      <section className="panel">
        <h2>登记事项</h2>
        <div className="form-columns">
          <Form.Item
            name="name"
            label="机构名称"
            rules={[{ required: true, whitespace: true, min: 2, message: "请填写机构全称" }]}
            {...warned("name")}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="region" label="所在区划" rules={[{ required: true, message: "请选择所在区划" }]}>
            <Select
              showSearch={{ filterOption: findsRegion }}
              options={regionOptions(items, nameOf)}
              placeholder="名称、拼音首字母或代码"
            />
          </Form.Item>
          <Form.Item name="affiliation" label="隶属关系" rules={[{ required: true, message: "请选择隶属关系" }]}>
            <Select options={choicesOf(affiliations)} />
          </Form.Item>
          <Form.Item name="ownership" label="所有制" rules={[{ required: true, message: "请选择所有制" }]}>
            <Select options={choicesOf(ownerships)} />
          </Form.Item>
          <Form.Item name="class" label="类别" rules={[{ required: true, message: "请选择类别" }]}>
            <Select options={choicesOf(institutionClasses)} />
          </Form.Item>
          <Form.Item name="tier" label="等级" rules={[{ required: true, message: "请选择等级" }]}>
            <Select options={choicesOf(tiers)} />
          </Form.Item>
          <Form.Item name="creditCode" label="统一社会信用代码" {...warned("creditCode")}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="licence" label="医疗机构登记号（可不填）" {...warned("licence")}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="beds" label="编制床位（张）">
            <InputNumber min={0} max={20000} precision={0} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="formerNames" label="曾用名（每行一个）" tooltip="更名时原名称自动记入，不必手工填写">
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} />
          </Form.Item>
          <Form.Item name="validFrom" label="启用日期（可不填）">
            <Input type="date" />
          </Form.Item>
          <Form.Item name="validTo" label="终止日期（机构撤销时填）">
            <Input type="date" />
          </Form.Item>
        </div>
      </section>
      <section className="panel">
        <h2>所属集团（没有的不填）</h2>
        <GroupFields />
      </section>
      {needsReason && (
        <Alert
          type="warning"
          showIcon
          title={`有${Math.max(1, warnings.length)}项需要核对；确属实际情况的，请在下面说明理由`}
          style={{ marginBottom: 12 }}
        />
      )}
      <Form.Item
        name="reason"
        label={needsReason ? "核对说明" : "变更说明（可不填）"}
        rules={needsReason && !initial ? [{ required: true, whitespace: true, message: "请说明理由" }] : []}
      >
        <Input.TextArea maxLength={500} rows={2} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isSending}>
        保存
      </Button>
    </Form>
  );
};

const GroupFields = () => {
  const group = Form.useWatch<string | undefined>("group");
  const isMember = orNull(group) !== null;
  const required = (message: string) => (isMember ? [{ required: true, message }] : []);
  return (
    <div className="form-columns">
      <Form.Item name="group" label="集团名称">
        <Input maxLength={100} allowClear />
      </Form.Item>
      <Form.Item name="groupKind" label="集团类型" rules={required("请选择集团类型")}>
        <Select allowClear disabled={!isMember} options={choicesOf(groupKinds)} />
      </Form.Item>
      <Form.Item name="groupRole" label="集团角色" rules={required("请选择集团角色")}>
        <Select allowClear disabled={!isMember} options={choicesOf(groupRoles)} />
      </Form.Item>
      <Form.Item name="groupFrom" label="加入日期（可不填）">
        <Input type="date" disabled={!isMember} />
      </Form.Item>
    </div>
  );
};
