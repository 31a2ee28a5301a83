import type { RouteObject } from "react-router";

/** Pages of the calls; everybody may open the first and the last of them. */
export const callRoutes: readonly RouteObject[] = [
  { path: "projects/calls", lazy: async () => ({ Component: (await import("./calls-page.tsx")).CallsPage }) },
  { path: "projects/calls/new", lazy: async () => ({ Component: (await import("./new-call-page.tsx")).NewCallPage }) },
  {
    path: "projects/calls/:callId/edit",
    lazy: async () => ({ Component: (await import("./editor/edit-call-page.tsx")).EditCallPage }),
  },
  { path: "projects/calls/:callId", lazy: async () => ({ Component: (await import("./call-page.tsx")).CallPage }) },
];
