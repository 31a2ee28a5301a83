import type { RouteObject } from "react-router";

/** 临汾十百千工程. */
export const programmePages: readonly RouteObject[] = [
  {
    path: "projects/programmes/:programme",
    lazy: async () => ({ Component: (await import("./programme-page.tsx")).ProgrammePage }),
  },
];
