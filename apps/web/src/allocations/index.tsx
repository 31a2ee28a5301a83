import type { Room } from "../ui/room.ts";

export const allocationsRoom: Room = { navigation: [], routes: [] };
