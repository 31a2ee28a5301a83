import { SwapOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

/** 数据交换: values from other systems, approved values to them. */
export const exchangePages: Room = {
  navigation: [{ path: "/indicators/exchange", title: "数据交换", icon: <SwapOutlined />, order: 45, access: "indicators.read" }],
  routes: [
    { path: "indicators/exchange", lazy: async () => ({ Component: (await import("./exchange-page.tsx")).ExchangePage }) },
  ],
};
