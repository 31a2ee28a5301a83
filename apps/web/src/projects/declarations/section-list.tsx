import { Button } from "antd";
import { Light } from "../../ui/index.ts";
import type { FormPart } from "./form-sections.ts";
import { elementIdOf } from "./question-field.tsx";

/** The chapters at the left, each with what is still missing; a button leads to the next thing to mend. */
export const SectionList = ({ parts, isChecked }: { parts: readonly FormPart[]; isChecked: boolean }) => {
  const errors = parts.flatMap((part) => part.errors);
  const done = parts.filter((part) => part.errors.length === 0).length;
  const toNext = () => {
    const places = errors.map(({ path }) => document.getElementById(elementIdOf(path))).filter((one) => one !== null);
    // After the one that the eyes are at, or from the top again.
    const next = places.find((one) => one.getBoundingClientRect().top > 140) ?? places[0];
    next?.scrollIntoView({ block: "center" });
    (next?.matches("input, textarea, [tabindex]") ? next : next?.querySelector<HTMLElement>("input, textarea, button"))?.focus();
  };
  return (
    <nav className="section-list no-print" aria-label="申报书各部分">
      <p className="section-count">
        {done} / {parts.length} 部分已填好
      </p>
      <ol>
        {parts.map(({ id, title, errors: own, isBegun }) => (
          <li key={id}>
            <a href={`#part-${id}`}>{title}</a>
            <Light
              state={own.length === 0 ? "good" : isBegun || isChecked ? "warning" : "neutral"}
              text={own.length === 0 ? "完成" : isBegun || isChecked ? `还有${own.length}处` : "未填"}
            />
          </li>
        ))}
      </ol>
      <Button size="small" disabled={errors.length === 0} onClick={toNext}>
        下一处待改
      </Button>
    </nav>
  );
};
