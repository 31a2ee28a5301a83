import { AuditOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const decisionPages: Room = {
  navigation: [{ path: "/allotments/proposals", title: "审定", icon: <AuditOutlined />, order: 110, access: "plans.read" }],
  routes: [
    { path: "allotments/proposals", lazy: async () => ({ Component: (await import("./proposals-page.tsx")).ProposalsPage }) },
    {
      path: "allotments/proposals/:proposalId",
      lazy: async () => ({ Component: (await import("./proposal-page.tsx")).ProposalPage }),
    },
  ],
};
