import { randomUUID } from "node:crypto";
import { type Fen, fen, type PlainDate, wanYuan } from "@qiangyi/kernel";
import { arrange, issue } from "@qiangyi/ledger";
import type { Institution } from "@qiangyi/policy";
import { regions } from "@qiangyi/policy";
import { actorAs } from "../../../test/api.ts";
import type { TestDatabase } from "../../../test/fresh-database.ts";
import { bookOf, financeBook, postEntries } from "../../ledger/index.ts";
import { type Actor, systemActor } from "../../platform/index.ts";
import { earmarkOf } from "../notices/notice.ts";

/* Linfen with Hongdong and Quwo, hospitals of each, and notices of the province as they stand when they have been issued. */

export const linfen = "141000";
export const hongdong = "141024";
export const quwo = "141021";

const hospital = (id: string, name: string, affiliation: Institution["affiliation"], region: string) => ({
  id,
  name,
  affiliation,
  region,
  city: linfen,
  county: affiliation === "city" ? null : region,
});
export const hospitals = {
  city: hospital("LF1", "样例临汾市人民医院", "city", linfen),
  hongdong: hospital("HD1", "样例洪洞县人民医院", "county", hongdong),
  hongdong2: hospital("HD2", "样例洪洞县中医院", "county", hongdong),
  quwo: hospital("QW1", "样例曲沃县人民医院", "county", quwo),
};

export const setUpPlaces = async (database: TestDatabase): Promise<void> => {
  await database.query(
    `insert into region (province, code, name, kind, parent, initials)
     select '14', code, name, kind, parent, 'x' from jsonb_to_recordset($1::jsonb) as r (code text, name text, kind text, parent text)
     order by length(coalesce(parent, '')), right(code, 4) <> '0000', right(code, 2) <> '00' on conflict do nothing`,
    [JSON.stringify(regions)],
  );
  await database.query(
    `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
     select '14', id, 1, name, 'public', affiliation, 'secondary', 'general', region, city, county, lower(name), name, now()
     from jsonb_to_recordset($1::jsonb) as r (id text, name text, affiliation text, region text, city text, county text)`,
    [JSON.stringify(Object.values(hospitals))],
  );
};

const at = (role: string, userId: string, place: Partial<Actor>): Actor => actorAs(role, { userId, name: userId, ...place });
const inCity = { city: linfen } as const;
const inHongdong = { level: "county", city: linfen, county: hongdong } as const;

export const people = {
  province: at("prov_finance_social", "省财政甲", {}),
  provinceHealth: at("prov_health_dept", "省卫健甲", {}),
  city: at("city_finance_bureau", "市财政甲", inCity),
  city2: at("city_finance_bureau", "市财政乙", inCity),
  cityHealth: at("city_health_bureau", "市卫健甲", inCity),
  supervision: at("regional_supervision", "监管甲", inCity),
  county: at("county_finance_bureau", "县财政甲", inHongdong),
  county2: at("county_finance_bureau", "县财政乙", inHongdong),
  countyHealth: at("county_health_bureau", "县卫健甲", inHongdong),
  quwo: at("county_finance_bureau", "曲沃财政", { level: "county", city: linfen, county: quwo }),
  unit: at("unit_finance", "医院财务", { level: "unit", city: linfen, county: hongdong, institution: hospitals.hongdong.id }),
};

export interface SampleRow {
  readonly fen?: Fen;
  readonly allocated?: Fen;
  readonly earlier?: Fen;
  readonly line?: string;
  readonly project?: string | null;
  readonly title?: string;
  readonly receiver?: string;
  readonly county?: string | null;
  readonly institution?: string | null;
  readonly name?: string;
  readonly quantity?: number;
  readonly standard?: Fen;
  readonly decision?: string;
}

export interface SampleNotice {
  readonly kind?: "early" | "final";
  readonly number: string;
  readonly year?: number;
  readonly issuedOn?: string;
  readonly issuer?: string;
  readonly fund?: string;
  /** The books take nothing of an earlier day than their last: as late as the clock of the test. */
  readonly recordedAt?: string;
  readonly rows: readonly SampleRow[];
}

