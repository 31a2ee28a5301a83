import { listRegions } from "@qiangyi/api";
import { Select } from "antd";
import { useAnswer, useSession } from "../ui/index.ts";

interface RegionChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined, name: string) => void;
}

/** The place of an office: within the account's own region, or above it no further than it stands. */
export const RegionChoice = ({ id, label, value, onChange }: RegionChoiceProps) => {
  const { account } = useSession();
  const regions = useAnswer(listRegions, {});
  const items = regions.data?.items ?? [];
  const own = account?.regionCode ?? "";
  const names = new Map(items.map(({ code, name }) => [code, name]));
  const options = items
    .filter(({ code, parent }) => own.endsWith("0000") || code === own || parent === own)
    .map(({ code, name, parent, kind, initials }) => ({
      value: code,
      label: kind === "province" || kind === "city" ? name : `${names.get(parent ?? "") ?? ""}${name}`,
      initials,
    }));
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder="地区：名称或拼音首字母"
      allowClear
      showSearch={{
        filterOption: (text, option) =>
          (option?.label ?? "").includes(text.trim()) || (option?.initials ?? "").includes(text.trim().toLowerCase()),
      }}
      value={value ?? null}
      options={options}
      onChange={(next: string | null | undefined) =>
        onChange(next ?? undefined, options.find(({ value: code }) => code === next)?.label ?? "")
      }
      style={{ width: "100%" }}
    />
  );
};
