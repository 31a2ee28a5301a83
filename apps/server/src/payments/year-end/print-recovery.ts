import { printRecovery } from "@qiangyi/api";
import { date, fen, inChinese, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type AnnexRefusal, annexAnswers, type OfficialDocument, officialPaper } from "../../documents/official/index.ts";
import { type Answers, type Download, handle, type Rooms } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { recoveryNotice } from "./dispose.ts";
import { findItem, type StoredItem } from "./items.store.ts";

type PrintRefusal = Refusal<"recovery-not-found"> | AnnexRefusal;

const answers: Answers<PrintRefusal> = {
  "recovery-not-found": [404, "这笔结转结余没有定为收回，没有收回通知"],
  ...annexAnswers,
};

/** 收回通知 as a paper. It gets its number from the bureau that sends it, so it is a draft until then. */
export const printRecoveryRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    printRecovery,
    async ({ tx, actor, params, query }): Promise<Result<Download, PrintRefusal>> => {
      const item = await findItem(tx, actor, params.itemId);
      const notice = item && recoveryNotice(item);
      if (!item || !notice) return refuse({ code: "recovery-not-found" });
      const watermark = rooms.isDemo ? "演示数据 草稿" : "草稿";
      return officialPaper({ ...paperOf(item, notice), watermark }, query.format);
    },
    answers,
  );

type Notice = NonNullable<ReturnType<typeof recoveryNotice>>;

const paperOf = (item: StoredItem, { title, addressee, paragraphs, sender, date: decidedOn }: Notice): OfficialDocument => ({
  issuers: [sender],
  number: null,
  title,
  addressee,
  body: paragraphs.map((text) => ({ kind: "text", text })),
  annexes: [
    {
      title: `${item.year}年收回资金明细表`,
      columns: [
        { title: "序号", kind: "text", share: 1 },
        { title: "单位", kind: "text", share: 3 },
        { title: "项目", kind: "text", share: 3.4 },
        { title: "收到", kind: "money", share: 2 },
        { title: "已支付", kind: "money", share: 2 },
        { title: "收回", kind: "money", share: 2 },
        { title: "缴回期限", kind: "text", share: 2.6 },
      ],
      groups: [
        {
          title: item.holder_name,
          rows: [
            [
              "1",
              item.holder_name,
              item.title === "" ? lineName(item.line) : item.title,
              fen(item.received_fen),
              fen(item.paid_fen),
              fen(item.unspent_fen),
              item.due_on === null ? "" : inChinese(date(item.due_on)),
            ],
          ],
        },
      ],
      stated: [fen(item.received_fen), fen(item.paid_fen), fen(item.unspent_fen)],
    },
  ],
  signedOn: date(decidedOn),
  copiedTo: [],
  printedBy: sender,
});
