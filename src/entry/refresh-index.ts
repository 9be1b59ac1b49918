import { announceChange } from '../adapters/stores/data-dir.ts';
import type { Config } from '../config.ts';

export async function refreshIndex(config: Config): Promise<void> {
  await announceChange(config.dataDir, new Date().toISOString());
}
