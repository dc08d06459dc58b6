<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AcceptGate</name>
    <message>
        <source>A token is needed: make one in Freshet&apos;s settings, and send it as &quot;Authorization: Bearer TOKEN&quot;.</source>
        <translation>Ein Token fehlt: in den Einstellungen von Freshet eines anlegen und als „Authorization: Bearer TOKEN“ mitsenden.</translation>
    </message>
    <message>
        <source>This token is not valid, or no longer; make a new one in Freshet&apos;s settings.</source>
        <translation>Dieses Token gilt nicht oder nicht mehr; in den Einstellungen von Freshet ein neues anlegen.</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>Unter dieser Adresse ist nichts.</translation>
    </message>
    <message>
        <source>This address does not take this method; see the header Allow.</source>
        <translation>Diese Adresse kennt diese Methode nicht; siehe den Header Allow.</translation>
    </message>
    <message>
        <source>This token lacks the scope &quot;%1&quot;; the user can grant it in Freshet&apos;s settings.</source>
        <translation>Diesem Token fehlt die Berechtigung „%1“; sie lässt sich in den Einstellungen von Freshet erteilen.</translation>
    </message>
    <message>
        <source>This address speaks WebSocket only.</source>
        <translation>Diese Adresse spricht nur WebSocket.</translation>
    </message>
    <message>
        <source>Only version 13 of WebSocket is spoken here.</source>
        <translation>Hier wird nur Version 13 von WebSocket gesprochen.</translation>
    </message>
    <message>
        <source>The header Sec-WebSocket-Key must hold 16 bytes in Base64.</source>
        <translation>Der Header Sec-WebSocket-Key muss 16 Bytes in Base64 enthalten.</translation>
    </message>
    <message>
        <source>Offer the subprotocol &quot;freshet.v1&quot; beside the one with the token, as the answer never names a token.</source>
        <translation>Neben dem Unterprotokoll mit dem Token auch „freshet.v1“ anbieten, denn die Antwort nennt nie ein Token.</translation>
    </message>
    <message>
        <source>Send the request without the header Expect.</source>
        <translation>Die Anfrage ohne den Header Expect senden.</translation>
    </message>
    <message>
        <source>The length of the request&apos;s body is not clear.</source>
        <translation>Die Länge des Anfragekörpers ist nicht eindeutig.</translation>
    </message>
    <message>
        <source>The request needs a header Content-Length; chunks are not read here.</source>
        <translation>Die Anfrage braucht einen Header Content-Length; Chunks werden hier nicht gelesen.</translation>
    </message>
    <message>
        <source>A request to this address has no body.</source>
        <translation>Eine Anfrage an diese Adresse hat keinen Körper.</translation>
    </message>
    <message>
        <source>The body of the request is larger than 1 MiB; send less.</source>
        <translation>Der Körper der Anfrage ist größer als 1 MiB; weniger senden.</translation>
    </message>
    <message>
        <source>A token must not stand in an address, where it gets into logs; send it as &quot;Authorization: Bearer TOKEN&quot;.</source>
        <translation>Ein Token darf nicht in einer Adresse stehen, denn von dort gerät es in Protokolle; es als „Authorization: Bearer TOKEN“ senden.</translation>
    </message>
    <message>
        <source>The request carries more than one token; send one.</source>
        <translation>Die Anfrage enthält mehr als ein Token; nur eines senden.</translation>
    </message>
    <message>
        <source>The header Host must name this machine&apos;s own address and the port.</source>
        <translation>Der Header Host muss die eigene Adresse dieses Rechners und den Port nennen.</translation>
    </message>
    <message>
        <source>Web pages may not ask here, unless the user allows their origin in Freshet&apos;s settings.</source>
        <translation>Webseiten dürfen hier nicht fragen, außer ihr Ursprung ist in den Einstellungen von Freshet erlaubt.</translation>
    </message>
    <message>
        <source>OPTIONS is not answered here.</source>
        <translation>OPTIONS wird hier nicht beantwortet.</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>, %1 %</source>
        <translation>, %1 %</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Neuer Versuch…</translation>
    </message>
    <message>
        <source>Trying again in %1 s…</source>
        <translation>Neuer Versuch in %1 s…</translation>
    </message>
    <message>
        <source>The text above is what had come.</source>
        <translation>Der Text oben ist, was bis dahin angekommen war.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Searching your documents…</source>
        <translation>Dokumente werden durchsucht…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation>Warten auf die Antwort…</translation>
    </message>
    <message>
        <source>Waiting for the answer, %1 s…</source>
        <translation>Warten auf die Antwort, %1 s…</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>%1 wird geladen</translation>
    </message>
    <message>
        <source>Reading the question</source>
        <translation>Frage wird gelesen</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Nachdenken…</translation>
    </message>
    <message>
        <source>Thinking, %1 s…</source>
        <translation>Nachdenken, %1 s…</translation>
    </message>
    <message>
        <source>Asking in another way…</source>
        <translation>Frage wird auf andere Weise gestellt…</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Etwas ist schiefgegangen.</translation>
    </message>
    <message>
        <source>%L1 tok/s</source>
        <translation>%L1 Tok/s</translation>
    </message>
    <message>
        <source>cut at the length limit</source>
        <translation>an der Längengrenze abgeschnitten</translation>
    </message>
    <message>
        <source>ended by the provider&apos;s filter</source>
        <translation>vom Filter des Anbieters beendet</translation>
    </message>
    <message>
        <source>declined by the model</source>
        <translation>vom Modell abgelehnt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>$%L1</source>
        <translation>%L1 $</translation>
    </message>
    <message>
        <source>The model wants to call this tool; Freshet does not run tools:</source>
        <translation>Das Modell möchte dieses Werkzeug aufrufen; Freshet führt keine Werkzeuge aus:</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped · %1</source>
        <translation>Angehalten · %1</translation>
    </message>
    <message>
        <source>Stopped before the answer began.</source>
        <translation>Angehalten, bevor die Antwort begann.</translation>
    </message>
    <message>
        <source>This answer was interrupted when Freshet ended.</source>
        <translation>Diese Antwort wurde unterbrochen, als Freshet beendet wurde.</translation>
    </message>
    <message>
        <source>%L1 s</source>
        <translation>%L1 s</translation>
    </message>
    <message>
        <source>%L1 tokens</source>
        <translation>%L1 Token</translation>
    </message>
</context>
<context>
    <name>AnswerSpeaker</name>
    <message>
        <source>Code.</source>
        <translation>Code.</translation>
    </message>
    <message>
        <source>Code in %1.</source>
        <translation>Code in %1.</translation>
    </message>
</context>
<context>
    <name>Attached</name>
    <message>
        <source>Pasted text</source>
        <translation>Eingefügter Text</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
</context>
<context>
    <name>Budget</name>
    <message>
        <source>Instructions: %1</source>
        <translation>Anweisungen: %1</translation>
    </message>
    <message>
        <source>This chat so far: %1</source>
        <translation>Diese Unterhaltung bisher: %1</translation>
    </message>
    <message>
        <source>Attached: %1</source>
        <translation>Angehängt: %1</translation>
    </message>
    <message>
        <source>Your question: %1</source>
        <translation>Ihre Frage: %1</translation>
    </message>
    <message>
        <source>Room for the answer: %1</source>
        <translation>Platz für die Antwort: %1</translation>
    </message>
    <message>
        <source>The model takes %1 tokens in all.</source>
        <translation>Das Modell nimmt insgesamt %1 Token.</translation>
    </message>
    <message>
        <source>How much the model takes is not known.</source>
        <translation>Wie viel das Modell nimmt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This is too long for the model: %1 tokens, where it takes %2 with the answer. Remove something, or choose a model that takes more.</source>
        <translation>Das ist zu lang für das Modell: %1 Token; mit der Antwort nimmt es %2. Entfernen Sie etwas oder wählen Sie ein Modell, das mehr nimmt.</translation>
    </message>
    <message>
        <source>The first %1 messages of this chat will be left out: they do not fit the model.</source>
        <translation>Die ersten %1 Nachrichten dieser Unterhaltung werden weggelassen: Sie passen nicht in das Modell.</translation>
    </message>
    <message>
        <source>Pictures of earlier questions will be left out: the model cannot take them.</source>
        <translation>Bilder früherer Fragen werden weggelassen: Das Modell kann sie nicht aufnehmen.</translation>
    </message>
    <message>
        <source>Passages from your documents, at most: %1</source>
        <translation>Stellen aus Ihren Dokumenten, höchstens: %1</translation>
    </message>
</context>
<context>
    <name>CollectionWords</name>
    <message>
        <source>My files</source>
        <translation>Meine Dateien</translation>
    </message>
    <message>
        <source>Freshet guide</source>
        <translation>Freshet-Handbuch</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>1 Dokument</translation>
    </message>
    <message>
        <source>%L1 documents</source>
        <translation>%L1 Dokumente</translation>
    </message>
</context>
<context>
    <name>CoreWords</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Streamed answer</source>
        <translation>Gestreamte Antwort</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>OpenAI-kompatibler Server</translation>
    </message>
    <message>
        <source>Quotes from documents</source>
        <translation>Dokumentzitate</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Attached: %1</source>
        <translation>Angehängt: %1</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>Gedanken</translation>
    </message>
    <message>
        <source>, page %1</source>
        <translation>, Seite %1</translation>
    </message>
    <message>
        <source>[a picture that the export does not hold]</source>
        <translation>[ein Bild, das im Export fehlt]</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Enter another key</source>
        <translation>Anderen Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Ask without a key</source>
        <translation>Ohne Schlüssel fragen</translation>
    </message>
    <message>
        <source>Use no proxy</source>
        <translation>Keinen Proxy verwenden</translation>
    </message>
    <message>
        <source>Use the proxy of the system</source>
        <translation>Proxy des Systems verwenden</translation>
    </message>
    <message>
        <source>Choose a CA file that vouches for it</source>
        <translation>CA-Datei wählen, die dafür bürgt</translation>
    </message>
    <message>
        <source>Ollama&apos;s own API</source>
        <translation>eigene API von Ollama</translation>
    </message>
    <message>
        <source>LM Studio&apos;s API</source>
        <translation>API von LM Studio</translation>
    </message>
    <message>
        <source>Google&apos;s API</source>
        <translation>API von Google</translation>
    </message>
    <message>
        <source>Anthropic&apos;s API</source>
        <translation>API von Anthropic</translation>
    </message>
    <message>
        <source>an OpenAI-compatible API</source>
        <translation>OpenAI-kompatible API</translation>
    </message>
    <message>
        <source>[a picture]</source>
        <translation>[ein Bild]</translation>
    </message>
    <message>
        <source>The best passages in your documents:</source>
        <translation>Die besten Textstellen in Ihren Dokumenten:</translation>
    </message>
    <message>
        <source>Your documents speak of a part of this question only. The best passages:</source>
        <translation>Ihre Dokumente handeln nur von einem Teil dieser Frage. Die besten Textstellen:</translation>
    </message>
    <message>
        <source>Nothing in your documents matches this question well. The closest passage:</source>
        <translation>In Ihren Dokumenten passt nichts gut zu dieser Frage. Die nächstliegende Textstelle:</translation>
    </message>
    <message>
        <source>Nothing in your documents matches this question.</source>
        <translation>In Ihren Dokumenten passt nichts zu dieser Frage.</translation>
    </message>
    <message>
        <source>Nothing relevant was found in your documents.</source>
        <translation>In Ihren Dokumenten wurde nichts Passendes gefunden.</translation>
    </message>
    <message>
        <source>Passages were found in your documents, but they do not fit beside this question.</source>
        <translation>In Ihren Dokumenten wurden Stellen gefunden, doch neben dieser Frage ist kein Platz für sie.</translation>
    </message>
    <message>
        <source>These passages were found by words alone: your question is not sent to the embedding model, which is on another machine, before you ask it. Other passages may be found then.</source>
        <translation>Diese Textstellen wurden nur nach Wörtern gefunden: Die Frage geht erst an das Embedding-Modell auf einem anderen Rechner, wenn sie gestellt wird. Dann können andere Textstellen gefunden werden.</translation>
    </message>
</context>
<context>
    <name>DiscoveryFile</name>
    <message>
        <source>Other programs cannot look up the local endpoint, as %1 cannot be written; tell them its address.</source>
        <translation>Andere Programme können den lokalen Endpunkt nicht finden, da %1 nicht geschrieben werden kann; ihnen die Adresse mitteilen.</translation>
    </message>
    <message>
        <source>Another Freshet is listed in %1 already; tell other programs the address of this one yourself.</source>
        <translation>In %1 steht bereits ein anderes Freshet; anderen Programmen die Adresse von diesem selbst mitteilen.</translation>
    </message>
</context>
<context>
    <name>EvaluationWords</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Embedding model</source>
        <translation>Embedding-Modell</translation>
    </message>
    <message>
        <source>Version of Freshet</source>
        <translation>Version von Freshet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>%L1. %2: %3</source>
        <translation>%L1. %2: %3</translation>
    </message>
    <message>
        <source>%L1 fell</source>
        <translation>%L1 gefallen</translation>
    </message>
    <message>
        <source>%L1 rose</source>
        <translation>%L1 gestiegen</translation>
    </message>
    <message>
        <source>%L1 new</source>
        <translation>%L1 neu</translation>
    </message>
    <message>
        <source>%L1 changed by you</source>
        <translation>%L1 von Ihnen geändert</translation>
    </message>
    <message>
        <source>%L1 asked without vectors in one run only</source>
        <translation>%L1 nur in einem Lauf ohne Vektoren gestellt</translation>
    </message>
    <message>
        <source>%L1 no longer asked</source>
        <translation>%L1 nicht mehr gestellt</translation>
    </message>
    <message>
        <source>No question rose or fell.</source>
        <translation>Keine Frage ist gestiegen oder gefallen.</translation>
    </message>
    <message>
        <source>Questions: %1.</source>
        <translation>Fragen: %1.</translation>
    </message>
    <message>
        <source>Recall: expected passages among the first %L1</source>
        <translation>Recall: erwartete Stellen unter den ersten %L1</translation>
    </message>
    <message>
        <source>MRR: how far up the first one is</source>
        <translation>MRR: wie weit oben die erste steht</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Textstellen</translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation>%1, Seite %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Its document is gone</source>
        <translation>Dokument ist weg</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Noch nicht gestellt</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Found in part</source>
        <translation>Teils gefunden</translation>
    </message>
    <message>
        <source>Fell, not found</source>
        <translation>Gefallen, nicht gefunden</translation>
    </message>
    <message>
        <source>Fell</source>
        <translation>Gefallen</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>Gestiegen</translation>
    </message>
    <message>
        <source>Not found, as before</source>
        <translation>Nicht gefunden wie zuvor</translation>
    </message>
    <message>
        <source>As before</source>
        <translation>Wie zuvor</translation>
    </message>
    <message>
        <source>New, not found</source>
        <translation>Neu, nicht gefunden</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Not comparable: vectors in one run only</source>
        <translation>Nicht vergleichbar: Vektoren nur in einem Lauf</translation>
    </message>
    <message>
        <source>Expected: %1</source>
        <translation>Erwartet: %1</translation>
    </message>
    <message>
        <source>%1 (not found)</source>
        <translation>%1 (nicht gefunden)</translation>
    </message>
    <message>
        <source>%1 is no longer in this collection, or has no text that can be found. Add it again, or change what this question expects.</source>
        <translation>%1 ist nicht mehr in dieser Sammlung oder hat keinen Text, der gefunden werden kann. Fügen Sie es wieder hinzu, oder ändern Sie, was diese Frage erwartet.</translation>
    </message>
    <message>
        <source>The earlier run asked it in other words or expected other passages.</source>
        <translation>Der frühere Lauf stellte sie mit anderen Worten oder erwartete andere Stellen.</translation>
    </message>
    <message>
        <source>By words alone: %1</source>
        <translation>Nur nach Wörtern: %1</translation>
    </message>
    <message>
        <source>Nothing at all was found.</source>
        <translation>Es wurde gar nichts gefunden.</translation>
    </message>
    <message>
        <source>What was found, best first:</source>
        <translation>Gefunden wurde, das Beste zuerst:</translation>
    </message>
    <message>
        <source>What came in its place:</source>
        <translation>Stattdessen kam:</translation>
    </message>
    <message>
        <source>run %L1 of %2</source>
        <translation>Lauf %L1 vom %2</translation>
    </message>
    <message>
        <source>1 question.</source>
        <translation>1 Frage.</translation>
    </message>
    <message>
        <source>%L1 questions.</source>
        <translation>%L1 Fragen.</translation>
    </message>
    <message>
        <source>They were not asked yet.</source>
        <translation>Noch nicht gestellt.</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>Jetzt: %1.</translation>
    </message>
    <message>
        <source>It is kept to be compared with: run the questions again after a change.</source>
        <translation>Er ist zum Vergleich aufgehoben: Stellen Sie die Fragen nach einer Änderung erneut.</translation>
    </message>
    <message>
        <source>Both runs had as many documents and passages, and the same embedding model and version of Freshet.</source>
        <translation>Beide Läufe hatten gleich viele Dokumente und Textstellen, dasselbe Embedding-Modell und dieselbe Version von Freshet.</translation>
    </message>
    <message>
        <source>%1 (place %2)</source>
        <translation>%1 (Platz %2)</translation>
    </message>
    <message>
        <source>Before: %1, kept to compare. Now: %2.</source>
        <translation>Zuvor: %1, zum Vergleich aufgehoben. Jetzt: %2.</translation>
    </message>
    <message>
        <source>Before: %1. Now: %2.</source>
        <translation>Zuvor: %1. Jetzt: %2.</translation>
    </message>
    <message>
        <source>p50: half of the questions take no longer</source>
        <translation>p50: Hälfte der Fragen dauert nicht länger</translation>
    </message>
    <message>
        <source>p95: 95 of 100 take no longer</source>
        <translation>p95: 95 von 100 dauern nicht länger</translation>
    </message>
    <message>
        <source>No question about this collection is saved yet. Look for something under “Try a query” and press “Expect this passage”, or add a question here. Asked again after a change, questions show what became better or worse.</source>
        <translation>Zu dieser Sammlung ist noch keine Frage gespeichert. Suchen Sie etwas unter „Anfrage ausprobieren“ und drücken Sie „Diese Stelle erwarten“, oder fügen Sie hier eine Frage hinzu. Nach einer Änderung erneut gestellt, zeigen Fragen, was besser oder schlechter wurde.</translation>
    </message>
