import { DesktopOutlined } from "@ant-design/icons";
import type { Room } from "../ui/index.ts";

export const workbenchRoom: Room = {
  navigation: [{ path: "/", title: "工作台", icon: <DesktopOutlined />, order: 0, access: "signed-in" }],
  routes: [
    { index: true, lazy: async () => ({ Component: (await import("./workbench-page.tsx")).WorkbenchPage }) },
    { path: "search", lazy: async () => ({ Component: (await import("./search-page.tsx")).SearchPage }) },
  ],
};
