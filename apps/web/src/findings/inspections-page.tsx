import { findingsBoard, type Inspection, listInspections } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { KeysetTable, Page, useAnswer, useFilters, useWorkScope } from "../ui/index.ts";
import { FindingsNav } from "./findings-nav.tsx";
import { inspectionColumns } from "./inspection-columns.tsx";
import { StartInspectionDialog } from "./inspection-dialogs.tsx";
import "./findings.css";

/** 检查: every inspection of the year within sight. */
export const InspectionsPage = () => {
  const { year } = useWorkScope();
  const { values, set } = useFilters(["project"]);
  const board = useAnswer(findingsBoard, { query: { year } });
  const [isStarting, setStarting] = useState(false);
  const query = values.project ? { project: values.project } : { year };
  return (
    <Page
      title="检查"
      subtitle={values.project ? "查过这个项目的检查" : `${year}年`}
      actions={
        <>
          <Button onClick={() => window.print()}>打印</Button>
          {board.data?.may.inspect && (
            <Button type="primary" onClick={() => setStarting(true)}>
              登记检查
            </Button>
          )}
        </>
      }
    >
      <FindingsNav />
      <KeysetTable<Inspection>
        caption="检查"
        route={listInspections}
        input={{ query }}
        rowKey={({ id }) => id}
        emptyText="没有检查"
        columns={inspectionColumns}
        {...(values.project && {
          toolbar: (
            <Button size="small" onClick={() => set({ project: undefined })}>
              只看一个项目　×
            </Button>
          ),
        })}
      />
      {isStarting && <StartInspectionDialog onClose={() => setStarting(false)} />}
    </Page>
  );
};
