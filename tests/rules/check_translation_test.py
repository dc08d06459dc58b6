#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_translation.py must see what is wrong: plants one of each."""
import sys

from check_translation import listed, problems, unlisted

TS = """<!DOCTYPE TS><TS language="{}"><context><name>Page</name><message><source>{}</source>{}</message></context></TS>"""
GERMAN_GOOD = [
    ("Back to %1", "<translation>Zurück zu %1</translation>"),
    ("Save &amp;key…", "<translation>Schlüssel &amp;speichern…</translation>"),
    ("%n file(s)", "<translation><numerusform>%n Datei</numerusform><numerusform>%n Dateien</numerusform></translation>"),
    ("%1 and %2.", "<translation>%2 und %1.</translation>"),
]
GERMAN_BAD = [
    ("New", "<translation type='unfinished'></translation>"),
    ("Old", "<translation type='vanished'>Alt</translation>"),
    ("Empty", "<translation></translation>"),
    ("Back to %1", "<translation>Zurück</translation>"),
    ("Back to %1", "<translation>Zurück zu %2</translation>"),
    ("%L1 files", "<translation>%1 Dateien</translation>"),
    ("%n file(s)", "<translation><numerusform>Datei</numerusform><numerusform>%n Dateien</numerusform></translation>"),
    ("&amp;Save", "<translation>Speichern</translation>"),
    ("Save", "<translation>&amp;Speichern</translation>"),
    ("Choose…", "<translation>Wählen</translation>"),
    ("Saved.", "<translation>Gespeichert</translation>"),
    ("Model:", "<translation>Modell</translation>"),
    (", in use", "<translation>, in Gebrauch </translation>"),
]
CHINESE_GOOD = [
    ("Save &amp;key…", "<translation>保存密钥(&amp;K)…</translation>"),
    ("%n file(s)", "<translation><numerusform>%n 个文件</numerusform></translation>"),
    ("%1: version 1.5 of %2.", "<translation>%1：%2 的版本 1.5。</translation>"),
    (", ", "<translation>、</translation>"),
    ("Show (F9)", "<translation>显示 (F9)</translation>"),
    ("Picture.png", "<translation>图片.png</translation>"),
]
CHINESE_BAD = [
    ("Use %1.", "<translation>使用 %1.</translation>"),
    ("Saved.", "<translation>已保存</translation>"),
    ("Model:", "<translation>模型:</translation>"),
    ("Saved. Send it?", "<translation>已保存.要发送吗？</translation>"),
    ("Text, pictures", "<translation>文字, 图片</translation>"),
    ("Text ", "<translation>文字</translation>"),
]
CASES = [("de", GERMAN_GOOD, 0), ("de", GERMAN_BAD, 1), ("zh_CN", CHINESE_GOOD, 0), ("zh_CN", CHINESE_BAD, 1)]
failed = [f"{len(found)} problems, not {wanted}: {case}" for language, cases, wanted in CASES for case in cases
          if len(found := problems(TS.format(language, *case))) != wanted]

LANGUAGES = listed('inline QStringList languages() { return {"en", "de", "zh_CN"}; }')
GERMAN, CHINESE, FRENCH = ('<TS language="%s"></TS>' % name for name in ("de", "zh_CN", "fr"))
for translations, wanted in [
    ({"freshet_de.ts": GERMAN, "freshet_zh_CN.ts": CHINESE}, 0),
    ({"freshet_de.ts": GERMAN}, 1),
    ({"freshet_de.ts": GERMAN, "freshet_zh_CN.ts": CHINESE, "freshet_fr.ts": FRENCH}, 1),
    ({"freshet_de.ts": GERMAN, "freshet_zh_CN.ts": GERMAN}, 1),
    ({}, 2),
]:
    if len(found := unlisted(LANGUAGES, translations)) != wanted:
        failed.append(f"{len(found)} problems, not {wanted}: {translations}")
print("\n".join(failed))
sys.exit(1 if failed else 0)
