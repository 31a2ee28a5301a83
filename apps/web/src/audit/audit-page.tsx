import { type AuditEntry, listAuditEntries, roleTitleOf } from "@qiangyi/api";
import { Button, DatePicker, Input, Select } from "antd";
import { useState } from "react";
import { KeysetTable, Light, Page, secondOf } from "../ui/index.ts";
import { actionChoices, actionName } from "./actions.ts";
import { EntryDrawer } from "./entry-drawer.tsx";
import { objectChoices, objectName } from "./objects.ts";
import { Verification } from "./verification.tsx";

interface Filter {
  readonly from?: string;
  readonly to?: string;
  readonly person?: string;
  readonly action?: string;
  readonly object?: string;
  readonly outcome?: "done" | "refused";
}

/** Who did what, when and from where; nothing here can be changed, and the page can prove it. */
export const AuditPage = () => {
  const [filter, setFilter] = useState<Filter>({});
  const [opened, setOpened] = useState<AuditEntry>();
  return (
    <Page title="审计日志" subtitle="只能追加，逐条相扣；任何一条被改、被删、被插入，核验时都会指出">
      <Verification />
      <KeysetTable<AuditEntry>
        caption="审计日志"
        route={listAuditEntries}
        input={{ query: { ...filter } }}
        rowKey={({ sequence }) => String(sequence)}
        onOpen={setOpened}
        emptyText="没有符合条件的记录"
        toolbar={<Toolbar filter={filter} onChange={setFilter} />}
        columns={[
          { title: "序号", dataIndex: "sequence", width: 80, className: "number" },
          { title: "时间", width: 170, render: (_, { at }) => secondOf(at) },
          { title: "人员", dataIndex: "actorName", width: 110 },
          { title: "角色", width: 150, render: (_, { roles }) => roles.map(roleTitleOf).join("、") || "—" },
          { title: "操作", render: (_, { action }) => actionName(action) },
          { title: "对象", render: (_, { object }) => <span title={object}>{objectName(object)}</span> },
          { title: "结果", width: 100, render: (_, { outcome }) => <Outcome outcome={outcome} /> },
          { title: "来源地址", dataIndex: "ip", width: 130 },
          {
            title: "详情",
            width: 70,
            className: "no-print",
            render: (_, entry) => (
              <Button type="link" size="small" aria-label={`查看第${entry.sequence}条`} onClick={() => setOpened(entry)}>
                查看
              </Button>
            ),
          },
        ]}
      />
      {opened && <EntryDrawer entry={opened} onClose={() => setOpened(undefined)} />}
    </Page>
  );
};

const Outcome = ({ outcome }: Pick<AuditEntry, "outcome">) =>
  outcome === "done" ? <Light state="good" text="已办成" /> : <Light state="warning" text="被拒绝" />;

const Toolbar = ({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) => {
  const put = (change: { [Key in keyof Filter]: Filter[Key] | undefined }) =>
    onChange(Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value)) as Filter);
  return (
    <>
      <DatePicker.RangePicker
        aria-label="日期范围"
        placeholder={["起始日期", "截止日期"]}
        allowEmpty={[true, true]}
        onChange={(days) =>
          put({ from: days?.[0]?.format("YYYY-MM-DD") ?? undefined, to: days?.[1]?.format("YYYY-MM-DD") ?? undefined })
        }
      />
      <Input.Search
        aria-label="按人员查找"
        placeholder="人员姓名"
        allowClear
        maxLength={64}
        style={{ width: 150 }}
        onSearch={(person) => put({ person: person.trim() })}
      />
      <Select
        aria-label="按操作筛选"
        placeholder="全部操作"
        allowClear
        style={{ width: 200 }}
        value={filter.action ?? null}
        showSearch={{ optionFilterProp: "label" }}
        options={actionChoices}
        onChange={(action) => put({ action: action ?? undefined })}
      />
      <Select
        aria-label="按对象筛选"
        placeholder="全部对象"
        allowClear
        style={{ width: 160 }}
        value={filter.object ?? null}
        showSearch={{ optionFilterProp: "label" }}
        options={objectChoices}
        onChange={(object) => put({ object: object ?? undefined })}
      />
      <Select
        aria-label="按结果筛选"
        placeholder="全部结果"
        allowClear
        style={{ width: 120 }}
        value={filter.outcome ?? null}
        options={[
          { value: "done" as const, label: "已办成" },
          { value: "refused" as const, label: "被拒绝" },
        ]}
        onChange={(outcome) => put({ outcome: outcome ?? undefined })}
      />
    </>
  );
};
