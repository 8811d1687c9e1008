import { z } from "zod";
import { commands } from "../../contract/commands.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { queries } from "../../contract/queries.ts";
import { refusalStatus } from "../../contract/refusals.ts";

type Kind = "commands" | "queries";

const schemaOf = (schema: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(schema, { io, unrepresentable: "any" });

const json = (schema: object) => ({ content: { "application/json": { schema } } });

const commandId = {
  name: "Command-Id",
  in: "header",
  required: true,
  description: "Made by the client; sending the same again gets the first answer.",
  schema: { type: "string", format: "uuid" },
};

function operation(name: string, declaration: Declaration, kind: Kind) {
  const answered = {
    type: "object",
    required: ["ok", "answer"],
    properties: { ok: { const: true }, answer: schemaOf(declaration.answer, "output") },
  };
  return {
    post: {
      operationId: name,
      tags: [name.split(".")[0]],
      summary: declaration.summary,
      description: `For: ${declaration.who.join(", ")}.`,
      security: declaration.who.includes("shopper") ? [{ bearer: [] }, { session: [] }] : [{ session: [] }],
      parameters: kind === "commands" ? [commandId] : [],
      requestBody: { required: true, ...json(schemaOf(declaration.input, "input")) },
      responses: {
        200: { description: "Done", ...json(answered) },
        default: {
          description: "Refused; nothing was done",
          ...json({ $ref: "#/components/schemas/Refused" }),
        },
      },
    },
  };
}

function paths(declarations: Record<string, Declaration>, kind: Kind) {
  return Object.fromEntries(
    Object.entries(declarations).map(([name, each]) => [`/api/${kind}/${name}`, operation(name, each, kind)]),
  );
}

const refused = {
  type: "object",
  required: ["ok", "refusal"],
  properties: {
    ok: { const: false },
    refusal: {
      type: "object",
      required: ["code", "details", "message"],
      properties: {
        code: { type: "string", enum: Object.keys(refusalStatus) },
        details: { type: "object" },
        message: {
          type: "string",
          description: "A sentence in the language of Accept-Language (en, zh-CN).",
        },
      },
    },
  },
};

/** Made of the contract's declarations, so that it cannot say anything else than the doors do. */
export function openApi(url: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Frontline",
      version: "1",
      description: "Commands change one thing; queries change nothing.",
    },
    servers: [{ url }],
    paths: { ...paths(commands, "commands"), ...paths(queries, "queries") },
    components: {
      schemas: { Refused: refused },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "frontline_session" },
        bearer: { type: "http", scheme: "bearer", description: "A shopper's session." },
      },
    },
  };
}
