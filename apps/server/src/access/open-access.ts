import { type Clock, type Database, homeProvince, systemActor } from "../platform/index.ts";
import { hasAdministrators } from "./accounts.store.ts";
import { demoSignIn } from "./demo-accounts.ts";
import { renewLink } from "./first-run-link.ts";
import { firstRunHours } from "./limits.ts";

/** Lines for the console at start: the address, and the one-time link or the demonstration accounts. */
export const openAccess = (database: Database, clock: Clock, address: string, isDemo: boolean): Promise<string[]> =>
  database.transaction(systemActor, async (tx) => {
    const ready = `强医通已就绪：${address}`;
    if (isDemo) {
      const { password, accounts } = await demoSignIn(tx);
      const width = Math.max(0, ...accounts.map(({ loginName }) => loginName.length));
      return [
        ready,
        `演示账号（密码均为 ${password}）：`,
        ...accounts.map(({ loginName, name, role, place }) => `  ${loginName.padEnd(width)}  ${role}  ${place}  ${name}`),
      ];
    }
    if (await hasAdministrators(tx, homeProvince, false)) return [ready];
    const token = await renewLink(tx, clock.now());
    return [
      ready,
      `尚未设立管理员。请在${firstRunHours}小时内用浏览器打开下面的一次性链接，设立系统、安全、审计三名管理员：`,
      `  ${address}/first-run?token=${token}`,
    ];
  });
