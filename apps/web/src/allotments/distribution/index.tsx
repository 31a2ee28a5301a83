import { ClockCircleOutlined, PartitionOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const distributionPages: Room = {
  navigation: [
    { path: "/allotments/distribution", title: "分解下达", icon: <PartitionOutlined />, order: 43, access: "receipts.verify" },
    { path: "/allotments/undistributed", title: "到期未分配", icon: <ClockCircleOutlined />, order: 45, access: "notices.issue" },
  ],
  routes: [
    {
      path: "allotments/distribution",
      lazy: async () => ({ Component: (await import("./distribution-page.tsx")).DistributionPage }),
    },
    {
      path: "allotments/distributions/:noticeId",
      lazy: async () => ({ Component: (await import("./draft-page.tsx")).DistributionDraftPage }),
    },
    {
      path: "allotments/undistributed",
      lazy: async () => ({ Component: (await import("./undistributed-page.tsx")).UndistributedPage }),
    },
  ],
};
