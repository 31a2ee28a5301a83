import type { Rooms } from "../platform/index.ts";
import { changePasswordRoute } from "./change-password.ts";
import { createAccountRoute } from "./create-account.ts";
import { delegationRoutes } from "./delegations.ts";
import { firstRunRoutes } from "./first-run.ts";
import { listAccountsRoute } from "./list-accounts.ts";
import { ownSessionRoutes } from "./own-session.ts";
import { resetPasswordRoute } from "./reset-password.ts";
import { grantRoleRoute, withdrawRoleRoute } from "./roles-of-account.ts";
import type { Sessions } from "./sessions.ts";
import { signInRoute } from "./sign-in.ts";
import { stateOfAccountRoutes } from "./state-of-account.ts";
import { passwordLinkRoutes } from "./use-password-link.ts";

export { type DemoInstitution, seedDemoAccounts } from "./demo-accounts.ts";
export { departmentAccounts } from "./department-accounts.ts";
export { type ExpertAccount, expertAccounts } from "./expert-accounts.ts";
export { openSessions, type Sessions } from "./sessions.ts";
export { accountTasks } from "./tasks.ts";

/** Who may come in, as whom, and what they may do. */
export const accessRoutes = (rooms: Rooms, sessions: Sessions): void => {
  signInRoute(rooms, sessions);
  ownSessionRoutes(rooms, sessions);
  changePasswordRoute(rooms, sessions);
  firstRunRoutes(rooms);
  passwordLinkRoutes(rooms, sessions);
  listAccountsRoute(rooms);
  void rooms.app.register(async (app) => {
    // After the commit and before the answer leaves: whoever reads the answer can rely on it.
    app.addHook("onSend", async () => sessions.purge());
    const writing = { ...rooms, app };
    delegationRoutes(writing);
    createAccountRoute(writing);
    resetPasswordRoute(writing);
    grantRoleRoute(writing);
    withdrawRoleRoute(writing);
    stateOfAccountRoutes(writing);
  });
};
