import { listTargets } from "@qiangyi/api";
import { useAnswer } from "../../ui/index.ts";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The hospitals that have targets, for choices. */
export const useInstitutionSubjects = (): readonly Choice[] => {
  const { data } = useAnswer(listTargets, { query: { document: "regional-centres-2023" } });
  return (data?.subjects ?? []).flatMap(({ id, name, kind }) => (kind === "institution" ? [{ value: id, label: name }] : []));
};
