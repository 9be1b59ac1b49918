import { wrangler as wording } from '../../core/wording.ts';

/** As much of wrangler.toml as is looked at. */
export interface DeploymentConfig {
  vars: Record<string, unknown>;
  d1_databases: { binding: string; database_name?: string | undefined; database_id?: string | undefined }[];
  r2_buckets: { binding: string; bucket_name?: string | undefined }[];
  queues: {
    producers?: { binding: string; queue: string }[] | undefined;
    consumers?: { queue: string; dead_letter_queue?: string | undefined }[] | undefined;
  };
}

/** What stands in wrangler.toml as it comes. */
const PLACEHOLDER = /^[0-]*$/;
/** Values that must not stand in a file. */
const SECRETS = ['FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN', 'SESSION_SECRET'];
const NEEDED = ['FEISHU_APP_ID', 'PUBLIC_URL'];

/**
 * What is missing before the bot can be deployed, each a sentence that says what to do. `secrets` are the names of those
 * at Cloudflare; null where that is not known.
 */
export function checkDeployment(config: DeploymentConfig, secrets: readonly string[] | null): string[] {
  const problems: string[] = [];
  const database = config.d1_databases.find(({ binding }) => binding === 'DB');
  if (!database) problems.push(wording.noBinding('d1_databases', 'DB'));
  else if (PLACEHOLDER.test(database.database_id ?? ''))
    problems.push(wording.noDatabase(database.database_name ?? 'wenbao'));
  if (!config.r2_buckets.some(({ binding }) => binding === 'FILES'))
    problems.push(wording.noBinding('r2_buckets', 'FILES'));
  const jobs = config.queues.producers?.find(({ binding }) => binding === 'JOBS');
  if (!jobs) problems.push(wording.noBinding('queues.producers', 'JOBS'));
  else if (!config.queues.consumers?.some(({ queue }) => queue === jobs.queue))
    problems.push(wording.noConsumer(jobs.queue));

  const vars = Object.entries(config.vars).filter(([, value]) => value !== '');
  const known = new Set([...vars.map(([name]) => name), ...(secrets ?? [])]);
  for (const name of SECRETS) {
    if (vars.some(([other]) => other === name)) problems.push(wording.secretInFile(name));
    else if (secrets !== null && !known.has(name)) problems.push(wording.noSecret(name));
  }
  for (const name of NEEDED) if (secrets !== null && !known.has(name)) problems.push(wording.noVar(name));
  if (config.vars.FEISHU_TRANSPORT !== 'webhook') problems.push(wording.notWebhook);
  return problems;
}
