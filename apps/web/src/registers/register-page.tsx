import {
  confirmEntries,
  type EntrySort,
  type EntryState,
  entrySorts,
  entryStates,
  exportEntries,
  listEntries,
  type RegisterDescription,
  type RegisterEntry,
  type RouteAnswer,
} from "@qiangyi/api";
import type { Field } from "@qiangyi/kernel";
import { Alert, App, Button, Dropdown, type TableProps } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import {
  ApiProblem,
  ClauseLink,
  type Filter,
  FilterBar,
  InstitutionPicker,
  KeysetTable,
  Light,
  Page,
  Pending,
  ProblemSummary,
  save,
  shownValue,
  sortedBy,
  useFilters,
  useScoped,
  useSubmit,
  useWorkScope,
} from "../ui/index.ts";
import { stateLights, stateNames } from "./shown-value.ts";
import { useRegister } from "./use-register.ts";
import { useYears, YearChoice } from "./year-choice.tsx";
import "./registers.css";

export const RegisterPage = () => {
  const { id, answer, register, fields } = useRegister();
  const years = useYears();
  const { values, query, set } = useEntryFilter(years.query);
  const scoped = useScoped();
  const [selected, setSelected] = useState<readonly RegisterEntry[]>([]);
  const navigate = useNavigate();
  if (!register) return <Pending of={answer} />;
  const shown = register.columns.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  return (
    <Page
      title={register.title}
      subtitle={
        <>
          {register.help}依据：
          <ClauseLink id={register.clause} />
        </>
      }
      actions={
        <>
          <ExportButton register={id} query={query} />
          {register.canWrite && (
            <>
              <Link to={scoped(`/registers/${id}/import`)}>
                <Button>工作簿导入</Button>
              </Link>
              <Link to={scoped(`/registers/${id}/new`)}>
                <Button type="primary">登记一条</Button>
              </Link>
            </>
          )}
        </>
      }
    >
      {register.canConfirm && <BatchConfirm register={id} selected={selected} onDone={() => setSelected([])} />}
      <KeysetTable<RegisterEntry>
        caption={register.title}
        route={listEntries}
        input={{ params: { register: id }, query }}
        columns={columnsOf(shown, register.sorts, query.sort)}
        onSort={(sort) => set({ sort })}
        rowKey={(entry) => entry.id}
        onOpen={(entry) => void navigate(scoped(`/registers/${id}/${entry.id}`))}
        emptyText={years.isAll ? "没有符合条件的记录" : `${years.year}年没有符合条件的记录；可换年度，或看全部年度`}
        toolbar={
          <>
            <YearChoice {...years} />
            <InstitutionPicker
              id="filter-institution"
              label="机构"
              value={query.institution}
              onChange={(institution) => set({ institution })}
              style={{ width: 220 }}
            />
            <FilterBar filters={filters} values={values} onChange={set} />
          </>
        }
        extra={shown.some(({ kind }) => kind === "money") ? <span className="unit-note">单位：元</span> : undefined}
        {...(register.canConfirm && {
          selection: {
            selectedRowKeys: selected.map((entry) => entry.id),
            onChange: (_, rows) => setSelected(rows),
            getCheckboxProps: (entry) => ({
              disabled: entry.state !== "submitted",
              "aria-label": `选择${entry.entryNo}`,
            }),
            onCell: () => ({ onClick: (event) => event.stopPropagation() }),
          },
        })}
      />
    </Page>
  );
};

const columnsOf = (
  shown: readonly Field[],
  sorts: RegisterDescription["sorts"],
  sort: EntrySort,
): NonNullable<TableProps<RegisterEntry>["columns"]> => [
  {
    title: "记录编号",
    dataIndex: "entryNo",
    width: 104,
    render: (entryNo: string) => <span className="row-title">{entryNo}</span>,
  },
  ...shown.map((field) => ({
    title: field.label,
    key: field.name,
    ...sortOf(sorts[field.name], sort),
    ...(["integer", "money"].includes(field.kind) && { align: "right" as const, className: "number" }),
    render: (_: unknown, { values, names }: RegisterEntry) => shownValue(field, values[field.name], names),
  })),
  {
    title: "佐证",
    key: "evidence",
    render: (_, { evidence: { documentNumber, attachment } }) =>
      documentNumber === null ? "—" : `${documentNumber}${attachment ? "（有附件）" : ""}`,
  },
  {
    title: "状态",
    dataIndex: "state",
    width: 96,
    render: (state: EntryState) => <Light state={stateLights[state]} text={stateNames[state]} />,
  },
];

