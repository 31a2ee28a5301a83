import type { CallDefinition } from "@qiangyi/projects";

export interface EditorProps {
  readonly definition: CallDefinition;
  readonly onChange: (definition: CallDefinition) => void;
}
