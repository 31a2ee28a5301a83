import { CalendarOutlined, PayCircleOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

/** 支付 and 年终: requests and their checks, the desks of head and treasury, vouchers, what a year leaves. */
export const paymentsRoom: Room = {
  navigation: [
    { path: "/payments/requests", title: "支付", icon: <PayCircleOutlined />, order: 120, access: "payments.read" },
    { path: "/payments/year-end", title: "年终", icon: <CalendarOutlined />, order: 124, access: "payments.read" },
  ],
  routes: [
    { path: "payments/requests", lazy: async () => ({ Component: (await import("./payments-page.tsx")).PaymentsPage }) },
    { path: "payments/requests/new", lazy: async () => ({ Component: (await import("./request-page.tsx")).NewRequestPage }) },
    {
      path: "payments/requests/:requestId/change",
      lazy: async () => ({ Component: (await import("./request-page.tsx")).ChangeRequestPage }),
    },
    { path: "payments/requests/:requestId", lazy: async () => ({ Component: (await import("./payment-page.tsx")).PaymentPage }) },
    {
      path: "payments/procurements",
      lazy: async () => ({ Component: (await import("./procurements-page.tsx")).ProcurementsPage }),
    },
    { path: "payments/rules", lazy: async () => ({ Component: (await import("./rules-page.tsx")).PaymentRulesPage }) },
    { path: "payments/year-end", lazy: async () => ({ Component: (await import("./year-end-page.tsx")).YearEndPage }) },
    {
      path: "payments/year-end/items/:itemId",
      lazy: async () => ({ Component: (await import("./carry-over-page.tsx")).CarryOverPage }),
    },
  ],
};
