import { Tabs } from "antd";
import { Page, useFilters } from "../ui/index.ts";
import { LineSuspensions } from "./line-suspensions.tsx";
import { ProcurementRules } from "./procurement-rules.tsx";
import { Releases } from "./releases.tsx";
import { Suspensions } from "./suspensions.tsx";
import "./payments.css";

/** What payments are tested against beside the text: suspensions, the year's procurement limits, plan and requirements of the pilot. */
export const PaymentRulesPage = () => {
  const { values, set } = useFilters(["tab"]);
  return (
    <Page
      title="支付规则与暂停"
      subtitle="暂停拨付、暂停支付与拦截记录、各年采购目录和限额、5G试点实施方案与绩效要求的下达和确认"
    >
      <Tabs
        activeKey={values.tab ?? "suspensions"}
        onChange={(tab) => set({ tab })}
        items={[
          { key: "suspensions", label: "暂停与拦截", children: <StopsAndRefusals /> },
          { key: "procurement", label: "采购目录和限额", children: <ProcurementRules /> },
          { key: "releases", label: "实施方案与绩效要求", children: <Releases /> },
        ]}
      />
    </Page>
  );
};

const StopsAndRefusals = () => (
  <>
    <LineSuspensions />
    <Suspensions />
  </>
);
