import type { FloodGate } from '../../core/serving/flood.ts';
import type { Database } from './database.ts';

/** `createFloodGate` for several isolates: they count in D1, each admission in one batch, so that none is given twice. */
export function createD1FloodGate(database: Database, limit: number, windowMs = 60_000): FloodGate {
  return async (person, at) => {
    const near = 'person = ?1 AND abs(at - ?2) < ?3';
    const [admitted, told] = await database.change(
      [
        `INSERT INTO admissions (person, at, told) SELECT ?1, ?2, 0
          WHERE (SELECT count(*) FROM admissions WHERE ${near} AND told = 0) < ?4`,
        person,
        at,
        windowMs,
        limit,
      ],
      // Told once a burst: it ends when nothing of it is left in the window.
      [
        `INSERT INTO admissions (person, at, told) SELECT ?1, ?2, 1
          WHERE changes() = 0 AND NOT EXISTS (SELECT 1 FROM admissions WHERE ${near} AND told = 1)`,
        person,
        at,
        windowMs,
      ],
    );
    if (admitted === 1) return 'yes';
    return told === 1 ? 'say-so' : 'no';
  };
}
