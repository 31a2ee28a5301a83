import {
  countersignNotice,
  draftEarlyNotice,
  draftReduction,
  issueDistribution,
  issueNotice,
  issueReduction,
  listDistributable,
  listReducible,
  readDistribution,
  readReduction,
  saveDistribution,
  setNoticeTargets,
  signDistribution,
  signNotice,
  signReduction,
  startDistribution,
} from "@qiangyi/api";
import type { Writer } from "./writer.ts";

export const provinceBook = "F140000";
const bureaus = ["F140100", "F140121", "F140122", "F140105"] as const;
const regions = ["140100", "140121", "140122", "140105"] as const;
const lines = ["township-centre", "county-tertiary", "county-emergency-centre"] as const;
const targets = [{ name: "资金支付进度", operator: "≥" as const, value: "100", unit: "%" }];
const wan = 1_000_000;

/** 提前下达: drafted, signed by both sides, issued by a second person; a number is at times one that is used already. */
export const issueEarly = async (writer: Writer): Promise<void> => {
  const { first } = writer.deskOf(provinceBook);
  const asked = lines.flatMap((line) =>
    regions.map((region) => ({ line, region, amountFen: String((1 + writer.roll(40)) * wan) })),
  );
  const rows = asked.filter(() => writer.roll(4) === 0);
  if (rows.length === 0) return;
  const drafted = await writer.act(first, draftEarlyNotice, { body: { year: 2025, rows } });
  if (!drafted) return;
  await signAndIssue(writer, drafted.id, `晋财社〔2025〕${writer.roll(12) === 0 ? 1 : 100 + writer.numbers.next()}号`);
};

/** 正式下达 out of the approved plan, as it was drafted. */
export const issueFinal = (writer: Writer, noticeId: string): Promise<void> =>
  signAndIssue(writer, noticeId, "晋财社〔2025〕1号");

const signAndIssue = async (writer: Writer, noticeId: string, number: string): Promise<void> => {
  const { first, second, health } = writer.deskOf(provinceBook);
  const params = { noticeId };
  await writer.act(first, setNoticeTargets, { params, body: { targets } });
  await writer.act(first, signNotice, { params, body: {} });
  if (number.endsWith("〕1号") || writer.roll(10) !== 0) await writer.act(health, countersignNotice, { params, body: {} });
  await writer.wrongly(writer.deskOf(provinceBook), issueNotice, { params, body: { number } }, [first, health]);
  await writer.act(second, issueNotice, { params, body: { number } }, "named");
};

/** 分解下达 of what a bureau has received: fixed rows go with it, free ones to counties and units by the dice. */
export const distribute = async (writer: Writer): Promise<void> => {
  const desk = writer.deskOf(writer.pick(bureaus) ?? "F140100");
  const listed = await writer.look(desk.first, listDistributable, { query: { year: 2025 } });
  const upstream = writer.pick((listed?.items ?? []).filter(({ remainingFen }) => BigInt(remainingFen) > 0n));
  if (!upstream) return;
  const started = await writer.act(desk.first, startDistribution, { params: { noticeId: upstream.noticeId } });
  if (!started) return;
  const params = { noticeId: started.noticeId };
  const read = await writer.look(desk.first, readDistribution, { params });
  if (!read) throw new Error("a draft that was started is not there");
  const cells = read.sources.flatMap(({ mode, rowNo, availableFen }) => {
    const receiver = writer.pick(read.receivers);
    const amount = writer.shareOf(BigInt(availableFen));
    return mode === "free" && receiver && amount > 0n
      ? [{ upstreamRow: rowNo, receiver: receiver.book, amountFen: String(amount) }]
      : [];
  });
  const fixedRows = read.fixed.filter(() => writer.roll(8) !== 0).map(({ upstreamRow }) => upstreamRow);
  const body = { base: read.base, title: "关于下达资金的通知", note: null, fixedRows, cells };
  const saved = await writer.act(desk.first, saveDistribution, { params, body });
  if (!saved) return;
  const { base } = saved;
  if (writer.roll(10) !== 0) await writer.act(desk.health, signDistribution, { params, body: { base } }, "named");
  const number = `市县财社〔2025〕${writer.numbers.next()}号`;
  await writer.wrongly(desk, issueDistribution, { params, body: { base, number } }, [desk.first, desk.health]);
  await writer.act(desk.second, issueDistribution, { params, body: { base, number } }, "named");
};

/** 追减 of what lies unpaid below: drafted on what is there, issued when it may be gone. */
export const reduce = async (writer: Writer): Promise<void> => {
  const issued = await writer.database.query<{ id: string; issuer: string }>(
    "select id, issuer from allotment_notice where state = 'issued' and kind <> 'reduction' order by id",
  );
  const notice = writer.pick(issued);
  if (!notice) return;
  const desk = writer.deskOf(notice.issuer);
  const listed = await writer.look(desk.first, listReducible, { params: { noticeId: notice.id } });
  const places = (listed?.items ?? []).flatMap(({ noticeId, rowNo, books }) =>
    books.map((book) => ({ noticeId, rowNo, ...book })),
  );
  const place = writer.pick(places.filter(({ unpaidFen }) => BigInt(unpaidFen) > 0n));
  if (!place) return;
  const amount = writer.shareOf(BigInt(place.unpaidFen)) / 4n + 1n;
  const row = { noticeId: place.noticeId, rowNo: place.rowNo, book: place.book, amountFen: String(amount) };
  const body = { title: "关于追减资金的通知", reason: "项目调整", rows: [row] };
  await writer.wrongly(desk, draftReduction, { body });
  const drafted = await writer.act(desk.first, draftReduction, { body });
  if (!drafted) return;
  const params = { noticeId: drafted.noticeId };
  const read = await writer.look(desk.health, readReduction, { params });
  if (!read) throw new Error("a reduction that was drafted is not there");
  const { base } = read;
  if (writer.roll(10) !== 0) await writer.act(desk.health, signReduction, { params, body: { base } }, "named");
  const number = `追减财社〔2025〕${writer.numbers.next()}号`;
  await writer.wrongly(desk, issueReduction, { params, body: { base, number } }, [desk.first, desk.health]);
  await writer.act(desk.second, issueReduction, { params, body: { base, number } }, "named");
};
