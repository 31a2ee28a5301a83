import { issueReduction, type RouteAnswer, readReduction, signReduction } from "@qiangyi/api";
import { type Fen, fen, ok, type PlainDate, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type Entry, reduce } from "@qiangyi/ledger";
import {
  bookOf,
  bookTitles,
  financeBook,
  ledgerAnswers,
  type PostRefusal,
  postEntries,
  regionOfBook,
} from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { issuerOf, requiredOffices } from "../notices/offices.ts";
import { type IssuedRow, insertReturns, issuedRowsAt, type ReturnedPart } from "../receipts/issued-rows.store.ts";
import { type DocumentHead } from "./draft.store.ts";
import { unpaidIn } from "./draft-reduction.ts";
import { closeAsIssued, copyToSupervision, insertSignature, isSigned } from "./issue-distribution.ts";
import {
  digestOfReduction,
  findReduction,
  type Joint,
  jointsBelow,
  type ReductionRow,
  reductionRows,
} from "./reductions.store.ts";
import { nextNumber, signaturesOf } from "./show-distribution.ts";

type IssueRefusal =
  | Refusal<"notice-not-found">
  | Refusal<"FORBIDDEN_SCOPE">
  | Refusal<"notice-closed">
  | Refusal<"draft-changed">
  | Refusal<"already-signed">
  | Refusal<"drafter-issues">
  | Refusal<"COUNTERSIGN_REQUIRED", { readonly clause: string }>
  | Refusal<"number-year", { readonly year: number }>
  | Refusal<"number-reused", { readonly number: string }>
  | Refusal<"chain-broken", { readonly rowNo: number }>;

const answers: Answers<IssueRefusal> = {
  "notice-not-found": [404, "没有这份追减文件"],
  FORBIDDEN_SCOPE: [403, "这份文件由起草机关的人员办理"],
  "notice-closed": [409, "文件已经签发或撤销，不能再改"],
  "draft-changed": [409, "文件内容已经改动，请刷新后再办"],
  "already-signed": [409, "现在的内容已经会签"],
  "drafter-issues": [403, "起草人不能签发自己起草的文件", "请由本局另一位有签发权限的同事签发"],
  COUNTERSIGN_REQUIRED: [409, "同级卫生健康部门还没有会签，不能签发"],
  "number-year": [422, ({ year }) => `文号的年份应为签发当年（${year}）`],
  "number-reused": [409, ({ number }) => `${number}已经使用`, "请核对发文登记，使用下一个号"],
  "chain-broken": [409, ({ rowNo }) => `第${rowNo}行的资金已不在原来的账上`, "请重新起草"],
};

interface Taken {
  readonly row: ReductionRow;
  readonly root: IssuedRow;
  /** From the receiver of the root down to the book that is reduced. */
  readonly way: readonly { readonly joint: Joint; readonly row: IssuedRow }[];
}

/** 追减 (E5): signed and issued like any notice, and posted joint by joint from the bottom of the chain, in one document. */
export const issueReductionRoutes = (rooms: Rooms): void => {
  handle<typeof readReduction, IssueRefusal>(
    rooms,
    readReduction,
    async ({ tx, actor, clock, params }) => {
      const head = await findReduction(tx, actor, params.noticeId);
      return head ? ok(await describe(tx, actor, clock, head)) : refuse({ code: "notice-not-found" });
    },
    answers,
  );

  handle<typeof signReduction, IssueRefusal>(
    rooms,
    signReduction,
    async ({ tx, actor, clock, params, body }) => {
      const found = await ownDraft(tx, actor, params.noticeId, body.base);
      if (!found.ok) return found;
      const isNew = await insertSignature(tx, actor, clock, { noticeId: params.noticeId, party: "health", digest: body.base });
      return isNew ? ok({ signedAt: clock.now().toISOString() }) : refuse({ code: "already-signed" });
    },
    answers,
  );

  handle<typeof issueReduction, IssueRefusal | PostRefusal>(
    rooms,
    issueReduction,
    ({ tx, actor, clock, params, body }) => release(tx, actor, clock, params.noticeId, body),
    { ...ledgerAnswers, ...answers },
  );
};

