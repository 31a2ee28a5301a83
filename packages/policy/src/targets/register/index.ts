import type { RegisterTarget } from "../target.ts";
import { linfenTargets } from "./linfen-2020.ts";
import { regionalCentreTargets } from "./regional-centres-2023.ts";
import { serviceSystemTargets } from "./service-system-2023.ts";

/** The quantified promises of three documents, in the order of their texts. A change needs an amending document. */
export const registerTargets: readonly RegisterTarget[] = [...regionalCentreTargets, ...serviceSystemTargets, ...linfenTargets];

const byId: ReadonlyMap<string, RegisterTarget> = new Map(registerTargets.map((each) => [each.id, each]));

export const registerTarget = (id: string): RegisterTarget | undefined => byId.get(id);