</context>
<context>
    <name>ExtraHeaderStore</name>
    <message>
        <source>The extra headers of %1 for %2 are not in the keychain any more. Enter them again in Settings, or remove them there.</source>
        <translation>Die zusätzlichen Header von %1 für %2 sind nicht mehr im Schlüsselbund. Sie können in den Einstellungen neu eingegeben oder dort entfernt werden.</translation>
    </message>
</context>
<context>
    <name>FieldButtons</name>
    <message>
        <source>Empty this field</source>
        <translation>Feld leeren</translation>
    </message>
</context>
<context>
    <name>KeyReuse</name>
    <message>
        <source>Send the key of %1 to %2 too?</source>
        <translation>Den Schlüssel von %1 auch an %2 senden?</translation>
    </message>
    <message>
        <source>There is no key of %1 any more; paste one.</source>
        <translation>Es gibt keinen Schlüssel von %1 mehr; bitte einen einfügen.</translation>
    </message>
</context>
<context>
    <name>KeychainSecretStore</name>
    <message>
        <source>There is no keychain here. Install or unlock gnome-keyring or KWallet to keep keys.</source>
        <translation>Hier gibt es keinen Schlüsselbund. Um Schlüssel zu behalten, gnome-keyring oder KWallet installieren oder entsperren.</translation>
    </message>
    <message>
        <source>The keychain does not answer. Unlock or restart it and try again.</source>
        <translation>Der Schlüsselbund antwortet nicht. Bitte entsperren oder neu starten und erneut versuchen.</translation>
    </message>
    <message>
        <source>The keychain has no keyring to keep keys in. Make one with your desktop&apos;s password tool and try again.</source>
        <translation>Der Schlüsselbund hat kein Fach für Schlüssel. Bitte mit der Passwortverwaltung des Desktops eines anlegen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The keychain is locked. Unlock it and try again.</source>
        <translation>Der Schlüsselbund ist gesperrt. Bitte entsperren und erneut versuchen.</translation>
    </message>
    <message>
        <source>The keychain refused. Look at it with your desktop&apos;s password tool and try again.</source>
        <translation>Der Schlüsselbund hat abgelehnt. Bitte in der Passwortverwaltung des Desktops nachsehen und erneut versuchen.</translation>
    </message>
</context>
<context>
    <name>MarkdownBuilder</name>
    <message>
        <source>Image, not shown</source>
        <translation>Bild, nicht angezeigt</translation>
    </message>
    <message>
        <source>Image at %1</source>
        <translation>Bild unter %1</translation>
    </message>
</context>
<context>
    <name>MessageAccessible</name>
    <message>
        <source>You</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>%1, message %2 of %3</source>
        <translation>%1, Nachricht %2 von %3</translation>
    </message>
    <message>
        <source>Attached: %1, %2</source>
        <translation>Angehängt: %1, %2</translation>
    </message>
</context>
<context>
    <name>MessageItem</name>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Überlegungen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles anzeigen</translation>
    </message>
    <message>
        <source>Show all %1 lines</source>
        <translation>Alle %1 Zeilen anzeigen</translation>
    </message>
    <message>
        <source>Show all %1 characters</source>
        <translation>Alle %1 Zeichen anzeigen</translation>
    </message>
    <message>
        <source>Scroll sideways</source>
        <translation>Seitwärts schieben</translation>
    </message>
</context>
<context>
    <name>MessagePainter</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>NoticeBox</name>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>&quot;%1&quot; cannot be shown as a picture: it is damaged, or far too large.</source>
        <translation>„%1“ lässt sich nicht als Bild anzeigen: Es ist beschädigt oder viel zu groß.</translation>
    </message>
    <message>
        <source>The picture of the clipboard cannot be attached. Save it to a file first.</source>
        <translation>Das Bild aus der Zwischenablage lässt sich nicht anhängen. Speichern Sie es zuerst in einer Datei.</translation>
    </message>
</context>
<context>
    <name>PromptWords</name>
    <message>
        <source>as the provider decides</source>
        <translation>wie der Anbieter entscheidet</translation>
    </message>
    <message>
        <source>Instructions (system)</source>
        <translation>Anweisungen (system)</translation>
    </message>
    <message>
        <source>You (user)</source>
        <translation>Sie (user)</translation>
    </message>
    <message>
        <source>Answer (assistant)</source>
        <translation>Antwort (assistant)</translation>
    </message>
    <message>
        <source>%1, about %2 tokens</source>
        <translation>%1, etwa %2 Token</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>Options: %1</source>
        <translation>Optionen: %1</translation>
    </message>
    <message>
        <source>[a picture, %1, %2]</source>
        <translation>[ein Bild, %1, %2]</translation>
    </message>
</context>
<context>
    <name>ReasonWords</name>
    <message>
        <source>Words of the query in it: %1</source>
        <translation>Wörter der Anfrage darin: %1</translation>
    </message>
    <message>
        <source>Covers %1 % of the query, by how much its words tell</source>
        <translation>Deckt %1 % der Anfrage ab, gemessen daran, wie viel die Wörter aussagen</translation>
    </message>
    <message>
        <source>Its words, the rarer the more</source>
        <translation>Die Wörter, seltene stärker</translation>
    </message>
    <message>
        <source>of which: they stand together as in the query</source>
        <translation>davon: Sie stehen beieinander wie in der Anfrage</translation>
    </message>
    <message>
        <source>Pieces of words, as other forms and compounds share them</source>
        <translation>Wortteile, wie andere Formen und Zusammensetzungen sie teilen</translation>
    </message>
    <message>
        <source>Its whole document is about these words</source>
        <translation>Das ganze Dokument handelt von diesen Wörtern</translation>
    </message>
    <message>
        <source>Its title or heading says what the query says</source>
        <translation>Titel oder Überschrift sagt, was die Anfrage sagt</translation>
    </message>
    <message>
        <source>Near in meaning: similarity %1, at a weight of %2</source>
        <translation>Nah in der Bedeutung: Ähnlichkeit %1, mit dem Gewicht %2</translation>
    </message>
    <message>
        <source>Similarity in meaning %1, which does not count: the model does not agree with the words</source>
        <translation>Ähnlichkeit in der Bedeutung %1, die nicht zählt: Das Modell stimmt nicht mit den Wörtern überein</translation>
    </message>
    <message>
        <source>Score together</source>
        <translation>Wertung insgesamt</translation>
    </message>
    <message>
        <source>Words of the query that it lacks: %1</source>
        <translation>Wörter der Anfrage, die fehlen: %1</translation>
    </message>
</context>
<context>
    <name>RemoveCollectionQuestion</name>
    <message>
        <source>Remove a collection</source>
        <translation>Sammlung entfernen</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot; from Freshet? Your files stay where they are; Freshet only forgets what it read in them.</source>
        <translation>„%1“ aus Freshet entfernen? Die Dateien bleiben, wo sie sind; Freshet vergisst nur, was es darin gelesen hat.</translation>
    </message>
    <message>
        <source>Remove the collection</source>
        <translation>Sammlung entfernen</translation>
    </message>
</context>
<context>
    <name>RequestHead</name>
    <message>
        <source>The first line of the request is not HTTP.</source>
        <translation>Die erste Zeile der Anfrage ist kein HTTP.</translation>
    </message>
    <message>
        <source>Only HTTP/1.1 is spoken here.</source>
        <translation>Hier wird nur HTTP/1.1 gesprochen.</translation>
    </message>
    <message>
        <source>The address in the request&apos;s first line cannot be read; send the path.</source>
        <translation>Die Adresse in der ersten Zeile der Anfrage ist nicht lesbar; den Pfad senden.</translation>
    </message>
    <message>
        <source>The request did not come in time; send its head at once.</source>
        <translation>Die Anfrage kam nicht rechtzeitig; ihren Kopf auf einmal senden.</translation>
    </message>
    <message>
        <source>The head of the request is too large; send fewer or shorter headers.</source>
        <translation>Der Kopf der Anfrage ist zu groß; weniger oder kürzere Header senden.</translation>
    </message>
    <message>
        <source>The request is not HTTP as this endpoint reads it.</source>
        <translation>Die Anfrage ist kein HTTP, wie dieser Endpunkt es liest.</translation>
    </message>
    <message>
        <source>A header of the request cannot be read.</source>
        <translation>Ein Header der Anfrage ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>SecretStore</name>
    <message>
        <source>Kept until Freshet is closed. %1</source>
        <translation>Wird behalten, bis Freshet geschlossen wird. %1</translation>
    </message>
</context>
<context>
    <name>TrackedSecretStore</name>
    <message>
        <source>the keyring of the Secret Service (gnome-keyring)</source>
        <translation>dem Schlüsselbund des Secret Service (gnome-keyring)</translation>
    </message>
    <message>
        <source>It was saved in %1, and the keychain here does not have it. If another keychain answers now, go back to that one; else enter it again, or remove it.</source>
        <translation>Er wurde in %1 gespeichert, und der Schlüsselbund hier hat ihn nicht. Falls jetzt ein anderer Schlüsselbund antwortet, zu jenem zurückkehren; sonst den Schlüssel neu eingeben oder entfernen.</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Source %1</source>
        <translation>Quelle %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu erzeugen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>Anderes Modell wählen</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>Frühere Fassung</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>Spätere Fassung</translation>
    </message>
    <message>
        <source>All versions side by side</source>
        <translation>Alle Fassungen nebeneinander</translation>
    </message>
    <message>
        <source>Source %1, which supports this only in part</source>
        <translation>Quelle %1, die dies nur zum Teil stützt</translation>
    </message>
    <message>
        <source>Source %1, in another language and not checked</source>
        <translation>Quelle %1, in einer anderen Sprache und nicht geprüft</translation>
    </message>
    <message>
        <source>Source %1, which does not seem to say this</source>
        <translation>Quelle %1, die dies nicht zu sagen scheint</translation>
    </message>
</context>
<context>
    <name>WordList</name>
    <message>
        <source>, </source>
        <comment>between the words of a list</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>freshet::AccessTokenStore</name>
    <message>
        <source>This token is no longer there.</source>
        <translation>Dieses Token gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The tokens of tools cannot be saved: %1 is not writable.</source>
        <translation>Die Token der Programme lassen sich nicht speichern: %1 ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>The file of the tools&apos; tokens, %1, cannot be used and could not be moved aside; remove it to let tools in again.</source>
        <translation>Die Datei mit den Token der Programme, %1, ist unbrauchbar und ließ sich nicht beiseitelegen; sie löschen, um Programme wieder einzulassen.</translation>
    </message>
    <message>
        <source>The tools&apos; tokens are from a newer Freshet, so no tool is let in until you make new ones; the newer file is now %1.</source>
        <translation>Die Token der Programme stammen von einem neueren Freshet, daher wird kein Programm eingelassen, bis neue angelegt sind; die neuere Datei ist jetzt %1.</translation>
    </message>
    <message>
        <source>The tools&apos; tokens could not be read, so no tool is let in until you make new ones; the old file is now %1.</source>
        <translation>Die Token der Programme ließen sich nicht lesen, daher wird kein Programm eingelassen, bis neue angelegt sind; die alte Datei ist jetzt %1.</translation>
    </message>
    <message>
        <source>There are %1 tokens already; revoke one that no tool needs.</source>
        <translation>Es gibt bereits %1 Token; eines widerrufen, das kein Programm braucht.</translation>
    </message>
    <message>
        <source>A tool&apos;s name has 1 to %1 characters; choose another one.</source>
        <translation>Der Name eines Programms hat 1 bis %1 Zeichen; einen anderen wählen.</translation>
    </message>
    <message>
        <source>There is a token for &quot;%1&quot; already; choose another name, or revoke it.</source>
        <translation>Für „%1“ gibt es bereits ein Token; einen anderen Namen wählen oder es widerrufen.</translation>
    </message>
    <message>
        <source>A token has %1 to %2 characters: letters, digits and - . _ ~. Make one with, for example, `openssl rand -hex 32`.</source>
        <translation>Ein Token hat %1 bis %2 Zeichen: Buchstaben, Ziffern und - . _ ~. Eines anlegen, zum Beispiel mit `openssl rand -hex 32`.</translation>
    </message>
</context>
<context>
    <name>freshet::AnswerNotifier</name>
    <message>
        <source>The answer is there</source>
        <translation>Die Antwort ist da</translation>
    </message>
    <message>
        <source>The answer ended early</source>
        <translation>Die Antwort endete vorzeitig</translation>
    </message>
</context>
<context>
    <name>freshet::AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>look display</source>
        <translation>erscheinungsbild anzeige darstellung appearance</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>theme light dark system mode night</source>
        <translation>design thema hell dunkel system modus nacht theme</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>Te&amp;xtgröße</translation>
    </message>
    <message>
        <source>zoom font larger smaller percent</source>
        <translation>zoom schrift schriftgröße größer kleiner prozent</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>As the s&amp;ystem</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the text size</source>
        <translation>Textgröße zurücksetzen</translation>
    </message>
    <message>
        <source>Back to 100 %</source>
        <translation>Zurück auf 100 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Ctrl++ and Ctrl+- do the same in the window.</source>
        <translation>Strg++ und Strg+- bewirken im Fenster dasselbe.</translation>
    </message>
    <message>
        <source>Text size in percent</source>
        <translation>Textgröße in Prozent</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Of this program. Models answer in the language of the question.</source>
        <translation>Die Sprache dieses Programms. Modelle antworten in der Sprache der Frage.</translation>
    </message>
    <message>
        <source>&amp;Wrap long lines in code</source>
        <translation>Lange Zeilen in Code &amp;umbrechen</translation>
    </message>
    <message>
        <source>break scroll sideways</source>
        <translation>Umbruch schieben seitwärts breit</translation>
    </message>
    <message>
        <source>When this is off, wide code scrolls sideways. Alt+Z does the same in the window.</source>
        <translation>Sonst lässt sich breiter Code seitwärts schieben. Alt+Z bewirkt im Fenster dasselbe.</translation>
    </message>
    <message>
        <source>Draw &amp;formulas</source>
        <translation>&amp;Formeln zeichnen</translation>
    </message>
    <message>
        <source>math maths LaTeX TeX dollar equation</source>
        <translation>Mathematik Mathe LaTeX TeX Dollar Gleichung</translation>
    </message>
    <message>
        <source>When this is off, answers show the source of formulas as it came.</source>
        <translation>Ist dies aus, zeigen Antworten den Quelltext der Formeln, wie er kam.</translation>
    </message>
    <message>
        <source>translation English German Deutsch Chinese 中文</source>
        <translation>übersetzung englisch deutsch chinesisch language English 中文</translation>
    </message>