const ownDraft = async (tx: Tx, actor: Actor, id: string, base: string): Promise<Result<DocumentHead, IssueRefusal>> => {
  const head = await findReduction(tx, actor, id, true);
  if (!head) return refuse({ code: "notice-not-found" });
  if (issuerOf(actor)?.issuer !== head.issuer) return refuse({ code: "FORBIDDEN_SCOPE" });
  if (head.state !== "draft") return refuse({ code: "notice-closed" });
  return digestOfReduction(head, await reductionRows(tx, actor, id)) === base ? ok(head) : refuse({ code: "draft-changed" });
};

const takenOf = async (
  tx: Tx,
  actor: Actor,
  head: DocumentHead,
  rows: readonly ReductionRow[],
): Promise<(Taken | undefined)[]> => {
  const joints = new Map<string, Joint[]>();
  for (const noticeId of new Set(rows.map(({ reducesNotice }) => reducesNotice)))
    joints.set(noticeId, await jointsBelow(tx, actor, { noticeId, issuer: head.issuer }));
  const all = [...joints.values()].flat();
  const issued = new Map((await issuedRowsAt(tx, actor, uniqueRows(all))).map((row) => [`${row.noticeId} ${row.rowNo}`, row]));
  return rows.map((row) => {
    const ofRoot = (joints.get(row.reducesNotice) ?? []).filter(({ rootRow }) => rootRow === row.reducesRow);
    const last = ofRoot.find(({ book }) => book === row.book);
    const root = issued.get(`${row.reducesNotice} ${row.reducesRow}`);
    if (!last || !root) return undefined;
    const way = last.path.flatMap((book, at) => {
      const joint = ofRoot.find((each) => each.depth === at + 1 && each.book === book && isPrefix(each.path, last.path));
      const passed = joint && issued.get(`${joint.noticeId} ${joint.rowNo}`);
      return joint && passed ? [{ joint, row: passed }] : [];
    });
    return way.length === last.path.length ? { row, root, way } : undefined;
  });
};

const isPrefix = (path: readonly string[], whole: readonly string[]): boolean => path.every((book, at) => whole[at] === book);
const uniqueRows = (joints: readonly Joint[]): readonly Joint[] => [
  ...new Map(joints.map((joint) => [`${joint.noticeId} ${joint.rowNo}`, joint])).values(),
];

/** Each joint is posted under the row's own number; joints further down are told apart by ten-thousands. */
const documentRow = (rowNo: number, depth: number): number => (depth - 1) * 10_000 + rowNo;

const amountOf = ({ beforeFen, afterFen }: ReductionRow): Fen => fen(beforeFen - afterFen);

const entriesOf = (
  { row, root, way }: Taken,
  document: { readonly issuer: string; readonly number: string },
  on: PlainDate,
): Entry[] =>
  way.toReversed().map(({ joint }) =>
    reduce({
      document: { ...document, row: documentRow(row.rowNo, joint.depth) },
      earmark: earmarkOf(root),
      amount: amountOf(row),
      on,
      from: financeBook(regionOfBook(joint.issuer) ?? joint.issuer),
      to: bookOf(joint.book),
    }),
  );

const release = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
  { base, number }: { readonly base: string; readonly number: string },
): Promise<Result<RouteAnswer<typeof issueReduction>, IssueRefusal | PostRefusal>> => {
  const found = await ownDraft(tx, actor, id, base);
  if (!found.ok) return found;
  const head = found.value;
  if (head.draftedBy === actor.userId) return refuse({ code: "drafter-issues" });
  if (!number.includes(`〔${yearOf(clock.today())}〕`)) return refuse({ code: "number-year", year: yearOf(clock.today()) });
  if (!(await isSigned(tx, actor, id, base))) return refuse({ code: "COUNTERSIGN_REQUIRED", clause: "qiangyi-2024.art8.2.b" });
  const rows = await reductionRows(tx, actor, id);
  const taken = await takenOf(tx, actor, head, rows);
  const broken = rows.find((_, at) => taken[at] === undefined);
  if (broken) return refuse({ code: "chain-broken", rowNo: broken.rowNo });
  const whole = taken.filter((each) => each !== undefined);
  await insertSignature(tx, actor, clock, { noticeId: id, party: "finance", digest: base });
  await copyToSupervision(tx, actor, clock, id, requiredOffices(actor.province, head));
  if (!(await closeAsIssued(tx, actor, clock, { id, number, digest: base }))) return refuse({ code: "number-reused", number });
  const document = { issuer: head.issuer, number };
  const entries = whole.flatMap((each) => entriesOf(each, document, clock.today()));
  const posted = await postEntries(tx, actor, entries, { now: clock.now() });
  if (!posted.ok) return posted;
  const parts = whole.flatMap((each) => returnsOf(each, document, head.note ?? head.title));
  await insertReturns(tx, actor, { now: clock.now(), today: clock.today() }, parts);
  return ok({ number, reducedFen: rows.reduce((sum, row) => sum + amountOf(row), 0n).toString(), joints: entries.length });
};

