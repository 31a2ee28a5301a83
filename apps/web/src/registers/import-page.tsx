import { Link } from "react-router";
import { ImportWizard } from "../ui/import/import-wizard.tsx";
import { Page, Pending, useScoped } from "../ui/index.ts";
import { useRegister } from "./use-register.ts";

export const ImportPage = () => {
  const { id, answer, register } = useRegister();
  const scoped = useScoped();
  if (!register) return <Pending of={answer} />;
  return (
    <Page title={`工作簿导入：${register.title}`} subtitle={<Link to={scoped(`/registers/${id}`)}>返回台账</Link>}>
      <ImportWizard target={id} isByYear invalidates={["workbench", "allocations"]} />
    </Page>
  );
};
