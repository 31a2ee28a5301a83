import { AimOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

const at = "indicators/targets";

export const targetPages: Room = {
  navigation: [{ path: "/indicators/targets", title: "目标", icon: <AimOutlined />, order: 41, access: "indicators.read" }],
  routes: [
    { path: at, lazy: async () => ({ Component: (await import("./targets-page.tsx")).TargetsPage }) },
    { path: `${at}/events`, lazy: async () => ({ Component: (await import("./events-page.tsx")).EventsPage }) },
    { path: `${at}/:target`, lazy: async () => ({ Component: (await import("./target-page.tsx")).TargetPage }) },
  ],
};
