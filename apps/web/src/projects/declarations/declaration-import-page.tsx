import { Link, useParams } from "react-router";
import { ImportWizard } from "../../ui/import/import-wizard.tsx";
import { Page } from "../../ui/index.ts";

/** One workbook for all declarations of the unit under one call. */
export const DeclarationImportPage = () => {
  const { callId = "" } = useParams();
  return (
    <Page
      title="用工作簿填报"
      subtitle={
        <>
          一行一份申报，适合一个单位推荐多人的项目；表格、预算和附件在各份申报的页面补充。
          <Link to="/projects/mine">返回我的申报</Link>
        </>
      }
    >
      <ImportWizard target={`declarations.${callId}`} invalidates={["projects", "workbench"]} />
    </Page>
  );
};
