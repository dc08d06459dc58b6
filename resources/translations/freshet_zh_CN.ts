<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AcceptGate</name>
    <message>
        <source>A token is needed: make one in Freshet&apos;s settings, and send it as &quot;Authorization: Bearer TOKEN&quot;.</source>
        <translation>需要令牌：请在 Freshet 的设置中创建一个，并以“Authorization: Bearer TOKEN”的形式发送。</translation>
    </message>
    <message>
        <source>This token is not valid, or no longer; make a new one in Freshet&apos;s settings.</source>
        <translation>此令牌无效或已失效；请在 Freshet 的设置中新建一个。</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>此地址没有任何内容。</translation>
    </message>
    <message>
        <source>This address does not take this method; see the header Allow.</source>
        <translation>此地址不接受这种方法；请查看 Allow 标头。</translation>
    </message>
    <message>
        <source>This token lacks the scope &quot;%1&quot;; the user can grant it in Freshet&apos;s settings.</source>
        <translation>此令牌缺少权限范围“%1”；用户可以在 Freshet 的设置中授予。</translation>
    </message>
    <message>
        <source>This address speaks WebSocket only.</source>
        <translation>此地址只支持 WebSocket。</translation>
    </message>
    <message>
        <source>Only version 13 of WebSocket is spoken here.</source>
        <translation>此处只支持第 13 版 WebSocket。</translation>
    </message>
    <message>
        <source>The header Sec-WebSocket-Key must hold 16 bytes in Base64.</source>
        <translation>Sec-WebSocket-Key 标头必须是以 Base64 编码的 16 个字节。</translation>
    </message>
    <message>
        <source>Offer the subprotocol &quot;freshet.v1&quot; beside the one with the token, as the answer never names a token.</source>
        <translation>除带令牌的子协议外，请一并提供子协议“freshet.v1”，因为响应中绝不会写出令牌。</translation>
    </message>
    <message>
        <source>Send the request without the header Expect.</source>
        <translation>请发送不带 Expect 标头的请求。</translation>
    </message>
    <message>
        <source>The length of the request&apos;s body is not clear.</source>
        <translation>请求正文的长度不明确。</translation>
    </message>
    <message>
        <source>The request needs a header Content-Length; chunks are not read here.</source>
        <translation>请求需要 Content-Length 标头；此处不接受分块传输。</translation>
    </message>
    <message>
        <source>A request to this address has no body.</source>
        <translation>发往此地址的请求不能带正文。</translation>
    </message>
    <message>
        <source>The body of the request is larger than 1 MiB; send less.</source>
        <translation>请求正文超过 1 MiB；请减少内容。</translation>
    </message>
    <message>
        <source>A token must not stand in an address, where it gets into logs; send it as &quot;Authorization: Bearer TOKEN&quot;.</source>
        <translation>令牌不能写在地址中，否则会进入日志；请以“Authorization: Bearer TOKEN”的形式发送。</translation>
    </message>
    <message>
        <source>The request carries more than one token; send one.</source>
        <translation>请求中有多个令牌；请只发送一个。</translation>
    </message>
    <message>
        <source>The header Host must name this machine&apos;s own address and the port.</source>
        <translation>Host 标头必须是本机自己的地址和端口。</translation>
    </message>
    <message>
        <source>Web pages may not ask here, unless the user allows their origin in Freshet&apos;s settings.</source>
        <translation>网页不能在此提问，除非用户在 Freshet 的设置中允许其来源站点。</translation>
    </message>
    <message>
        <source>OPTIONS is not answered here.</source>
        <translation>此处不响应 OPTIONS。</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>, %1 %</source>
        <translation>，%1%</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>正在重试…</translation>
    </message>
    <message>
        <source>Trying again in %1 s…</source>
        <translation>%1 秒后重试…</translation>
    </message>
    <message>
        <source>%L1 tok/s</source>
        <translation>%L1 词元/秒</translation>
    </message>
    <message>
        <source>$%L1</source>
        <translation>$%L1</translation>
    </message>
    <message>
        <source>The text above is what had come.</source>
        <translation>以上是已收到的内容。</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何内容。</translation>
    </message>
    <message>
        <source>Searching your documents…</source>
        <translation>正在搜索您的文档…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation>正在等待回答…</translation>
    </message>
    <message>
        <source>Waiting for the answer, %1 s…</source>
        <translation>正在等待回答，%1 秒…</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>正在加载 %1</translation>
    </message>
    <message>
        <source>Reading the question</source>
        <translation>正在读取问题</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>正在思考…</translation>
    </message>
    <message>
        <source>Thinking, %1 s…</source>
        <translation>正在思考，%1 秒…</translation>
    </message>
    <message>
        <source>Asking in another way…</source>
        <translation>正在换一种方式询问…</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>出了点问题。</translation>
    </message>
    <message>
        <source>cut at the length limit</source>
        <translation>达到长度上限，已截断</translation>
    </message>
    <message>
        <source>ended by the provider&apos;s filter</source>
        <translation>被提供商的过滤器中止</translation>
    </message>
    <message>
        <source>declined by the model</source>
        <translation>模型拒绝回答</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%L1 s</source>
        <translation>%L1 秒</translation>
    </message>
    <message>
        <source>%L1 tokens</source>
        <translation>%L1 个词元</translation>
    </message>
    <message>
        <source>The model wants to call this tool; Freshet does not run tools:</source>
        <translation>模型想要调用以下工具；Freshet 不运行工具：</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stopped · %1</source>
        <translation>已停止 · %1</translation>
    </message>
    <message>
        <source>Stopped before the answer began.</source>
        <translation>在回答开始之前已停止。</translation>
    </message>
    <message>
        <source>This answer was interrupted when Freshet ended.</source>
        <translation>此回答因 Freshet 退出而中断。</translation>
    </message>
</context>
<context>
    <name>AnswerSpeaker</name>
    <message>
        <source>Code.</source>
        <translation>代码。</translation>
    </message>
    <message>
        <source>Code in %1.</source>
        <translation>%1 代码。</translation>
    </message>
</context>
<context>
    <name>Attached</name>
    <message>
        <source>Pasted text</source>
        <translation>粘贴的文本</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
</context>
<context>
    <name>Budget</name>
    <message>
        <source>Instructions: %1</source>
        <translation>指令：%1</translation>
    </message>
    <message>
        <source>This chat so far: %1</source>
        <translation>此前的对话：%1</translation>
    </message>
    <message>
        <source>Attached: %1</source>
        <translation>附件：%1</translation>
    </message>
    <message>
        <source>Your question: %1</source>
        <translation>您的问题：%1</translation>
    </message>
    <message>
        <source>Room for the answer: %1</source>
        <translation>留给回答：%1</translation>
    </message>
    <message>
        <source>The model takes %1 tokens in all.</source>
        <translation>该模型总共可容纳 %1 个词元。</translation>
    </message>
    <message>
        <source>How much the model takes is not known.</source>
        <translation>不清楚该模型可容纳多少词元。</translation>
    </message>
    <message>
        <source>This is too long for the model: %1 tokens, where it takes %2 with the answer. Remove something, or choose a model that takes more.</source>
        <translation>内容对该模型来说太长：共 %1 个词元，而它连同回答只能容纳 %2 个。请移除一些内容，或选择容量更大的模型。</translation>
    </message>
    <message>
        <source>The first %1 messages of this chat will be left out: they do not fit the model.</source>
        <translation>此对话最前面的 %1 条消息将被略去：该模型容纳不下。</translation>
    </message>
    <message>
        <source>Pictures of earlier questions will be left out: the model cannot take them.</source>
        <translation>先前问题中的图片将被略去：该模型不能接收图片。</translation>
    </message>
    <message>
        <source>Passages from your documents, at most: %1</source>
        <translation>文档中的段落，最多：%1</translation>
    </message>
</context>
<context>
    <name>CollectionWords</name>
    <message>
        <source>My files</source>
        <translation>我的文件</translation>
    </message>
    <message>
        <source>Freshet guide</source>
        <translation>Freshet 指南</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>1 个文档</translation>
    </message>
    <message>
        <source>%L1 documents</source>
        <translation>%L1 个文档</translation>
    </message>
</context>
<context>
    <name>CoreWords</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>主机名</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>接口协议</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Streamed answer</source>
        <translation>流式回答</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>兼容 OpenAI 的服务器</translation>
    </message>
    <message>
        <source>Quotes from documents</source>
        <translation>文档摘录</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Enter another key</source>
        <translation>输入其他密钥</translation>
    </message>
    <message>
        <source>Ask without a key</source>
        <translation>不用密钥提问</translation>
    </message>
    <message>
        <source>Use no proxy</source>
        <translation>不使用代理</translation>
    </message>
    <message>
        <source>Use the proxy of the system</source>
        <translation>使用系统代理</translation>
    </message>
    <message>
        <source>Choose a CA file that vouches for it</source>
        <translation>选择为其担保的 CA 文件</translation>
    </message>
    <message>
        <source>Ollama&apos;s own API</source>
        <translation>Ollama 自有 API</translation>
    </message>
    <message>
        <source>LM Studio&apos;s API</source>
        <translation>LM Studio 的 API</translation>
    </message>
    <message>
        <source>Google&apos;s API</source>
        <translation>Google 的 API</translation>
    </message>
    <message>
        <source>Anthropic&apos;s API</source>
        <translation>Anthropic 的 API</translation>
    </message>
    <message>
        <source>an OpenAI-compatible API</source>
        <translation>兼容 OpenAI 的 API</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>已截断</translation>
    </message>
    <message>
        <source>Attached: %1</source>
        <translation>附件：%1</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>, page %1</source>
        <translation>，第 %1 页</translation>
    </message>
    <message>
        <source>[a picture that the export does not hold]</source>
        <translation>[导出中未包含的图片]</translation>
    </message>
    <message>
        <source>[a picture]</source>
        <translation>[图片]</translation>
    </message>
    <message>
        <source>The best passages in your documents:</source>
        <translation>您的文档中最相关的段落：</translation>
    </message>
    <message>
        <source>Your documents speak of a part of this question only. The best passages:</source>
        <translation>您的文档只涉及这个问题的一部分。最相关的段落：</translation>
    </message>
    <message>
        <source>Nothing in your documents matches this question well. The closest passage:</source>
        <translation>您的文档中没有与这个问题十分相符的内容。最接近的段落：</translation>
    </message>
    <message>
        <source>Nothing in your documents matches this question.</source>
        <translation>您的文档中没有与这个问题相符的内容。</translation>
    </message>
    <message>
        <source>Nothing relevant was found in your documents.</source>
        <translation>在您的文档中没有找到相关内容。</translation>
    </message>
    <message>
        <source>Passages were found in your documents, but they do not fit beside this question.</source>
        <translation>在您的文档中找到了相关段落，但该模型容纳不下它们和这个问题。</translation>
    </message>
    <message>
        <source>These passages were found by words alone: your question is not sent to the embedding model, which is on another machine, before you ask it. Other passages may be found then.</source>
        <translation>这些段落只按字词找到：在您提问之前，问题不会发送给另一台计算机上的嵌入模型。真正提问时找到的段落可能不同。</translation>
    </message>
</context>
<context>
    <name>DiscoveryFile</name>
    <message>
        <source>Other programs cannot look up the local endpoint, as %1 cannot be written; tell them its address.</source>
        <translation>无法写入 %1，其他程序因此查不到本地端点；请将端点地址告诉它们。</translation>
    </message>
    <message>
        <source>Another Freshet is listed in %1 already; tell other programs the address of this one yourself.</source>
        <translation>%1 中已登记了另一个 Freshet；请自行将本程序的地址告诉其他程序。</translation>
    </message>
</context>
<context>
    <name>EvaluationWords</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Embedding model</source>
        <translation>嵌入模型</translation>
    </message>
    <message>
        <source>Version of Freshet</source>
        <translation>Freshet 版本</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>%L1. %2: %3</source>
        <translation>%L1. %2：%3</translation>
    </message>
    <message>
        <source>%L1 fell</source>
        <translation>%L1 个下降</translation>
    </message>
    <message>
        <source>%L1 rose</source>
        <translation>%L1 个上升</translation>
    </message>
    <message>
        <source>%L1 new</source>
        <translation>%L1 个新增</translation>
    </message>
    <message>
        <source>%L1 changed by you</source>
        <translation>%L1 个由您更改</translation>
    </message>
    <message>
        <source>%L1 asked without vectors in one run only</source>
        <translation>%L1 个仅在其中一次运行中未使用向量</translation>
    </message>
    <message>
        <source>%L1 no longer asked</source>
        <translation>%L1 个不再提问</translation>
    </message>
    <message>
        <source>No question rose or fell.</source>
        <translation>没有问题上升或下降。</translation>
    </message>
    <message>
        <source>Questions: %1.</source>
        <translation>问题：%1。</translation>
    </message>
    <message>
        <source>Recall: expected passages among the first %L1</source>
        <translation>召回率：前 %L1 个段落中的预期段落</translation>
    </message>
    <message>
        <source>MRR: how far up the first one is</source>
        <translation>MRR：第一个预期段落的靠前程度</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation>%1，第 %2 页</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Its document is gone</source>
        <translation>文档已不在</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>尚未提问</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Found in part</source>
        <translation>部分找到</translation>
    </message>
    <message>
        <source>Fell, not found</source>
        <translation>下降，未找到</translation>
    </message>
    <message>
        <source>Fell</source>
        <translation>下降</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>上升</translation>
    </message>
    <message>
        <source>Not found, as before</source>
        <translation>未找到，与之前相同</translation>
    </message>
    <message>
        <source>As before</source>
        <translation>与之前相同</translation>
    </message>
    <message>
        <source>New, not found</source>
        <translation>新增，未找到</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Not comparable: vectors in one run only</source>
        <translation>无法比较：仅一次运行使用了向量</translation>
    </message>
    <message>
        <source>Expected: %1</source>
        <translation>预期：%1</translation>
    </message>
    <message>
        <source>%1 (not found)</source>
        <translation>%1（未找到）</translation>
    </message>
    <message>
        <source>%1 is no longer in this collection, or has no text that can be found. Add it again, or change what this question expects.</source>
        <translation>%1 已不在此文档集中，或没有可查找的文字。请重新添加，或更改此问题的预期内容。</translation>
    </message>
    <message>
        <source>The earlier run asked it in other words or expected other passages.</source>
        <translation>之前的运行使用了不同的措辞，或预期不同的段落。</translation>
    </message>
    <message>
        <source>By words alone: %1</source>
        <translation>仅按词语查找：%1</translation>
    </message>
    <message>
        <source>Nothing at all was found.</source>
        <translation>什么都没有找到。</translation>
    </message>
    <message>
        <source>What was found, best first:</source>
        <translation>找到的内容，最佳者在前：</translation>
    </message>
    <message>
        <source>What came in its place:</source>
        <translation>取而代之的是：</translation>
    </message>
    <message>
        <source>run %L1 of %2</source>
        <translation>第 %L1 次运行（%2）</translation>
    </message>
    <message>
        <source>1 question.</source>
        <translation>1 个问题。</translation>
    </message>
    <message>
        <source>%L1 questions.</source>
        <translation>%L1 个问题。</translation>
    </message>
    <message>
        <source>They were not asked yet.</source>
        <translation>尚未提问。</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>现在：%1。</translation>
    </message>
    <message>
        <source>It is kept to be compared with: run the questions again after a change.</source>
        <translation>它已保留用于比较：请在更改后再次运行这些问题。</translation>
    </message>
    <message>
        <source>Both runs had as many documents and passages, and the same embedding model and version of Freshet.</source>
        <translation>两次运行的文档数和段落数、嵌入模型以及 Freshet 版本均相同。</translation>
    </message>
    <message>
        <source>%1 (place %2)</source>
        <translation>%1（第 %2 位）</translation>
    </message>
    <message>
        <source>Before: %1, kept to compare. Now: %2.</source>
        <translation>之前：%1（已保留用于比较）。现在：%2。</translation>
    </message>
    <message>
        <source>Before: %1. Now: %2.</source>
        <translation>之前：%1。现在：%2。</translation>
    </message>
    <message>
        <source>p50: half of the questions take no longer</source>
        <translation>p50：半数问题的用时不超过</translation>
    </message>
    <message>
        <source>p95: 95 of 100 take no longer</source>
        <translation>p95：95% 问题的用时不超过</translation>
    </message>
    <message>
        <source>No question about this collection is saved yet. Look for something under “Try a query” and press “Expect this passage”, or add a question here. Asked again after a change, questions show what became better or worse.</source>
        <translation>尚未保存关于此文档集的问题。请在“试一试查询”中查找内容并按“预期此段落”，或在这里添加问题。更改后再次提问，即可看出哪些变好、哪些变差。</translation>
    </message>
