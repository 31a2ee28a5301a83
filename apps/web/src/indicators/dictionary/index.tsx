import { ReadOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

export const dictionaryPages: Room = {
  navigation: [
    { path: "/indicators/dictionary", title: "指标词典", icon: <ReadOutlined />, order: 44, access: "indicators.read" },
  ],
  routes: [],
};
