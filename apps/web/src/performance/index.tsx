import { LineChartOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

/** 项目绩效: the fund's projects by their five stages, and the page of each. */
export const performanceRoom: Room = {
  navigation: [{ path: "/performance", title: "项目绩效", icon: <LineChartOutlined />, order: 28, access: "projects.read" }],
  routes: [
    { path: "performance", lazy: async () => ({ Component: (await import("./projects-page.tsx")).PerformanceProjectsPage }) },
    {
      path: "performance/projects/:projectId",
      lazy: async () => ({ Component: (await import("./performance-page.tsx")).PerformancePage }),
    },
  ],
};
