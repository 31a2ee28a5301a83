import { returnReceipt } from "@qiangyi/api";
import { fen, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { withdraw } from "@qiangyi/ledger";
import { bookOf, financeBook, ledgerAnswers, ownBook, type PostRefusal, postEntries, regionOfBook } from "../../ledger/index.ts";
import { type Answers, handle, newId, type Rooms } from "../../platform/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { documentOf, insertReturns, issuedRows, sumFen } from "./issued-rows.store.ts";
import { insertReceipts, standingsOf, stateOf } from "./receipts.store.ts";

type ReturnRefusal =
  | Refusal<"notice-not-found">
  | Refusal<"rows-received", { readonly rowNos: readonly number[] }>
  | Refusal<"FUNDS_UNDER_QUERY", { readonly rowNos: readonly number[]; readonly clause: string }>;

const answers: Answers<ReturnRefusal> = {
  "notice-not-found": [404, "没有发给本级的这些行"],
  "rows-received": [
    409,
    ({ rowNos }: { readonly rowNos: readonly number[] }) => `第${rowNos.join("、")}行已经接收或退回，不能再退回`,
    "已接收的资金由上级追减，或提出存疑由上级处理",
  ],
  FUNDS_UNDER_QUERY: [
    409,
    ({ rowNos }: { readonly rowNos: readonly number[] }) => `第${rowNos.join("、")}行存疑，由上级处理`,
    "上级作出结论后再办理",
  ],
};

/** 退回 (E4): what has not been received goes back to where its issuer had it, with the reason. */
export const returnRowsRoute = (rooms: Rooms): void =>
  handle<typeof returnReceipt, ReturnRefusal | PostRefusal>(
    rooms,
    returnReceipt,
    async ({ tx, actor, clock, params, body }) => {
      const receiver = ownBook(actor);
      const rowNos = [...new Set(body.rowNos)];
      const rows =
        receiver === undefined ? [] : await issuedRows(tx, actor, { noticeId: params.noticeId, receiver, rowNos, lock: true });
      if (rows.length < rowNos.length || rows.some(({ kind }) => kind === "reduction"))
        return refuse({ code: "notice-not-found" } satisfies ReturnRefusal);
      const standing = await standingsOf(tx, actor, params.noticeId);
      const inState = (...states: string[]) =>
        rows.filter(({ rowNo }) => states.includes(stateOf(standing(rowNo)))).map(({ rowNo }) => rowNo);
      const settled = inState("verified", "returned");
      if (settled.length > 0) return refuse({ code: "rows-received", rowNos: settled } satisfies ReturnRefusal);
      const doubted = inState("mismatch");
      if (doubted.length > 0)
        return refuse({ code: "FUNDS_UNDER_QUERY", rowNos: doubted, clause: "qiangyi-2024.art8.4.d" } satisfies ReturnRefusal);

      const at = { now: clock.now(), today: clock.today() };
      const moved = rows.filter(({ thisFen }) => thisFen > 0n);
      const posted = await postEntries(
        tx,
        actor,
        moved.map((row) =>
          withdraw({
            document: documentOf(row),
            earmark: earmarkOf(row),
            amount: fen(row.thisFen),
            on: at.today,
            from: financeBook(regionOfBook(row.issuer) ?? row.issuer),
            to: bookOf(row.receiver),
          }),
        ),
        at,
      );
      if (!posted.ok) return posted;
      await insertReceipts(
        tx,
        actor,
        at,
        rows.map((row) => ({
          row,
          attempt: standing(row.rowNo).receipts.length + 1,
          state: "returned" as const,
          statedFen: 0n,
          differences: [],
          reason: body.reason,
        })),
      );
      await insertReturns(
        tx,
        actor,
        at,
        moved.map((row) => ({
          id: newId(),
          row,
          kind: "withdrawn" as const,
          amountFen: fen(row.thisFen),
          document: documentOf(row),
          reason: body.reason,
        })),
      );
      return ok({ returned: rows.length, returnedFen: sumFen(moved.map(({ thisFen }) => thisFen)).toString() });
    },
    { ...ledgerAnswers, ...answers },
  );
