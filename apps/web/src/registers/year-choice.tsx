import { Segmented } from "antd";
import { useSearchParams } from "react-router";
import { useWorkScope } from "../ui/index.ts";

/**
 * Which years a list shows: the one of the bar above every page, or all of them with what has no date yet. The year itself is chosen
 * in one place only.
 */
export const useYears = () => {
  const [search, setSearch] = useSearchParams();
  const { year } = useWorkScope();
  const isAll = search.get("years") === "all";
  const showAll = (all: boolean) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (all) next.set("years", "all");
        else next.delete("years");
        return next;
      },
      { replace: true },
    );
  return { isAll, showAll, year, query: isAll ? {} : { year } };
};

export const YearChoice = ({ isAll, showAll, year }: ReturnType<typeof useYears>) => (
  <Segmented<"one" | "all">
    aria-label="所列年度"
    value={isAll ? "all" : "one"}
    onChange={(value) => showAll(value === "all")}
    options={[
      { value: "one", label: `${year}年` },
      { value: "all", label: "全部年度（含未定日期）" },
    ]}
  />
);
