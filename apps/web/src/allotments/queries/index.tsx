import { QuestionCircleOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const queriesPages: Room = {
  navigation: [
    {
      path: "/allotments/queries",
      title: "存疑",
      icon: <QuestionCircleOutlined />,
      order: 115,
      access: ["queries.raise", "queries.close"],
    },
  ],
  routes: [
    { path: "allotments/queries", lazy: async () => ({ Component: (await import("./queries-page.tsx")).QueriesPage }) },
    { path: "allotments/queries/:queryId", lazy: async () => ({ Component: (await import("./query-page.tsx")).QueryPage }) },
  ],
};
