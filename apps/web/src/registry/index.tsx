import type { Room } from "../ui/room.ts";

export const registryRoom: Room = { navigation: [], routes: [] };