/** Dates and amounts begin with the latest and the largest, which is what one looks for. */
const sortOf = (name: RegisterDescription["sorts"][string] | undefined, sort: EntrySort) =>
  name === undefined ? {} : sortedBy(name, sort, name === "date" || name === "amount" ? "descend" : "ascend");

type Query = {
  readonly q?: string;
  readonly city?: string;
  readonly county?: string;
  readonly institution?: string;
  readonly year?: number;
  readonly state?: EntryState;
  readonly sort: EntrySort;
};

const filters = [
  { kind: "text", name: "q", label: "查找记录", placeholder: "编号、机构、文号", width: 220 },
  {
    kind: "choice",
    name: "state",
    label: "状态",
    placeholder: "全部状态",
    width: 112,
    options: entryStates.map((state) => ({ value: state, label: stateNames[state] })),
  },
] as const satisfies readonly Filter[];

/** Place and year come from the bar above every page, the rest from the page's own filters. */
const useEntryFilter = (years: { readonly year?: number }) => {
  const { place } = useWorkScope();
  const { values, set } = useFilters(["q", "institution", "state", "sort"]);
  const { state, sort, ...others } = values;
  const query: Query = {
    ...others,
    ...years,
    ...place,
    ...(state !== undefined && { state: state as EntryState }),
    sort: entrySorts.find((known) => known === sort) ?? "-date",
  };
  return { values, query, set };
};

const ExportButton = ({ register, query }: { register: string; query: Query }) => {
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const run = async (fields: "shown" | "all") => {
    setBusy(true);
    try {
      await save(exportEntries, { params: { register }, query: { ...query, fields } });
    } catch (error) {
      void message.error(error instanceof ApiProblem ? error.problem.detail : "导出没有完成，请重试");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "shown", label: "所见各列" },
          { key: "all", label: "全部字段" },
        ],
        onClick: ({ key }) => void run(key === "all" ? "all" : "shown"),
      }}
    >
      <Button loading={isBusy}>导出</Button>
    </Dropdown>
  );
};

type Confirmed = RouteAnswer<typeof confirmEntries>;

/** 批量确认: what could be confirmed is; what could not is listed with its reason. */
const BatchConfirm = ({
  register,
  selected,
  onDone,
}: {
  register: string;
  selected: readonly RegisterEntry[];
  onDone: () => void;
}) => {
  const [done, setDone] = useState<Confirmed>();
  const confirm = useSubmit(confirmEntries, {
    invalidates: ["workbench", "allocations"],
    onDone: (answer) => {
      setDone(answer);
      onDone();
    },
  });
  const refused = done?.results.filter(({ outcome }) => outcome === "refused") ?? [];
  return (
    <>
      <ProblemSummary problem={confirm.problem} />
      {done && (
        <Alert
          role="status"
          type={refused.length > 0 ? "warning" : "success"}
          showIcon
          closable
          style={{ marginBottom: 8 }}
          title={`已确认${done.confirmed}条${refused.length > 0 ? `，${refused.length}条没有确认` : ""}`}
          {...(refused.length > 0 && {
            description: (
              <ul style={{ margin: 0, paddingInlineStart: 18 }}>
                {refused.map(({ id, entryNo, message }) => (
                  <li key={id}>
                    {entryNo ?? "记录"}：{message}
                  </li>
                ))}
              </ul>
            ),
          })}
        />
      )}
      {selected.length > 0 && (
        <div className="panel batch-bar">
          <span role="status">已选{selected.length}条待确认的记录</span>
          <Button
            type="primary"
            loading={confirm.isSending}
            onClick={() =>
              confirm.submit({
                params: { register },
                body: { entries: selected.map(({ id, version }) => ({ id, version })) },
              })
            }
          >
            确认所选
          </Button>
          <Button onClick={onDone}>取消选择</Button>
        </div>
      )}
    </>
  );
};
