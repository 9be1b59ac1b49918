import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import protobuf from 'protobufjs';
import { type WebSocket, WebSocketServer } from 'ws';
import { bodyOf, send } from './api.ts';

/**
 * The frames of Feishu's long connection (protobuf proto2, package pbbp2). SeqID and LogID are uint64 there; small ones
 * look the same on the wire, and the SDK takes the 64-bit type away from protobufjs when it loads.
 */
const { root } = protobuf.parse(`
  syntax = "proto2";
  package pbbp2;
  message Header { required string key = 1; required string value = 2; }
  message Frame {
    required uint32 SeqID = 1; required uint32 LogID = 2; required int32 service = 3; required int32 method = 4;
    repeated Header headers = 5; optional string payload_encoding = 6; optional string payload_type = 7;
    optional bytes payload = 8; optional string LogIDNew = 9;
  }`);
const Frame = root.lookupType('pbbp2.Frame');

interface FrameData {
  SeqID: number;
  LogID: number;
  service: number;
  method: number;
  headers: { key: string; value: string }[];
  payload?: Uint8Array;
}

/** What the client said to an event: its code, and the body it sent back. */
export interface Ack {
  code: number;
  body: unknown;
}

export interface FakeLongConnection {
  /** Answers `POST /callback/ws/endpoint`. */
  endpoint(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Pushes an envelope to one of the clients; null when none takes it or no answer comes in time. */
  push(envelope: unknown, options?: { chunks?: number; withinMs?: number }): Promise<Ack | null>;
  /** Resolves when a client is there and has sent its first ping: before that it would miss frames. */
  clientReady(withinMs?: number): Promise<void>;
  clients(): number;
  /** Cuts every socket. */
  cut(): void;
  /** Half-open: sockets stay, but nothing comes from the platform any more. */
  silence(on: boolean): void;
  /** Next answers of the endpoint: a code instead of an address. */
  refuse(code: number, times?: number): void;
  close(): void;
}

export interface LongConnectionServerOptions {
  server: Server;
  appId: string;
  appSecret: string;
  baseUrl(): string;
  pingIntervalSeconds: number;
}

export function createFakeLongConnection(options: LongConnectionServerOptions): FakeLongConnection {
  const { server, appId, appSecret, baseUrl, pingIntervalSeconds } = options;
  const sockets = new WebSocketServer({ noServer: true });
  const ready = new Set<WebSocket>();
  const acks = new Map<string, (ack: Ack) => void>();
  const waiting = new Set<() => void>();
  const refusals: number[] = [];
  let silent = false;
  let sequence = 0;
  // All four numbers are needed: the SDK turns a missing one into NaN.
  const clientConfig = {
    ReconnectCount: -1,
    ReconnectInterval: 0.05,
    ReconnectNonce: 0.05,
    PingInterval: pingIntervalSeconds,
  };

  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.setMaxListeners(0);
      client.on('message', (bytes: Buffer) => onFrame(client, bytes));
      client.on('close', () => ready.delete(client));
      client.on('error', () => client.terminate());
    });
  });

  function onFrame(client: WebSocket, bytes: Buffer): void {
    if (silent) return;
    const frame = Frame.decode(bytes) as unknown as FrameData;
    const header = (key: string): string | undefined => frame.headers.find((one) => one.key === key)?.value;
    if (frame.method === 0 && header('type') === 'ping') {
      const payload = Buffer.from(JSON.stringify(clientConfig));
      client.send(encode({ ...frame, headers: [{ key: 'type', value: 'pong' }], payload }));
      ready.add(client);
      for (const go of waiting) go();
      return;
    }
    const answer = JSON.parse(Buffer.from(frame.payload ?? []).toString('utf8') || '{}') as {
      code: number;
      data?: string;
    };
    const body = answer.data ? JSON.parse(Buffer.from(answer.data, 'base64').toString('utf8')) : undefined;
    acks.get(header('message_id') ?? '')?.({ code: answer.code, body });
  }

  return {
    async endpoint(request, response) {
      const body = JSON.parse((await bodyOf(request)).toString('utf8')) as Record<string, unknown>;
      const code = refusals.shift() ?? (body.AppID === appId && body.AppSecret === appSecret ? 0 : 514);
      // `data` is there even on errors; service_id must not be the first parameter.
      const address = `${baseUrl().replace('http', 'ws')}/ws/v2?fpid=493&device_id=1&access_key=key&service_id=33554678&ticket=ticket`;
      const data = code === 0 ? { URL: address, ClientConfig: clientConfig } : {};
      send(response, 200, { code, msg: code === 0 ? '' : 'refused', data });
    },
    async push(envelope, { chunks = 1, withinMs = 3000 } = {}) {
      const clients = [...ready];
      const client = clients[Math.floor(Math.random() * clients.length)];
      if (!client) return null;
      const messageId = `frame-${++sequence}`;
      const payload = Buffer.from(JSON.stringify(envelope));
      const size = Math.ceil(payload.length / chunks);
      const acked = new Promise<Ack | null>((resolve) => {
        const timer = setTimeout(() => resolve(null), withinMs);
        const gone = (): void => resolve(null);
        client.once('close', gone);
        acks.set(messageId, (ack) => {
          clearTimeout(timer);
          client.off('close', gone);
          resolve(ack);
        });
      });
      for (let seq = 0; seq < chunks; seq++) {
        const headers = Object.entries({
          type: 'event',
          message_id: messageId,
          sum: String(chunks),
          seq: String(seq),
          trace_id: 'trace',
        }).map(([key, value]) => ({ key, value }));
        const part = payload.subarray(seq * size, (seq + 1) * size);
        client.send(
          encode({ SeqID: sequence, LogID: 1, service: 33554678, method: 1, headers, payload: part }),
        );
      }
      return acked.finally(() => acks.delete(messageId));
    },
    clientReady(withinMs = 10_000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(go);
          reject(new Error('no client connected'));
        }, withinMs);
        function go(): void {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        }
        if (ready.size > 0) go();
        else waiting.add(go);
      });
    },
    clients: () => ready.size,
    cut() {
      for (const client of sockets.clients) client.terminate();
      ready.clear();
    },
    silence(on) {
      silent = on;
      if (on) ready.clear();
    },
    refuse(code, times = 1) {
      refusals.push(...Array.from({ length: times }, () => code));
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

const encode = (frame: FrameData): Uint8Array => Frame.encode(Frame.create(frame as object)).finish();
