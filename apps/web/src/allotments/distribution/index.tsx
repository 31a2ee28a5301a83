import type { Room } from "../../ui/room.ts";

export const distributionPages: Room = { navigation: [], routes: [] };