</context>
<context>
    <name>freshet::ArchiveController</name>
    <message>
        <source>There is nothing in this chat yet.</source>
        <translation>In dieser Unterhaltung steht noch nichts.</translation>
    </message>
    <message>
        <source>There are no chats yet.</source>
        <translation>Es gibt noch keine Unterhaltungen.</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>JSON, with all branches (*.json)</source>
        <translation>JSON, mit allen Zweigen (*.json)</translation>
    </message>
    <message>
        <source>Exporting chats…</source>
        <translation>Unterhaltungen werden exportiert…</translation>
    </message>
    <message>
        <source>%1 could not be written. Check that you may write there and that the disk is not full.</source>
        <translation>%1 konnte nicht geschrieben werden. Bitte prüfen, ob dort geschrieben werden darf und ob der Datenträger voll ist.</translation>
    </message>
    <message>
        <source>Import chats</source>
        <translation>Unterhaltungen importieren</translation>
    </message>
    <message>
        <source>Exports of ChatGPT, Claude, Open WebUI and Freshet (*.json *.zip)</source>
        <translation>Exporte von ChatGPT, Claude, Open WebUI und Freshet (*.json *.zip)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Importing chats…</source>
        <translation>Unterhaltungen werden importiert…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>There are no chats in this folder.</source>
        <translation>In diesem Ordner sind keine Unterhaltungen.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Wird gedruckt…</translation>
    </message>
    <message>
        <source>Printing failed. Check the printer and try again.</source>
        <translation>Das Drucken ist fehlgeschlagen. Bitte den Drucker prüfen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Chats are being exported, imported or printed already, perhaps in another window. Wait until that is done.</source>
        <translation>Es werden schon Unterhaltungen exportiert, importiert oder gedruckt, vielleicht in einem anderen Fenster. Bitte warten, bis das fertig ist.</translation>
    </message>
</context>
<context>
    <name>freshet::AttachmentChip</name>
    <message>
        <source>the model cannot see it</source>
        <translation>das Modell kann es nicht sehen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Remove %1, %2</source>
        <translation>%1 entfernen, %2</translation>
    </message>
    <message>
        <source>being read…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>freshet::AttachmentLoader</name>
    <message>
        <source>Picture.png</source>
        <translation>Bild.png</translation>
    </message>
</context>
<context>
    <name>freshet::AttachmentStrip</name>
    <message>
        <source>Attached to your question</source>
        <translation>An Ihre Frage angehängt</translation>
    </message>
</context>
<context>
    <name>freshet::BaseUrlRow</name>
    <message>
        <source>Where the server is. A pasted endpoint is shortened to its base.</source>
        <translation>Wo der Server ist. Ein eingefügter Endpunkt wird auf seine Basis gekürzt.</translation>
    </message>
    <message>
        <source>R&amp;eset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the base URL</source>
        <translation>Basis-URL zurücksetzen</translation>
    </message>
    <message>
        <source>Use the provider&apos;s own base URL</source>
        <translation>Die eigene Basis-URL des Anbieters verwenden</translation>
    </message>
    <message>
        <source>This is another server. A key stored for %1 stays there and is not sent to %2.</source>
        <translation>Dies ist ein anderer Server. Ein für %1 gespeicherter Schlüssel bleibt dort und wird nicht an %2 gesendet.</translation>
    </message>
    <message>
        <source>Looking for a server there…</source>
        <translation>Dort wird ein Server gesucht…</translation>
    </message>
    <message>
        <source>A server that speaks as this provider does was found at %1.</source>
        <translation>Ein Server, der wie dieser Anbieter spricht, wurde unter %1 gefunden.</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
</context>
<context>
    <name>freshet::BlockDocument</name>
    <message numerus="yes">
        <source> … %n more character(s); Copy takes them all</source>
        <translation>
            <numerusform> … %n weiteres Zeichen; Kopieren nimmt alle mit</numerusform>
            <numerusform> … %n weitere Zeichen; Kopieren nimmt alle mit</numerusform>
        </translation>
    </message>
    <message>
        <source>… the rest is not shown; Copy takes it all</source>
        <translation>… der Rest wird nicht angezeigt; Kopieren nimmt alles mit</translation>
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
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>What will be sent, in estimated tokens</source>
        <translation>Was gesendet wird, in geschätzten Token</translation>
    </message>
    <message>
        <source>What will be sent: %1</source>
        <translation>Was gesendet wird: %1</translation>
    </message>
</context>
<context>
    <name>freshet::ChatHeader</name>
    <message>
        <source>Show or hide the chats (F9)</source>
        <translation>Unterhaltungen ein- oder ausblenden (F9)</translation>
    </message>
    <message>
        <source>Choose a model (Ctrl+M)</source>
        <translation>Modell wählen (Strg+M)</translation>
    </message>
    <message>
        <source>Documents to search in</source>
        <translation>Dokumente, die durchsucht werden</translation>
    </message>
    <message>
        <source>Show the sources of the last answer</source>
        <translation>Quellen der letzten Antwort anzeigen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Sources: %1</source>
        <translation>Quellen: %1</translation>
    </message>
    <message>
        <source>Documents to search in:</source>
        <translation>Dokumente, die durchsucht werden:</translation>
    </message>
    <message>
        <source>Model:</source>
        <translation>Modell:</translation>
    </message>
</context>
<context>
    <name>freshet::ChatPage</name>
    <message>
        <source>Chat</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>questions answers</source>
        <translation>fragen antworten chat</translation>
    </message>
    <message>
        <source>&amp;Model for questions</source>
        <translation>&amp;Modell für Fragen</translation>
    </message>
    <message>
        <source>default provider favourite</source>
        <translation>standard anbieter favorit vorgabe</translation>
    </message>
    <message>
        <source>&amp;Enter sends the question</source>
        <translation>&amp;Enter sendet die Frage</translation>
    </message>
    <message>
        <source>return newline shortcut</source>
        <translation>eingabetaste zeilenumbruch tastenkürzel senden</translation>
    </message>
    <message>
        <source>&amp;Instructions for every question</source>
        <translation>&amp;Anweisungen für jede Frage</translation>
    </message>
    <message>
        <source>system prompt role persona</source>
        <translation>systemprompt system prompt rolle persona</translation>
    </message>
    <message>
        <source>&amp;Temperature</source>
        <translation>&amp;Temperatur</translation>
    </message>
    <message>
        <source>generation parameters sampling creativity random</source>
        <translation>parameter erzeugung sampling kreativität zufall</translation>
    </message>
    <message>
        <source>To&amp;p p</source>
        <translation>To&amp;p p</translation>
    </message>
    <message>
        <source>generation parameters sampling nucleus top_p</source>
        <translation>parameter erzeugung sampling nucleus top_p</translation>
    </message>
    <message>
        <source>&amp;Longest answer, in tokens</source>
        <translation>&amp;Längste Antwort, in Token</translation>
    </message>
    <message>
        <source>generation parameters max tokens limit length</source>
        <translation>parameter erzeugung max tokens grenze länge</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>Startwert (See&amp;d)</translation>
    </message>
    <message>
        <source>generation parameters random reproducible</source>
        <translation>parameter erzeugung zufall wiederholbar seed</translation>
    </message>
    <message>
        <source>&amp;Reasoning effort</source>
        <translation>Denka&amp;ufwand</translation>
    </message>
    <message>
        <source>generation parameters thinking</source>
        <translation>parameter erzeugung nachdenken reasoning</translation>
    </message>
    <message>
        <source>St&amp;op texts</source>
        <translation>St&amp;opptexte</translation>
    </message>
    <message>
        <source>generation parameters sequences end</source>
        <translation>parameter erzeugung stoppsequenzen ende</translation>
    </message>
    <message>
        <source>0 to 2. Higher is more varied, lower more predictable.</source>
        <translation>0 bis 2. Höher ist abwechslungsreicher, niedriger vorhersehbarer.</translation>
    </message>
    <message>
        <source>The temperature is a number from 0 to 2.</source>
        <translation>Die Temperatur ist eine Zahl von 0 bis 2.</translation>
    </message>
    <message>
        <source>0 to 1. Leaves out unlikely words; usually changed instead of the temperature.</source>
        <translation>0 bis 1. Lässt unwahrscheinliche Wörter weg; wird meist anstelle der Temperatur geändert.</translation>
    </message>
    <message>
        <source>Top p is a number from 0 to 1.</source>
        <translation>Top p ist eine Zahl von 0 bis 1.</translation>
    </message>
    <message>
        <source>A token is about three quarters of a word. Answers end there.</source>
        <translation>Ein Token ist etwa ein halbes Wort. Antworten enden dort.</translation>
    </message>
    <message>
        <source>The longest answer is a whole number of tokens, at least 1.</source>
        <translation>Die längste Antwort ist eine ganze Zahl von Token, mindestens 1.</translation>
    </message>
    <message>
        <source>The same number gives similar answers to the same question, where supported.</source>
        <translation>Dieselbe Zahl ergibt bei derselben Frage ähnliche Antworten, sofern unterstützt.</translation>
    </message>
    <message>
        <source>The seed is a whole number, at least 0.</source>
        <translation>Der Startwert ist eine ganze Zahl, mindestens 0.</translation>
    </message>
    <message>
        <source>Model for questions: %1</source>
        <translation>Modell für Fragen: %1</translation>
    </message>
    <message>
        <source>The window&apos;s model button changes the same.</source>
        <translation>Die Modell-Schaltfläche im Fenster ändert dasselbe.</translation>
    </message>
    <message>
        <source>Shift+Enter begins a new line. When this is off, Ctrl+Enter sends.</source>
        <translation>Umschalt+Enter beginnt eine neue Zeile. Ist dies aus, sendet Strg+Enter.</translation>
    </message>
    <message>
        <source>For example: Answer in German. I am a nurse; skip the basics.</source>
        <translation>Zum Beispiel: Kurz antworten. Ich bin Krankenpfleger; Grundlagen weglassen.</translation>
    </message>
    <message>
        <source>The system prompt: sent before each of your questions.</source>
        <translation>Der Systemprompt: wird vor jeder Frage gesendet.</translation>
    </message>
    <message>
        <source>As the provider decides</source>
        <translation>Wie der Anbieter entscheidet</translation>
    </message>
    <message>
        <source>How long a reasoning model thinks before it answers. Other models ignore it.</source>
        <translation>Wie lange ein denkendes Modell vor der Antwort nachdenkt. Andere Modelle beachten es nicht.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>One a line. An answer ends before the first of them.</source>
        <translation>Einer je Zeile. Eine Antwort endet vor dem ersten davon.</translation>
    </message>
    <message>
        <source>A model names &amp;chats</source>
        <translation>Ein Modell &amp;benennt Unterhaltungen</translation>
    </message>
    <message>
        <source>title heading name first question</source>
        <translation>Titel Name erste Frage</translation>
    </message>
    <message>
        <source>The model that gave a chat&apos;s first answer is asked for a title, which costs a few tokens. When this is off, a chat is named by its first question, here.</source>
        <translation>Das Modell der ersten Antwort wird um einen Titel gebeten, was ein paar Token kostet. Ist das aus, benennt die erste Frage die Unterhaltung, auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>freshet::ChatPanel</name>
    <message>
        <source>Drop it here to attach it to your question.
Folders are added to your documents.</source>
        <translation>Hier ablegen, um es an Ihre Frage anzuhängen.
Ordner kommen zu Ihren Dokumenten.</translation>
    </message>
</context>
<context>
    <name>freshet::CollectionPanel</name>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Neu…</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Make a collection for documents that belong together</source>
        <translation>Eine Sammlung für Dokumente anlegen, die zusammengehören</translation>
    </message>
    <message>
        <source>Takes the collection out of Freshet. The files themselves stay.</source>
        <translation>Nimmt die Sammlung aus Freshet heraus. Die Dateien selbst bleiben.</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>%1, local</source>
        <translation>%1, lokal</translation>
    </message>
    <message>
        <source>%1, only for models on this machine</source>
        <translation>%1, nur für Modelle auf diesem Rechner</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>Name of the collection</source>
        <translation>Name der Sammlung</translation>
    </message>
    <message>
        <source>Make the collection</source>
        <translation>Sammlung anlegen</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>Give the collection another name (F2)</source>
        <translation>Der Sammlung einen anderen Namen geben (F2)</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>New name of &quot;%1&quot;</source>
        <translation>Neuer Name von „%1“</translation>
    </message>
    <message>
        <source>Rename a collection</source>
        <translation>Sammlung umbenennen</translation>
    </message>
    <message>
        <source>Rename the collection</source>
        <translation>Sammlung umbenennen</translation>
    </message>
    <message>
        <source>A collection needs a name.</source>
        <translation>Eine Sammlung braucht einen Namen.</translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; belongs to the guide to Freshet. Choose another one.</source>
        <translation>Der Name „%1“ gehört dem Handbuch zu Freshet. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>There is a collection &quot;%1&quot; already. Choose another name.</source>
        <translation>Eine Sammlung „%1“ gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>freshet::CommandPalette</name>
    <message>
        <source>Find a command or a chat</source>
        <translation>Befehl oder Unterhaltung finden</translation>
    </message>
    <message>
        <source>Commands and chats</source>
        <translation>Befehle und Unterhaltungen</translation>
    </message>
</context>
<context>
    <name>freshet::CompareDialog</name>
    <message>
        <source>Ask several models</source>
        <translation>Mehrere Modelle fragen</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>&amp;Frage</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Models, side by side</source>
        <translation>Modelle, nebeneinander</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Without this model</source>
        <translation>Ohne dieses Modell</translation>
    </message>
    <message>
        <source>One more model</source>
        <translation>Noch ein Modell</translation>
    </message>
    <message numerus="yes">
        <source>Ask %n models</source>
        <translation>
            <numerusform>%n Modell fragen</numerusform>
            <numerusform>%n Modelle fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Without model %1, %2</source>
        <translation>Ohne Modell %1, %2</translation>
    </message>
</context>
<context>
    <name>freshet::CompareView</name>
    <message>
        <source>Back to the chat (Esc)</source>
        <translation>Zurück zur Unterhaltung (Esc)</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zur Unterhaltung</translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation>Antwort von %1</translation>
    </message>
    <message>
        <source>Go on with this answer</source>
        <translation>Mit dieser Antwort weiter</translation>
    </message>
    <message>
        <source>Go on with this answer, %1</source>
        <translation>Mit dieser Antwort weiter, %1</translation>
    </message>
</context>
<context>
    <name>freshet::Composer</name>
    <message>
        <source>Stop (Esc)</source>
        <translation>Anhalten (Esc)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Editing an earlier question: its answers are kept</source>
        <translation>Eine frühere Frage ändern: Ihre Antworten bleiben erhalten</translation>
    </message>
    <message>
        <source>Leave the question as it is</source>
        <translation>Die Frage lassen, wie sie ist</translation>
    </message>
    <message>
        <source>Ask the next question…</source>
        <translation>Nächste Frage stellen…</translation>
    </message>
    <message>
        <source>Ask anything…</source>
        <translation>Frage stellen…</translation>
    </message>
    <message>
        <source>Attach files, or add documents</source>
        <translation>Dateien anhängen oder Dokumente hinzufügen</translation>
    </message>
    <message>
        <source>Attach to this question…</source>
        <translation>An diese Frage anhängen…</translation>
    </message>
    <message>
        <source>Add files to my documents…</source>
        <translation>Dateien zu meinen Dokumenten hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder to my documents…</source>
        <translation>Ordner zu meinen Dokumenten hinzufügen…</translation>
    </message>
    <message>
        <source>Answers are quotes from your documents now: what is attached is not read. Choose a model, or ask without.</source>
        <translation>Antworten sind zurzeit Zitate aus Ihren Dokumenten: Angehängtes wird nicht gelesen. Wählen Sie ein Modell oder fragen Sie ohne.</translation>
    </message>
    <message>
        <source>This model cannot see pictures. Choose another one, or ask without the pictures.</source>
        <translation>Dieses Modell kann keine Bilder sehen. Wählen Sie ein anderes oder fragen Sie ohne die Bilder.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is still being read. Send when it is there.</source>
        <translation>„%1“ wird noch gelesen. Senden Sie, wenn es da ist.</translation>
    </message>
    <message>
        <source>The pictures are larger than 20 MB together. Remove one of them.</source>
        <translation>Die Bilder sind zusammen größer als 20 MB. Entfernen Sie eines davon.</translation>
    </message>
    <message>
        <source>Write a question to go with what is attached.</source>
        <translation>Schreiben Sie eine Frage zu dem, was angehängt ist.</translation>
    </message>
</context>
<context>
    <name>freshet::ComposerController</name>
    <message>
        <source>Up to %1 files go with a question. Add the others to your documents.</source>
        <translation>Bis zu %1 Dateien passen zu einer Frage. Fügen Sie die anderen Ihren Dokumenten hinzu.</translation>
    </message>
    <message>
        <source>Attach to this question</source>
        <translation>An diese Frage anhängen</translation>
    </message>
    <message>
        <source>Nothing is sent: the answer is made of quotes from your documents, here.</source>
        <translation>Nichts wird gesendet: Die Antwort entsteht hier aus Zitaten aus Ihren Dokumenten.</translation>
    </message>
</context>
<context>
    <name>freshet::ComposerField</name>
    <message>
        <source>Your question</source>
        <translation>Frage</translation>
    </message>
