import type { Room } from "../../ui/room.ts";

export const queriesPages: Room = { navigation: [], routes: [] };
