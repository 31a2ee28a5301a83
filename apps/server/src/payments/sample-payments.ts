import { decidePayments, listPaymentPages, type PaymentDraft, type PaymentPage, payPayment, submitPayment } from "@qiangyi/api";
import { date, dateInShanghai, type Fen, fen } from "@qiangyi/kernel";
import { arrange, type Earmark, type Entry, issue, receive } from "@qiangyi/ledger";
import { actorAs, type TestApi } from "../../test/api.ts";
import type { TestDatabase } from "../../test/fresh-database.ts";
import { financeBook, postEntries, unitBook } from "../ledger/index.ts";
import { type Actor, type Clock, newId, systemActor } from "../platform/index.ts";

const atH1 = { level: "unit", city: "140100", county: "140121", institution: "H1" } as const;

/** Who acts in the tests: three persons for one payment, and their neighbours. */
export const people = {
  accountant: actorAs("unit_finance", { ...atH1, userId: "accountant", name: "会计甲" }),
  head: actorAs("unit_leader", { ...atH1, userId: "head", name: "院长乙" }),
  bureau: actorAs("county_finance_bureau", {
    level: "county",
    city: "140100",
    county: "140121",
    userId: "bureau",
    name: "财政丙",
  }),
  city: actorAs("city_finance_bureau", { level: "city", city: "140100", userId: "city", name: "市财政丁" }),
  province: actorAs("prov_finance_social", { userId: "province", name: "省财政戊" }),
  health: actorAs("prov_health_dept", { userId: "health", name: "省卫健己" }),
  neighbour: actorAs("unit_finance", { ...atH1, institution: "H2", userId: "neighbour", name: "会计庚" }),
} as const satisfies Record<string, Actor>;

/** A clock that the test sets forward. */
export const settableClock = (start: string): Clock & { set: (instant: string) => void } => {
  let current = new Date(start);
  return {
    now: () => current,
    today: () => dateInShanghai(current),
    set: (instant) => {
      current = new Date(instant);
    },
  };
};

export const addUnits = async (database: TestDatabase): Promise<void> => {
  await database.query(`insert into region (province, code, name, kind, parent, initials) values
    ('14', '140000', '山西省', 'province', null, 'sxs'), ('14', '140100', '太原市', 'city', '140000', 'tys'),
    ('14', '140121', '清徐县', 'county', '140100', 'qxx') on conflict do nothing`);
  await database.query(`insert into institution (province, id, version, name, former_names, ownership, affiliation, tier, class, region, city, county, group_name, search, normalised_name, changed_at)
    values ('14', 'H1', 1, '清徐演示医院', '[]', 'public', 'county', 'secondary', 'general', '140121', '140100', '140121', null, '清徐', '清徐演示医院', now()),
      ('14', 'H2', 1, '清徐第二演示医院', '[]', 'public', 'county', 'secondary', 'general', '140121', '140100', '140121', null, '清徐', '清徐第二演示医院', now()),
      ('14', 'T1', 1, '太原演示医院', '[]', 'public', 'city', 'tertiary', 'general', '140100', '140100', null, null, '太原', '太原演示医院', now()),
      ('14', 'V1', 1, '清徐演示卫生院', '[]', 'public', 'township', 'primary', 'township-centre', '140121', '140100', '140121', null, '清徐', '清徐演示卫生院', now())
    on conflict do nothing`);
};

export const wan = (amount: number): Fen => fen(BigInt(Math.round(amount * 1_000_000)));
export const wanText = (amount: number): string => String(wan(amount));

export const earmarkOf = (change: Partial<Earmark> = {}): Earmark => ({
  year: 2025,
  line: "township-centre",
  nature: "general",
  sourceLevel: "province",
  project: "P1",
  functionClass: "2100302",
  ...change,
});

let documents = 0;

/** Money on its way from the province into a unit's book: E1, E2 and E3 at each joint. */
export const fund = async (
  database: TestDatabase,
  clock: Clock,
  {
    earmark = earmarkOf(),
    amount,
    on,
    region = "140121",
    institution = "H1",
  }: { earmark?: Earmark; amount: Fen; on?: string; region?: string; institution?: string },
): Promise<void> => {
  documents += 1;
  const day = on === undefined ? clock.today() : date(on);
  const [province, county, unit] = [financeBook("140000"), financeBook(region), unitBook(institution)];
  const posting = (issuer: string, number: string) => ({
    document: { issuer, number: `${number}${documents}号`, row: 1 },
    earmark,
    amount,
    on: day,
  });
  const top = posting(province.id, "晋财社〔2025〕");
  const local = posting(county.id, "清财社〔2025〕");
  const entries: Entry[] = [
    arrange({ ...top, book: province }),
    ...(county.id === province.id
      ? []
      : [issue({ ...top, from: province, to: county }), receive({ ...top, from: province, to: county })]),
    issue({ ...local, from: county, to: unit }),
    receive({ ...local, from: county, to: unit }),
  ];
  const posted = await database.transaction(systemActor, (tx) => postEntries(tx, systemActor, entries, { now: clock.now() }));
  if (!posted.ok) throw new Error(`the fixture was refused: ${posted.refusal.code}`);
};

export const pageFor = async (api: TestApi, actor: Actor, project: string | null = "P1", year?: number): Promise<PaymentPage> => {
  const { pages } = (await api.call(actor, listPaymentPages, {})).answer;
  const found = pages.find((page) => page.project === project && (year === undefined || page.year === year));
  if (!found) throw new Error(`no page for ${project}`);
  return found;
};

export const draftOf = (earmark: string | null, change: Partial<PaymentDraft> = {}): PaymentDraft => ({
  earmark,
  amountFen: wanText(10),
  purpose: "重症监护耗材",
  category: "consumables",
  departmentClass: "30218",
  governmentClass: "50502",
  payee: { kind: "supplier", name: "演示器械有限公司", bank: "演示银行清徐支行", secretAccount: "6222 0000 1111 2222" },
  method: "INTEGRATED",
  ...change,
});

/** Hands in a request and has it approved by the head; the id. */
export const approvedPayment = async (api: TestApi, draft: PaymentDraft): Promise<string> => {
  const sent = await api.call(people.accountant, submitPayment, { body: draft });
  if (sent.status !== 201) throw new Error(`refused: ${sent.problem.code} ${sent.problem.detail}`);
  const { id } = sent.answer;
  await api.call(people.head, decidePayments, { body: { act: "approve", rows: [{ id, version: 1 }] } });
  return id;
};

export const paidPayment = async (
  api: TestApi,
  draft: PaymentDraft,
  paidOn: string,
  voucherNumber: string = newId(),
): Promise<string> => {
  const id = await approvedPayment(api, draft);
  const paid = await api.call(people.bureau, payPayment, {
    params: { requestId: id },
    body: { paidOn, voucherNumber, receiptNumber: `HD-${voucherNumber}` },
  });
  if (paid.status !== 200) throw new Error(`not paid: ${paid.problem.code} ${paid.problem.detail}`);
  return id;
};
