import { keepSession, logout, session } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { recordEvent } from "../audit/index.ts";
import { handleAlone, homeProvince, type Rooms, systemActor } from "../platform/index.ts";
import { actorOf } from "./account.ts";
import { sessionStateOf } from "./session-state.ts";
import { deleteSession } from "./sessions.store.ts";
import { clearSessionCookie, type Sessions } from "./sessions.ts";

/** Reading, prolonging and ending one's own session. */
export const ownSessionRoutes = (rooms: Rooms, sessions: Sessions): void => {
  const { database, isDemo, clock } = rooms;
  const surroundings = { database, sessions, isDemo, clock };

  handleAlone(rooms, session, async ({ request, reply }) => {
    reply.header("cache-control", "no-store");
    return ok(await sessionStateOf(surroundings, await sessions.find(request)));
  });

  // The touch itself was done when the sender was identified.
  handleAlone(rooms, keepSession, async ({ request }) => {
    const open = await sessions.find(request);
    return ok({ secondsLeft: open ? sessions.secondsLeft(open) : 0 });
  });

  handleAlone(rooms, logout, async ({ request, reply, clock }) => {
    const open = await sessions.find(request);
    if (open) {
      const { account, tokenHash } = open;
      await database.transaction(systemActor, async (tx) => {
        await deleteSession(tx, homeProvince, tokenHash);
        const object = `/accounts/${account.id}`;
        await recordEvent(tx, {
          actor: actorOf(account),
          at: clock.now(),
          action: "sign-out",
          object,
          ip: request.ip,
          detail: {},
        });
      });
      sessions.purge();
    }
    clearSessionCookie(reply);
    return ok(await sessionStateOf(surroundings, undefined));
  });
};
