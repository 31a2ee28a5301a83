import type { Room } from "../../ui/room.ts";

export const noticesPages: Room = { navigation: [], routes: [] };
