import { Link } from "react-router";
import { ImportWizard } from "../ui/import/import-wizard.tsx";
import { Page, useScoped } from "../ui/index.ts";

/** 专家库 by workbook, as every register. */
export const ExpertsImportPage = () => {
  const scoped = useScoped();
  return (
    <Page title="导入专家库" subtitle={<Link to={scoped("/reviews/experts")}>返回专家库</Link>}>
      <ImportWizard target="reviews.experts" counted="人" invalidates={["reviews", "workbench"]} />
    </Page>
  );
};
