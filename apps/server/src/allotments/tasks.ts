import type { Task } from "@qiangyi/api";
import { addDays, dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { bookTitle, ownBook } from "../ledger/index.ts";
import { type Actor, regionOfActor, type Tx } from "../platform/index.ts";
import { actsOf, type StoredAct } from "./decision/decisions.store.ts";
import { type Proposal, proposalsOf } from "./decision/proposal.ts";
import { standingAfter } from "./decision/standing.ts";
import { heldRows } from "./distribution/held-rows.store.ts";
import { distributionDays } from "./distribution/sources.ts";

/** What waits for somebody on the road of the money, each for the office whose turn it is. One statement a kind, whatever the number of rows. */
export const allotmentTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => [
  ...(await proposalTasks(tx, actor)),
  ...(await draftTasks(tx, actor)),
  ...(await receiptTasks(tx, actor)),
  ...(await distributionTasks(tx, actor)),
  ...(await queryTasks(tx, actor)),
  ...(await copyTasks(tx, actor)),
];

const nothingDue = { due: null } as const;

/** 报送、会签、审定: of each year's proposals the one that somebody of this desk is to act on. */
const proposalTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const acts = ["plans.submit", "plans.countersign", "plans.decide"] as const;
  if (actor.level !== "province" || !acts.some((act) => actor.permissions.has(act))) return [];
  const proposals = await proposalsOf(tx, actor, undefined);
  const trails = await actsOf(
    tx,
    actor.province,
    proposals.map(({ id }) => id),
  );
  return proposals.flatMap((proposal) => {
    const trail = trails.get(proposal.id) ?? [];
    const turn = turnOf(actor, proposal, trail, proposals, trails);
    if (turn === undefined) return [];
    return [
      {
        group: "todo" as const,
        title: `${proposal.title}${turn.title}`,
        from: trail.at(-1)?.actedName ?? "省卫生健康委",
        amountFen: String(proposal.total),
        since: trail.at(-1)?.actedOn ?? dateInShanghai(proposal.builtAt),
        ...nothingDue,
        step: turn.step,
        path: `/allotments/proposals/${proposal.id}`,
      },
    ];
  });
};

const turnOf = (
  actor: Actor,
  proposal: Proposal,
  trail: readonly StoredAct[],
  all: readonly Proposal[],
  trails: ReadonlyMap<string, readonly StoredAct[]>,
): { readonly title: string; readonly step: string } | undefined => {
  const standing = standingAfter(trail.at(-1)?.act);
  const isSubmitter = trail.findLast(({ act }) => act === "submit")?.actedBy === actor.userId;
  const may = (permission: "plans.submit" | "plans.countersign" | "plans.decide") => actor.permissions.has(permission);
  if (standing === "submitted" && may("plans.countersign") && !isSubmitter) return { title: "待会签", step: "会签分配建议" };
  if (standing === "countersigned" && may("plans.decide") && !isSubmitter) return { title: "待审定", step: "审定、改动或退回" };
  if (standing === "returned" && may("plans.submit")) return { title: "被退回", step: "按意见修改后重新报送" };
  return standing === "open" && may("plans.submit") && isNextToSubmit(proposal, all, trails)
    ? { title: "已定稿，待报送", step: "报送省财政厅" }
    : undefined;
};

/** Earlier frozen versions of a year lie where they are: only the last one waits, and only while no other of the year is on its way or decided. */
const isNextToSubmit = (
  { id, fund, year, builtAt }: Proposal,
  all: readonly Proposal[],
  trails: ReadonlyMap<string, readonly StoredAct[]>,
): boolean => {
  const others = all.filter((each) => each.id !== id && each.fund === fund && each.year === year);
  return others.every((each) => each.builtAt < builtAt && (trails.get(each.id) ?? []).length === 0);
};

interface OpenDraft {
  readonly id: string;
  readonly kind: "early" | "final" | "distribution" | "reduction";
  readonly title: string;
  readonly draftedBy: string;
  readonly draftedName: string;
  readonly draftedAt: Date;
  readonly rowCount: number;
  readonly totalFen: bigint;
  readonly isSignedByHealth: boolean;
  readonly isSignedByFinance: boolean;
}

const pathOfDraft = ({ kind, id }: OpenDraft): string =>
  ({
    early: `/allotments/notices/${id}/early`,
    final: `/allotments/notices/${id}`,
    distribution: `/allotments/distributions/${id}`,
    reduction: `/allotments/reductions/${id}`,
  })[kind];

