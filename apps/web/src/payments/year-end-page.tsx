import { Tabs } from "antd";
import { ClauseLink, Page, SuspendedLines, useFilters, useWorkScope } from "../ui/index.ts";
import { Execution } from "./execution.tsx";
import { MainUse } from "./main-use.tsx";
import { Progress } from "./progress.tsx";
import { Radar } from "./radar.tsx";
import "./payments.css";

/** 年终: how the year's money was used, what is left and becomes of it, what will lapse, the pace on the way. */
export const YearEndPage = () => {
  const { values, set } = useFilters(["tab"]);
  const { year, region } = useWorkScope();
  return (
    <Page
      title="年终与执行"
      subtitle={
        <>
          资金当年用完；年末未支出的按结转结余处理，处理前不得支付
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art10.1.b" />
          </span>
        </>
      }
    >
      <SuspendedLines region={region} />
      <Tabs
        activeKey={values.tab ?? "execution"}
        onChange={(tab) => set({ tab })}
        items={[
          { key: "execution", label: "执行率与结转结余", children: <Execution year={year} /> },
          { key: "radar", label: "将到期资金", children: <Radar /> },
          { key: "progress", label: "序时进度与排名", children: <Progress year={year} /> },
          { key: "use", label: "支出构成", children: <MainUse year={year} /> },
        ]}
      />
    </Page>
  );
};