</context>
<context>
    <name>freshet::ComposerHint</name>
    <message>
        <source>Choose another model</source>
        <translation>Anderes Modell wählen</translation>
    </message>
    <message>
        <source>Remove what is not taken</source>
        <translation>Entfernen, was nicht geht</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>freshet::ConnectedTools</name>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Connected tools</source>
        <translation>Verbundene Programme</translation>
    </message>
    <message>
        <source>WebSocket, since %1</source>
        <translation>WebSocket, seit %1</translation>
    </message>
    <message>
        <source>HTTP, since %1</source>
        <translation>HTTP, seit %1</translation>
    </message>
</context>
<context>
    <name>freshet::ConnectionRow</name>
    <message>
        <source>It works: %1 of %1.</source>
        <translation>Es funktioniert: %1 von %1.</translation>
    </message>
    <message>
        <source>It works: %1 of %2, %3 skipped.</source>
        <translation>Es funktioniert: %1 von %2, %3 übersprungen.</translation>
    </message>
    <message>
        <source>Asks the server step by step, with the key that is saved. A model is asked two tiny questions, which may cost a fraction of a cent.</source>
        <translation>Fragt den Server Schritt für Schritt, mit dem gespeicherten Schlüssel. Einem Modell werden zwei winzige Fragen gestellt, was einen Bruchteil eines Cents kosten kann.</translation>
    </message>
    <message>
        <source>Cop&amp;y report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>Copies what was found, without the key, for asking somebody else</source>
        <translation>Kopiert das Ergebnis ohne den Schlüssel, um jemanden zu fragen</translation>
    </message>
    <message>
        <source>Testing the connection…</source>
        <translation>Verbindung wird getestet…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>%1 Test again to see whether it works now.</source>
        <translation>%1 Ein neuer Test zeigt, ob es jetzt funktioniert.</translation>
    </message>
    <message>
        <source>Something was changed since this test.</source>
        <translation>Seit diesem Test wurde etwas geändert.</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>Anha&amp;lten</translation>
    </message>
    <message>
        <source>&amp;Test again</source>
        <translation>Erneut &amp;testen</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>Verbindung &amp;testen</translation>
    </message>
    <message>
        <source>Stop the connection test</source>
        <translation>Verbindungstest anhalten</translation>
    </message>
    <message>
        <source>Hide &amp;details</source>
        <translation>&amp;Details ausblenden</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>&amp;Details anzeigen</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>Der Bericht ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Chat works. %1: %2</source>
        <translation>Der Chat funktioniert. %1: %2</translation>
    </message>
    <message>
        <source>Stopped at %1: %2</source>
        <translation>Angehalten bei %1: %2</translation>
    </message>
    <message>
        <source>The server is there. %1: %2</source>
        <translation>Der Server ist da. %1: %2</translation>
    </message>
    <message>
        <source>It works, with a warning at %1: %2</source>
        <translation>Es funktioniert, mit einer Warnung bei %1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>freshet::ConnectionStepList</name>
    <message>
        <source>Steps of the connection test</source>
        <translation>Schritte des Verbindungstests</translation>
    </message>
</context>
<context>
    <name>freshet::ConnectionStepView</name>
    <message>
        <source>%1&#xa0;ms</source>
        <translation>%1&#xa0;ms</translation>
    </message>
    <message>
        <source>%1&#xa0;s</source>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Use it as %1</source>
        <translation>Als %1 verwenden</translation>
    </message>
    <message>
        <source>Use the model %1</source>
        <translation>Modell %1 verwenden</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationController</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Neuer Ordner …</translation>
    </message>
    <message>
        <source>Delete the folder…</source>
        <translation>Ordner löschen …</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>Papierkorb leeren</translation>
    </message>
    <message>
        <source>Delete 1 chat for good? This cannot be undone.</source>
        <translation>1 Unterhaltung endgültig löschen? Das kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Delete %L1 chats for good? This cannot be undone.</source>
        <translation>%L1 Unterhaltungen endgültig löschen? Das kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Delete the folder</source>
        <translation>Ordner löschen</translation>
    </message>
    <message>
        <source>Delete the folder “%1”? Its chats stay.</source>
        <translation>Den Ordner „%1“ löschen? Seine Unterhaltungen bleiben.</translation>
    </message>
    <message>
        <source>Temporary chat: nothing of it is stored, and it is gone when it is closed or Freshet ends.</source>
        <translation>Temporäre Unterhaltung: Nichts davon wird gespeichert, und sie ist weg, sobald sie geschlossen oder Freshet beendet wird.</translation>
    </message>
    <message>
        <source>This chat is in the trash. Asking in it takes it out.</source>
        <translation>Diese Unterhaltung ist im Papierkorb. Eine neue Frage holt sie heraus.</translation>
    </message>
    <message>
        <source>This chat is in the archive. Asking in it takes it out.</source>
        <translation>Diese Unterhaltung ist im Archiv. Eine neue Frage holt sie heraus.</translation>
    </message>
    <message>
        <source>Export folder…</source>
        <translation>Ordner exportieren…</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationListModel</name>
    <message>
        <source>writing…</source>
        <translation>schreibt…</translation>
    </message>
    <message>
        <source>Folder %1, open</source>
        <translation>Ordner %1, offen</translation>
    </message>
    <message>
        <source>Folder %1, closed</source>
        <translation>Ordner %1, geschlossen</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationMenu</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Close the temporary chat…</source>
        <translation>Temporäre Unterhaltung schließen …</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>Endgültig löschen …</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Aus dem Archiv holen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>Kein Ordner</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Neuer Ordner …</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Schlagwörter …</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation>Schlagwörter ändern …</translation>
    </message>
    <message>
        <source>Show all with #%1</source>
        <translation>Alle mit #%1 zeigen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>In neuem Fenster öffnen</translation>
    </message>
    <message>
        <source>Chosen chats: %L1</source>
        <translation>Ausgewählte Unterhaltungen: %L1</translation>
    </message>
    <message>
        <source>Close the temporary chats…</source>
        <translation>Temporäre Unterhaltungen schließen…</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationPanel</name>
    <message>
        <source>New chat</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>Unterhaltungen suchen</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Back to the chats</source>
        <translation>Zurück zu den Unterhaltungen</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>Papierkorb leeren …</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Words of the title, or #tag</source>
        <translation>Wörter des Titels oder #Schlagwort</translation>
    </message>
    <message>
        <source>No chat here has that in its title.</source>
        <translation>Keine Unterhaltung hat das hier im Titel.</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>Der Papierkorb ist leer.</translation>
    </message>
    <message>
        <source>Chats here are deleted for good after 30 days.</source>
        <translation>Unterhaltungen werden hier nach 30 Tagen endgültig gelöscht.</translation>
    </message>
    <message>
        <source>The archive is empty. Chats that you archive stay here until you take them out.</source>
        <translation>Das Archiv ist leer. Archivierte Unterhaltungen bleiben hier, bis sie wieder herausgeholt werden.</translation>
    </message>
    <message>
        <source>Archived chats</source>
        <translation>Archivierte Unterhaltungen</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
</context>
<context>
    <name>freshet::ConversationRows</name>
    <message>
        <source>1 day left</source>
        <translation>noch 1 Tag</translation>
    </message>
    <message>
        <source>%1 days left</source>
        <translation>noch %1 Tage</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Temporary</source>
        <translation>Temporär</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentController</name>
    <message>
        <source>Reading documents…</source>
        <translation>Dokumente werden gelesen…</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Reading document %1 of %2: %3</source>
        <translation>Dokument %1 von %2 wird gelesen: %3</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>Hinzugefügt: %1.</translation>
    </message>
    <message>
        <source>%1 had not changed.</source>
        <translation>Unverändert: %1.</translation>
    </message>
    <message>
        <source>%1 no longer there left the index.</source>
        <translation>Nicht mehr vorhanden und aus dem Index entfernt: %1.</translation>
    </message>
    <message>
        <source>%1 of other kinds left out.</source>
        <translation>Ausgelassen, da von anderer Art: %1.</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>Nicht lesbar: %1. %2</translation>
    </message>
    <message>
        <source>No documents were found there.</source>
        <translation>Dort wurden keine Dokumente gefunden.</translation>
    </message>
    <message>
        <source>Documents: %1</source>
        <translation>Dokumente: %1</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>%1 collections</source>
        <translation>%1 Sammlungen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>The collection &quot;%1&quot; is not there any more, and no longer searched.</source>
        <translation>Die Sammlung „%1“ gibt es nicht mehr; sie wird nicht länger durchsucht.</translation>
    </message>
    <message>
        <source>Answer in this chat from</source>
        <translation>In dieser Unterhaltung antworten aus</translation>
    </message>
    <message>
        <source>As in new chats</source>
        <translation>Wie in neuen Unterhaltungen</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentListModel</name>
    <message>
        <source>Indexed</source>
        <translation>Im Index</translation>
    </message>
    <message>
        <source>Holds no text</source>
        <translation>Enthält keinen Text</translation>
    </message>
    <message>
        <source>Kept as it was: %1</source>
        <translation>Beibehalten, wie es war: %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Textstellen</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentOpener</name>
    <message>
        <source>&quot;%1&quot; is not among your documents any more, so it is not opened.</source>
        <translation>„%1“ gehört nicht mehr zu den Dokumenten und wird darum nicht geöffnet.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not there any more: it was moved, renamed or deleted.</source>
        <translation>„%1“ ist nicht mehr da: Die Datei wurde verschoben, umbenannt oder gelöscht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may start a program, so it is shown in its folder and not opened.</source>
        <translation>„%1“ kann ein Programm starten und wird darum nicht geöffnet, sondern in ihrem Ordner gezeigt.</translation>
    </message>
    <message>
        <source>No program was found that opens &quot;%1&quot;.</source>
        <translation>Es wurde kein Programm gefunden, das „%1“ öffnet.</translation>
    </message>
    <message>
        <source>No file manager was found that shows &quot;%1&quot;.</source>
        <translation>Es wurde keine Dateiverwaltung gefunden, die „%1“ zeigt.</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentsPage</name>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>files retrieval sources</source>
        <translation>dateien suche quellen</translation>
    </message>
    <message>
        <source>index guide default remove add folder</source>
        <translation>index handbuch vorgabe entfernen hinzufügen ordner</translation>
    </message>
    <message>
        <source>&amp;Passages for a question</source>
        <translation>&amp;Textstellen je Frage</translation>
    </message>
    <message>
        <source>top k how many context</source>
        <translation>top k wie viele kontext anzahl</translation>
    </message>
    <message>
        <source>The best ones go along with each question. More cost more and take longer.</source>
        <translation>Die besten gehen mit jeder Frage mit. Mehr kosten mehr und dauern länger.</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Textstellen</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>&amp;Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add a f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Takes the collection out of Freshet. The files themselves stay.</source>
        <translation>Nimmt die Sammlung aus Freshet heraus. Die Dateien selbst bleiben.</translation>
    </message>
    <message>
        <source>Removed &quot;%1&quot; with %2.</source>
        <translation>„%1“ mit %2 entfernt.</translation>
    </message>
    <message>
        <source>&amp;Embedding model</source>
        <translation>Embedding-&amp;Modell</translation>
    </message>
    <message>
        <source>vectors meaning semantic similar hybrid</source>
        <translation>vektoren bedeutung semantisch ähnlich hybrid</translation>
    </message>
    <message>
        <source>none; for example %1</source>
        <translation>keines; zum Beispiel %1</translation>
    </message>
    <message>
        <source>Finds passages by their meaning, too. The texts of your documents, and each question, go to its provider. Empty: words alone find them.</source>
        <translation>Findet Textstellen auch nach ihrer Bedeutung. Die Texte der Dokumente und jede Frage gehen an den Anbieter des Modells. Leer: Nur Wörter finden sie.</translation>
    </message>
    <message>
        <source>No provider is called so. Write the provider and its model, such as %1.</source>
        <translation>So heißt kein Anbieter. Geben Sie den Anbieter und sein Modell an, zum Beispiel %1.</translation>
    </message>
    <message>
        <source>%1 It is tried again by itself.</source>
        <translation>%1 Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>Your documents are being embedded in the background.</source>
        <translation>Ihre Dokumente werden im Hintergrund eingebettet.</translation>
    </message>
    <message>
        <source>Your documents are embedded.</source>
        <translation>Ihre Dokumente sind eingebettet.</translation>
    </message>
    <message>
        <source>New chats &amp;answer from these collections</source>
        <translation>Neue Unterhaltungen &amp;antworten aus diesen Sammlungen</translation>
    </message>
    <message>
        <source>Passages of ticked ones go along with questions, until you choose others above a chat.</source>
        <translation>Textstellen aus den angekreuzten gehen mit Fragen mit, bis Sie über einer Unterhaltung andere wählen.</translation>
    </message>
</context>
<context>
    <name>freshet::DocumentsPanel</name>
    <message>
        <source>Only models on this machine may read this collection</source>
        <translation>Nur Modelle auf diesem Rechner dürfen diese Sammlung lesen</translation>
    </message>
    <message>
        <source>No passage of it goes to a provider on another machine, neither for an answer nor to find passages by their meaning.</source>
        <translation>Keine Textstelle daraus geht an einen Anbieter auf einem anderen Rechner, weder für eine Antwort noch, um Textstellen nach ihrer Bedeutung zu finden.</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>&amp;Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add a f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>Remo&amp;ve…</source>
        <translation>Ent&amp;fernen…</translation>
    </message>
    <message>
        <source>Read the failed documents that are chosen once more; all of them where none is chosen</source>
        <translation>Die gewählten fehlgeschlagenen Dokumente noch einmal lesen; alle, wenn keines gewählt ist</translation>
    </message>
    <message>
        <source>Takes the chosen documents out of the collection. The files themselves stay.</source>
        <translation>Nimmt die gewählten Dokumente aus der Sammlung heraus. Die Dateien selbst bleiben.</translation>
    </message>
    <message>
        <source>The guide to Freshet comes with the program and cannot be changed.</source>
        <translation>Die Anleitung zu Freshet gehört zum Programm und kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Nothing is in this collection yet. Drop files or folders here, or add them below.</source>
        <translation>In dieser Sammlung ist noch nichts. Dateien oder Ordner hier ablegen oder unten hinzufügen.</translation>
    </message>
    <message>
        <source>%1, %L2 of them failed</source>
        <translation>%1, davon %L2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Remove documents</source>
        <translation>Dokumente entfernen</translation>
    </message>
    <message>
        <source>Take %1 out of &quot;%2&quot;? Your files stay where they are; Freshet only forgets what it read in them, until they are added again.</source>
        <translation>%1 aus „%2“ herausnehmen? Die Dateien bleiben, wo sie sind; Freshet vergisst nur, was es darin gelesen hat, bis sie wieder hinzugefügt werden.</translation>
    </message>
    <message>
        <source>Remove the documents</source>
        <translation>Dokumente entfernen</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointAddress</name>
    <message>
        <source>Told here while it listens.</source>
        <translation>Steht hier, solange er lauscht.</translation>
    </message>
    <message>
        <source>For tools that speak Freshet&apos;s WebSocket</source>
        <translation>Für Programme, die Freshets WebSocket sprechen</translation>
    </message>
    <message>
        <source>For tools made for OpenAI: their base URL</source>
        <translation>Für Programme, die für OpenAI gemacht sind: deren Basis-URL</translation>
    </message>
    <message>
        <source>Copy &amp;base URL</source>
        <translation>&amp;Basis-URL kopieren</translation>
    </message>
    <message>
        <source>%1 is on the clipboard.</source>
        <translation>%1 ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>Adresse kop&amp;ieren</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointIndicator</name>
    <message>
        <source>Local endpoint on</source>
        <translation>Lokaler Endpunkt an</translation>
    </message>
    <message>
        <source>Local endpoint on · 1 query</source>
        <translation>Lokaler Endpunkt an · 1 Anfrage</translation>
    </message>
    <message>
        <source>Local endpoint on · %1 queries</source>
        <translation>Lokaler Endpunkt an · %1 Anfragen</translation>
    </message>
    <message>
        <source>Other programs on this machine can ask through Freshet at %1. Click for its settings.</source>
        <translation>Andere Programme auf diesem Rechner können unter %1 über Freshet fragen. Ein Klick öffnet die Einstellungen dazu.</translation>
    </message>
    <message>
        <source>Endpoint on</source>
        <translation>Endpunkt an</translation>
    </message>
    <message>
        <source>Endpoint on · %1</source>
        <translation>Endpunkt an · %1</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointLabel</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Streamed chat</source>
        <translation>Gestreamter Chat</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointLimits</name>
    <message>
        <source>Co&amp;nnections at once</source>
        <translation>Gleichzeitige &amp;Verbindungen</translation>
    </message>
    <message>
        <source>What comes beyond is turned away.</source>
        <translation>Was darüber hinausgeht, wird abgewiesen.</translation>
    </message>
    <message>
        <source>&amp;Queries at once</source>
        <translation>Gleichzeitige Anf&amp;ragen</translation>
    </message>
    <message>
        <source>Of all tools together. Others wait for their turn; your own never wait.</source>
        <translation>Von allen Programmen zusammen. Andere warten, bis sie an der Reihe sind; die eigenen warten nie.</translation>
    </message>
    <message>
        <source>Queries at once on one conn&amp;ection</source>
        <translation>Gleichzeitige Anfragen je VerGleichzeitige Anfragen je V&amp;erbindungamp;bindung</translation>
    </message>
    <message>
        <source>So that one tool cannot keep the others waiting.</source>
        <translation>Damit ein Programm die anderen nicht warten lassen kann.</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointOrigins</name>
    <message>
        <source>None; for example http://localhost:3000</source>
        <translation>Keine; zum Beispiel http://localhost:3000</translation>
    </message>
    <message>
        <source>Web pages that may ask</source>
        <translation>Webseiten, die fragen dürfen</translation>
    </message>
    <message>
        <source>Not an origin: %1. Write scheme, host and port only, as in http://localhost:3000.</source>
        <translation>Kein Ursprung: %1. Nur Schema, Host und Port schreiben, wie in http://localhost:3000.</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointPage</name>
    <message>
        <source>Local endpoint</source>
        <translation>Lokaler Endpunkt</translation>
    </message>
    <message>
        <source>server api websocket http openai other programs tools</source>
        <translation>server api websocket http openai andere programme schnittstelle</translation>
    </message>
    <message>
        <source>Let other programs on this machine ask through Freshet</source>
        <translation>Andere Programme auf diesem Rechner über Freshet fragen lassen</translation>
    </message>
    <message>
        <source>switch on off enable listen</source>
        <translation>einschalten ausschalten an aus aktivieren lauschen</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>number 8765 listen</source>
        <translation>nummer 8765 lauschen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>url base copy</source>
        <translation>url basis kopieren</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Connected now</source>
        <translation>Jetzt verbunden</translation>
    </message>
    <message>
        <source>tools clients connections</source>
        <translation>programme clients verbindungen</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>running stop log history what tools ask</source>
        <translation>laufend anhalten protokoll verlauf was programme fragen</translation>
    </message>
    <message>
        <source>&amp;Web pages that may ask</source>
        <translation>&amp;Webseiten, die fragen dürfen</translation>
    </message>
    <message>
        <source>allowed origins browser cors extension</source>
        <translation>erlaubte ursprünge browser cors erweiterung</translation>
    </message>
    <message>
        <source>connections queries at once</source>
        <translation>verbindungen anfragen gleichzeitig</translation>
    </message>
    <message>
        <source>One origin a line. Every other page is turned away, whatever it knows; these still need a token.</source>
        <translation>Ein Ursprung je Zeile. Jede andere Seite wird abgewiesen, was sie auch weiß; auch diese brauchen ein Token.</translation>
    </message>
    <message>
        <source>Programs that you give a token can then use your providers, models and keys while this window is open, without seeing a key. Nobody outside this machine can.</source>
        <translation>Programme mit einem Token können dann die Anbieter, Modelle und Schlüssel nutzen, solange dieses Fenster offen ist, ohne einen Schlüssel zu sehen. Von außerhalb dieses Rechners geht das nicht.</translation>
    </message>
    <message>
        <source>0 takes any free one. A new port closes all connections.</source>
        <translation>0 nimmt irgendeinen freien. Ein neuer Port schließt alle Verbindungen.</translation>
    </message>
    <message>
        <source>It listens on port %1.</source>
        <translation>Er lauscht auf Port %1.</translation>
    </message>
    <message>
        <source>It does not listen: see the port below.</source>
        <translation>Er lauscht nicht: siehe den Port unten.</translation>
    </message>
    <message>
        <source>access secret scopes permission budget limit revoke</source>
        <translation>zugang geheimnis berechtigung budget grenze widerrufen</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>&amp;Switched on</source>
        <translation>&amp;Eingeschaltet</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointPort</name>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>The port is a number from 1024 to 65535, or 0 for any free one.</source>
        <translation>Der Port ist eine Zahl von 1024 bis 65535, oder 0 für irgendeinen freien.</translation>
    </message>
