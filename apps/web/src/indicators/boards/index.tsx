import { DashboardOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

const at = "indicators/boards";

export const boardPages: Room = {
  navigation: [
    { path: "/indicators/boards", title: "指标看板", icon: <DashboardOutlined />, order: 40, access: "indicators.read" },
  ],
  routes: [
    { path: at, lazy: async () => ({ Component: (await import("./overview-page.tsx")).OverviewPage }) },
    { path: `${at}/subjects`, lazy: async () => ({ Component: (await import("./subject-page.tsx")).SubjectPage }) },
    { path: `${at}/subjects/:subject`, lazy: async () => ({ Component: (await import("./subject-page.tsx")).SubjectPage }) },
    { path: `${at}/centres`, lazy: async () => ({ Component: (await import("./centres-page.tsx")).CentresPage }) },
    { path: `${at}/province`, lazy: async () => ({ Component: (await import("./province-page.tsx")).ProvincePage }) },
    { path: `${at}/coverage`, lazy: async () => ({ Component: (await import("./coverage-page.tsx")).CoveragePage }) },
    { path: `${at}/goals`, lazy: async () => ({ Component: (await import("./goals-page.tsx")).GoalsPage }) },
    { path: `${at}/screen`, lazy: async () => ({ Component: (await import("./screen-page.tsx")).ScreenPage }) },
  ],
};
