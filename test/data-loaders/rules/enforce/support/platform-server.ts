import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How the platform treats one request. */
export type Behaviour =
  | "accept"
  /** Carries it out, then stops talking: the connection drops, no answer comes, a server error is answered, half an answer, or one without end. */
  | "accept-and-drop"
  | "accept-and-stall"
  | "accept-and-fail"
  | "accept-by-half"
  | "accept-without-end"
  /** Does nothing. */
  | "drop"
  | "stall"
  | "fail"
  | "unavailable"
  | "too-many"
  | "time-out"
  | "conflict"
  | "reject"
  | "unauthorized"
  | "redirect";

export interface Received {
  readonly key: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
  readonly behaviour: Behaviour;
}

/** A platform that carries actions out over HTTP, once for each idempotency key, and misbehaves as it is told. */
export interface PlatformServer {
  readonly url: string;
  /** Every request, in order. */
  readonly received: Received[];
  /** What was carried out, by key: once each, as a platform does that keeps keys. */
  readonly carriedOut: Map<string, unknown>;
  stop(): Promise<void>;
}

/** @param behave how to treat a request, by its place among all, from 0, and its key */
export async function platformServer(
  behave: (place: number, key: string) => Behaviour,
  seconds = "0",
): Promise<PlatformServer> {
  const received: Received[] = [];
  const carriedOut = new Map<string, unknown>();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    const key = String(request.headers["idempotency-key"]);
    const behaviour = behave(received.length, key);
    received.push({ key, body, authorization: request.headers.authorization, behaviour });
    if (behaviour.startsWith("accept") && !carriedOut.has(key)) carriedOut.set(key, body);
    answer(behaviour, request, response, seconds);
  };
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/actions`,
    received,
    carriedOut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}

function answer(
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
  seconds: string,
): void {
  const say = (status: number, headers: Record<string, string> = {}): void =>
    void response.writeHead(status, headers).end(`{"status": ${status}}`);
  switch (behaviour) {
    case "accept":
      return say(200);
    case "accept-and-drop":
    case "drop":
      request.socket.destroy();
      return;
    case "accept-and-stall":
    case "stall":
      return;
    case "accept-and-fail":
    case "fail":
      return say(500);
    case "accept-by-half":
      response.writeHead(200, { "content-length": "1000" });
      response.write("{");
      setTimeout(() => request.socket.destroy(), 20);
      return;
    case "accept-without-end":
      response.writeHead(200);
      response.write("{");
      return;
    case "unavailable":
      return say(503, { "retry-after": seconds });
    case "too-many":
      return say(429, { "retry-after": seconds });
    case "time-out":
      return say(408);
    case "conflict":
      return say(409);
    case "reject":
      return say(422);
    case "unauthorized":
      return say(401);
    case "redirect":
      return say(308, { location: "https://elsewhere.example/" });
  }
}