</context>
<context>
    <name>freshet::EndpointWords</name>
    <message>
        <source>ask models</source>
        <translation>Modelle fragen</translation>
    </message>
    <message>
        <source>see models and settings</source>
        <translation>Modelle und Einstellungen sehen</translation>
    </message>
    <message>
        <source>refresh model lists</source>
        <translation>Modelllisten aktualisieren</translation>
    </message>
    <message>
        <source>read your documents</source>
        <translation>die Dokumente lesen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>&amp;Ask models</source>
        <translation>Modelle &amp;fragen</translation>
    </message>
    <message>
        <source>&amp;See models and settings</source>
        <translation>Modelle und &amp;Einstellungen sehen</translation>
    </message>
    <message>
        <source>&amp;Refresh model lists</source>
        <translation>Modelllisten &amp;aktualisieren</translation>
    </message>
    <message>
        <source>Read your &amp;documents</source>
        <translation>Die &amp;Dokumente lesen</translation>
    </message>
    <message>
        <source>Questions go to your providers and may cost money. The tool never sees a key.</source>
        <translation>Fragen gehen an die Anbieter und können Geld kosten. Das Programm sieht nie einen Schlüssel.</translation>
    </message>
    <message>
        <source>Which providers and models there are, their addresses and prices. Never a key.</source>
        <translation>Welche Anbieter und Modelle es gibt, deren Adressen und Preise. Nie ein Schlüssel.</translation>
    </message>
    <message>
        <source>Makes Freshet ask a provider again which models it has.</source>
        <translation>Lässt Freshet einen Anbieter neu fragen, welche Modelle er hat.</translation>
    </message>
    <message>
        <source>Searches all your collections and gets passages of them. Without it only the guide is searched.</source>
        <translation>Durchsucht alle Sammlungen und bekommt Textstellen daraus. Ohne dies wird nur das Handbuch durchsucht.</translation>
    </message>
    <message>
        <source>May do nothing.</source>
        <translation>Darf nichts.</translation>
    </message>
    <message>
        <source>May %1.</source>
        <translation>Darf %1.</translation>
    </message>
    <message>
        <source>Today: queries %1, tokens %2.</source>
        <translation>Heute: Anfragen %1, Token %2.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has used up its budget for %2. Give it more in Settings, Local endpoint.</source>
        <translation>„%1“ hat sein Budget für den %2 aufgebraucht. Mehr gibt es unter Einstellungen, Lokaler Endpunkt.</translation>
    </message>
</context>
<context>
    <name>freshet::EvaluationController</name>
    <message>
        <source>Removed the question.</source>
        <translation>Frage entfernt.</translation>
    </message>
    <message>
        <source>Removed %L1 questions.</source>
        <translation>%L1 Fragen entfernt.</translation>
    </message>
    <message>
        <source>Kept to compare: all later runs are shown beside this one.</source>
        <translation>Zum Vergleich aufgehoben: Alle späteren Läufe stehen neben diesem.</translation>
    </message>
    <message>
        <source>Each run is shown beside the one before it again.</source>
        <translation>Jeder Lauf steht wieder neben dem vorigen.</translation>
    </message>
    <message>
        <source>Removed the questions about collections that are gone.</source>
        <translation>Fragen zu Sammlungen, die es nicht mehr gibt, entfernt.</translation>
    </message>
    <message>
        <source>Saved the question.</source>
        <translation>Frage gespeichert.</translation>
    </message>
    <message>
        <source>The saved question expects this passage already.</source>
        <translation>Die gespeicherte Frage erwartet diese Stelle schon.</translation>
    </message>
    <message>
        <source>Saved: this question expects this passage. Run it under “Evaluation”.</source>
        <translation>Gespeichert: Diese Frage erwartet diese Stelle. Gestellt wird sie unter „Auswertung“.</translation>
    </message>
    <message>
        <source>Saved: this question now expects %L1 passages.</source>
        <translation>Gespeichert: Diese Frage erwartet jetzt %L1 Stellen.</translation>
    </message>
    <message>
        <source>They are about this collection now; the list tells whose document is not in it.</source>
        <translation>Sie gehören jetzt zu dieser Sammlung; die Liste sagt, wessen Dokument nicht darin ist.</translation>
    </message>
    <message>
        <source>Stopped; nothing of this run is kept.</source>
        <translation>Angehalten; von diesem Lauf bleibt nichts.</translation>
    </message>
    <message>
        <source>All questions are asked.</source>
        <translation>Alle Fragen sind gestellt.</translation>
    </message>
    <message>
        <source>All questions about &quot;%1&quot; are asked.</source>
        <translation>Alle Fragen zu „%1“ sind gestellt.</translation>
    </message>
</context>
<context>
    <name>freshet::EvaluationListModel</name>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Zuvor</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
</context>
<context>
    <name>freshet::EvaluationPanel</name>
    <message>
        <source>About this question</source>
        <translation>Zu dieser Frage</translation>
    </message>
    <message>
        <source>&amp;Run the questions</source>
        <translation>Fragen ste&amp;llen</translation>
    </message>
    <message>
        <source>&amp;Add a question…</source>
        <translation>Frage &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Ed&amp;it…</source>
        <translation>&amp;Bearbeiten…</translation>
    </message>
    <message>
        <source>Remo&amp;ve…</source>
        <translation>Ent&amp;fernen…</translation>
    </message>
    <message>
        <source>Search for each of them and see where what is expected stands</source>
        <translation>Sucht nach jeder und zeigt, wo das Erwartete steht</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>What the runs came to</source>
        <translation>Ergebnis der Läufe</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Zuvor</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Nothing is in this collection yet, so there is nothing to ask about. Add documents to it first.</source>
        <translation>In dieser Sammlung ist noch nichts, wonach gefragt werden könnte. Fügen Sie zuerst Dokumente hinzu.</translation>
    </message>
    <message>
        <source>Compare with the run &amp;before again</source>
        <translation>Wieder mit dem &amp;vorigen Lauf vergleichen</translation>
    </message>
    <message>
        <source>&amp;Keep this run to compare</source>
        <translation>Diesen Lauf zum &amp;Vergleich aufheben</translation>
    </message>
    <message>
        <source>Each run is then shown beside the one before it</source>
        <translation>Jeder Lauf steht dann neben dem vorigen</translation>
    </message>
    <message>
        <source>All later runs are shown beside this one, until another is kept</source>
        <translation>Alle späteren Läufe stehen neben diesem, bis ein anderer aufgehoben wird</translation>
    </message>
    <message>
        <source>Remove the question &quot;%1&quot;? What earlier runs found for it stays in them.</source>
        <translation>Die Frage „%1“ entfernen? Was frühere Läufe zu ihr fanden, bleibt in ihnen.</translation>
    </message>
    <message>
        <source>Remove %L1 questions? What earlier runs found for them stays in them.</source>
        <translation>%L1 Fragen entfernen? Was frühere Läufe zu ihnen fanden, bleibt in diesen.</translation>
    </message>
    <message>
        <source>Remove questions</source>
        <translation>Fragen entfernen</translation>
    </message>
    <message>
        <source>Remove the question</source>
        <translation>Frage entfernen</translation>
    </message>
    <message>
        <source>Remove the questions</source>
        <translation>Fragen entfernen</translation>
    </message>
    <message>
        <source>Remove the question about a collection that is gone?</source>
        <translation>Die Frage zu einer Sammlung, die es nicht mehr gibt, entfernen?</translation>
    </message>
    <message>
        <source>Remove %L1 questions about collections that are gone?</source>
        <translation>%L1 Fragen zu Sammlungen, die es nicht mehr gibt, entfernen?</translation>
    </message>
</context>
<context>
    <name>freshet::EvaluationRunBar</name>
    <message>
        <source>Asking the questions</source>
        <translation>Fragen werden gestellt</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Stop asking; what was kept before stays</source>
        <translation>Keine weiteren Fragen stellen; was zuvor aufgehoben wurde, bleibt</translation>
    </message>
    <message>
        <source>Asking the questions of &quot;%1&quot;: %2 of %3</source>
        <translation>Fragen zu „%1“ werden gestellt: %2 von %3</translation>
    </message>
</context>
<context>
    <name>freshet::FindBar</name>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>In dieser Unterhaltung suchen</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Aa</source>
        <comment>button: match upper and lower case</comment>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>Voriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>freshet::Fold</name>
    <message>
        <source>Shown below; press to hide</source>
        <translation>Steht darunter; drücken blendet es aus</translation>
    </message>
    <message>
        <source>Hidden; press to show</source>
        <translation>Ausgeblendet; drücken zeigt es</translation>
    </message>
</context>
<context>
    <name>freshet::GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>&amp;Keep model lists fresh</source>
        <translation>&amp;Modelllisten aktuell halten</translation>
    </message>
    <message>
        <source>automatic refresh update network</source>
        <translation>automatisch aktualisieren aktualisierung netz netzwerk</translation>
    </message>
    <message>
        <source>Settings in a file</source>
        <translation>Einstellungen in einer Datei</translation>
    </message>
    <message>
        <source>export import backup move transfer</source>
        <translation>exportieren importieren sicherung umziehen übertragen backup</translation>
    </message>
    <message>
        <source>Freshet asks the providers that you use for their models when it starts and when you choose one. Off: only when you press Refresh.</source>
        <translation>Freshet fragt die verwendeten Anbieter nach ihren Modellen, wenn es startet und wenn ein Modell gewählt wird. Aus: nur mit „Modelle aktualisieren“.</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Export the settings to a file</source>
        <translation>Einstellungen in eine Datei exportieren</translation>
    </message>
    <message>
        <source>Import settings from a file</source>
        <translation>Einstellungen aus einer Datei importieren</translation>
    </message>
    <message>
        <source>For another machine. Keys and extra headers never go into the file.</source>
        <translation>Für einen anderen Rechner. Schlüssel und zusätzliche Header kommen nie in die Datei.</translation>
    </message>
    <message>
        <source>Export the settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exportiert nach %1.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The file leads these providers to other servers. Questions and documents would go there. Take only what you know.

%1</source>
        <translation>Die Datei führt diese Anbieter zu anderen Servern. Fragen und Dokumente würden dorthin gehen. Bitte nur Bekanntes übernehmen.

%1</translation>
    </message>
    <message>
        <source>Keep my servers</source>
        <translation>Eigene Server behalten</translation>
    </message>
    <message>
        <source>Use these servers</source>
        <translation>Diese Server verwenden</translation>
    </message>
    <message>
        <source>Imported.</source>
        <translation>Importiert.</translation>
    </message>
    <message>
        <source>Imported, but for what this version does not know: %1.</source>
        <translation>Importiert, bis auf das, was diese Version nicht kennt: %1.</translation>
    </message>
    <message>
        <source>&amp;Tell me when a long answer has ended</source>
        <translation>Mel&amp;den, wenn eine lange Antwort fertig ist</translation>
    </message>
    <message>
        <source>notification desktop background</source>
        <translation>benachrichtigung meldung desktop hintergrund</translation>
    </message>
    <message>
        <source>By a notification of the desktop, while you are in another program. It names the question only.</source>
        <translation>Durch eine Benachrichtigung des Desktops, solange Sie in einem anderen Programm sind. Sie nennt nur die Frage.</translation>
    </message>
    <message>
        <source>&amp;Open the last chat at the start</source>
        <translation>Beim Start die letzte Unterhaltung ö&amp;ffnen</translation>
    </message>
    <message>
        <source>resume restore session scroll position crash</source>
        <translation>fortsetzen wiederherstellen sitzung leseposition absturz</translation>
    </message>
    <message>
        <source>Where you were reading, also after a crash. Off: Freshet starts with a new chat.</source>
        <translation>Dort, wo Sie gelesen haben, auch nach einem Absturz. Aus: Freshet beginnt mit einer neuen Unterhaltung.</translation>
    </message>
</context>
<context>
    <name>freshet::HeadersRow</name>
    <message>
        <source>Name: value</source>
        <translation>Name: Wert</translation>
    </message>
    <message>
        <source>One a line. Kept in the system&apos;s keychain and sent to this server only, for a gateway in front of it.</source>
        <translation>Einer je Zeile. Im Schlüsselbund des Systems aufbewahrt und nur an diesen Server gesendet, für ein Gateway davor.</translation>
    </message>
    <message>
        <source>One a line, as name, colon, value</source>
        <translation>Einer je Zeile, als Name, Doppelpunkt, Wert</translation>
    </message>
    <message>
        <source>Sa&amp;ve headers</source>
        <translation>Header speicher&amp;n</translation>
    </message>
    <message>
        <source>Remove headers</source>
        <translation>Header entfernen</translation>
    </message>
    <message>
        <source>Sent to %1: %2.</source>
        <translation>Gesendet an %1: %2.</translation>
    </message>
