import { AuditOutlined, FolderOpenOutlined, FormOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";
import { callRoutes } from "./calls/routes.ts";
import { checkPages } from "./checks/routes.ts";
import { declarationPages } from "./declarations/routes.ts";

/** 项目: calls, declarations, checks and the library. Each part adds its entry and its pages. */
export const projectsRoom: Room = {
  navigation: [
    { path: "/projects/calls", title: "申报通知", icon: <FolderOpenOutlined />, order: 20, access: "public" },
    {
      path: "/projects/mine",
      title: "我的申报",
      icon: <FormOutlined />,
      order: 21,
      access: ["projects.declare", "projects.sign"],
    },
    {
      path: "/projects/checks",
      title: "审核",
      icon: <AuditOutlined />,
      order: 22,
      access: ["projects.check", "projects.checkFunds"],
    },
  ],
  routes: [...callRoutes, ...checkPages, ...declarationPages],
};
