import type { Room } from "../ui/room.ts";

export const workbenchRoom: Room = { navigation: [], routes: [] };
