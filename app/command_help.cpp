// SPDX-License-Identifier: MIT
#include "app/command_help.h"

namespace freshet {

namespace {

constexpr auto kProgramHelp = R"(Freshet: ask language models and your own documents.

Usage:
  freshet                            open the window
  freshet --quick-ask                open a small window for one question, also
                                     of a Freshet that runs already
  freshet ask [OPTION...] QUESTION   ask one question, print the answer
  freshet models [OPTION...]         list providers and their models
  freshet settings [OPTION...]       show what is set, without any key
  freshet index [OPTION...] PATH...  add files and folders to a collection
  freshet search [OPTION...] QUERY   find passages, without an answer
  freshet evaluate [OPTION...]       measure how well search finds passages
  freshet embed [OPTION...] TEXT...  turn texts into vectors
  freshet serve [OPTION...]          answer other programs of this machine
  freshet export [OPTION...]         write chats as Markdown, HTML or JSON
  freshet import [OPTION...] FILE    take over chats of other programs

Options of every command:
  --profile DIR   keep all state (settings, documents, cache, logs, keychain
                  entries) under DIR instead of your own directories; DIR is
                  made when needed, and made readable by you alone
  -h, --help      this text; "freshet COMMAND --help" tells more
  --version       the version

With nothing set up, questions are answered from Freshet's own guide, by quoting
it: try  freshet ask "How do I add a provider?"

Providers: openai, gemini, ollama, huggingface, openrouter, localai, lmstudio,
anthropic, openai-compatible (any other server; needs a base URL), documents
(built in: quotes your documents, needs nothing). "freshet models" shows those
of this version and which of them are ready.

Keys: save them in the window's settings (they go to the system keychain), or
set FRESHET_API_KEY_<PROVIDER> for this one program, for example
FRESHET_API_KEY_OPENAI or FRESHET_API_KEY_OPENAI_COMPATIBLE. A key is never an
argument, since other users can see arguments.

Environment:
  FRESHET_API_KEY_<PROVIDER>   a key; wins over the keychain
  FRESHET_LOG=1                write a log, without keys and conversations
  FRESHET_HTTP_LOG=DIR         write every HTTP exchange, without keys, to DIR

Exit status:
  0    answered
  1    it ended in an error
  2    wrong use
  3    the provider is not set up: its key or its base URL is missing
  130  interrupted
)";

constexpr auto kAskHelp = R"(Ask one question and print the answer as it comes.

Usage: freshet ask [OPTION...] QUESTION
       COMMAND | freshet ask [OPTION...] QUESTION
       freshet ask [OPTION...] - < FILE

Text piped into Freshet goes along with the question; without a QUESTION it is
the question. A "-" reads standard input from a terminal, too. The sources that
the answer cites follow it.

Options:
  --provider P     who answers; default: your choice in the settings, else the
                   first provider with a key in the environment, else
                   "documents"
  --model M        one of its models; default: your choice, else the usual one
  --base-url URL   the provider's address, for this call; without --provider
                   that of your default, or else of "openai-compatible". A key
                   from the keychain goes only to the address it was saved for
  --collection C   look in this collection of documents first, and give what was
                   found to the model; may be given several times
  --no-retrieval   do not look in any documents
  --system TEXT    what the model is told before everything else
  --image FILE     a picture that goes with the question (PNG, JPEG, WebP, GIF);
                   may be given several times
  --temperature X, --top-p X, --max-tokens N, --seed N
  --stop TEXT      may be given several times
  --effort WORD    how much to think: none, minimal, low, medium, high, xhigh,
                   max
  --thinking-budget N
                   tokens to think with, for models that take a number. What a
                   model does not take is left out, and that is told
  --no-stream      ask for the answer in one piece
  --retries N      tries after a failed one, 0 to 10; default 2
  --timeout S      wait at most S seconds for a connection, for the first byte,
                   and between two; default 10, 120 and 60, longer for local
                   servers
  --json           print the messages of the query protocol, one a line; the
                   last one is "final" or "error"
  --profile DIR    keep all state under DIR
  -h, --help       this text

Examples:
  freshet ask "How do I add a provider?"
  freshet ask --provider ollama --model qwen3:8b "Why is the sky blue?"
  git diff | freshet ask --provider openai "Write a commit message for this."
  freshet ask --provider documents --collection papers "What is attention?"

Exit status: 0 answered, 1 the query ended in an error (text that had come
stays), 2 wrong use, 3 the provider is not set up, 130 interrupted.
)";

constexpr auto kModelsHelp = R"(List the providers and their models.

Usage: freshet models [OPTION...]

Shows what is known without asking anybody: the built-in list, and what the
providers told the last time. With --refresh they are asked now; a provider that
cannot be reached keeps its list, and the error is shown with it.

