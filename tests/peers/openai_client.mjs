// SPDX-License-Identifier: MIT
// The npm client of OpenAI against Freshet's endpoint: BASE TOKEN MODEL QUESTION; prints one line of JSON.
import OpenAI from 'openai'

const [baseURL, apiKey, model, question] = process.argv.slice(2)
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 })
const messages = [{ role: 'system', content: 'Be short.' }, { role: 'user', content: question }]
const told = { models: [], pieces: 0, text: '', whole: '', finish: '', error: null }
try {
  for await (const listed of await client.models.list()) told.models.push(listed.id)
  const stream = await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } })
  for await (const chunk of stream) {
    const choice = chunk.choices[0]
    if (choice?.delta?.content) { told.pieces++; told.text += choice.delta.content }
    if (choice?.finish_reason) told.finish = choice.finish_reason
    if (chunk.usage) told.usage = chunk.usage
  }
  const whole = await client.chat.completions.create({ model, messages })
  told.whole = whole.choices[0].message.content
} catch (error) {
  told.error = { name: error.constructor.name, status: error.status ?? null, code: error.code ?? null }
}
console.log(JSON.stringify(told))
