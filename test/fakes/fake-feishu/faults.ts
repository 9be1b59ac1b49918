import type { IncomingMessage, ServerResponse } from 'node:http';

/** What goes wrong with a call. `code` is an error of the platform: `{code, msg}`, with status 400 unless said otherwise. */
export type Fault =
  | { kind: 'code'; code: number; status?: number; message?: string; headers?: Record<string, string> }
  | { kind: 'status'; status: number }
  /** No answer, ever. */
  | { kind: 'hang' }
  /** The connection is cut before the call had an effect. */
  | { kind: 'reset' }
  /** The call has its effect, but the connection is cut before the answer. */
  | { kind: 'reset after' };

export interface FaultRule {
  /** Method and the beginning of the path, for example `POST /open-apis/im/v1/messages/`. */
  on: string | RegExp;
  fault: Fault;
  /** How many calls it hits; default all. */
  times?: number;
}

export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault that hits this call, used up by one. */
  take(call: string): Fault | null;
}

export function createFaults(): Faults {
  let rules: (FaultRule & { left: number })[] = [];
  return {
    add(rule) {
      rules.push({ ...rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      rules = [];
    },
    take(call) {
      const rule = rules.find(
        ({ on, left }) => left > 0 && (typeof on === 'string' ? call.startsWith(on) : on.test(call)),
      );
      if (!rule) return null;
      rule.left--;
      return rule.fault;
    },
  };
}

/** Carries out a fault that comes before the call has any effect; true when it did. */
export function inflict(fault: Fault, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'hang':
      return true;
    case 'reset':
      request.socket.destroy();
      return true;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>bad gateway</html>');
      return true;
    case 'code': {
      const { code, status = 400, message = 'fault', headers } = fault;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ code, msg: message, error: { log_id: 'log_fault' } }));
      return true;
    }
    case 'reset after':
      return false;
  }
}
