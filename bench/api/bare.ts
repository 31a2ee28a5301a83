import Fastify from "fastify";
import pg from "pg";

/**
 * The yardstick: the same page as a program without sessions, scope, row policies, validation or security headers would give it.
 * One query for the page, one for the kept total, both at once; names of regions and institutions are read once at the start; the
 * answer as JSON. The answers of both sides are compared before anything is measured.
 */
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10, application_name: "bare" });
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const app = Fastify();

const columns = `id, entry_no, state, data, city, county, institution, year, document_number, document_date, version, note, changed_by_name,
  changed_at, sort_on`;

const { rows: known } = await pool.query<{ id: string; name: string }>(
  "select id, name from institution where province = '14' union all select code, name from region where province = '14'",
);
const names = new Map(known.map(({ id, name }) => [id, name]));

interface Query {
  readonly city?: string;
  readonly county?: string;
  readonly after?: string;
  readonly limit: string;
}

app.get<{ Querystring: Query }>("/entries", async ({ query }) => {
  const scope = query.county !== undefined ? "county" : query.city !== undefined ? "city" : "province";
  const place = query.county ?? query.city;
  const [, sortOn, entryNo] =
    query.after === undefined ? [] : (JSON.parse(Buffer.from(query.after, "base64url").toString()) as string[]);
  const limit = Number(query.limit);
  const values = [
    "14",
    "secondment",
    limit + 1,
    ...(place === undefined ? [] : [place]),
    ...(sortOn === undefined ? [] : [sortOn, entryNo]),
  ];
  const here = place === undefined ? "" : `and entry.${scope} = $4`;
  const following =
    sortOn === undefined ? "" : `and (entry.sort_on, entry.entry_no) < ($${values.length - 1}::date, $${values.length})`;
  const [page, total] = await Promise.all([
    pool.query({
      name: `page-${scope}-${sortOn !== undefined}`,
      text: `select ${columns} from register_entry entry where entry.province = $1 and entry.register = $2 ${here} ${following}
        order by entry.sort_on desc, entry.entry_no desc limit $3`,
      values,
    }),
    pool.query({
      name: `total-${scope}`,
      text: `select coalesce(sum(entries), 0)::bigint as entries from register_total
        where province = $1 and register = $2 and scope = $3 ${place === undefined ? "" : `and ${scope} = $4`}`,
      values: ["14", "secondment", scope, ...(place === undefined ? [] : [place])],
    }),
  ]);
  const rows = page.rows.slice(0, limit);
  const last = rows.at(-1);
  return {
    items: rows.map((row) => ({
      id: row.id,
      entryNo: row.entry_no,
      state: row.state,
      values: row.data,
      names: Object.fromEntries(
        [row.city, row.county, row.data.sender, row.data.host]
          .filter((code) => code !== null)
          .map((code) => [code, names.get(code)]),
      ),
      city: row.city,
      county: row.county,
      institution: row.institution,
      year: row.year,
      evidence: { documentNumber: row.document_number, documentDate: row.document_date, attachment: null },
      version: row.version,
      note: row.note,
      changedBy: row.changed_by_name,
      changedAt: row.changed_at.toISOString(),
    })),
    next:
      page.rows.length > limit && last
        ? Buffer.from(JSON.stringify(["-date", last.sort_on, last.entry_no])).toString("base64url")
        : null,
    total: total.rows[0].entries,
  };
});
app.get("/healthz", async () => ({ status: "ok" }));
await app.listen({ host: "127.0.0.1", port: Number(process.env["PORT"]) });
process.on("SIGTERM", () => process.exit(0));
