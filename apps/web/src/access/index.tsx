import type { Room } from "../ui/room.ts";

export const accessRoom: Room = { navigation: [], routes: [] };
