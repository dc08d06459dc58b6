// SPDX-License-Identifier: MIT
// stories.mjs MODEL.gguf: serves a real language model through llama.cpp and an OpenAI-compatible server, prints its URL.
import { InferenceServer, createExpressServer } from 'inference-server'

const models = new InferenceServer({
  log: 'error',
  concurrency: 1,
  models: {
    stories: {
      task: 'text-completion', engine: 'node-llama-cpp', location: process.argv[2],
      contextSize: 512, maxInstances: 1, device: { gpu: false, cpuThreads: 1 },
    },
  },
})
await models.start()
const server = createExpressServer(models).listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${server.address().port}/openai`))
process.stdin.resume().on('end', () => process.exit(0))
