import { PieChartOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const sharesPages: Room = {
  navigation: [
    { path: "/allotments/budget-shares", title: "本级预算编列", icon: <PieChartOutlined />, order: 104, access: "books.read" },
  ],
  routes: [
    {
      path: "allotments/budget-shares",
      lazy: async () => ({ Component: (await import("./budget-shares-page.tsx")).BudgetSharesPage }),
    },
    {
      path: "allotments/sharing-methods",
      lazy: async () => ({ Component: (await import("./sharing-methods-page.tsx")).SharingMethodsPage }),
    },
  ],
};
