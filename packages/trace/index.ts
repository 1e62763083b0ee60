// Public face of @nguon/trace: from edges to journeys.
export { isClassThing, isLotThing } from './class-thing.ts';
export { findStays } from './containment.ts';
export type { ContainmentFact, Moment, Stay } from './containment.ts';
export { factKinds, factWays, compareMoments } from './fact.ts';
export type { Direction, Fact } from './fact.ts';
export { finishWalk } from './finish-walk.ts';
export type { LimitName, ReachedLimit, WalkedNode, WalkResult } from './finish-walk.ts';
export { addFacts, factsLeft, nextFrontier, ownKindsOf, startWalk } from './walk.ts';
export type { Frontier } from './walk.ts';
export { defaultWalkLimits, walk_levels_max } from './walk-state.ts';
export type { Step, WalkLimits, WalkState } from './walk-state.ts';
