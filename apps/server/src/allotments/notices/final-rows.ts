import type { Fen } from "@qiangyi/kernel";
import { zero } from "@qiangyi/kernel";
import type { Earmark } from "@qiangyi/ledger";
import { placeName } from "../../allocations/index.ts";
import { financeBook, unitBook } from "../../ledger/index.ts";
import type { ProposedLine, ProposedShare } from "../decision/proposal.ts";
import type { NoticeRow } from "./notice.ts";

/** Who gets a row: the city for its counties and units, a county under direct provincial management for itself, a provincial hospital for itself. */
export interface Route {
  readonly receiver: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
}

export const routeOf = (
  { city, county, institution }: Omit<ProposedShare, "amount">,
  direct: ReadonlySet<string>,
): Route | undefined => {
  if (city === null) return institution === null ? undefined : { receiver: unitBook(institution).id, city, county, institution };
  if (county !== null && direct.has(county)) return { receiver: financeBook(county).id, city, county, institution: null };
  return { receiver: financeBook(city).id, city, county: null, institution: null };
};

interface Frame {
  readonly direct: ReadonlySet<string>;
  readonly institutionName: (id: string) => string;
  /** The pool from which a line is issued; undefined without a budget. */
  readonly pool: (line: string) => Earmark | undefined;
}

/** Place order of the annex: 省本级 first, then city by city, 市本级 before its counties. */
const orderOf = ({ destinationCity, destinationCounty, line, title }: NoticeRow): string =>
  `${destinationCity ?? ""}/${destinationCounty ?? ""}/${line}/${title}`;

/** The rows of a final notice out of approved lines, one per share; nothing of them is typed. Lines without a route are told apart. */
export const finalRows = (
  lines: readonly ProposedLine[],
  frame: Frame,
): { readonly rows: NoticeRow[]; readonly unrouted: readonly ProposedLine[] } => {
  const unrouted: ProposedLine[] = [];
  const rows = lines.flatMap((line) =>
    line.shares.flatMap((share): NoticeRow[] => {
      const route = routeOf(share, frame.direct);
      if (!route) {
        unrouted.push(line);
        return [];
      }
      return [finalRow(line, share, route, frame)];
    }),
  );
  const ordered = rows.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return { rows: ordered.map((row, index) => ({ ...row, rowNo: index + 1 })), unrouted };
};

const finalRow = (line: ProposedLine, share: ProposedShare, route: Route, { institutionName, pool }: Frame): NoticeRow => {
  const earmark = pool(line.line);
  const { city, county, institution, amount } = share;
  return {
    ...route,
    rowNo: 0,
    destinationCity: city,
    destinationCounty: county,
    destinationInstitution: institution,
    destinationName: institution === null ? placeName({ city, county }) : institutionName(institution),
    line: line.line,
    project: line.subject,
    title: line.title,
    planLineNo: line.lineNo,
    decisionId: line.decisionId,
    quantity: 1,
    standard: line.shares.length === 1 ? line.due : null,
    allocated: amount,
    earlier: zero,
    now: amount,
    nature: earmark?.nature ?? "general",
    sourceLevel: earmark?.sourceLevel ?? "province",
    functionClass: earmark?.functionClass ?? "21002",
    upstreamRow: null,
    targets: [],
    note: line.decisionId === null ? null : "按记录的决定安排",
    fromPool: [],
  };
};

export const sumOf = (rows: readonly NoticeRow[], of: "allocated" | "earlier" | "now"): Fen =>
  rows.reduce((sum, row) => sum + row[of], 0n) as Fen;
