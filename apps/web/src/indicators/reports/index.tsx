import type { Room } from "../../ui/room.ts";

/** 指标填报 (/indicators/reports, order 42) and 指标审核 (/indicators/checks, order 43). */
export const reportPages: Room = { navigation: [], routes: [] };