</context>
<context>
    <name>freshet::ImportReport</name>
    <message>
        <source>The import was stopped. What had come until then stays.</source>
        <translation>Der Import wurde angehalten. Was bis dahin da war, bleibt.</translation>
    </message>
    <message>
        <source>The chats are imported.</source>
        <translation>Die Unterhaltungen sind importiert.</translation>
    </message>
    <message>
        <source>All these chats are here already.</source>
        <translation>Alle diese Unterhaltungen sind schon da.</translation>
    </message>
    <message>
        <source>No chat could be imported.</source>
        <translation>Keine Unterhaltung konnte importiert werden.</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>Neu: %1</translation>
    </message>
    <message>
        <source>Here before, with new messages: %1</source>
        <translation>Schon da, mit neuen Nachrichten: %1</translation>
    </message>
    <message>
        <source>Here before, the same: %1</source>
        <translation>Schon da, unverändert: %1</translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation>Übersprungen: %1</translation>
    </message>
    <message>
        <source>Import chats</source>
        <translation>Unterhaltungen importieren</translation>
    </message>
    <message>
        <source>Without some of their files: %1</source>
        <translation>Ohne einige ihrer Dateien: %1</translation>
    </message>
    <message>
        <source>Chats that were skipped or came without files</source>
        <translation>Unterhaltungen, die ausgelassen wurden oder ohne Dateien kamen</translation>
    </message>
</context>
<context>
    <name>freshet::IndexingBar</name>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>about a minute left</source>
        <translation>noch etwa eine Minute</translation>
    </message>
    <message>
        <source>about %L1 minutes left</source>
        <translation>noch etwa %L1 Minuten</translation>
    </message>
    <message>
        <source>about %L1 hours left</source>
        <translation>noch etwa %L1 Stunden</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Reading documents</source>
        <translation>Dokumente werden gelesen</translation>
    </message>
    <message>
        <source>Stop adding documents</source>
        <translation>Hinzufügen anhalten</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Paused in &quot;%1&quot;</source>
        <translation>Angehalten in „%1“</translation>
    </message>
    <message>
        <source>Looking for documents for &quot;%1&quot;…</source>
        <translation>Dokumente für „%1“ werden gesucht…</translation>
    </message>
    <message>
        <source>Reading into &quot;%1&quot;</source>
        <translation>Wird gelesen für „%1“</translation>
    </message>
</context>
<context>
    <name>freshet::KeyQuestion</name>
    <message>
        <source>Do not send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>Send the key</source>
        <translation>Schlüssel senden</translation>
    </message>
</context>
<context>
    <name>freshet::KeyRow</name>
    <message>
        <source>Kept in the system&apos;s keychain, and sent to this server only</source>
        <translation>Im Schlüsselbund des Systems aufbewahrt und nur an diesen Server gesendet</translation>
    </message>
    <message>
        <source>&amp;Save key</source>
        <translation>Schlüssel s&amp;peichern</translation>
    </message>
    <message>
        <source>Re&amp;move key</source>
        <translation>Schlüssel &amp;entfernen</translation>
    </message>
    <message>
        <source>Try the keychain again</source>
        <translation>Schlüsselbund erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Get a key…</source>
        <translation>Schlüssel &amp;holen…</translation>
    </message>
    <message>
        <source>Opens %1 in the browser</source>
        <translation>Öffnet %1 im Browser</translation>
    </message>
    <message>
        <source>Get a key at %1</source>
        <translation>Schlüssel bei %1 holen</translation>
    </message>
    <message>
        <source>Paste a key</source>
        <translation>Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Paste a key; it usually begins with %1</source>
        <translation>Schlüssel einfügen; er beginnt meist mit %1</translation>
    </message>
    <message>
        <source>A key is stored for %1.</source>
        <translation>Ein Schlüssel ist für %1 gespeichert.</translation>
    </message>
    <message>
        <source>There is a key for %1. %2</source>
        <translation>Es gibt einen Schlüssel für %1. %2</translation>
    </message>
    <message>
        <source>Paste another key to replace it</source>
        <translation>Anderen Schlüssel einfügen, um ihn zu ersetzen</translation>
    </message>
    <message>
        <source>Saving the key…</source>
        <translation>Schlüssel wird gespeichert…</translation>
    </message>
    <message>
        <source>The key was removed.</source>
        <translation>Der Schlüssel wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>freshet::KeyboardPage</name>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>keys shortcuts hotkeys bindings</source>
        <translation>tasten tastenkürzel kürzel belegung</translation>
    </message>
    <message>
        <source>&amp;Commands and their keys</source>
        <translation>&amp;Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>rebind change remove reset conflict</source>
        <translation>ändern belegen entfernen zurücksetzen konflikt</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Choose a command, then press its new keys in the field under the list. They work at once.</source>
        <translation>Wählen Sie einen Befehl und drücken Sie im Feld unter der Liste seine neuen Tasten. Sie gelten sofort.</translation>
    </message>
    <message>
        <source>&amp;New keys</source>
        <translation>&amp;Neue Tasten</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>&amp;Take them from there</source>
        <translation>&amp;Dort wegnehmen</translation>
    </message>
    <message>
        <source>%1 has %2 now.</source>
        <translation>%1 hat jetzt %2.</translation>
    </message>
    <message>
        <source>Re&amp;move the keys</source>
        <translation>Tasten &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Usual keys</source>
        <translation>Üb&amp;liche Tasten</translation>
    </message>
    <message>
        <source>Usual keys for &amp;all</source>
        <translation>Übliche Tasten für &amp;alle</translation>
    </message>
    <message>
        <source>All commands have their usual keys again.</source>
        <translation>Alle Befehle haben wieder ihre üblichen Tasten.</translation>
    </message>
    <message>
        <source>%1 (taken twice)</source>
        <translation>%1 (doppelt belegt)</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;, too, so it does nothing.</source>
        <translation>%1 gehört auch zu „%2“ und bewirkt deshalb nichts.</translation>
    </message>
    <message>
        <source>%1 alone types text. Hold Ctrl, Alt or Meta with it.</source>
        <translation>%1 allein schreibt Text. Halten Sie Strg, Alt oder Meta dazu.</translation>
    </message>
    <message>
        <source>%1 works in every text field already. Choose other keys.</source>
        <translation>%1 wirkt schon in jedem Textfeld. Wählen Sie andere Tasten.</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;.</source>
        <translation>%1 gehört zu „%2“.</translation>
    </message>
</context>
<context>
    <name>freshet::KnowledgeController</name>
    <message>
        <source>Stopped; what was read before stays.</source>
        <translation>Abgebrochen; was vorher gelesen wurde, bleibt.</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>Hinzugefügt: %1.</translation>
    </message>
    <message>
        <source>%1 had not changed.</source>
        <translation>Unverändert: %1.</translation>
    </message>
    <message>
        <source>%1 no longer there left the index.</source>
        <translation>Nicht mehr vorhanden und aus dem Index entfernt: %1.</translation>
    </message>
    <message>
        <source>%1 of other kinds left out.</source>
        <translation>Ausgelassen, da von anderer Art: %1.</translation>
    </message>
    <message>
        <source>%1 failed; the list tells why.</source>
        <translation>Fehlgeschlagen: %1; die Liste sagt, warum.</translation>
    </message>
    <message>
        <source>No documents were found there.</source>
        <translation>Dort wurden keine Dokumente gefunden.</translation>
    </message>
    <message>
        <source>Removed &quot;%1&quot; with %2.</source>
        <translation>„%1“ mit %2 entfernt.</translation>
    </message>
    <message>
        <source>Took out %1.</source>
        <translation>Herausgenommen: %1.</translation>
    </message>
    <message>
        <source>Nothing in this collection fits the query.</source>
        <translation>Nichts in dieser Sammlung passt zur Anfrage.</translation>
    </message>
    <message>
        <source>These passages share words with the query, but do not seem to be about it: a chat would get none of them.</source>
        <translation>Diese Textstellen haben Wörter mit der Anfrage gemeinsam, scheinen aber nicht von ihr zu handeln: Eine Unterhaltung bekäme keine davon.</translation>
    </message>
    <message>
        <source>By words alone: %1</source>
        <translation>Nur nach Wörtern: %1</translation>
    </message>
    <message>
        <source>The folder is no longer watched. Took out %1.</source>
        <translation>Der Ordner wird nicht mehr beobachtet. Herausgenommen: %1.</translation>
    </message>
    <message>
        <source>The folder is no longer watched.</source>
        <translation>Der Ordner wird nicht mehr beobachtet.</translation>
    </message>
    <message>
        <source>Documents are being read into &quot;%1&quot;. Let that end, or cancel it, and then rename the collection.</source>
        <translation>Es werden gerade Dokumente in „%1“ eingelesen. Lassen Sie das enden, oder brechen Sie es ab, und benennen Sie die Sammlung dann um.</translation>
    </message>
</context>
<context>
    <name>freshet::KnowledgeWindow</name>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation>&amp;Dokumente</translation>
    </message>
    <message>
        <source>Try a &amp;query</source>
        <translation>Anfrage aus&amp;probieren</translation>
    </message>
    <message>
        <source>&amp;Evaluation</source>
        <translation>Aus&amp;wertung</translation>
    </message>
</context>
<context>
    <name>freshet::MainWindow</name>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker geschickt.</translation>
    </message>
</context>
<context>
    <name>freshet::ModelListModel</name>
    <message>
        <source>no model needed</source>
        <translation>braucht kein Modell</translation>
    </message>
    <message>
        <source>not listed since %1</source>
        <translation>nicht gelistet seit %1</translation>
    </message>
    <message>
        <source>refreshing…</source>
        <translation>wird aktualisiert…</translation>
    </message>
    <message>
        <source>built-in list</source>
        <translation>eingebaute Liste</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird gesucht…</translation>
    </message>
    <message>
        <source>needs a key</source>
        <translation>braucht einen Schlüssel</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>set up…</source>
        <translation>einrichten…</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Set up first</source>
        <translation>Zuerst einrichten</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>vor einer Minute</translation>
    </message>
    <message>
        <source>%1 minutes ago</source>
        <translation>vor %1 Minuten</translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>vor einer Stunde</translation>
    </message>
    <message>
        <source>%1 hours ago</source>
        <translation>vor %1 Stunden</translation>
    </message>
    <message>
        <source>a day ago</source>
        <translation>vor einem Tag</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>retires on %1</source>
        <translation>endet am %1</translation>
    </message>
</context>
<context>
    <name>freshet::ModelPicker</name>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>freshet::ModelTable</name>
    <message>
        <source>Search models: a name, or what they can do</source>
        <translation>Modelle suchen: Name oder Fähigkeit</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>By name, id, or what they can do, such as vision</source>
        <translation>Nach Name, ID oder Fähigkeit, etwa Sehen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Space marks a favourite, Enter uses the model for questions</source>
        <translation>Leertaste markiert einen Favoriten, Enter verwendet das Modell für Fragen</translation>
    </message>
    <message>
        <source>&amp;Use for questions</source>
        <translation>Für &amp;Fragen verwenden</translation>
    </message>
    <message>
        <source>New questions go to this model</source>
        <translation>Neue Fragen gehen an dieses Modell</translation>
    </message>
    <message>
        <source>&amp;Favourite</source>
        <translation>Fa&amp;vorit</translation>
    </message>
    <message>
        <source>Favourites come first wherever a model is chosen</source>
        <translation>Favoriten stehen überall zuerst, wo ein Modell gewählt wird</translation>
    </message>
    <message>
        <source>Remove model</source>
        <translation>Modell entfernen</translation>
    </message>
    <message>
        <source>Only what you added by hand can be removed</source>
        <translation>Nur von Hand Hinzugefügtes kann entfernt werden</translation>
    </message>
    <message>
        <source>Id of a model that is not listed</source>
        <translation>ID eines nicht gelisteten Modells</translation>
    </message>
    <message>
        <source>Id of a model to add</source>
        <translation>ID eines Modells zum Hinzufügen</translation>
    </message>
    <message>
        <source>As the provider calls it; for models that its list leaves out</source>
        <translation>Wie der Anbieter es nennt; für Modelle, die in seiner Liste fehlen</translation>
    </message>
    <message>
        <source>&amp;Add model</source>
        <translation>Modell h&amp;inzufügen</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>%1 hinzugefügt.</translation>
    </message>
    <message>
        <source>Removed %1.</source>
        <translation>%1 entfernt.</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 Modell</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 Modelle</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Models, %1</source>
        <translation>Modelle, %1</translation>
    </message>
</context>
<context>
    <name>freshet::ModelTableModel</name>
    <message>
        <source>free</source>
        <translation>gratis</translation>
    </message>
    <message>
        <source>gone since %1</source>
        <translation>entfallen seit %1</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>earlier list</source>
        <translation>frühere Liste</translation>
    </message>
    <message>
        <source>listed</source>
        <translation>gelistet</translation>
    </message>
    <message>
        <source>added by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>The provider listed it once and no longer does. It may still answer.</source>
        <translation>Der Anbieter hat es früher gelistet und tut es nicht mehr. Es antwortet vielleicht noch.</translation>
    </message>
    <message>
        <source>Known to this version of Freshet; the provider has not been asked or did not tell.</source>
        <translation>Dieser Version von Freshet bekannt; der Anbieter wurde nicht gefragt oder hat nichts gesagt.</translation>
    </message>
    <message>
        <source>The provider listed it when it was asked in an earlier run.</source>
        <translation>Der Anbieter hat es gelistet, als er bei einem früheren Start gefragt wurde.</translation>
    </message>
    <message>
        <source>The provider listed it when it was asked in this run.</source>
        <translation>Der Anbieter hat es gelistet, als er seit diesem Start gefragt wurde.</translation>
    </message>
    <message>
        <source>You added it; the provider does not list it.</source>
        <translation>Von Hand hinzugefügt; der Anbieter listet es nicht.</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>vision</source>
        <translation>Sehen</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Not a favourite</source>
        <translation>Kein Favorit</translation>
    </message>
    <message>
        <source>A favourite; click to change</source>
        <translation>Ein Favorit; zum Ändern klicken</translation>
    </message>
    <message>
        <source>Click to make it a favourite</source>
        <translation>Klicken, um es zum Favoriten zu machen</translation>
    </message>
    <message>
        <source>, favourite</source>
        <translation>, Favorit</translation>
    </message>
    <message>
        <source>, used for questions</source>
        <translation>, für Fragen verwendet</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1 (in Gebrauch)</translation>
    </message>
    <message>
        <source>Favourites come first wherever a model is chosen. Click to sort as the provider does</source>
        <translation>Favoriten stehen überall zuerst, wo ein Modell gewählt wird. Klicken, um wie der Anbieter zu sortieren</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model&apos;s name</source>
        <translation>Der Name des Modells</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>How many tokens question, documents and answer may have together</source>
        <translation>Wie viele Token Frage, Dokumente und Antwort zusammen haben dürfen</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>US dollars for a million tokens that the model reads</source>
        <translation>US-Dollar für eine Million Token, die das Modell liest</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>US dollars for a million tokens that the model writes</source>
        <translation>US-Dollar für eine Million Token, die das Modell schreibt</translation>
    </message>
    <message>
        <source>Can do</source>
        <translation>Kann</translation>
    </message>
    <message>
        <source>What the model is known to do; what nobody told is left out</source>
        <translation>Was das Modell bekanntermaßen kann; was niemand angegeben hat, fehlt</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What the provider calls it</source>
        <translation>Wie der Anbieter es nennt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>Where the knowledge of the model comes from</source>
        <translation>Woher das Wissen über das Modell stammt</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>%1 $</translation>
    </message>
    <message>
        <source>retires on %1</source>
        <translation>endet am %1</translation>
    </message>
    <message>
        <source>The provider will take it away on that day. Choose another model in time.</source>
        <translation>Der Anbieter nimmt es an diesem Tag fort. Rechtzeitig ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
</context>
<context>
    <name>freshet::NetworkRow</name>
    <message>
        <source>As the system says</source>
        <translation>Wie das System vorgibt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>This one:</source>
        <translation>Dieser:</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Adresse des Proxys</translation>
    </message>
    <message>
        <source>An http or socks5 proxy. This machine is reached without one.</source>
        <translation>Ein http- oder socks5-Proxy. Dieser Rechner wird ohne Proxy erreicht.</translation>
    </message>
    <message>
        <source>Own &amp;CA file</source>
        <translation>Eigene &amp;CA-Datei</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>A&amp;uswählen…</translation>
    </message>
    <message>
        <source>Choose a CA file</source>
        <translation>CA-Datei auswählen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>A PEM file whose certificates are trusted at this provider, for a server with a certificate of its own</source>
        <translation>Eine PEM-Datei, deren Zertifikaten bei diesem Anbieter vertraut wird, für einen Server mit eigenem Zertifikat</translation>
    </message>
    <message>
        <source>Trust no &amp;other certificates</source>
        <translation>Keinen &amp;anderen Zertifikaten vertrauen</translation>
    </message>
    <message>
        <source>For a server of your own: what the system&apos;s authorities vouch for is refused at this provider</source>
        <translation>Für einen eigenen Server: Wofür die Zertifizierungsstellen des Systems bürgen, wird bei diesem Anbieter abgelehnt</translation>
    </message>
    <message>
        <source>The certificate of the file is trusted.</source>
        <translation>Dem Zertifikat der Datei wird vertraut.</translation>
    </message>
    <message>
        <source>The %1 certificates of the file are trusted.</source>
        <translation>Den %1 Zertifikaten der Datei wird vertraut.</translation>
    </message>
