/** The playground: a chat client in the manner of Feishu's, and its cards. Loaded on that page alone. */
export const chatStyle = /* css */ `
:root { --blue: #245bdb; --blue-fill: #2b5fd9; --bubble: #eceae5; --own: #dbe6fb; --chat: #fdfcf9; }
@media (prefers-color-scheme: dark) {
  :root { --blue: #8ab0ff; --blue-fill: #3a66c9; --bubble: #2b2723; --own: #24344f; --chat: #1b1917; }
}
main:has(.chat) { max-width: 72rem; padding-block: 1rem; display: flex; }
body:has(.chat) .site-foot { display: none; }
body:has(.chat) .site-head > div { max-width: 72rem; }
.chat { flex: 1; display: grid; grid-template-columns: 13rem 1fr; border: 1px solid var(--line); border-radius: .6rem; overflow: clip; background: linear-gradient(to right, var(--wash) 13rem, var(--chat) 13rem); min-height: 0; }
.chat-side { background: var(--wash); padding: .9rem .6rem; display: grid; gap: 1.2rem; position: sticky; top: 0; align-self: start; }
.chat-side h2 { font: 600 .82rem/1.5 var(--sans); color: var(--soft); padding: 0 .5rem .2rem; }
.chat-side a { display: flex; align-items: center; gap: .6rem; padding: .4rem .5rem; border-radius: .4rem; text-decoration: none; font-size: .94rem; }
.chat-side a[aria-current] { background: var(--card); font-weight: 600; box-shadow: inset 3px 0 var(--accent); }
.chat-main { display: flex; flex-direction: column; min-width: 0; border-left: 1px solid var(--line); }
.chat-head { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
.chat-head form, .message-tools form, .examples form { display: contents; }
button.quiet { border: 0; background: none; padding: .1rem .3rem; color: var(--soft); font-size: .85rem; text-decoration: underline; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); text-underline-offset: .22em; }
.messages { list-style: none; margin: 0; padding: 1rem; flex: 1; display: flex; flex-direction: column; gap: 1.1rem; min-height: 20rem; }
.chat-welcome { color: var(--soft); max-width: 36rem; margin: auto; }
.examples button { border-radius: 1.2rem; padding: .25rem .9rem; font-size: .94rem; border-color: var(--line); white-space: normal; text-align: left; color: var(--ink); }
.message { display: flex; gap: .6rem; align-items: flex-start; max-width: 46rem; scroll-margin-top: 1rem; }
#latest-message { scroll-margin-top: 8rem; }
.message.own { flex-direction: row-reverse; align-self: flex-end; }
.message.own .message-head, .message.own .message-tools { justify-content: flex-end; }
.avatar { flex: none; width: 2.2rem; height: 2.2rem; border-radius: .5rem; display: grid; place-items: center; color: #fff; background: #8a5a2b; font: 600 1rem/1 var(--sans); }
.chat-side .avatar { width: 1.7rem; height: 1.7rem; font-size: .82rem; }
.avatar.a-bot { background: #9a1c1c; }
.avatar.a-editor { background: #35658f; }
.avatar.a-admin { background: #4d6b34; }
.message-body { min-width: 0; flex: 1; }
.message-head { display: flex; gap: .5rem; align-items: center; margin: 0 0 .25rem; color: var(--soft); font-size: .85rem; }
.message-parent { margin: 0 0 .25rem; padding-left: .6rem; border-left: 2px solid var(--edge); color: var(--soft); font-size: .85rem; }
.bubble { margin: 0; width: fit-content; background: var(--bubble); border-radius: .5rem; padding: .5rem .8rem; white-space: pre-wrap; }
.own .bubble { background: var(--own); margin-left: auto; }
.recalled { margin: 0; color: var(--soft); font-size: .9rem; }
.message-tools { display: flex; gap: .9rem; margin: .3rem 0 0; font-size: .85rem; color: var(--soft); }
.composer { display: grid; grid-template-columns: 1fr auto; gap: .4rem .6rem; align-items: end; padding: .6rem 1rem 1rem; }
.chat-foot { border-top: 1px solid var(--line); position: sticky; bottom: 0; background: var(--chat); }
.chat-note { margin: 0; padding: .6rem 1rem; font-size: .88rem; color: var(--soft); border-bottom: 1px solid var(--line); }
.composer .message-parent { grid-column: 1 / -1; margin: 0; }
.composer textarea { resize: vertical; }
.uploader { display: flex; flex-wrap: wrap; gap: .3rem .7rem; align-items: center; padding: .5rem 1rem 0; font-size: .88rem; }
.uploader input { flex: 1 1 14rem; min-width: 0; font-size: .88rem; padding: .25rem; } .uploader button { font-size: .88rem; padding: .2rem .7rem; }
.toast { position: sticky; bottom: 9rem; align-self: center; margin: 0 0 .6rem; background: #2a2723; color: #fff; border-radius: .5rem; padding: .45rem 1rem; font-size: .94rem; animation: leave .4s 4s forwards; }
@keyframes leave { to { opacity: 0; visibility: hidden; } }

/* ---- cards ---- */
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; overflow: hidden; max-width: 37.5rem; }
.card-head { padding: .7rem .9rem; }
.card-title { font: 600 1.02rem/1.5 var(--sans); display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.card-subtitle { font-size: .88rem; opacity: .85; }
.card-body { padding: .75rem .9rem 1rem; display: flex; flex-direction: column; gap: .55rem; align-items: stretch; }
.card hr { border: 0; border-top: 1px solid var(--line); width: 100%; margin: .15rem 0; }
.t-default, .t-grey { background: var(--wash); }
.t-blue { background: #e1eaff; color: #1c3f94; } .t-wathet { background: #d9f3fd; color: #0b4d66; }
.t-turquoise { background: #d5f6f2; color: #0b5048; } .t-green { background: #d9f5d6; color: #1a5416; }
.t-yellow { background: #faf1d1; color: #5c4403; } .t-orange { background: #feead2; color: #6b3900; }
.t-red, .t-carmine { background: #fde2e2; color: #7a1313; } .t-violet, .t-purple, .t-indigo { background: #ece2fe; color: #43208f; }
@media (prefers-color-scheme: dark) {
  .t-blue { background: #1c2d55; color: #c4d6ff; } .t-wathet { background: #123947; color: #bfe9fa; }
  .t-turquoise { background: #113a36; color: #bdefe8; } .t-green { background: #1c3a1a; color: #c5ecc1; }
  .t-yellow { background: #3f340f; color: #f3e3ad; } .t-orange { background: #46300f; color: #fbdcb3; }
  .t-red, .t-carmine { background: #4d1f1f; color: #fbc9c9; } .t-violet, .t-purple, .t-indigo { background: #33255a; color: #dccbff; }
}
.card-text { margin: 0; white-space: pre-wrap; }
.s-notation { font-size: .86rem; line-height: 1.6; } .s-heading-4 { font-weight: 600; } .s-heading-3, .s-heading-2, .s-heading-1, .s-heading-0 { font-weight: 600; font-size: 1.1rem; }
.l-1, .l-2, .l-3, .l-4 { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; -webkit-line-clamp: 3; line-clamp: 3; }
.l-1 { -webkit-line-clamp: 1; line-clamp: 1; } .l-2 { -webkit-line-clamp: 2; line-clamp: 2; } .l-4 { -webkit-line-clamp: 4; line-clamp: 4; }
.c-grey { color: var(--soft); } .c-red { color: #b3261e; } .c-orange { color: #8f4a00; } .c-green { color: #2a6b1f; } .c-blue { color: var(--blue); }
@media (prefers-color-scheme: dark) { .c-red { color: #ff9d92; } .c-orange { color: #f5b168; } .c-green { color: #9fd794; } }
.card-tag { font-size: .78rem; line-height: 1.5; border-radius: .25rem; padding: 0 .35rem; background: color-mix(in srgb, currentColor 12%, transparent); }
.card-markdown { font-size: 1rem; line-height: 1.75; }
.card-markdown p, .card-markdown ul, .card-markdown ol, .card-markdown blockquote { margin: 0 0 .3rem; }
.card-markdown > :last-child { margin-bottom: 0; }
.card-columns { display: flex; gap: .6rem; } .card-columns.f-flow { flex-wrap: wrap; }
.card-column { display: flex; flex-direction: column; gap: .3rem; min-width: 0; }
.v-center { align-self: center; }
.w-auto { flex: none; max-width: 100%; } .w-1 { flex: 1 1 0; } .w-2 { flex: 2 1 0; } .w-3 { flex: 3 1 0; } .w-4 { flex: 4 1 0; } .w-5 { flex: 5 1 0; }
.card-button { font: .92rem/1.5 var(--sans); border: 1px solid var(--edge); border-radius: .4rem; padding: .22rem .8rem; text-decoration: none; display: inline-block; width: fit-content; background: var(--card); color: var(--ink); }
.card-button:hover { border-color: var(--blue); color: var(--blue); }
.b-primary, .b-primary_text { color: var(--blue); border-color: var(--blue); }
.b-primary_filled { background: var(--blue-fill); border-color: var(--blue-fill); color: #fff; }
.b-primary_filled:hover { color: #fff; filter: brightness(1.1); }
.b-danger { color: #b3261e; border-color: #b3261e; } .b-danger_filled, .b-danger_filled:hover { background: #b3261e; border-color: #b3261e; color: #fff; } .b-text { border-color: transparent; }
.card-panel { border: 1px solid var(--line); border-radius: .4rem; padding: .45rem .7rem; }
.card-panel summary { cursor: pointer; }
.card-panel[open] summary { margin-bottom: .5rem; }
.card-panel > :not(summary) { margin-block: .45rem; }
.card-box.bordered { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .7rem; }
.card-form { display: flex; flex-direction: column; gap: .5rem; background: var(--wash); border-radius: .4rem; padding: .7rem; }
.card-field > span { display: block; font-size: .86rem; color: var(--soft); }
.card-field select, .card-field input { font-size: .92rem; padding-block: .25rem; }
.card-own { margin: 0; }

@media (max-width: 46rem) {
  .chat { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; border: 0; margin: -1rem; border-radius: 0; background: var(--chat); }
  .chat-side { position: static; align-self: stretch; border-right: 0; border-bottom: 1px solid var(--line); gap: .4rem; padding: .5rem .8rem; }
  .chat-side nav { display: flex; flex-wrap: wrap; gap: .2rem; align-items: center; }
  .chat-side h2 { display: none; }
  .chat-side a { padding: .25rem .5rem; font-size: .88rem; }
  .card-columns.f-stretch { flex-direction: column; }
  .message, .message.own { max-width: 100%; }
  .messages { padding: .8rem; }
}
`;
