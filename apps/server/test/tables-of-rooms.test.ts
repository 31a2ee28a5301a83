import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, it } from "vitest";

const server = join(import.meta.dirname, "..");
const migrations = join(server, "migrations");
const source = join(server, "src");

/** Plumbing, and the reference data that lists join for its names. */
const shared = new Set(["stored_file", "idempotency_key", "region", "institution"]);

/** Rooms beside the one that keeps a table, each with what would cost more than it is worth to fetch through a door. Shorten this list; do not lengthen it. */
const tolerated: Readonly<Record<string, readonly string[]>> = {
  // declared.store.ts of reviews alone: experts read what was declared, under row policies of their own.
  call: ["reviews"],
  project: ["reviews"],
  project_answer: ["reviews"],
  project_attachment: ["reviews"],
  project_step: ["reviews"],
  // Double benefit compares the library with every register in one statement.
  register_entry: ["projects"],
};

const tables: ReadonlySet<string> = new Set(
  readdirSync(migrations).flatMap((file) =>
    [...readFileSync(join(migrations, file), "utf8").matchAll(/^create table (?:if not exists )?([a-z_]+)/gm)].flatMap(
      ([, table]) => table ?? [],
    ),
  ),
);

/** Tests, samples and seeds set scenes in any table; they are no rooms. */
const isOfRoom = (path: string): boolean =>
  !/(\.test\.ts$)|([\\/]|^)(sample|test)-|^seed[\\/]/.test(path) && path.endsWith(".ts");

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

const inSql = /\b(?:from|join|into|update|using)\s+([a-z_]+)\b/g;
const inKysely = /(?:From|Join|insertInto|updateTable|deleteFrom)\(\s*["'`]([a-z_]+)/g;

const named = (text: string): readonly string[] =>
  [...withoutComments(text).matchAll(inSql), ...withoutComments(text).matchAll(inKysely)].flatMap(([, table]) =>
    table !== undefined && tables.has(table) && !shared.has(table) ? [table] : [],
  );

const roomsNaming = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const rooms = new Map<string, Set<string>>();
  for (const file of readdirSync(source, { recursive: true, encoding: "utf8" }).filter(isOfRoom)) {
    const [room = ""] = relative(source, join(source, file)).split(sep);
    for (const table of named(readFileSync(join(source, file), "utf8"))) {
      const known = rooms.get(table);
      if (known) known.add(room);
      else rooms.set(table, new Set([room]));
    }
  }
  return rooms;
};

it("认得SQL和kysely里写的表，不把说明文字当作表", () => {
  const text = `/** Read from ledger_entry. */ sql\`select 1 from ledger_book b left join expert r\`; tx.selectFrom("project as p"); `;
  expect(named(text)).toEqual(["ledger_book", "expert", "project"]);
  expect(tables.size).toBeGreaterThan(100);
});

it("每张表只在一个房间的SQL里出现：别的房间经由它的门", () => {
  const strangers = [...roomsNaming()].flatMap(([table, rooms]) => {
    const others = tolerated[table] ?? [];
    const keepers = [...rooms].filter((room) => !others.includes(room));
    return keepers.length === 1 ? [] : [`${table}：${keepers.join("、")}`];
  });
  expect(strangers).toEqual([]);
});

it("容忍的名单里没有已经不需要的", () => {
  const rooms = roomsNaming();
  const idle = Object.entries(tolerated).flatMap(([table, others]) =>
    others.filter((room) => rooms.get(table)?.has(room) !== true).map((room) => `${table}：${room}`),
  );
  expect(idle).toEqual([]);
});
