import { countInstitutions, fiscalModes, institutionClasses, type RegionItem, regionKinds } from "@qiangyi/api";
import { Alert, Input, Segmented, Select, Table } from "antd";
import { useMemo, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Page, Pending, RegionMap, useAnswer, useSession } from "../ui/index.ts";
import { useRegions } from "./use-regions.ts";

export const RegionsPage = () => {
  const { answer, items } = useRegions();
  const { account, can } = useSession();
  if (!answer.data) return <Pending of={answer} />;
  const { countyCheck } = answer.data;
  const count = (kind: RegionItem["kind"]) => items.filter((region) => region.kind === kind).length;
  return (
    <Page title="区划" subtitle="按GB/T 2260行政区划代码；管理体制与农业县只凭登记的决定">
      {countyCheck.warning !== null && <Alert type="warning" showIcon title={countyCheck.warning} style={{ marginBottom: 12 }} />}
      <dl className="figures" style={{ marginTop: 0 }}>
        {(["city", "district", "county-level-city", "county"] as const).map((kind) => (
          <div className="figure" key={kind}>
            <dt className="figure-label">{regionKinds[kind]}</dt>
            <dd className="figure-value" style={{ margin: 0 }}>
              {count(kind)}
            </dd>
          </div>
        ))}
        <div className="figure">
          <dt className="figure-label">县和县级市</dt>
          <dd className="figure-value" style={{ margin: 0 }}>
            {countyCheck.actual}
            <span className="figure-note">　办法第七条（三）1为{countyCheck.expected}个</span>
          </dd>
        </div>
      </dl>
      {can("registry.read") && account?.level !== "unit" && <InstitutionMap />}
      <RegionTree items={items} />
    </Page>
  );
};

/** Institutions per county or city; a click goes one level down. */
const InstitutionMap = () => {
  const { items, nameOf } = useRegions();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const kind = search.get("class") ?? undefined;
  const { account } = useSession();
  // A city sees its own counties, a county those of its city with its own institutions.
  const isLocal = account?.level === "city" || account?.level === "county";
  const own = isLocal ? `${account.regionCode.slice(0, 4)}00` : undefined;
  const within = own ?? search.get("city") ?? undefined;
  const level = within !== undefined || search.get("level") === "county" ? "county" : "city";
  const counts = useAnswer(
    countInstitutions,
    { query: { state: "open", ...(kind !== undefined && { class: kind as never }) } },
    { keepPrevious: true },
  );
  const values = useMemo(() => {
    const found = counts.data?.items ?? [];
    const at = (code: string) => (level === "city" ? code.slice(0, 4) : code);
    const sums = new Map<string, number>();
    for (const { region, count } of found) sums.set(at(region), (sums.get(at(region)) ?? 0) + count);
    return items
      .filter((region) => (level === "city" ? region.kind === "city" : !region.code.endsWith("00")))
      .map(({ code }) => ({ code, label: nameOf(code), value: sums.get(at(code)) ?? 0 }));
  }, [counts.data, items, level, nameOf]);
  const change = (changes: Record<string, string | undefined>) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  const shown = values.filter(({ code }) => within === undefined || code.startsWith(within.slice(0, 4)));
  const onMap = shown.reduce((total, { value }) => total + value, 0);
  return (
    <section className="panel">
      <h2>在册机构的分布</h2>
      <div className="table-bar">
        <div className="table-toolbar no-print">
          {own === undefined && (
            <Segmented
              aria-label="地图层级"
              value={within === undefined ? level : "within"}
              options={[
                { value: "city", label: "各市" },
                { value: "county", label: "各县（市、区）" },
                ...(within === undefined ? [] : [{ value: "within", label: nameOf(within) }]),
              ]}
              onChange={(value) => value !== "within" && change({ level: value, city: undefined })}
            />
          )}
          <Select
            aria-label="机构类别"
            allowClear
            placeholder="全部类别"
            style={{ width: 150 }}
            value={kind}
            onChange={(value?: string) => change({ class: value })}
            options={Object.entries(institutionClasses).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <span role="status">
          共{onMap}家
          {level === "county" &&
            (within === undefined || own !== undefined) &&
            counts.data &&
            counts.data.total > onMap &&
            `；另有${counts.data.total - onMap}家市属机构登记在市一级${own === undefined ? "，见“各市”" : ""}`}
        </span>
      </div>
      {counts.data ? (
        <RegionMap
          title="在册机构数"
          quantity="在册机构"
          unit="家"
          level={level}
          within={within}
          values={values}
          onSelect={(code) =>
            level === "city" ? change({ city: code, level: undefined }) : void navigate(`/registry/regions/${code}`)
          }
        />
      ) : (
        <Pending of={counts} />
      )}
    </section>
  );
};

interface Node extends RegionItem {
  readonly children?: Node[];
}

const matches = (region: RegionItem, typed: string): boolean =>
  [region.name, region.code, region.initials, ...region.formerNames].some((text) => text.toLowerCase().includes(typed));

const RegionTree = ({ items }: { items: readonly RegionItem[] }) => {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const tree = useMemo(() => {
    const nodeOf = (region: RegionItem): Node[] => {
      const children = items.filter(({ parent }) => parent === region.code).flatMap(nodeOf);
      if (wanted !== "" && children.length === 0 && !matches(region, wanted)) return [];
      return [children.length === 0 ? region : { ...region, children }];
    };
    return items.filter(({ parent }) => parent === null).flatMap(nodeOf);
  }, [items, wanted]);
  const branches = items.filter(({ kind }) => kind === "province" || (wanted !== "" && kind === "city")).map(({ code }) => code);
  return (
    <section className="panel">
      <h2>区划一览</h2>
      <Input
        aria-label="查找区划"
        placeholder="名称、曾用名、拼音首字母或代码"
        allowClear
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        style={{ width: 320, marginBottom: 8 }}
        className="no-print"
      />
      <Table<Node>
        key={wanted === "" ? "all" : "found"}
        size="small"
        rowKey="code"
        pagination={false}
        dataSource={tree}
        expandable={{ defaultExpandedRowKeys: branches }}
        columns={[
          {
            title: "名称",
            dataIndex: "name",
            render: (name: string, { code }) => <Link to={`/registry/regions/${code}`}>{name}</Link>,
          },
          { title: "代码", dataIndex: "code", width: 90 },
          { title: "类别", dataIndex: "kind", width: 100, render: (kind: RegionItem["kind"]) => regionKinds[kind] },
          { title: "曾用名", dataIndex: "formerNames", render: (names: string[]) => names.join("、") || "—" },
          {
            title: "管理体制",
            dataIndex: "fiscalMode",
            width: 170,
            render: (mode: RegionItem["fiscalMode"], { code }) => (code.endsWith("00") ? "" : fiscalModes[mode]),
          },
          {
            title: "农业县",
            dataIndex: "isAgricultural",
            width: 90,
            render: (value: boolean | null, { code }) =>
              code.endsWith("00") ? "" : value === null ? "未登记" : value ? "是" : "否",
          },
        ]}
      />
    </section>
  );
};
