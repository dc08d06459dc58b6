#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plants one violation after the other and requires that check_rules.py sees each of them."""
import tempfile
import unittest
from pathlib import Path

from check_rules import check

HEAD = "// SPDX-License-Identifier: MIT\n"
PLANTED = {
    "a widget in core": ("core/chat/a.h", "#include <QWidget>"),
    "a widget in core by its module": ("core/chat/a.h", "#include <QtWidgets/QWidget>"),
    "a colour in core": ("core/domain/a.h", "#include <QColor>"),
    "a colour beside the grammars": ("ui/highlight/a.h", "#include <QColor>"),
    "the grammars know the transcript": ("ui/highlight/a.h", '#include "ui/transcript/block_flow.h"'),
    "core includes ui": ("core/chat/a.h", '#include "ui/main_window.h"'),
    "base includes net": ("core/base/a.h", '#include "core/net/http_client.h"'),
    "providers include chat": ("core/providers/a.h", '#include "core/chat/llm_service.h"'),
    "a service includes settings": ("core/chat/a.h", '#include "core/settings/keys.h"'),
    "ui includes app": ("ui/a.h", '#include "app/app_context.h"'),
    "a relative include": ("ui/a.h", '#include "../core/base/error.h"'),
    "network past its door": ("core/providers/a.cpp", "#include <QNetworkAccessManager>"),
    "network in the window": ("ui/a.cpp", "#include <QtNetwork/QNetworkAccessManager>"),
    "SQL in the window": ("ui/a.cpp", "#include <QSqlDatabase>"),
    "settings past their door": ("app/a.cpp", "#include <QSettings>"),
    "a setting declared elsewhere": ("ui/a.cpp", 'const Setting<int> width{"window/width", 3};'),
    "keychain past its door": ("ui/a.cpp", "#include <qt6keychain/keychain.h>"),
    "a script past its door": ("ui/chat/a.cpp", "#include <QJSEngine>"),
    "formulas that know the transcript": ("ui/math/a.h", '#include "ui/transcript/block_flow.h"'),
    "a second opener of links": ("ui/a.cpp", "    QDesktopServices::openUrl(url);"),
    "a second opener of files": ("ui/chat/a.cpp", "    openOnDesktop(QUrl::fromLocalFile(source.path));"),
    "TLS not verified": ("core/net/a.cpp", "    reply->ignoreSslErrors();"),
    "a tip of foreign text": ("ui/a.cpp", "    button->setToolTip(title);"),
    "Qt's Markdown reader": ("ui/a.cpp", "    document->setMarkdown(text);"),
    "a singleton": ("core/chat/a.cpp", "    Registry::instance().find();"),
    "debug output": ("core/chat/a.cpp", '    qDebug() << "x";'),
    "no licence line": ("core/chat/a.h", None),
}


class CheckRulesTest(unittest.TestCase):
    def problems_of(self, path, line):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in {"core/base/good.h": HEAD, path: HEAD + line + "\n" if line is not None else "\n"}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return check(root)

    def test_sees_every_planted_violation(self):
        for what, (path, line) in PLANTED.items():
            with self.subTest(what):
                problems = self.problems_of(path, line)
                self.assertEqual(len(problems), 1, problems)
                self.assertTrue(problems[0].startswith(path + ":"), problems)

    def test_says_nothing_of_what_is_allowed(self):
        self.assertEqual(self.problems_of("core/chat/a.h", '#include "core/providers/chat_reply.h"'), [])
        self.assertEqual(self.problems_of("core/net/a.cpp", "#include <QNetworkAccessManager>"), [])

    def test_an_empty_tree_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(len(check(Path(folder))), 1)


if __name__ == "__main__":
    unittest.main()
