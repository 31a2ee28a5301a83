import { type ReceiptDifference, type RouteAnswer, type RouteRequest, verifyReceipt } from "@qiangyi/api";
import { type Fen, fen, inWanYuan, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Entry, receive } from "@qiangyi/ledger";
import { bookOf, financeBook, ledgerAnswers, ownBook, type PostRefusal, postEntries, regionOfBook } from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { openQueries, type QueryToOpen } from "../queries/open-query.ts";
import { documentOf, type IssuedRow, issuedRows, sumFen } from "./issued-rows.store.ts";
import { differencesOf } from "./judge-row.ts";
import { insertReceipts, type NewReceipt, type Standing, standingsOf, stateOf } from "./receipts.store.ts";
import { upstreamOf } from "./upstream-rows.ts";

type VerifyRefusal =
  | Refusal<"notice-not-found">
  | Refusal<"discovered-in-future">
  | Refusal<"rows-doubled", { readonly rowNos: readonly number[] }>;

type Outcome = RouteAnswer<typeof verifyReceipt>["rows"][number];
type Body = RouteRequest<typeof verifyReceipt>["body"];

const answers: Answers<VerifyRefusal> = {
  "notice-not-found": [404, "没有发给本级的这份下达文件", "请核对文号，或等上级签发"],
  "discovered-in-future": [422, "发现问题的时间不能晚于现在"],
  "rows-doubled": [422, ({ rowNos }) => `第${rowNos.join("、")}行提交了两次，没有办理`, "每行只报一次"],
};

/** 核对接收: what agrees is received in the books of both sides, what does not is put in doubt and reported, in one act. */
export const verifyReceiptRoute = (rooms: Rooms): void =>
  handle<typeof verifyReceipt, VerifyRefusal | PostRefusal>(
    rooms,
    verifyReceipt,
    ({ tx, actor, clock, params, body }) => verify(tx, actor, clock, params.noticeId, body),
    {
      ...ledgerAnswers,
      ...answers,
    },
  );

const verify = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  noticeId: string,
  body: Body,
): Promise<Result<RouteAnswer<typeof verifyReceipt>, VerifyRefusal | PostRefusal>> => {
  const receiver = ownBook(actor);
  if (receiver === undefined) return refuse({ code: "notice-not-found" } satisfies VerifyRefusal);
  const now = clock.now();
  const discoveredAt = body.discoveredAt === undefined ? now : new Date(body.discoveredAt);
  if (discoveredAt > now) return refuse({ code: "discovered-in-future" } satisfies VerifyRefusal);
  const stated = new Map(body.rows.map((row) => [row.rowNo, row]));
  if (stated.size < body.rows.length) return refuse({ code: "rows-doubled", rowNos: doubled(body) } satisfies VerifyRefusal);

  const rows = await issuedRows(tx, actor, { noticeId, receiver, rowNos: [...stated.keys()], lock: true });
  if (rows.length === 0) return refuse({ code: "notice-not-found" } satisfies VerifyRefusal);
  const [standing, upstream] = [await standingsOf(tx, actor, noticeId), await upstreamOf(tx, actor, rows)];
  const total = totalDifference(body, rows);

  const judged = rows.map((row): Judged => {
    const said = stated.get(row.rowNo);
    const settled = settledOutcome(row, standing(row.rowNo), said && BigInt(said.statedFen));
    if (settled !== undefined || said === undefined) return { row, settled: settled ?? missing(row.rowNo) };
    const differences = differencesOf(
      row,
      upstream(row),
      {
        statedFen: fen(BigInt(said.statedFen)),
        ...(said.payee !== undefined && { payee: said.payee }),
        ...(said.line !== undefined && { line: said.line }),
        ...(said.project !== undefined && { project: said.project }),
      },
      lineName,
    );
    return {
      row,
      statedFen: fen(BigInt(said.statedFen)),
      attempt: standing(row.rowNo).receipts.length + 1,
      differences: [...differences, ...total],
    };
  });
  const unknown = [...stated.keys()].filter((rowNo) => !rows.some((row) => row.rowNo === rowNo)).map(missing);
  return await settle(tx, actor, clock, { judged, unknown, discoveredAt });
};

type Judged =
  | { readonly row: IssuedRow; readonly settled: Outcome }
  | {
      readonly row: IssuedRow;
      readonly settled?: undefined;
      readonly statedFen: Fen;
      readonly attempt: number;
      readonly differences: readonly ReceiptDifference[];
    };

