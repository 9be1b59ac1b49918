import type { Excerpt, Issue } from '../bulletin.ts';
import type { CardAction, CardResponse, CompanionAct, Reply } from '../chat.ts';
import { passagesOf } from '../passages.ts';
import type {
  Audit,
  ChatPlatform,
  Clock,
  Editors,
  GoldenQuestions,
  IssueStore,
  Log,
  Synonyms,
} from '../ports.ts';
import { foldText, sentencesOf } from '../text.ts';
import { learning as words } from '../wording.ts';
import type { Asked } from './compose.ts';
import { lookUp, newInquiry, type Sources } from './look-up.ts';

export interface LearningOptions extends Sources {
  synonyms: Synonyms;
  golden: GoldenQuestions;
  editors: Pick<Editors, 'isEditor'>;
  audit: Audit;
  store: Pick<IssueStore, 'read'>;
  platform: Pick<ChatPlatform, 'send'>;
  clock: Clock;
  log: Log;
}

/** How editors teach the library: synonyms (同义词) and golden questions (标准问题). */
export interface Learning {
  /** 「同义词 人才公寓=人才房」: asks for a confirmation, editors only. */
  propose(said: string, from: Pick<Asked, 'chat' | 'sender'>): Promise<Reply>;
  /** A click; whether the person may is asked at the act. */
  act(action: Omit<CardAction, 'act'>, act: CompanionAct): Promise<CardResponse>;
}

const MOST_CANDIDATES = 4;

/** Adds synonyms that were confirmed and records who did; what to tell them. @throws StoreError */
export async function addSynonym(
  { synonyms, audit, clock }: Pick<LearningOptions, 'synonyms' | 'audit' | 'clock'>,
  group: readonly string[],
  by: string,
): Promise<string> {
  if (!(await synonyms.add(group))) return words.synonymKnown([...group]);
  await audit.record({ at: clock.now(), by, act: 'synonym', detail: group.join('=') });
  return words.synonymAdded([...group]);
}

export function createLearning(options: LearningOptions): Learning {
  const { golden, editors, audit, store, platform, clock, log } = options;

  /** null when the person is an editor; otherwise what to tell them. Nobody is one whom the platform does not vouch for. */
  async function refusal(person: string): Promise<string | null> {
    try {
      return (await editors.isEditor(person)) ? null : words.editorsOnly;
    } catch (error) {
      log.warn({ err: error }, 'it is not known who is an editor');
      return words.cannotTell;
    }
  }

  async function candidatesFor(question: string, chat: string, person: string): Promise<Excerpt[]> {
    const asked = { chat: { id: chat, kind: 'group' as const }, sender: person, sentAt: clock.now() };
    const { reply } = await lookUp(options, newInquiry(question, [], asked));
    if (reply.kind !== 'answer') return [];
    const { excerpts, related } = reply.answer;
    return [...excerpts, ...related].slice(0, MOST_CANDIDATES);
  }

  async function addGolden(
    { question, issueId, passageId, chat }: Extract<CompanionAct, { act: 'add-golden' }>,
    person: string,
  ): Promise<CardResponse> {
    const issue = await store.read(issueId);
    const passage = issue?.status === 'published' && passagesOf(issue).find(({ id }) => id === passageId);
    if (!passage) return toast('warning', words.passageGone);
    const shown = (await candidatesFor(question, chat, person)).find((one) => one.passage === passageId);
    const sentence = sentenceOf(shown ?? { text: passage.text, highlights: [] });
    const unit = unitNamed(question, issue, passage.articleNumber);
    const isNew = await golden.add({ question, sentence, ...(unit && { unit }) });
    if (isNew) await audit.record({ at: clock.now(), by: person, act: 'golden', detail: question });
    return show(isNew ? words.goldenAdded(question) : words.goldenKnown(question));
  }

  return {
    async propose(said, { chat, sender }) {
      const refused = await refusal(sender);
      if (refused !== null) return notice(refused);
      const group = readSynonym(said);
      if (group === null) return notice(words.synonymForm);
      return { kind: 'learning', face: { show: 'synonym', words: group, chat: chat.id } };
    },

    async act({ eventId, chatId, person }, act) {
      if ('chat' in act && act.chat !== chatId) return toast('info', words.cardElsewhere);
      const refused = await refusal(person);
      if (refused !== null) return toast('warning', refused);
      const sendNew = async (reply: Reply): Promise<CardResponse> => {
        await platform.send({ chatId }, reply, { key: eventId, at: clock.now() });
        return toast('info', words.confirmBelow);
      };
      try {
        switch (act.act) {
          case 'leave':
            return show(words.left);
          case 'propose-synonym': {
            const group = readSynonym(act.said);
            if (group === null) return toast('warning', words.synonymForm);
            return await sendNew({ kind: 'learning', face: { show: 'synonym', words: group, chat: chatId } });
          }
          case 'add-synonym': {
            const group = readSynonym(act.words.join('='));
            return group === null
              ? toast('warning', words.synonymForm)
              : show(await addSynonym(options, group, person));
          }
          case 'choose-golden': {
            const { question } = act;
            const candidates = await candidatesFor(question, chatId, person);
            if (candidates.length === 0) return toast('warning', words.noCandidates);
            const face = { show: 'golden', question, candidates, chat: chatId } as const;
            return await sendNew({ kind: 'learning', face });
          }
          case 'add-golden':
            return await addGolden(act, person);
        }
      } catch (error) {
        log.error({ err: error, act: act.act }, 'what an editor asked for could not be done');
        return toast('warning', words.failed);
      }
    },
  };
}

const MOST_WORDS = 6;
const LONGEST_WORD = 20;

/** The words of 人才公寓=人才房, each once; null when they are too few, too many or no words. */
export function readSynonym(said: string): string[] | null {
  const group: string[] = [];
  for (const part of said.split(/[=＝]/u)) {
    const word = part.replace(/^[\s“"「『]+|[\s”"」』。]+$/gu, '');
    if (word === '' || [...word].length > LONGEST_WORD || /[\n#]/u.test(word)) return null;
    if (!group.some((other) => foldText(other).folded === foldText(word).folded)) group.push(word);
  }
  return group.length >= 2 && group.length <= MOST_WORDS ? group : null;
}

/** The sentence of an excerpt that holds most of what was asked for. */
function sentenceOf({ text, highlights }: Pick<Excerpt, 'text' | 'highlights'>): string {
  const weighed = sentencesOf(text).map(([start, end]) => ({
    sentence: text.slice(start, end).trim(),
    weight: highlights.reduce((sum, [from, to]) => sum + (from >= start && to <= end ? to - from : 0), 0),
  }));
  weighed.sort((a, b) => b.weight - a.weight);
  return weighed[0]?.sentence || text;
}

/** The part of a unit's name that a question holds (桐城市, 桐城), when the passage is by that unit. */
function unitNamed(question: string, issue: Issue, articleNumber: number): string | null {
  const units = issue.articles.find(({ number }) => number === articleNumber)?.units ?? [];
  const places = units.flatMap(
    (unit) => /(?:中共)?(\p{Script=Han}{2,6}?)(?:市|县|区)/u.exec(unit)?.[1] ?? [],
  );
  return places.find((place) => question.includes(place)) ?? null;
}

const notice = (text: string): Reply => ({ kind: 'notice', text });
const show = (text: string): CardResponse => ({ show: notice(text) });
const toast = (tone: NonNullable<CardResponse['toast']>['tone'], text: string): CardResponse => ({
  toast: { tone, text },
});