Options:
  --provider P     only this one
  --base-url URL   the provider's address, for this call; needs --provider
  --refresh        ask every provider that is set up (or the one of --provider)
  --timeout S      wait at most S seconds for a connection and for an answer
  --json           print one "catalog" message
  --profile DIR    keep all state under DIR
  -h, --help       this text

Exit status: 0 listed, 2 wrong use, 3 the provider of --provider is to be
refreshed and is not set up, 130 interrupted.
)";

constexpr auto kSettingsHelp = R"(Show what the Settings window shows, without any key.

Usage: freshet settings [OPTION...]

Tells where each provider is and whether there is a key for that address, which
model questions go to, and which documents are searched. Asks no server.

Options:
  --json           print one "settings" message
  --profile DIR    keep all state under DIR
  -h, --help       this text

Exit status: 0 shown, 2 wrong use, 130 interrupted.
)";

constexpr auto kIndexHelp = R"(Add files and folders to a collection of documents.

Usage: freshet index [OPTION...] PATH...
       freshet index [OPTION...] --jsonl FILE

Folders are walked, but for what their .gitignore and .freshetignore leave out.
A file that has not changed since the last time is left as it is; a file that
cannot be read is named and does not stop the others. From then on the window
and "freshet serve" pick up what changes in these folders and files.
Where an embedding model is chosen in the settings, texts without a vector are
then embedded; what is not done when this is stopped is done the next time.

Options:
  --collection C   the collection; default "documents"
  --jsonl FILE     documents as JSON lines {"id": "...", "title": "...",
                   "text": "..."}
  --local-only YES "yes": the texts of this collection are embedded by models
                   on this machine only; "no": by any that is chosen
  --no-watch       do not pick up later what changes in them
  --json           print one "document" line a file, and a "summary" line
  --profile DIR    keep all state under DIR
  -h, --help       this text

Exit status: 0 something is indexed now, or there was nothing to index; 1 not
one document could be indexed; 2 wrong use, or a path that is not there;
130 interrupted (what was done until then stays).
)";

constexpr auto kSearchHelp = R"(Find passages in the indexed documents.

Usage: freshet search [OPTION...] QUERY
       freshet search [OPTION...] --queries FILE --run OUT

Options:
  --collection C   search this collection; may be given several times;
                   default: all
  --top K          at most K passages, 1 to 1000; default 8
  --queries FILE   search for each line {"id": "...", "text": "..."} of FILE
  --run OUT        write lines of query id, document id, rank and score,
                   separated by tabs, to OUT: up to 100 documents a query, each
                   ranked by its best passage
  --json           print one "passages" message
  --profile DIR    keep all state under DIR
  -h, --help       this text

OUT is written as a whole when all queries are searched, or not at all.

Exit status: 0 searched (also when nothing was found), 1 the search failed,
2 wrong use, which with --queries is also a line of FILE that is no query, or a
collection that is not there; 130 interrupted.
)";

constexpr auto kEvaluateHelp = R"(Measure how well search finds what it should.

Usage: freshet evaluate [OPTION...]
       freshet evaluate [OPTION...] --questions FILE
       freshet evaluate --remove ID

Asks every question that is kept about a collection, and shows how many of the
expected passages are found (recall), how far up the first one stands (MRR: the
mean of 1 over its rank), and how long a search took (p50: half of them took no
longer; p95), beside the last run about that collection, with the questions that
rose or fell since. Runs are kept; so measure before and after a change.

Options:
  --questions FILE keep the questions of FILE first, one a line:
                   {"id": "...", "text": "...", "expected": [
                    {"document": "...", "page": 1, "quote": "..."}]}
                   document: the path of a file, or the id that it came with;
                   page and quote may be left out; one of the same id is
                   replaced
  --remove ID      keep the question ID no longer, and ask nothing; may be given
                   several times
  --collection C   ask this collection; default: documents
  --top K          look at the first K passages, 1 to 1000; default 10
  --json           print one "evaluation" message
  --profile DIR    keep all state under DIR
  -h, --help       this text

Exit status: 0 measured or removed, 1 it failed (no questions, no such question
or collection), 2 wrong use, also a line of FILE that is no question; 130
interrupted (nothing is kept of the run).
)";

constexpr auto kEmbedHelp = R"(Turn texts into vectors (embeddings).

Usage: freshet embed [OPTION...] TEXT...
       freshet embed [OPTION...] --input FILE

Prints a line a text: how many dimensions its vector has, how long it is, how
similar it is to the first text's (1 = the same direction), and its first
numbers. Vectors are made one long, so their product is their similarity.

Texts are sent in batches that the server takes; a batch that it finds too large
is halved. One text that it does not take ends the command, and is named.

