import { date } from "@qiangyi/kernel";
import type { AnswerContext } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { declaringInstitution } from "../calls/index.ts";
import type { OpenCall } from "./declarations.store.ts";

/** What the rules of a call judge a unit by. */
export const contextOf = async (
  tx: Tx,
  actor: Actor,
  call: OpenCall,
  institution: string,
): Promise<AnswerContext | undefined> => {
  const found = await declaringInstitution(tx, actor, call, institution);
  return (
    found && {
      institution: found,
      dates: { opensOn: date(call.opens_on), closesOn: date(call.closes_on), referenceOn: date(call.reference_on) },
    }
  );
};
