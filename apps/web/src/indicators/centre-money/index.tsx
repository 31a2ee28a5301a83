import type { Room } from "../../ui/room.ts";

/** 中心经费: /indicators/centre-money, order 46. */
export const centreMoneyPages: Room = { navigation: [], routes: [] };
