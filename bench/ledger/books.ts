import { randomUUID } from "node:crypto";
import pg from "pg";
import { financeBook, postEntries } from "../../apps/server/src/ledger/index.ts";
import { type Database, homeProvince, openDatabase, systemActor } from "../../apps/server/src/platform/index.ts";
import { type PlainDate, wanYuan } from "../../packages/kernel/src/index.ts";
import { arrange, type Earmark, type Entry, freeze, issue, receive } from "../../packages/ledger/src/index.ts";
import { regions } from "../../packages/policy/src/index.ts";

const on = "2025-03-01" as PlainDate;
const now = new Date("2025-03-01T02:00:00Z");
const province = financeBook(`${homeProvince}0000`);
export const counties = regions
  .filter(({ kind, code }) => code.startsWith(homeProvince) && kind !== "province" && kind !== "city")
  .map(({ code }) => financeBook(code));
export const lines = 12;
const earmarks = Array.from(
  { length: lines },
  (_, index): Earmark => ({
    year: 2025,
    line: `bench-${index}`,
    nature: "general",
    sourceLevel: "province",
    functionClass: "21002",
  }),
);
const some = <Value>(values: readonly Value[]): Value => values[Math.floor(Math.random() * values.length)] as Value;
const document = (row = 1) => ({ issuer: province.id, number: randomUUID(), row });

export interface Side {
  /** One transfer between two accounts that hardly anybody else touches. */
  spread(): Promise<void>;
  /** One transfer out of the account that everybody pays from. */
  hot(): Promise<void>;
  /** 117 counties × 12 lines in one transaction. */
  issueAll(): Promise<void>;
  close(): Promise<void>;
}

/** The product: `postEntries` in a transaction as an actor, as every room calls it. */
export const openProduct = async (url: string, callers: number): Promise<Side> => {
  const database = openDatabase(url, { maxConnections: callers });
  const amount = wanYuan(0) + 1n;
  const one = { amount: amount as ReturnType<typeof wanYuan>, on };
  return {
    spread: () => {
      const book = some(counties);
      return post(database, [freeze({ ...one, document: document(), earmark: some(earmarks), book })]);
    },
    hot: () =>
      post(database, [
        issue({ ...one, document: document(), earmark: earmarks[0] as Earmark, from: province, to: some(counties) }),
      ]),
    issueAll: () => {
      const { issuer, number } = document();
      const cells = earmarks.flatMap((earmark) => counties.map((to) => ({ earmark, to })));
      return post(
        database,
        cells.map(({ earmark, to }, row) => issue({ ...one, document: { issuer, number, row }, earmark, from: province, to })),
      );
    },
    close: () => database.close(),
  };
};

const post = async (database: Database, entries: readonly Entry[]): Promise<void> => {
  const result = await database.transaction(
    systemActor,
    (tx) => postEntries(tx, systemActor, entries, { now }),
    ({ ok }) => ok,
  );
  if (!result.ok) throw new Error(result.refusal.code);
};

/** Money in every book, so that no transfer is refused. */
export const fillProduct = async (url: string): Promise<void> => {
  const database = openDatabase(url, { maxConnections: 1 });
  const much = wanYuan(1_000_000);
  for (const earmark of earmarks) {
    const to = counties.map((county, row) => ({
      earmark,
      document: document(row),
      amount: wanYuan(1_000),
      on,
      from: province,
      to: county,
    }));
    await post(database, [
      arrange({ earmark, document: document(), amount: much, on, book: province }),
      ...to.map(issue),
      ...to.map(receive),
    ]);
  }
  await database.close();
};

/** The bare minimum that keeps two balances and a record: no earmark, no scope, no idempotency, no closing, no other day. */
export const openBare = async (url: string, callers: number): Promise<Side> => {
  const pool = new pg.Pool({ connectionString: url, max: callers, pipeline: true });
  const accounts = counties.length * lines;
  const transfer = async (moves: readonly { readonly from: number; readonly to: number }[]) => {
    const client = await pool.connect();
    try {
      const sent: Promise<unknown>[] = [client.query("begin")];
      for (const { from, to } of moves) {
        const [first, second] = from < to ? [from, to] : [to, from];
        const change = (id: number) => (id === from ? -1n : 1n);
        sent.push(client.query({ name: "move", text: move, values: [change(first), first] }));
        sent.push(client.query({ name: "move", text: move, values: [change(second), second] }));
        sent.push(client.query({ name: "record", text: record, values: [from, to, 1n, on, now] }));
      }
      // Whoever moves money looks whether it was there before he commits; the product does, so does this.
      await Promise.all(sent);
      await client.query("commit");
    } finally {
      client.release();
    }
  };
  const anyAccount = () => 1 + Math.floor(Math.random() * accounts);
  return {
    spread: () => {
      const from = anyAccount();
      return transfer([{ from, to: from + accounts }]);
    },
    hot: () => transfer([{ from: 0, to: anyAccount() }]),
    issueAll: () => transfer(Array.from({ length: accounts }, (_, index) => ({ from: 0, to: index + 1 }))),
    close: () => pool.end(),
  };
};
const move = "update bare_account set balance = balance + $1 where id = $2";
const record = "insert into bare_record (debit, credit, amount, effective_on, recorded_at) values ($1, $2, $3, $4, $5)";

export const fillBare = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table bare_account (id integer primary key, balance bigint not null check (balance >= 0)) with (fillfactor = 60);
    create table bare_record (id bigint primary key generated always as identity, debit integer not null, credit integer not null,
      amount bigint not null, effective_on date not null, recorded_at timestamptz not null);
    insert into bare_account select id, 100000000000 from generate_series(0, ${2 * counties.length * lines}) id;`);
  await client.end();
};
