import { AuditOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

export const auditRoom: Room = {
  navigation: [{ path: "/audit", title: "审计日志", icon: <AuditOutlined />, order: 90, access: "audit.read" }],
  routes: [{ path: "audit", lazy: async () => ({ Component: (await import("./audit-page.tsx")).AuditPage }) }],
};
