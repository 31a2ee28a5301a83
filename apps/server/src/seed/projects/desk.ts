import { AsyncLocalStorage } from "node:async_hooks";
import type { Route, RouteAnswer, RouteInput } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { sql } from "kysely";
import { buildApp } from "../../app.ts";
import type { Actor, Clock, Database } from "../../platform/index.ts";

/** Who acts, and when: the demonstration's story lies in the past. */
interface Moment {
  readonly actor: Actor | undefined;
  readonly at: Date;
}

export interface Desk {
  /** One request through the product's own route, by a person of the demonstration at a day of its story. Anything but success ends the seed. */
  send<const R extends Route>(moment: Moment, route: R, input: RouteInput<R>, file?: DemoFile): Promise<RouteAnswer<R>>;
  close(): Promise<void>;
}

interface DemoFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The whole product without a port: what the seed writes went through the same admission, rules and audit log as everything else. */
export const openDesk = async (database: Database): Promise<Desk> => {
  const moments = new AsyncLocalStorage<Moment>();
  const now = () => moments.getStore()?.at ?? new Date();
  const clock: Clock = { now, today: () => dateInShanghai(now()) };
  const identify = async () => moments.getStore()?.actor;
  const app = await buildApp({
    database: hurried(database),
    clock,
    isDemo: true,
    log: false,
    webFolder: undefined,
    checkAnswers: false,
    identify,
  });
  return {
    close: () => app.close(),
    async send(moment, route, input, file) {
      const { params = {}, query = {}, body } = input as AnyInput;
      const form = file && formOf(file);
      // Awaited inside: the injected request begins only when somebody waits for it.
      const response = await moments.run(
        moment,
        async () =>
          await app.inject({
            method: route.method,
            url: `/api${route.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))}`,
            query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
            ...(form ?? (body === undefined ? {} : { payload: body as object })),
          }),
      );
      if (response.statusCode >= 300) {
        throw new Error(`the demonstration could not do ${route.method} ${route.url} (${moment.actor?.name}): ${response.body}`);
      }
      return response.body === "" ? (undefined as RouteAnswer<typeof route>) : response.json();
    },
  };
};

/** A first start that a power cut breaks off may lose its last steps: waiting for the disk after each of a thousand is not worth it. */
const hurried = (database: Database): Database => ({
  ...database,
  transaction: (actor, work, keep) =>
    database.transaction(
      actor,
      async (tx) => {
        await sql`set local synchronous_commit = off`.execute(tx);
        return work(tx);
      },
      keep,
    ),
});

interface AnyInput {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
}

const formOf = ({ name, content }: DemoFile) => {
  const boundary = "----qiangyi-demonstration";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
};

/** Works through a list with a few hands at once. */
export const together = async <Item, Value>(items: readonly Item[], work: (item: Item, nth: number) => Promise<Value>) => {
  const results: Value[] = [];
  let next = 0;
  const hand = async () => {
    for (let nth = next++; nth < items.length; nth = next++) results[nth] = await work(items[nth] as Item, nth);
  };
  await Promise.all(Array.from({ length: 4 }, hand));
  return results;
};