Options:
  --provider P     who makes them: openai, gemini, ollama, huggingface,
                   openrouter, localai, lmstudio or openai-compatible; default:
                   your choice in the settings, else the first provider with a
                   key in the environment
  --model M        one of its embedding models; default: the first that is known
  --base-url URL   the provider's address, for this call; without --provider
                   that of your default, or else of "openai-compatible"
  --input FILE     the texts, one a line; "-" reads standard input
  --query          the texts are questions that are looked up with, not texts
                   that are looked in; some models (Gemini's) tell them apart
  --dimensions N   ask for shorter vectors, 1 to 8192; not every model can
  --retries N      tries after a failed one, 0 to 10; default 2
  --timeout S      wait at most S seconds for a connection and for an answer
  --json           print {"n": 1, "dimensions": 768, "embedding": [...]} a text
  --profile DIR    keep all state under DIR
  -h, --help       this text

Examples:
  freshet embed --provider ollama "a red car" "an automobile" "blue cheese"
  freshet embed --provider openai --json --input lines.txt > vectors.jsonl

Exit status: 0 embedded, 1 it ended in an error, 2 wrong use, 3 the provider is
not set up, 130 interrupted.
)";

constexpr auto kServeHelp = R"(Answer other programs of this machine: the local endpoint, without a window.

Usage: freshet serve [OPTION...]

Listens on 127.0.0.1 only. Each request needs the token of the token file, as
"Authorization: Bearer TOKEN". Prints one line of JSON once it listens:
{"type":"serving","url":"ws://127.0.0.1:8765/query/stream","token_file":"..."}
The same port speaks HTTP: /v1/chat/completions and /v1/models as OpenAI has
them, /catalog, /settings, /healthz. Ends at SIGTERM or Ctrl+C.

Options:
  --port N         the port; 0 takes a free one; default: the setting's, 8765
  --token-file F   where the token is, or is to be written; nobody else may be
                   able to read it; default: serve.token in the profile
  --json           changes nothing: the line is JSON anyway
  --profile DIR    keep all state under DIR
  -h, --help       this text

Examples:
  freshet serve --port 0
  curl -H "Authorization: Bearer TOKEN" http://127.0.0.1:8765/v1/models

Exit status: 0 it was ended, 1 it could not listen, 2 wrong use.
)";

constexpr auto kExportHelp = R"(Write chats as Markdown, HTML or JSON.

Usage: freshet export [OPTION...] --chat ID
       freshet export [OPTION...] --folder NAME
       freshet export [OPTION...] --all
       freshet export --list

Markdown and HTML hold the branch of a chat that the window shows. JSON holds
all of it, and "freshet import" reads it again. Works beside an open window.

Options:
  --chat ID        this chat; may be given several times
  --folder NAME    the chats of this folder but those in the trash; may be given
                   several times
  --all            every chat but those in the trash
  --list           print the chats: id, time of the last change, title
  --format F       markdown, html or json; default markdown
  --output PATH    write to this file instead of standard output; it is replaced
                   as a whole, or not at all
  --json           print one "exported" message (needs --output), or with --list
                   one "chats" message
  --profile DIR    keep all state under DIR
  -h, --help       this text

Exit status: 0 exported, 1 it could not be read or written, 2 wrong use, or
there is no such chat or folder; 130 interrupted (nothing is left of the file).
)";

constexpr auto kImportHelp = R"(Take over chats of ChatGPT, Claude, Open WebUI or Freshet.

Usage: freshet import [OPTION...] FILE

FILE is what the other program exported, a .json, or the .zip that it came in.
What it is, is told by its content. A chat that cannot be read is skipped and
named; the others are imported, with the pictures and texts that lie beside
them in ChatGPT's .zip. Files that did not come along are told for each chat. A
chat that is here already is not imported twice, but gets the messages that are
new. Works beside an open window, which shows the chats when its own list of
chats changes, or after its next start.

Options:
  --json           print one "imported" message
  --profile DIR    keep all state under DIR
  -h, --help       this text

Exit status: 0 imported, or all were here already; 1 nothing could be imported,
or it broke off; 2 wrong use, or there is no such file; 130 interrupted (what
was imported until then stays).
)";

} // namespace

QString commandHelp(const QString &command)
{
    const char *text = kProgramHelp;
    if (command == QLatin1String("ask"))
        text = kAskHelp;
    else if (command == QLatin1String("models"))
        text = kModelsHelp;
    else if (command == QLatin1String("settings"))
        text = kSettingsHelp;
    else if (command == QLatin1String("index"))
        text = kIndexHelp;
    else if (command == QLatin1String("search"))
        text = kSearchHelp;
    else if (command == QLatin1String("evaluate"))
        text = kEvaluateHelp;
    else if (command == QLatin1String("embed"))
        text = kEmbedHelp;
    else if (command == QLatin1String("serve"))
        text = kServeHelp;
    else if (command == QLatin1String("export"))
        text = kExportHelp;
    else if (command == QLatin1String("import"))
        text = kImportHelp;
    return QString::fromUtf8(text);
}

} // namespace freshet
