import { type AddressedDocument, policyInbox, recordReceipt } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { policyDocument as documentById, documents } from "@qiangyi/policy/register";
import { type Actor, handle, type Rooms, type Tx } from "../platform/index.ts";
import { addressedAs, isSupervisionOffice, pilotCities } from "./addressees.ts";
import { deliveriesOf, receiptsOf, saveReceipt } from "./deliveries.store.ts";

type ReceiptRefusal = Refusal<"document-not-found"> | Refusal<"NOT_ADDRESSEE", { clause: string }>;

/** What the workbench shows a bureau or office: documents addressed or copied to it, received or not (qiangyi-2024.notice.1). */
export const policyInboxOf = async (tx: Tx, actor: Actor, today: PlainDate): Promise<readonly AddressedDocument[]> => {
  const pilots = await pilotCities(tx, today);
  const receipts = actor.city === null ? [] : await receiptsOf(tx, actor);
  const addressed = documents.flatMap((document) => {
    const role = addressedAs(document.id, actor, pilots);
    if (role === undefined) return [];
    const receipt = receipts.find((each) => each.document === document.id && each.role === role);
    return [entryOf(document.id, "addressee", receipt?.receivedAt)];
  });
  if (!isSupervisionOffice(actor)) return addressed;
  const copies = (await deliveriesOf(tx)).filter(({ city }) => city === actor.city);
  return [...addressed, ...copies.map((copy) => entryOf(copy.document, "copy", copy.acknowledgedAt))];
};

const entryOf = (id: string, as: AddressedDocument["as"], receivedAt: Date | null | undefined): AddressedDocument => {
  const document = documentById(id);
  return {
    document: id,
    number: document?.number ?? id,
    title: document?.title ?? id,
    issued: document?.issued ?? null,
    as,
    receivedAt: receivedAt?.toISOString() ?? null,
  };
};

export const inboxRoutes = (rooms: Rooms): void => {
  handle(rooms, policyInbox, async ({ tx, actor, clock }) => ok({ items: [...(await policyInboxOf(tx, actor, clock.today()))] }));

  handle(
    rooms,
    recordReceipt,
    async ({ tx, actor, clock, params }) => {
      const document = documentById(params.document);
      if (!document) return refuse<ReceiptRefusal>({ code: "document-not-found" });
      const role = addressedAs(document.id, actor, await pilotCities(tx, clock.today()));
      if (role === undefined || actor.city === null) {
        return refuse<ReceiptRefusal>({ code: "NOT_ADDRESSEE", clause: `${document.id}.notice.1` });
      }
      await saveReceipt(tx, actor, clock.now(), document.id, role);
      const receipt = (await receiptsOf(tx, actor)).find((each) => each.document === document.id && each.role === role);
      return ok({
        receivedAt: (receipt?.receivedAt ?? clock.now()).toISOString(),
        receivedBy: receipt?.receivedBy ?? actor.name,
      });
    },
    {
      "document-not-found": [404, "没有这份文件"],
      NOT_ADDRESSEE: [403, "您所在的单位不是这份文件的主送单位，无须签收"],
    },
  );
};
