// SPDX-License-Identifier: MIT
// Starts aimock on a free port of loopback with the answers that peers_test.py asks for, and prints its URL.
import { LLMock } from '@copilotkit/aimock'

const mock = new LLMock({ port: 0, host: '127.0.0.1' })
const long = Array.from({ length: 400 }, (_, i) => `word${i}`).join(' ')

const errors = {
  'status 400': [400, 'This model\'s maximum context length is 4096 tokens', 'context_length_exceeded'],
  'status 401': [401, 'Incorrect API key provided', 'invalid_api_key'],
  'status 402': [402, 'Insufficient credits', 'insufficient_credits'],
  'status 403': [403, 'Your account has no access to this model', 'permission_denied'],
  'status 404': [404, 'The model does not exist', 'model_not_found'],
  'status 413': [413, 'Request too large', 'request_too_large'],
  'status 429': [429, 'Rate limit reached', 'rate_limit_exceeded'],
  'status 500': [500, 'The server had an error', 'server_error'],
  'status 503': [503, 'The engine is currently overloaded', 'overloaded'],
}
const refused = { error: { message: 'Streaming is not supported for this model', type: 'invalid_request_error', param: 'stream' }, status: 400 }
const asked = (request) => request.messages.at(-1).content

mock.addFixtures([
  { match: { userMessage: 'plain' }, response: { content: 'Hello from a peer: naïve café 東京 🙂.' }, chunkSize: 3, openRouterProcessing: true },
  { match: { userMessage: 'long' }, response: { content: long }, chunkSize: 7 },
  { match: { userMessage: 'paced' }, response: { content: long }, chunkSize: 7, streamingProfile: { ttft: 200, tps: 200 } },
  { match: { predicate: (r) => asked(r) === 'unstreamed' && r.stream !== false }, response: refused },
  { match: { userMessage: 'unstreamed' }, response: { content: long } },
  { match: { userMessage: 'thinking' }, response: { content: '42', reasoning: 'Let me think about it.' }, chunkSize: 4 },
  { match: { userMessage: 'tool' }, response: { toolCalls: [{ name: 'weather', arguments: '{"city":"Bern"}' }] } },
  // Paced, since the reset of a connection may overtake what was sent just before it.
  { match: { userMessage: 'cut' }, response: { content: long }, chunkSize: 7, latency: 30, truncateAfterChunks: 5 },
  { match: { userMessage: 'late' }, response: { content: 'Late.' }, latency: 300 },
  { match: { userMessage: 'silent' }, response: { content: 'Too late.' }, latency: 20000 },
  { match: { userMessage: 'chaos malformed' }, response: { content: 'never' }, chaos: { malformedRate: 1 } },
  { match: { userMessage: 'chaos drop' }, response: { content: 'never' }, chaos: { dropRate: 1 } },
  { match: { userMessage: 'chaos disconnect' }, response: { content: long }, chunkSize: 7, chaos: { disconnectRate: 1 } },
  ...Object.entries(errors).map(([question, [status, message, code]]) => (
    { match: { userMessage: question }, response: { error: { message, type: code, code }, status, retryAfter: 1 } })),
])
console.log(await mock.start())
process.stdin.resume().on('end', () => process.exit(0))
