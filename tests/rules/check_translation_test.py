#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_translation.py must see what is wrong: plants one of each."""
import sys

from check_translation import problems

TS = """<!DOCTYPE TS><TS><context><name>Page</name><message><source>{}</source>{}</message></context></TS>"""
GOOD = [
    ("Back to %1", "<translation>Zurück zu %1</translation>"),
    ("Save &amp;key…", "<translation>Schlüssel &amp;speichern…</translation>"),
    ("%n file(s)", "<translation><numerusform>%n Datei</numerusform><numerusform>%n Dateien</numerusform></translation>"),
    ("%1 and %2.", "<translation>%2 und %1.</translation>"),
]
BAD = [
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
failed = [f"seen as wrong: {case}" for case in GOOD if problems(TS.format(*case))]
failed += [f"not seen: {case}" for case in BAD if len(problems(TS.format(*case))) != 1]
print("\n".join(failed))
sys.exit(1 if failed else 0)
