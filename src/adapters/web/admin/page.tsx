import type { Child } from 'hono/jsx';
import { issueUrl, searchUrl } from '../../../core/links.ts';
import type { BrokenIssue, HeldFile } from '../../../core/ports.ts';
import type { Series } from '../../../core/reporting/missing-numbers.ts';
import type { AskedQuestion, QuestionStatistics } from '../../../core/reporting/question-statistics.ts';
import { admin as words } from '../../../core/wording.ts';
import { Wide } from '../wide.tsx';
import { endings, QuestionsChart } from './chart.tsx';

interface AdminReport {
  series: Series[];
  articles: number;
  broken: BrokenIssue[];
  held: HeldFile[];
  /** Issues read from scans that no editor has confirmed. */
  unproofed: { id: string; label: string }[];
  questions: QuestionStatistics;
  /** What `/healthz` tells. */
  health: Record<string, unknown>;
  /** `YYYY-MM-DD`; null when there never was one. */
  lastBackup: string | null;
  /** What the form for synonyms begins with; null where none can be added. */
  synonymFor: string | null;
}

/** More of a list stands in the CSV. */
const MOST_ROWS = 20;

export function AdminPage({ report }: { report: AdminReport }) {
  const { questions, series } = report;
  const gaps = series.filter(({ missing }) => missing.length > 0);
  const issues = series.reduce((sum, one) => sum + one.issues, 0);
  return (
    <>
      <h1>{words.title}</h1>
      <section>
        <h2>{words.questions}</h2>
        <QuestionsChart days={questions.days} />
        <p class="legend">
          {endings.map((ending) => (
            <span class={`legend-${ending}`}>{words.endings[ending]}</span>
          ))}
        </p>
        <details>
          <summary>{words.asTable}</summary>
          <Table
            head={[words.day, ...endings.map((ending) => words.endings[ending])]}
            rows={questions.days.map(({ day, counts }) => [day, ...endings.map((ending) => counts[ending])])}
          />
        </details>
      </section>
      <Questions
        heading={words.unanswered}
        questions={questions.unanswered}
        file="unanswered"
        offersSynonyms={report.synonymFor !== null}
      >
        {report.synonymFor === null ? null : <SynonymForm question={report.synonymFor} />}
      </Questions>
      <Questions heading={words.mostAsked} questions={questions.mostAsked} file="asked" />
      <section>
        <h2>{words.slow}</h2>
        {questions.slow.length === 0 ? (
          <p class="meta">{words.nothing}</p>
        ) : (
          <>
            <Table
              head={[words.question, words.milliseconds, words.day]}
              rows={questions.slow.slice(0, MOST_ROWS).map(({ question, ms, day }) => [question, ms, day])}
            />
            <p>
              <a class="button" href="/admin/slow.csv">
                {words.export}
              </a>
            </p>
          </>
        )}
        <p class="meta">{words.slowHint}</p>
      </section>
      <section>
        <h2>{words.library}</h2>
        <p>{words.librarySize(issues, report.articles)}</p>
        <Table
          head={[words.bulletin, words.year, words.issues, words.missing]}
          rows={series.map((one) => [one.bulletin, one.year, one.issues, ranges(one.missing) || words.none])}
        />
        {gaps.length > 0 ? <p class="meta">{words.gapHint}</p> : null}
      </section>
      <List heading={words.broken} hint={words.brokenHint} items={report.broken}>
        {({ path, line, reason }) => (
          <>
            <code>{`${path}:${line}`}</code> {reason}
          </>
        )}
      </List>
      <List heading={words.held} hint={words.heldHint} items={report.held}>
        {({ name, reason, since }) => (
          <>
            {name} <span class="meta">{`${since.slice(0, 10)} ${reason}`}</span>
          </>
        )}
      </List>
      <List heading={words.unproofed} hint={words.unproofedHint} items={report.unproofed}>
        {({ id, label }) => <a href={issueUrl('', id)}>{label}</a>}
      </List>
      <section>
        <h2>{words.state}</h2>
        <Table
          head={[words.item, words.value]}
          rows={[
            [words.lastBackup, report.lastBackup ?? words.neverBackedUp],
            ...Object.entries(report.health).map(([name, value]) => [name, shown(value)]),
          ]}
        />
      </section>
    </>
  );
}

function Questions(props: {
  heading: string;
  questions: readonly AskedQuestion[];
  file: string;
  /** Each question leads to the form for synonyms. */
  offersSynonyms?: boolean;
  children?: Child;
}) {
  const { heading, questions, file, offersSynonyms = false } = props;
  return (
    <section id={file}>
      <h2>{heading}</h2>
      {questions.length === 0 ? (
        <p class="meta">{words.nothing}</p>
      ) : (
        <>
          <Table
            head={[
              words.question,
              words.times,
              words.ending,
              words.lastDay,
              ...(offersSynonyms ? [words.addSynonym] : []),
            ]}
            rows={questions.slice(0, MOST_ROWS).map(({ question, times, ending, lastDay }) => [
              <a href={searchUrl('', question)}>{question}</a>,
              times,
              words.endings[ending],
              lastDay,
              ...(offersSynonyms
                ? [
                    <a
                      href={`/admin?synonym=${encodeURIComponent(question)}#add-synonym`}
                      aria-label={words.synonymOf(question)}
                    >
                      {words.addSynonym}
                    </a>,
                  ]
                : []),
            ])}
          />
          <p>
            <a class="button" href={`/admin/${file}.csv`}>
              {words.export}
            </a>
          </p>
        </>
      )}
      {props.children}
    </section>
  );
}

/** Works without JavaScript; other sites cannot send it (`csrf` in app.tsx). */
function SynonymForm({ question }: { question: string }) {
  return (
    <form id="add-synonym" method="post" action="/admin/synonyms">
      <p class="meta">{words.synonymHint}</p>
      <label for="synonym-words">{words.synonymLabel}</label>{' '}
      <input
        id="synonym-words"
        type="text"
        name="words"
        value={question === '' ? '' : `${question}=`}
        maxlength={150}
        required
      />{' '}
      <button type="submit">{words.addSynonym}</button>
    </form>
  );
}

function List<T>(props: {
  heading: string;
  hint: string;
  items: readonly T[];
  children: (item: T) => Child;
}) {
  return (
    <section>
      <h2>{words.withCount(props.heading, props.items.length)}</h2>
      {props.items.length === 0 ? (
        <p class="meta">{words.nothing}</p>
      ) : (
        <>
          <ul>
            {props.items.map((item) => (
              <li>{props.children(item)}</li>
            ))}
          </ul>
          <p class="meta">{props.hint}</p>
        </>
      )}
    </section>
  );
}

function Table({ head, rows }: { head: string[]; rows: Child[][] }) {
  return (
    <Wide>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th scope="col">{cell}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** 1、3—7 */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => words.range(from, to)).join('、');
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
