import { FolderOpenOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";
import { callRoutes } from "./calls/routes.ts";

/** 项目: calls, declarations, checks and the library. Each part adds its entry and its pages. */
export const projectsRoom: Room = {
  navigation: [{ path: "/projects/calls", title: "申报通知", icon: <FolderOpenOutlined />, order: 20, access: "public" }],
  routes: [...callRoutes],
};
