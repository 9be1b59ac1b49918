// What a bot under test is made to bear.
// Its wall clock: SIGUSR2 puts it back by two days; CLOCK_BACK=1 starts it so.
const real = Date.now;
const TWO_DAYS_MS = 2 * 24 * 3_600_000;
let back = process.env.CLOCK_BACK === '1' ? TWO_DAYS_MS : 0;
Date.now = () => real() - back;
process.on('SIGUSR2', () => {
  back = TWO_DAYS_MS;
});
// A limit on the size of files stands for a full disk; of a full disk no signal comes.
process.on('SIGXFSZ', () => undefined);
