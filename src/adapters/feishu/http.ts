import axios, { type AxiosAdapter, AxiosError, type AxiosInstance, type AxiosResponse } from 'axios';
import { PlatformError, PlatformUnreachableError } from '../../core/errors.ts';

export interface HttpOptions {
  /** For each request, from connecting to the last byte. */
  timeoutMs: number;
  /** Hears the `Date` header of every answer. */
  onDate?: (header: string | undefined) => void;
  /** Hears how every call ended: the platform's code, 0 for success, null when no proper answer came. */
  onOutcome?: (code: number | null) => void;
  /** axios chooses one for the runtime when absent. */
  adapter?: AxiosAdapter;
}

/**
 * The HTTP instance the SDK works through. It gives the body of an answer, or throws: PlatformError where Feishu said no
 * (its `code`, whether the status was 200 or not), PlatformUnreachableError where no proper answer came. Neither keeps
 * the request, which holds the token or the app secret.
 */
export function createHttp({ timeoutMs, onDate, onOutcome, adapter }: HttpOptions): AxiosInstance {
  const http = axios.create({ timeout: timeoutMs, maxRedirects: 0, ...(adapter && { adapter }) });
  http.interceptors.request.use((request) => {
    // Generated methods give GET a body `{}`, which some gateways refuse with 411.
    if (/^(get|head)$/i.test(request.method ?? 'get')) delete request.data;
    return request;
  });
  http.interceptors.response.use(
    (response) => {
      onDate?.(header(response, 'date'));
      const refused = refusal(response);
      onOutcome?.(refused?.code ?? 0);
      if (refused) throw refused;
      const wanted = response.config as { $return_headers?: boolean };
      // The SDK expects bodies where axios gives responses.
      const body = wanted.$return_headers
        ? { data: response.data, headers: response.headers }
        : response.data;
      return body as AxiosResponse;
    },
    (error: unknown) => {
      if (!(error instanceof AxiosError)) throw error;
      const called = callOf(error);
      if (error.response) {
        onDate?.(header(error.response, 'date'));
        // A status of 500 and above is a broken platform, whatever code the body holds.
        const refused = error.response.status < 500 ? refusal(error.response) : null;
        onOutcome?.(refused?.code ?? null);
        throw (
          refused ??
          new PlatformUnreachableError(`${called} failed: HTTP status ${error.response.status}`, called)
        );
      }
      if (isTooLarge(error)) {
        throw new PlatformError(`${called} was ended: the file is too large`, {
          method: called,
          code: FILE_TOO_LARGE,
        });
      }
      onOutcome?.(null);
      throw new PlatformUnreachableError(`${called} got no answer: ${error.code ?? error.message}`, called);
    },
  );
  return http;
}

/** What the platform itself says of files over 100 MB; said here of those over the bound of the caller, too. */
export const FILE_TOO_LARGE = 234037;

const isTooLarge = (error: AxiosError): boolean =>
  error.code === AxiosError.ERR_CANCELED || error.message.startsWith('maxContentLength');

/** App rate limit; its answer has status 429 or 400 and sometimes no body of its own. */
const RATE_LIMIT = 99991400;

function refusal(response: AxiosResponse): PlatformError | null {
  const body = bodyOf(response) as { code?: unknown; msg?: unknown; error?: { log_id?: unknown } } | null;
  const told = typeof body === 'object' && body !== null && typeof body.code === 'number' ? body.code : null;
  const code = told ?? (response.status === 429 ? RATE_LIMIT : 0);
  if (code === 0) return null;
  const method = callOf(response);
  const message = typeof body?.msg === 'string' ? body.msg : '';
  const reset = Number(header(response, 'x-ogw-ratelimit-reset'));
  const logId = body?.error?.log_id ?? header(response, 'x-tt-logid');
  return new PlatformError(`${method} failed: Feishu code ${code}${usefulPart(message)}`, {
    method,
    code,
    ...(typeof logId === 'string' && { logId }),
    ...(reset > 0 && { retryAfterMs: reset * 1000 }),
  });
}

/** Where a file was asked for, the platform's no comes as bytes. A file that came is never taken for one. */
function bodyOf({ data, status }: AxiosResponse): unknown {
  if (!(data instanceof ArrayBuffer || ArrayBuffer.isView(data))) return data;
  if (status < 400) return null;
  try {
    return JSON.parse(new TextDecoder().decode(data as ArrayBuffer));
  } catch {
    return null;
  }
}

/** Messages of the platform can hold what was sent; only a sub-code and the page where a scope is granted are kept. */
function usefulPart(message: string): string {
  const subCode = /ErrCode:\s*(\d+)/i.exec(message)?.[1];
  const grantPage = /https:\/\/open\.[a-z.]+\/app\/[^\s"'，,\]]+/.exec(message)?.[0];
  return `${subCode ? ` (ErrCode ${subCode})` : ''}${grantPage ? `, open ${grantPage} as an administrator` : ''}`;
}

function callOf({
  config,
}: {
  config?: { method?: string | undefined; url?: string | undefined } | undefined;
}): string {
  const path = URL.canParse(config?.url ?? '') ? new URL(config?.url ?? '').pathname : '';
  return `${(config?.method ?? 'get').toUpperCase()} ${path}`;
}

function header(response: AxiosResponse, name: string): string | undefined {
  const value: unknown = response.headers[name];
  return typeof value === 'string' ? value : undefined;
}
