import type { PlainDate } from "@qiangyi/kernel";
import { lineSuspensionOver } from "../../allotments/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import { institutionPlace } from "../../registry/index.ts";
import { openSuspension } from "./requests.store.ts";

export interface Stop {
  readonly reason: string;
  readonly document: string;
  /** The whole sentence. */
  readonly text: string;
}

/** What stops a payment today: the unit or its page, or the whole line where the unit lies. */
export const stopOver = async (
  tx: Tx,
  actor: Actor,
  today: PlainDate,
  { institution, line, earmark }: { readonly institution: string; readonly line: string; readonly earmark: string },
): Promise<Stop | undefined> => {
  const own = await openSuspension(tx, actor, institution, earmark);
  if (own) return { ...own, text: `已按${own.document}暂停支付：${own.reason}` };
  const place = await institutionPlace(tx, actor, institution);
  return lineSuspensionOver(tx, actor, today, { line, city: place?.city ?? null, county: place?.county ?? null });
};
