import { listRegions, type RegionItem } from "@qiangyi/api";
import { useMemo } from "react";
import { useAnswer } from "../ui/index.ts";

/** The divisions by code, and how a place is called where its name alone would be doubtful: 城区 occurs in two cities. */
export const useRegions = () => {
  const answer = useAnswer(listRegions, {});
  const items = answer.data?.items;
  return useMemo(() => {
    const byCode = new Map((items ?? []).map((region) => [region.code, region]));
    const nameOf = (code: string): string => {
      const region = byCode.get(code);
      if (!region) return code;
      const city = region.kind === "province" || region.kind === "city" ? undefined : byCode.get(region.parent ?? "");
      return `${city?.name ?? ""}${region.name}`;
    };
    return { answer, items: items ?? [], byCode, nameOf };
  }, [answer, items]);
};

/** Choices of a region field, found by name, first letters or code. */
export const regionOptions = (items: readonly RegionItem[], nameOf: (code: string) => string) =>
  items.map(({ code, initials }) => ({ value: code, label: `${nameOf(code)}　${code}`, initials }));

export const findsRegion = (text: string, option?: { label?: unknown; initials?: string }): boolean => {
  const typed = text.trim().toLowerCase();
  return String(option?.label ?? "").includes(typed) || (option?.initials ?? "").includes(typed);
};
