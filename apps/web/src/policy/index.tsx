import { BookOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

/** The register of the texts: everybody reads it, also without an account. */
export const policyRoom: Room = {
  navigation: [{ path: "/policy", title: "政策库", icon: <BookOutlined />, order: 60, access: "public" }],
  routes: [
    { path: "policy", lazy: async () => ({ Component: (await import("./documents-page.tsx")).DocumentsPage }) },
    { path: "policy/documents/:document", lazy: async () => ({ Component: (await import("./document-page.tsx")).DocumentPage }) },
    {
      path: "policy/documents/:document/copies",
      lazy: async () => ({ Component: (await import("./copies-page.tsx")).CopiesPage }),
    },
    { path: "policy/documents/:document/texts", lazy: async () => ({ Component: (await import("./texts-page.tsx")).TextsPage }) },
    { path: "policy/texts/:text", lazy: async () => ({ Component: (await import("./text-page.tsx")).TextPage }) },
    {
      path: "policy/texts/:text/comparison",
      lazy: async () => ({ Component: (await import("./comparison-page.tsx")).ComparisonPage }),
    },
    { path: "policy/clauses/:clause", lazy: async () => ({ Component: (await import("./clause-page.tsx")).ClausePage }) },
    {
      path: "policy/funding-lines",
      lazy: async () => ({ Component: (await import("./funding-lines-page.tsx")).FundingLinesPage }),
    },
    { path: "policy/parameters", lazy: async () => ({ Component: (await import("./parameters-page.tsx")).ParametersPage }) },
    { path: "policy/readings", lazy: async () => ({ Component: (await import("./readings-page.tsx")).ReadingsPage }) },
    { path: "policy/settings", lazy: async () => ({ Component: (await import("./settings-page.tsx")).SettingsPage }) },
    { path: "policy/openness", lazy: async () => ({ Component: (await import("./openness-page.tsx")).OpennessPage }) },
    { path: "policy/search", lazy: async () => ({ Component: (await import("./search-page.tsx")).PolicySearchPage }) },
    { path: "policy/reviews", lazy: async () => ({ Component: (await import("./reviews-page.tsx")).ReviewsPage }) },
  ],
};
