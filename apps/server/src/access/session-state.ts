import { roleTitleOf, type SessionState } from "@qiangyi/api";
import { type PlainDate, yearOf } from "@qiangyi/kernel";
import { type Clock, type Database, homeProvince, systemActor, type Tx } from "../platform/index.ts";
import { actorOf, lentOn, regionOf, titled } from "./account.ts";
import { hasAdministrators } from "./accounts.store.ts";
import { demoSignIn } from "./demo-accounts.ts";
import { idleMinutes } from "./limits.ts";
import { namesOfPlaces } from "./places.ts";
import type { OpenSession, Sessions } from "./sessions.ts";
import { csrfTokenOf } from "./tokens.ts";

interface Surroundings {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly isDemo: boolean;
  readonly clock: Clock;
}

/** The year of which the demonstration tells everything: its calls and projects, and the plan that they lead to (see seed/). */
const demoYear = 2026;

/** What the web shell has to know before it shows anything. */
export const sessionStateOf = (
  { database, sessions, isDemo, clock }: Surroundings,
  session: OpenSession | undefined,
): Promise<SessionState> =>
  database.transaction(session ? actorOf(session.account) : systemActor, async (tx) => ({
    account: session ? await shown(tx, session, clock.today()) : null,
    csrfToken: session ? csrfTokenOf(session.token) : "",
    isDemo,
    workingYear: isDemo ? demoYear : yearOf(clock.today()),
    needsFirstRun: session ? false : !(await hasAdministrators(tx, homeProvince, isDemo)),
    idleMinutes,
    secondsLeft: session ? sessions.secondsLeft(session) : null,
    ...(isDemo && !session && { demo: await demoSignIn(tx) }),
  }));

const shown = async (tx: Tx, { account }: OpenSession, today: PlainDate): Promise<NonNullable<SessionState["account"]>> => {
  const actor = actorOf(account, today);
  const { regionName, institutionName } = await namesOfPlaces(tx, actor);
  return {
    id: account.id,
    name: account.name,
    loginName: account.login_name,
    roles: [
      ...titled(account.roles),
      ...lentOn(account, today).map(({ role, name }) => ({ id: role, title: `${roleTitleOf(role)}（代${name}）` })),
    ],
    level: account.level,
    regionCode: regionOf(account),
    regionName: regionName(regionOf(account)),
    institution: account.institution,
    institutionName: institutionName(account.institution),
    permissions: [...actor.permissions],
    mustChangePassword: account.must_change_password,
  };
};
