import pg from "pg";

/** The bare query behind a page, on one connection as the superuser: no route, no session, no row policy, no transaction. */
export interface BareQuery {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const columns = `p.id, p.number, p.title, p.programme, p.year, p.state, p.institution, i.name as institution_name, c.id as call, c.title as call_title, p.seat,
  p.total_fen, p.support_fen, p.starts_on, p.ends_on, p.correct_by, p.reserved_until, p.is_key, p.submitted_at, p.changed_at, p.version`;

const page = (where: string, order = "p.changed_at desc, p.id desc") =>
  `select ${columns} from project p join institution i on i.province = p.province and i.id = p.institution join call c on c.province = p.province and c.id = p.call
   where p.province = '14' and p.signed_round > 0 and ${where} order by ${order} limit 51`;

export const bareList = (): BareQuery => ({ name: "list", text: page("true"), values: [] });
export const bareState = (state: string): BareQuery => ({ name: "state", text: page("p.state = $1"), values: [state] });
/** By the index of words, which serves a query without row policy as it serves the product's function; the planner may leave it. */
export const bareText = (text: string): BareQuery => ({
  name: `text ${text}`,
  text: page("p.id in (select w.project from project_words w where w.province = '14' and w.words like $1)"),
  values: [`%${text}%`],
});
export const bareTextOfCounty = (text: string, county: string): BareQuery => ({
  name: "text of county",
  text: page("p.county = $2 and p.search_text like $1"),
  values: [`%${text}%`, county],
});
export const bareRegion = (seat: string): BareQuery => ({ name: "region", text: page("p.seat = $1"), values: [seat] });
export const bareOfCity = (city: string): BareQuery => ({ name: "city", text: page("p.city = $1"), values: [city] });
export const bareWaiting = (level: string): BareQuery => ({
  name: "waiting",
  text: page("p.waits_at = $1", "p.changed_at, p.id"),
  values: [level],
});
export const bareWaitingOfCity = (city: string): BareQuery => ({
  name: "waiting-city",
  text: page("p.waits_at = 'city' and p.city = $1", "p.changed_at, p.id"),
  values: [city],
});

export const connectBare = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    async ask({ name, text, values }: BareQuery): Promise<number> {
      const { rows } = await client.query({ name, text, values: [...values] });
      return JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : (value as unknown))).length;
    },
    end: () => client.end(),
  };
};
