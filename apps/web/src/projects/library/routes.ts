import type { RouteObject } from "react-router";

/** Selection, notices and the library. */
export const libraryPages: readonly RouteObject[] = [
  { path: "projects/library", lazy: async () => ({ Component: (await import("./library-page.tsx")).LibraryPage }) },
  { path: "projects/support", lazy: async () => ({ Component: (await import("./support-page.tsx")).SupportPage }) },
  { path: "projects/notices", lazy: async () => ({ Component: (await import("../selection/notices-page.tsx")).NoticesPage }) },
  {
    path: "projects/notices/:noticeId",
    lazy: async () => ({ Component: (await import("../selection/notice-page.tsx")).NoticePage }),
  },
  {
    path: "projects/calls/:callId/selection",
    lazy: async () => ({ Component: (await import("../selection/selection-page.tsx")).SelectionPage }),
  },
];
