import { CalendarOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

export const clocksRoom: Room = {
  navigation: [{ path: "/clocks", title: "期限日历", icon: <CalendarOutlined />, order: 123, access: "clocks.read" }],
  routes: [{ path: "clocks", lazy: async () => ({ Component: (await import("./clocks-page.tsx")).ClocksPage }) }],
};
