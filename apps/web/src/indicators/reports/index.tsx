import { AuditOutlined, FormOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

/** 指标填报 and 指标审核: the unit's grid, its way up, and who is complete and in time. */
export const reportPages: Room = {
  navigation: [
    {
      path: "/indicators/reports",
      title: "指标填报",
      icon: <FormOutlined />,
      order: 42,
      access: ["indicators.report", "indicators.submit"],
    },
    { path: "/indicators/checks", title: "指标审核", icon: <AuditOutlined />, order: 43, access: "indicators.check" },
  ],
  routes: [
    { path: "indicators/reports", lazy: async () => ({ Component: (await import("./reports-page.tsx")).ReportsPage }) },
    {
      path: "indicators/reports/completeness",
      lazy: async () => ({ Component: (await import("./completeness-page.tsx")).CompletenessPage }),
    },
    {
      path: "indicators/reports/:reportId",
      lazy: async () => ({ Component: (await import("./report-page.tsx")).ReportPage }),
    },
    {
      path: "indicators/reports/:reportId/workbook",
      lazy: async () => ({ Component: (await import("./report-import-page.tsx")).ReportImportPage }),
    },
    { path: "indicators/checks", lazy: async () => ({ Component: (await import("./checks-page.tsx")).ChecksPage }) },
  ],
};