/**
 * Drafts of the own region: 会签 for health, 签发 for a second person of the bureau. A signature counts for the content that it was given to: by its
 * digest where the draft keeps one, otherwise when nothing was changed since.
 */
const draftTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const region = regionOfActor(actor);
  const may = (permission: "notices.draft" | "notices.countersign" | "notices.issue") => actor.permissions.has(permission);
  if (region === undefined || !(may("notices.draft") || may("notices.countersign") || may("notices.issue"))) return [];
  const signedBy = (party: string) => sql`exists (
    select from allotment_signature s where s.province = n.province and s.notice_id = n.id and s.party = ${party}
      and case when n.kind in ('early', 'final') then s.content_sha256 = n.content_sha256 else s.signed_at >= n.drafted_at end)`;
  const { rows } = await sql<OpenDraft>`
    select n.id, n.kind, n.title, n.drafted_by as "draftedBy", n.drafted_name as "draftedName", n.drafted_at as "draftedAt", n.row_count as "rowCount",
      n.total_fen as "totalFen", ${signedBy("health")} as "isSignedByHealth", ${signedBy("finance")} as "isSignedByFinance"
    from allotment_notice n
    where n.province = ${actor.province} and n.issuer_region = ${region} and n.state = 'draft' order by n.id`.execute(tx);
  return rows.flatMap((draft) => {
    const turn = turnOfDraft(actor, draft);
    if (turn === undefined) return [];
    return [
      {
        group: turn.group,
        title: `${draft.title}${turn.title}`,
        from: draft.draftedName,
        amountFen: draft.totalFen.toString(),
        since: dateInShanghai(draft.draftedAt),
        ...nothingDue,
        step: turn.step,
        path: pathOfDraft(draft),
      },
    ];
  });
};

const turnOfDraft = (
  actor: Actor,
  draft: OpenDraft,
): { readonly group: "todo" | "drafts"; readonly title: string; readonly step: string } | undefined => {
  const isDrafter = draft.draftedBy === actor.userId;
  if (actor.permissions.has("notices.countersign"))
    return draft.isSignedByHealth || draft.rowCount === 0
      ? undefined
      : { group: "todo", title: "待会签", step: "核对各行后会签" };
  const needsFinance = draft.kind === "early" || draft.kind === "final";
  if (!draft.isSignedByHealth) return isDrafter ? { group: "drafts", title: "", step: "待卫生健康部门会签" } : undefined;
  if (needsFinance && !draft.isSignedByFinance && actor.permissions.has("notices.draft"))
    return { group: "todo", title: "待签署", step: "财政部门签署现有内容" };
  if (isDrafter) return { group: "drafts", title: "", step: "已会签，待他人签发" };
  return actor.permissions.has("notices.issue") ? { group: "todo", title: "待签发", step: "签发并编文号" } : undefined;
};

/** 核对接收: issued to the own book and not yet settled row by row. */
const receiptTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const book = ownBook(actor);
  if (book === undefined || !actor.permissions.has("receipts.verify")) return [];
  const { rows } = await sql<{
    id: string;
    number: string;
    issuer: string;
    on: PlainDate;
    amount: bigint;
    rows: number;
    isDisputed: boolean;
  }>`
    select n.id, n.number, n.issuer, n.issued_on::text as on, sum(r.this_fen)::bigint as amount, count(*)::integer as rows,
      bool_or(c.state is not null) as "isDisputed"
    from allotment_row r
    join allotment_notice n on n.province = r.province and n.id = r.notice_id and n.state = 'issued' and n.kind <> 'reduction'
    left join lateral (
      select state from allotment_receipt c where c.province = r.province and c.notice_id = r.notice_id and c.row_no = r.row_no
      order by attempt desc limit 1) c on true
    where r.province = ${actor.province} and r.receiver = ${book} and r.is_issued and (c.state is null or c.state = 'mismatch')
    group by n.province, n.id order by n.issued_on, n.id`.execute(tx);
  return rows.map(({ id, number, issuer, on, amount, rows: count, isDisputed }) => ({
    group: "todo",
    title: `${number}待核对接收${count}行`,
    from: bookTitle(issuer),
    amountFen: amount.toString(),
    since: on,
    ...nothingDue,
    step: isDisputed ? "其中有不符，等上级处理后再核对" : "逐行核对金额、项目和文号",
    path: `/allotments/receipts/${id}`,
  }));
};

