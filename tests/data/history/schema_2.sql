-- Chats as version 2 of the schema wrote them. Never changed: they stand for the files that are out there.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE conversations ( id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, changed_at INTEGER NOT NULL, leaf TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO conversations VALUES('c','A chat',5,'a2');
INSERT INTO conversations VALUES('d','Another',9,'');
CREATE TABLE messages ( seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, role TEXT NOT NULL, state TEXT NOT NULL, text TEXT NOT NULL, answer TEXT NOT NULL, error TEXT NOT NULL, created_at INTEGER NOT NULL, parent TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO messages VALUES(1,'q1','c','user','complete','question 1','','',1,'');
INSERT INTO messages VALUES(2,'a1','c','assistant','complete','answer 1','{"provider":"ollama","model":"qwen3:8b"}','',2,'q1');
INSERT INTO messages VALUES(3,'q3','d','user','complete','question 3','','',3,'');
INSERT INTO messages VALUES(4,'q2','c','user','complete','question 2','','',4,'a1');
INSERT INTO messages VALUES(5,'a2','c','assistant','streaming','half an ans','','',5,'q2');
INSERT INTO messages VALUES(6,'a3','d','assistant','failed','','','{"kind":"auth","message":"The key is wrong."}',6,'q3');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('messages',6);
CREATE INDEX messages_of_conversation ON messages(conversation, seq);
COMMIT;
PRAGMA user_version = 2;
