import type { RouteObject } from "react-router";

/** Pages of the unit's desk; each is loaded when it is opened. */
export const declarationPages: readonly RouteObject[] = [
  { path: "projects/mine", lazy: async () => ({ Component: (await import("./mine-page.tsx")).MinePage }) },
  {
    path: "projects/declarations/:projectId",
    lazy: async () => ({ Component: (await import("./declaration-page.tsx")).DeclarationPage }),
  },
  {
    path: "projects/declarations/:projectId/sign",
    lazy: async () => ({ Component: (await import("./sign-page.tsx")).SignPage }),
  },
  {
    path: "projects/declarations/:projectId/print",
    lazy: async () => ({ Component: (await import("./print-page.tsx")).PrintPage }),
  },
  {
    path: "projects/calls/:callId/workbook",
    lazy: async () => ({ Component: (await import("./declaration-import-page.tsx")).DeclarationImportPage }),
  },
];
