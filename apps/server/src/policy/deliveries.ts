import { acknowledgeCopy, copyDeliveries, recordDelivery, registerDocument } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { policyDocument as documentById, documents, type PolicyDocument } from "@qiangyi/policy/register";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../platform/index.ts";
import { isSupervisionOffice } from "./addressees.ts";
import { copyOffices } from "./copy-offices.ts";
import { createDeliveries, deliveriesOf, markAcknowledged, markDelivered } from "./deliveries.store.ts";
import { isOffices } from "./list-documents.ts";

type CopyRefusal =
  | Refusal<"document-not-found">
  | Refusal<"document-not-copied">
  | Refusal<"copy-not-registered">
  | Refusal<"NOT_ADDRESSEE", { clause: string }>;

const answers: Answers<CopyRefusal> = {
  "document-not-found": [404, "没有这份文件"],
  "document-not-copied": [422, "这份文件没有抄送监管处"],
  "copy-not-registered": [404, "没有这个监管处的抄送记录", "请先登记文件"],
  NOT_ADDRESSEE: [403, "这份文件没有抄送您所在的单位，不能代签"],
};

export const deliveryRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    copyDeliveries,
    async ({ tx, actor, params }) => {
      const document = documentById(params.document);
      return document ? ok(await describe(tx, actor, document)) : refuse<CopyRefusal>({ code: "document-not-found" });
    },
    answers,
  );

  handle(
    rooms,
    registerDocument,
    async ({ tx, actor, clock, params }) => {
      const document = documentById(params.document);
      if (!document) return refuse<CopyRefusal>({ code: "document-not-found" });
      if (!document.copyTo.some(isOffices)) return refuse<CopyRefusal>({ code: "document-not-copied" });
      await createDeliveries(tx, actor.province, document.id, await copyOffices(tx, clock.today()));
      return ok(await describe(tx, actor, document));
    },
    answers,
  );

  handle(
    rooms,
    recordDelivery,
    async ({ tx, actor, params, body }) => {
      const document = documentById(params.document);
      if (!document) return refuse<CopyRefusal>({ code: "document-not-found" });
      const isKnown = await markDelivered(tx, actor.province, { ...params, deliveredOn: body.deliveredOn, note: body.note });
      return isKnown ? ok(await describe(tx, actor, document)) : refuse<CopyRefusal>({ code: "copy-not-registered" });
    },
    answers,
  );

  handle(
    rooms,
    acknowledgeCopy,
    async ({ tx, actor, clock, params }) => {
      const document = documentById(params.document);
      if (!document) return refuse<CopyRefusal>({ code: "document-not-found" });
      if (!isSupervisionOffice(actor)) return refuse<CopyRefusal>({ code: "NOT_ADDRESSEE", clause: "qiangyi-2024.notice.4" });
      const isKnown = await markAcknowledged(tx, actor, clock.now(), document.id);
      return isKnown ? ok(await describe(tx, actor, document)) : refuse<CopyRefusal>({ code: "copy-not-registered" });
    },
    answers,
  );
};

/** Registers every document that is copied to the supervision offices, once; called when reference data are loaded. */
export const registerCopiedDocuments = async (tx: Tx, province: string, today: PlainDate): Promise<void> => {
  const offices = await copyOffices(tx, today);
  for (const document of documents.filter(({ copyTo }) => copyTo.some(isOffices))) {
    await createDeliveries(tx, province, document.id, offices);
  }
};

const describe = async (tx: Tx, actor: Actor, document: PolicyDocument) => {
  const deliveries = await deliveriesOf(tx, document.id);
  const missing = deliveries.filter(({ deliveredOn, acknowledgedAt }) => deliveredOn === null && acknowledgedAt === null);
  return {
    document: document.id,
    number: document.number,
    progress: `${deliveries.length - missing.length}/${deliveries.length}`,
    isComplete: deliveries.length > 0 && missing.length === 0,
    missing: missing.map(({ office }) => office),
    deliveries: deliveries.map((each) => ({
      city: each.city,
      office: each.office,
      deliveredOn: each.deliveredOn,
      note: each.note,
      acknowledgedAt: each.acknowledgedAt?.toISOString() ?? null,
      acknowledgedBy: each.acknowledgedBy,
      isMine: isSupervisionOffice(actor) && actor.city === each.city,
    })),
  };
};
