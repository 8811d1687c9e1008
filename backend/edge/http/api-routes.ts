import { Router } from "express";
import { callCommand, callQuery } from "../call.ts";
import type { Doors } from "../doors.ts";
import { type AnswerFailure, answering } from "./answering.ts";
import { askingOf } from "./asking.ts";
import { openApi } from "./open-api.ts";

export function createApiRoutes(doors: Doors, answerFailure: AnswerFailure): Router {
  const routes = Router();
  routes.post(
    "/commands/:name",
    answering(answerFailure, (request) =>
      callCommand(doors, askingOf(request), {
        name: request.params.name,
        id: request.headers["command-id"],
        input: request.body as unknown,
      }),
    ),
  );
  routes.post(
    "/queries/:name",
    answering(answerFailure, (request) =>
      callQuery(doors, askingOf(request), { name: request.params.name, input: request.body as unknown }),
    ),
  );
  routes.get("/openapi.json", (_request, response) => {
    response.json(openApi(doors.publicUrl));
  });
  return routes;
}
