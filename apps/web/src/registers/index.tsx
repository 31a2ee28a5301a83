import type { Room } from "../ui/room.ts";

export const registersRoom: Room = { navigation: [], routes: [] };
