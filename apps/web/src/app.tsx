import { createBrowserRouter, RouterProvider } from "react-router";
import { rooms } from "./rooms.ts";

const router = createBrowserRouter([...rooms.flatMap((room) => room.routes)]);

export const App = () => <RouterProvider router={router} />;
