import { describe, expect, it } from 'vitest';
import { createMetrics, type FeishuFigures } from '../../../src/adapters/prometheus/metrics.ts';
import { nothing } from '../web/sample.ts';

const figures: FeishuFigures = {
  ready: true,
  connection: { connections: 3 },
  pending: 2,
  oldestPendingMs: 1500,
  sending: 1,
  oldestSendingMs: 500,
  waitingForLimits: 4,
  counts: { sent: 7, 'event im.message.receive_v1': 8 },
  codes: { 0: 20, 230020: 2, unreachable: 1 },
};

function newMetrics() {
  return createMetrics({
    library: async () => ({ issues: 14, articles: 60, passages: 900, broken: 1, held: 2 }),
    indexBytes: async () => 4096,
    lastBackup: async () => 1_700_000_000_000,
    feishu: () => figures,
  });
}

/** Values of our own metrics by name and labels; buckets left out. */
function valuesIn(text: string): Record<string, number> {
  const rows = text.split('\n').filter((line) => /^wenbao_/.test(line) && !line.includes('_bucket'));
  return Object.fromEntries(
    rows.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

describe('createMetrics()', () => {
  it('tells the state of library, inbox, outbox and platform', async () => {
    expect(valuesIn(await newMetrics().text())).toEqual({
      wenbao_library_issues: 14,
      wenbao_library_articles: 60,
      wenbao_index_passages: 900,
      wenbao_library_broken_files: 1,
      wenbao_library_held_files: 2,
      wenbao_index_bytes: 4096,
      wenbao_last_backup_timestamp_seconds: 1_700_000_000,
      wenbao_feishu_ready: 1,
      wenbao_feishu_reconnects: 2,
      wenbao_inbox_depth: 2,
      wenbao_inbox_age_seconds: 1.5,
      wenbao_outbox_depth: 1,
      wenbao_outbox_age_seconds: 0.5,
      wenbao_outbox_waiting: 4,
      'wenbao_feishu_happenings_total{what="sent"}': 7,
      'wenbao_feishu_happenings_total{what="event im.message.receive_v1"}': 8,
      'wenbao_feishu_calls_total{code="0"}': 20,
      'wenbao_feishu_calls_total{code="230020"}': 2,
      'wenbao_feishu_calls_total{code="unreachable"}': 1,
    });
  });

  it('counts answers by kind, events by outcome, requests by route', async () => {
    const metrics = newMetrics();
    const ask = metrics.measured(async ({ question }) => ({
      ...nothing,
      kind: question === '?' ? 'help' : 'excerpts',
    }));
    const viewer = { kind: 'everything' } as const;
    for (const question of ['张三的电话', '?', '李四的电话'])
      await ask({ question, asOf: '2026-11-22', viewer });
    metrics.handled({ type: 'added', key: 'k', at: 0, chatId: 'oc_1' }, 'answered', 0.2);
    metrics.handled({ type: 'added', key: 'k', at: 0, chatId: 'oc_1' }, null, 0.2);
    metrics.request('/issues/:id', 404, 0.001);
    // A second look must not count the platform's figures twice.
    await metrics.text();
    const text = await metrics.text();
    expect(valuesIn(text)).toMatchObject({
      'wenbao_answer_seconds_count{kind="excerpts"}': 2,
      'wenbao_answer_seconds_count{kind="help"}': 1,
      'wenbao_event_seconds_count{type="added",outcome="answered"}': 1,
      'wenbao_event_seconds_count{type="added",outcome="stopped"}': 1,
      'wenbao_request_seconds_count{route="/issues/:id",status="404"}': 1,
      'wenbao_feishu_happenings_total{what="sent"}': 7,
    });
    expect(text).not.toMatch(/电话|oc_1/);
    expect(text).toContain('process_resident_memory_bytes');
  });
});
