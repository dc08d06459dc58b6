#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds resources/translations to the sentences of the sources.

check_translation.py LUPDATE ROOT            fails when a sentence is missing, gone, unfinished or translated unlike it
check_translation.py LUPDATE ROOT --update   brings the files up to date; what is new stands in them as unfinished
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

UPDATE = "run cmake --build --preset dev --target update_translations, then translate what is unfinished"
ENDS = (("…", "..."), (":",), (".",), ("?",), ("!",))  # must end both or neither


def update(lupdate, root, file):
    # Without locations: the file changes with the sentences only, not with every line above them.
    subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", "-I", ".", "core", "ui", "-ts", file],
                   cwd=root, check=True, stdout=subprocess.DEVNULL)


def placeholders(text):
    return sorted(re.findall(r"%(?:L?\d+|n)", text))


def mnemonics(text):
    return len(re.findall(r"&\w", text.replace("&&", "")))


def unlike(source, translation):
    """What a translation must share with its source and does not, in words; empty when all is well."""
    if not translation.strip():
        return "has no translation"
    if placeholders(source) != placeholders(translation):
        return "has other placeholders (%1, %n)"
    if mnemonics(source) != mnemonics(translation):
        return "has other shortcut marks (&)"
    if (source[0].isspace(), source[-1].isspace()) != (translation[0].isspace(), translation[-1].isspace()):
        return "has other blanks around it"
    if any(source.endswith(end) != translation.endswith(end) for end in ENDS):
        return "ends in another way"
    return ""


def problems(ts):
    """Sentences about what is wrong in the text of a .ts file."""
    found = []
    for context in ElementTree.fromstring(ts).iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            if translation.get("type"):
                found.append(f"{context.findtext('name')}: \"{source}\" is {translation.get('type')}")
                continue
            for form in translation.findall("numerusform") or [translation]:
                if what := unlike(source, form.text or ""):
                    found.append(f"{context.findtext('name')}: \"{source}\" {what}: \"{form.text or ''}\"")
    return found


def main(lupdate, root, *options):
    root = pathlib.Path(root)
    files = sorted((root / "resources/translations").glob("*.ts"))
    found = [] if files else ["there is no translation in resources/translations"]
    for file in files:
        if options == ("--update",):
            update(lupdate, root, file)
            continue
        with tempfile.TemporaryDirectory() as folder:
            fresh = pathlib.Path(shutil.copy(file, folder))
            update(lupdate, root, fresh)
            text = fresh.read_text(encoding="utf-8")
        found += [f"{file.name}: {problem}" for problem in problems(text)]
        if text != file.read_text(encoding="utf-8"):
            found.append(f"{file.name}: does not have the sentences of the sources; {UPDATE}")
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
