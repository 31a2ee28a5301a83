import { type CallDefinition, type FormSection, type Question, questionsOf, reservedIds } from "@qiangyi/projects";
import { Button, Input } from "antd";
import { useContext, useState } from "react";
import { Field } from "../field.tsx";
import { ClauseSelect } from "./clause-select.tsx";
import { freeId, replaceAt } from "./edit-list.ts";
import type { EditorProps } from "./editor-props.ts";
import { Misfits, MisfitsOf, useOpenedFor } from "./misfits.tsx";
import { questionOfKind } from "./new-question.ts";
import { QuestionEditor } from "./question-editor.tsx";
import { renameQuestion } from "./rename-question.ts";
import { RowButtons } from "./row-buttons.tsx";
import { withOptional } from "./with-optional.ts";

/** The form, part by part: add, reorder, rename, remove. */
export const SectionsEditor = ({ definition, onChange }: EditorProps) => {
  const { sections } = definition;
  const put = (next: readonly FormSection[]) => onChange({ ...definition, sections: next });
  return (
    <section aria-label="填报内容" data-path="sections">
      <MisfitsOf places={["sections"]} />
      {sections.map((section, index) => (
        <SectionEditor
          key={section.id}
          section={section}
          index={index}
          definition={definition}
          onDefinition={onChange}
          onChange={(next) => put(replaceAt(sections, index, next))}
          onReorder={put}
        />
      ))}
      <Button
        onClick={() => {
          const id = freeId(
            "s",
            sections.map((section) => section.id),
          );
          put([...sections, { id, title: "新的部分", questions: [newQuestion(definition)] }]);
        }}
      >
        加一部分
      </Button>
    </section>
  );
};

const freeQuestionId = (definition: CallDefinition): string =>
  freeId("q", [...questionsOf(definition).map(({ id }) => id), ...reservedIds]);

const newQuestion = (definition: CallDefinition): Question =>
  questionOfKind("text", { id: freeQuestionId(definition), label: "新的问题", required: true });

interface SectionEditorProps {
  readonly section: FormSection;
  readonly index: number;
  readonly definition: CallDefinition;
  readonly onDefinition: (definition: CallDefinition) => void;
  readonly onChange: (section: FormSection) => void;
  readonly onReorder: (sections: readonly FormSection[]) => void;
}

const SectionEditor = ({ section, index, definition, onDefinition, onChange, onReorder }: SectionEditorProps) => {
  const { goTo } = useContext(Misfits);
  const { questions } = section;
  const path = `sections.${index}`;
  const [isOpen, setOpen] = useState(false);
  useOpenedFor(`${path}.clause`, setOpen);
  useOpenedFor(`${path}.help`, setOpen);
  const put = (next: readonly Question[]) => onChange({ ...section, questions: next });
  return (
    <div className="panel" data-path={path}>
      <div className="editor-row-head" style={{ marginBottom: 8 }}>
        <Input
          aria-label={`第${index + 1}部分标题`}
          value={section.title}
          maxLength={60}
          style={{ width: 260, fontWeight: 600 }}
          onChange={({ target }) => onChange({ ...section, title: target.value })}
        />
        <Button
          type="link"
          size="small"
          aria-expanded={isOpen}
          aria-label={`“${section.title}”的依据和说明`}
          onClick={() => setOpen(!isOpen)}
        >
          依据和说明
        </Button>
        <span className="spring" />
        <RowButtons name={section.title} items={definition.sections} index={index} onChange={onReorder} />
      </div>
      <MisfitsOf places={[path, `${path}.id`, `${path}.title`, `${path}.questions`]} />
      {isOpen && (
        <div className="editor-fields">
          <Field id={`${path}-clause`} label="依据条款" path={`${path}.clause`}>
            <ClauseSelect
              id={`${path}-clause`}
              value={section.clause}
              onChange={(clause) => onChange(withOptional(section, "clause", clause))}
            />
          </Field>
          <Field id={`${path}-help`} label="本部分的填写说明" wide path={`${path}.help`}>
            <Input.TextArea
              id={`${path}-help`}
              value={section.help ?? ""}
              maxLength={500}
              autoSize={{ minRows: 1, maxRows: 4 }}
              onChange={({ target }) => onChange(withOptional(section, "help", target.value || undefined))}
            />
          </Field>
        </div>
      )}
      {questions.map((question, at) => (
        <QuestionEditor
          key={question.id}
          question={question}
          questions={questions}
          index={at}
          path={`${path}.questions.${at}`}
          definition={definition}
          onChange={(next) => put(replaceAt(questions, at, next))}
          onReorder={put}
          onRename={(id) => {
            onDefinition(renameQuestion(definition, question.id, id ?? freeQuestionId(definition)));
            // With its id the row is another one to React: go back to where the official was.
            goTo(`${path}.questions.${at}.role`);
          }}
        />
      ))}
      <Button size="small" onClick={() => put([...questions, newQuestion(definition)])}>
        加一个问题
      </Button>
    </div>
  );
};
