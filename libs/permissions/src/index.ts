export { type Act, acts, mayAct, mayActAsSystem, policy, type Scope, scopeNames, scopes } from './policy.js';
export { isAccused, isInsideAgency, type Post, postsThatSee, sees, type Sighted } from './sight.js';
