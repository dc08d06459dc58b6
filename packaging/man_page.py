#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""packaging/man_page.py FRESHET OUT: writes the manual page from what the program itself says with --help.

What a help text has in columns (options, exit statuses, examples) becomes tagged paragraphs and displays; everything
else is running text. So the page cannot tell of an option that is not there, nor miss one.
"""
import re
import subprocess
import sys

ENTRY = re.compile(r"^ {2}(\S.*?)(?: {2,}(\S.*))?$")
HEADING = re.compile(r"^([A-Z][A-Za-z ]+):(?: (.*))?$")


def help_of(program, *command):
    return subprocess.run([program, *command, "--help"], check=True, capture_output=True, text=True).stdout


def commands_of(help_text):
    """The commands of the program's own help, in its order."""
    return list(dict.fromkeys(re.findall(r"^  freshet ([a-z]+) ", help_text, re.M)))


def escaped(line):
    """A line that roff shows as it is: minus signs that can be copied, and no request at its beginning."""
    line = line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha").replace("~", "\\(ti")
    return "\\&" + line if line.startswith(".") else line


def body(text):
    """A help text as roff, its headings as paragraphs in bold."""
    out, tag_open, shown = [], False, False

    def stop_showing():
        nonlocal shown
        if shown:
            out.append(".EE")
            shown = False

    section = ""
    for line in text.rstrip("\n").split("\n"):
        heading = HEADING.match(line)
        if heading and (heading[2] is None or heading[1] == "Usage"):
            stop_showing()
            section, tag_open = heading[1], False
            out += [".PP", f".B {section}:"]
            if heading[2]:
                out += [".EX", "  " + escaped(heading[2])]
                shown = True
            continue
        if not line:
            stop_showing()
            if section in ("Usage", "Examples"):
                section = ""
            out.append(".PP")
            tag_open = False
            continue
        if section in ("Usage", "Examples") and line.startswith(" "):
            if not shown:
                out.append(".EX")
                shown = True
            out.append("  " + escaped(line.strip()))
            continue
        stop_showing()
        entry = ENTRY.match(line)
        if entry and section and not line.startswith("   "):
            out += [".TP", f".B {escaped(entry[1])}"]
            tag_open = True
            if entry[2]:
                out.append(escaped(entry[2]))
        else:
            out.append(escaped(line.strip() if tag_open or line.startswith(" ") else line))
    stop_showing()
    # A paragraph that begins right behind another, or at the end, is none.
    return re.sub(r"(?:\.PP\n)+(?=\.PP\n|\.TP\n|$)", "", "\n".join(out) + "\n")


def page(program):
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.split()[-1]
    main = help_of(program)
    title, rest = main.split("\n", 1)
    parts = [
        f'.TH FRESHET 1 "" "Freshet {version}" "User Commands"\n',
        ".SH NAME\n",
        f"freshet \\- {escaped(title.split(': ', 1)[1].rstrip('.'))}\n",
        ".SH DESCRIPTION\n",
        body(rest),
    ]
    for command in commands_of(main):
        parts += [f'.SH "FRESHET {command.upper()}"\n', body(help_of(program, command))]
    return "".join(parts)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: packaging/man_page.py FRESHET OUT")
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write(page(sys.argv[1]))
