import type { Room } from "../../ui/room.ts";

/** Reached from the boards, whose frame it shares. */
export const promisePages: Room = {
  navigation: [],
  routes: [
    { path: "indicators/boards/promises", lazy: async () => ({ Component: (await import("./promises-page.tsx")).PromisesPage }) },
  ],
};