const settle = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { judged, unknown, discoveredAt }: { judged: readonly Judged[]; unknown: readonly Outcome[]; discoveredAt: Date },
): Promise<Result<RouteAnswer<typeof verifyReceipt>, PostRefusal>> => {
  const at = { now: clock.now(), today: clock.today() };
  const fresh = judged.filter((each) => each.settled === undefined);
  const agreed = fresh.filter(({ differences }) => differences.length === 0);
  const doubted = fresh.filter(({ differences }) => differences.length > 0);
  const receipts = fresh.map(
    ({ row, attempt, statedFen, differences }): NewReceipt => ({
      row,
      attempt,
      statedFen,
      differences,
      state: differences.length === 0 ? "verified" : "mismatch",
    }),
  );
  await insertReceipts(tx, actor, at, receipts);
  const posted = await postEntries(
    tx,
    actor,
    agreed.flatMap(({ row }) => entryOf(row, at.today)),
    { now: at.now },
  );
  if (!posted.ok) return posted;
  const queries = await openQueries(
    tx,
    actor,
    at,
    doubted.map((each) => queryOf(each, discoveredAt)),
  );
  const rows = judged.map((each): Outcome => {
    if (each.settled !== undefined) return each.settled;
    const { row, differences } = each;
    if (differences.length === 0)
      return { rowNo: row.rowNo, outcome: "verified", code: null, message: "核对无误，已接收", differences: [], queryId: null };
    return {
      rowNo: row.rowNo,
      outcome: "mismatch",
      code: "RECEIPT_MISMATCH",
      message: `与文件不符，没有接收，已存疑并报告上级：${differences.map(sentenceOf).join("；")}`,
      differences: [...differences],
      queryId: queries.get(row.rowNo) ?? null,
    };
  });
  return ok({
    verified: agreed.length,
    mismatched: doubted.length,
    receivedFen: sumFen(agreed.map(({ row }) => row.thisFen)).toString(),
    rows: [...rows, ...unknown].toSorted((a, b) => a.rowNo - b.rowNo),
  });
};

/** Nothing is posted for a row whose money came wholly before it: 本次下达 0. */
const entryOf = (row: IssuedRow, on: Parameters<typeof receive>[0]["on"]): Entry[] =>
  row.thisFen > 0n
    ? [
        receive({
          document: documentOf(row),
          earmark: earmarkOf(row),
          amount: fen(row.thisFen),
          on,
          from: financeBook(regionOfBook(row.issuer) ?? row.issuer),
          to: bookOf(row.receiver),
        }),
      ]
    : [];

/** What was never received cannot be told apart: the whole row is in doubt, and nothing of it lies in a book to be frozen. */
const queryOf = ({ row, differences, statedFen }: Extract<Judged, { settled?: undefined }>, discoveredAt: Date): QueryToOpen => ({
  row,
  amountFen: fen(row.thisFen > 0n ? row.thisFen : statedFen > 0n ? statedFen : 1n),
  isWhole: true,
  frozenFen: fen(0n),
  reason: `接收核对不符：${differences.map(sentenceOf).join("；")}`,
  discoveredAt,
});

const sentenceOf = ({ label, expected, found }: ReceiptDifference): string => `${label}文件为${expected}，实为${found}`;

/** One sum for several rows that does not agree says not which row is wrong: all of them are in doubt. */
const totalDifference = ({ totalFen, rows: said }: Body, rows: readonly IssuedRow[]): readonly ReceiptDifference[] => {
  if (totalFen === undefined) return [];
  const found = said.reduce((sum, { statedFen }) => sum + BigInt(statedFen), 0n);
  const expected = sumFen(rows.map(({ thisFen }) => thisFen));
  if (BigInt(totalFen) === found || found !== expected) return [];
  return [{ field: "total", label: "合计", expected: inWanYuan(expected), found: inWanYuan(fen(BigInt(totalFen))) }];
};

const settledOutcome = (row: IssuedRow, standing: Standing, statedFen: bigint | undefined): Outcome | undefined => {
  const [state, last] = [stateOf(standing), standing.receipts.at(-1)];
  const base = { rowNo: row.rowNo, differences: [], queryId: standing.openQueryId ?? null };
  if (row.kind === "reduction")
    return { ...base, outcome: "refused", code: "RECEIPT_NOT_NEEDED", message: "追减在签发时即已入账，不需接收" };
  if (state === "verified" && last !== undefined)
    return last.statedFen === statedFen
      ? { ...base, outcome: "already", code: null, message: `${last.by}已于${last.on}核对接收` }
      : {
          ...base,
          outcome: "refused",
          code: "RECEIPT_SETTLED",
          message: `${last.by}已于${last.on}核对接收，不能再改；有疑问请提出存疑`,
        };
  if (state === "returned" && last !== undefined)
    return { ...base, outcome: "refused", code: "RECEIPT_SETTLED", message: `${last.by}已于${last.on}退回` };
  if (state === "mismatch")
    return { ...base, outcome: "refused", code: "FUNDS_UNDER_QUERY", message: "这一行存疑，上级作出结论前不能接收" };
  return undefined;
};

const missing = (rowNo: number): Outcome => ({
  rowNo,
  outcome: "refused",
  code: "row-not-found",
  message: "文件里没有发给本级的这一行",
  differences: [],
  queryId: null,
});

const doubled = ({ rows }: Body): number[] => [
  ...new Set(rows.map(({ rowNo }) => rowNo).filter((rowNo, at, all) => all.indexOf(rowNo) !== at)),
];
