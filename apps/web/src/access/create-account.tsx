import { createAccount, type Level, listInstitutionChoices, listRegions, type RouteAnswer } from "@qiangyi/api";
import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { ProblemSummary, useAnswer, useSubmit } from "../ui/index.ts";
import { besideControl, levelNames } from "./account-words.tsx";
import { Handover } from "./handover.tsx";

interface Fields {
  readonly name: string;
  readonly loginName: string;
  readonly level: Level;
  readonly regionCode?: string;
  readonly institution?: string;
}

const fields = {
  name: { label: "姓名", id: "account_name" },
  loginName: { label: "登录名", id: "account_loginName" },
  regionCode: { label: "地区", id: "account_regionCode" },
  institution: { label: "机构", id: "account_institution" },
};

export const CreateAccount = ({ onClose }: { onClose: () => void }) => {
  const [form] = Form.useForm<Fields>();
  const level = Form.useWatch("level", form);
  const [made, setMade] = useState<RouteAnswer<typeof createAccount>>();
  const create = useSubmit(createAccount, { onDone: setMade });
  if (made) return <Handover title="账号已开设，待安全管理员授权并启用" {...made} onClose={onClose} />;
  return (
    <Modal
      open
      title="开设账号"
      okText="开设"
      cancelText="取消"
      confirmLoading={create.isSending}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <ProblemSummary problem={create.problem} fields={fields} />
      <Form<Fields>
        name="account"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ level: "county" }}
        onFinish={(body) => create.submit({ body })}
      >
        <Form.Item label="姓名" name="name" rules={[{ required: true, whitespace: true, message: "请输入姓名" }]}>
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item
          label="登录名"
          name="loginName"
          extra="4至40个字符：小写字母开头，可含数字、下划线、点和短横"
          rules={[{ required: true, pattern: /^[a-z][a-z0-9_.-]{3,39}$/, message: "请按下面的格式输入登录名" }]}
        >
          <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item label="层级" name="level">
          <Select
            getPopupContainer={besideControl}
            options={Object.entries(levelNames).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        {(level === "city" || level === "county") && <RegionField level={level} />}
        {level === "unit" && <InstitutionField />}
      </Form>
    </Modal>
  );
};

/** Found by name, pinyin initials or code. */
const RegionField = ({ level }: { level: "city" | "county" }) => {
  const regions = useAnswer(listRegions, {});
  const items = regions.data?.items ?? [];
  const isCity = (code: string | null) => items.some((item) => item.code === code && item.kind === "city");
  const nameOf = (code: string | null) => items.find((item) => item.code === code)?.name ?? "";
  const options = items
    .filter(({ kind, parent }) => (level === "city" ? kind === "city" : isCity(parent)))
    .map(({ code, name, parent, initials }) => ({
      value: code,
      label: level === "city" ? name : `${nameOf(parent)} ${name}`,
      search: `${name} ${initials} ${code}`.toLowerCase(),
    }));
  return (
    <Form.Item
      key={level}
      label={level === "city" ? "所在市" : "所在县（市、区）"}
      name="regionCode"
      rules={[{ required: true, message: "请选择地区" }]}
    >
      <Select
        getPopupContainer={besideControl}
        loading={regions.isPending}
        placeholder="按名称、拼音首字母或代码查找"
        options={options}
        showSearch={{ filterOption: (text, option) => option?.search.includes(text.trim().toLowerCase()) ?? false }}
      />
    </Form.Item>
  );
};

const InstitutionField = () => {
  const [q, setQ] = useState("");
  const choices = useAnswer(listInstitutionChoices, { query: { q } }, { keepPrevious: true });
  return (
    <Form.Item label="所在单位" name="institution" rules={[{ required: true, message: "请选择单位" }]}>
      <Select
        getPopupContainer={besideControl}
        loading={choices.isFetching}
        placeholder="按名称、拼音首字母或代码查找"
        showSearch={{ filterOption: false, onSearch: setQ }}
        options={(choices.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
};
