/** What counts calls in a window of time and says when there were too many. */
export interface Rates {
  /** null when the call is within the limits, otherwise which one it broke. Calls over a limit count as well. */
  chatMessage(chatId: string, at: number): string | null;
  cardChange(messageId: string, at: number): string | null;
  imCall(at: number): string | null;
  /** Every breach there was. */
  breaches: string[];
}

/** Sliding windows: 5 messages a second in a chat, 5 changes a second of a card, 50 calls a second and 1000 a minute. */
export function createRates(limitless = false): Rates {
  const times = new Map<string, number[]>();
  const breaches: string[] = [];

  function count(key: string, at: number, limit: number, windowMs: number): string | null {
    const recent = (times.get(key) ?? []).filter((time) => time > at - windowMs);
    recent.push(at);
    times.set(key, recent);
    if (recent.length <= limit || limitless) return null;
    const breach = `${key}: ${recent.length} in ${windowMs} ms`;
    breaches.push(breach);
    return breach;
  }

  return {
    breaches,
    chatMessage: (chatId, at) => count(`chat ${chatId}`, at, 5, 1000),
    cardChange: (messageId, at) => count(`card ${messageId}`, at, 5, 1000),
    imCall: (at) => count('app, second', at, 50, 1000) ?? count('app, minute', at, 1000, 60_000),
  };
}
