import type { Request } from "express";
import { networkOf } from "../address.ts";
import type { Asking } from "../doors.ts";
import { callerOf, localeOf } from "./caller.ts";

export function askingOf(request: Request): Asking {
  return {
    caller: callerOf(request),
    address: networkOf(request.ip ?? ""),
    locale: localeOf(request.headers["accept-language"]),
  };
}