const returnsOf = (
  { row, way }: Taken,
  document: { readonly issuer: string; readonly number: string },
  reason: string,
): ReturnedPart[] =>
  way.map(({ joint, row: passed }) => ({
    id: newId(),
    row: passed,
    kind: "reduced" as const,
    amountFen: amountOf(row),
    document: { ...document, row: documentRow(row.rowNo, joint.depth) },
    reason,
  }));

const describe = async (tx: Tx, actor: Actor, clock: Clock, head: DocumentHead): Promise<RouteAnswer<typeof readReduction>> => {
  const rows = await reductionRows(tx, actor, head.id);
  const digest = digestOfReduction(head, rows);
  const isOwn = issuerOf(actor)?.issuer === head.issuer;
  const isDraft = head.state === "draft";
  const taken = isOwn ? await takenOf(tx, actor, head, rows) : [];
  const roots = new Map(
    (
      await issuedRowsAt(
        tx,
        actor,
        rows.map(({ reducesNotice, reducesRow }) => ({ noticeId: reducesNotice, rowNo: reducesRow })),
      )
    ).map((row) => [`${row.noticeId} ${row.rowNo}`, row]),
  );
  const name = await bookTitles(tx, actor, [
    head.issuer,
    ...rows.map(({ book }) => book),
    ...taken.flatMap((each) => each?.way.map(({ joint }) => joint.book) ?? []),
  ]);
  const signatures = await signaturesOf(tx, actor, head.id);
  const views = [];
  for (const [at, row] of rows.entries()) {
    const root = roots.get(`${row.reducesNotice} ${row.reducesRow}`);
    views.push({
      rowNo: row.rowNo,
      number: root?.number ?? "",
      ofRow: row.reducesRow,
      lineName: lineName(row.line),
      title: row.title,
      path: (taken[at]?.way.map(({ joint }) => joint.book) ?? [row.book]).map(name).toReversed(),
      beforeFen: row.beforeFen.toString(),
      reducedFen: amountOf(row).toString(),
      afterFen: row.afterFen.toString(),
      unpaidFen: root ? (await unpaidIn(tx, root, row.book)).toString() : "0",
    });
  }
  const can = (permission: Parameters<Actor["permissions"]["has"]>[0]) => isOwn && isDraft && actor.permissions.has(permission);
  return {
    noticeId: head.id,
    state: head.state,
    number: head.number,
    title: head.title,
    reason: head.note ?? "",
    year: head.year,
    issuerName: name(head.issuer),
    issuedOn: head.issuedOn,
    draftedBy: head.draftedName,
    issuedBy: head.issuedName,
    base: digest,
    rows: views,
    totalFen: rows.reduce((sum, row) => sum + amountOf(row), 0n).toString(),
    signatures: signatures.map(({ party, name: by, at, digest: signed }) => ({
      party,
      name: by,
      at: at.toISOString(),
      isCurrent: signed === digest || !isDraft,
    })),
    nextNumber: isDraft && isOwn ? await nextNumber(tx, actor, clock, head) : "",
    canSign:
      can("notices.countersign") && !signatures.some(({ party, digest: signed }) => party === "health" && signed === digest),
    canIssue: can("notices.issue") && head.draftedBy !== actor.userId,
  };
};