/** An issued notice of the province as the books know it: money arranged for each earmark, the rows, and E2. */
export const issueSample = async (database: TestDatabase, notice: SampleNotice): Promise<string> => {
  const id = randomUUID();
  const {
    kind = "final",
    number,
    year = 2025,
    issuedOn = "2025-02-18",
    issuer = "F140000",
    fund = "qiangyi-2024",
    recordedAt = "2025-02-20T02:00:00Z",
  } = notice;
  const rows = notice.rows.map((row, index) => {
    const { receiver = financeBook(linfen).id, county = null, institution = null } = row;
    const earlier = row.earlier ?? fen(0n);
    const thisFen = row.fen ?? fen((row.allocated ?? wanYuan(100)) - earlier);
    return {
      rowNo: index + 1,
      receiver,
      ...placeOf(receiver),
      destinationCity: linfen,
      destinationCounty: county,
      destinationInstitution: institution,
      destinationName: row.name ?? "临汾市",
      line: row.line ?? "county-emergency-centre",
      project: row.project ?? null,
      title: row.title ?? "样例资金",
      quantity: row.quantity ?? null,
      standard: row.standard?.toString() ?? null,
      decision: row.decision ?? null,
      allocated: (thisFen + earlier).toString(),
      earlier: earlier.toString(),
      this: thisFen.toString(),
    };
  });
  await database.transaction(systemActor, async (tx) => {
    const total = rows.reduce((sum, row) => sum + BigInt(row.this), 0n);
    await database.query(
      `insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, year, title, row_count, total_fen, drafted_by, drafted_name, drafted_at)
       values ('14', $1, $2, $3, $4, $5, $6, '样例下达文件', $7, $8, '起草人', '起草人', now())`,
      [id, kind, fund, issuer, issuer.slice(1), year, rows.length, total.toString()],
    );
    await database.query(
      `insert into allotment_row (province, notice_id, row_no, is_issued, receiver, city, county, institution, destination_city, destination_county,
         destination_institution, destination_name, line, project, title, quantity, standard_fen, allocated_fen, earlier_fen, this_fen, function_class, decision_id)
       select '14', $1, "rowNo", true, receiver, city, county, institution, "destinationCity", "destinationCounty", "destinationInstitution",
         "destinationName", line, project, title, quantity, standard, allocated, earlier, this, '2100299', decision
       from jsonb_to_recordset($2::jsonb) as r ("rowNo" int, receiver text, city text, county text, institution text, "destinationCity" text,
         "destinationCounty" text, "destinationInstitution" text, "destinationName" text, line text, project text, title text, quantity int,
         standard bigint, decision uuid, allocated bigint, earlier bigint, this bigint)`,
      [id, JSON.stringify(rows)],
    );
    await database.query(
      `update allotment_notice set state = 'issued', number = $2, issued_by = '签发人', issued_name = '签发人', issued_on = $3::date, issued_at = $3::date
       where id = $1`,
      [id, number, issuedOn],
    );
    const on = issuedOn as PlainDate;
    const entries = rows
      .filter(({ this: amount }) => BigInt(amount) > 0n)
      .flatMap((row) => {
        const earmark = earmarkOf({
          year,
          line: row.line,
          nature: "general",
          sourceLevel: "province",
          functionClass: "2100299",
          project: row.project,
          trackTag: null,
        });
        const posting = { earmark, amount: fen(BigInt(row.this)), on };
        return [
          arrange({
            ...posting,
            document: { issuer, number: `预算${number}`, row: row.rowNo },
            book: bookOf(issuer) as ReturnType<typeof financeBook>,
          }),
          issue({
            ...posting,
            document: { issuer, number, row: row.rowNo },
            from: bookOf(issuer) as ReturnType<typeof financeBook>,
            to: bookOf(row.receiver),
            ...(kind === "early" && { isAdvance: true }),
          }),
        ];
      });
    const posted = await postEntries(tx, systemActor, entries, { now: new Date(recordedAt) });
    if (!posted.ok) throw new Error(posted.refusal.code);
  });
  return id;
};

const placeOf = (book: string) => {
  const unit = Object.values(hospitals).find(({ id }) => `U${id}` === book);
  if (unit) return { city: unit.city, county: unit.county, institution: unit.id };
  const region = book.slice(1);
  if (region.endsWith("0000")) return { city: null, county: null, institution: null };
  return region.endsWith("00")
    ? { city: region, county: null, institution: null }
    : { city: `${region.slice(0, 4)}00`, county: region, institution: null };
};

/** Balance of an account of a book over all earmarks, as the store has it. */
export const balanceIn = async (database: TestDatabase, book: string, account: string): Promise<bigint> =>
  (
    await database.query<{ balance: bigint }>(
      "select coalesce(sum(balance_fen), 0)::bigint as balance from ledger_cell where book = $1 and account = $2",
      [book, account],
    )
  )[0]?.balance ?? 0n;

/** Everything a refusal must leave as it was. */
export const footprint = async (database: TestDatabase): Promise<string> =>
  JSON.stringify(
    await database.query(
      `select (select count(*) from ledger_entry) as entries, (select count(*) from allotment_receipt) as receipts,
         (select count(*) from allotment_return) as returns, (select count(*) from fund_query) as queries,
         (select count(*) from fund_query where state = 'closed') as closed, (select count(*) from allotment_notice where state = 'issued') as issued,
         (select count(*) from allotment_row) as rows, (select count(*) from allotment_signature) as signatures,
         (select count(*) from allotment_copy) as copies, (select count(*) from undistributed_act) as acts,
         (select count(*) from budget_incorporation) as items`,
    ),
    (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value),
  );
