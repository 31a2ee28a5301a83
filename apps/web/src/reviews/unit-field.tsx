import { type ExpertInput, findNamedInstitutions } from "@qiangyi/api";
import { AutoComplete, Form } from "antd";
import { useAnswer } from "../ui/index.ts";

interface UnitFieldProps {
  readonly input: ExpertInput;
  readonly onChange: (change: Partial<ExpertInput>) => void;
}

/** The unit by name: chosen from the register where it is in it (then group and place are known), typed otherwise. */
export const UnitField = ({ input, onChange }: UnitFieldProps) => {
  const found = useAnswer(findNamedInstitutions, { query: { q: input.unitName } }, { keepPrevious: true });
  const items = found.data?.items ?? [];
  return (
    <Form.Item
      label="单位"
      htmlFor="expert-unit"
      required
      extra={input.institution === null ? "输入名称；省内机构请从列表选择，便于核对回避" : `已对应机构登记：${input.institution}`}
    >
      <AutoComplete
        id="expert-unit"
        aria-label="单位"
        value={input.unitName}
        options={items.map(({ id, name, regionName }) => ({ value: name, label: `${name}　${regionName}`, key: id }))}
        onSelect={(name: string) =>
          onChange({ unitName: name, institution: items.find((item) => item.name === name)?.id ?? null })
        }
        onSearch={(unitName: string) => onChange({ unitName, institution: null })}
      />
    </Form.Item>
  );
};
