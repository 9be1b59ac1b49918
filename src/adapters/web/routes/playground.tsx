import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { playground as words } from '../../../core/wording.ts';
import { assets } from '../assets/assets.ts';
import { actionOf, elementAt } from '../card/card-json.ts';
import type { PageEnvironment } from '../environment.ts';
import { renderPage } from '../layout.tsx';
import type { WebOptions } from '../options.ts';
import { PlaygroundPage } from '../playground/page.tsx';
import { anchorOf, playgroundUrl, readPosition } from '../playground/position.ts';

/** A message or a form of a card; every character may take nine bytes. */
const LONGEST_FORM_BYTES = 2 * 1024 * 1024;
/** Longest message taken, UTF-16 units: Feishu takes 150 KB. The bot itself cuts questions shorter. */
const LONGEST_MESSAGE = 150_000;
/** A little more than the bot takes, so that it is the bot that says so. */
const LARGEST_UPLOAD_BYTES = 70 * 1024 * 1024;

/** A page that looks like a group chat and drives the same bot and the same cards as Feishu does. */
export function playgroundRoutes(options: WebOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  const { playground } = options;
  if (playground === null) return app;
  const { room, bot, readAct } = playground;
  let clicks = 0;
  /** What a click is answered with, until its persona sees it. */
  const toasts = new Map<string, string>();

  app.use('/playground/*', async (c, next) => (c.get('mayPlay') ? next() : c.notFound()));
  const limited = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => c.body(null, 413) });
  const [forms, uploads] = [limited(LONGEST_FORM_BYTES), limited(LARGEST_UPLOAD_BYTES)];
  app.use('/playground/*', (c, next) => (c.req.path === '/playground/files' ? uploads : forms)(c, next));

  app.get('/playground', (c) => {
    const position = readPosition((name) => c.req.query(name));
    const { persona } = position;
    const toast = toasts.get(persona.key) ?? null;
    toasts.delete(persona.key);
    return renderPage(
      c,
      { title: words.title, place: 'playground', styles: [assets.chatStyle] },
      <PlaygroundPage
        room={room}
        position={position}
        toast={toast}
        publicUrl={options.publicUrl}
        publishesTo={playground.publishesTo}
      />,
    );
  });

  app.post('/playground/messages', async (c) => {
    const { position, field } = await formOf(c);
    const text = field('text').slice(0, LONGEST_MESSAGE).trim();
    if (text !== '') {
      const { persona, place, thread, replyTo } = position;
      const chat = room.chatOf(persona, place);
      const event = room.post({ persona, chat, text, thread, parent: replyTo ?? thread });
      const outcome = await (await bot.handle(event)).outcome;
      if (outcome === 'ignored') toasts.set(persona.key, words.notMentioned);
    }
    return c.redirect(playgroundUrl({ ...position, replyTo: null }, '#latest-message'), 303);
  });

  app.post('/playground/files', async (c) => {
    const { position, file } = await formOf(c);
    if (file && file.size > 0) {
      const { persona, place, thread, replyTo } = position;
      const chat = room.chatOf(persona, place);
      const bytes = new Uint8Array(await file.arrayBuffer());
      const sent = { persona, chat, file: { name: file.name, bytes }, thread, parent: replyTo ?? thread };
      const event = room.postFile(sent);
      // In a group Feishu does not bring files to the bot, only replies to them.
      if (chat.kind === 'private') await (await bot.handle(event)).outcome;
      else toasts.set(persona.key, words.replyToFile);
    }
    return c.redirect(playgroundUrl({ ...position, replyTo: null }, '#latest-message'), 303);
  });

  app.post('/playground/recall', async (c) => {
    const { position, field } = await formOf(c);
    const event = room.recall(position.persona, field('message'));
    if (event) await (await bot.handle(event)).outcome;
    return c.redirect(playgroundUrl(position, '#latest-message'), 303);
  });

  app.post('/playground/clicks', async (c) => {
    const { position, field, values } = await formOf(c);
    const message = room.find(field('message'));
    const element =
      message?.content.kind === 'card' ? elementAt(message.content.card, field('element')) : null;
    const act = element && readAct(actionOf(element, values));
    if (message && act) {
      const response = await bot.act({
        eventId: `ev_playground_${++clicks}`,
        person: position.persona.id,
        chatId: message.chat.id,
        messageId: message.id,
        act,
      });
      room.respond(message.id, response);
      if (response.toast) toasts.set(position.persona.key, response.toast.text);
    }
    return c.redirect(playgroundUrl(position, message ? `#${anchorOf(message.id)}` : ''), 303);
  });

  app.post('/playground/clear', async (c) => {
    const { position } = await formOf(c);
    room.clear();
    return c.redirect(playgroundUrl({ ...position, thread: null, replyTo: null }), 303);
  });

  return app;
}

async function formOf(c: Context) {
  const body = await c.req.parseBody({ all: true });
  const field = (name: string): string => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
  const filled = (name: string): string | string[] => {
    const value = body[name];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : field(name);
  };
  const values = Object.fromEntries(
    Object.keys(body)
      .filter((name) => name.startsWith('value:'))
      .map((name) => [name.slice('value:'.length), filled(name)]),
  );
  const { file } = body;
  return { position: readPosition(field), field, values, file: file instanceof File ? file : null };
}
