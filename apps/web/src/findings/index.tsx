import { SafetyCertificateOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

/** 监督检查: plans and inspections, findings with their corrections and measures, circulars, audit matters, the board over all. */
export const findingsRoom: Room = {
  navigation: [
    { path: "/findings", title: "监督检查", icon: <SafetyCertificateOutlined />, order: 130, access: "findings.read" },
  ],
  routes: [
    { path: "findings", lazy: async () => ({ Component: (await import("./findings-page.tsx")).FindingsPage }) },
    { path: "findings/items", lazy: async () => ({ Component: (await import("./items-page.tsx")).ItemsPage }) },
    { path: "findings/plans", lazy: async () => ({ Component: (await import("./plans-page.tsx")).PlansPage }) },
    { path: "findings/plans/:planId", lazy: async () => ({ Component: (await import("./plan-page.tsx")).PlanPage }) },
    {
      path: "findings/inspections",
      lazy: async () => ({ Component: (await import("./inspections-page.tsx")).InspectionsPage }),
    },
    {
      path: "findings/inspections/:inspectionId",
      lazy: async () => ({ Component: (await import("./inspection-page.tsx")).InspectionPage }),
    },
    {
      path: "findings/audit-matters",
      lazy: async () => ({ Component: (await import("./audit-matters-page.tsx")).AuditMattersPage }),
    },
    {
      path: "findings/audit-matters/:matterId",
      lazy: async () => ({ Component: (await import("./audit-matter-page.tsx")).AuditMatterPage }),
    },
    { path: "findings/circulars", lazy: async () => ({ Component: (await import("./circulars-page.tsx")).CircularsPage }) },
    { path: "findings/:findingId", lazy: async () => ({ Component: (await import("./finding-page.tsx")).FindingPage }) },
  ],
};