</context>
<context>
    <name>ExtraHeaderStore</name>
    <message>
        <source>The extra headers of %1 for %2 are not in the keychain any more. Enter them again in Settings, or remove them there.</source>
        <translation>%1 用于 %2 的附加标头已不在钥匙串中。请在“设置”中重新输入，或在那里移除。</translation>
    </message>
</context>
<context>
    <name>FieldButtons</name>
    <message>
        <source>Empty this field</source>
        <translation>清空此栏</translation>
    </message>
</context>
<context>
    <name>KeyReuse</name>
    <message>
        <source>Send the key of %1 to %2 too?</source>
        <translation>将 %1 的密钥也发送给 %2 吗？</translation>
    </message>
    <message>
        <source>There is no key of %1 any more; paste one.</source>
        <translation>%1 的密钥已不存在；请粘贴一个。</translation>
    </message>
</context>
<context>
    <name>KeychainSecretStore</name>
    <message>
        <source>There is no keychain here. Install or unlock gnome-keyring or KWallet to keep keys.</source>
        <translation>这里没有钥匙串。请安装或解锁 gnome-keyring 或 KWallet，以便保存密钥。</translation>
    </message>
    <message>
        <source>The keychain does not answer. Unlock or restart it and try again.</source>
        <translation>钥匙串没有响应。请解锁或重新启动它，然后重试。</translation>
    </message>
    <message>
        <source>The keychain has no keyring to keep keys in. Make one with your desktop&apos;s password tool and try again.</source>
        <translation>钥匙串中没有可存放密钥的密钥环。请用桌面的密码工具创建一个，然后重试。</translation>
    </message>
    <message>
        <source>The keychain is locked. Unlock it and try again.</source>
        <translation>钥匙串已锁定。请解锁后重试。</translation>
    </message>
    <message>
        <source>The keychain refused. Look at it with your desktop&apos;s password tool and try again.</source>
        <translation>钥匙串拒绝了请求。请用桌面的密码工具检查它，然后重试。</translation>
    </message>
</context>
<context>
    <name>MarkdownBuilder</name>
    <message>
        <source>Image, not shown</source>
        <translation>图片，未显示</translation>
    </message>
    <message>
        <source>Image at %1</source>
        <translation>位于 %1 的图片</translation>
    </message>
</context>
<context>
    <name>MessageAccessible</name>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>%1, message %2 of %3</source>
        <translation>%1，第 %2 条消息，共 %3 条</translation>
    </message>
    <message>
        <source>Attached: %1, %2</source>
        <translation>附件：%1，%2</translation>
    </message>
</context>
<context>
    <name>MessageItem</name>
    <message>
        <source>Thinking</source>
        <translation>正在思考</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Scroll sideways</source>
        <translation>横向滚动</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Show all %1 lines</source>
        <translation>显示全部 %1 行</translation>
    </message>
    <message>
        <source>Show all %1 characters</source>
        <translation>显示全部 %1 个字符</translation>
    </message>
</context>
<context>
    <name>MessagePainter</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>NoticeBox</name>
    <message>
        <source>Hide details</source>
        <translation>隐藏详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>&quot;%1&quot; cannot be shown as a picture: it is damaged, or far too large.</source>
        <translation>“%1”无法显示为图片：它已损坏，或者尺寸过大。</translation>
    </message>
    <message>
        <source>The picture of the clipboard cannot be attached. Save it to a file first.</source>
        <translation>剪贴板中的图片无法附加。请先将其保存为文件。</translation>
    </message>
</context>
<context>
    <name>PromptWords</name>
    <message>
        <source>as the provider decides</source>
        <translation>由提供商决定</translation>
    </message>
    <message>
        <source>Instructions (system)</source>
        <translation>指令（system）</translation>
    </message>
    <message>
        <source>You (user)</source>
        <translation>您（user）</translation>
    </message>
    <message>
        <source>Answer (assistant)</source>
        <translation>回答（assistant）</translation>
    </message>
    <message>
        <source>%1, about %2 tokens</source>
        <translation>%1，约 %2 个词元</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>模型：%1</translation>
    </message>
    <message>
        <source>Options: %1</source>
        <translation>选项：%1</translation>
    </message>
    <message>
        <source>[a picture, %1, %2]</source>
        <translation>[图片，%1，%2]</translation>
    </message>
</context>
<context>
    <name>ReasonWords</name>
    <message>
        <source>Words of the query in it: %1</source>
        <translation>其中含有的查询词：%1</translation>
    </message>
    <message>
        <source>Covers %1 % of the query, by how much its words tell</source>
        <translation>按词语的分量计，涵盖查询的 %1 %</translation>
    </message>
    <message>
        <source>Its words, the rarer the more</source>
        <translation>其中的词语，越少见分量越重</translation>
    </message>
    <message>
        <source>of which: they stand together as in the query</source>
        <translation>其中：词语像查询中那样相邻</translation>
    </message>
    <message>
        <source>Pieces of words, as other forms and compounds share them</source>
        <translation>词语的片段，即其他词形与复合词的共有部分</translation>
    </message>
    <message>
        <source>Its whole document is about these words</source>
        <translation>整篇文档都与这些词语有关</translation>
    </message>
    <message>
        <source>Its title or heading says what the query says</source>
        <translation>标题或小标题与查询所说一致</translation>
    </message>
    <message>
        <source>Near in meaning: similarity %1, at a weight of %2</source>
        <translation>含义相近：相似度 %1，权重 %2</translation>
    </message>
    <message>
        <source>Similarity in meaning %1, which does not count: the model does not agree with the words</source>
        <translation>含义相似度 %1，不计入：模型与词语的结果不一致</translation>
    </message>
    <message>
        <source>Score together</source>
        <translation>总分</translation>
    </message>
    <message>
        <source>Words of the query that it lacks: %1</source>
        <translation>其中没有的查询词：%1</translation>
    </message>
</context>
<context>
    <name>RemoveCollectionQuestion</name>
    <message>
        <source>Remove a collection</source>
        <translation>移除文档集</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot; from Freshet? Your files stay where they are; Freshet only forgets what it read in them.</source>
        <translation>要将“%1”从 Freshet 中移除吗？您的文件会留在原处；Freshet 只是不再记得从中读到的内容。</translation>
    </message>
    <message>
        <source>Remove the collection</source>
        <translation>移除该文档集</translation>
    </message>
</context>
<context>
    <name>RequestHead</name>
    <message>
        <source>The first line of the request is not HTTP.</source>
        <translation>请求的第一行不是 HTTP。</translation>
    </message>
    <message>
        <source>Only HTTP/1.1 is spoken here.</source>
        <translation>此处只支持 HTTP/1.1。</translation>
    </message>
    <message>
        <source>The address in the request&apos;s first line cannot be read; send the path.</source>
        <translation>无法读取请求第一行中的地址；请发送路径。</translation>
    </message>
    <message>
        <source>The request did not come in time; send its head at once.</source>
        <translation>请求没有及时到达；请立即发送请求头。</translation>
    </message>
    <message>
        <source>The head of the request is too large; send fewer or shorter headers.</source>
        <translation>请求头太大；请减少或缩短标头。</translation>
    </message>
    <message>
        <source>The request is not HTTP as this endpoint reads it.</source>
        <translation>该请求不是此端点所能理解的 HTTP。</translation>
    </message>
    <message>
        <source>A header of the request cannot be read.</source>
        <translation>无法读取请求中的某个标头。</translation>
    </message>
</context>
<context>
    <name>SecretStore</name>
    <message>
        <source>Kept until Freshet is closed. %1</source>
        <translation>保留到 Freshet 关闭为止。%1</translation>
    </message>
</context>
<context>
    <name>TrackedSecretStore</name>
    <message>
        <source>the keyring of the Secret Service (gnome-keyring)</source>
        <translation>Secret Service 的密钥环（gnome-keyring）</translation>
    </message>
    <message>
        <source>It was saved in %1, and the keychain here does not have it. If another keychain answers now, go back to that one; else enter it again, or remove it.</source>
        <translation>它的保存位置是 %1，而此处的钥匙串里没有它。如果现在响应的是另一个钥匙串，请换回原来那个；否则请重新输入或将其移除。</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Source %1</source>
        <translation>来源 %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>选择其他模型</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>上一个版本</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>下一个版本</translation>
    </message>
    <message>
        <source>All versions side by side</source>
        <translation>并排显示所有版本</translation>
    </message>
    <message>
        <source>Source %1, which supports this only in part</source>
        <translation>来源 %1，只能部分支持这一说法</translation>
    </message>
    <message>
        <source>Source %1, in another language and not checked</source>
        <translation>来源 %1，使用另一种语言，未经核对</translation>
    </message>
    <message>
        <source>Source %1, which does not seem to say this</source>
        <translation>来源 %1，似乎没有这一说法</translation>
    </message>
</context>
<context>
    <name>WordList</name>
    <message>
        <source>, </source>
        <comment>between the words of a list</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>freshet::AccessTokenStore</name>
    <message>
        <source>This token is no longer there.</source>
        <translation>此令牌已不存在。</translation>
    </message>
    <message>
        <source>The tokens of tools cannot be saved: %1 is not writable.</source>
        <translation>无法保存各工具的令牌：%1 不可写。</translation>
    </message>
    <message>
        <source>The file of the tools&apos; tokens, %1, cannot be used and could not be moved aside; remove it to let tools in again.</source>
        <translation>各工具的令牌文件 %1 无法使用，也无法移走；请将其删除，以便重新允许工具接入。</translation>
    </message>
    <message>
        <source>The tools&apos; tokens are from a newer Freshet, so no tool is let in until you make new ones; the newer file is now %1.</source>
        <translation>各工具的令牌来自更新版本的 Freshet，因此在您新建令牌之前不允许任何工具接入；较新的文件现为 %1。</translation>
    </message>
    <message>
        <source>The tools&apos; tokens could not be read, so no tool is let in until you make new ones; the old file is now %1.</source>
        <translation>无法读取各工具的令牌，因此在您新建令牌之前不允许任何工具接入；旧文件现为 %1。</translation>
    </message>
    <message>
        <source>There are %1 tokens already; revoke one that no tool needs.</source>
        <translation>已有 %1 个令牌；请吊销一个不再需要的。</translation>
    </message>
    <message>
        <source>A tool&apos;s name has 1 to %1 characters; choose another one.</source>
        <translation>工具名称的长度为 1 到 %1 个字符；请另选一个。</translation>
    </message>
    <message>
        <source>There is a token for &quot;%1&quot; already; choose another name, or revoke it.</source>
        <translation>“%1”已有令牌；请另选名称，或吊销该令牌。</translation>
    </message>
    <message>
        <source>A token has %1 to %2 characters: letters, digits and - . _ ~. Make one with, for example, `openssl rand -hex 32`.</source>
        <translation>令牌的长度为 %1 到 %2 个字符，可含字母、数字和 - . _ ~ 符号。可以这样生成一个：`openssl rand -hex 32`。</translation>
    </message>
</context>
<context>
    <name>freshet::AnswerNotifier</name>
    <message>
        <source>The answer is there</source>
        <translation>回答已完成</translation>
    </message>
    <message>
        <source>The answer ended early</source>
        <translation>回答提前结束</translation>
    </message>
