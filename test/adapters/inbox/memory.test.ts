import { describe } from 'vitest';
import { createMemoryAgenda, createMemorySubscriptions } from '../../../src/adapters/inbox/memory.ts';
import { agendaContract } from '../../contracts/agenda.ts';
import { subscriptionsContract } from '../../contracts/subscriptions.ts';

describe('createMemorySubscriptions()', () => {
  subscriptionsContract(async () => createMemorySubscriptions());
});

describe('createMemoryAgenda()', () => {
  agendaContract(async () => createMemoryAgenda());
});
