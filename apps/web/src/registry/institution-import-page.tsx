import { Link } from "react-router";
import { ImportWizard } from "../ui/import/import-wizard.tsx";
import { Page, useScoped } from "../ui/index.ts";

export const InstitutionImportPage = () => {
  const scoped = useScoped();
  return (
    <Page title="导入机构名录" subtitle={<Link to={scoped("/registry/institutions")}>返回机构名录</Link>}>
      <ImportWizard target="registry.institutions" counted="家" invalidates={["registry", "workbench", "allocations"]} />
    </Page>
  );
};
