import { timeInChina } from '../../../core/local-time.ts';
import { playground as words } from '../../../core/wording.ts';
import { CardHtml } from '../card/card-html.tsx';
import { anchorOf, type Position, playgroundUrl, positionFields } from './position.ts';
import { personas, type Room, type RoomMessage } from './room.ts';

interface PlaygroundProps {
  room: Room;
  position: Position;
  /** What the last click was answered with. */
  toast: string | null;
  publicUrl: string;
  /** Where what is published here is written to; null where nothing can be published. */
  publishesTo: string | null;
}

export function PlaygroundPage(props: PlaygroundProps) {
  const { room, position, toast } = props;
  const { persona, place, thread } = position;
  const messages = room.messages(room.chatOf(persona, place), thread);
  const lastId = messages.at(-1)?.id;
  return (
    <div class="chat">
      <h1 class="visually-hidden">{words.title}</h1>
      <Sidebar position={position} />
      <section class="chat-main" aria-label={place === 'group' ? words.group : words.privateChat}>
        <div class="chat-head">
          <strong>{thread ? words.thread : place === 'group' ? words.group : words.privateChat}</strong>
          {thread ? (
            <a href={playgroundUrl({ ...position, thread: null, replyTo: null })}>{words.backToChat}</a>
          ) : (
            <form method="post" action="/playground/clear">
              <PositionFields position={position} />
              <button type="submit" class="quiet">
                {words.clear}
              </button>
            </form>
          )}
        </div>
        {props.publishesTo === null || place === 'group' ? null : (
          <p class="chat-note">
            {persona.key === 'cadre' ? words.editorsPublish : words.publishesTo(props.publishesTo)}
          </p>
        )}
        <ol class="messages" aria-label={words.messages} aria-live="polite">
          {messages.length === 0 ? <Welcome position={position} /> : null}
          {messages.map((message) => (
            <Message {...props} message={message} isLast={message.id === lastId} />
          ))}
        </ol>
        {toast ? (
          <p class="toast" role="status">
            {toast}
          </p>
        ) : null}
        <div class="chat-foot">
          {props.publishesTo === null ? null : <Uploader position={position} />}
          <Composer room={room} position={position} />
        </div>
      </section>
    </div>
  );
}

function Sidebar({ position }: { position: Position }) {
  const { persona, place } = position;
  const fresh = { ...position, thread: null, replyTo: null };
  return (
    <div class="chat-side">
      <nav aria-label={words.iAm}>
        <h2>{words.iAm}</h2>
        {personas.map((one) => (
          <a
            href={playgroundUrl({ ...fresh, persona: one })}
            aria-current={one.key === persona.key ? 'true' : undefined}
          >
            <Avatar name={one.name} kind={one.key} />
            {one.name}
          </a>
        ))}
      </nav>
      <nav aria-label={words.chats}>
        <h2>{words.chats}</h2>
        {(['group', 'private'] as const).map((one) => (
          <a href={playgroundUrl({ ...fresh, place: one })} aria-current={one === place ? 'true' : undefined}>
            {one === 'group' ? words.group : words.privateChat}
          </a>
        ))}
      </nav>
    </div>
  );
}

/** The last character of the name, as chat clients do with people without a picture. */
function Avatar({ name, kind }: { name: string; kind: string }) {
  return (
    <span class={`avatar a-${kind}`} aria-hidden="true">
      {name.at(-1)}
    </span>
  );
}