/** 分配下达: received and neither passed on nor in doubt, with the day until which it is to be passed on (qiangyi-2024.art8.3.d, reading A45). */
const distributionTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const book = ownBook(actor);
  if (book === undefined || (actor.level !== "city" && actor.level !== "county") || !actor.permissions.has("notices.draft"))
    return [];
  const open = (await heldRows(tx, actor, { book })).flatMap(({ noticeId, receivedOn, remainingFen, frozenFen }) =>
    receivedOn === null || remainingFen <= frozenFen ? [] : [{ noticeId, receivedOn, leftFen: remainingFen - frozenFen }],
  );
  if (open.length === 0) return [];
  const { rows } = await sql<{ id: string; number: string; issuer: string; year: number }>`
    select id, number, issuer, year from allotment_notice
    where province = ${actor.province} and id = any(${[...new Set(open.map(({ noticeId }) => noticeId))]}::uuid[]) order by issued_on, id`.execute(
    tx,
  );
  return rows.flatMap(({ id, number, issuer, year }) => {
    const own = open.filter(({ noticeId }) => noticeId === id);
    const since = own.map(({ receivedOn }) => receivedOn).toSorted()[0];
    if (since === undefined) return [];
    return [
      {
        group: "todo" as const,
        title: `${number}待分配下达`,
        from: bookTitle(issuer),
        amountFen: own.reduce((sum, { leftFen }) => sum + leftFen, 0n).toString(),
        since,
        due: addDays(since, distributionDays),
        step: actor.level === "city" ? "分配到县和市属单位" : "分配到单位",
        path: `/allotments/distribution?year=${year}`,
      },
    ];
  });
};

/** 资金存疑: to be settled by whoever issued the money; to be read by everybody whom it was told. */
const queryTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const [book, region] = [ownBook(actor), regionOfActor(actor)];
  if (book === undefined || region === undefined || !actor.permissions.has("queries.raise")) return [];
  const party = actor.permissions.has("notices.countersign") ? "health" : "finance";
  const settles = actor.permissions.has("queries.close");
  const { rows } = await sql<{ id: string; number: string; book: string; amount: bigint; at: Date; isMine: boolean }>`
    select q.id, n.number, q.book, q.amount_fen as amount, q.raised_at as at, q.upper_book = ${book} as "isMine"
    from fund_query q join allotment_notice n on n.province = q.province and n.id = q.notice_id
    where q.province = ${actor.province} and q.state = 'open' and ((${settles} and q.upper_book = ${book}) or exists (
      select from fund_query_delivery d where d.province = q.province and d.query_id = q.id and d.party = ${party} and d.region = ${region} and d.read_at is null))
    order by q.raised_at, q.id`.execute(tx);
  return rows.map(({ id, number, book: of, amount, at, isMine }) => {
    const isToSettle = isMine && settles;
    return {
      group: isToSettle ? "todo" : "toRead",
      title: `${number}资金存疑${isToSettle ? "待处理" : ""}`,
      from: of.startsWith("U") ? "用款单位" : bookTitle(of),
      amountFen: amount.toString(),
      since: dateInShanghai(at),
      ...nothingDue,
      step: isToSettle ? "核实后作出结论" : "阅知",
      path: `/allotments/queries/${id}`,
    };
  });
};

/** 抄送: what a supervision office has not opened yet. */
const copyTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  if (!actor.permissions.has("copies.read") || actor.city === null) return [];
  const { rows } = await sql<{ number: string; title: string; issuer: string; on: PlainDate; amount: bigint }>`
    select n.number, n.title, n.issuer, n.issued_on::text as on, n.total_fen as amount
    from allotment_copy c join allotment_notice n on n.province = c.province and n.id = c.notice_id
    where c.province = ${actor.province} and c.office = ${actor.city} and c.read_at is null order by n.issued_on, n.id`.execute(
    tx,
  );
  return rows.map(({ number, title, issuer, on, amount }) => ({
    group: "toRead",
    title: `${number} ${title}`,
    from: bookTitle(issuer),
    amountFen: amount.toString(),
    since: on,
    ...nothingDue,
    step: "抄送，阅后即记为已阅",
    path: `/allotments/copies`,
  }));
};
