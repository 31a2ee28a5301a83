import {
  approveProposal,
  countersignNotice,
  countersignProposal,
  draftEarlyNotice,
  draftFinalNotice,
  issueDistribution,
  issueNotice,
  listClocks,
  listProposals,
  listTargetCatalogue,
  readDistribution,
  readProposal,
  readReceipt,
  saveDistribution,
  setNoticeTargets,
  signDistribution,
  signNotice,
  startDistribution,
  stopClock,
  submitProposal,
  verifyReceipt,
} from "@qiangyi/api";
import type { Actor } from "../../platform/index.ts";
import { type Offices, province } from "./offices.ts";
import { on, type Scene, wan } from "./scene.ts";

/** 报送、会签、审定 of the plan that cities and counties have already read; the id of the proposal. */
export const decidePlan = async (scene: Scene, year: number): Promise<string> => {
  const { people } = scene;
  const { items } = await on(scene, people("prov_health_dept"), `${year}-03-05`)(listProposals, { query: { year } });
  const [proposal] = items;
  if (!proposal) throw new Error(`the demonstration has no frozen plan of ${year}`);
  const params = { proposalId: proposal.id };
  await on(scene, people("prov_health_dept"), `${year}-03-05`, 10)(submitProposal, { params, body: {} });
  await on(scene, people("prov_health_finance"), `${year}-03-06`)(countersignProposal, { params, body: {} });
  await on(
    scene,
    people("prov_finance_social"),
    `${year}-03-12`,
  )(approveProposal, {
    params,
    body: { documentNumber: `演示省财政厅厅长办公会纪要〔${year}〕6号` },
  });
  return proposal.id;
};

interface Batch {
  readonly title: string;
  readonly day: string;
  readonly takes: (line: { readonly line: string; readonly place: string }) => boolean;
}

/** 正式下达: some of the approved lines; the others wait for a later batch. */
export const draftBatch = async (scene: Scene, proposalId: string, { title, day, takes }: Batch) => {
  const act = on(scene, province(scene.people).clerk, day);
  const { lines } = await act(readProposal, { params: { proposalId } });
  const chosen = lines.filter((line) => takes(line) && line.proposedFen !== "0");
  const { id } = await act(draftFinalNotice, {
    body: { proposalId, title, lines: chosen.map(({ lineNo }) => ({ lineNo })) },
  });
  return { id, lines: [...new Set(chosen.map(({ line }) => line))] };
};

export type EarlyRow = readonly [region: string, line: string, amountWan: number];

export const draftEarly = async (scene: Scene, year: number, rows: readonly EarlyRow[], day: string) => {
  const act = on(scene, province(scene.people).clerk, day);
  const { id } = await act(draftEarlyNotice, {
    body: { year, rows: rows.map(([region, line, amount]) => ({ region, line, amountFen: wan(amount) })) },
  });
  return { id, lines: [...new Set(rows.map(([, line]) => line))] };
};

interface Drafted {
  readonly id: string;
  readonly lines: readonly string[];
}

/** Targets out of the catalogue, two signatures, and another person's release. */
export const issue = async (scene: Scene, { id, lines }: Drafted, number: string, day: string): Promise<string> => {
  const { clerk, chief, health } = province(scene.people);
  const params = { noticeId: id };
  const act = on(scene, clerk, day, 10);
  const { items } = await act(listTargetCatalogue, {});
  for (const line of lines) {
    const targets = items.find((each) => each.line === line)?.targets ?? [];
    await act(setNoticeTargets, { params, body: { line, targets } });
  }
  await act(signNotice, { params, body: {} });
  await on(scene, health, day, 14)(countersignNotice, { params, body: {} });
  await on(scene, chief, day, 15)(issueNotice, { params, body: { number } });
  return id;
};

/** 核对接收: everything that came for the receiver agrees, but for the rows that say otherwise. */
export const receive = async (
  scene: Scene,
  actor: Actor,
  noticeId: string,
  day: string,
  differs: (nth: number, thisFen: string) => string = (_, thisFen) => thisFen,
): Promise<void> => {
  const act = on(scene, actor, day);
  const { rows } = await act(readReceipt, { params: { noticeId } });
  await act(verifyReceipt, {
    params: { noticeId },
    body: { rows: rows.map(({ rowNo, thisFen }, nth) => ({ rowNo, statedFen: differs(nth, thisFen) })) },
  });
};

interface Passing {
  readonly number: string;
  readonly title: string;
  readonly day: string;
  /** What of a row that the region distributes itself goes where, in 分; nothing where it is left out. */
  readonly free?: (source: { readonly rowNo: number; readonly line: string; readonly availableFen: string }) => readonly {
    readonly receiver: string;
    readonly amountFen: string;
  }[];
}

/** 分解下达 of what a bureau has received under a notice; the id of its own. */
export const passOn = async (
  scene: Scene,
  { clerk, chief, health }: Offices,
  upstream: string,
  { number, title, day, free = () => [] }: Passing,
): Promise<string> => {
  const act = on(scene, clerk, day);
  const { noticeId } = await act(startDistribution, { params: { noticeId: upstream } });
  const params = { noticeId };
  const read = await act(readDistribution, { params });
  const cells = read.sources
    .filter(({ mode }) => mode === "free")
    .flatMap((source) => free(source).map((cell) => ({ upstreamRow: source.rowNo, ...cell })));
  const fixedRows = read.sources.filter(({ mode, isVerified }) => mode === "fixed" && isVerified).map(({ rowNo }) => rowNo);
  const { base } = await act(saveDistribution, { params, body: { base: read.base, title, note: null, fixedRows, cells } });
  await on(scene, health, day, 11)(signDistribution, { params, body: { base } });
  await on(scene, chief, day, 15)(issueDistribution, { params, body: { base, number } });
  return noticeId;
};

/** 公开: whoever issued a notice says where and when it was published. */
export const disclose = async (scene: Scene, { chief }: Offices, number: string, day: string): Promise<void> => {
  const act = on(scene, chief, day, 16);
  const { items } = await act(listClocks, { query: {} });
  const clock = items.find(({ rule, subject, canStop }) => rule === "disclosure" && subject.includes(number) && canStop);
  if (!clock) throw new Error(`the demonstration's ${number} has no day to be published by`);
  await act(stopClock, { params: { clockId: clock.id }, body: { stoppedOn: day, evidence: "演示政府门户网站信息公开专栏" } });
};
