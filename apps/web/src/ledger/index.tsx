import { BookOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

/** 指标账: the funnel first, from there to books, account pages and single postings. */
export const ledgerRoom: Room = {
  navigation: [{ path: "/ledger", title: "指标账", icon: <BookOutlined />, order: 121, access: "books.read" }],
  routes: [
    { path: "ledger", lazy: async () => ({ Component: (await import("./funnel-page.tsx")).FunnelPage }) },
    { path: "ledger/books", lazy: async () => ({ Component: (await import("./books-page.tsx")).BooksPage }) },
    { path: "ledger/books/:book", lazy: async () => ({ Component: (await import("./book-page.tsx")).BookPage }) },
    {
      path: "ledger/books/:book/pages/:earmark",
      lazy: async () => ({ Component: (await import("./account-page.tsx")).AccountPage }),
    },
  ],
};
