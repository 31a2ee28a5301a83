import { CalendarOutlined, FileDoneOutlined, MailOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const noticesPages: Room = {
  navigation: [
    { path: "/allotments/notices", title: "下达文件", icon: <FileDoneOutlined />, order: 111, access: "notices.read" },
    { path: "/allotments/copies", title: "抄送收阅", icon: <MailOutlined />, order: 112, access: "copies.read" },
    { path: "/allotments/year-events", title: "年度事项", icon: <CalendarOutlined />, order: 103, access: "notices.draft" },
  ],
  routes: [
    { path: "allotments/notices", lazy: async () => ({ Component: (await import("./notices-page.tsx")).NoticesPage }) },
    { path: "allotments/notices/new", lazy: async () => ({ Component: (await import("./new-notice-page.tsx")).NewNoticePage }) },
    {
      path: "allotments/notices/import",
      lazy: async () => ({ Component: (await import("./import-page.tsx")).ImportNoticePage }),
    },
    { path: "allotments/notices/:noticeId", lazy: async () => ({ Component: (await import("./notice-page.tsx")).NoticePage }) },
    {
      path: "allotments/notices/:noticeId/early",
      lazy: async () => ({ Component: (await import("./early-page.tsx")).EarlyPage }),
    },
    { path: "allotments/copies", lazy: async () => ({ Component: (await import("./copies-page.tsx")).CopiesPage }) },
    {
      path: "allotments/year-events",
      lazy: async () => ({ Component: (await import("./year-events-page.tsx")).YearEventsPage }),
    },
  ],
};
