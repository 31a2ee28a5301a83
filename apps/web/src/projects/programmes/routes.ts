import { type RouteObject, redirect } from "react-router";

/** 临汾十百千工程. */
export const programmePages: readonly RouteObject[] = [
  {
    path: "projects/programmes",
    loader: ({ request }) => redirect(`/projects/programmes/linfen-ten-specialties${new URL(request.url).search}`),
  },
  {
    path: "projects/programmes/:programme",
    lazy: async () => ({ Component: (await import("./programme-page.tsx")).ProgrammePage }),
  },
];
