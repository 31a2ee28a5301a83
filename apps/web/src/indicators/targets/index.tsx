import { AimOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const targetPages: Room = {
  navigation: [{ path: "/indicators/targets", title: "目标", icon: <AimOutlined />, order: 41, access: "indicators.read" }],
  routes: [],
};
