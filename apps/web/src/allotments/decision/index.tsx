import type { Room } from "../../ui/room.ts";

export const decisionPages: Room = { navigation: [], routes: [] };
