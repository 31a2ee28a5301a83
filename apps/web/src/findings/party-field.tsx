import type { FindingParty } from "@qiangyi/api";
import { Segmented } from "antd";
import { useState } from "react";
import { InstitutionPicker } from "../ui/index.ts";
import { RegionChoice } from "./region-choice.tsx";
import { departmentNames } from "./words.ts";

type Kind = "institution" | keyof typeof departmentNames;

export interface NamedParty {
  readonly institution: string | null;
  readonly department: "finance" | "health" | null;
  readonly region: string | null;
  readonly name: string;
}

/** What is sent of a party that the server named. */
export const partyOf = ({ institution, department, region }: NamedParty): FindingParty | undefined => {
  if (institution !== null) return { institution };
  return department !== null && region !== null ? { department, region } : undefined;
};

const kindOf = (party: FindingParty | undefined): Kind =>
  party === undefined || "institution" in party ? "institution" : party.department;

interface PartyFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: FindingParty | undefined;
  /** Name of the unit at first, where it is known. */
  readonly name?: string | undefined;
  /** The party, and how it was shown when it was chosen. */
  readonly onChange: (party: FindingParty | undefined, name: string) => void;
}

/** An institution, or the finance or health office of a place. */
export const PartyField = ({ id, label, value, name, onChange }: PartyFieldProps) => {
  const [kind, setKind] = useState<Kind>(kindOf(value));
  const unit = value !== undefined && "institution" in value ? value.institution : undefined;
  const region = value !== undefined && "region" in value ? value.region : undefined;
  return (
    <>
      <Segmented<Kind>
        aria-label={`${label}类别`}
        value={kind}
        options={[
          { value: "institution", label: "单位" },
          { value: "finance", label: departmentNames.finance },
          { value: "health", label: departmentNames.health },
        ]}
        onChange={(next) => {
          setKind(next);
          onChange(undefined, "");
        }}
        style={{ marginBottom: 6 }}
      />
      {kind === "institution" ? (
        <InstitutionPicker
          id={id}
          label={label}
          value={unit}
          {...(name !== undefined && { name })}
          onChange={(institution, chosen) =>
            onChange(institution === undefined ? undefined : { institution }, chosen ?? institution ?? "")
          }
        />
      ) : (
        <RegionChoice
          id={id}
          label={label}
          value={region}
          onChange={(code, place) =>
            onChange(code === undefined ? undefined : { department: kind, region: code }, `${place}${departmentNames[kind]}`)
          }
        />
      )}
    </>
  );
};
