import { ReadOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

const at = "indicators/dictionary";

export const dictionaryPages: Room = {
  navigation: [
    { path: "/indicators/dictionary", title: "指标词典", icon: <ReadOutlined />, order: 44, access: "indicators.read" },
  ],
  routes: [
    { path: at, lazy: async () => ({ Component: (await import("./dictionary-page.tsx")).DictionaryPage }) },
    { path: `${at}/new`, lazy: async () => ({ Component: (await import("./new-indicator-page.tsx")).NewIndicatorPage }) },
    { path: `${at}/:code`, lazy: async () => ({ Component: (await import("./indicator-page.tsx")).IndicatorPage }) },
  ],
};
