import { AccountBookOutlined, FundOutlined, WalletOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

export const allocationsRoom: Room = {
  navigation: [
    { path: "/allocations/plans", title: "建议方案", icon: <FundOutlined />, order: 100, access: "plans.read" },
    { path: "/allocations/money", title: "预算与已分配", icon: <AccountBookOutlined />, order: 102, access: "plans.read" },
    { path: "/allocations/dues", title: "应补明细", icon: <WalletOutlined />, order: 101, access: "dues.read" },
  ],
  routes: [
    { path: "allocations/plans", lazy: async () => ({ Component: (await import("./plans-page.tsx")).PlansPage }) },
    { path: "allocations/plans/:planId", lazy: async () => ({ Component: (await import("./plan-page.tsx")).PlanPage }) },
    {
      path: "allocations/plans/:planId/what-if",
      lazy: async () => ({ Component: (await import("./what-if-page.tsx")).WhatIfPage }),
    },
    { path: "allocations/dues", lazy: async () => ({ Component: (await import("./dues-page.tsx")).DuesPage }) },
    { path: "allocations/money", lazy: async () => ({ Component: (await import("./money-page.tsx")).MoneyPage }) },
  ],
};
