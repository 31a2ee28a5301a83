import { InboxOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const receiptsPages: Room = {
  navigation: [{ path: "/allotments/receipts", title: "接收", icon: <InboxOutlined />, order: 113, access: "receipts.verify" }],
  routes: [
    { path: "allotments/receipts", lazy: async () => ({ Component: (await import("./receipts-page.tsx")).ReceiptsPage }) },
    {
      path: "allotments/receipts/:noticeId",
      lazy: async () => ({ Component: (await import("./receipt-page.tsx")).ReceiptPage }),
    },
    {
      path: "allotments/incorporations",
      lazy: async () => ({ Component: (await import("./incorporations-page.tsx")).IncorporationsPage }),
    },
  ],
};
