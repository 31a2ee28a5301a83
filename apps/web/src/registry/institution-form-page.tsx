import { changeInstitution, createInstitution, type RouteAnswer, showInstitution } from "@qiangyi/api";
import { useNavigate, useParams } from "react-router";
import { Page, Pending, useAnswer, useSubmit } from "../ui/index.ts";
import { InstitutionForm } from "./institution-form.tsx";

export const NewInstitutionPage = () => {
  const navigate = useNavigate();
  const { submit, problem, isSending } = useSubmit(createInstitution, {
    onDone: ({ id }) => void navigate(`/registry/institutions/${id}`),
  });
  return (
    <Page title="登记机构">
      <InstitutionForm
        id={null}
        problem={problem}
        isSending={isSending}
        onSubmit={(record, reason) => submit({ body: { record, reason } })}
      />
    </Page>
  );
};

export const ChangeInstitutionPage = () => {
  const { id = "" } = useParams();
  const answer = useAnswer(showInstitution, { params: { id } });
  if (!answer.data) return <Pending of={answer} />;
  return <Change found={answer.data} />;
};

const Change = ({ found: { id, version, record } }: { found: RouteAnswer<typeof showInstitution> }) => {
  const navigate = useNavigate();
  const { submit, problem, isSending } = useSubmit(changeInstitution, {
    onDone: () => void navigate(`/registry/institutions/${id}`),
  });
  return (
    <Page title={`变更登记：${record.name}`} subtitle={`机构编号 ${id}，现为第${version}次登记的内容`}>
      <InstitutionForm
        id={id}
        initial={record}
        problem={problem}
        isSending={isSending}
        onSubmit={(changed, reason) => submit({ params: { id }, body: { version, record: changed, reason } })}
      />
    </Page>
  );
};
