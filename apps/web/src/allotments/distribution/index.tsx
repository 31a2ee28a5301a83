import { ClockCircleOutlined, PartitionOutlined, RollbackOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const distributionPages: Room = {
  navigation: [
    {
      path: "/allotments/distribution",
      title: "分解下达",
      icon: <PartitionOutlined />,
      order: 114,
      access: ["notices.draft", "notices.countersign"],
    },
    {
      path: "/allotments/undistributed",
      title: "到期未分配",
      icon: <ClockCircleOutlined />,
      order: 117,
      access: "notices.issue",
    },
    {
      path: "/allotments/reductions",
      title: "追减",
      icon: <RollbackOutlined />,
      order: 116,
      access: ["notices.draft", "notices.countersign"],
    },
  ],
  routes: [
    { path: "allotments/reductions", lazy: async () => ({ Component: (await import("./reductions-page.tsx")).ReductionsPage }) },
    {
      path: "allotments/reductions/:noticeId",
      lazy: async () => ({ Component: (await import("./reduction-page.tsx")).ReductionPage }),
    },
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
