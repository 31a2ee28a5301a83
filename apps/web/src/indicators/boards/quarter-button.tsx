import { downloadQuarterlyReport } from "@qiangyi/api";
import { Button, Dropdown } from "antd";
import { useSave } from "../../ui/index.ts";

const shownQuarters = 8;

/** The quarters that are over on a day, the latest first. */
export const quartersBefore = (today: string): string[] => {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const current = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: shownQuarters }, (_, index) => current - 1 - index).map(
    (at) => `${Math.floor(at / 4)}-Q${(at % 4) + 1}`,
  );
};

/** 季度报告 as Word, for the quarter that one picks. */
export const QuarterButton = ({ subject, today }: { subject: string; today: string }) => {
  const saveFile = useSave();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: quartersBefore(today).map((quarter) => ({
          key: quarter,
          label: `${quarter.slice(0, 4)}年第${quarter.slice(-1)}季度`,
        })),
        onClick: ({ key }) => saveFile(downloadQuarterlyReport, { query: { subject, quarter: key } }),
      }}
    >
      <Button>季度报告（Word）</Button>
    </Dropdown>
  );
};
