import { addEntry, changeEntry, type RegisterEntry, readEntry } from "@qiangyi/api";
import { Input } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { Page, Pending, useAnswer, useScoped, useSubmit } from "../ui/index.ts";
import { type EntryContent, EntryForm } from "./entry-form.tsx";
import { useRegister } from "./use-register.ts";

const empty: EntryContent = { values: {}, documentNumber: "", documentDate: "", attachment: null };

const bodyOf = ({ values, documentNumber, documentDate, attachment }: EntryContent, acceptRepetition: boolean) => ({
  values: { ...values },
  evidence: {
    documentNumber: documentNumber === "" ? null : documentNumber,
    documentDate: documentDate === "" ? null : documentDate,
    attachmentId: attachment?.id ?? null,
  },
  acceptRepetition,
});

/** Other rooms whose screens show counts or amounts of these facts. */
const stale = ["workbench", "allocations"];

export const NewEntryPage = () => {
  const { id, answer, register, fields } = useRegister();
  const navigate = useNavigate();
  const scoped = useScoped();
  const add = useSubmit(addEntry, { invalidates: stale });
  if (!register) return <Pending of={answer} />;
  return (
    <Page title={`登记：${register.title}`} subtitle={<Link to={scoped(`/registers/${id}`)}>返回台账</Link>}>
      <EntryForm
        register={register}
        fields={fields}
        initial={empty}
        names={{}}
        draftKey={`qiangyi.draft.${id}`}
        problem={add.problem}
        isSending={add.isSending}
        onSubmit={async (content, acceptRepetition) => {
          const saved = await add
            .submitAsync({ params: { register: id }, body: bodyOf(content, acceptRepetition) })
            .catch(() => undefined);
          if (saved) setTimeout(() => void navigate(scoped(`/registers/${id}/${saved.id}`)));
          return saved !== undefined;
        }}
      />
    </Page>
  );
};

export const ChangeEntryPage = () => {
  const { id: register, answer, register: description, fields } = useRegister();
  const { id = "" } = useParams();
  const scoped = useScoped();
  const read = useAnswer(readEntry, { params: { register, id } });
  const navigate = useNavigate();
  const change = useSubmit(changeEntry, { invalidates: stale });
  const [note, setNote] = useState("");
  // The version that the form was opened with; a later one on the server is a reason to refuse, not to overwrite.
  const [opened, setOpened] = useState<RegisterEntry>();
  if (!description) return <Pending of={answer} />;
  if (!read.data) return <Pending of={read} />;
  if (!opened) {
    setOpened(read.data.entry);
    return null;
  }
  const { values, evidence, names, entryNo, version } = opened;
  return (
    <Page title={`修改：${entryNo}`} subtitle={<Link to={scoped(`/registers/${register}/${id}`)}>返回记录</Link>}>
      <p>
        <label htmlFor="change-note">修改说明（选填，随版本保存）</label>
        <Input
          id="change-note"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          style={{ maxWidth: 980 }}
        />
      </p>
      <EntryForm
        register={description}
        fields={fields}
        initial={{
          values,
          documentNumber: evidence.documentNumber ?? "",
          documentDate: evidence.documentDate ?? "",
          attachment: evidence.attachment ? { id: evidence.attachment.id, name: evidence.attachment.name } : null,
        }}
        names={names}
        draftKey={`qiangyi.draft.${id}.${version}`}
        problem={change.problem}
        isSending={change.isSending}
        onSubmit={async (content, acceptRepetition) => {
          const body = { ...bodyOf(content, acceptRepetition), version, ...(note.trim() !== "" && { note: note.trim() }) };
          const saved = await change.submitAsync({ params: { register, id }, body }).catch(() => undefined);
          if (saved) setTimeout(() => void navigate(scoped(`/registers/${register}/${id}`)));
          return saved !== undefined;
        }}
      />
    </Page>
  );
};
