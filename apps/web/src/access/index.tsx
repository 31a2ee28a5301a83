import { TeamOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

export { SessionWatch } from "./session-watch.tsx";

export const accessRoom: Room = {
  navigation: [{ path: "/accounts", title: "账号与角色", icon: <TeamOutlined />, order: 80, access: "accounts.read" }],
  routes: [
    { path: "login", lazy: async () => ({ Component: (await import("./login-page.tsx")).LoginPage }) },
    { path: "first-run", lazy: async () => ({ Component: (await import("./first-run-page.tsx")).FirstRunPage }) },
    {
      path: "change-password",
      lazy: async () => ({ Component: (await import("./change-password-page.tsx")).ChangePasswordPage }),
    },
    { path: "password-link", lazy: async () => ({ Component: (await import("./password-link-page.tsx")).PasswordLinkPage }) },
    { path: "profile", lazy: async () => ({ Component: (await import("./profile-page.tsx")).ProfilePage }) },
    { path: "accounts", lazy: async () => ({ Component: (await import("./accounts-page.tsx")).AccountsPage }) },
  ],
};