function Welcome({ position }: { position: Position }) {
  return (
    <li class="chat-welcome">
      <p>{words.intro}</p>
      <p>{words.examples}</p>
      <ul class="examples">
        {words.exampleQuestions.map((question) => (
          <li>
            <form method="post" action="/playground/messages">
              <PositionFields position={position} />
              <button type="submit" name="text" value={addressed(question, position)}>
                {question}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </li>
  );
}

const addressed = (question: string, { place }: Position): string =>
  place === 'group' ? `${words.mention} ${question}` : question;

function Message(props: PlaygroundProps & { message: RoomMessage; isLast: boolean }) {
  const { message, position, room, publicUrl } = props;
  const { sender, content } = message;
  const isOwn = sender?.key === position.persona.key;
  const name = sender?.name ?? words.bot;
  const parent = message.parent === null ? null : room.find(message.parent);
  const replies = position.thread === null ? room.threadLength(message.id) : 0;
  return (
    <li class={isOwn ? 'message own' : 'message'} id={anchorOf(message.id)}>
      {props.isLast ? <span id="latest-message" /> : null}
      <Avatar name={name} kind={sender?.key ?? 'bot'} />
      <div class="message-body">
        <p class="message-head">
          <span>{name}</span>
          {sender === null ? <span class="card-tag c-blue">{words.botBadge}</span> : null}
          <time datetime={new Date(message.sentAt).toISOString()}>{timeInChina(message.sentAt)}</time>
        </p>
        {parent && parent.id !== position.thread ? (
          <p class="message-parent">{words.replyTo(parent.sender?.name ?? words.bot)}</p>
        ) : null}
        {content.kind === 'text' ? (
          <p class="bubble">{content.text}</p>
        ) : content.kind === 'file' ? (
          <p class="bubble">{words.file(content.name)}</p>
        ) : content.kind === 'recalled' ? (
          <p class="recalled">{words.recalled}</p>
        ) : (
          <CardHtml
            card={content.card}
            use={{
              action: '/playground/clicks',
              fields: { ...positionFields(position), message: message.id },
              publicUrl,
            }}
          />
        )}
        {message.working ? <p class="recalled">{words.working}</p> : null}
        {content.kind === 'recalled' ? null : (
          <div class="message-tools">
            <a href={playgroundUrl({ ...position, replyTo: message.id }, '#composer')}>{words.reply}</a>
            {position.thread === null && position.place === 'group' ? (
              <a href={playgroundUrl({ ...position, thread: message.thread ?? message.id, replyTo: null })}>
                {replies > 0 ? words.replies(replies) : words.openThread}
              </a>
            ) : null}
            {isOwn ? (
              <form method="post" action="/playground/recall">
                <PositionFields position={position} />
                <button type="submit" class="quiet" name="message" value={message.id}>
                  {words.recall}
                </button>
              </form>
            ) : null}
          </div>
        )}
      </div>
    </li>
  );
}

function Composer({ room, position }: { room: Room; position: Position }) {
  const { place, replyTo } = position;
  const parent = replyTo === null ? null : room.find(replyTo);
  const hint = place === 'group' ? words.composeGroup : words.composePrivate;
  return (
    <form class="composer" id="composer" method="post" action="/playground/messages">
      <PositionFields position={position} />
      {parent ? (
        <p class="message-parent">
          {words.replyTo(parent.sender?.name ?? words.bot)}{' '}
          <a href={playgroundUrl({ ...position, replyTo: null })}>{words.cancelReply}</a>
        </p>
      ) : null}
      <label class="visually-hidden" for="composer-text">
        {words.compose}
      </label>
      <textarea
        id="composer-text"
        name="text"
        rows={2}
        required
        placeholder={hint}
        aria-describedby="composer-hint"
        data-send-on-enter
      >
        {place === 'group' ? `${words.mention} ` : ''}
      </textarea>
      <button type="submit" class="primary">
        {words.send}
      </button>
      <p class="visually-hidden" id="composer-hint">
        {hint}
      </p>
    </form>
  );
}

/** Sends a file, by choosing it or dropping it. */
function Uploader({ position }: { position: Position }) {
  return (
    <form class="uploader" method="post" action="/playground/files" enctype="multipart/form-data">
      <PositionFields position={position} />
      <label for="uploader-file">{words.sendFile}</label>
      <input id="uploader-file" type="file" name="file" required data-submit-file />
      <button type="submit">{words.sendFileButton}</button>
    </form>
  );
}

function PositionFields({ position }: { position: Position }) {
  return (
    <>
      {Object.entries(positionFields(position)).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
