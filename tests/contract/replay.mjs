// Sends requests of the contract, judges every answer by it, and remembers what was exercised.
import { addressOf, answerFault, byID, headersFor, problemFault, requestFault } from '../world/contract.mjs';

export class Replay {
  /** operationId -> set of statuses seen */
  seen = new Map();

  constructor(tally) {
    this.tally = tally;
  }

  /**
   * One request; its answer must be documented and have the wanted status. `json` undefined: the contract's example.
   * `broken`: a body that is not as documented, and is accepted all the same since a job will read it.
   * @returns the answer of Account.request
   */
  async send(account, id, { path, query, json, expect, with: changed, asIs = false, broken = false, headers, ...rest } = {}) {
    const operation = byID.get(id);
    const address = addressOf(operation, path, query);
    if (operation.bodySchema && json === undefined && !asIs) json = { ...operation.example, ...changed };
    const name = `${operation.method} ${address} (${id})`;
    if (json !== undefined && !broken && expect < 300) {
      const fault = requestFault(operation, json);
      this.tally.ok(fault === '', `${name}: the request is as documented`, fault);
    }
    const answer = await account.request(operation.method, address, { json, headers: { ...headersFor(operation, path), ...headers }, ...rest });
    this.judge(operation, name, answer, expect);
    return answer;
  }

  judge(operation, name, answer, expect) {
    const wanted = [expect].flat();
    const told = answer.body?.detail ?? '';
    this.tally.ok(wanted.includes(answer.status), `${name}: ${wanted.join(' or ')}`, `found ${answer.status} ${told}`);
    const fault = answerFault(operation, answer);
    this.tally.ok(fault === '', `${name}: the answer ${answer.status} is as documented`, fault);
    if (answer.status >= 400) {
      const problem = problemFault(answer.body);
      this.tally.ok(problem === '' && answer.body.detail.length > 3, `${name}: says what was wrong`, problem);
    }
    if (!this.seen.has(operation.operationId)) this.seen.set(operation.operationId, new Set());
    this.seen.get(operation.operationId).add(answer.status);
  }
}
