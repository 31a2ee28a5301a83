import { DiffOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

export const reconciliationsRoom: Room = {
  navigation: [{ path: "/reconciliations", title: "三方对账", icon: <DiffOutlined />, order: 122, access: "books.read" }],
  routes: [
    { path: "reconciliations", lazy: async () => ({ Component: (await import("./list-page.tsx")).ReconciliationsPage }) },
    {
      path: "reconciliations/:book/:month",
      lazy: async () => ({ Component: (await import("./month-page.tsx")).ReconciliationPage }),
    },
  ],
};
