import { type ListedFinding, listCirculars, listFindings } from "@qiangyi/api";
import { Alert, Button, Segmented } from "antd";
import { Link } from "react-router";
import { KeysetTable, Page, UnitNote, useAnswer, useFilters, useScoped } from "../ui/index.ts";
import { findingColumns } from "./finding-columns.tsx";
import { FindingsNav } from "./findings-nav.tsx";
import "./findings.css";

/** What a unit has to correct, and what was made known to it. */
export const UnitPage = () => {
  const scoped = useScoped();
  const { values, set } = useFilters(["standing"]);
  const isOpen = values.standing !== "all";
  const circulars = useAnswer(listCirculars, {});
  const unread = circulars.data?.items.filter(({ mayRead }) => mayRead).length ?? 0;
  return (
    <Page
      title="监督检查"
      subtitle="本单位的整改事项：写明整改情况，附佐证，由下达整改的部门验收"
      actions={<Button onClick={() => window.print()}>打印</Button>}
    >
      <FindingsNav />
      {unread > 0 && (
        <Alert
          type="warning"
          showIcon
          className="findings-hint"
          title={
            <>
              有{unread}份通报等待签阅　<Link to={scoped("/findings/circulars")}>去签阅</Link>
            </>
          }
        />
      )}
      <KeysetTable<ListedFinding>
        caption="本单位的整改事项"
        route={listFindings}
        input={{ query: isOpen ? { open: "true" } : {} }}
        rowKey={({ id }) => id}
        emptyText={isOpen ? "没有等待整改的问题" : "没有记录"}
        extra={<UnitNote />}
        columns={findingColumns}
        toolbar={
          <Segmented
            aria-label="范围"
            value={isOpen ? "open" : "all"}
            options={[
              { value: "open", label: "未办结" },
              { value: "all", label: "全部" },
            ]}
            onChange={(standing) => set({ standing: standing === "all" ? "all" : undefined })}
          />
        }
      />
    </Page>
  );
};
