#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds resources/translations to the sentences of the sources.

check_translation.py LUPDATE ROOT            fails when a language of core/settings/keys.h has no file, and when a sentence
                                             is missing, gone, unfinished or translated unlike it
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
FULL_WIDTH = str.maketrans(".:?!", "。：？！")


def update(lupdate, root, file):
    # Without locations: the file changes with the sentences only, not with every line above them.
    subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", "-I", ".", "core", "ui", "-ts", file],
                   cwd=root, check=True, stdout=subprocess.DEVNULL)


def placeholders(text):
    return sorted(re.findall(r"%(?:L?\d+|n)", text))


def mnemonics(text):
    return len(re.findall(r"&\w", text.replace("&&", "")))


def end(text):
    """The mark that a sentence ends with; empty for none."""
    mark = re.search(r"(\.\.\.|[….:?!。：？！])$", text)
    return mark[1].replace("...", "…") if mark else ""


def blanks(text):
    return text[0].isspace(), text[-1].isspace()


def unlike(source, translation, language):
    """What a translation must share with its source and does not, in words; empty when all is well."""
    if not translation.strip():
        return "has no translation"
    if placeholders(source) != placeholders(translation):
        return "has other placeholders (%1, %n)"
    if mnemonics(source) != mnemonics(translation):
        return "has other shortcut marks (&)"
    isWide = language.startswith("zh")
    if isWide and translation[-1] in "，、；":  # full-width marks have their blank in them
        source = source.rstrip()
    if blanks(source) != blanks(translation):
        return "has other blanks around it"
    if end(translation) != (end(source).translate(FULL_WIDTH) if isWide else end(source)):
        return "ends in another way"
    if isWide and re.search(r"[\u4e00-\u9fff]([,:;?!]|\.(?![a-z0-9]))", translation):
        return "has half-width punctuation"
    return ""


def problems(ts):
    """Sentences about what is wrong in the text of a .ts file."""
    found = []
    root = ElementTree.fromstring(ts)
    language = root.get("language")
    for context in root.iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            if translation.get("type"):
                found.append(f"{context.findtext('name')}: \"{source}\" is {translation.get('type')}")
                continue
            for form in translation.findall("numerusform") or [translation]:
                if what := unlike(source, form.text or "", language):
                    found.append(f"{context.findtext('name')}: \"{source}\" {what}: \"{form.text or ''}\"")
    return found


def listed(keys):
    """The languages that can be chosen but for the first, which the sources are written in, from the text of keys.h."""
    return re.findall(r'"(\w+)"', re.search(r"languages\(\) \{ return \{(.*?)\}; \}", keys)[1])[1:]


def unlisted(languages, translations):
    """Sentences about languages without a file and files without a language; translations: a file's name -> its text."""
    found = [f"freshet_{name}.ts is missing, but core/settings/keys.h lists the language {name}"
             for name in languages if f"freshet_{name}.ts" not in translations]
    for file, ts in translations.items():
        language = ElementTree.fromstring(ts).get("language")
        if language not in languages:
            found.append(f"{file}: core/settings/keys.h does not list its language {language}")
        elif file != f"freshet_{language}.ts":
            found.append(f"{file}: its language is {language}")
    return found


def main(lupdate, root, *options):
    root = pathlib.Path(root)
    files = sorted((root / "resources/translations").glob("*.ts"))
    found = unlisted(listed((root / "core/settings/keys.h").read_text(encoding="utf-8")),
                     {file.name: file.read_text(encoding="utf-8") for file in files})
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
