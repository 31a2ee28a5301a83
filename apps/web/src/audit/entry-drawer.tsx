import { type AuditEntry, roleTitleOf } from "@qiangyi/api";
import { Descriptions, Drawer } from "antd";
import { secondOf } from "../ui/index.ts";
import { actionName } from "./actions.ts";
import "./audit.css";
import { objectName } from "./objects.ts";

export const EntryDrawer = ({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) => (
  <Drawer open title={`第${entry.sequence}条　${actionName(entry.action)}`} size={640} onClose={onClose}>
    <Descriptions
      size="small"
      column={1}
      bordered
      items={[
        { key: "at", label: "时间", children: secondOf(entry.at) },
        { key: "who", label: "人员", children: `${entry.actorName}（${entry.roles.map(roleTitleOf).join("、") || "无角色"}）` },
        { key: "action", label: "操作", children: actionName(entry.action) },
        { key: "object", label: "对象", children: objectName(entry.object) },
        {
          key: "address",
          label: "接口与地址",
          children: <span className="audit-hash">{[...new Set([entry.action, entry.object])].join("　")}</span>,
        },
        { key: "outcome", label: "结果", children: entry.outcome === "done" ? "已办成" : "被拒绝" },
        { key: "ip", label: "来源地址", children: entry.ip },
        { key: "hash", label: "校验值", children: <span className="audit-hash">{entry.hash}</span> },
      ]}
    />
    <h2 className="audit-heading">内容</h2>
    <pre className="audit-detail">{indented(entry.detail)}</pre>
  </Drawer>
);

const indented = (detail: string): string => {
  try {
    return JSON.stringify(JSON.parse(detail), undefined, 2);
  } catch {
    return detail;
  }
};
