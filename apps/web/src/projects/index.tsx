import {
  AuditOutlined,
  BankOutlined,
  DatabaseOutlined,
  FolderOpenOutlined,
  FormOutlined,
  NotificationOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { Room } from "../ui/room.ts";
import { callRoutes } from "./calls/routes.ts";
import { checkPages } from "./checks/routes.ts";
import { declarationPages } from "./declarations/routes.ts";
import { libraryPages } from "./library/routes.ts";
import { programmePages } from "./programmes/routes.ts";

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
    {
      path: "/projects/commitments",
      title: "试点县级资金",
      icon: <BankOutlined />,
      order: 22.5,
      access: "projects.checkFunds",
      level: "county",
    },
    { path: "/projects/library", title: "项目库", icon: <DatabaseOutlined />, order: 23, access: "projects.read" },
    {
      path: "/projects/programmes",
      title: "十百千工程",
      icon: <TeamOutlined />,
      order: 24.5,
      access: "projects.read",
      city: "141000",
    },
    { path: "/projects/notices", title: "公示", icon: <NotificationOutlined />, order: 25, access: "public" },
  ],
  routes: [...callRoutes, ...checkPages, ...declarationPages, ...libraryPages, ...programmePages],
};
