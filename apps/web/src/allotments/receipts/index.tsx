import type { Room } from "../../ui/room.ts";

export const receiptsPages: Room = { navigation: [], routes: [] };
