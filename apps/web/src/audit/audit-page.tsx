import { type AuditEntry, listAuditEntries, roleTitleOf } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { type Filter, FilterBar, KeysetTable, Light, Page, secondOf, useFilters } from "../ui/index.ts";
import { actionChoices, actionName } from "./actions.ts";
import { EntryDrawer } from "./entry-drawer.tsx";
import { objectChoices, objectName } from "./objects.ts";
import { Verification } from "./verification.tsx";

const filters = [
  { kind: "days", name: "from", until: "to", label: "日期范围" },
  { kind: "text", name: "person", label: "按人员查找", placeholder: "人员姓名", width: 150 },
  {
    kind: "choice",
    name: "action",
    label: "按操作筛选",
    placeholder: "全部操作",
    width: 200,
    options: actionChoices,
    isLong: true,
  },
  {
    kind: "choice",
    name: "object",
    label: "按对象筛选",
    placeholder: "全部对象",
    width: 160,
    options: objectChoices,
    isLong: true,
  },
  {
    kind: "choice",
    name: "outcome",
    label: "按结果筛选",
    placeholder: "全部结果",
    width: 120,
    options: [
      { value: "done", label: "已办成" },
      { value: "refused", label: "被拒绝" },
    ],
  },
] as const satisfies readonly Filter[];

/** Who did what, when and from where; nothing here can be changed, and the page can prove it. */
export const AuditPage = () => {
  const { values, set } = useFilters(["from", "to", "person", "action", "object", "outcome"]);
  const [opened, setOpened] = useState<AuditEntry>();
  return (
    <Page title="审计日志" subtitle="只能追加，逐条相扣；任何一条被改、被删、被插入，核验时都会指出">
      <Verification />
      <KeysetTable<AuditEntry>
        caption="审计日志"
        route={listAuditEntries}
        input={{ query: values }}
        rowKey={({ sequence }) => String(sequence)}
        onOpen={setOpened}
        emptyText="没有符合条件的记录"
        toolbar={<FilterBar<keyof typeof values> filters={filters} values={values} onChange={set} />}
        columns={[
          { title: "序号", dataIndex: "sequence", width: 64, className: "number" },
          { title: "时间", width: 160, render: (_, { at }) => secondOf(at) },
          { title: "人员", dataIndex: "actorName", width: 88 },
          {
            title: "角色",
            width: 140,
            render: (_, { roles }) => <Wrapping text={roles.map(roleTitleOf).join("、") || "—"} width={130} />,
          },
          { title: "操作", render: (_, { action }) => <Wrapping text={actionName(action)} width={250} /> },
          { title: "对象", render: (_, { object }) => <span title={object}>{objectName(object)}</span> },
          { title: "结果", width: 88, render: (_, { outcome }) => <Outcome outcome={outcome} /> },
          { title: "来源地址", dataIndex: "ip", width: 120 },
          {
            title: "详情",
            width: 60,
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

/** Long words take two lines, so that the outcome stays on the screen. */
const Wrapping = ({ text, width }: { text: string; width: number }) => <div style={{ maxWidth: width }}>{text}</div>;

const Outcome = ({ outcome }: Pick<AuditEntry, "outcome">) =>
  outcome === "done" ? <Light state="good" text="已办成" /> : <Light state="warning" text="被拒绝" />;
