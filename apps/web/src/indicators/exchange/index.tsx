import type { Room } from "../../ui/room.ts";

/** 数据交换: /indicators/exchange, order 45. */
export const exchangePages: Room = { navigation: [], routes: [] };
