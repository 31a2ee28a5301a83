import { DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

/** One control of a filter bar, by what it filters with. */
export type Filter<Name extends string = string> =
  | { readonly kind: "text"; readonly name: Name; readonly label: string; readonly placeholder: string; readonly width: number }
  | {
      readonly kind: "choice";
      readonly name: Name;
      readonly label: string;
      /** Shown while nothing is chosen: 全部状态. */
      readonly placeholder: string;
      readonly width: number;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      /** Long lists are searched by typing. */
      readonly isLong?: boolean;
    }
  | { readonly kind: "days"; readonly name: Name; readonly until: Name; readonly label: string };

type Values<Name extends string> = { readonly [Key in Name]?: string };
type Changes<Name extends string> = { readonly [Key in Name]?: string | undefined };

/** Filters live in the address, so that a link shows what its sender saw. */
export const useFilters = <const Name extends string>(names: readonly Name[]) => {
  const [search, setSearch] = useSearchParams();
  const known = names.join();
  const values = useMemo(
    () =>
      Object.fromEntries(
        known.split(",").flatMap((name) => {
          const value = search.get(name);
          return value === null || value === "" ? [] : [[name, value]];
        }),
      ) as Values<Name>,
    [search, known],
  );
  const set = useCallback(
    (changes: Changes<Name>) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes) as [string, string | undefined][]) {
            if (value === undefined || value === "") next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return { values, set };
};

interface FilterBarProps<Name extends string> {
  readonly filters: readonly Filter<Name>[];
  readonly values: Values<Name>;
  readonly onChange: (changes: Changes<Name>) => void;
}

/** The controls over a list. Each says what it does to a screen reader; an empty one filters nothing. */
export const FilterBar = <Name extends string>({ filters, values, onChange }: FilterBarProps<Name>) =>
  filters.map((filter) => <Control key={filter.name} filter={filter} values={values} onChange={onChange} />);

const Control = <Name extends string>({
  filter,
  values,
  onChange,
}: Omit<FilterBarProps<Name>, "filters"> & { readonly filter: Filter<Name> }) => {
  const { name, label } = filter;
  const put = (value: string | null | undefined) => onChange({ [name]: value ?? undefined } as Changes<Name>);
  const value = values[name];
  if (filter.kind === "text") {
    return (
      <Input.Search
        aria-label={label}
        placeholder={filter.placeholder}
        allowClear
        maxLength={64}
        defaultValue={value ?? ""}
        onSearch={(text) => put(text.trim())}
        style={{ width: filter.width }}
      />
    );
  }
  if (filter.kind === "choice") {
    return (
      <Select
        aria-label={label}
        placeholder={filter.placeholder}
        allowClear
        {...(filter.isLong && { showSearch: { optionFilterProp: "label" } })}
        style={{ width: filter.width }}
        value={value ?? null}
        onChange={put}
        options={[...filter.options]}
      />
    );
  }
  const day = (text: string | undefined) => (text === undefined ? null : dayjs(text));
  return (
    <DatePicker.RangePicker
      aria-label={label}
      placeholder={["起始日期", "截止日期"]}
      allowEmpty={[true, true]}
      value={[day(value), day(values[filter.until])]}
      onChange={(days) =>
        onChange({
          [name]: days?.[0]?.format("YYYY-MM-DD"),
          [filter.until]: days?.[1]?.format("YYYY-MM-DD"),
        } as Changes<Name>)
      }
    />
  );
};

/** A filter from the address bar, as far as it is one of the words; anything else filters nothing. */
export const knownWord = <Words extends Readonly<Record<string, unknown>>>(
  words: Words,
  text: string | undefined,
): (keyof Words & string) | undefined =>
  text !== undefined && Object.hasOwn(words, text) ? (text as keyof Words & string) : undefined;
