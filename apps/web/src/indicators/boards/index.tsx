import type { Room } from "../../ui/room.ts";

/** 指标看板: /indicators/boards, order 40. */
export const boardPages: Room = { navigation: [], routes: [] };
