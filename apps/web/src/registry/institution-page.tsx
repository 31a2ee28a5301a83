import {
  affiliations,
  groupKinds,
  groupRoles,
  type InstitutionDraft,
  institutionClasses,
  ownerships,
  type RouteAnswer,
  showInstitution,
  tiers,
} from "@qiangyi/api";
import { Alert, Button, Descriptions, Table } from "antd";
import { Link, useParams } from "react-router";
import { minuteOf, Page, Pending, useAnswer, useSession } from "../ui/index.ts";
import { useRegions } from "./use-regions.ts";

type Answer = RouteAnswer<typeof showInstitution>;

export const InstitutionPage = () => {
  const { id = "" } = useParams();
  const answer = useAnswer(showInstitution, { params: { id } });
  const { can } = useSession();
  const { nameOf } = useRegions();
  if (!answer.data) return <Pending of={answer} />;
  const { record, warnings, warningReason, memberships, groupMembers, history } = answer.data;
  return (
    <Page
      title={record.name}
      subtitle={`机构编号 ${id}`}
      actions={
        can("registry.write") && (
          <Link to={`/registry/institutions/${id}/change`}>
            <Button type="primary">变更登记</Button>
          </Link>
        )
      }
    >
      {warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={warnings.map(({ message }) => message).join("；")}
          description={`核对说明：${warningReason ?? "—"}`}
        />
      )}
      <section className="panel">
        <h2>登记事项</h2>
        <Descriptions size="small" column={3} items={describe(record, nameOf)} />
      </section>
      <Group memberships={memberships} members={groupMembers} />
      <History history={history} nameOf={nameOf} />
    </Page>
  );
};

const describe = (record: InstitutionDraft, nameOf: (code: string) => string) =>
  [
    ["所在区划", `${nameOf(record.region)}　${record.region}`],
    ["隶属关系", affiliations[record.affiliation]],
    ["所有制", ownerships[record.ownership]],
    ["类别", institutionClasses[record.class]],
    ["等级", tiers[record.tier]],
    ["编制床位", record.beds === null ? "—" : `${record.beds.toLocaleString("zh-CN")}张`],
    ["统一社会信用代码", record.creditCode ?? "—"],
    ["医疗机构登记号", record.licence ?? "—"],
    ["有效期", `${record.validFrom ?? "—"} 至 ${record.validTo ?? "今"}`],
    [
      "曾用名",
      record.formerNames
        .map(({ name, from, to }) => `${name}${from === null && to === null ? "" : `（${from ?? ""}至${to ?? "今"}）`}`)
        .join("、") || "—",
    ],
  ].map(([label, children]) => ({ key: label ?? "", label, children }));

const Group = ({ memberships, members }: { memberships: Answer["memberships"]; members: Answer["groupMembers"] }) => {
  if (memberships.length === 0) return null;
  return (
    <section className="panel">
      <h2>所属集团</h2>
      <Table
        size="small"
        pagination={false}
        rowKey={({ group, from, to }) => `${group} ${from} ${to}`}
        dataSource={memberships}
        columns={[
          { title: "集团", dataIndex: "group" },
          { title: "类型", dataIndex: "kind", width: 140, render: (kind: keyof typeof groupKinds) => groupKinds[kind] },
          { title: "角色", dataIndex: "role", width: 80, render: (role: keyof typeof groupRoles) => groupRoles[role] },
          { title: "加入", dataIndex: "from", width: 110, render: (day: string | null) => day ?? "—" },
          {
            title: "退出",
            dataIndex: "to",
            width: 110,
            render: (day: string | null, { isCurrent }) => (isCurrent ? "现为成员单位" : (day ?? "—")),
          },
        ]}
      />
      {members.length > 0 && (
        <p style={{ marginBottom: 0 }}>
          同一集团：
          {members.map(({ id, name, role }, index) => (
            <span key={id}>
              {index > 0 && "、"}
              <Link to={`/registry/institutions/${id}`}>{name}</Link>
              {role === "lead" && "（牵头）"}
            </span>
          ))}
        </p>
      )}
    </section>
  );
};

const changes = { created: "登记", changed: "变更", imported: "工作簿导入", demo: "演示数据" } as const;

const History = ({ history, nameOf }: { history: Answer["history"]; nameOf: (code: string) => string }) => (
  <section className="panel">
    <h2>历次变更</h2>
    <Table
      size="small"
      pagination={false}
      rowKey="version"
      dataSource={history}
      columns={[
        { title: "次", dataIndex: "version", width: 56, align: "right" },
        {
          title: "时间",
          dataIndex: "at",
          width: 160,
          render: (at: string) => minuteOf(at),
        },
        { title: "方式", dataIndex: "change", width: 110, render: (change: keyof typeof changes) => changes[change] },
        { title: "经办", dataIndex: "by", width: 120 },
        {
          title: "变更内容",
          key: "what",
          render: (_, { version, record }) =>
            differences(record, history.find((other) => other.version === version - 1)?.record, nameOf),
        },
        { title: "说明", dataIndex: "reason", width: 220, render: (reason: string | null) => reason ?? "—" },
      ]}
    />
  </section>
);

const differences = (after: InstitutionDraft, before: InstitutionDraft | undefined, nameOf: (code: string) => string) => {
  if (!before) return "首次登记";
  const old = new Map(
    describe(before, nameOf)
      .concat(extra(before))
      .map(({ key, children }) => [key, children]),
  );
  const changed = describe(after, nameOf)
    .concat(extra(after))
    .filter(({ key, children }) => old.get(key) !== children);
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {changed.map(({ key, children }) => (
        <li key={key}>
          {key}：{old.get(key)} → {children}
        </li>
      ))}
    </ul>
  );
};

const extra = ({ name, membership }: InstitutionDraft) => [
  { key: "机构名称", label: "机构名称", children: name },
  { key: "所属集团", label: "所属集团", children: membership ? `${membership.group}（${groupRoles[membership.role]}）` : "—" },
];
