import { Link, useParams } from "react-router";
import { ImportWizard } from "../../ui/import/import-wizard.tsx";
import { Page } from "../../ui/index.ts";

/** One report as a workbook: prefilled, previewed, and handed back with its errors marked. */
export const ReportImportPage = () => {
  const { reportId = "" } = useParams();
  return (
    <Page
      title="用工作簿填报"
      subtitle={
        <>
          请下载“带现有数据的模板”：一行一项指标，代码、名称和口径已预填；空格不抹掉已填的数。
          <Link to={`/indicators/reports/${reportId}`}>返回报表</Link>
        </>
      }
    >
      <ImportWizard target={`indicator-reports.${reportId}`} counted="项" invalidates={["indicators", "workbench"]} />
    </Page>
  );
};
