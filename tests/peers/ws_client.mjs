// SPDX-License-Identifier: MIT
// npm ws against Freshet's endpoint: URL TOKEN MODEL QUESTION; the token goes as a subprotocol, as browsers have to.
import WebSocket from 'ws'

const [url, token, model, question] = process.argv.slice(2)
const [provider, name] = model.split('/')
const socket = new WebSocket(url, ['freshet.v1', `bearer.${token}`])
const messages = []
let failure
socket.on('message', (data) => {
  const message = JSON.parse(data)
  messages.push(message)
  if (message.type === 'hello') socket.send(JSON.stringify({ type: 'query', id: 'q', query: question, provider, model: name }))
  if (message.type === 'final' || message.type === 'error') socket.close()
})
socket.on('error', (error) => { failure = error.message })
socket.on('close', () => console.log(JSON.stringify({ protocol: socket.protocol, messages, error: failure })))
