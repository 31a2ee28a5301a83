import { date } from "@qiangyi/kernel";
import type { AnswerContext, DeclaringInstitution } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { institutionsOf } from "../../registry/index.ts";
import type { OpenCall } from "./declarations.store.ts";

/** What the rules of a call judge a unit by. */
export const contextOf = async (
  tx: Tx,
  actor: Actor,
  call: OpenCall,
  institution: string,
): Promise<AnswerContext | undefined> => {
  const found = await declaringInstitution(tx, actor, institution);
  return (
    found && {
      institution: found,
      dates: { opensOn: date(call.opens_on), closesOn: date(call.closes_on), referenceOn: date(call.reference_on) },
    }
  );
};

const declaringInstitution = async (tx: Tx, actor: Actor, id: string): Promise<DeclaringInstitution | undefined> => {
  const found = (await institutionsOf(tx, actor)).find((institution) => institution.id === id);
  return found && { ...found, marks: [] };
};
