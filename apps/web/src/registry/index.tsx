import { ApartmentOutlined, BankOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

export const registryRoom: Room = {
  navigation: [
    { path: "/registry/institutions", title: "机构", icon: <BankOutlined />, order: 50, access: "registry.read" },
    { path: "/registry/regions", title: "区划", icon: <ApartmentOutlined />, order: 51, access: "public" },
  ],
  routes: [
    { path: "registry/regions", lazy: async () => ({ Component: (await import("./regions-page.tsx")).RegionsPage }) },
    { path: "registry/regions/:code", lazy: async () => ({ Component: (await import("./region-page.tsx")).RegionPage }) },
    {
      path: "registry/institutions",
      lazy: async () => ({ Component: (await import("./institutions-page.tsx")).InstitutionsPage }),
    },
    {
      path: "registry/institutions/new",
      lazy: async () => ({ Component: (await import("./institution-form-page.tsx")).NewInstitutionPage }),
    },
    {
      path: "registry/institutions/import",
      lazy: async () => ({ Component: (await import("./institution-import-page.tsx")).InstitutionImportPage }),
    },
    {
      path: "registry/institutions/:id",
      lazy: async () => ({ Component: (await import("./institution-page.tsx")).InstitutionPage }),
    },
    {
      path: "registry/institutions/:id/change",
      lazy: async () => ({ Component: (await import("./institution-form-page.tsx")).ChangeInstitutionPage }),
    },
  ],
};
