import type { IndicatorView } from "@qiangyi/api";
import type { Actor } from "../../platform/index.ts";

/** A unit beside the health authority that fills the rows whose figures are its own; the authority gathers the report and hands it in. */
interface ReportPart {
  readonly office: string;
  readonly owns: (indicator: Pick<IndicatorView, "source">) => boolean;
}

const parts: Readonly<Record<string, ReportPart>> = {
  prov_insurance_bureau: { office: "省医保局", owns: ({ source }) => source.startsWith("省医保局") },
};

/** The part that the actor fills; undefined for whoever reports the whole. */
export const partOf = ({ roles, permissions }: Pick<Actor, "roles" | "permissions">): ReportPart | undefined => {
  if (permissions.has("indicators.submit") || permissions.has("indicators.check")) return undefined;
  return roles.flatMap((role) => parts[role] ?? [])[0];
};