</context>
<context>
    <name>freshet::NewTokenView</name>
    <message>
        <source>The new token</source>
        <translation>Das neue Token</translation>
    </message>
    <message>
        <source>&amp;Copy token</source>
        <translation>Token k&amp;opieren</translation>
    </message>
    <message>
        <source>Marked as a secret, so that clipboard histories leave it out</source>
        <translation>Als Geheimnis gekennzeichnet, damit Zwischenablage-Verläufe es auslassen</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>Takes the token away; it cannot be shown again</source>
        <translation>Nimmt das Token weg; es lässt sich nicht noch einmal zeigen</translation>
    </message>
    <message>
        <source>The token is on the clipboard.</source>
        <translation>Das Token ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The token of &quot;%1&quot;. It is shown only now: copy it into the settings of that tool.</source>
        <translation>Das Token von „%1“. Es wird nur jetzt gezeigt: in die Einstellungen jenes Programms kopieren.</translation>
    </message>
</context>
<context>
    <name>freshet::NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>freshet::PaletteModel</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>No command and no chat is called that.</source>
        <translation>So heißt kein Befehl und keine Unterhaltung.</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Search all chats for &quot;%1&quot;</source>
        <translation>Alle Unterhaltungen nach „%1“ durchsuchen</translation>
    </message>
</context>
<context>
    <name>freshet::PromptDialog</name>
    <message>
        <source>Searching and putting it together…</source>
        <translation>Wird gesucht und zusammengestellt…</translation>
    </message>
    <message>
        <source>Copy all of it</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>What will be sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The messages as they would be sent now. Keys and headers are not among them.</source>
        <translation>Die Nachrichten, wie sie jetzt gesendet würden. Schlüssel und Kopfzeilen sind nicht dabei.</translation>
    </message>
</context>
<context>
    <name>freshet::ProviderModels</name>
    <message>
        <source>&amp;Refresh models</source>
        <translation>Modelle aktualisie&amp;ren</translation>
    </message>
    <message>
        <source>Asks the provider which models it has, with the key that is saved</source>
        <translation>Fragt den Anbieter mit dem gespeicherten Schlüssel, welche Modelle er hat</translation>
    </message>
    <message>
        <source>Asking for the models…</source>
        <translation>Modelle werden abgefragt…</translation>
    </message>
    <message>
        <source>Never asked.</source>
        <translation>Noch nie abgefragt.</translation>
    </message>
    <message>
        <source>Never asked; what is listed is built in.</source>
        <translation>Noch nie abgefragt; die Liste ist eingebaut.</translation>
    </message>
    <message>
        <source>Refreshed %1.</source>
        <translation>Zuletzt aktualisiert: %1.</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>%1 gone</source>
        <translation>%1 entfallen</translation>
    </message>
    <message>
        <source>It works: 1 model</source>
        <translation>Es funktioniert: 1 Modell</translation>
    </message>
    <message>
        <source>It works: %1 models</source>
        <translation>Es funktioniert: %1 Modelle</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1, %2.</source>
        <translation>%1, %2.</translation>
    </message>
</context>
<context>
    <name>freshet::ProviderPage</name>
    <message>
        <source>provider built in</source>
        <translation>anbieter eingebaut provider</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>anbieter provider</translation>
    </message>
    <message>
        <source>&amp;Base URL</source>
        <translation>&amp;Basis-URL</translation>
    </message>
    <message>
        <source>address endpoint server host port</source>
        <translation>adresse endpunkt server host port base</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API-&amp;Schlüssel</translation>
    </message>
    <message>
        <source>API &amp;key (only if the server asks for one)</source>
        <translation>API-&amp;Schlüssel (nur wenn der Server einen verlangt)</translation>
    </message>
    <message>
        <source>secret token password keychain</source>
        <translation>geheim token passwort schlüsselbund key</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>Verbindungstest</translation>
    </message>
    <message>
        <source>check diagnose why error address proxy TLS key stream embeddings</source>
        <translation>prüfen diagnose warum fehler adresse proxy TLS schlüssel streaming embeddings testen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>refresh list favourite default context price</source>
        <translation>aktualisieren liste favorit vorgabe kontext preis hinzufügen</translation>
    </message>
    <message>
        <source>Extra headers</source>
        <translation>Zusätzliche Header</translation>
    </message>
    <message>
        <source>gateway secret organization</source>
        <translation>gateway geheim organisation</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>Prox&amp;y</translation>
    </message>
    <message>
        <source>network own CA file certificate TLS socks</source>
        <translation>netzwerk eigene CA-datei zertifikat TLS socks</translation>
    </message>
    <message>
        <source>Answers by quoting the best passages of your documents. It is built in and needs nothing.</source>
        <translation>Antwortet, indem er die besten Textstellen der Dokumente zitiert. Er ist eingebaut und braucht nichts.</translation>
    </message>
    <message>
        <source>The key was changed.</source>
        <translation>Der Schlüssel wurde geändert.</translation>
    </message>
    <message>
        <source>The proxy was changed.</source>
        <translation>Der Proxy wurde geändert.</translation>
    </message>
    <message>
        <source>Questions go to %1 now.</source>
        <translation>Fragen gehen jetzt an %1.</translation>
    </message>
    <message>
        <source>No provider in the list speaks with a server like this one.</source>
        <translation>Kein Anbieter in der Liste spricht mit einem Server wie diesem.</translation>
    </message>
    <message>
        <source>The provider %1 speaks with this server: choose it in the list.</source>
        <translation>Der Anbieter %1 spricht mit diesem Server: bitte in der Liste wählen.</translation>
    </message>
</context>
<context>
    <name>freshet::QueryPanel</name>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>A question as you would ask it</source>
        <translation>Eine Frage, wie sie gestellt würde</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Textstellen</translation>
    </message>
    <message>
        <source>Text of the passage</source>
        <translation>Text der Textstelle</translation>
    </message>
    <message>
        <source>Reasons for its place</source>
        <translation>Gründe für den Platz</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>Beitrag</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>E&amp;xpect this passage</source>
        <translation>Diese &amp;Stelle erwarten</translation>
    </message>
    <message>
        <source>Saves the question with this passage, to see whether it is still found after a change. Select words in the passage to expect just these.</source>
        <translation>Speichert die Frage mit dieser Stelle, um zu sehen, ob sie nach einer Änderung noch gefunden wird. Markieren Sie Wörter in der Stelle, um nur diese zu erwarten.</translation>
    </message>
</context>
<context>
    <name>freshet::QuestionDialog</name>
    <message>
        <source>Add a question</source>
        <translation>Frage hinzufügen</translation>
    </message>
    <message>
        <source>Edit a question</source>
        <translation>Frage bearbeiten</translation>
    </message>
    <message>
        <source>A question as you would ask it</source>
        <translation>Eine Frage, wie sie gestellt würde</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>&amp;Frage</translation>
    </message>
    <message>
        <source>Expected passages</source>
        <translation>Erwartete Textstellen</translation>
    </message>
    <message>
        <source>&amp;Another passage</source>
        <translation>&amp;Weitere Stelle</translation>
    </message>
    <message>
        <source>Where the answer stands in several passages, recall tells how many of them are found</source>
        <translation>Steht die Antwort an mehreren Stellen, sagt der Recall, wie viele davon gefunden werden</translation>
    </message>
    <message>
        <source>&amp;Leave this one out</source>
        <translation>Diese weg&amp;lassen</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Some words of the passage, as they stand in it; without any, every passage of the document or of the page is right</source>
        <translation>Einige Wörter der Stelle, wie sie in ihr stehen; ohne sie ist jede Stelle des Dokuments oder der Seite richtig</translation>
    </message>
    <message>
        <source>&amp;Document</source>
        <translation>&amp;Dokument</translation>
    </message>
    <message>
        <source>&amp;Page</source>
        <translation>&amp;Seite</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>Wö&amp;rter</translation>
    </message>
    <message>
        <source>Where the answer stands</source>
        <translation>Wo die Antwort steht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Save the question</source>
        <translation>Frage s&amp;peichern</translation>
    </message>
    <message>
        <source>Choose a document</source>
        <translation>Dokument wählen</translation>
    </message>
    <message>
        <source>%1 (no longer there)</source>
        <translation>%1 (nicht mehr da)</translation>
    </message>
    <message>
        <source>No document yet</source>
        <translation>Noch kein Dokument</translation>
    </message>
    <message>
        <source>Write the question.</source>
        <translation>Schreiben Sie die Frage.</translation>
    </message>
    <message>
        <source>Choose the document in which the answer stands.</source>
        <translation>Wählen Sie das Dokument, in dem die Antwort steht.</translation>
    </message>
</context>
<context>
    <name>freshet::QueuedQuestions</name>
    <message>
        <source>Next: %1</source>
        <translation>Danach: %1</translation>
    </message>
    <message>
        <source>Do not ask this; write it again</source>
        <translation>Nicht stellen, sondern neu schreiben</translation>
    </message>
    <message>
        <source>Do not ask “%1”; write it again</source>
        <translation>„%1“ nicht stellen, sondern neu schreiben</translation>
    </message>
</context>
<context>
    <name>freshet::QuickAskWindow</name>
    <message>
        <source>Quick question</source>
        <translation>Kurze Frage</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Temporary</source>
        <translation>Temporär</translation>
    </message>
    <message>
        <source>Nothing of a temporary chat is stored.</source>
        <translation>Von einer temporären Unterhaltung wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>Open in window</source>
        <translation>Im Fenster öffnen</translation>
    </message>
    <message>
        <source>Go on with this chat in a window (Ctrl+O)</source>
        <translation>Diese Unterhaltung in einem Fenster fortsetzen (Strg+O)</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Documents to search in</source>
        <translation>Dokumente, die durchsucht werden</translation>
    </message>
    <message>
        <source>Documents to search in: %1</source>
        <translation>Dokumente, die durchsucht werden: %1</translation>
    </message>
</context>
<context>
    <name>freshet::RowDelegate</name>
    <message>
        <source>New name of “%1”</source>
        <translation>Neuer Name von „%1“</translation>
    </message>
</context>
<context>
    <name>freshet::SearchPanel</name>
    <message>
        <source>Search all chats</source>
        <translation>Alle Unterhaltungen durchsuchen</translation>
    </message>
    <message>
        <source>Messages that were found</source>
        <translation>Gefundene Nachrichten</translation>
    </message>
</context>
<context>
    <name>freshet::SearchResultModel</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>who said it, and when</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Chat “%1”</source>
        <translation>Unterhaltung „%1“</translation>
    </message>
    <message>
        <source>%1: %2 (in the chat “%3”)</source>
        <translation>%1: %2 (in der Unterhaltung „%3“)</translation>
    </message>
</context>
<context>
    <name>freshet::SearchWords</name>
    <message>
        <source>No message has all of these words. These have some of them:</source>
        <translation>Keine Nachricht enthält alle diese Wörter. Diese enthalten einige davon:</translation>
    </message>
    <message>
        <source>“%1” was also taken as “%2”.</source>
        <translation>„%1“ wurde auch als „%2“ verstanden.</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>War „%1“ gemeint?</translation>
    </message>
    <message>
        <source>Not understood and left out: %1.</source>
        <translation>Nicht verstanden und weggelassen: %1.</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>More than %1 messages; the newest of them are weighed.</source>
        <translation>Mehr als %1 Nachrichten; gewichtet sind die neuesten davon.</translation>
    </message>
    <message>
        <source>Found in titles.</source>
        <translation>In Titeln gefunden.</translation>
    </message>
    <message>
        <source>One message found.</source>
        <translation>Eine Nachricht gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>%n messages found.</source>
        <translation>
            <numerusform>%n Nachricht gefunden.</numerusform>
            <numerusform>%n Nachrichten gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The chats are being looked through…</source>
        <translation>Die Unterhaltungen werden durchgesehen …</translation>
    </message>
    <message>
        <source>The chats are still being looked through: %1 of %2 messages can be found.</source>
        <translation>Die Unterhaltungen werden noch durchgesehen: %1 von %2 Nachrichten sind auffindbar.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Selbst geschrieben</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>Heute, %1</translation>
    </message>
    <message>
        <source>Yesterday, %1</source>
        <translation>Gestern, %1</translation>
    </message>
    <message>
        <source>Words, or &quot;several in this order&quot;. Narrow it down with model:qwen, from:me, before:2026-11, after:yesterday, has:code, in:thoughts, in:attachments, tag:house, folder:Home, is:pinned, is:archived; leave out with -word.</source>
        <translation>Wörter oder &quot;mehrere in dieser Folge&quot;. Eingrenzen mit modell:qwen, von:ich, vor:2026-11, nach:gestern, hat:code, in:gedanken, in:anhang, schlagwort:haus, ordner:Privat, ist:angeheftet, ist:archiviert; weglassen mit -Wort.</translation>
    </message>
    <message>
        <source>in the thoughts</source>
        <translation>in den Gedanken</translation>
    </message>
    <message>
        <source>in the attachment %1</source>
        <translation>im Anhang %1</translation>
    </message>
    <message>
        <source>%1 takes: %2.</source>
        <translation>%1 nimmt: %2.</translation>
    </message>
</context>
<context>
    <name>freshet::SelectionController</name>
    <message>
        <source>Chats unpinned: %L1</source>
        <translation>Nicht mehr angeheftete Unterhaltungen: %L1</translation>
    </message>
    <message>
        <source>Chats pinned: %L1</source>
        <translation>Angeheftete Unterhaltungen: %L1</translation>
    </message>
    <message>
        <source>Chats moved to “%1”: %2</source>
        <translation>Nach „%1“ verschobene Unterhaltungen: %2</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Name of the folder:</source>
        <translation>Name des Ordners:</translation>
    </message>
    <message>
        <source>Make folder</source>
        <translation>Ordner anlegen</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Tags that all %L1 chats have, with commas between them. Other tags stay.</source>
        <translation>Schlagwörter, die alle %L1 Unterhaltungen haben, durch Kommas getrennt. Andere Schlagwörter bleiben.</translation>
    </message>
    <message>
        <source>Save tags</source>
        <translation>Schlagwörter speichern</translation>
    </message>
    <message>
        <source>Chats taken out of the archive: %L1</source>
        <translation>Aus dem Archiv geholte Unterhaltungen: %L1</translation>
    </message>
    <message>
        <source>Chats archived: %L1</source>
        <translation>Archivierte Unterhaltungen: %L1</translation>
    </message>
    <message>
        <source>Chats put in the trash: %L1</source>
        <translation>In den Papierkorb gelegte Unterhaltungen: %L1</translation>
    </message>
    <message>
        <source>Chats restored: %L1</source>
        <translation>Wiederhergestellte Unterhaltungen: %L1</translation>
    </message>
    <message>
        <source>Close the chats</source>
        <translation>Unterhaltungen schließen</translation>
    </message>
    <message>
        <source>Close these temporary chats: %L1? Nothing of them is kept.</source>
        <translation>Diese temporären Unterhaltungen schließen: %L1? Nichts davon bleibt erhalten.</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Chats to delete for good: %L1. This cannot be undone.</source>
        <translation>Endgültig zu löschende Unterhaltungen: %L1. Das kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>“%1” is no longer pinned.</source>
        <translation>„%1“ ist nicht mehr angeheftet.</translation>
    </message>
    <message>
        <source>“%1” is pinned.</source>
        <translation>„%1“ ist angeheftet.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>New name:</source>
        <translation>Neuer Name:</translation>
    </message>
    <message>
        <source>“%1” is in no folder any more.</source>
        <translation>„%1“ ist in keinem Ordner mehr.</translation>
    </message>
    <message>
        <source>Chats taken out of their folders: %L1</source>
        <translation>Aus ihren Ordnern genommene Unterhaltungen: %L1</translation>
    </message>
    <message>
        <source>“%1” was moved to “%2”.</source>
        <translation>„%1“ wurde nach „%2“ verschoben.</translation>
    </message>
    <message>
        <source>Tags of “%1”, with commas between them:</source>
        <translation>Schlagwörter von „%1“, durch Kommas getrennt:</translation>
    </message>
    <message>
        <source>In use: %1</source>
        <translation>In Gebrauch: %1</translation>
    </message>
    <message>
        <source>The tags of “%1” were changed.</source>
        <translation>Die Schlagwörter von „%1“ wurden geändert.</translation>
    </message>
    <message>
        <source>Chats whose tags were changed: %L1</source>
        <translation>Unterhaltungen mit geänderten Schlagwörtern: %L1</translation>
    </message>
    <message>
        <source>“%1” is among your chats again.</source>
        <translation>„%1“ steht wieder bei den Unterhaltungen.</translation>
    </message>
    <message>
        <source>“%1” is in the archive.</source>
        <translation>„%1“ ist im Archiv.</translation>
    </message>
    <message>
        <source>“%1” is in the trash.</source>
        <translation>„%1“ ist im Papierkorb.</translation>
    </message>
    <message>
        <source>“%1” is back where it was.</source>
        <translation>„%1“ steht wieder an seinem Platz.</translation>
    </message>
    <message>
        <source>Close the chat</source>
        <translation>Unterhaltung schließen</translation>
    </message>
    <message>
        <source>Close “%1”? It is a temporary chat: nothing of it is kept.</source>
        <translation>„%1“ schließen? Das ist eine temporäre Unterhaltung: Nichts davon bleibt erhalten.</translation>
    </message>
    <message>
        <source>Delete “%1”? This cannot be undone.</source>
        <translation>„%1“ löschen? Das kann nicht rückgängig gemacht werden.</translation>
    </message>
