import { BankOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

/** 中心经费: what hangs on the yearly assessment of a national centre and on awards. */
export const centreMoneyPages: Room = {
  navigation: [
    { path: "/indicators/centre-money", title: "中心经费", icon: <BankOutlined />, order: 46, access: "indicators.read" },
  ],
  routes: [
    {
      path: "indicators/centre-money",
      lazy: async () => ({ Component: (await import("./centre-money-page.tsx")).CentreMoneyPage }),
    },
    {
      path: "indicators/centre-money/awards",
      lazy: async () => ({ Component: (await import("./awards-page.tsx")).AwardsPage }),
    },
  ],
};
