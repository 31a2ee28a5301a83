import type { RouteObject } from "react-router";

/** Checks and the page of a project. */
export const checkPages: readonly RouteObject[] = [
  { path: "projects/checks", lazy: async () => ({ Component: (await import("./checks-page.tsx")).ChecksPage }) },
  {
    path: "projects/commitments",
    lazy: async () => ({ Component: (await import("../commitments/commitments-page.tsx")).CommitmentsPage }),
  },
  { path: "projects/checks/:id", lazy: async () => ({ Component: (await import("./desk-page.tsx")).DeskPage }) },
  { path: "projects/:id", lazy: async () => ({ Component: (await import("../project/project-page.tsx")).ProjectPage }) },
];
