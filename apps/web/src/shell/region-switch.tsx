import { listRegions, type RegionItem } from "@qiangyi/api";
import { TreeSelect } from "antd";
import { useMemo } from "react";
import { useAnswer, useSession, useWorkScope } from "../ui/index.ts";

/** Narrows the view to a city or county inside the account's scope; found by name, pinyin initials or code. */
export const RegionSwitch = () => {
  const { account } = useSession();
  const { region, setRegion } = useWorkScope();
  const regions = useAnswer(listRegions, {});
  const tree = useMemo(() => treeFrom(regions.data?.items ?? [], account?.regionCode ?? ""), [regions.data, account]);
  return (
    <TreeSelect
      size="small"
      aria-label="地区"
      style={{ width: 168 }}
      value={region === "" ? (account?.regionCode ?? "") : region}
      onChange={(code: string) => setRegion(code === account?.regionCode ? "" : code)}
      treeData={tree}
      treeDefaultExpandedKeys={account ? [account.regionCode] : []}
      showSearch={{
        filterTreeNode: (text, node) => {
          const item = node as Partial<Node>;
          const typed = text.trim().toLowerCase();
          return [item.title, item.initials, item.value].some((part) => part?.toLowerCase().includes(typed) ?? false);
        },
      }}
      loading={regions.isPending}
      popupMatchSelectWidth={260}
    />
  );
};

interface Node {
  readonly value: string;
  readonly title: string;
  readonly initials: string;
  readonly children: Node[];
}

const treeFrom = (items: readonly RegionItem[], top: string): Node[] => {
  const nodeOf = ({ code, name, initials }: RegionItem): Node => ({
    value: code,
    title: name,
    initials,
    children: items.filter(({ parent }) => parent === code).map(nodeOf),
  });
  return items.filter(({ code }) => code === top).map(nodeOf);
};
