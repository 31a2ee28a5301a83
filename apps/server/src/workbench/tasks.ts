import { type AddressedDocument, type Task, workbench } from "@qiangyi/api";
import { dateInShanghai, ok } from "@qiangyi/kernel";
import { policyDocument } from "@qiangyi/policy/register";
import { accountTasks } from "../access/index.ts";
import { planTasks, publicationTasks } from "../allocations/index.ts";
import { allotmentTasks } from "../allotments/index.ts";
import { clockTasks } from "../clocks/index.ts";
import { findingTasks } from "../findings/index.ts";
import { evaluationTasks, reportTasks } from "../indicators/index.ts";
import { paymentTasks } from "../payments/index.ts";
import { handle, type Rooms } from "../platform/index.ts";
import { policyInboxOf } from "../policy/index.ts";
import { projectTasks, selectionTasks } from "../projects/index.ts";
import { reconciliationTasks } from "../reconciliations/index.ts";
import { registerTasks } from "../registers/index.ts";
import { reviewTasks } from "../reviews/index.ts";
import { supervisionTasks } from "../tasks/index.ts";

export const workbenchRoute = (rooms: Rooms): void =>
  handle(rooms, workbench, async ({ tx, actor, clock }) => {
    const today = clock.today();
    const documents = (await policyInboxOf(tx, actor, today)).map(documentTask);
    const items = [
      ...(await projectTasks(tx, actor, today)),
      ...(await selectionTasks(tx, actor, today)),
      ...(await reviewTasks(tx, actor)),
      ...(await planTasks(tx, actor)),
      ...(await publicationTasks(tx, actor, today)),
      ...(await allotmentTasks(tx, actor)),
      ...(await paymentTasks(tx, actor, today)),
      ...(await findingTasks(tx, actor, today)),
      ...(await reconciliationTasks(tx, actor, today)),
      ...(await clockTasks(tx, actor, today)),
      ...(await reportTasks(tx, actor, today)),
      ...(await evaluationTasks(tx, actor)),
      ...(await registerTasks(tx, actor)),
      ...(await supervisionTasks(tx, actor, today)),
      ...(await accountTasks(tx, actor)),
      ...documents,
    ];
    return ok({ today, items });
  });

/** A document addressed or copied to this office is to be read and receipted (qiangyi-2024.notice.1, notice.4). */
const documentTask = ({ document, number, title, issued, as, receivedAt }: AddressedDocument): Task => ({
  group: receivedAt === null ? "toRead" : "done",
  title: `${number} ${title}`,
  from: policyDocument(document)?.issuers.join("、") ?? "",
  amountFen: null,
  since: receivedAt === null ? issued : dateInShanghai(new Date(receivedAt)),
  due: null,
  step: `${as === "copy" ? "抄送" : "主送"}，${receivedAt === null ? "阅后签收" : "已签收"}`,
  path: `/policy/documents/${document}`,
});
