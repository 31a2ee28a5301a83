import type { Room } from "../ui/room.ts";

export const policyRoom: Room = { navigation: [], routes: [] };
