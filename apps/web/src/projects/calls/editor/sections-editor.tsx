import { type CallDefinition, type FormSection, type Question, questionsOf, reservedIds } from "@qiangyi/projects";
import { Button, Input } from "antd";
import { freeId, replaceAt } from "./edit-list.ts";
import type { EditorProps } from "./editor-props.ts";
import { questionOfKind } from "./new-question.ts";
import { QuestionEditor } from "./question-editor.tsx";
import { RowButtons } from "./row-buttons.tsx";

/** The form, part by part: add, reorder, rename, remove. */
export const SectionsEditor = ({ definition, onChange }: EditorProps) => {
  const { sections } = definition;
  const put = (next: readonly FormSection[]) => onChange({ ...definition, sections: next });
  return (
    <section aria-label="填报内容">
      {sections.map((section, index) => (
        <SectionEditor
          key={section.id}
          section={section}
          index={index}
          definition={definition}
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

const newQuestion = (definition: CallDefinition): Question =>
  questionOfKind("text", {
    id: freeId("q", [...questionsOf(definition).map(({ id }) => id), ...reservedIds]),
    label: "新的问题",
    required: true,
  });

interface SectionEditorProps {
  readonly section: FormSection;
  readonly index: number;
  readonly definition: CallDefinition;
  readonly onChange: (section: FormSection) => void;
  readonly onReorder: (sections: readonly FormSection[]) => void;
}

const SectionEditor = ({ section, index, definition, onChange, onReorder }: SectionEditorProps) => {
  const { questions } = section;
  const put = (next: readonly Question[]) => onChange({ ...section, questions: next });
  return (
    <div className="panel">
      <div className="editor-row-head" style={{ marginBottom: 8 }}>
        <Input
          aria-label={`第${index + 1}部分标题`}
          value={section.title}
          maxLength={60}
          style={{ width: 280, fontWeight: 600 }}
          onChange={({ target }) => onChange({ ...section, title: target.value })}
        />
        <span className="spring" />
        <RowButtons name={section.title} items={definition.sections} index={index} onChange={onReorder} />
      </div>
      {questions.map((question, at) => (
        <QuestionEditor
          key={question.id}
          question={question}
          questions={questions}
          index={at}
          definition={definition}
          onChange={(next) => put(replaceAt(questions, at, next))}
          onReorder={put}
        />
      ))}
      <Button size="small" onClick={() => put([...questions, newQuestion(definition)])}>
        加一个问题
      </Button>
    </div>
  );
};
