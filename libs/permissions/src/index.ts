export { type Act, acts, mayAct, policy } from './policy.js';
export { isAccused, isInsideAgency, type Post, postsThatSee, sees, type Sighted } from './sight.js';
