export interface CookieBrowser {
  /** Asks for an address or a path of `origin`; redirects are shown, not followed. */
  go(address: string, init?: RequestInit): Promise<Response>;
  /** From `/login` to the address the platform sends back to. */
  toCallback(next: string): Promise<string>;
  /** Through the whole login; the answer sends on to `next`. */
  logIn(next?: string): Promise<Response>;
  cookies: Map<string, string>;
}

/** A browser without scripts in front of the pages at `origin`: keeps their cookies by name. */
export function cookieBrowser(
  origin: string,
  request: (url: string, init: RequestInit) => Response | Promise<Response>,
): CookieBrowser {
  const cookies = new Map<string, string>();
  const browser: CookieBrowser = {
    cookies,
    async go(address, init = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...(cookie && { Cookie: cookie }), ...init.headers };
      const response = await request(new URL(address, origin).href, { redirect: 'manual', ...init, headers });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set)!;
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
    async toCallback(next) {
      const away = await browser.go(`/login?next=${encodeURIComponent(next)}`);
      const platform = await fetch(away.headers.get('location')!, { redirect: 'manual' });
      return platform.headers.get('location')!;
    },
    logIn: async (next = '/') => browser.go(await browser.toCallback(next)),
  };
  return browser;
}
