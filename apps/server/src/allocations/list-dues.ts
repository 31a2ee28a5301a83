import { listDues, summariseDues } from "@qiangyi/api";
import { type Fen, fen, minus, ok, zero } from "@qiangyi/kernel";
import { type FundingLineId, fundingLinesById } from "@qiangyi/policy";
import { type Actor, handle, type Rooms, type Tx } from "../platform/index.ts";
import { lineName, lineOrder } from "../policy/index.ts";
import { dueSumsView, dueView, publicationView } from "./due-views.ts";
import {
  compareDues,
  countDues,
  type DueComparison,
  type DueGroup,
  type DueSums,
  findDues,
  type Reach,
  sumDues,
} from "./dues.store.ts";
import { type Publication, publicationsOfYear } from "./publications.store.ts";

/** 本级应补: what the published plan of a year gives the reader's own place, in sums and line by line. */
export const listDuesRoutes = (rooms: Rooms): void => {
  handle(rooms, summariseDues, async ({ tx, actor, query }) => {
    const history = await publicationsOfYear(tx, actor.province, query.year);
    const publication = history.find(({ isCurrent }) => isCurrent);
    const reach = publication && { actor, publicationId: publication.id, region: query.region };
    const groups = reach ? await sumDues(tx, reach) : [];
    const compared = reach ? await compareDues(tx, reach) : [];
    return ok({
      publication: publication ? publicationView(publication) : null,
      history: history.map(publicationView),
      ...summaryOf(groups, compared),
    });
  });

  handle(rooms, listDues, async ({ tx, actor, query }) => {
    const publication = await currentOf(tx, actor, query.year);
    if (!publication) return ok({ items: [], next: null, total: 0 });
    const reach: Reach = { actor, publicationId: publication.id, region: query.region };
    const filter = { line: query.line, status: query.status, text: query.text };
    const after = query.after === undefined ? undefined : Number(query.after);
    const rows = await findDues(tx, reach, filter, { after, limit: query.limit + 1 });
    const items = rows.slice(0, query.limit);
    return ok({
      items: items.map(dueView),
      next: rows.length > query.limit ? String(items.at(-1)?.lineNo) : null,
      // Counted on the first page only: the pages after it know.
      total: after === undefined ? await countDues(tx, reach, filter) : null,
    });
  });
};

export const currentOf = async (tx: Tx, actor: Actor, year: number): Promise<Publication | undefined> =>
  (await publicationsOfYear(tx, actor.province, year)).find(({ isCurrent }) => isCurrent);

const noCounts = { results: 0, payable: 0, refused: 0, decisions: 0 };
const noSums: DueSums = { due: zero, proposed: zero, held: zero, recovery: zero };
const noComparison = { lastYear: zero, allocated: zero, allocatedLastYear: zero, allocatedEver: zero };

/** One row per funding line that either side knows: what was allocated earlier stays in sight when nothing is due any more. */
const summaryOf = (groups: readonly DueGroup[], compared: readonly DueComparison[]) => {
  const groupOf = new Map(groups.map((group) => [group.line, group]));
  const comparedOf = new Map(compared.map((row) => [row.line, row]));
  const lines = [...new Set([...groupOf.keys(), ...comparedOf.keys()])].toSorted((a, b) => lineOrder(a) - lineOrder(b));
  const rows = lines.map((line) => ({
    line,
    ...(groupOf.get(line) ?? { ...noCounts, ...noSums }),
    comparison: comparedOf.get(line) ?? noComparison,
  }));
  const total = (of: (row: (typeof rows)[number]) => Fen) => fen(rows.reduce((sum, row) => sum + of(row), 0n));
  const count = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const sums: DueSums = {
    due: total((row) => row.due),
    proposed: total((row) => row.proposed),
    held: total((row) => row.held),
    recovery: total((row) => row.recovery),
  };
  return {
    lines: rows.map((row) => ({
      line: row.line,
      name: lineName(row.line),
      clause: fundingLinesById.get(row.line as FundingLineId)?.clause ?? "",
      counts: countsOf(row),
      sums: dueSumsView(row),
      comparison: comparisonView(row.proposed, row.comparison),
    })),
    counts: {
      results: count((row) => row.results),
      payable: count((row) => row.payable),
      refused: count((row) => row.refused),
      decisions: count((row) => row.decisions),
    },
    sums: dueSumsView(sums),
    comparison: comparisonView(sums.proposed, {
      lastYear: total((row) => row.comparison.lastYear),
      allocated: total((row) => row.comparison.allocated),
      allocatedLastYear: total((row) => row.comparison.allocatedLastYear),
      allocatedEver: total((row) => row.comparison.allocatedEver),
    }),
  };
};

const countsOf = ({ results, payable, refused, decisions }: typeof noCounts) => ({ results, payable, refused, decisions });

const comparisonView = (proposed: Fen, row: Omit<DueComparison, "line">) => ({
  lastYearFen: String(row.lastYear),
  changeFen: String(minus(proposed, row.lastYear)),
  allocatedFen: String(row.allocated),
  allocatedLastYearFen: String(row.allocatedLastYear),
  allocatedEverFen: String(row.allocatedEver),
});
