/** The platform said no. `body` stands beside the code where the call has a form of its own for that. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: object;
  constructor(
    code: number,
    message: string,
    {
      status = 400,
      headers = {},
      body = { msg: message, error: { log_id: `log_${code}` } },
    }: { status?: number; headers?: Record<string, string>; body?: object } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}
