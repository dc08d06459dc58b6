// SPDX-License-Identifier: MIT
// Starts aimock on a free port of loopback with the answers that peers_test.py asks for, and prints its URL.
import { LLMock } from '@copilotkit/aimock'

const mock = new LLMock({ port: 0, host: '127.0.0.1' })
const long = Array.from({ length: 400 }, (_, i) => `word${i}`).join(' ')

mock.addFixtures([
  { match: { userMessage: 'plain' }, response: { content: 'Hello from a peer: naïve café 東京 🙂.' }, chunkSize: 3 },
  { match: { userMessage: 'long' }, response: { content: long }, chunkSize: 7 },
  { match: { userMessage: 'thinking' }, response: { content: '42', reasoning: 'Let me think about it.' }, chunkSize: 4 },
  { match: { userMessage: 'tool' }, response: { toolCalls: [{ name: 'weather', arguments: '{"city":"Bern"}' }] } },
  { match: { userMessage: 'cut' }, response: { content: long }, chunkSize: 7, truncateAfterChunks: 5 },
  { match: { userMessage: 'wrong key' }, response: { error: { message: 'Incorrect API key provided', type: 'invalid_request_error', code: 'invalid_api_key' }, status: 401 } },
  { match: { userMessage: 'slow down' }, response: { error: { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' }, status: 429, retryAfter: 1 } },
  { match: { userMessage: 'chaos malformed' }, response: { content: 'never' }, chaos: { malformedRate: 1 } },
  { match: { userMessage: 'chaos drop' }, response: { content: 'never' }, chaos: { dropRate: 1 } },
  { match: { userMessage: 'chaos disconnect' }, response: { content: long }, chunkSize: 7, chaos: { disconnectRate: 1 } },
  { match: { userMessage: 'paced' }, response: { content: long }, chunkSize: 7, streamingProfile: { ttft: 200, tps: 200 } },
])
console.log(await mock.start())
process.stdin.resume().on('end', () => process.exit(0))