</context>
<context>
    <name>freshet::AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>look display</source>
        <translation>外观 样式 界面 显示 appearance</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>theme light dark system mode night</source>
        <translation>主题 配色 浅色 深色 暗色 系统 模式 夜间 theme dark light</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>文字大小(&amp;S)</translation>
    </message>
    <message>
        <source>zoom font larger smaller percent</source>
        <translation>缩放 字体 字号 放大 缩小 百分比 font zoom</translation>
    </message>
    <message>
        <source>&amp;Wrap long lines in code</source>
        <translation>代码长行自动换行(&amp;W)</translation>
    </message>
    <message>
        <source>break scroll sideways</source>
        <translation>换行 折行 横向滚动 wrap</translation>
    </message>
    <message>
        <source>Draw &amp;formulas</source>
        <translation>绘制公式(&amp;F)</translation>
    </message>
    <message>
        <source>math maths LaTeX TeX dollar equation</source>
        <translation>数学 公式 方程 LaTeX TeX 美元符号 math formula</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>When this is off, wide code scrolls sideways. Alt+Z does the same in the window.</source>
        <translation>关闭后，较宽的代码将横向滚动。在窗口中按 Alt+Z 效果相同。</translation>
    </message>
    <message>
        <source>When this is off, answers show the source of formulas as it came.</source>
        <translation>关闭后，回答将原样显示公式的源码。</translation>
    </message>
    <message>
        <source>As the s&amp;ystem</source>
        <translation>跟随系统(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>重置(&amp;R)</translation>
    </message>
    <message>
        <source>Reset the text size</source>
        <translation>重置文字大小</translation>
    </message>
    <message>
        <source>Back to 100 %</source>
        <translation>恢复为 100%</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Ctrl++ and Ctrl+- do the same in the window.</source>
        <translation>在窗口中按 Ctrl++ 和 Ctrl+- 效果相同。</translation>
    </message>
    <message>
        <source>Text size in percent</source>
        <translation>文字大小（百分比）</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Of this program. Models answer in the language of the question.</source>
        <translation>指本程序的语言。模型会用提问所用的语言回答。</translation>
    </message>
    <message>
        <source>translation English German Deutsch Chinese 中文</source>
        <translation>翻译 英语 德语 中文 简体中文 language English Deutsch</translation>
    </message>
</context>
<context>
    <name>freshet::ArchiveController</name>
    <message>
        <source>There is nothing in this chat yet.</source>
        <translation>此对话中还没有内容。</translation>
    </message>
    <message>
        <source>There are no chats yet.</source>
        <translation>还没有对话。</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>JSON, with all branches (*.json)</source>
        <translation>JSON，包含所有分支 (*.json)</translation>
    </message>
    <message>
        <source>Exporting chats…</source>
        <translation>正在导出对话…</translation>
    </message>
    <message>
        <source>%1 could not be written. Check that you may write there and that the disk is not full.</source>
        <translation>无法写入 %1。请检查您在该处是否有写入权限，以及磁盘是否已满。</translation>
    </message>
    <message>
        <source>Import chats</source>
        <translation>导入对话</translation>
    </message>
    <message>
        <source>Exports of ChatGPT, Claude, Open WebUI and Freshet (*.json *.zip)</source>
        <translation>ChatGPT、Claude、Open WebUI 和 Freshet 的导出文件 (*.json *.zip)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Importing chats…</source>
        <translation>正在导入对话…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>There are no chats in this folder.</source>
        <translation>此文件夹中没有对话。</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>所选内容</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Printing failed. Check the printer and try again.</source>
        <translation>打印失败。请检查打印机，然后重试。</translation>
    </message>
    <message>
        <source>Chats are being exported, imported or printed already, perhaps in another window. Wait until that is done.</source>
        <translation>已经在导出、导入或打印对话，也许是在另一个窗口中。请等它完成。</translation>
    </message>
</context>
<context>
    <name>freshet::AttachmentChip</name>
    <message>
        <source>the model cannot see it</source>
        <translation>该模型看不到</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Remove %1, %2</source>
        <translation>移除 %1，%2</translation>
    </message>
    <message>
        <source>being read…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>freshet::AttachmentLoader</name>
    <message>
        <source>Picture.png</source>
        <translation>图片.png</translation>
    </message>
</context>
<context>
    <name>freshet::AttachmentStrip</name>
    <message>
        <source>Attached to your question</source>
        <translation>附加到问题的内容</translation>
    </message>
</context>
<context>
    <name>freshet::BaseUrlRow</name>
    <message>
        <source>Where the server is. A pasted endpoint is shortened to its base.</source>
        <translation>服务器的位置。粘贴的端点地址会缩短为基础地址。</translation>
    </message>
    <message>
        <source>R&amp;eset</source>
        <translation>重置(&amp;E)</translation>
    </message>
    <message>
        <source>Reset the base URL</source>
        <translation>重置基础 URL</translation>
    </message>
    <message>
        <source>Use the provider&apos;s own base URL</source>
        <translation>使用提供商自己的基础 URL</translation>
    </message>
    <message>
        <source>This is another server. A key stored for %1 stays there and is not sent to %2.</source>
        <translation>这是另一台服务器。为 %1 保存的密钥会留在原处，不会发送给 %2。</translation>
    </message>
    <message>
        <source>Looking for a server there…</source>
        <translation>正在那里查找服务器…</translation>
    </message>
    <message>
        <source>A server that speaks as this provider does was found at %1.</source>
        <translation>在 %1 找到了与该提供商协议相同的服务器。</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
</context>
<context>
    <name>freshet::BlockDocument</name>
    <message numerus="yes">
        <source> … %n more character(s); Copy takes them all</source>
        <translation>
            <numerusform> … 还有 %n 个字符；“复制”会包含全部内容</numerusform>
        </translation>
    </message>
    <message>
        <source>… the rest is not shown; Copy takes it all</source>
        <translation>… 其余部分未显示；“复制”会包含全部内容</translation>
    </message>
</context>
<context>
    <name>freshet::BudgetMeter</name>
    <message>
        <source>%1 / %2</source>
        <comment>tokens sent / taken</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>What will be sent, in estimated tokens</source>
        <translation>将要发送的内容，按估算的词元数</translation>
    </message>
    <message>
        <source>What will be sent: %1</source>
        <translation>将要发送的内容：%1</translation>
    </message>
</context>
<context>
    <name>freshet::ChatHeader</name>
    <message>
        <source>Show or hide the chats (F9)</source>
        <translation>显示或隐藏对话列表 (F9)</translation>
    </message>
    <message>
        <source>Choose a model (Ctrl+M)</source>
        <translation>选择模型 (Ctrl+M)</translation>
    </message>
    <message>
        <source>Documents to search in</source>
        <translation>要搜索的文档</translation>
    </message>
    <message>
        <source>Show the sources of the last answer</source>
        <translation>显示上一个回答的来源</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Sources: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Documents to search in:</source>
        <translation>要搜索的文档：</translation>
    </message>
    <message>
        <source>Model:</source>
        <translation>模型：</translation>
    </message>
</context>
<context>
    <name>freshet::ChatPage</name>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>questions answers</source>
        <translation>问题 提问 回答 聊天 chat</translation>
    </message>
    <message>
        <source>&amp;Model for questions</source>
        <translation>提问使用的模型(&amp;M)</translation>
    </message>
    <message>
        <source>default provider favourite</source>
        <translation>默认 提供商 收藏 default model</translation>
    </message>
    <message>
        <source>&amp;Enter sends the question</source>
        <translation>按 Enter 键发送问题(&amp;E)</translation>
    </message>
    <message>
        <source>return newline shortcut</source>
        <translation>回车 换行 快捷键 enter return</translation>
    </message>
    <message>
        <source>&amp;Instructions for every question</source>
        <translation>每次提问的指令(&amp;I)</translation>
    </message>
    <message>
        <source>system prompt role persona</source>
        <translation>系统提示词 角色 人设 system prompt</translation>
    </message>
    <message>
        <source>&amp;Temperature</source>
        <translation>温度(&amp;T)</translation>
    </message>
    <message>
        <source>generation parameters sampling creativity random</source>
        <translation>生成 参数 采样 创造性 随机 temperature</translation>
    </message>
    <message>
        <source>To&amp;p p</source>
        <translation>Top p(&amp;P)</translation>
    </message>
    <message>
        <source>generation parameters sampling nucleus top_p</source>
        <translation>生成 参数 采样 核采样 top_p</translation>
    </message>
    <message>
        <source>&amp;Longest answer, in tokens</source>
        <translation>最长回答的词元数(&amp;L)</translation>
    </message>
    <message>
        <source>generation parameters max tokens limit length</source>
        <translation>生成 参数 最大词元 限制 长度 max tokens</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>随机种子(&amp;D)</translation>
    </message>
    <message>
        <source>generation parameters random reproducible</source>
        <translation>生成 参数 随机 可重现 seed</translation>
    </message>
    <message>
        <source>&amp;Reasoning effort</source>
        <translation>推理强度(&amp;R)</translation>
    </message>
    <message>
        <source>generation parameters thinking</source>
        <translation>生成 参数 思考 推理 reasoning effort thinking</translation>
    </message>
    <message>
        <source>St&amp;op texts</source>
        <translation>停止文本(&amp;O)</translation>
    </message>
    <message>
        <source>generation parameters sequences end</source>
        <translation>生成 参数 停止序列 结束 stop</translation>
    </message>
    <message>
        <source>0 to 2. Higher is more varied, lower more predictable.</source>
        <translation>0 到 2。数值越大越多样，越小越可预测。</translation>
    </message>
    <message>
        <source>The temperature is a number from 0 to 2.</source>
        <translation>温度是 0 到 2 之间的数字。</translation>
    </message>
    <message>
        <source>0 to 1. Leaves out unlikely words; usually changed instead of the temperature.</source>
        <translation>0 到 1。略去可能性低的词；通常用它代替温度来调整。</translation>
    </message>
    <message>
        <source>Top p is a number from 0 to 1.</source>
        <translation>Top p 是 0 到 1 之间的数字。</translation>
    </message>
    <message>
        <source>A token is about three quarters of a word. Answers end there.</source>
        <translation>一个词元约为一个汉字或四分之三个英文单词。回答到此长度为止。</translation>
    </message>
    <message>
        <source>The longest answer is a whole number of tokens, at least 1.</source>
        <translation>最长回答的词元数是不小于 1 的整数。</translation>
    </message>
    <message>
        <source>The same number gives similar answers to the same question, where supported.</source>
        <translation>在支持的模型上，相同的数字会对相同的问题给出相近的回答。</translation>
    </message>
    <message>
        <source>The seed is a whole number, at least 0.</source>
        <translation>随机种子是不小于 0 的整数。</translation>
    </message>
    <message>
        <source>Model for questions: %1</source>
        <translation>提问使用的模型：%1</translation>
    </message>
    <message>
        <source>The window&apos;s model button changes the same.</source>
        <translation>窗口中的模型按钮更改的是同一项设置。</translation>
    </message>
    <message>
        <source>Shift+Enter begins a new line. When this is off, Ctrl+Enter sends.</source>
        <translation>按 Shift+Enter 换行。关闭后改用 Ctrl+Enter 发送。</translation>
    </message>
    <message>
        <source>For example: Answer in German. I am a nurse; skip the basics.</source>
        <translation>例如：请用中文回答。我是护士，基础知识可以略过。</translation>
    </message>
    <message>
        <source>The system prompt: sent before each of your questions.</source>
        <translation>即系统提示词：在您的每个问题之前发送。</translation>
    </message>
    <message>
        <source>As the provider decides</source>
        <translation>由提供商决定</translation>
    </message>
    <message>
        <source>How long a reasoning model thinks before it answers. Other models ignore it.</source>
        <translation>推理模型在回答之前思考多久。其他模型会忽略此项。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>One a line. An answer ends before the first of them.</source>
        <translation>每行一个。回答会在首次出现其中任何一个之前结束。</translation>
    </message>
    <message>
        <source>A model names &amp;chats</source>
        <translation>由模型为对话命名(&amp;C)</translation>
    </message>
    <message>
        <source>title heading name first question</source>
        <translation>标题 名称 命名 第一个问题 title</translation>
    </message>
    <message>
        <source>The model that gave a chat&apos;s first answer is asked for a title, which costs a few tokens. When this is off, a chat is named by its first question, here.</source>
        <translation>会请给出首个回答的模型拟一个标题，需要少量词元。关闭后，在本机以第一个问题作为对话的名称。</translation>
    </message>
</context>
<context>
    <name>freshet::ChatPanel</name>
    <message>
        <source>Drop it here to attach it to your question.
Folders are added to your documents.</source>
        <translation>拖放到此处即可附加到您的问题。
文件夹会添加到您的文档中。</translation>
    </message>
</context>
<context>
    <name>freshet::CollectionPanel</name>
    <message>
        <source>&amp;New…</source>
        <translation>新建(&amp;N)…</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>文档集</translation>
    </message>
    <message>
        <source>Make a collection for documents that belong together</source>
        <translation>为同属一类的文档新建文档集</translation>
    </message>
    <message>
        <source>Takes the collection out of Freshet. The files themselves stay.</source>
        <translation>将该文档集从 Freshet 中移除。文件本身会保留。</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>文档集</translation>
    </message>
    <message>
        <source>%1, local</source>
        <translation>%1，本机</translation>
    </message>
    <message>
        <source>%1, only for models on this machine</source>
        <translation>%1，仅供本机上的模型使用</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>新建文档集</translation>
    </message>
    <message>
        <source>Name of the collection</source>
        <translation>文档集名称</translation>
    </message>
    <message>
        <source>Make the collection</source>
        <translation>新建该文档集</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message>
        <source>Give the collection another name (F2)</source>
        <translation>给文档集换一个名称 (F2)</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>New name of &quot;%1&quot;</source>
        <translation>“%1”的新名称</translation>
    </message>
    <message>
        <source>Rename a collection</source>
        <translation>重命名文档集</translation>
    </message>
    <message>
        <source>Rename the collection</source>
        <translation>重命名文档集</translation>
    </message>
    <message>
        <source>A collection needs a name.</source>
        <translation>文档集需要一个名称。</translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; belongs to the guide to Freshet. Choose another one.</source>
        <translation>名称“%1”属于 Freshet 指南。请选择另一个。</translation>
    </message>
    <message>
        <source>There is a collection &quot;%1&quot; already. Choose another name.</source>
        <translation>已经有一个名为“%1”的文档集。请选择另一个名称。</translation>
    </message>
</context>
<context>
    <name>freshet::CommandPalette</name>
    <message>
        <source>Find a command or a chat</source>
        <translation>查找命令或对话</translation>
    </message>
    <message>
        <source>Commands and chats</source>
        <translation>命令与对话</translation>
    </message>
</context>
<context>
    <name>freshet::CompareDialog</name>
    <message>
        <source>Ask several models</source>
        <translation>向多个模型提问</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>问题(&amp;Q)</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Models, side by side</source>
        <translation>并排比较的模型</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
    <message>
        <source>Without this model</source>
        <translation>去掉此模型</translation>
    </message>
    <message>
        <source>One more model</source>
        <translation>再加一个模型</translation>
    </message>
    <message numerus="yes">
        <source>Ask %n models</source>
        <translation>
            <numerusform>向 %n 个模型提问</numerusform>
        </translation>
    </message>
    <message>
        <source>Without model %1, %2</source>
        <translation>不用模型 %1：%2</translation>
    </message>
</context>
<context>
    <name>freshet::CompareView</name>
    <message>
        <source>Back to the chat (Esc)</source>
        <translation>返回对话 (Esc)</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>返回对话</translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation>%1 的回答</translation>
    </message>
    <message>
        <source>Go on with this answer</source>
        <translation>以此回答继续</translation>
    </message>
    <message>
        <source>Go on with this answer, %1</source>
        <translation>以此回答继续，%1</translation>
    </message>
</context>
<context>
    <name>freshet::Composer</name>
    <message>
        <source>Attach files, or add documents</source>
        <translation>附加文件或添加文档</translation>
    </message>
    <message>
        <source>Attach to this question…</source>
        <translation>附加到此问题…</translation>
    </message>
    <message>
        <source>Add files to my documents…</source>
        <translation>将文件添加到我的文档…</translation>
    </message>
    <message>
        <source>Add a folder to my documents…</source>
        <translation>将文件夹添加到我的文档…</translation>
    </message>
    <message>
        <source>Editing an earlier question: its answers are kept</source>
        <translation>正在编辑先前的问题：它的回答会保留</translation>
    </message>
    <message>
        <source>Leave the question as it is</source>
        <translation>保持问题不变</translation>
    </message>
    <message>
        <source>Ask the next question…</source>
        <translation>输入下一个问题…</translation>
    </message>
    <message>
        <source>Ask anything…</source>
        <translation>请输入问题…</translation>
    </message>
    <message>
        <source>Answers are quotes from your documents now: what is attached is not read. Choose a model, or ask without.</source>
        <translation>现在的回答是您的文档的摘录：附加的内容不会被读取。请选择一个模型，或去掉附件再提问。</translation>
    </message>
    <message>
        <source>This model cannot see pictures. Choose another one, or ask without the pictures.</source>
        <translation>该模型看不到图片。请选择其他模型，或去掉图片再提问。</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>停止 (Esc)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is still being read. Send when it is there.</source>
        <translation>“%1”仍在读取。请等读取完成后再发送。</translation>
    </message>
    <message>
        <source>The pictures are larger than 20 MB together. Remove one of them.</source>
        <translation>图片合计超过 20 MB。请移除其中一张。</translation>
    </message>
    <message>
        <source>Write a question to go with what is attached.</source>
        <translation>请写一个问题，与附加的内容一起发送。</translation>
    </message>
</context>
<context>
    <name>freshet::ComposerController</name>
    <message>
        <source>Up to %1 files go with a question. Add the others to your documents.</source>
        <translation>一个问题最多可附带 %1 个文件。请将其余文件添加到您的文档中。</translation>
    </message>
    <message>
        <source>Attach to this question</source>
        <translation>附加到此问题</translation>
    </message>
    <message>
        <source>Nothing is sent: the answer is made of quotes from your documents, here.</source>
        <translation>不会发送任何内容：回答由您的文档的摘录组成，在本机生成。</translation>
    </message>
</context>
<context>
    <name>freshet::ComposerField</name>
    <message>
        <source>Your question</source>
        <translation>您的问题</translation>
    </message>
</context>
<context>
    <name>freshet::ComposerHint</name>
    <message>
        <source>Choose another model</source>
        <translation>选择其他模型</translation>
    </message>
    <message>
        <source>Remove what is not taken</source>
        <translation>移除不能接收的内容</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>关闭此通知</translation>
    </message>
</context>
<context>
    <name>freshet::ConnectedTools</name>
    <message>
        <source>None.</source>
        <translation>无。</translation>
    </message>
    <message>
        <source>Connected tools</source>
        <translation>已连接的工具</translation>
    </message>
    <message>
        <source>WebSocket, since %1</source>
        <translation>WebSocket，自 %1 起</translation>
    </message>
    <message>
        <source>HTTP, since %1</source>
        <translation>HTTP，自 %1 起</translation>
    </message>
</context>
<context>
    <name>freshet::ConnectionRow</name>
    <message>
        <source>Chat works. %1: %2</source>
        <translation>对话正常。%1：%2</translation>
    </message>
    <message>
        <source>Stopped at %1: %2</source>
        <translation>停在“%1”这一步：%2</translation>
    </message>
    <message>
        <source>The server is there. %1: %2</source>
        <translation>服务器已找到。%1：%2</translation>
    </message>
    <message>
        <source>It works, with a warning at %1: %2</source>
        <translation>连接正常，但“%1”有警告：%2</translation>
    </message>
    <message>
        <source>It works: %1 of %1.</source>
        <translation>连接正常：%1/%1 项全部通过。</translation>
    </message>
    <message>
        <source>It works: %1 of %2, %3 skipped.</source>
        <translation>连接正常：%2 项中通过 %1 项，跳过 %3 项。</translation>
    </message>
    <message>
        <source>Asks the server step by step, with the key that is saved. A model is asked two tiny questions, which may cost a fraction of a cent.</source>
        <translation>使用已保存的密钥逐步询问服务器。会向一个模型提出两个极小的问题，可能花费不到一美分。</translation>
    </message>
    <message>
        <source>Cop&amp;y report</source>
        <translation>复制报告(&amp;Y)</translation>
    </message>
    <message>
        <source>Copies what was found, without the key, for asking somebody else</source>
        <translation>复制测试结果（不含密钥），便于向他人求助</translation>
    </message>
    <message>
        <source>Testing the connection…</source>
        <translation>正在测试连接…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>%1 Test again to see whether it works now.</source>
        <translation>%1请重新测试，看看现在是否正常。</translation>
    </message>
    <message>
        <source>Something was changed since this test.</source>
        <translation>此次测试之后有设置被更改。</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Test again</source>
        <translation>重新测试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>测试连接(&amp;T)</translation>
    </message>
    <message>
        <source>Stop the connection test</source>
        <translation>停止连接测试</translation>
    </message>
    <message>
        <source>Hide &amp;details</source>
        <translation>隐藏详情(&amp;D)</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>显示详情(&amp;D)</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>报告已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>freshet::ConnectionStepList</name>
    <message>
        <source>Steps of the connection test</source>
        <translation>连接测试的步骤</translation>
    </message>
</context>
<context>
    <name>freshet::ConnectionStepView</name>
    <message>
        <source>%1&#xa0;ms</source>
        <translation>%1&#xa0;毫秒</translation>
    </message>
    <message>
        <source>%1&#xa0;s</source>
        <translation>%1&#xa0;秒</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>Use it as %1</source>
        <translation>作为 %1 使用</translation>
    </message>
    <message>
        <source>Use the model %1</source>
        <translation>使用模型 %1</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationController</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>Delete the folder…</source>
        <translation>删除文件夹…</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>Delete 1 chat for good? This cannot be undone.</source>
        <translation>要永久删除 1 个对话吗？此操作无法撤消。</translation>
    </message>
    <message>
        <source>Delete %L1 chats for good? This cannot be undone.</source>
        <translation>要永久删除 %L1 个对话吗？此操作无法撤消。</translation>
    </message>
    <message>
        <source>Delete the folder</source>
        <translation>删除文件夹</translation>
    </message>
    <message>
        <source>Delete the folder “%1”? Its chats stay.</source>
        <translation>要删除文件夹“%1”吗？其中的对话会保留。</translation>
    </message>
    <message>
        <source>Temporary chat: nothing of it is stored, and it is gone when it is closed or Freshet ends.</source>
        <translation>临时对话：不存储任何内容，关闭对话或退出 Freshet 后即消失。</translation>
    </message>
    <message>
        <source>This chat is in the trash. Asking in it takes it out.</source>
        <translation>此对话在回收站中。在其中提问即可恢复。</translation>
    </message>
    <message>
        <source>This chat is in the archive. Asking in it takes it out.</source>
        <translation>此对话在归档中。在其中提问即可取回。</translation>
    </message>
    <message>
        <source>Export folder…</source>
        <translation>导出文件夹…</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationListModel</name>
    <message>
        <source>writing…</source>
        <translation>正在书写…</translation>
    </message>
    <message>
        <source>Folder %1, open</source>
        <translation>文件夹 %1，已展开</translation>
    </message>
    <message>
        <source>Folder %1, closed</source>
        <translation>文件夹 %1，已折叠</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationMenu</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Close the temporary chat…</source>
        <translation>关闭临时对话…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>无文件夹</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation>编辑标签…</translation>
    </message>
    <message>
        <source>Show all with #%1</source>
        <translation>显示所有带 #%1 的对话</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>在新窗口中打开</translation>
    </message>
    <message>
        <source>Chosen chats: %L1</source>
        <translation>选中的对话：%L1</translation>
    </message>
    <message>
        <source>Close the temporary chats…</source>
        <translation>关闭临时对话…</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationPanel</name>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>搜索对话</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Back to the chats</source>
        <translation>返回对话列表</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Words of the title, or #tag</source>
        <translation>标题中的词，或 #标签</translation>
    </message>
    <message>
        <source>No chat here has that in its title.</source>
        <translation>这里没有标题包含这些词的对话。</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Chats here are deleted for good after 30 days.</source>
        <translation>这里的对话会在 30 天后永久删除。</translation>
    </message>
    <message>
        <source>The archive is empty. Chats that you archive stay here until you take them out.</source>
        <translation>归档是空的。您归档的对话会一直留在这里，直到您将其取回。</translation>
    </message>
    <message>
        <source>Archived chats</source>
        <translation>已归档的对话</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationRows</name>
    <message>
        <source>1 day left</source>
        <translation>剩余 1 天</translation>
    </message>
    <message>
        <source>%1 days left</source>
        <translation>剩余 %1 天</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Temporary</source>
        <translation>临时</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentController</name>
    <message>
        <source>Reading documents…</source>
        <translation>正在读取文档…</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Reading document %1 of %2: %3</source>
        <translation>正在读取第 %1 个文档，共 %2 个：%3</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>已添加 %1。</translation>
    </message>
    <message>
        <source>%1 had not changed.</source>
        <translation>%1没有变化。</translation>
    </message>
    <message>
        <source>%1 no longer there left the index.</source>
        <translation>%1已不存在，已从索引中移除。</translation>
    </message>
    <message>
        <source>%1 of other kinds left out.</source>
        <translation>%1因类型不符而略过。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1无法读取：%2</translation>
    </message>
    <message>
        <source>No documents were found there.</source>
        <translation>那里没有找到文档。</translation>
    </message>
    <message>
        <source>Documents: %1</source>
        <translation>文档：%1</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>%1 collections</source>
        <translation>%1 个文档集</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>The collection &quot;%1&quot; is not there any more, and no longer searched.</source>
        <translation>文档集“%1”已不存在，不再搜索。</translation>
    </message>
    <message>
        <source>Answer in this chat from</source>
        <translation>在此对话中回答时参考</translation>
    </message>
    <message>
        <source>As in new chats</source>
        <translation>与新对话相同</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentListModel</name>
    <message>
        <source>Indexed</source>
        <translation>已编入索引</translation>
    </message>
    <message>
        <source>Holds no text</source>
        <translation>没有文字</translation>
    </message>
    <message>
        <source>Kept as it was: %1</source>
        <translation>保留原有内容：%1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>主机名</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentOpener</name>
    <message>
        <source>&quot;%1&quot; is not among your documents any more, so it is not opened.</source>
        <translation>“%1”已不在您的文档之中，因此不会打开。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not there any more: it was moved, renamed or deleted.</source>
        <translation>“%1”已不存在：它已被移动、重命名或删除。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may start a program, so it is shown in its folder and not opened.</source>
        <translation>“%1”可能会启动程序，因此没有打开，而是在其文件夹中显示。</translation>
    </message>
    <message>
        <source>No program was found that opens &quot;%1&quot;.</source>
        <translation>没有找到能打开“%1”的程序。</translation>
    </message>
    <message>
        <source>No file manager was found that shows &quot;%1&quot;.</source>
        <translation>没有找到能显示“%1”的文件管理器。</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentsPage</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>files retrieval sources</source>
        <translation>文件 检索 来源 资料 documents files</translation>
    </message>
    <message>
        <source>index guide default remove add folder</source>
        <translation>索引 指南 默认 移除 添加 文件夹 collection</translation>
    </message>
    <message>
        <source>&amp;Passages for a question</source>
        <translation>每个问题附带的段落数(&amp;P)</translation>
    </message>
    <message>
        <source>top k how many context</source>
        <translation>数量 多少 上下文 top k passages</translation>
    </message>
    <message>
        <source>The best ones go along with each question. More cost more and take longer.</source>
        <translation>每个问题会附带最相关的段落。段落越多，费用越高，耗时越长。</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>文档集</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>文档集</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>添加文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a f&amp;older…</source>
        <translation>添加文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>Takes the collection out of Freshet. The files themselves stay.</source>
        <translation>将该文档集从 Freshet 中移除。文件本身会保留。</translation>
    </message>
    <message>
        <source>Removed &quot;%1&quot; with %2.</source>
        <translation>已移除“%1”，共 %2。</translation>
    </message>
    <message>
        <source>&amp;Embedding model</source>
        <translation>嵌入模型(&amp;E)</translation>
    </message>
    <message>
        <source>vectors meaning semantic similar hybrid</source>
        <translation>向量 含义 语义 相似 混合</translation>
    </message>
    <message>
        <source>none; for example %1</source>
        <translation>无；例如 %1</translation>
    </message>
    <message>
        <source>Finds passages by their meaning, too. The texts of your documents, and each question, go to its provider. Empty: words alone find them.</source>
        <translation>也按含义查找段落。文档的文本和每个问题都会发送给该模型的提供商。留空则只按字词查找。</translation>
    </message>
    <message>
        <source>No provider is called so. Write the provider and its model, such as %1.</source>
        <translation>没有叫这个名字的提供商。请写出提供商和它的模型，例如 %1。</translation>
    </message>
    <message>
        <source>%1 It is tried again by itself.</source>
        <translation>%1 会自动重试。</translation>
    </message>
    <message>
        <source>Your documents are being embedded in the background.</source>
        <translation>正在后台嵌入您的文档。</translation>
    </message>
    <message>
        <source>Your documents are embedded.</source>
        <translation>您的文档已嵌入。</translation>
    </message>
    <message>
        <source>New chats &amp;answer from these collections</source>
        <translation>新对话回答时参考这些文档集(&amp;A)</translation>
    </message>
    <message>
        <source>Passages of ticked ones go along with questions, until you choose others above a chat.</source>
        <translation>勾选的文档集中的段落会随问题一起发送，直到您在某个对话上方另行选择。</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentsPanel</name>
    <message>
        <source>Only models on this machine may read this collection</source>
        <translation>只有本机上的模型可以读取此文档集</translation>
    </message>
    <message>
        <source>No passage of it goes to a provider on another machine, neither for an answer nor to find passages by their meaning.</source>
        <translation>其中的段落不会发送给其他机器上的提供商，无论是为了回答，还是为了按含义查找段落。</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>添加文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a f&amp;older…</source>
        <translation>添加文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Remo&amp;ve…</source>
        <translation>移除(&amp;V)…</translation>
    </message>
    <message>
        <source>Read the failed documents that are chosen once more; all of them where none is chosen</source>
        <translation>重新读取所选的失败文档；未选择时重新读取全部失败文档</translation>
    </message>
    <message>
        <source>Takes the chosen documents out of the collection. The files themselves stay.</source>
        <translation>将所选文档移出文档集。文件本身会保留。</translation>
    </message>
    <message>
        <source>The guide to Freshet comes with the program and cannot be changed.</source>
        <translation>Freshet 指南随程序提供，无法更改。</translation>
    </message>
    <message>
        <source>Nothing is in this collection yet. Drop files or folders here, or add them below.</source>
        <translation>此文档集中还没有内容。请将文件或文件夹拖放到这里，或在下方添加。</translation>
    </message>
    <message>
        <source>%1, %L2 of them failed</source>
        <translation>%1，其中 %L2 个失败</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Remove documents</source>
        <translation>移除文档</translation>
    </message>
    <message>
        <source>Take %1 out of &quot;%2&quot;? Your files stay where they are; Freshet only forgets what it read in them, until they are added again.</source>
        <translation>要将%1移出“%2”吗？您的文件会留在原处；Freshet 只是不再记得从中读到的内容，直到重新添加。</translation>
    </message>
    <message>
        <source>Remove the documents</source>
        <translation>移除这些文档</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointAddress</name>
    <message>
        <source>Told here while it listens.</source>
        <translation>开始监听后在此显示。</translation>
    </message>
    <message>
        <source>For tools that speak Freshet&apos;s WebSocket</source>
        <translation>用于支持 Freshet 自有 WebSocket 的工具</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>复制地址(&amp;A)</translation>
    </message>
    <message>
        <source>For tools made for OpenAI: their base URL</source>
        <translation>用于面向 OpenAI 的工具：即它们的基础 URL</translation>
    </message>
    <message>
        <source>Copy &amp;base URL</source>
        <translation>复制基础 URL(&amp;B)</translation>
    </message>
    <message>
        <source>%1 is on the clipboard.</source>
        <translation>%1 已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointIndicator</name>
    <message>
        <source>Local endpoint on</source>
        <translation>本地端点已开启</translation>
    </message>
    <message>
        <source>Local endpoint on · 1 query</source>
        <translation>本地端点已开启 · 1 个查询</translation>
    </message>
    <message>
        <source>Local endpoint on · %1 queries</source>
        <translation>本地端点已开启 · %1 个查询</translation>
    </message>
    <message>
        <source>Endpoint on</source>
        <translation>端点已开启</translation>
    </message>
    <message>
        <source>Endpoint on · %1</source>
        <translation>端点已开启 · %1</translation>
    </message>
    <message>
        <source>Other programs on this machine can ask through Freshet at %1. Click for its settings.</source>
        <translation>本机的其他程序可以在 %1 通过 Freshet 提问。点击可打开其设置。</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointLabel</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Streamed chat</source>
        <translation>流式对话</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointLimits</name>
    <message>
        <source>Co&amp;nnections at once</source>
        <translation>同时连接数(&amp;N)</translation>
    </message>
    <message>
        <source>What comes beyond is turned away.</source>
        <translation>超出的连接会被拒绝。</translation>
    </message>
    <message>
        <source>&amp;Queries at once</source>
        <translation>同时查询数(&amp;Q)</translation>
    </message>
    <message>
        <source>Of all tools together. Others wait for their turn; your own never wait.</source>
        <translation>所有工具合计。其余的排队等候；您自己的查询从不等候。</translation>
    </message>
    <message>
        <source>Queries at once on one conn&amp;ection</source>
        <translation>每个连接的同时查询数(&amp;E)</translation>
    </message>
    <message>
        <source>So that one tool cannot keep the others waiting.</source>
        <translation>以免某个工具让其他工具久等。</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointOrigins</name>
    <message>
        <source>None; for example http://localhost:3000</source>
        <translation>无；例如 http://localhost:3000</translation>
    </message>
    <message>
        <source>Web pages that may ask</source>
        <translation>允许提问的网页</translation>
    </message>
    <message>
        <source>Not an origin: %1. Write scheme, host and port only, as in http://localhost:3000.</source>
        <translation>不是来源站点：%1。只写协议、主机和端口，例如 http://localhost:3000。</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointPage</name>
    <message>
        <source>Local endpoint</source>
        <translation>本地端点</translation>
    </message>
    <message>
        <source>server api websocket http openai other programs tools</source>
        <translation>服务器 接口 其他程序 工具 api websocket http openai endpoint</translation>
    </message>
    <message>
        <source>Let other programs on this machine ask through Freshet</source>
        <translation>允许本机的其他程序通过 Freshet 提问</translation>
    </message>
    <message>
        <source>switch on off enable listen</source>
        <translation>开关 开启 关闭 启用 监听</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>number 8765 listen</source>
        <translation>端口号 8765 监听 port</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>url base copy</source>
        <translation>网址 基础地址 复制 url</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>access secret scopes permission budget limit revoke</source>
        <translation>访问 密码 权限范围 许可 预算 限额 吊销 token</translation>
    </message>
    <message>
        <source>Connected now</source>
        <translation>当前连接</translation>
    </message>
    <message>
        <source>tools clients connections</source>
        <translation>工具 客户端 连接</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>running stop log history what tools ask</source>
        <translation>正在运行 停止 日志 历史 工具的提问</translation>
    </message>
    <message>
        <source>&amp;Web pages that may ask</source>
        <translation>允许提问的网页(&amp;W)</translation>
    </message>
    <message>
        <source>allowed origins browser cors extension</source>
        <translation>允许 来源站点 浏览器 扩展 origin cors</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>connections queries at once</source>
        <translation>连接 查询 同时 并发</translation>
    </message>
    <message>
        <source>One origin a line. Every other page is turned away, whatever it knows; these still need a token.</source>
        <translation>每行一个来源站点。其他网页无论知道什么都会被拒绝；列出的网页仍然需要令牌。</translation>
    </message>
    <message>
        <source>&amp;Switched on</source>
        <translation>开启(&amp;S)</translation>
    </message>
    <message>
        <source>Programs that you give a token can then use your providers, models and keys while this window is open, without seeing a key. Nobody outside this machine can.</source>
        <translation>此窗口打开期间，获得令牌的程序可以使用您的提供商、模型和密钥，但看不到任何密钥。本机之外无人能够使用。</translation>
    </message>
    <message>
        <source>0 takes any free one. A new port closes all connections.</source>
        <translation>0 表示使用任意空闲端口。更改端口会断开所有连接。</translation>
    </message>
    <message>
        <source>It listens on port %1.</source>
        <translation>正在监听端口 %1。</translation>
    </message>
    <message>
        <source>It does not listen: see the port below.</source>
        <translation>没有监听：请查看下方的端口。</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointPort</name>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>The port is a number from 1024 to 65535, or 0 for any free one.</source>
        <translation>端口是 1024 到 65535 之间的数字，或者用 0 表示任意空闲端口。</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointWords</name>
    <message>
        <source>ask models</source>
        <translation>向模型提问</translation>
    </message>
    <message>
        <source>see models and settings</source>
        <translation>查看模型与设置</translation>
    </message>
    <message>
        <source>refresh model lists</source>
        <translation>刷新模型列表</translation>
    </message>
    <message>
        <source>read your documents</source>
        <translation>读取您的文档</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>&amp;Ask models</source>
        <translation>向模型提问(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;See models and settings</source>
        <translation>查看模型与设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Refresh model lists</source>
        <translation>刷新模型列表(&amp;R)</translation>
    </message>
    <message>
        <source>Read your &amp;documents</source>
        <translation>读取您的文档(&amp;D)</translation>
    </message>
    <message>
        <source>Questions go to your providers and may cost money. The tool never sees a key.</source>
        <translation>问题会发送给您的提供商，可能产生费用。工具看不到任何密钥。</translation>
    </message>
    <message>
        <source>Which providers and models there are, their addresses and prices. Never a key.</source>
        <translation>有哪些提供商和模型，以及它们的地址和价格。绝不包含密钥。</translation>
    </message>
    <message>
        <source>Makes Freshet ask a provider again which models it has.</source>
        <translation>让 Freshet 重新询问提供商有哪些模型。</translation>
    </message>
    <message>
        <source>Searches all your collections and gets passages of them. Without it only the guide is searched.</source>
        <translation>搜索您的所有文档集并取得其中的段落。没有此权限时只搜索指南。</translation>
    </message>
    <message>
        <source>May do nothing.</source>
        <translation>没有任何权限。</translation>
    </message>
    <message>
        <source>May %1.</source>
        <translation>可以%1。</translation>
    </message>
    <message>
        <source>Today: queries %1, tokens %2.</source>
        <translation>今天：查询 %1，词元 %2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has used up its budget for %2. Give it more in Settings, Local endpoint.</source>
        <translation>“%1”已用完 %2 的限额。可在“设置”的“本地端点”中提高限额。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
</context>
<context>
    <name>freshet::EvaluationController</name>
    <message>
        <source>Removed the question.</source>
        <translation>已移除该问题。</translation>
    </message>
    <message>
        <source>Removed %L1 questions.</source>
        <translation>已移除 %L1 个问题。</translation>
    </message>
    <message>
        <source>Kept to compare: all later runs are shown beside this one.</source>
        <translation>已保留用于比较：以后的每次运行都会与这一次并列显示。</translation>
    </message>
    <message>
        <source>Each run is shown beside the one before it again.</source>
        <translation>每次运行将重新与前一次并列显示。</translation>
    </message>
    <message>
        <source>Removed the questions about collections that are gone.</source>
        <translation>已移除关于不复存在的文档集的问题。</translation>
    </message>
    <message>
        <source>Saved the question.</source>
        <translation>已保存该问题。</translation>
    </message>
    <message>
        <source>The saved question expects this passage already.</source>
        <translation>已保存的问题已经预期此段落。</translation>
    </message>
    <message>
        <source>Saved: this question expects this passage. Run it under “Evaluation”.</source>
        <translation>已保存：此问题预期此段落。请在“评估”中运行。</translation>
    </message>
    <message>
        <source>Saved: this question now expects %L1 passages.</source>
        <translation>已保存：此问题现在预期 %L1 个段落。</translation>
    </message>
    <message>
        <source>They are about this collection now; the list tells whose document is not in it.</source>
        <translation>它们现在属于此文档集；列表会标明哪些问题的文档不在其中。</translation>
    </message>
    <message>
        <source>Stopped; nothing of this run is kept.</source>
        <translation>已停止；本次运行的内容均未保留。</translation>
    </message>
    <message>
        <source>All questions are asked.</source>
        <translation>所有问题均已提问。</translation>
    </message>
    <message>
        <source>All questions about &quot;%1&quot; are asked.</source>
        <translation>关于“%1”的所有问题均已提问。</translation>
    </message>
</context>
<context>
    <name>freshet::EvaluationListModel</name>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 处</translation>
    </message>
</context>
<context>
    <name>freshet::EvaluationPanel</name>
    <message>
        <source>About this question</source>
        <translation>关于此问题</translation>
    </message>
    <message>
        <source>&amp;Run the questions</source>
        <translation>运行问题(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Add a question…</source>
        <translation>添加问题(&amp;A)…</translation>
    </message>
    <message>
        <source>Ed&amp;it…</source>
        <translation>编辑(&amp;I)…</translation>
    </message>
    <message>
        <source>Remo&amp;ve…</source>
        <translation>移除(&amp;V)…</translation>
    </message>
    <message>
        <source>Search for each of them and see where what is expected stands</source>
        <translation>逐一查找，并显示预期段落的位置</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What the runs came to</source>
        <translation>各次运行的结果</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Nothing is in this collection yet, so there is nothing to ask about. Add documents to it first.</source>
        <translation>此文档集中还没有内容，因此无可提问。请先添加文档。</translation>
    </message>
    <message>
        <source>Compare with the run &amp;before again</source>
        <translation>重新与前一次运行比较(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Keep this run to compare</source>
        <translation>保留此次运行以作比较(&amp;K)</translation>
    </message>
    <message>
        <source>Each run is then shown beside the one before it</source>
        <translation>此后每次运行都与前一次并列显示</translation>
    </message>
    <message>
        <source>All later runs are shown beside this one, until another is kept</source>
        <translation>以后的每次运行都会与这一次并列显示，直到保留另一次运行</translation>
    </message>
    <message>
        <source>Remove the question &quot;%1&quot;? What earlier runs found for it stays in them.</source>
        <translation>要移除问题“%1”吗？之前的运行为它找到的内容会保留在其中。</translation>
    </message>
    <message>
        <source>Remove %L1 questions? What earlier runs found for them stays in them.</source>
        <translation>要移除 %L1 个问题吗？之前的运行为它们找到的内容会保留在其中。</translation>
    </message>
    <message>
        <source>Remove questions</source>
        <translation>移除问题</translation>
    </message>
    <message>
        <source>Remove the question</source>
        <translation>移除问题</translation>
    </message>
    <message>
        <source>Remove the questions</source>
        <translation>移除这些问题</translation>
    </message>
    <message>
        <source>Remove the question about a collection that is gone?</source>
        <translation>要移除关于不复存在的文档集的问题吗？</translation>
    </message>
    <message>
        <source>Remove %L1 questions about collections that are gone?</source>
        <translation>要移除关于不复存在的文档集的 %L1 个问题吗？</translation>
    </message>
</context>
<context>
    <name>freshet::EvaluationRunBar</name>
    <message>
        <source>Asking the questions</source>
        <translation>正在提问</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop asking; what was kept before stays</source>
        <translation>停止提问；之前保留的内容不受影响</translation>
    </message>
    <message>
        <source>Asking the questions of &quot;%1&quot;: %2 of %3</source>
        <translation>正在提问“%1”的问题：第 %2 个，共 %3 个</translation>
    </message>
</context>
<context>
    <name>freshet::FindBar</name>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Aa</source>
        <comment>button: match upper and lower case</comment>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>上一个结果 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>下一个结果 (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
</context>
<context>
    <name>freshet::Fold</name>
    <message>
        <source>Shown below; press to hide</source>
        <translation>内容显示在下方；按下可隐藏</translation>
    </message>
    <message>
        <source>Hidden; press to show</source>
        <translation>内容已隐藏；按下可显示</translation>
    </message>
</context>
<context>
    <name>freshet::GeneralPage</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>&amp;Keep model lists fresh</source>
        <translation>保持模型列表最新(&amp;K)</translation>
    </message>
    <message>
        <source>automatic refresh update network</source>
        <translation>自动 刷新 更新 网络 refresh</translation>
    </message>
    <message>
        <source>Settings in a file</source>
        <translation>设置文件</translation>
    </message>
    <message>
        <source>export import backup move transfer</source>
        <translation>导出 导入 备份 迁移 转移 export import</translation>
    </message>
    <message>
        <source>Freshet asks the providers that you use for their models when it starts and when you choose one. Off: only when you press Refresh.</source>
        <translation>Freshet 在启动时以及您选择提供商时，会向您使用的提供商询问有哪些模型。关闭后：仅在您点击“刷新”时询问。</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>Export the settings to a file</source>
        <translation>将设置导出到文件</translation>
    </message>
    <message>
        <source>Import settings from a file</source>
        <translation>从文件导入设置</translation>
    </message>
    <message>
        <source>For another machine. Keys and extra headers never go into the file.</source>
        <translation>用于另一台计算机。密钥和附加标头绝不会写入该文件。</translation>
    </message>
    <message>
        <source>Export the settings</source>
        <translation>导出设置</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>导入设置</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>设置 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>已导出到 %1。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The file leads these providers to other servers. Questions and documents would go there. Take only what you know.

%1</source>
        <translation>该文件会将以下提供商指向其他服务器。问题和文档将发送到那里。请只采用您了解的服务器。

%1</translation>
    </message>
    <message>
        <source>Keep my servers</source>
        <translation>保留我的服务器</translation>
    </message>
    <message>
        <source>Use these servers</source>
        <translation>使用这些服务器</translation>
    </message>
    <message>
        <source>Imported.</source>
        <translation>已导入。</translation>
    </message>
    <message>
        <source>Imported, but for what this version does not know: %1.</source>
        <translation>已导入，但此版本不认识的项目除外：%1。</translation>
    </message>
    <message>
        <source>&amp;Tell me when a long answer has ended</source>
        <translation>较长的回答结束时通知我(&amp;T)</translation>
    </message>
    <message>
        <source>notification desktop background</source>
        <translation>通知 提醒 桌面 后台 notification</translation>
    </message>
    <message>
        <source>By a notification of the desktop, while you are in another program. It names the question only.</source>
        <translation>您正在使用其他程序时，以桌面通知提醒。通知中只显示问题。</translation>
    </message>
    <message>
        <source>&amp;Open the last chat at the start</source>
        <translation>启动时打开上次的对话(&amp;O)</translation>
    </message>
    <message>
        <source>resume restore session scroll position crash</source>
        <translation>继续 恢复 会话 阅读位置 崩溃</translation>
    </message>
    <message>
        <source>Where you were reading, also after a crash. Off: Freshet starts with a new chat.</source>
        <translation>回到您上次阅读的位置，崩溃之后也是如此。关闭时，Freshet 以新对话开始。</translation>
    </message>
</context>
<context>
    <name>freshet::HeadersRow</name>
    <message>
        <source>Name: value</source>
        <translation>Name: 值</translation>
    </message>
    <message>
        <source>One a line. Kept in the system&apos;s keychain and sent to this server only, for a gateway in front of it.</source>
        <translation>每行一个。保存在系统的钥匙串中，只发送给此服务器，供它前面的网关使用。</translation>
    </message>
    <message>
        <source>One a line, as name, colon, value</source>
        <translation>每行一个，依次为名称、冒号和值</translation>
    </message>
    <message>
        <source>Sa&amp;ve headers</source>
        <translation>保存标头(&amp;V)</translation>
    </message>
    <message>
        <source>Remove headers</source>
        <translation>移除标头</translation>
    </message>
    <message>
        <source>Sent to %1: %2.</source>
        <translation>发送给 %1：%2。</translation>
    </message>
</context>
<context>
    <name>freshet::ImportReport</name>
    <message>
        <source>The import was stopped. What had come until then stays.</source>
        <translation>导入已停止。此前已导入的内容会保留。</translation>
    </message>
    <message>
        <source>The chats are imported.</source>
        <translation>对话已导入。</translation>
    </message>
    <message>
        <source>All these chats are here already.</source>
        <translation>这些对话都已存在。</translation>
    </message>
    <message>
        <source>No chat could be imported.</source>
        <translation>没有可导入的对话。</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>新增：%1</translation>
    </message>
    <message>
        <source>Here before, with new messages: %1</source>
        <translation>原已存在，有新消息：%1</translation>
    </message>
    <message>
        <source>Here before, the same: %1</source>
        <translation>原已存在，没有变化：%1</translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation>已跳过：%1</translation>
    </message>
    <message>
        <source>Import chats</source>
        <translation>导入对话</translation>
    </message>
    <message>
        <source>Without some of their files: %1</source>
        <translation>缺少部分文件：%1</translation>
    </message>
    <message>
        <source>Chats that were skipped or came without files</source>
        <translation>被跳过或缺少文件的对话</translation>
    </message>
</context>
<context>
    <name>freshet::IndexingBar</name>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
        <source>about a minute left</source>
        <translation>剩余约 1 分钟</translation>
    </message>
    <message>
        <source>about %L1 minutes left</source>
        <translation>剩余约 %L1 分钟</translation>
    </message>
    <message>
        <source>about %L1 hours left</source>
        <translation>剩余约 %L1 小时</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>取消(&amp;L)</translation>
    </message>
    <message>
        <source>Reading documents</source>
        <translation>正在读取文档</translation>
    </message>
    <message>
        <source>Stop adding documents</source>
        <translation>停止添加文档</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Paused in &quot;%1&quot;</source>
        <translation>已在“%1”中暂停</translation>
    </message>
    <message>
        <source>Looking for documents for &quot;%1&quot;…</source>
        <translation>正在为“%1”查找文档…</translation>
    </message>
    <message>
        <source>Reading into &quot;%1&quot;</source>
        <translation>正在读入“%1”</translation>
    </message>
</context>
<context>
    <name>freshet::KeyQuestion</name>
    <message>
        <source>Do not send</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>Send the key</source>
        <translation>发送密钥</translation>
    </message>
</context>
<context>
    <name>freshet::KeyRow</name>
    <message>
        <source>Kept in the system&apos;s keychain, and sent to this server only</source>
        <translation>保存在系统的钥匙串中，只发送给此服务器</translation>
    </message>
    <message>
        <source>&amp;Save key</source>
        <translation>保存密钥(&amp;S)</translation>
    </message>
    <message>
        <source>Re&amp;move key</source>
        <translation>移除密钥(&amp;M)</translation>
    </message>
    <message>
        <source>Try the keychain again</source>
        <translation>重试钥匙串</translation>
    </message>
    <message>
        <source>&amp;Get a key…</source>
        <translation>获取密钥(&amp;G)…</translation>
    </message>
    <message>
        <source>Opens %1 in the browser</source>
        <translation>在浏览器中打开 %1</translation>
    </message>
    <message>
        <source>Get a key at %1</source>
        <translation>在 %1 获取密钥</translation>
    </message>
    <message>
        <source>Paste a key</source>
        <translation>粘贴密钥</translation>
    </message>
    <message>
        <source>Paste a key; it usually begins with %1</source>
        <translation>粘贴密钥；通常以 %1 开头</translation>
    </message>
    <message>
        <source>A key is stored for %1.</source>
        <translation>已为 %1 保存密钥。</translation>
    </message>
    <message>
        <source>There is a key for %1. %2</source>
        <translation>%1 已有密钥。%2</translation>
    </message>
    <message>
        <source>Paste another key to replace it</source>
        <translation>粘贴另一个密钥可将其替换</translation>
    </message>
    <message>
        <source>Saving the key…</source>
        <translation>正在保存密钥…</translation>
    </message>
    <message>
        <source>The key was removed.</source>
        <translation>密钥已移除。</translation>
    </message>
</context>
<context>
    <name>freshet::KeyboardPage</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>keys shortcuts hotkeys bindings</source>
        <translation>按键 快捷键 热键 绑定 shortcuts</translation>
    </message>
    <message>
        <source>&amp;Commands and their keys</source>
        <translation>命令及其快捷键(&amp;C)</translation>
    </message>
    <message>
        <source>rebind change remove reset conflict</source>
        <translation>重新绑定 更改 移除 重置 冲突</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Choose a command, then press its new keys in the field under the list. They work at once.</source>
        <translation>选择一个命令，然后在列表下方的输入框中按下新的快捷键。立即生效。</translation>
    </message>
    <message>
        <source>&amp;New keys</source>
        <translation>新快捷键(&amp;N)</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>&amp;Take them from there</source>
        <translation>改用于此命令(&amp;T)</translation>
    </message>
    <message>
        <source>%1 has %2 now.</source>
        <translation>“%1”现在使用 %2。</translation>
    </message>
    <message>
        <source>Re&amp;move the keys</source>
        <translation>移除快捷键(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Usual keys</source>
        <translation>默认快捷键(&amp;U)</translation>
    </message>
    <message>
        <source>Usual keys for &amp;all</source>
        <translation>全部恢复默认快捷键(&amp;A)</translation>
    </message>
    <message>
        <source>All commands have their usual keys again.</source>
        <translation>所有命令都已恢复默认快捷键。</translation>
    </message>
    <message>
        <source>%1 (taken twice)</source>
        <translation>%1（重复占用）</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;, too, so it does nothing.</source>
        <translation>%1 也属于“%2”，因此不起作用。</translation>
    </message>
    <message>
        <source>%1 alone types text. Hold Ctrl, Alt or Meta with it.</source>
        <translation>单独按 %1 会输入文字。请同时按住 Ctrl、Alt 或 Meta。</translation>
    </message>
    <message>
        <source>%1 works in every text field already. Choose other keys.</source>
        <translation>%1 在所有文本框中已有作用。请选择其他快捷键。</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;.</source>
        <translation>%1 属于“%2”。</translation>
    </message>
</context>
<context>
    <name>freshet::KnowledgeController</name>
    <message>
        <source>Stopped; what was read before stays.</source>
        <translation>已停止；此前读取的内容会保留。</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>已添加 %1。</translation>
    </message>
    <message>
        <source>%1 had not changed.</source>
        <translation>%1没有变化。</translation>
    </message>
    <message>
        <source>%1 no longer there left the index.</source>
        <translation>%1已不存在，已从索引中移除。</translation>
    </message>
    <message>
        <source>%1 of other kinds left out.</source>
        <translation>%1因类型不符而略过。</translation>
    </message>
    <message>
        <source>%1 failed; the list tells why.</source>
        <translation>%1失败；列表中有原因。</translation>
    </message>
    <message>
        <source>No documents were found there.</source>
        <translation>那里没有找到文档。</translation>
    </message>
    <message>
        <source>Removed &quot;%1&quot; with %2.</source>
        <translation>已移除“%1”，共 %2。</translation>
    </message>
    <message>
        <source>Took out %1.</source>
        <translation>已移出%1。</translation>
    </message>
    <message>
        <source>Nothing in this collection fits the query.</source>
        <translation>此文档集中没有符合查询的内容。</translation>
    </message>
    <message>
        <source>These passages share words with the query, but do not seem to be about it: a chat would get none of them.</source>
        <translation>这些段落与查询有相同的词语，但似乎与它无关：对话不会得到其中任何一段。</translation>
    </message>
    <message>
        <source>By words alone: %1</source>
        <translation>仅按词语查找：%1</translation>
    </message>
    <message>
        <source>The folder is no longer watched. Took out %1.</source>
        <translation>不再监视该文件夹。已移出%1。</translation>
    </message>
    <message>
        <source>The folder is no longer watched.</source>
        <translation>不再监视该文件夹。</translation>
    </message>
    <message>
        <source>Documents are being read into &quot;%1&quot;. Let that end, or cancel it, and then rename the collection.</source>
        <translation>正在向“%1”读入文档。请等待其结束或取消，然后再重命名该文档集。</translation>
    </message>
</context>
<context>
    <name>freshet::KnowledgeWindow</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation>文档(&amp;D)</translation>
    </message>
    <message>
        <source>Try a &amp;query</source>
        <translation>试一试查询(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Evaluation</source>
        <translation>评估(&amp;E)</translation>
    </message>
</context>
<context>
    <name>freshet::MainWindow</name>
    <message>
        <source>Exported to %1</source>
        <translation>已导出到 %1</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已发送到打印机。</translation>
    </message>
</context>
<context>
    <name>freshet::ModelListModel</name>
    <message>
        <source>no model needed</source>
        <translation>无需模型</translation>
    </message>
    <message>
        <source>retires on %1</source>
        <translation>将于 %1 停用</translation>
    </message>
    <message>
        <source>not listed since %1</source>
        <translation>自 %1 起未再列出</translation>
    </message>
    <message>
        <source>refreshing…</source>
        <translation>正在刷新…</translation>
    </message>
    <message>
        <source>built-in list</source>
        <translation>内置列表</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>needs a key</source>
        <translation>需要密钥</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>set up…</source>
        <translation>去设置…</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Set up first</source>
        <translation>需先设置</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>1 分钟前</translation>
    </message>
    <message>
        <source>%1 minutes ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>1 小时前</translation>
    </message>
    <message>
        <source>%1 hours ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>a day ago</source>
        <translation>1 天前</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>%1 天前</translation>
    </message>
</context>
<context>
    <name>freshet::ModelPicker</name>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>freshet::ModelTable</name>
    <message>
        <source>Search models: a name, or what they can do</source>
        <translation>搜索模型：名称或能力</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>By name, id, or what they can do, such as vision</source>
        <translation>按名称、ID 或能力（例如视觉）搜索</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Space marks a favourite, Enter uses the model for questions</source>
        <translation>按空格键收藏，按 Enter 键将该模型用于提问</translation>
    </message>
    <message>
        <source>&amp;Use for questions</source>
        <translation>用于提问(&amp;U)</translation>
    </message>
    <message>
        <source>New questions go to this model</source>
        <translation>新问题会发送给此模型</translation>
    </message>
    <message>
        <source>&amp;Favourite</source>
        <translation>收藏(&amp;F)</translation>
    </message>
    <message>
        <source>Favourites come first wherever a model is chosen</source>
        <translation>在任何选择模型的地方，收藏的模型都排在最前</translation>
    </message>
    <message>
        <source>Remove model</source>
        <translation>移除模型</translation>
    </message>
    <message>
        <source>Only what you added by hand can be removed</source>
        <translation>只能移除您手动添加的模型</translation>
    </message>
    <message>
        <source>Id of a model that is not listed</source>
        <translation>未列出的模型的 ID</translation>
    </message>
    <message>
        <source>Id of a model to add</source>
        <translation>要添加的模型的 ID</translation>
    </message>
    <message>
        <source>As the provider calls it; for models that its list leaves out</source>
        <translation>与提供商的叫法一致；用于其列表中没有的模型</translation>
    </message>
    <message>
        <source>&amp;Add model</source>
        <translation>添加模型(&amp;A)</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>已添加 %1。</translation>
    </message>
    <message>
        <source>Removed %1.</source>
        <translation>已移除 %1。</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 个模型</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 个模型</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2 个</translation>
    </message>
    <message>
        <source>Models, %1</source>
        <translation>模型，%1</translation>
    </message>
</context>
<context>
    <name>freshet::ModelTableModel</name>
    <message>
        <source>free</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>$%1</translation>
    </message>
    <message>
        <source>gone since %1</source>
        <translation>自 %1 起未再列出</translation>
    </message>
    <message>
        <source>retires on %1</source>
        <translation>将于 %1 停用</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>earlier list</source>
        <translation>先前列表</translation>
    </message>
    <message>
        <source>listed</source>
        <translation>已列出</translation>
    </message>
    <message>
        <source>added by hand</source>
        <translation>手动添加</translation>
    </message>
    <message>
        <source>The provider listed it once and no longer does. It may still answer.</source>
        <translation>提供商曾列出此模型，现在不再列出。它也许仍能回答。</translation>
    </message>
    <message>
        <source>The provider will take it away on that day. Choose another model in time.</source>
        <translation>提供商将在那一天撤下此模型。请及时选择其他模型。</translation>
    </message>
    <message>
        <source>Known to this version of Freshet; the provider has not been asked or did not tell.</source>
        <translation>此版本的 Freshet 已知的模型；尚未询问提供商，或提供商没有告知。</translation>
    </message>
    <message>
        <source>The provider listed it when it was asked in an earlier run.</source>
        <translation>在先前某次运行中询问时，提供商列出了此模型。</translation>
    </message>
    <message>
        <source>The provider listed it when it was asked in this run.</source>
        <translation>在本次运行中询问时，提供商列出了此模型。</translation>
    </message>
    <message>
        <source>You added it; the provider does not list it.</source>
        <translation>由您添加；提供商没有列出。</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>vision</source>
        <translation>视觉</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>已收藏</translation>
    </message>
    <message>
        <source>Not a favourite</source>
        <translation>未收藏</translation>
    </message>
    <message>
        <source>A favourite; click to change</source>
        <translation>已收藏；点击可更改</translation>
    </message>
    <message>
        <source>Click to make it a favourite</source>
        <translation>点击可收藏</translation>
    </message>
    <message>
        <source>, favourite</source>
        <translation>，已收藏</translation>
    </message>
    <message>
        <source>, used for questions</source>
        <translation>，用于提问</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1（使用中）</translation>
    </message>
    <message>
        <source>Favourites come first wherever a model is chosen. Click to sort as the provider does</source>
        <translation>在任何选择模型的地方，收藏的模型都排在最前。点击可按提供商的顺序排列</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The model&apos;s name</source>
        <translation>模型的名称</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>How many tokens question, documents and answer may have together</source>
        <translation>问题、文档和回答合计可用的词元数</translation>
    </message>
    <message>
        <source>In</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>US dollars for a million tokens that the model reads</source>
        <translation>模型每读取一百万词元的价格（美元）</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>US dollars for a million tokens that the model writes</source>
        <translation>模型每写出一百万词元的价格（美元）</translation>
    </message>
    <message>
        <source>Can do</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>What the model is known to do; what nobody told is left out</source>
        <translation>已知的模型能力；无人说明的不列出</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What the provider calls it</source>
        <translation>提供商对它的叫法</translation>
    </message>
    <message>
        <source>From</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Where the knowledge of the model comes from</source>
        <translation>模型信息的出处</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>freshet::NetworkRow</name>
    <message>
        <source>As the system says</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>This one:</source>
        <translation>使用此代理：</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>代理的地址</translation>
    </message>
    <message>
        <source>An http or socks5 proxy. This machine is reached without one.</source>
        <translation>http 或 socks5 代理。访问本机时不使用代理。</translation>
    </message>
    <message>
        <source>Own &amp;CA file</source>
        <translation>自有 CA 文件(&amp;C)</translation>
    </message>
    <message>
        <source>A PEM file whose certificates are trusted at this provider, for a server with a certificate of its own</source>
        <translation>一个 PEM 文件，连接此提供商时信任其中的证书；用于自备证书的服务器</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>选择(&amp;H)…</translation>
    </message>
    <message>
        <source>Choose a CA file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>Trust no &amp;other certificates</source>
        <translation>不信任其他证书(&amp;O)</translation>
    </message>
    <message>
        <source>For a server of your own: what the system&apos;s authorities vouch for is refused at this provider</source>
        <translation>用于您自己的服务器：连接此提供商时，拒绝由系统的证书机构担保的证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>证书 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The certificate of the file is trusted.</source>
        <translation>已信任文件中的证书。</translation>
    </message>
    <message>
        <source>The %1 certificates of the file are trusted.</source>
        <translation>已信任文件中的 %1 个证书。</translation>
    </message>
</context>
<context>
    <name>freshet::NewTokenView</name>
    <message>
        <source>The new token</source>
        <translation>新令牌</translation>
    </message>
    <message>
        <source>&amp;Copy token</source>
        <translation>复制令牌(&amp;C)</translation>
    </message>
    <message>
        <source>Marked as a secret, so that clipboard histories leave it out</source>
        <translation>会标记为机密，剪贴板历史不会记录</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完成(&amp;D)</translation>
    </message>
    <message>
        <source>Takes the token away; it cannot be shown again</source>
        <translation>收起令牌；之后无法再次显示</translation>
    </message>
    <message>
        <source>The token is on the clipboard.</source>
        <translation>令牌已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The token of &quot;%1&quot;. It is shown only now: copy it into the settings of that tool.</source>
        <translation>“%1”的令牌。只在此刻显示：请将它复制到该工具的设置中。</translation>
    </message>
</context>
<context>
    <name>freshet::NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭此通知</translation>
    </message>
</context>
<context>
    <name>freshet::PaletteModel</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>No command and no chat is called that.</source>
        <translation>没有这个名称的命令或对话。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>已开启</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Search all chats for &quot;%1&quot;</source>
        <translation>在所有对话中搜索“%1”</translation>
    </message>
</context>
<context>
    <name>freshet::PromptDialog</name>
    <message>
        <source>Searching and putting it together…</source>
        <translation>正在搜索并组合内容…</translation>
    </message>
    <message>
        <source>Copy all of it</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>What will be sent</source>
        <translation>将要发送的内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The messages as they would be sent now. Keys and headers are not among them.</source>
        <translation>现在提问时将要发送的消息。其中不含密钥和标头。</translation>
    </message>
</context>
<context>
    <name>freshet::ProviderModels</name>
    <message>
        <source>&amp;Refresh models</source>
        <translation>刷新模型(&amp;R)</translation>
    </message>
    <message>
        <source>Asks the provider which models it has, with the key that is saved</source>
        <translation>使用已保存的密钥询问提供商有哪些模型</translation>
    </message>
    <message>
        <source>Asking for the models…</source>
        <translation>正在询问有哪些模型…</translation>
    </message>
    <message>
        <source>Never asked.</source>
        <translation>尚未询问。</translation>
    </message>
    <message>
        <source>Never asked; what is listed is built in.</source>
        <translation>尚未询问；列出的是内置模型。</translation>
    </message>
    <message>
        <source>Refreshed %1.</source>
        <translation>%1刷新过。</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>新增 %1 个</translation>
    </message>
    <message>
        <source>%1 gone</source>
        <translation>减少 %1 个</translation>
    </message>
    <message>
        <source>It works: 1 model</source>
        <translation>连接正常：1 个模型</translation>
    </message>
    <message>
        <source>It works: %1 models</source>
        <translation>连接正常：%1 个模型</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>%1, %2.</source>
        <translation>%1，%2。</translation>
    </message>
</context>
<context>
    <name>freshet::ProviderPage</name>
    <message>
        <source>provider built in</source>
        <translation>提供商 内置 provider</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>功能说明</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>提供商 provider</translation>
    </message>
    <message>
        <source>&amp;Base URL</source>
        <translation>基础 URL(&amp;B)</translation>
    </message>
    <message>
        <source>address endpoint server host port</source>
        <translation>地址 端点 服务器 主机 端口 base url</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API 密钥(&amp;K)</translation>
    </message>
    <message>
        <source>API &amp;key (only if the server asks for one)</source>
        <translation>API 密钥，仅在服务器要求时填写(&amp;K)</translation>
    </message>
    <message>
        <source>secret token password keychain</source>
        <translation>密钥 机密 令牌 密码 钥匙串 key token</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>连接测试</translation>
    </message>
    <message>
        <source>check diagnose why error address proxy TLS key stream embeddings</source>
        <translation>检查 诊断 原因 错误 地址 代理 密钥 流式 嵌入 test TLS</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>refresh list favourite default context price</source>
        <translation>刷新 列表 收藏 默认 上下文 价格 models</translation>
    </message>
    <message>
        <source>Extra headers</source>
        <translation>附加标头</translation>
    </message>
    <message>
        <source>gateway secret organization</source>
        <translation>网关 机密 组织 header gateway</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>代理(&amp;P)</translation>
    </message>
    <message>
        <source>network own CA file certificate TLS socks</source>
        <translation>网络 自有 CA 文件 证书 proxy TLS socks</translation>
    </message>
    <message>
        <source>Answers by quoting the best passages of your documents. It is built in and needs nothing.</source>
        <translation>以您的文档中最相关的段落作为回答。它是内置的，不需要任何设置。</translation>
    </message>
    <message>
        <source>The key was changed.</source>
        <translation>密钥已更改。</translation>
    </message>
    <message>
        <source>The proxy was changed.</source>
        <translation>代理已更改。</translation>
    </message>
    <message>
        <source>Questions go to %1 now.</source>
        <translation>问题现在会发送给 %1。</translation>
    </message>
    <message>
        <source>No provider in the list speaks with a server like this one.</source>
        <translation>列表中没有提供商使用这种服务器的协议。</translation>
    </message>
    <message>
        <source>The provider %1 speaks with this server: choose it in the list.</source>
        <translation>提供商 %1 使用此服务器的协议：请在列表中选择它。</translation>
    </message>
</context>
<context>
    <name>freshet::QueryPanel</name>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <source>A question as you would ask it</source>
        <translation>像平常那样提问</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Text of the passage</source>
        <translation>段落原文</translation>
    </message>
    <message>
        <source>Reasons for its place</source>
        <translation>排名原因</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>E&amp;xpect this passage</source>
        <translation>预期此段落(&amp;X)</translation>
    </message>
    <message>
        <source>Saves the question with this passage, to see whether it is still found after a change. Select words in the passage to expect just these.</source>
        <translation>保存此问题及此段落，以查看更改后是否仍能找到它。在段落中选中词语，即可只预期这些词语。</translation>
    </message>
</context>
<context>
    <name>freshet::QuestionDialog</name>
    <message>
        <source>Add a question</source>
        <translation>添加问题</translation>
    </message>
    <message>
        <source>Edit a question</source>
        <translation>编辑问题</translation>
    </message>
    <message>
        <source>A question as you would ask it</source>
        <translation>像平常提问那样输入问题</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>问题(&amp;Q)</translation>
    </message>
    <message>
        <source>Expected passages</source>
        <translation>预期段落</translation>
    </message>
    <message>
        <source>&amp;Another passage</source>
        <translation>再添一处(&amp;A)</translation>
    </message>
    <message>
        <source>Where the answer stands in several passages, recall tells how many of them are found</source>
        <translation>如果答案分布在多个段落中，召回率会显示找到了其中多少</translation>
    </message>
    <message>
        <source>&amp;Leave this one out</source>
        <translation>去掉此处(&amp;L)</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Some words of the passage, as they stand in it; without any, every passage of the document or of the page is right</source>
        <translation>该段落中的一些原文；留空则该文档或该页的任何段落都算正确</translation>
    </message>
    <message>
        <source>&amp;Document</source>
        <translation>文档(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Page</source>
        <translation>页码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>原文(&amp;W)</translation>
    </message>
    <message>
        <source>Where the answer stands</source>
        <translation>答案所在之处</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Save the question</source>
        <translation>保存问题(&amp;S)</translation>
    </message>
    <message>
        <source>Choose a document</source>
        <translation>选择文档</translation>
    </message>
    <message>
        <source>%1 (no longer there)</source>
        <translation>%1（已不在）</translation>
    </message>
    <message>
        <source>No document yet</source>
        <translation>尚未选择文档</translation>
    </message>
    <message>
        <source>Write the question.</source>
        <translation>请写下问题。</translation>
    </message>
    <message>
        <source>Choose the document in which the answer stands.</source>
        <translation>请选择答案所在的文档。</translation>
    </message>
</context>
<context>
    <name>freshet::QueuedQuestions</name>
    <message>
        <source>Next: %1</source>
        <translation>下一个：%1</translation>
    </message>
    <message>
        <source>Do not ask this; write it again</source>
        <translation>不提这个问题；放回输入框修改</translation>
    </message>
    <message>
        <source>Do not ask “%1”; write it again</source>
        <translation>不提“%1”；放回输入框修改</translation>
    </message>
</context>
<context>
    <name>freshet::QuickAskWindow</name>
    <message>
        <source>Quick question</source>
        <translation>快速提问</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Temporary</source>
        <translation>临时</translation>
    </message>
    <message>
        <source>Nothing of a temporary chat is stored.</source>
        <translation>临时对话的内容不会被保存。</translation>
    </message>
    <message>
        <source>Open in window</source>
        <translation>在窗口中打开</translation>
    </message>
    <message>
        <source>Go on with this chat in a window (Ctrl+O)</source>
        <translation>在窗口中继续此对话 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>模型：%1</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>已导出到 %1</translation>
    </message>
    <message>
        <source>Documents to search in</source>
        <translation>要搜索的文档</translation>
    </message>
    <message>
        <source>Documents to search in: %1</source>
        <translation>要搜索的文档：%1</translation>
    </message>
</context>
<context>
    <name>freshet::RowDelegate</name>
    <message>
        <source>New name of “%1”</source>
        <translation>“%1”的新名称</translation>
    </message>
</context>
<context>
    <name>freshet::SearchPanel</name>
    <message>
        <source>Search all chats</source>
        <translation>搜索所有对话</translation>
    </message>
    <message>
        <source>Messages that were found</source>
        <translation>找到的消息</translation>
    </message>
</context>
<context>
    <name>freshet::SearchResultModel</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>who said it, and when</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Chat “%1”</source>
        <translation>对话“%1”</translation>
    </message>
    <message>
        <source>%1: %2 (in the chat “%3”)</source>
        <translation>%1：%2（在对话“%3”中）</translation>
    </message>
</context>
<context>
    <name>freshet::SearchWords</name>
    <message>
        <source>No message has all of these words. These have some of them:</source>
        <translation>没有消息包含所有这些词。以下消息包含其中一部分：</translation>
    </message>
    <message>
        <source>“%1” was also taken as “%2”.</source>
        <translation>“%1”也按“%2”搜索。</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>您是不是要找“%1”？</translation>
    </message>
    <message>
        <source>Not understood and left out: %1.</source>
        <translation>无法理解，已略去：%1。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>More than %1 messages; the newest of them are weighed.</source>
        <translation>超过 %1 条消息；只比较其中最新的。</translation>
    </message>
    <message>
        <source>Found in titles.</source>
        <translation>在标题中找到。</translation>
    </message>
    <message>
        <source>One message found.</source>
        <translation>找到 1 条消息。</translation>
    </message>
    <message numerus="yes">
        <source>%n messages found.</source>
        <translation>
            <numerusform>找到 %n 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>The chats are being looked through…</source>
        <translation>正在查阅对话…</translation>
    </message>
    <message>
        <source>The chats are still being looked through: %1 of %2 messages can be found.</source>
        <translation>仍在查阅对话：%2 条消息中已有 %1 条可供搜索。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>Yesterday, %1</source>
        <translation>昨天 %1</translation>
    </message>
    <message>
        <source>Words, or &quot;several in this order&quot;. Narrow it down with model:qwen, from:me, before:2026-11, after:yesterday, has:code, in:thoughts, in:attachments, tag:house, folder:Home, is:pinned, is:archived; leave out with -word.</source>
        <translation>输入词语，或 &quot;several in this order&quot; 表示按此顺序。可用 model:qwen、from:me、before:2026-11、after:yesterday、has:code、in:thoughts、in:attachments、tag:标签、folder:文件夹、is:pinned、is:archived 缩小范围；用 -word 排除。</translation>
    </message>
    <message>
        <source>in the thoughts</source>
        <translation>在思考过程中</translation>
    </message>
    <message>
        <source>in the attachment %1</source>
        <translation>在附件 %1 中</translation>
    </message>
    <message>
        <source>%1 takes: %2.</source>
        <translation>%1 可用：%2。</translation>
    </message>
</context>
<context>
    <name>freshet::SelectionController</name>
    <message>
        <source>Chats unpinned: %L1</source>
        <translation>已取消置顶的对话：%L1</translation>
    </message>
    <message>
        <source>Chats pinned: %L1</source>
        <translation>已置顶的对话：%L1</translation>
    </message>
    <message>
        <source>Chats moved to “%1”: %2</source>
        <translation>已移到“%1”的对话：%2</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Name of the folder:</source>
        <translation>文件夹的名称：</translation>
    </message>
    <message>
        <source>Make folder</source>
        <translation>创建文件夹</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags that all %L1 chats have, with commas between them. Other tags stay.</source>
        <translation>全部 %L1 个对话共有的标签，以逗号分隔。其他标签保留不变。</translation>
    </message>
    <message>
        <source>Save tags</source>
        <translation>保存标签</translation>
    </message>
    <message>
        <source>Chats taken out of the archive: %L1</source>
        <translation>已取消归档的对话：%L1</translation>
    </message>
    <message>
        <source>Chats archived: %L1</source>
        <translation>已归档的对话：%L1</translation>
    </message>
    <message>
        <source>Chats put in the trash: %L1</source>
        <translation>已移入回收站的对话：%L1</translation>
    </message>
    <message>
        <source>Chats restored: %L1</source>
        <translation>已恢复的对话：%L1</translation>
    </message>
    <message>
        <source>Close the chats</source>
        <translation>关闭对话</translation>
    </message>
    <message>
        <source>Close these temporary chats: %L1? Nothing of them is kept.</source>
        <translation>要关闭这些临时对话吗：%L1？其中的内容都不会保留。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Chats to delete for good: %L1. This cannot be undone.</source>
        <translation>将永久删除的对话：%L1。此操作无法撤消。</translation>
    </message>
    <message>
        <source>“%1” is no longer pinned.</source>
        <translation>“%1”已取消置顶。</translation>
    </message>
    <message>
        <source>“%1” is pinned.</source>
        <translation>“%1”已置顶。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>New name:</source>
        <translation>新名称：</translation>
    </message>
    <message>
        <source>“%1” is in no folder any more.</source>
        <translation>“%1”已不在任何文件夹中。</translation>
    </message>
    <message>
        <source>Chats taken out of their folders: %L1</source>
        <translation>已移出文件夹的对话：%L1</translation>
    </message>
    <message>
        <source>“%1” was moved to “%2”.</source>
        <translation>“%1”已移至“%2”。</translation>
    </message>
    <message>
        <source>Tags of “%1”, with commas between them:</source>
        <translation>“%1”的标签，以逗号分隔：</translation>
    </message>
    <message>
        <source>In use: %1</source>
        <translation>已有标签：%1</translation>
    </message>
    <message>
        <source>The tags of “%1” were changed.</source>
        <translation>“%1”的标签已更改。</translation>
    </message>
    <message>
        <source>Chats whose tags were changed: %L1</source>
        <translation>标签已更改的对话：%L1</translation>
    </message>
    <message>
        <source>“%1” is among your chats again.</source>
        <translation>“%1”已回到您的对话中。</translation>
    </message>
    <message>
        <source>“%1” is in the archive.</source>
        <translation>“%1”已归档。</translation>
    </message>
    <message>
        <source>“%1” is in the trash.</source>
        <translation>“%1”已移到回收站。</translation>
    </message>
    <message>
        <source>“%1” is back where it was.</source>
        <translation>“%1”已回到原处。</translation>
    </message>
    <message>
        <source>Close the chat</source>
        <translation>关闭对话</translation>
    </message>
    <message>
        <source>Close “%1”? It is a temporary chat: nothing of it is kept.</source>
        <translation>要关闭“%1”吗？这是临时对话：其中的内容都不会保留。</translation>
    </message>
    <message>
        <source>Delete “%1”? This cannot be undone.</source>
        <translation>要删除“%1”吗？此操作无法撤消。</translation>
    </message>
</context>
<context>
    <name>freshet::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>No setting has to do with &quot;%1&quot;.</source>
        <translation>没有与“%1”有关的设置。</translation>
    </message>
</context>
<context>
    <name>freshet::SettingsStore</name>
    <message>
        <source>The settings could not be written to %1; choose another place.</source>
        <translation>设置无法写入 %1；请选择其他位置。</translation>
    </message>
    <message>
        <source>Nothing was imported from %1: %2</source>
        <translation>没有从 %1 导入任何内容：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a value that it cannot have.</source>
        <translation>“%1”的值不合规定。</translation>
    </message>
    <message>
        <source>it cannot be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>it is larger than 1 MiB, so it holds no settings.</source>
        <translation>它超过 1 MiB，因此不会是设置。</translation>
    </message>
    <message>
        <source>it holds no exported settings.</source>
        <translation>其中没有导出的设置。</translation>
    </message>
    <message>
        <source>a newer Freshet wrote it; update Freshet first.</source>
        <translation>它由更新版本的 Freshet 写成；请先更新 Freshet。</translation>
    </message>
    <message>
        <source>The settings file %1 is broken and could not be moved aside; remove it to get settings again.</source>
        <translation>设置文件 %1 已损坏，也无法移走；请将其删除，以便重新保存设置。</translation>
    </message>
    <message>
        <source>Freshet could not start several times in a row, so it starts with its defaults; the old settings file is now %1.</source>
        <translation>Freshet 连续多次未能启动，因此以默认设置启动；旧的设置文件现为 %1。</translation>
    </message>
    <message>
        <source>The settings file is from a newer Freshet, so this one starts with its defaults; the newer file is now %1.</source>
        <translation>设置文件来自更新版本的 Freshet，因此以默认设置启动；较新的文件现为 %1。</translation>
    </message>
    <message>
        <source>The settings file could not be read, so Freshet starts with its defaults; the old file is now %1.</source>
        <translation>无法读取设置文件，因此 Freshet 以默认设置启动；旧文件现为 %1。</translation>
    </message>
    <message>
        <source>Settings cannot be saved: %1 is not writable. Changes last until Freshet is closed.</source>
        <translation>设置无法保存：%1 不可写。更改只保留到 Freshet 关闭为止。</translation>
    </message>
</context>
<context>
    <name>freshet::SourcesPanel</name>
    <message>
        <source>p. %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>This passage supports the answer only in part. Read it yourself.</source>
        <translation>此段落只能部分支持该回答。请自行阅读。</translation>
    </message>
    <message>
        <source>This passage does not seem to say what the answer says.</source>
        <translation>此段落似乎没有回答中的说法。</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Close the sources</source>
        <translation>关闭来源</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>This passage is in another language than the answer, so it was not checked.</source>
        <translation>此段落与回答使用的语言不同，因此未经核对。</translation>
    </message>
    <message>
        <source>Nearly the same is in %1.</source>
        <translation>%1 中也有几乎相同的内容。</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
</context>
<context>
    <name>freshet::StartPage</name>
    <message>
        <source>What would you like to know?</source>
        <translation>您想了解什么？</translation>
    </message>
    <message>
        <source>Ask %1</source>
        <translation>向 %1 提问</translation>
    </message>
    <message>
        <source>No model is chosen yet. Until then, questions are answered with quotes from your documents and from the built-in guide.</source>
        <translation>尚未选择模型。在此之前，问题会用您的文档和内置指南的摘录来回答。</translation>
    </message>
    <message>
        <source>Add documents…</source>
        <translation>添加文档…</translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>尚无模型</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 个模型</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 个模型</translation>
    </message>
    <message>
        <source>%1 is running here with %2.</source>
        <translation>%1 正在本机运行，有 %2。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用它</translation>
    </message>
    <message>
        <source>For a model on this computer start Ollama or LM Studio, or add a provider with its API key.</source>
        <translation>要使用本机上的模型，请启动 Ollama 或 LM Studio，或者添加提供商及其 API 密钥。</translation>
    </message>
    <message>
        <source>Or add a provider with its API key.</source>
        <translation>也可以添加提供商及其 API 密钥。</translation>
    </message>
    <message>
        <source>Add a provider…</source>
        <translation>添加提供商…</translation>
    </message>
</context>
<context>
    <name>freshet::StatusLine</name>
    <message>
        <source>Stop adding documents</source>
        <translation>停止添加文档</translation>
    </message>
</context>
<context>
    <name>freshet::StrayQuestionsBar</name>
    <message>
        <source>&amp;Move them to this collection</source>
        <translation>移到此文档集(&amp;M)</translation>
    </message>
    <message>
        <source>Remove t&amp;hem…</source>
        <translation>移除它们(&amp;H)…</translation>
    </message>
    <message>
        <source>1 question is about a collection that is gone: %1.</source>
        <translation>1 个问题属于不复存在的文档集：%1。</translation>
    </message>
    <message>
        <source>%L1 questions are about collections that are gone: %2.</source>
        <translation>%L1 个问题属于不复存在的文档集：%2。</translation>
    </message>
</context>
<context>
    <name>freshet::TokenDialog</name>
    <message>
        <source>New token</source>
        <translation>新建令牌</translation>
    </message>
    <message>
        <source>Edit token</source>
        <translation>编辑令牌</translation>
    </message>
    <message>
        <source>For example: Editor</source>
        <translation>例如：编辑器</translation>
    </message>
    <message>
        <source>&amp;Name of the tool</source>
        <translation>工具的名称(&amp;N)</translation>
    </message>
    <message>
        <source>It may</source>
        <translation>允许它</translation>
    </message>
    <message>
        <source>&amp;Queries a day, at most</source>
        <translation>每天最多查询数(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Tokens a day, at most</source>
        <translation>每天最多词元数(&amp;T)</translation>
    </message>
    <message>
        <source>Questions and answers together. At the limit the tool gets no more answers that day, and you are told.</source>
        <translation>问题和回答合计。达到限额后，该工具当天不会再得到回答，您会收到通知。</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Create token</source>
        <translation>创建令牌</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>Tick at least one thing that the tool may do.</source>
        <translation>请至少勾选一项允许该工具做的事。</translation>
    </message>
</context>
<context>
    <name>freshet::TokenList</name>
    <message>
        <source>None yet, so no program can ask. Each one needs a token of its own.</source>
        <translation>尚无令牌，因此没有程序可以提问。每个程序都需要自己的令牌。</translation>
    </message>
    <message>
        <source>Tokens of tools</source>
        <translation>各工具的令牌</translation>
    </message>
    <message>
        <source>New to&amp;ken…</source>
        <translation>新建令牌(&amp;K)…</translation>
    </message>
    <message>
        <source>Ed&amp;it token…</source>
        <translation>编辑令牌(&amp;I)…</translation>
    </message>
    <message>
        <source>What the chosen tool may do, and how much on one day</source>
        <translation>所选工具可以做什么，以及一天可以做多少</translation>
    </message>
    <message>
        <source>&amp;Revoke token…</source>
        <translation>吊销令牌(&amp;R)…</translation>
    </message>
    <message>
        <source>Cuts the chosen tool off at once</source>
        <translation>立即断开所选工具</translation>
    </message>
    <message>
        <source>Saved. It counts from the next query on.</source>
        <translation>已保存。从下一个查询起生效。</translation>
    </message>
    <message>
        <source>Revoke a token</source>
        <translation>吊销令牌</translation>
    </message>
    <message>
        <source>Revoke the token of &quot;%1&quot;? The tool is cut off at once, and needs a new token to come back.</source>
        <translation>要吊销“%1”的令牌吗？该工具会立即断开，需要新令牌才能再次接入。</translation>
    </message>
    <message>
        <source>Revoke the token</source>
        <translation>吊销该令牌</translation>
    </message>
    <message>
        <source>The token of &quot;%1&quot; is no longer valid.</source>
        <translation>“%1”的令牌已失效。</translation>
    </message>
</context>
<context>
    <name>freshet::TokenListModel</name>
    <message>
        <source>No more answers today.</source>
        <translation>今天不再提供回答。</translation>
    </message>
    <message>
        <source>Last used %1.</source>
        <translation>上次使用：%1。</translation>
    </message>
    <message>
        <source>Never used.</source>
        <translation>从未使用。</translation>
    </message>
</context>
<context>
    <name>freshet::ToolQueryList</name>
    <message>
        <source>No tool has asked anything since Freshet was started.</source>
        <translation>自 Freshet 启动以来，还没有工具提问。</translation>
    </message>
    <message>
        <source>Queries of other tools</source>
        <translation>其他工具的查询</translation>
    </message>
    <message>
        <source>S&amp;top query</source>
        <translation>停止查询(&amp;T)</translation>
    </message>
    <message>
        <source>Ends the chosen query; the tool is told so</source>
        <translation>结束所选查询；该工具会得到通知</translation>
    </message>
</context>
<context>
    <name>freshet::ToolQueryModel</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已回答</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>1 token</source>
        <translation>1 个词元</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>于 %1</translation>
    </message>
</context>
<context>
    <name>freshet::TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation>对话内容</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>新内容</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>跳到末尾</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Save selection as…</source>
        <translation>将所选内容另存为…</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>freshet::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>撤消</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>关闭此通知</translation>
    </message>
</context>
<context>
    <name>freshet::WatchedFoldersLine</name>
    <message>
        <source>&amp;Stop watching…</source>
        <translation>停止监视(&amp;S)…</translation>
    </message>
    <message>
        <source>What changes in a folder is no longer picked up. Its documents may stay.</source>
        <translation>不再读取文件夹中的更改。其中的文档可以保留。</translation>
    </message>
    <message>
        <source>Not there at the moment, so that its documents stay as they are: %1.</source>
        <translation>目前不存在，因此其文档保持原样：%1。</translation>
    </message>
    <message>
        <source>The system does not tell of every change in %1, so it is looked through every ten minutes.</source>
        <translation>系统不会报告 %1 中的所有更改，因此每十分钟检查一次。</translation>
    </message>
    <message>
        <source>Stop watching a folder</source>
        <translation>停止监视文件夹</translation>
    </message>
    <message>
        <source>Stop watching &quot;%1&quot;? Your files stay where they are. The documents that Freshet read there can stay in the collection as they are now, or leave it.</source>
        <translation>停止监视“%1”？您的文件仍留在原处。Freshet 在其中读取的文档可以按现状保留在文档集中，也可以移除。</translation>
    </message>
    <message>
        <source>&amp;Keep the documents</source>
        <translation>保留文档(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Remove the documents</source>
        <translation>移除这些文档(&amp;R)</translation>
    </message>
    <message>
        <source>Watched for changes: %1</source>
        <translation>正在监视更改：%1</translation>
    </message>
</context>
<context>
    <name>freshet::WindowActions</name>
    <message>
        <source>New chat</source>
        <translation>新建对话</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>撰写问题</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>复制上一个回答</translation>
    </message>
    <message>
        <source>Go on with the last answer</source>
        <translation>继续上一个回答</translation>
    </message>
    <message>
        <source>Ask for another answer</source>
        <translation>换一个回答</translation>
    </message>
    <message>
        <source>Ask several models…</source>
        <translation>向多个模型提问…</translation>
    </message>
    <message>
        <source>Attach files to the question…</source>
        <translation>将文件附加到问题…</translation>
    </message>
    <message>
        <source>Show what will be sent…</source>
        <translation>显示将要发送的内容…</translation>
    </message>
    <message>
        <source>Stop, or close the side pane</source>
        <translation>停止，或关闭侧边栏</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Show the chats</source>
        <translation>显示对话列表</translation>
    </message>
    <message>
        <source>Show the sources</source>
        <translation>显示来源</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Previous message</source>
        <translation>上一条消息</translation>
    </message>
    <message>
        <source>Next message</source>
        <translation>下一条消息</translation>
    </message>
    <message>
        <source>Find in this chat…</source>
        <translation>在此对话中查找…</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一个结果</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一个结果</translation>
    </message>
    <message>
        <source>Wrap long lines in code</source>
        <translation>代码长行自动换行</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>正常文字大小</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>跟随系统的颜色</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Enter sends the question</source>
        <translation>按 Enter 键发送问题</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Find a command or a chat…</source>
        <translation>查找命令或对话…</translation>
    </message>
    <message>
        <source>New temporary chat</source>
        <translation>新建临时对话</translation>
    </message>
    <message>
        <source>Pin or unpin the chat</source>
        <translation>置顶对话或取消置顶</translation>
    </message>
    <message>
        <source>Rename the chat</source>
        <translation>重命名对话</translation>
    </message>
    <message>
        <source>Move the chat to a folder…</source>
        <translation>将对话移到文件夹…</translation>
    </message>
    <message>
        <source>Tags of the chat…</source>
        <translation>对话的标签…</translation>
    </message>
    <message>
        <source>Archive the chat, or take it out</source>
        <translation>归档对话或取消归档</translation>
    </message>
    <message>
        <source>Move the chat to the trash, or restore it</source>
        <translation>将对话移到回收站或恢复</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>Show the archive</source>
        <translation>显示归档</translation>
    </message>
    <message>
        <source>Show the trash</source>
        <translation>显示回收站</translation>
    </message>
    <message>
        <source>Export this chat…</source>
        <translation>导出此对话…</translation>
    </message>
    <message>
        <source>Print this chat…</source>
        <translation>打印此对话…</translation>
    </message>
    <message>
        <source>Export all chats…</source>
        <translation>导出所有对话…</translation>
    </message>
    <message>
        <source>Import chats…</source>
        <translation>导入对话…</translation>
    </message>
    <message>
        <source>Search all chats…</source>
        <translation>搜索所有对话…</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Open the chat in a new window</source>
        <translation>在新窗口中打开对话</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>新建窗口</translation>
    </message>
    <message>
        <source>Ask a quick question</source>
        <translation>快速提问</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Collections and documents…</source>
        <translation>文档集与文档…</translation>
    </message>
</context>
</TS>
