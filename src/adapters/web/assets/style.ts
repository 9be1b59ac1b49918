/**
 * The style sheet of all pages. Set as official papers are (GB/T 9704): titles in a Song face, headings of the first
 * level in 黑体, of the second in 楷体, paragraphs indented by two characters. Fonts are those of the reader's system.
 * Windows has no Song face that is pleasant on a screen, so there the text falls back to 微软雅黑.
 */
export const style = /* css */ `
:root {
  color-scheme: light dark;
  --paper: #faf8f4; --card: #fffefb; --ink: #211e1a; --soft: #655f56; --line: #e2dcd0;
  --accent: #9a1c1c; --accent-ink: #fff; --mark: #fdeeba; --hit: #f7d774; --wash: #f2ede3;
  --sans: system-ui, -apple-system, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  --song: "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "PingFang SC", "Microsoft YaHei", serif;
  --kai: "Kaiti SC", "STKaiti", "KaiTi", "楷体", "AR PL UKai CN", var(--song);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171513; --card: #1f1c19; --ink: #e8e3da; --soft: #a8a094; --line: #38332d;
    --accent: #f0938a; --accent-ink: #2a0d0a; --mark: #4a3c14; --hit: #6e5717; --wash: #26221e;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 5.5rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.7 var(--sans);
  line-break: strict; overflow-wrap: anywhere; text-autospace: normal; text-spacing-trim: trim-start;
  min-height: 100vh; display: flex; flex-direction: column;
}
a { color: inherit; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); text-underline-offset: .22em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 9; background: var(--card); padding: .4rem .8rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.site-head { position: sticky; top: 0; z-index: 5; background: var(--paper); border-bottom: 1px solid var(--line); }
.site-head > div { max-width: 60rem; margin: 0 auto; padding: .55rem 1rem; display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.1rem; }
.brand { font: 600 1.2rem/1.4 var(--song); letter-spacing: .12em; text-decoration: none; color: var(--accent); }
.site-head nav { display: flex; gap: 1.1rem; font-size: .94rem; }
.site-head nav a { text-decoration: none; padding: .2rem 0; border-bottom: 2px solid transparent; }
.site-head nav a[aria-current] { border-color: var(--accent); }
.site-head search { margin-left: auto; flex: 0 1 19rem; }

form.ask { display: flex; gap: .5rem; }
input, textarea, select, button { font: inherit; color: inherit; }
input[type=search], input[type=text], textarea, select {
  background: var(--card); border: 1px solid color-mix(in srgb, var(--soft) 70%, transparent); border-radius: .4rem; padding: .42rem .7rem; min-width: 0; width: 100%;
}
button, .button {
  background: var(--card); border: 1px solid color-mix(in srgb, var(--soft) 70%, transparent); border-radius: .4rem; padding: .42rem .9rem; cursor: pointer;
  white-space: nowrap; text-decoration: none; display: inline-block;
}
button:hover, .button:hover { border-color: var(--accent); color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.primary:hover { filter: brightness(1.08); color: var(--accent-ink); }

main { width: 100%; max-width: 60rem; margin: 0 auto; padding: 1.6rem 1rem 4rem; flex: 1; }
main.reading { max-width: 44rem; }
.site-foot { border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
.site-foot p { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3, h4 { line-height: 1.45; text-wrap: balance; margin: 0; }
h1 { font: 600 1.6rem/1.45 var(--song); }
.lead { color: var(--soft); margin: .3rem 0 1.4rem; }
.crumbs { font-size: .9rem; color: var(--soft); margin: 0 0 1.2rem; }
.crumbs ol { list-style: none; display: flex; flex-wrap: wrap; gap: 0 .5rem; margin: 0; padding: 0; }
.crumbs li + li::before { content: "›"; margin-right: .5rem; }
.notice { border-left: 3px solid var(--accent); background: var(--wash); padding: .7rem 1rem; margin: 0 0 1.4rem; }

.year { margin: 2.2rem 0 0; }
.year > h2 { font: 600 1.15rem/1.5 var(--song); padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
.issues { list-style: none; margin: 0; padding: 0; }
.issues > li { padding: .9rem 0; border-bottom: 1px solid var(--line); }
.issues h3 { font: 600 1.04rem/1.5 var(--sans); }
.issues .titles { margin: .25rem 0 0; padding: 0; list-style: none; color: var(--soft); font-size: .93rem; }
.meta { color: var(--soft); font-size: .9rem; }
.meta > span + span::before { content: "·"; margin: 0 .45em; }

.masthead { text-align: center; border-bottom: 2px solid var(--accent); padding-bottom: 1.1rem; margin-bottom: 1.6rem; }
.masthead .bulletin { font: 700 2rem/1.4 var(--song); color: var(--accent); letter-spacing: .18em; margin-right: -.18em; }
.masthead p { margin: .3rem 0 0; }
.contents { list-style: none; padding: 0; margin: 0; counter-reset: article; }
.contents > li { counter-increment: article; padding: .8rem 0 .8rem 2.2rem; border-bottom: 1px solid var(--line); position: relative; }
.contents > li::before { content: counter(article); position: absolute; left: .2rem; top: .85rem; color: var(--accent); font: 600 1.05rem/1.6 var(--song); }
.contents a { font-weight: 600; text-decoration: none; }
.boxed { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .9rem 1.1rem; margin: 0 0 1.4rem; }
.boxed h2 { font: 600 1rem/1.5 var(--sans); color: var(--accent); margin-bottom: .2rem; }
.boxed p { margin: .2rem 0; }
.colophon { margin-top: 2.4rem; border-top: 1px solid var(--ink); border-bottom: 1px solid var(--ink); padding: .6rem .2rem; font-size: .92rem; }
.colophon p { margin: 0; }

.article-head { text-align: center; margin-bottom: 1.8rem; }
.article-head h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 1.9rem); }
.article-head p { margin: .5rem 0 0; }
.text { font: 1.125rem/1.85 var(--song); }
.text p { margin: 0 0 .55em; text-indent: 2em; text-align: justify; }
.text h2 { font: 600 1.14rem/1.6 var(--sans); margin: 1.5em 0 .5em; }
.text h3 { font: 600 1.12rem/1.6 var(--kai); margin: 1.2em 0 .45em; }
.text h4 { font: 600 1.1rem/1.6 var(--song); margin: 1em 0 .4em; }
.table { overflow-x: auto; margin: 1.1em 0; }
table { border-collapse: collapse; font: .95rem/1.6 var(--sans); width: 100%; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--wash); font-weight: 600; }
.passage { scroll-margin-top: 30vh; }
:target, .cited { background: var(--mark); box-shadow: 0 0 0 .18em var(--mark); border-radius: 1px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }

mark { background: var(--hit); color: inherit; border-radius: 2px; padding: 0 .05em; }
.answers { list-style: none; padding: 0; margin: 0; }
.answer { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.2rem; margin: 0 0 1rem; }
.answer h3 { font: 600 1.05rem/1.5 var(--sans); }
.answer h3 a { text-decoration: none; }
.answer blockquote { margin: .5rem 0; padding: 0; font: 1.04rem/1.8 var(--song); white-space: pre-line; }
.answer .path { color: var(--soft); font-size: .9rem; }
.answer .newer { border-top: 1px dashed var(--line); margin: .6rem 0 0; padding-top: .5rem; font-size: .93rem; }
.verdict { margin: 0 0 1rem; }
.understood { color: var(--soft); font-size: .9rem; margin: .2rem 0 1.2rem; }
.related-head { font: 600 1.05rem/1.5 var(--sans); margin: 1.6rem 0 .7rem; }
.examples { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.examples a { display: inline-block; border: 1px solid var(--line); background: var(--card); border-radius: 1rem; padding: .25rem .85rem; text-decoration: none; font-size: .94rem; }

@media (max-width: 36rem) {
  .site-head search { flex-basis: 100%; margin: 0; }
  html { scroll-padding-top: 8rem; }
  .answer { padding: .85rem .9rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --accent: #a00; }
  .site-head, .site-foot, .crumbs, .no-print { display: none; }
  main, main.reading { max-width: none; padding: 0; }
  .text { font-size: 12pt; }
  :target, .cited { background: none; box-shadow: none; text-decoration: underline; }
  @page { margin: 2.2cm; }
}
`;
