import type { Room } from "../ui/room.ts";

export const auditRoom: Room = { navigation: [], routes: [] };
