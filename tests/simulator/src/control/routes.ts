import { BadRequest, parseFault } from '../board/faults.js';
import type { SimulatedBoard } from '../board/simulated-board.js';

export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

export interface ControlResponse {
  readonly status: number;
  readonly body: unknown;
}

type Handler = (board: SimulatedBoard, request: ControlRequest) => ControlResponse | Promise<ControlResponse>;

const DEFAULT_WAIT_MS = 10_000;

const ok = (body: unknown = {}): ControlResponse => ({ status: 200, body });

const routes: Record<string, Handler> = {
  'GET /state': (board) => ok(board.state()),

  'GET /counters': (board) => ok(board.counters()),

  'POST /counters/reset': (board) => {
    board.resetCounters();
    return ok();
  },

  'POST /reset': (board) => {
    board.reset();
    return ok();
  },

  'POST /power': (board, request) => {
    const { on, cycle } = fieldsOf(request);
    if (cycle === true) board.cyclePower();
    else board.setPower(flag(on, 'on'));
    return ok();
  },

  'POST /wifi': (board, request) => {
    const { available, ssid } = fieldsOf(request);
    if (ssid !== undefined && typeof ssid !== 'string') throw new BadRequest('ssid must be a text');
    board.setWifiAvailable(flag(available, 'available'), ssid);
    return ok();
  },

  'POST /fault': (board, request) => {
    board.injectFault(parseFault(fieldsOf(request)));
    return ok();
  },

  'POST /resume': (board) => {
    board.resume();
    return ok();
  },

  'GET /wait': async (board, { query }) => {
    const conditions = Object.fromEntries([...query].filter(([name]) => name !== 'timeoutMs'));
    const timeoutMs = Number(query.get('timeoutMs') ?? DEFAULT_WAIT_MS);
    if (!Number.isFinite(timeoutMs) || timeoutMs < 0) throw new BadRequest('timeoutMs must be a number');
    const state = await board.waitFor(conditions, timeoutMs);
    return state ? ok(state) : { status: 408, body: board.state() };
  },

  'GET /console': (board) => ok(Buffer.from(board.console, 'latin1')),

  'GET /nvs': (board) => ok(board.nvs()),

  'GET /fs': (board, { query }) => {
    const content = board.files.read(pathOf(query));
    return content === null ? { status: 404, body: { error: 'no such file' } } : ok(content);
  },

  'PUT /fs': (board, { query, body }) => {
    board.files.write(pathOf(query), body);
    return ok();
  },

  'DELETE /fs': (board, { query }) => {
    board.files.delete(pathOf(query));
    return ok();
  },
};

export async function handleRequest(board: SimulatedBoard, request: ControlRequest): Promise<ControlResponse> {
  const handler = routes[`${request.method} ${request.path}`];
  return handler ? handler(board, request) : { status: 404, body: { error: `no ${request.method} ${request.path} here` } };
}

function fieldsOf({ body }: ControlRequest): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new BadRequest('the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadRequest('the body is not a JSON object');
  return value as Record<string, unknown>;
}

function flag(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw new BadRequest(`${name} must be true or false`);
  return value;
}

function pathOf(query: URLSearchParams): string {
  const path = query.get('path');
  if (!path) throw new BadRequest('path is missing');
  return path;
}