</context>
<context>
    <name>freshet::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>No setting has to do with &quot;%1&quot;.</source>
        <translation>Keine Einstellung hat mit „%1“ zu tun.</translation>
    </message>
</context>
<context>
    <name>freshet::SettingsStore</name>
    <message>
        <source>The settings could not be written to %1; choose another place.</source>
        <translation>Die Einstellungen konnten nicht nach %1 geschrieben werden; bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Nothing was imported from %1: %2</source>
        <translation>Aus %1 wurde nichts importiert: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a value that it cannot have.</source>
        <translation>„%1“ hat einen unzulässigen Wert.</translation>
    </message>
    <message>
        <source>it cannot be read.</source>
        <translation>Sie kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>it is larger than 1 MiB, so it holds no settings.</source>
        <translation>Sie ist größer als 1 MiB, enthält also keine Einstellungen.</translation>
    </message>
    <message>
        <source>it holds no exported settings.</source>
        <translation>Sie enthält keine exportierten Einstellungen.</translation>
    </message>
    <message>
        <source>a newer Freshet wrote it; update Freshet first.</source>
        <translation>Ein neueres Freshet hat sie geschrieben; bitte zuerst Freshet aktualisieren.</translation>
    </message>
    <message>
        <source>The settings file %1 is broken and could not be moved aside; remove it to get settings again.</source>
        <translation>Die Einstellungsdatei %1 ist beschädigt und ließ sich nicht beiseitelegen; bitte entfernen, damit wieder Einstellungen gespeichert werden.</translation>
    </message>
    <message>
        <source>Freshet could not start several times in a row, so it starts with its defaults; the old settings file is now %1.</source>
        <translation>Freshet konnte mehrmals hintereinander nicht starten und startet daher mit seinen Vorgaben; die alte Einstellungsdatei ist jetzt %1.</translation>
    </message>
    <message>
        <source>The settings file is from a newer Freshet, so this one starts with its defaults; the newer file is now %1.</source>
        <translation>Die Einstellungsdatei stammt von einem neueren Freshet, daher startet dieses mit seinen Vorgaben; die neuere Datei ist jetzt %1.</translation>
    </message>
    <message>
        <source>The settings file could not be read, so Freshet starts with its defaults; the old file is now %1.</source>
        <translation>Die Einstellungsdatei konnte nicht gelesen werden, daher startet Freshet mit seinen Vorgaben; die alte Datei ist jetzt %1.</translation>
    </message>
    <message>
        <source>Settings cannot be saved: %1 is not writable. Changes last until Freshet is closed.</source>
        <translation>Einstellungen können nicht gespeichert werden: %1 ist nicht beschreibbar. Änderungen gelten, bis Freshet geschlossen wird.</translation>
    </message>
</context>
<context>
    <name>freshet::SourcesPanel</name>
    <message>
        <source>p. %1</source>
        <translation>S. %1</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>This passage supports the answer only in part. Read it yourself.</source>
        <translation>Diese Textstelle stützt die Antwort nur zum Teil. Bitte selbst lesen.</translation>
    </message>
    <message>
        <source>This passage does not seem to say what the answer says.</source>
        <translation>Diese Textstelle scheint nicht zu sagen, was die Antwort sagt.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close the sources</source>
        <translation>Quellen schließen</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Textstellen</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Textstelle</translation>
    </message>
    <message>
        <source>This passage is in another language than the answer, so it was not checked.</source>
        <translation>Diese Textstelle ist in einer anderen Sprache als die Antwort und wurde deshalb nicht geprüft.</translation>
    </message>
    <message>
        <source>Nearly the same is in %1.</source>
        <translation>Fast dasselbe steht in %1.</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>freshet::StartPage</name>
    <message>
        <source>What would you like to know?</source>
        <translation>Was ist die Frage?</translation>
    </message>
    <message>
        <source>Ask %1</source>
        <translation>Frage an %1</translation>
    </message>
    <message>
        <source>No model is chosen yet. Until then, questions are answered with quotes from your documents and from the built-in guide.</source>
        <translation>Noch ist kein Modell gewählt. Bis dahin werden Fragen mit Zitaten aus den eigenen Dokumenten und dem eingebauten Handbuch beantwortet.</translation>
    </message>
    <message>
        <source>Add documents…</source>
        <translation>Dokumente hinzufügen…</translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>noch ohne Modell</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 Modell</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 Modelle</translation>
    </message>
    <message>
        <source>%1 is running here with %2.</source>
        <translation>%1 läuft hier (%2).</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>For a model on this computer start Ollama or LM Studio, or add a provider with its API key.</source>
        <translation>Für ein Modell auf diesem Rechner Ollama oder LM Studio starten, oder einen Anbieter mit seinem API-Schlüssel hinzufügen.</translation>
    </message>
    <message>
        <source>Or add a provider with its API key.</source>
        <translation>Oder einen Anbieter mit seinem API-Schlüssel hinzufügen.</translation>
    </message>
    <message>
        <source>Add a provider…</source>
        <translation>Anbieter hinzufügen…</translation>
    </message>
</context>
<context>
    <name>freshet::StatusLine</name>
    <message>
        <source>Stop adding documents</source>
        <translation>Hinzufügen anhalten</translation>
    </message>
</context>
<context>
    <name>freshet::StrayQuestionsBar</name>
    <message>
        <source>&amp;Move them to this collection</source>
        <translation>In diese Sammlung &amp;übernehmen</translation>
    </message>
    <message>
        <source>Remove t&amp;hem…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>1 question is about a collection that is gone: %1.</source>
        <translation>1 Frage gehört zu einer Sammlung, die es nicht mehr gibt: %1.</translation>
    </message>
    <message>
        <source>%L1 questions are about collections that are gone: %2.</source>
        <translation>%L1 Fragen gehören zu Sammlungen, die es nicht mehr gibt: %2.</translation>
    </message>
</context>
<context>
    <name>freshet::TokenDialog</name>
    <message>
        <source>New token</source>
        <translation>Neues Token</translation>
    </message>
    <message>
        <source>Edit token</source>
        <translation>Token bearbeiten</translation>
    </message>
    <message>
        <source>For example: Editor</source>
        <translation>Zum Beispiel: Editor</translation>
    </message>
    <message>
        <source>&amp;Name of the tool</source>
        <translation>&amp;Name des Programms</translation>
    </message>
    <message>
        <source>It may</source>
        <translation>Es darf</translation>
    </message>
    <message>
        <source>&amp;Queries a day, at most</source>
        <translation>Anfragen am Tag, &amp;höchstens</translation>
    </message>
    <message>
        <source>&amp;Tokens a day, at most</source>
        <translation>&amp;Token am Tag, höchstens</translation>
    </message>
    <message>
        <source>Questions and answers together. At the limit the tool gets no more answers that day, and you are told.</source>
        <translation>Fragen und Antworten zusammen. An der Grenze bekommt das Programm an jenem Tag keine Antworten mehr, und es wird gemeldet.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Create token</source>
        <translation>Token anlegen</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Tick at least one thing that the tool may do.</source>
        <translation>Mindestens eines ankreuzen, was das Programm darf.</translation>
    </message>
</context>
<context>
    <name>freshet::TokenList</name>
    <message>
        <source>None yet, so no program can ask. Each one needs a token of its own.</source>
        <translation>Noch keine, also kann kein Programm fragen. Jedes braucht ein eigenes Token.</translation>
    </message>
    <message>
        <source>Tokens of tools</source>
        <translation>Token der Programme</translation>
    </message>
    <message>
        <source>New to&amp;ken…</source>
        <translation>Neues To&amp;ken…</translation>
    </message>
    <message>
        <source>Ed&amp;it token…</source>
        <translation>Token be&amp;arbeiten…</translation>
    </message>
    <message>
        <source>What the chosen tool may do, and how much on one day</source>
        <translation>Was das gewählte Programm darf, und wie viel an einem Tag</translation>
    </message>
    <message>
        <source>&amp;Revoke token…</source>
        <translation>Token widerr&amp;ufen…</translation>
    </message>
    <message>
        <source>Cuts the chosen tool off at once</source>
        <translation>Sperrt das gewählte Programm sofort aus</translation>
    </message>
    <message>
        <source>Saved. It counts from the next query on.</source>
        <translation>Gespeichert. Es gilt ab der nächsten Anfrage.</translation>
    </message>
    <message>
        <source>Revoke a token</source>
        <translation>Ein Token widerrufen</translation>
    </message>
    <message>
        <source>Revoke the token of &quot;%1&quot;? The tool is cut off at once, and needs a new token to come back.</source>
        <translation>Das Token von „%1“ widerrufen? Das Programm ist sofort ausgesperrt und braucht ein neues Token, um zurückzukommen.</translation>
    </message>
    <message>
        <source>Revoke the token</source>
        <translation>Das Token widerrufen</translation>
    </message>
    <message>
        <source>The token of &quot;%1&quot; is no longer valid.</source>
        <translation>Das Token von „%1“ gilt nicht mehr.</translation>
    </message>
</context>
<context>
    <name>freshet::TokenListModel</name>
    <message>
        <source>No more answers today.</source>
        <translation>Heute keine Antworten mehr.</translation>
    </message>
    <message>
        <source>Last used %1.</source>
        <translation>Zuletzt benutzt: %1.</translation>
    </message>
    <message>
        <source>Never used.</source>
        <translation>Nie benutzt.</translation>
    </message>
</context>
<context>
    <name>freshet::ToolQueryList</name>
    <message>
        <source>No tool has asked anything since Freshet was started.</source>
        <translation>Seit dem Start von Freshet hat kein Programm etwas gefragt.</translation>
    </message>
    <message>
        <source>Queries of other tools</source>
        <translation>Anfragen anderer Programme</translation>
    </message>
    <message>
        <source>S&amp;top query</source>
        <translation>Anfrage an&amp;halten</translation>
    </message>
    <message>
        <source>Ends the chosen query; the tool is told so</source>
        <translation>Beendet die gewählte Anfrage; das Programm erfährt es</translation>
    </message>
</context>
<context>
    <name>freshet::ToolQueryModel</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>1 token</source>
        <translation>1 Token</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>um %1</translation>
    </message>
</context>
<context>
    <name>freshet::TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>Neuer Text</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>Auswahl kopieren</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Save selection as…</source>
        <translation>Auswahl speichern unter…</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
</context>
<context>
    <name>freshet::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>freshet::WatchedFoldersLine</name>
    <message>
        <source>&amp;Stop watching…</source>
        <translation>Ni&amp;cht mehr beobachten…</translation>
    </message>
    <message>
        <source>What changes in a folder is no longer picked up. Its documents may stay.</source>
        <translation>Was sich in einem Ordner ändert, wird nicht mehr übernommen. Seine Dokumente können bleiben.</translation>
    </message>
    <message>
        <source>Not there at the moment, so that its documents stay as they are: %1.</source>
        <translation>Zurzeit nicht vorhanden, darum bleiben die Dokumente, wie sie sind: %1.</translation>
    </message>
    <message>
        <source>The system does not tell of every change in %1, so it is looked through every ten minutes.</source>
        <translation>Das System meldet nicht jede Änderung in %1, darum wird dort alle zehn Minuten nachgesehen.</translation>
    </message>
    <message>
        <source>Stop watching a folder</source>
        <translation>Einen Ordner nicht mehr beobachten</translation>
    </message>
    <message>
        <source>Stop watching &quot;%1&quot;? Your files stay where they are. The documents that Freshet read there can stay in the collection as they are now, or leave it.</source>
        <translation>„%1“ nicht mehr beobachten? Die Dateien bleiben, wo sie sind. Die Dokumente, die Freshet dort gelesen hat, können so, wie sie jetzt sind, in der Sammlung bleiben oder sie verlassen.</translation>
    </message>
    <message>
        <source>&amp;Keep the documents</source>
        <translation>Dokumente &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Remove the documents</source>
        <translation>Dokumente entfe&amp;rnen</translation>
    </message>
    <message>
        <source>Watched for changes: %1</source>
        <translation>Auf Änderungen beobachtet: %1</translation>
    </message>
</context>
<context>
    <name>freshet::WindowActions</name>
    <message>
        <source>New chat</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>Frage schreiben</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>Letzte Antwort kopieren</translation>
    </message>
    <message>
        <source>Stop, or close the side pane</source>
        <translation>Anhalten oder Seitenleiste schließen</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Show the chats</source>
        <translation>Unterhaltungen anzeigen</translation>
    </message>
    <message>
        <source>Show the sources</source>
        <translation>Quellen anzeigen</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous message</source>
        <translation>Vorige Nachricht</translation>
    </message>
    <message>
        <source>Next message</source>
        <translation>Nächste Nachricht</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Text vergrößern</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Text verkleinern</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Normale Textgröße</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Enter sends the question</source>
        <translation>Enter sendet die Frage</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Go on with the last answer</source>
        <translation>Letzte Antwort fortsetzen</translation>
    </message>
    <message>
        <source>Ask for another answer</source>
        <translation>Andere Antwort anfordern</translation>
    </message>
    <message>
        <source>Ask several models…</source>
        <translation>Mehrere Modelle fragen…</translation>
    </message>
    <message>
        <source>Attach files to the question…</source>
        <translation>Dateien an die Frage anhängen…</translation>
    </message>
    <message>
        <source>Show what will be sent…</source>
        <translation>Zeigen, was gesendet wird…</translation>
    </message>
    <message>
        <source>Find in this chat…</source>
        <translation>In dieser Unterhaltung suchen…</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Wrap long lines in code</source>
        <translation>Lange Zeilen in Code umbrechen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Find a command or a chat…</source>
        <translation>Befehl oder Unterhaltung finden…</translation>
    </message>
    <message>
        <source>Export this chat…</source>
        <translation>Diese Unterhaltung exportieren…</translation>
    </message>
    <message>
        <source>Print this chat…</source>
        <translation>Diese Unterhaltung drucken…</translation>
    </message>
    <message>
        <source>Export all chats…</source>
        <translation>Alle Unterhaltungen exportieren…</translation>
    </message>
    <message>
        <source>Import chats…</source>
        <translation>Unterhaltungen importieren…</translation>
    </message>
    <message>
        <source>New temporary chat</source>
        <translation>Neue temporäre Unterhaltung</translation>
    </message>
    <message>
        <source>Pin or unpin the chat</source>
        <translation>Unterhaltung anheften oder lösen</translation>
    </message>
    <message>
        <source>Rename the chat</source>
        <translation>Unterhaltung umbenennen</translation>
    </message>
    <message>
        <source>Move the chat to a folder…</source>
        <translation>Unterhaltung in einen Ordner legen …</translation>
    </message>
    <message>
        <source>Tags of the chat…</source>
        <translation>Schlagwörter der Unterhaltung …</translation>
    </message>
    <message>
        <source>Archive the chat, or take it out</source>
        <translation>Unterhaltung archivieren oder aus dem Archiv holen</translation>
    </message>
    <message>
        <source>Move the chat to the trash, or restore it</source>
        <translation>Unterhaltung in den Papierkorb legen oder wiederherstellen</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Neuer Ordner …</translation>
    </message>
    <message>
        <source>Show the archive</source>
        <translation>Archiv zeigen</translation>
    </message>
    <message>
        <source>Show the trash</source>
        <translation>Papierkorb zeigen</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Search all chats…</source>
        <translation>Alle Unterhaltungen durchsuchen …</translation>
    </message>
    <message>
        <source>Open the chat in a new window</source>
        <translation>Unterhaltung in neuem Fenster öffnen</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Fenster</translation>
    </message>
    <message>
        <source>Ask a quick question</source>
        <translation>Eine kurze Frage stellen</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Collections and documents…</source>
        <translation>Sammlungen und Dokumente…</translation>
    </message>
</context>
</TS>
