import type { EvaluateInput, Fact, FactOf, Institution } from "../../packages/policy/src/index.ts";

/**
 * The yardstick: the same rules at their default readings as one would write them in an afternoon, with no reasons, clauses,
 * readings, quantities or warnings. It knows the figures by heart and takes no what-if.
 */
export interface PlainResult {
  readonly line: string;
  readonly year: number;
  readonly subject: string;
  readonly status: string;
  readonly amount: string;
  readonly held: string;
}

interface Row {
  line: string;
  year: number;
  subject: string;
  refused: boolean;
  hold: boolean;
  due: bigint;
  date: string;
  id: string;
  inWindow: boolean;
}

const wan = (n: number): bigint => BigInt(n) * 1_000_000n;
const from = "2023-01-01";
const to = "2025-12-31";

export const plainAmounts = (input: EvaluateInput): readonly PlainResult[] => {
  const who = new Map(input.institutions.map((each) => [each.id, each]));
  const paid = new Map<string, bigint>();
  for (const { line, subject, year, amount } of input.allocated ?? []) {
    const fen = BigInt(amount.replace(".", ""));
    for (const key of [`${line}|${subject}|${year}`, `${line}|${subject}`]) paid.set(key, (paid.get(key) ?? 0n) + fen);
  }
  const of = <T extends Fact["type"]>(type: T) => input.facts.filter((fact): fact is FactOf<T> => fact.type === type);
  const on = input.decisionDate;
  const results: PlainResult[] = [];
  const row = (line: string, id: string, date: string | null, owner: Institution, due: bigint, publicOnly = false): Row => {
    const achieved = date !== null && date <= on;
    const inWindow = achieved && date >= from && date <= to;
    const isPrivate = owner.ownership === "private";
    return {
      line,
      year: Number((date ?? on).slice(0, 4)),
      subject: id,
      id,
      date: date ?? "",
      due,
      refused: !achieved || (isPrivate && publicOnly),
      hold: (isPrivate && !publicOnly) || (achieved && !inWindow),
      inWindow,
    };
  };
  const get = (id: string): Institution => who.get(id) as Institution;
  const finish = (rows: readonly Row[], yearly: boolean) => {
    for (const { line, year, subject, refused, hold, due } of rows) {
      const before = paid.get(yearly ? `${line}|${subject}|${year}` : `${line}|${subject}`) ?? 0n;
      const open = refused || due <= before ? 0n : due - before;
      // What has been allocated in full leaves nothing to decide.
      const waits = hold && !refused && (open > 0n || due === 0n);
      push(line, year, subject, waits, hold ? 0n : open, hold ? open : 0n);
    }
  };
  const push = (line: string, year: number, subject: string, hold: boolean, amount: bigint, held: bigint) =>
    results.push({
      line,
      year,
      subject,
      status: hold ? "decision_required" : amount > 0n ? "payable" : "not_payable",
      amount: yuan(amount),
      held: yuan(held),
    });
  const standing = (rows: readonly Row[]) => rows.filter(({ refused }) => !refused).sort(inTurn);
  const once = (rows: readonly Row[], key: (row: Row) => string): Row[] => {
    const seen = new Set<string>();
    return standing(rows).filter((each) => {
      const known = seen.has(key(each));
      seen.add(key(each));
      if (known) each.refused = true;
      return !known;
    });
  };
  const keyed = <F extends Fact>(facts: readonly F[], make: (fact: F) => Row, key: (fact: F) => string) => {
    const keys = new Map<string, string>();
    const rows = facts.map((fact) => {
      keys.set(fact.id, key(fact));
      return make(fact);
    });
    return { rows, holders: once(rows, ({ id }) => keys.get(id) as string), keyOf: (id: string) => keys.get(id) as string };
  };
  const limit = (rows: readonly Row[], most: number, hard = false) => {
    for (const each of rows.slice(most)) {
      if (hard) each.refused = true;
      else each.hold = true;
    }
  };

  top100();
  const centres = keyed(
    of("regional-centre"),
    (fact) => {
      const made = row("specialised-regional-centre", fact.id, fact.completed, get(fact.institution), wan(1000), true);
      if (!["critical-care", "infectious-disease", "trauma"].includes(fact.field)) made.refused = true;
      return made;
    },
    (fact) => fact.centre ?? `|${fact.id}`,
  );
  const fields = new Map(of("regional-centre").map(({ id, field }) => [id, field]));
  const taken = new Set<string>();
  for (const each of centres.holders) {
    const field = fields.get(each.id) as string;
    if (each.inWindow && taken.has(field)) each.hold = true;
    if (each.inWindow) taken.add(field);
  }
  finish(centres.rows, false);

  const specialty = ({ institution, specialty: name }: { institution: string; specialty: string }) => `${institution}|${name}`;
  const national = keyed(
    of("key-specialty").filter(({ level }) => level === "national"),
    (fact) => {
      const made = row("national-key-specialty", fact.id, fact.selected, get(fact.institution), wan(300));
      if (fact.nationalSubsidy === undefined || fact.nationalSubsidy === null || fact.nationalSubsidy === "0.00")
        made.refused = true;
      return made;
    },
    specialty,
  );
  limit(
    national.holders.filter(({ inWindow }) => inWindow),
    25,
  );
  finish(national.rows, false);
  const funded = new Set(national.rows.filter(({ refused, hold }) => !refused && !hold).map(({ id }) => national.keyOf(id)));
  const provincial = keyed(
    of("key-specialty").filter(({ level }) => level === "provincial"),
    (fact) => row("provincial-key-specialty", fact.id, fact.selected, get(fact.institution), wan(200)),
    specialty,
  );
  for (const each of provincial.holders) if (funded.has(provincial.keyOf(each.id))) each.hold = true;
  limit(
    provincial.holders.filter(({ inWindow }) => inWindow),
    100,
  );
  finish(provincial.rows, false);

  const tiers = new Map(of("discipline").map(({ id, tier, year }) => [id, `${year}${tier}`]));
  const disciplines = keyed(
    of("discipline"),
    (fact) => listed("provincial-discipline", fact.id, fact.year, get(fact.institution), wan(fact.tier === "top" ? 20 : 15)),
    ({ year, institution, discipline }) => `${year}|${institution}|${discipline}`,
  );
  const places = new Map<string, Row[]>();
  for (const each of disciplines.holders) {
    const tier = tiers.get(each.id) as string;
    const known = places.get(tier);
    if (known === undefined) places.set(tier, [each]);
    else known.push(each);
  }
  for (const [tier, rows] of places) limit(rows, tier.endsWith("top") ? 10 : 50, true);
  finish(disciplines.rows, true);

  const tcm = keyed(
    of("tcm-specialty"),
    (fact) => {
      const owner = get(fact.institution);
      const made = row("tcm-specialty", fact.id, fact.selected, owner, wan(30));
      const { affiliation, tier, class: kind } = fact.classAtSelection ?? owner;
      if (kind === "tcm" && tier === "tertiary" && affiliation === "province") made.due = wan(100);
      else if (kind === "tcm" && tier === "tertiary" && affiliation === "city") made.due = wan(50);
      else if (
        kind !== "general" &&
        !(kind === "tcm" && tier === "secondary" && (affiliation === "city" || affiliation === "county"))
      )
        made.hold = true;
      return made;
    },
    specialty,
  );
  limit(
    tcm.holders.filter(({ inWindow }) => inWindow),
    100,
  );
  finish(tcm.rows, false);

  const township = keyed(
    of("township-centre"),
    (fact) => {
      const owner = get(fact.institution);
      const made = row("township-centre", fact.id, fact.accepted, owner, wan(100));
      if (owner.class !== "township-centre") made.refused = true;
      return made;
    },
    ({ institution }) => institution,
  );
  finish(township.rows, false);
  county();

  const districts = new Set(["140105"]);
  const spots = new Map(of("emergency-centre").map(({ id, county: where, kind }) => [id, `${where}|${kind}`]));
  const emergency = keyed(
    of("emergency-centre"),
    (fact) => {
      const owner = get(fact.institution);
      const made = row("county-emergency-centre", fact.id, fact.recognised, owner, wan(50), true);
      if (
        owner.class !== "general" ||
        owner.affiliation !== "county" ||
        fact.recognisedBy !== "national" ||
        fact.recertification === true
      )
        made.refused = true;
      if (districts.has(fact.county)) made.hold = true;
      return made;
    },
    ({ institution, kind }) => `${institution}|${kind}`,
  );
  const occupied = new Set<string>();
  for (const each of emergency.holders) {
    const spot = spots.get(each.id) as string;
    if (occupied.has(spot)) each.hold = true;
    else if (each.inWindow) occupied.add(spot);
  }
  finish(emergency.rows, false);
  const maternal = keyed(
    of("maternal-newborn-centre"),
    (fact) => {
      const made = row("maternal-newborn-centre", fact.id, fact.recognised, get(fact.institution), wan(50), true);
      if (fact.recognisedBy !== "national") made.refused = true;
      return made;
    },
    ({ institution, kind }) => `${institution}|${kind}`,
  );
  finish(maternal.rows, false);
  secondments();
  workshops();
  const techniques = keyed(
    of("appropriate-technique"),
    (fact) => {
      const made = listed("appropriate-technique", fact.id, fact.year, get(fact.institution), wan(5));
      if (fact.selectedYear !== undefined && fact.selectedYear !== fact.year) made.refused = true;
      return made;
    },
    ({ year, institution, project }) => `${year}|${institution}|${project}`,
  );
  perYear(techniques.holders, 55);
  finish(techniques.rows, true);
  const tuition = new Map(of("visiting-scholar").map((fact) => [fact.id, fact.tuition]));
  const scholars = keyed(
    of("visiting-scholar"),
    (fact) => {
      const made = listed("visiting-scholar", fact.id, fact.year, get(fact.institution), 0n);
      if (!fact.listed) made.refused = true;
      return made;
    },
    ({ year, person }) => `${year}|${person}`,
  );
  perYear(scholars.holders, 495);
  for (const each of scholars.rows) {
    const agreed = tuition.get(each.id);
    if (agreed === null || agreed === undefined || agreed === "0.00") each.refused = true;
    else each.due = BigInt(agreed.replace(".", ""));
  }
  finish(scholars.rows, true);
  const order = new Map([...new Set(results.map(({ line }) => line))].map((line, index) => [line, index]));
  return results.sort(
    (a, b) =>
      (order.get(a.line) as number) - (order.get(b.line) as number) || a.year - b.year || (a.subject < b.subject ? -1 : 1),
  );

  function listed(line: string, id: string, year: number, owner: Institution, due: bigint): Row {
    const made = row(line, id, from, owner, due);
    return { ...made, year, date: `${year}` };
  }

  function perYear(rows: readonly Row[], most: number): void {
    const years = new Map<number, number>();
    for (const each of rows) {
      const place = (years.get(each.year) ?? 0) + 1;
      years.set(each.year, place);
      if (place > most) each.hold = true;
    }
  }

  function top100(): void {
    const hospitals = new Map<string, Map<number, FactOf<"national-ranking">[]>>();
    for (const fact of of("national-ranking")) {
      const years = hospitals.get(fact.institution) ?? new Map<number, FactOf<"national-ranking">[]>();
      hospitals.set(fact.institution, years);
      years.set(fact.year, [...(years.get(fact.year) ?? []), fact]);
    }
    for (const [hospital, years] of hospitals) {
      const { tier, class: kind, ownership } = get(hospital);
      const eligible = tier === "tertiary" && kind === "general" && ownership === "public";
      const inOrder = [...years].sort(([a], [b]) => a - b);
      const listedYears = inOrder
        .filter(
          ([, facts]) =>
            eligible &&
            facts.some(
              ({ list, rank, published }) =>
                list === "general" && rank !== null && rank >= 1 && rank <= 100 && published !== undefined && published <= on,
            ),
        )
        .map(([year]) => year);
      const entry = listedYears.find((year) => year >= 2023);
      const prior = listedYears.some((year) => year < 2023);
      for (const [year] of inOrder) {
        const taken = listedYears.filter((each) => each >= 2023 && each < year).length;
        const position = entry === undefined ? 0 : year - entry;
        const [byYear = 0, resumed = 0] = [[3000, 3000, 4000][position], [3000, 3000, 4000][taken]];
        const gap = position > taken;
        const outside = year < 2023 || (entry ?? 0) > 2025;
        const due = wan(gap ? Math.max(byYear, resumed) : byYear);
        const made = { line: "top100-reward", year, subject: hospital, id: hospital, date: "", inWindow: true };
        finish([{ ...made, refused: !listedYears.includes(year) || due === 0n, hold: gap || prior || outside, due }], true);
      }
    }
  }

  function county(): void {
    const ladder = [0n, wan(1000), wan(1500), wan(1800)];
    const counties = new Map<string, FactOf<"county-tertiary">[]>();
    for (const fact of of("county-tertiary")) {
      const known = counties.get(fact.county);
      if (known === undefined) counties.set(fact.county, [fact]);
      else known.push(fact);
    }
    for (const [code, facts] of counties) {
      const inside = ({ qualified }: FactOf<"county-tertiary">) => qualified !== null && qualified >= from && qualified <= to;
      const sorted = [...facts].sort(
        (a, b) => Number(inside(b)) - Number(inside(a)) || compare(a.qualified ?? "", b.qualified ?? "") || compare(a.id, b.id),
      );
      const seen = new Set<string>();
      const years = new Map<number, { counted: number; pending: number; lost: boolean }>();
      const at = (day: string) => {
        const year = Number(day.slice(0, 4));
        const known = years.get(year) ?? { counted: 0, pending: 0, lost: false };
        years.set(year, known);
        return known;
      };
      for (const fact of sorted) {
        const where = at(fact.qualified ?? on);
        const loss = fact.lost === undefined ? undefined : at(fact.lost);
        const ok =
          code !== "140105" && get(fact.institution).ownership === "public" && fact.qualified !== null && fact.qualified <= on;
        if (!ok || seen.has(fact.institution)) continue;
        if (inside(fact)) {
          where.counted += 1;
          seen.add(fact.institution);
          if (loss !== undefined && fact.lost !== undefined && fact.lost <= on && fact.lost >= (fact.qualified ?? ""))
            loss.lost = true;
        } else if (seen.size < 3) {
          where.pending += 1;
          seen.add(fact.institution);
        }
      }
      let given = paid.get(`county-tertiary|${code}`) ?? 0n;
      let favoured = given;
      let count = 0;
      let waiting = 0;
      for (const [year, { counted, pending, lost }] of [...years].sort(([a], [b]) => a - b)) {
        count += counted;
        waiting += pending;
        const due = (ladder[Math.min(count, 3)] as bigint) - given;
        const best = (ladder[Math.min(count + waiting, 3)] as bigint) - favoured;
        const amount = due > 0n ? due : 0n;
        const hold = pending > 0 || lost;
        const held = hold && best > amount ? best - amount : 0n;
        given += amount;
        favoured += amount + held;
        push("county-tertiary", year, code, hold, amount, held);
      }
    }
  }

  function secondments(): void {
    const roster = new Map<string, (readonly [string, string])[]>();
    for (const fact of of("national-rural-programme"))
      roster.set(fact.person, [
        ...(roster.get(fact.person) ?? []),
        [fact.from ?? `${fact.year}-01-01`, fact.to ?? `${fact.year}-12-31`],
      ]);
    const spent = new Map<string, number>();
    const rows: Row[] = [];
    for (const fact of of("secondment").sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id))) {
      const host = get(fact.host);
      const refused =
        get(fact.sender).tier !== "tertiary" ||
        host.affiliation !== "county" ||
        host.class === "township-centre" ||
        fact.title === "junior";
      const months = new Map<number, number>();
      for (let year = Number(fact.from.slice(0, 4)); year <= Number(fact.to.slice(0, 4)); year += 1) months.set(year, 0);
      const after = dayAfter(fact.to);
      let begins: string = fact.from;
      let next = shifted(fact.from, 1);
      for (let index = 2; next <= after; index += 1) {
        const [first, end] = [begins, next];
        const excluded = (roster.get(fact.person) ?? []).some(([since, until]) => since < end && until >= first);
        const year = Number(begins.slice(0, 4));
        if (!excluded) months.set(year, (months.get(year) ?? 0) + 1);
        begins = next;
        next = shifted(fact.from, index);
      }
      for (const [year, served] of months) {
        const key = `${fact.person}|${year}`;
        const counting = Math.min(served, 12 - (spent.get(key) ?? 0));
        if (!refused) spent.set(key, (spent.get(key) ?? 0) + counting);
        rows.push({
          line: "doctor-secondment",
          year,
          subject: fact.id,
          id: fact.id,
          date: fact.from,
          inWindow: true,
          refused: refused || counting === 0,
          hold: host.ownership === "private",
          due: BigInt(counting) * 200_000n,
        });
      }
    }
    finish(rows, true);
  }

  function workshops(): void {
    const batches = new Map<string, number>();
    const rows: Row[] = [];
    for (const fact of of("expert-workshop").sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id))) {
      const owner = get(fact.institution);
      const batch = fact.batch ?? fact.from.slice(0, 4);
      const wrong = owner.tier !== "tertiary";
      const place = (batches.get(batch) ?? 0) + (wrong ? 0 : 1);
      batches.set(batch, place);
      const second = shifted(fact.from, 12);
      const last = dayBefore(shifted(fact.from, 24));
      const begins = [fact.from, second].filter((each) => fact.terminated === undefined || fact.terminated >= each);
      for (let year = Number(fact.from.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
        const instalment = begins.find((each) => Number(each.slice(0, 4)) === year);
        rows.push({
          line: "expert-workshop",
          year,
          subject: fact.id,
          id: fact.id,
          date: fact.from,
          inWindow: true,
          refused: wrong || instalment === undefined,
          hold: owner.ownership === "private" || (!wrong && place > 55) || (instalment ?? "") > "2028-12-31",
          due: wan(20),
        });
      }
    }
    finish(rows, true);
  }
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inTurn = (a: Row, b: Row): number =>
  Number(b.inWindow) - Number(a.inWindow) || compare(a.date, b.date) || compare(a.id, b.id);

const shifted = (day: string, months: number): string => {
  const total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (Number(day.slice(8)) <= last) return `${year}-${String(month).padStart(2, "0")}-${day.slice(8)}`;
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
};
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const yuan = (fen: bigint): string => {
  const digits = fen.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
