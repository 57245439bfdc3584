export * from './declare.js';
export * from './streams.js';
export * from './words.js';
export * from './intake.js';
export * from './routing.js';
export * from './follow-up.js';
export * from './notification.js';
export { allEvents, eventOf } from './catalogue.js';
