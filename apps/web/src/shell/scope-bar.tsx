import { Select } from "antd";
import { useSession, useWorkScope } from "../ui/index.ts";
import { RegionSwitch } from "./region-switch.tsx";

/** What the user is looking at, always in sight: scope of the account, year. */
export const ScopeBar = () => {
  const { account } = useSession();
  const { year, setYear } = useWorkScope();
  // An expert stands outside regions: what he sees is what he was assigned.
  if (!account || account.level === "expert") return null;
  const thisYear = new Date().getFullYear();
  const years = Array.from({ length: thisYear - 2022 + 2 }, (_, index) => thisYear + 1 - index);
  return (
    <div className="scope-bar" role="group" aria-label="查看范围">
      <span>
        正在查看：
        <strong>{account.institutionName ?? `${account.regionName}${account.level === "unit" ? "" : "本级及下级"}`}</strong>
      </span>
      {account.level !== "unit" && account.level !== "county" && (
        <label>
          地区
          <RegionSwitch />
        </label>
      )}
      <label>
        年度
        <Select
          size="small"
          aria-label="年度"
          value={year}
          onChange={setYear}
          options={years.map((value) => ({ value, label: `${value}年` }))}
          style={{ width: 92 }}
        />
      </label>
    </div>
  );
};
