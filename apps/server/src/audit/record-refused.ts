import { publicActor, type Rooms } from "../platform/index.ts";
import { recordEvent } from "./record.ts";

/**
 * Records that someone was refused (403): trying doors is what an auditor looks for. The refused transaction is gone, so this
 * is one of its own, after the answer. Visitors without a session are left out, or anyone could fill the log.
 */
export const recordRefusedAccess = (rooms: Rooms): void => {
  rooms.app.addHook("onResponse", async (request, reply) => {
    if (reply.statusCode !== 403 || request.routeOptions.url === undefined) return;
    // A live session whose request was refused as such (a foreign page, say) throws; its person may not be the one who sent it.
    const actor = await rooms.identify(request).catch(() => publicActor);
    if (!actor) return;
    const action = "access-refused";
    const object = `${request.method} ${request.url.split("?")[0] ?? ""}`.replace(" /api", " ");
    const detail = { route: request.routeOptions.url };
    await rooms.database
      .transaction(actor, (tx) =>
        recordEvent(tx, { actor, at: rooms.clock.now(), action, object, outcome: "refused", ip: request.ip, detail }),
      )
      .catch((error: unknown) => request.log.error({ err: error }, "refused access was not recorded"));
  });
};
