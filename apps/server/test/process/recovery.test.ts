import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { freePort } from "../../src/platform/postgres/free-port.ts";
import { emptyFolder, fillWithDemo } from "../data-folder.ts";
import { postmasterOf, start, stop, untilReady } from "./product.ts";

const dataFolder = emptyFolder();
fillWithDemo(dataFolder);
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

interface SignedIn {
  readonly account: { readonly loginName: string } | null;
  readonly demo?: { readonly password: string; readonly accounts: readonly { readonly loginName: string }[] };
}

/** Signs in; the cookie is the receipt of a committed session row. */
const signIn = async (address: string, loginName: string, password: string): Promise<string | undefined> => {
  const response = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address, "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ loginName, password }),
  }).catch(() => undefined);
  return response?.ok ? response.headers.get("set-cookie")?.split(";")[0] : undefined;
};

const accountOf = async (address: string, cookie: string): Promise<string | undefined> => {
  const response = await fetch(`${address}/api/session`, { headers: { cookie } });
  return ((await response.json()) as SignedIn).account?.loginName;
};

describe("kill -9之后下次启动自行恢复,已确认的写入一笔不少", () => {
  it("十轮:轮流杀掉服务进程和数据库进程", async () => {
    const receipts = new Map<string, string>();
    for (let round = 0; round < 10; round++) {
      const product = start(await freePort(), { DATA_DIR: dataFolder }, "--demo");
      await untilReady(product);
      for (const [cookie, loginName] of receipts) expect(await accountOf(product.address, cookie)).toBe(loginName);

      const { demo } = (await (await fetch(`${product.address}/api/session`)).json()) as SignedIn;
      if (!demo) throw new Error("the demonstration offers no accounts");
      // Writers at work while the process dies: each acknowledged sign-in must survive, the others may or may not.
      let isOver = false;
      const writers = demo.accounts.slice(0, 4).map(async ({ loginName }) => {
        while (!isOver) {
          const cookie = await signIn(product.address, loginName, demo.password);
          if (cookie !== undefined) receipts.set(cookie, loginName);
        }
      });
      await new Promise((wake) => setTimeout(wake, 700 + round * 90));
      const postmaster = postmasterOf(dataFolder);
      if (round % 2 === 0) product.child.kill("SIGKILL");
      else if (postmaster !== undefined) process.kill(postmaster, "SIGKILL");
      isOver = true;
      await Promise.all(writers);
      product.child.kill("SIGKILL");
      await product.ended;
    }
    expect(receipts.size).toBeGreaterThan(10);
    const last = start(await freePort(), { DATA_DIR: dataFolder }, "--demo");
    await untilReady(last);
    for (const [cookie, loginName] of receipts) expect(await accountOf(last.address, cookie)).toBe(loginName);
    await stop(last);
    expect(postmasterOf(dataFolder)).toBeUndefined();
  }, 240_000);
});
