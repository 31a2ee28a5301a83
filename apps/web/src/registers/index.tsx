import { ProfileOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

export const registersRoom: Room = {
  navigation: [{ path: "/registers", title: "台账", icon: <ProfileOutlined />, order: 30, access: "facts.read" }],
  routes: [
    { path: "registers", lazy: async () => ({ Component: (await import("./registers-page.tsx")).RegistersPage }) },
    { path: "registers/:register", lazy: async () => ({ Component: (await import("./register-page.tsx")).RegisterPage }) },
    { path: "registers/:register/new", lazy: async () => ({ Component: (await import("./entry-form-page.tsx")).NewEntryPage }) },
    { path: "registers/:register/import", lazy: async () => ({ Component: (await import("./import-page.tsx")).ImportPage }) },
    { path: "registers/:register/:id", lazy: async () => ({ Component: (await import("./entry-page.tsx")).EntryPage }) },
    {
      path: "registers/:register/:id/change",
      lazy: async () => ({ Component: (await import("./entry-form-page.tsx")).ChangeEntryPage }),
    },
  ],
};
