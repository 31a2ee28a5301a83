import type { Route } from "@qiangyi/api";
import { Button, Table, type TableProps } from "antd";
import { type ReactNode, useState } from "react";
import { useAnswer } from "./answers.ts";
import { EmptyState } from "./empty-state.tsx";
import { Pending } from "./pending.tsx";
import { ScrollBox } from "./scroll-box.tsx";

interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
  readonly total: number | null;
}

interface KeysetTableProps<Item extends object> {
  /** Names the table to screen readers and stands above it. */
  readonly caption: string;
  /** A GET route whose query takes `after` and `limit` and whose answer is a page of items. */
  readonly route: Route;
  readonly input: { readonly params?: Record<string, unknown>; readonly query?: Record<string, unknown> };
  readonly columns: TableProps<Item>["columns"];
  readonly rowKey: (item: Item) => string;
  readonly toolbar?: ReactNode;
  /** At the top right: unit, export. */
  readonly extra?: ReactNode;
  readonly emptyText?: string;
  readonly onOpen?: (item: Item) => void;
  readonly selection?: TableProps<Item>["rowSelection"];
  readonly summary?: TableProps<Item>["summary"];
  readonly pageSize?: number;
  /** Called with the order that a click on a heading asks for; its columns carry `sortedBy`. */
  readonly onSort?: (sort: string) => void;
}

/** Makes a column one that the list can be ordered by; `sort` is the order now, with - in front for the other direction. */
export const sortedBy = (name: string, sort: string, first: "ascend" | "descend" = "ascend") => {
  const other = first === "ascend" ? ("descend" as const) : ("ascend" as const);
  return {
    key: name,
    sorter: true,
    sortOrder: sort === name ? ("ascend" as const) : sort === `-${name}` ? ("descend" as const) : null,
    // The first comes again after the other: a list always has an order, so there is no third state to fall back to.
    sortDirections: [first, other, first],
  };
};

/** A list that pages by key: it costs the same on the first and on the thousandth page, and rows that arrive meanwhile shift nothing. */
export const KeysetTable = <Item extends object>(props: KeysetTableProps<Item>) => {
  const {
    caption,
    route,
    input,
    columns,
    rowKey,
    toolbar,
    extra,
    emptyText = "没有符合条件的记录",
    onOpen,
    selection,
    summary,
    pageSize = 50,
    onSort,
  } = props;
  const filterKey = JSON.stringify(input);
  const [paging, setPaging] = useState<{ filterKey: string; trail: string[] }>({ filterKey, trail: [] });
  // A changed filter starts again at the first page.
  const trail = paging.filterKey === filterKey ? paging.trail : [];
  const after = trail.at(-1);
  const answer = useAnswer(
    route,
    { ...input, query: { ...input.query, limit: pageSize, ...(after !== undefined && { after }) } } as never,
    {
      keepPrevious: true,
    },
  );
  const page = answer.data as Page<Item> | undefined;
  const go = (next: string[]) => setPaging({ filterKey, trail: next });
  const first = trail.length * pageSize + 1;
  return (
    <section className="keyset-table" aria-label={caption}>
      {(toolbar !== undefined || extra !== undefined) && (
        <div className="table-bar">
          <div className="table-toolbar no-print">{toolbar}</div>
          <div className="table-extra">{extra}</div>
        </div>
      )}
      {page === undefined ? (
        <Pending of={answer} />
      ) : (
        <ScrollBox label={`${caption}表格`}>
          <Table<Item>
            size="small"
            columns={columns ?? []}
            dataSource={page.items}
            rowKey={rowKey}
            pagination={false}
            loading={answer.isPlaceholderData}
            locale={{ emptyText: <EmptyState text={emptyText} /> }}
            {...(selection && { rowSelection: selection })}
            {...(summary && { summary })}
            {...(onSort && {
              onChange: (_pagination, _filters, sorter) => {
                const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
                if (columnKey !== undefined && order) onSort(order === "descend" ? `-${String(columnKey)}` : String(columnKey));
              },
            })}
            {...(onOpen && {
              onRow: (item: Item) => ({
                tabIndex: 0,
                className: "row-link",
                onClick: () => onOpen(item),
                onKeyDown: (event) => {
                  if (event.key === "Enter" && event.target === event.currentTarget) onOpen(item);
                },
              }),
            })}
          />
        </ScrollBox>
      )}
      {page !== undefined && (page.items.length > 0 || trail.length > 0) && (
        <nav className="table-pager" aria-label={`${caption}翻页`}>
          <span>
            第{first}至{first + page.items.length - 1}条{page.total !== null && `，共${page.total.toLocaleString("zh-CN")}条`}
          </span>
          <Button size="small" disabled={trail.length === 0} onClick={() => go(trail.slice(0, -1))}>
            上一页
          </Button>
          <Button size="small" disabled={page.next === null} onClick={() => page.next !== null && go([...trail, page.next])}>
            下一页
          </Button>
        </nav>
      )}
    </section>
  );
};
