import type { CallDefinition, DefinitionProblem } from "@qiangyi/projects";
import { Button } from "antd";
import { placeText } from "./places.ts";

interface MisfitListProps {
  readonly definition: CallDefinition;
  readonly misfits: readonly DefinitionProblem[];
  readonly goTo: (path: string) => void;
}

/** Everything that has to be changed before the call can be kept, each with the way to its field. */
export const MisfitList = ({ definition, misfits, goTo }: MisfitListProps) =>
  misfits.length === 0 ? null : (
    <ul className="editor-misfits" aria-label="要改的地方">
      {misfits.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <Button type="link" size="small" onClick={() => goTo(path)}>
            {placeText(definition, path)}
          </Button>
          {message}
        </li>
      ))}
    </ul>
  );
