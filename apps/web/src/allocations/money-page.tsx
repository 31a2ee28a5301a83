import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { Page, useSession, useWorkScope } from "../ui/index.ts";
import "./allocations.css";
import { AllocatedTab } from "./allocated-tab.tsx";
import { BudgetsTab } from "./budgets-tab.tsx";
import { InvestmentTab } from "./investment-tab.tsx";

/** What comes before a plan: budgets, earlier allocations, the investment plan. */
export const MoneyPage = () => {
  const { year } = useWorkScope();
  const { can } = useSession();
  const [search, setSearch] = useSearchParams();
  return (
    <Page title={`${year}年预算与已分配`} subtitle="登记后不修改：更正是新的一行，原登记保留">
      <Tabs
        activeKey={search.get("tab") ?? "budgets"}
        onChange={(tab) => setSearch({ year: String(year), tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "budgets", label: "年度预算", children: <BudgetsTab year={year} canWrite={can("budgets.write")} /> },
          { key: "allocated", label: "以前已分配", children: <AllocatedTab year={year} canWrite={can("budgets.write")} /> },
          { key: "investment", label: "项目投资计划", children: <InvestmentTab year={year} canWrite={can("plans.write")} /> },
        ]}
      />
    </Page>
  );
};
