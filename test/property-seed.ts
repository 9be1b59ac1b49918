import fc from 'fast-check';

// One seed, so that a run says something about the change and not about luck. Look further with PROPERTY_SEED=$RANDOM.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20240601) });
