import { AuditOutlined, FormOutlined, IdcardOutlined, WalletOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

/** 评审: what the organiser keeps, and the desk of an expert. */
export const reviewsRoom: Room = {
  navigation: [
    { path: "/reviews/calls", title: "评审组织", icon: <AuditOutlined />, order: 24, access: "reviews.organise" },
    { path: "/reviews/experts", title: "专家库", icon: <IdcardOutlined />, order: 26, access: "experts.write" },
    { path: "/reviews/expenses", title: "评审支出", icon: <WalletOutlined />, order: 27, access: "reviews.organise" },
    { path: "/reviews/desk", title: "我的评审", icon: <FormOutlined />, order: 10, access: "reviews.score" },
  ],
  routes: [
    { path: "reviews/calls", lazy: async () => ({ Component: (await import("./calls-page.tsx")).ReviewCallsPage }) },
    { path: "reviews/calls/:callId", lazy: async () => ({ Component: (await import("./call-page.tsx")).ReviewCallPage }) },
    {
      path: "reviews/calls/:callId/results",
      lazy: async () => ({ Component: (await import("./results-page.tsx")).ReviewResultsPage }),
    },
    { path: "reviews/panels/:panelId", lazy: async () => ({ Component: (await import("./panel-page.tsx")).PanelPage }) },
    { path: "reviews/rerun", lazy: async () => ({ Component: (await import("./rerun-page.tsx")).RerunPage }) },
    { path: "reviews/experts", lazy: async () => ({ Component: (await import("./experts-page.tsx")).ExpertsPage }) },
    {
      path: "reviews/experts/import",
      lazy: async () => ({ Component: (await import("./experts-import-page.tsx")).ExpertsImportPage }),
    },
    { path: "reviews/experts/new", lazy: async () => ({ Component: (await import("./expert-form-page.tsx")).NewExpertPage }) },
    { path: "reviews/experts/:expertId", lazy: async () => ({ Component: (await import("./expert-page.tsx")).ExpertPage }) },
    {
      path: "reviews/experts/:expertId/change",
      lazy: async () => ({ Component: (await import("./expert-form-page.tsx")).ChangeExpertPage }),
    },
    { path: "reviews/expenses", lazy: async () => ({ Component: (await import("./expenses-page.tsx")).ExpensesPage }) },
    { path: "reviews/desk", lazy: async () => ({ Component: (await import("./desk-page.tsx")).DeskPage }) },
    { path: "reviews/desk/:panelId", lazy: async () => ({ Component: (await import("./papers-page.tsx")).PapersPage }) },
    {
      path: "reviews/desk/:panelId/:projectId",
      lazy: async () => ({ Component: (await import("./scoring-page.tsx")).ScoringPage }),
    },
  ],
};
