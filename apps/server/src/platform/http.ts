import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import type { Problem } from "@qiangyi/api";
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { bytesOf, narrowingCompiler } from "./answers.ts";
import { newId } from "./ids.ts";
import { ProblemError, problemOf } from "./problems.ts";

/** The bare server: security headers, cookies, uploads, one form of error. Rooms add their routes to it. */
export const createHttp = async ({ log, checkAnswers }: { log: boolean; checkAnswers: boolean }): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: log ? { level: "info", redact: ["req.headers.cookie", "req.headers.authorization"] } : false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    bodyLimit: 4 * 1024 * 1024,
    routerOptions: { maxParamLength: 500 },
    trustProxy: "loopback",
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(checkAnswers ? serializerCompiler : narrowingCompiler);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // The component library writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false, // set by the proxy that ends TLS
  });
  // Forms of JSON that carry their own name (RFC 6839), such as application/fhir+json, are JSON.
  app.addContentTypeParser(/^application\/[\w.-]+\+json(;|$)/, { parseAs: "string" }, app.getDefaultJsonParser("error", "error"));
  await app.register(multipart, { limits: { files: 1, fields: 20, fieldSize: 100_000 } });
  app.addHook("onSend", (_request, _reply, payload, done) =>
    done(null, typeof payload === "string" ? bytesOf(payload) : payload),
  );
  app.setErrorHandler((error, request, reply) => {
    const problem = { ...asProblem(error), requestId: request.id };
    if (problem.status >= 500) request.log.error({ err: error }, problem.code);
    return reply.code(problem.status).type("application/problem+json").send(JSON.stringify(problem));
  });
  return app;
};

export const notFoundProblem = (request: FastifyRequest): Problem =>
  problemOf(404, "not-found", `没有这个地址：${request.method} ${request.url.split("?")[0] ?? ""}`);

const asProblem = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return problemOf(400, "invalid-request", "请求内容有误，请按提示修改后重试", {
      problems: error.validation.map((issue) => ({
        path: issue.instancePath.replace(/^\//, "").replaceAll("/", "."),
        message: issue.message ?? "不符合要求",
      })),
    });
  }
  const { statusCode, code } = (error ?? {}) as { statusCode?: number; code?: string };
  if (code === "FST_REQ_FILE_TOO_LARGE" || code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return problemOf(413, "too-large", "内容超过大小上限");
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return problemOf(415, "unsupported-media-type", "不支持这种内容类型");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return problemOf(statusCode, "bad-request", "请求无法理解，请检查格式");
  return problemOf(500, "internal-error", "系统出错，操作没有生效；请稍后重试，仍有问题请把请求编号告诉系统管理员");
};
