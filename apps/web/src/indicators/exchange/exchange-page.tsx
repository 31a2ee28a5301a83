import { type RouteAnswer, showExchangeMapping } from "@qiangyi/api";
import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { Page, Pending, useAnswer } from "../../ui/index.ts";
import "./exchange.css";
import { MappingTable } from "./mapping-table.tsx";
import { SendFile } from "./send-file.tsx";
import { TakeFiles } from "./take-files.tsx";

export type Mapping = RouteAnswer<typeof showExchangeMapping>;

/** 数据交换: try a file and see what it would do, take approved values out, look up what things are called. */
export const ExchangePage = () => {
  const answer = useAnswer(showExchangeMapping, {});
  const [search, setSearch] = useSearchParams();
  if (answer.data === undefined)
    return (
      <Page title="数据交换">
        <Pending of={answer} />
      </Page>
    );
  const mapping = answer.data;
  const tabs = [
    ...(mapping.ownSubject === null
      ? []
      : [{ key: "in", label: "收文件", children: <SendFile subject={mapping.ownSubject} mapping={mapping} /> }]),
    { key: "out", label: "取数据", children: <TakeFiles mapping={mapping} /> },
    { key: "names", label: "对照表", children: <MappingTable mapping={mapping} /> },
  ];
  const asked = search.get("tab");
  return (
    <Page title="数据交换" subtitle="FHIR R4 MeasureReport、DHIS2 dataValueSets、CSV；收进来的进填报草稿，取出去的是已审定的数值">
      <Tabs
        activeKey={tabs.find(({ key }) => key === asked)?.key ?? tabs[0]?.key ?? "out"}
        onChange={(tab) =>
          setSearch(
            (before) => {
              const next = new URLSearchParams(before);
              next.set("tab", tab);
              return next;
            },
            { replace: true },
          )
        }
        items={tabs}
      />
    </Page>
  );
};
