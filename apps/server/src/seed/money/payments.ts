import {
  decidePayments,
  listPaymentPages,
  type PaymentDraft,
  type PaymentPage,
  payPayment,
  refusePayment,
  submitPayment,
} from "@qiangyi/api";
import type { Actor } from "../../platform/index.ts";
import { on, type Scene } from "./scene.ts";

/** The three of one payment, and the unit that asks. */
export interface Payers {
  readonly accountant: Actor;
  readonly head: Actor;
  readonly bureau: Actor;
  readonly unitName: string;
}

export const pagesOf = async (scene: Scene, { accountant }: Payers, day: string): Promise<readonly PaymentPage[]> =>
  (await on(scene, accountant, day, 8)(listPaymentPages, {})).pages;

export const pageOfLine = (pages: readonly PaymentPage[], line: string, nth = 0): PaymentPage => {
  const page = pages.filter((each) => each.line === line && each.project !== null && each.availableFen !== "0")[nth];
  if (!page) throw new Error(`the demonstration's unit has no page ${nth} of ${line}`);
  return page;
};

/** 支付申请; the head agrees unless it is left on his desk. */
const ask = async (scene: Scene, { accountant }: Payers, body: PaymentDraft, day: string): Promise<string> =>
  (await on(scene, accountant, day)(submitPayment, { body })).id;

const agree = (scene: Scene, { head }: Payers, id: string, day: string) =>
  on(scene, head, day, 11)(decidePayments, { body: { act: "approve", rows: [{ id, version: 1 }] } });

export const submitted = ask;

export const returned = async (
  scene: Scene,
  payers: Payers,
  draft: PaymentDraft,
  day: string,
  opinion: string,
): Promise<void> => {
  const id = await ask(scene, payers, draft, day);
  await on(scene, payers.head, day, 11)(decidePayments, { body: { act: "return", rows: [{ id, version: 1 }], opinion } });
};

export const approved = async (scene: Scene, payers: Payers, draft: PaymentDraft, day: string): Promise<string> => {
  const id = await ask(scene, payers, draft, day);
  await agree(scene, payers, id, day);
  return id;
};

export const refused = async (scene: Scene, payers: Payers, draft: PaymentDraft, day: string, reason: string): Promise<void> => {
  const requestId = await approved(scene, payers, draft, day);
  await on(scene, payers.bureau, day, 15)(refusePayment, { params: { requestId }, body: { reason } });
};

export const paid = async (scene: Scene, payers: Payers, draft: PaymentDraft, day: string, voucher: string): Promise<string> => {
  const requestId = await approved(scene, payers, draft, day);
  await on(
    scene,
    payers.bureau,
    day,
    15,
  )(payPayment, {
    params: { requestId },
    body: { paidOn: day, voucherNumber: voucher, receiptNumber: `演示回单${voucher}` },
  });
  return requestId;
};

/** Board and lodging of a doctor sent down: paid to the hospital that receives him. */
export const lodging = (page: PaymentPage, { unitName }: Payers, amountFen: string): PaymentDraft => ({
  earmark: page.earmark,
  amountFen,
  purpose: "下派医师食宿",
  category: "board",
  persons: [page.projectTitle.slice(0, 8)],
  departmentClass: "30299",
  governmentClass: "50502",
  payee: { kind: "own", name: unitName, bank: "演示银行县支行", secretAccount: "6222000011112222" },
  method: "INTEGRATED",
});

export const teaching = (page: PaymentPage, amountFen: string, purpose: string): PaymentDraft => ({
  earmark: page.earmark,
  amountFen,
  purpose,
  category: "grassroots-teaching",
  departmentClass: "30216",
  governmentClass: "50502",
  payee: { kind: "supplier", name: "演示医学培训中心", bank: "演示银行太原分行", secretAccount: "6222000033334444" },
  method: "INTEGRATED",
});

export const tuition = (page: PaymentPage, amountFen: string): PaymentDraft => ({
  earmark: page.earmark,
  amountFen,
  purpose: "访问学者学费",
  category: "tuition",
  departmentClass: "30216",
  governmentClass: "50502",
  payee: { kind: "institution", name: "演示大学附属医院", bank: "演示银行北京分行", secretAccount: "6222000055556666" },
  method: "INTEGRATED",
});
